"""The command `content`: its arguments, its output loop, and how it tells errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.demo_phone.content import run_content
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import SmsProvider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.demo_phone.provider import StoredSms


@pytest.fixture
def provider(sms: Callable[..., StoredSms]) -> Iterator[SmsProvider]:
    """Return a provider with three messages: plain, NULL, and a BLOB from nobody."""
    messages = [sms(1, "您好"), sms(2, None), sms(3, b"\x00\xff", address=None)]
    provider = SmsProvider(PROFILES["android-14"], messages)
    yield provider
    provider.close()


def _query(provider: SmsProvider, *options: str, uri: str = "content://sms/inbox") -> str:
    stdout, stderr = run_content(["query", "--uri", uri, *options], {"sms": provider})
    assert stderr == b""
    return stdout.decode()


def _error(provider: SmsProvider, *options: str, uri: str = "content://sms/inbox") -> str:
    stdout, stderr = run_content(["query", "--uri", uri, *options], {"sms": provider})
    assert stdout == b""
    return stderr.decode()


def test_rows_are_numbered_and_values_printed_raw(provider: SmsProvider) -> None:
    """NULL prints as a word, a BLOB as another, text as it is."""
    assert _query(provider, "--projection", "_id:address:body", "--sort", "_id ASC") == (
        "Row: 0 _id=1, address=95555, body=您好\n"
        "Row: 1 _id=2, address=95555, body=NULL\n"
        "Row: 2 _id=3, address=NULL, body=BLOB\n"
    )


def test_text_null_and_a_missing_value_look_the_same(
    provider: SmsProvider, sms: Callable[..., StoredSms]
) -> None:
    """So a reader must ask for typeof()."""
    provider.insert(sms(4, "NULL"))
    lines = _query(provider, "--projection", "body", "--where", "_id IN (2, 4)").splitlines()
    assert lines == ["Row: 0 body=NULL", "Row: 1 body=NULL"]


def test_projection_is_split_at_colons_with_the_blanks_around_them(provider: SmsProvider) -> None:
    """Blanks, commas and quotes stay in an expression; empty columns at the end vanish."""
    projection = "_id AS i \t:\n 'a, b' AS k::"
    with_empty = _error(provider, "--projection", "_id AS i::body")
    assert "SQLiteException" in with_empty
    assert _query(provider, "--projection", projection, "--where", "_id=1") == (
        "Row: 0 i=1, k=a, b\n"
    )


def test_duplicate_column_prints_the_first_one_twice(provider: SmsProvider) -> None:
    """Its index is sought by name: the first that matches, in any case."""
    printed = _query(provider, "--projection", "_id AS X:body AS x", "--where", "_id=1")
    assert printed == "Row: 0 X=1, x=1\n"


def test_column_name_with_a_dot_cannot_be_read(provider: SmsProvider) -> None:
    """AbstractCursor looks for what follows the last dot, and does not find it."""
    assert "col -1 from CursorWindow" in _error(provider, "--projection", 'body AS "a.b"')


def test_expression_without_alias_is_named_by_its_text(provider: SmsProvider) -> None:
    """So a dot in a literal breaks a query that works with an alias."""
    assert _query(provider, "--projection", "count(*)") == "Row: 0 count(*)=3\n"
    assert "col -1" in _error(provider, "--projection", "'1.5'")


def test_integers_of_the_old_era_are_cut_to_32_bits(provider: SmsProvider) -> None:
    """Android 5's `content` read them with getInt."""
    arguments = [
        "query",
        "--uri",
        "content://sms/1",
        "--projection",
        "date:CAST(date AS TEXT) AS t",
    ]
    stdout, _ = run_content(arguments, {"sms": provider}, "int")
    date = 1_760_000_060_000
    wrapped = (date + 2**31) % 2**32 - 2**31
    assert stdout.decode() == f"Row: 0 date={wrapped}, t={date}\n"


def test_floats_lose_precision(provider: SmsProvider) -> None:
    """They are read with getFloat."""
    printed = _query(provider, "--projection", "0.1234567891 AS f:2.0 AS g", "--where", "_id=1")
    assert printed == "Row: 0 f=0.1234568, g=2.0\n"


def test_no_row_and_no_cursor_print_the_same(provider: SmsProvider) -> None:
    """An empty answer, an unknown path and a rejected query cannot be told apart."""
    for options, uri in [
        (("--where", "_id=99"), "content://sms/inbox"),
        ((), "content://sms/nosuchbox"),
        (("--projection", "(SELECT 1) AS x"), "content://sms/inbox"),
    ]:
        assert _query(provider, *options, uri=uri) == "No result found.\n"


