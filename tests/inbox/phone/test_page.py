"""Answers of `content`, line by line: what is taken, and that nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.inbox.phone.page import (
    PageFlaw,
    ProviderRefusal,
    StoredMessage,
    read_ids,
    read_messages,
    read_rows,
)
from scanner.inbox.phone.query import ID_COLUMNS, INBOX, Query, page_query
from scanner.inbox.phone.shell import ShellResult

Stored = tuple[int, str | None, int | None, str | None]
"""id, address, time, body."""


def blob(text: str | None) -> str:
    """Print a text as SQLite's quote() does a blob."""
    return "NULL" if text is None else f"X'{text.encode().hex().upper()}'"


def printed(query: Query, stored: Sequence[Stored]) -> ShellResult:
    """Print messages as Android does, written without a look at the code that reads it."""
    lines = []
    for number, (identity, address, date, body) in enumerate(stored):
        values = {
            "k": query.opening,
            "i": identity,
            "a": blob(address),
            "d": "NULL" if date is None else date,
            "s": 0,
            "r": 1,
            "u": -1,
            "g": 3,
            "c": "NULL",
            "n": "NULL" if body is None else len(body.encode()),
            "b": blob(body),
            "z": query.closing,
        }
        fields = ", ".join(f"{name}={value}" for name, value in values.items())
        lines.append(f"Row: {number} {fields}\n")
    text = "".join(lines) or "No result found.\n"
    return ShellResult((text + query.end + "\n").encode(), b"", 0)


def flaw_of(query: Query, result: ShellResult) -> str:
    """Return what is wrong with an answer."""
    with pytest.raises(PageFlaw) as caught:
        read_messages(query, result)
    return caught.value.kind


PAGE = replace(
    page_query(INBOX, 1, 100, 50), opening="a" * 32, closing="b" * 32, end="END-" + "c" * 32
)
ROWS: list[Stored] = [(90, "95555", 5, "aé中😀"), (80, None, None, None), (70, "", -1, "")]

texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
messages = st.lists(
    st.tuples(st.integers(1, 2**62), texts, st.none() | st.integers(-(2**62), 2**62), texts),
    unique_by=lambda row: row[0],
    max_size=20,
).map(lambda rows: sorted(rows, reverse=True))


@given(messages)
def test_whatever_is_stored_is_read_back(stored: list[Stored]) -> None:
    """Any text in address and body, any 64-bit time."""
    query = page_query(INBOX, 1, 2**62 + 1, 20)
    read = read_messages(query, printed(query, stored))
    assert [(m.id, m.address, m.received_ms, m.body) for m in read] == stored
    assert all(m.intact and m.body_bytes == len((m.body or "").encode()) for m in read)


@given(st.data())
def test_no_line_can_be_left_out_doubled_or_moved(data: st.DataObject) -> None:
    """Any two lines of an answer in each other's place, any line twice, any but a last row gone."""
    lines = printed(PAGE, ROWS).stdout.splitlines(keepends=True)
    i, j = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    change = data.draw(st.sampled_from(["drop", "double", "swap"]))
    changed = list(lines)
    if change == "drop":
        del changed[i]
    elif change == "double":
        changed.insert(i, lines[i])
    else:
        changed[i], changed[j] = lines[j], lines[i]
    result = ShellResult(b"".join(changed), b"", 0)
    last_row = change == "drop" and i == len(ROWS) - 1
    if changed == lines or last_row:  # a page does not know of a lost end; the totals do
        assert len(read_messages(PAGE, result)) == len(changed) - 1
    else:
        flaw_of(PAGE, result)


@given(st.binary(max_size=300), st.binary(max_size=50))
def test_any_bytes_are_refused_and_nothing_else_is_raised(stdout: bytes, stderr: bytes) -> None:
    """Noise never passes, and never crashes the reader."""
    with pytest.raises((PageFlaw, ProviderRefusal)):
        read_messages(PAGE, ShellResult(stdout, stderr, 0))


@pytest.mark.parametrize(
    ("rows", "flaw"),
    [
        ([(100, None, 1, "x")], "id-order"),  # not under the upper bound
        ([(0, None, 1, "x")], "id-order"),  # under the lower one
        ([(5, None, 1, "x"), (5, None, 1, "y")], "id-order"),
        ([(4, None, 1, "x"), (5, None, 1, "y")], "id-order"),
        ([(n, None, 1, "x") for n in range(99, 40, -1)], "too-many-rows"),
    ],
)
def test_rows_that_were_not_asked_for_are_refused(rows: list[Stored], flaw: str) -> None:
    """Ids outside the range or out of order, and more rows than the limit."""
    assert flaw_of(PAGE, printed(PAGE, rows)) == flaw


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        ("n=10", "n=11", "length"),  # aé中😀 has 1 + 2 + 3 + 4 bytes
        ("n=10", "n=NULL", "length"),
        ("b=NULL", "b=X''", "length"),
        ("b=NULL", "b=", "row"),
        ("b=X'61", "b=X'6", "row"),
        ("b=X'61C3", "b=X'61'C3", "row"),
        ("b=X'61", "b=x'61", "row"),
        ("b=X'61", "b='61", "row"),
        ("b=X'61", "b=X61", "row"),
        ("Row: 1", "Row: 2", "row-number"),
        ("Row: 1", "Row: 01", "row-number"),
        ("Row: 1 ", "Row: 1  ", "row"),
        ("Row: 1 ", " Row: 1 ", "row"),
        (f"z={PAGE.closing}\n", f"z={PAGE.closing} \n", "row"),
        (f"z={PAGE.closing}\n", f"z={PAGE.closing}, x=1\n", "row"),
        (", r=1", ", r=x", "row"),
        ("a=NULL", "a=NULLL", "row"),
        ("i=80", "i=-80", "row"),
        ("i=80", "i=NULL", "row"),
        ("b=X'61C3", "b=X'61c3", "row"),
        (", s=0", "", "row"),
        (", s=0", ", s=0, s=0", "row"),
    ],
)
def test_a_changed_detail_is_refused(old: str, new: str, flaw: str) -> None:
    """One detail of one row each."""
    result = printed(PAGE, ROWS)
    text = result.stdout.decode()
    assert old in text
    assert flaw_of(PAGE, replace(result, stdout=text.replace(old, new, 1).encode())) == flaw


