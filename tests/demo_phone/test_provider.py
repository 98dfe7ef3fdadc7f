"""The SMS provider: what it stores, and which rows which question finds."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import ProviderError, SmsProvider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scanner.demo_phone.provider import StoredSms

ANDROID_14 = PROFILES["android-14"]
ANDROID_10 = PROFILES["android-10"]
XIAOMI = PROFILES["miui-blocked"]


def _ids(provider: SmsProvider, uri: str = "content://sms", where: str | None = None) -> list[int]:
    found = provider.query(uri, ["_id"], where, "_id ASC")
    assert found is not None
    return [row[0] for row in found.rows]  # type: ignore[misc] - _id is an integer


@pytest.fixture
def boxes(sms: Callable[..., StoredSms]) -> Iterable[StoredSms]:
    """Return messages of every type, 1 to 6, with the type as the id."""
    return [sms(number, type=number, thread_id=number % 2) for number in range(1, 7)]


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("", [1, 2]),
        ("/", [1, 2]),
        ("/inbox", [1]),
        ("/inbox/", [1]),
        ("/inbox?anything=1", [1]),
        ("/inbox/2", [2]),  # AOSP looks at the id only
        ("/2", [2]),
        ("/sent", [2]),
        ("/draft", []),
        ("/outbox", []),
        ("/failed", []),
        ("/queued", []),
        ("/undelivered", []),
        ("/conversations/1", [1]),
        ("/status/1", [1]),
    ],
)
def test_uri_chooses_rows_of_the_restricted_view(
    boxes: Iterable[StoredSms], path: str, ids: list[int]
) -> None:
    """The shell sees the inbox and what was sent, never drafts or what failed."""
    with closing(SmsProvider(ANDROID_14, boxes)) as provider:
        assert _ids(provider, f"content://sms{path}") == ids


@pytest.mark.parametrize("path", ["/nosuch", "/inbox/x", "/-1", "/inbox/1/2", "/INBOX", "/²"])
def test_unknown_path_is_a_null_cursor(boxes: Iterable[StoredSms], path: str) -> None:
    """The provider only writes to its log, so the caller sees nothing."""
    with closing(SmsProvider(ANDROID_14, boxes)) as provider:
        assert provider.query(f"content://sms{path}", None, None, None) is None


def test_columns_are_those_of_aosp(sms: Callable[..., StoredSms]) -> None:
    """Without a projection all columns come, in the order of the table."""
    with closing(SmsProvider(ANDROID_14, [sms(1)])) as provider:
        found = provider.query("content://sms", None, None, None)
    assert found is not None
    assert " ".join(found.columns) == (
        "_id thread_id address person date date_sent protocol read status type reply_path_present"
        " subject body service_center locked sub_id error_code creator seen"
    )


def test_newest_comes_first_without_a_sort_order(sms: Callable[..., StoredSms]) -> None:
    """The provider's default is "date DESC"."""
    messages = [sms(1, date=10), sms(2, date=30), sms(3, date=20)]
    with closing(SmsProvider(ANDROID_14, messages)) as provider:
        found = provider.query("content://sms/inbox", ["_id"], None, None)
    assert found is not None
    assert [row[0] for row in found.rows] == [2, 3, 1]


def test_selection_cannot_leave_its_box(boxes: Iterable[StoredSms]) -> None:
    """Each part stands in parentheses, so OR in a selection does not widen the box."""
    with closing(SmsProvider(ANDROID_10, boxes)) as provider:
        assert _ids(provider, "content://sms/inbox", "_id=1 OR _id=2") == [1]


def test_subquery_is_rejected_from_android_10_on_only(sms: Callable[..., StoredSms]) -> None:
    """Android 9's provider ran whatever it was given."""
    android_9 = replace(PROFILES["android-9"], access="allowed")
    for profile, rejected in ((android_9, False), (ANDROID_10, True), (ANDROID_14, True)):
        with closing(SmsProvider(profile, [sms(1)])) as provider:
            found = provider.query("content://sms", ["(SELECT 7) AS x"], None, None)
        assert (found is None) == rejected