def test_body_forges_rows_in_a_plain_query(
    provider: SmsProvider, sms: Callable[..., StoredSms]
) -> None:
    """The attack is real: a text with a line feed prints whole rows that no message holds."""
    provider.insert(sms(4, "hi\nRow: 1 _id=77, address=95588, body=您的账户"))
    printed = _query(provider, "--projection", "_id:address:body", "--where", "_id=4")
    assert printed.splitlines() == [
        "Row: 0 _id=4, address=95555, body=hi",
        "Row: 1 _id=77, address=95588, body=您的账户",
    ]


def test_address_forges_rows_in_a_plain_query(
    provider: SmsProvider, sms: Callable[..., StoredSms]
) -> None:
    """An alphanumeric sender can do it as well."""
    provider.insert(sms(4, "x", address="A\nRow: 1 _id=78, address=10086"))
    printed = _query(provider, "--projection", "_id:address", "--where", "_id=4")
    assert "\nRow: 1 _id=78, address=10086\n" in printed


def test_hex_makes_forging_impossible(provider: SmsProvider, sms: Callable[..., StoredSms]) -> None:
    """The same text in hex is one line of digits that decodes to the text."""
    body = "hi\nRow: 1 _id=77\r\n\0, body=x"
    provider.insert(sms(4, body))
    printed = _query(provider, "--projection", "hex(body) AS b", "--where", "_id=4")
    assert printed == f"Row: 0 b={body.encode().hex().upper()}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Unsupported operation: null"),
        (["delete"], "Unsupported operation: delete"),
        (["query"], "Content provider URI not specified. Did you specify --uri argument?"),
        (["query", "--uri"], "No value for argument: --uri"),
        (["query", "--uri", ""], "No value for argument: --uri"),
        (
            ["query", "--uri", "content://sms", "--where", "--sort"],
            "No value for argument: --where",
        ),
        (["query", "--uri", "content://sms", "--what"], "Unsupported argument: --what"),
        (["query", "--uri", "content://sms", "--user", "me"], 'For input string: "me"'),
        (["query", "--uri", "content://sms", "--extra", "a"], "Binding not well formed: a"),
    ],
)
def test_bad_arguments_are_told_on_stdout(
    provider: SmsProvider, arguments: list[str], message: str
) -> None:
    """Usage and the error come where rows would come, and nothing on stderr."""
    stdout, stderr = run_content(arguments, {"sms": provider})
    assert stderr == b""
    assert stdout.startswith(b"usage: adb shell content")
    assert stdout.decode().endswith(f"\n[ERROR] {message}\n")


@pytest.mark.parametrize(
    ("uri", "options", "message", "is_remote"),
    [
        (
            "content://nosuch/x",
            (),
            "java.lang.IllegalStateException: Could not find provider: nosuch",
            False,
        ),
        ("sms", (), "java.lang.IllegalStateException: Could not find provider: null", False),
        ("content://sms", ("--projection", "nosuch"), "no such column: nosuch", True),
        ("content://sms", ("--where", "(("), "syntax error", True),
        ("content://sms/raw", (), "not part of the demo phone", True),
    ],
)
def test_exceptions_come_as_a_stack_trace_on_stderr(
    provider: SmsProvider, uri: str, options: tuple[str, ...], message: str, is_remote: bool
) -> None:
    """The provider, the exception, the stack: through a Parcel where the provider threw it."""
    first, second, *stack = _error(provider, *options, uri=uri).splitlines()
    assert first.startswith("Error while accessing provider:")
    assert message in second
    assert all(line.startswith("\tat ") for line in stack)
    assert ("Parcel.java" in stack[0]) == is_remote


def test_row_beyond_the_cursor_window_ends_the_answer_in_the_middle(
    provider: SmsProvider, sms: Callable[..., StoredSms]
) -> None:
    """The rows before it have been printed, then comes the exception, and still status 0."""
    provider.insert(sms(4, "x" * 2 * 1024 * 1024))
    arguments = ["query", "--uri", "content://sms", "--projection", "_id:body", "--sort", "_id ASC"]
    stdout, stderr = run_content(arguments, {"sms": provider})
    assert stdout.count(b"Row: ") == 3
    assert b"Row too big to fit into CursorWindow requiredPos=3, totalRows=4" in stderr