def test_marks_of_another_question_are_refused() -> None:
    """The same page, asked twice, has different marks."""
    again = page_query(INBOX, 1, 100, 50)
    assert flaw_of(again, printed(PAGE, ROWS)) == "end-mark"
    assert flaw_of(replace(again, end=PAGE.end), printed(PAGE, ROWS)) == "marks"


def test_lines_of_an_old_phones_terminal_are_read() -> None:
    """Android 6 and older end lines with CR LF."""
    result = printed(PAGE, ROWS)
    old = ShellResult(result.stdout.replace(b"\n", b"\r\n"), b"", None)
    assert read_messages(PAGE, old) == read_messages(PAGE, result)


def test_nothing_at_all_is_no_empty_page() -> None:
    """`content` says "No result found." for an empty answer; only that counts."""
    assert read_messages(PAGE, printed(PAGE, [])) == []
    assert flaw_of(PAGE, ShellResult(f"{PAGE.end}\n".encode(), b"", 0)) == "row"


def test_ids_are_read_with_their_lengths() -> None:
    """The short form of a page."""
    query = page_query(INBOX, 0, 100, 50, ID_COLUMNS)
    marks = (f"k={query.opening}", f"z={query.closing}")
    text = f"Row: 0 {marks[0]}, i=9, n=12, {marks[1]}\nRow: 1 {marks[0]}, i=4, n=NULL, {marks[1]}\n"
    result = ShellResult(f"{text}{query.end}\n".encode(), b"", 0)
    assert read_ids(query, result) == {9: 12, 4: 0}


_SMS_PROVIDER = "com.android.providers.telephony.SmsProvider"
_DENIED_OPENING = f"""\
java.lang.SecurityException: Permission Denial: opening provider {_SMS_PROVIDER} from (null) \
(pid=1, uid=2000) requires android.permission.READ_SMS"""
_DENIED_READING = f"""\
java.lang.SecurityException: Permission Denial: reading {_SMS_PROVIDER} uri content://sms/inbox \
from pid=1, uid=2000 requires android.permission.READ_SMS, or grantUriPermission()"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (_DENIED_OPENING, "denied"),
        (_DENIED_READING, "denied"),
        ("java.lang.IllegalStateException: Could not find provider: sms", "no-provider"),
        ("android.database.sqlite.SQLiteException: Cannot open database '/data/x.db'", "locked"),
        ("SQLiteCantOpenDatabaseException: unknown error (code 14 SQLITE_CANTOPEN)", "locked"),
        ("IllegalStateException: … not available until after user (id 0) is unlocked", "locked"),
        ("android.database.sqlite.SQLiteException: no such column: x (code 1)", "expressions"),
        ("java.lang.IllegalArgumentException: Invalid column hex(body)", "expressions"),
        ("android.database.sqlite.SQLiteBlobTooBigException: Row too big to fit", "too-big"),
        ("/system/bin/sh: content: inaccessible or not found", "no-command"),
        ("java.lang.NullPointerException", "other"),
    ],
)
@pytest.mark.parametrize("where", ["stderr", "stdout", "stdout alone"])
def test_a_refusal_is_told_apart_by_its_words(words: str, kind: str, where: str) -> None:
    """On stderr, or mixed into stdout before the end mark, or with the end mark lost."""
    words = f"Error while accessing provider:sms\n{words}"
    end = f"{PAGE.end}\n"
    result = {
        "stderr": ShellResult(end.encode(), words.encode(), 0),
        "stdout": ShellResult(f"{words}\n\tat Content.java\n{end}".encode(), b"", None),
        "stdout alone": ShellResult(words.encode(), b"", None),
    }[where]
    with pytest.raises(ProviderRefusal) as caught:
        read_rows(PAGE, result)
    assert caught.value.kind == kind


def test_the_words_of_a_refusal_inside_a_message_refuse_nothing() -> None:
    """They stand in hex there."""
    body = "Error while accessing provider:sms\nPermission Denial"
    read = read_messages(PAGE, printed(PAGE, [(9, body, 1, body)]))
    assert [m.body for m in read] == [body]


def test_text_that_is_not_utf8_is_kept_with_a_mark() -> None:
    """Replacement characters stand for the bytes, and the message is not called intact."""
    result = printed(PAGE, [(9, "x", 1, "ab")])
    damaged = replace(result, stdout=result.stdout.replace(b"b=X'6162", b"b=X'61FF"))
    (message,) = read_messages(PAGE, damaged)
    assert isinstance(message, StoredMessage)
    assert (message.body, message.intact, message.body_bytes) == ("a\ufffd", False, 2)