def test_strict_check_answers_hex_with_nothing_and_quote_with_hex(
    sms: Callable[..., StoredSms],
) -> None:
    """One way to an unforgeable text is closed without a word; another stays open."""
    strict = replace(ANDROID_14, strict_sql_check=True)
    with closing(SmsProvider(strict, [sms(1, "中\nRow: 1"), sms(2, None)])) as provider:
        refused = provider.query("content://sms", ["hex(body) AS b"], None, "_id ASC")
        found = provider.query("content://sms", ["quote(CAST(body AS BLOB))"], None, "_id ASC")
    assert refused is None
    assert found is not None
    digits = "中\nRow: 1".encode().hex().upper()
    assert list(found.rows) == [(f"X'{digits}'",), ("NULL",)]


@pytest.mark.parametrize("place", ["projection", "selection", "sort"])
def test_each_part_of_a_query_is_checked(sms: Callable[..., StoredSms], place: str) -> None:
    """A semicolon is refused wherever it stands."""
    parts = {"projection": ["_id"], "selection": "1=1", "sort": "_id ASC"}
    parts[place] = ["_id;"] if place == "projection" else "_id;"
    with closing(SmsProvider(ANDROID_14, [sms(1)])) as provider:
        assert provider.query("content://sms", **parts) is None  # type: ignore[arg-type]


def test_android_14_hides_subscriptions_the_phone_never_had(
    sms: Callable[..., StoredSms],
) -> None:
    """Moved messages vanish, unless restored ones (-1) or from an emergency number."""
    messages = [
        sms(1, sub_id=1),
        sms(2, sub_id=7),
        sms(3, sub_id=-1),
        sms(4, sub_id=None),
        sms(5, sub_id=0),
        sms(6, sub_id=7, address="110"),
    ]
    with closing(SmsProvider(ANDROID_14, messages)) as provider:
        assert _ids(provider) == [1, 3, 6]
        assert _ids(provider, where="_id > 1 OR 1=1") == [1, 3, 6]
    with closing(SmsProvider(ANDROID_10, messages)) as provider:
        assert _ids(provider) == [1, 2, 3, 4, 5, 6]


def test_ignored_app_op_finds_nothing_even_where_it_counts(sms: Callable[..., StoredSms]) -> None:
    """A blocked reader gets no row at all, where an empty table gives the row n=0."""
    question = ("content://sms/inbox", ["count(*) AS n"], None, None)
    with closing(SmsProvider(PROFILES["silently-empty"], [sms(1)])) as provider:
        blocked = provider.query(*question)
    with closing(SmsProvider(ANDROID_14, [])) as provider:
        empty = provider.query(*question)
    assert blocked is not None
    assert empty is not None
    assert (list(blocked.rows), list(empty.rows)) == ([], [(0,)])


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("denied", "Permission Denial: opening provider com.android.providers.telephony"),
        ("android-9", "Permission Denial: opening provider com.android.providers.telephony"),
        ("denied-reading", "READ_SMS, or grantUriPermission()"),
    ],
)
def test_missing_permission_is_a_security_exception(profile: str, words: str) -> None:
    """In the two spellings that Android has for it."""
    with (
        closing(SmsProvider(PROFILES[profile], [])) as provider,
        pytest.raises(ProviderError) as caught,
    ):
        provider.query("content://sms/inbox", None, None, None)
    assert caught.value.java_class == "java.lang.SecurityException"
    assert words in str(caught.value)


def test_locked_phone_has_no_database(sms: Callable[..., StoredSms]) -> None:
    """After a restart the messages are encrypted until somebody unlocks the phone."""
    with (
        closing(SmsProvider(PROFILES["locked"], [sms(1)])) as provider,
        pytest.raises(ProviderError, match="Cannot open database '/data/user/0/") as caught,
    ):
        provider.query("content://sms/inbox", ["count(*) AS n"], None, None)
    assert caught.value.java_class == "android.database.sqlite.SQLiteException"


def test_expressions_refused_takes_bare_columns_only(sms: Callable[..., StoredSms]) -> None:
    """As a provider with strict columns does, with Android's words."""
    with closing(SmsProvider(PROFILES["expressions-refused"], [sms(1)])) as provider:
        assert _ids(provider) == [1]
        with pytest.raises(ProviderError, match=r"Invalid column hex\(body\) AS b"):
            provider.query("content://sms", ["_id", "hex(body) AS b"], None, None)


def test_xiaomi_shows_blocked_messages_by_flag_only(sms: Callable[..., StoredSms]) -> None:
    """Elsewhere the same parameter changes nothing."""
    messages = [sms(1), sms(2, block_type=1), sms(3, block_type=3)]
    with closing(SmsProvider(XIAOMI, messages)) as provider:
        assert _ids(provider, "content://sms/inbox") == [1, 2]
        assert _ids(provider, "content://sms/inbox?blocked_flag=0") == [1, 2]
        assert _ids(provider, "content://sms/inbox?blocked_flag=1") == [3]
        assert _ids(provider, "content://sms/inbox?blocked_flag=2") == [1, 2, 3]
    with closing(SmsProvider(ANDROID_14, messages)) as provider:
        assert _ids(provider, "content://sms/inbox?blocked_flag=1") == [1, 2, 3]


def test_xiaomi_service_filter_leaves_personal_numbers_only(
    sms: Callable[..., StoredSms],
) -> None:
    """Banks, carriers, ports and names vanish without an error; people stay."""
    senders = ["13800138000", "+8613900139000", "95555", "10086", "106900001234", "12306"]
    senders += ["+8610690000", "MYBANK", "4008001234", None, "1069\n"]
    messages = [sms(number, address=sender) for number, sender in enumerate(senders)]
    with closing(SmsProvider(PROFILES["miui-service-filter"], messages)) as provider:
        assert _ids(provider) == [0, 1, 9]


@pytest.mark.parametrize(
    ("body", "stored"),
    [
        ("您好😀", ("text", "您好😀".encode())),
        ("", ("text", b"")),
        (None, ("null", b"")),
        (b"\x00\xff", ("blob", b"\x00\xff")),
        ("a\0b", ("text", b"a\0b")),
        ("a\udcff", ("text", b"a\xff")),  # bytes that are no UTF-8, as surrogate escapes
    ],
)
def test_body_is_stored_byte_for_byte(
    sms: Callable[..., StoredSms], body: str | bytes | None, stored: tuple[str, bytes]
) -> None:
    """Any text, a BLOB, and bytes that are not UTF-8 come out as they went in."""
    with closing(SmsProvider(ANDROID_14, [sms(1, body)])) as provider:
        found = provider.query("content://sms", ["typeof(body)", "hex(body)"], None, None)
    assert found is not None
    assert found.rows[0] == (stored[0], stored[1].hex().upper())


def test_insert_with_a_taken_id_stores_nothing(sms: Callable[..., StoredSms]) -> None:
    """A failed insert leaves the table as it was."""
    with closing(SmsProvider(ANDROID_14, [sms(1)])) as provider:
        with pytest.raises(sqlite3.IntegrityError):
            provider.insert(sms(2), sms(1))
        assert _ids(provider) == [1]


def test_messages_come_and_go_while_others_read(sms: Callable[..., StoredSms]) -> None:
    """One provider serves several threads."""
    with closing(SmsProvider(ANDROID_14, [sms(0)])) as provider:
        writer = threading.Thread(target=lambda: [provider.insert(sms(n)) for n in range(1, 200)])
        writer.start()
        while writer.is_alive():
            assert 0 in _ids(provider)
        writer.join()
        provider.delete(0)
        assert _ids(provider) == list(range(1, 200))
