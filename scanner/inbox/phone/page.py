"""Reads what a query printed, and takes it only if every line of it is as asked."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from scanner.inbox.phone.query import Column, Query
from scanner.inbox.phone.shell import ShellResult

Refusal = Literal[
    "denied", "no-provider", "locked", "too-big", "expressions", "no-command", "other"
]
Flaw = Literal[
    "stderr",
    "end-mark",
    "row",
    "marks",
    "row-number",
    "too-many-rows",
    "id-order",
    "length",
    "utf-8",
]

_NOTHING = "No result found."
_FAILURE = re.compile(r"Exception|Error|Denial|[Dd]enied|Killed|Aborted|Segmentation fault")
"""What words on stderr that tell of a failure have in them; Java's all end in one of the first two.
The others are warnings of the system about itself, such as the linker's on some makers' phones."""
_LINKER = re.compile(r"(?:WARNING: )?linker: ")
"""How the linker's warnings begin (bionic `linker.cpp`). Android 5 and 6 write many."""
# What Android's `content` and the providers say when they refuse; the first that fits counts.
_REFUSALS: tuple[tuple[Refusal, str], ...] = (
    ("denied", r"Permission Denial|SecurityException"),
    ("no-provider", r"Could not find provider"),
    # Messages are encrypted until a phone that has started is unlocked once (Direct Boot).
    ("locked", r"Cannot open database|SQLITE_CANTOPEN|SQLiteCantOpenDatabase|until after user"),
    ("too-big", r"SQLiteBlobTooBigException|CursorWindowAllocationException|Row too big"),
    ("expressions", r"SQLiteException|IllegalArgumentException|\[ERROR\]"),
    ("no-command", r"content: (?:inaccessible or )?not found"),
    ("other", r"Error while accessing provider:"),
)


class ProviderRefusal(Exception):  # noqa: N818 - an answer, though not the one wanted
    """The phone answered the query with an error of its own."""

    def __init__(self, kind: Refusal) -> None:
        super().__init__(kind)
        self.kind = kind


class PageFlaw(Exception):  # noqa: N818 - says what is wrong with a page
    """The answer is not, line by line, what was asked for. Never holds any of its text."""

    def __init__(self, kind: Flaw) -> None:
        super().__init__(kind)
        self.kind = kind


class StoredMessage(NamedTuple):
    """A row of the phone's table of messages. None = NULL there."""

    id: int
    address: str | None
    received_ms: int | None
    sent_ms: int | None
    read: int | None
    subscription_id: int | None
    thread_id: int | None
    service_center: str | None
    body: str | None
    body_bytes: int
    address_bytes: int
    intact: bool
    """False = some of its bytes were not UTF-8, and stand as U+FFFD."""


def read_rows(query: Query, result: ShellResult) -> list[tuple[str, ...]]:
    """Return the values of each row, as printed, in the order of `query.columns`.

    Raises:
        ProviderRefusal: the phone reported an error instead of rows.
        PageFlaw: a line that does not belong, a wrong or missing mark, a gap in the row numbers,
            more rows than asked for, or words on stderr that tell of a failure.
    """
    lines = printed_lines(query.end, result)
    pattern = _row_pattern(query.columns)
    rows = []
    for number, line in enumerate(lines):
        match = pattern.fullmatch(line)
        if match is None:
            # A phone that mixes stderr into stdout tells its errors here. No message can imitate
            # one: it would have to get out of its hex digits first.
            raise _refusal("\n".join(lines)) or PageFlaw("row")
        found, opening, *values, closing = match.groups()
        if (opening, closing) != (query.opening, query.closing):
            raise PageFlaw("marks")
        if found != str(number):
            raise PageFlaw("row-number")
        rows.append(tuple(values))
    if len(rows) > query.limit:
        raise PageFlaw("too-many-rows")
    return rows


def read_messages(query: Query, result: ShellResult) -> list[StoredMessage]:
    """Return the messages of a page; `query` asked for `MESSAGE_COLUMNS`.

    Raises:
        ProviderRefusal, PageFlaw: as `read_rows`; also for ids that do not descend strictly or are
            not those asked for, and for a text whose length is not the one that the phone counted.
    """
    messages = [_message(values) for values in read_rows(query, result)]
    _check_ids(query.ids, [message.id for message in messages])
    return messages


def read_ids(query: Query, result: ShellResult) -> dict[int, int]:
    """Return body length in bytes by id; `query` asked for `ID_COLUMNS`. Raises as above."""
    rows = [(int(row[0]), _integer(row[1]) or 0) for row in read_rows(query, result)]
    _check_ids(query.ids, [row[0] for row in rows])
    return dict(rows)


def printed_lines(end: str, result: ShellResult) -> list[str]:
    """Return the lines of an answer, none where the phone said that there is nothing.

    Raises:
        ProviderRefusal: the phone reported an error instead of rows.
        PageFlaw: words on stderr that tell of a failure, or a missing end mark.
    """
    errors = result.stderr.decode("latin-1")
    lines = _lines(result)
    if _FAILURE.search(errors) or result.exit_code not in (0, None):
        raise _refusal(errors) or PageFlaw("stderr")
    if lines[-2:] != [end, ""]:
        raise _refusal("\n".join(lines)) or PageFlaw("end-mark")
    del lines[-2:]
    if lines == [_NOTHING]:
        return []
    if not lines:  # even an empty answer says so
        raise PageFlaw("row")
    return lines


def has_warnings(result: ShellResult) -> bool:
    """Tell whether the phone's system wrote warnings into an answer, beside what was asked for."""
    return bool(result.stderr.strip()) or len(_lines(result)) != result.stdout.count(b"\n") + 1


def _lines(result: ShellResult) -> list[str]:
    """Return the lines of stdout; without the linker's, where it is mixed with stderr.

    No message can pass for one of these: none has a line of its own.
    """
    # Everything asked for is ASCII. An old phone's terminal writes CR LF.
    lines = result.stdout.decode("latin-1").replace("\r\n", "\n").split("\n")
    if result.exit_code is not None:
        return lines
    return [line for line in lines if not _LINKER.match(line)]


def _message(values: tuple[str, ...]) -> StoredMessage:
    _id, address, date, date_sent, read, sub_id, thread_id, centre, length, body = values
    sender, sender_bytes, sender_intact = _recurring_text(address)
    via, _, via_intact = _recurring_text(centre)
    text, text_bytes, text_intact = _text(body)
    if _integer(length) != (None if text is None else text_bytes):
        raise PageFlaw("length")
    return StoredMessage(
        id=int(_id),
        address=sender,
        received_ms=_integer(date),
        sent_ms=_integer(date_sent),
        read=_integer(read),
        subscription_id=_integer(sub_id),
        thread_id=_integer(thread_id),
        service_center=via,
        body=text,
        body_bytes=text_bytes,
        address_bytes=sender_bytes,
        intact=sender_intact and via_intact and text_intact,
    )


def _check_ids(asked: range, ids: list[int]) -> None:
    below = asked.stop
    for number in ids:
        if not asked.start <= number < below:
            raise PageFlaw("id-order")
        below = number


@functools.lru_cache(maxsize=8)
def _row_pattern(columns: tuple[Column, ...]) -> re.Pattern[str]:
    mark = "([0-9a-f]{32})"
    fields = [f"k={mark}", *(f"{c.alias}={c.pattern}" for c in columns), f"z={mark}"]
    return re.compile(r"Row: (\d+) " + ", ".join(fields), re.ASCII)


def _refusal(text: str) -> ProviderRefusal | None:
    return next(
        (ProviderRefusal(kind) for kind, pattern in _REFUSALS if re.search(pattern, text)), None
    )


def _integer(printed: str) -> int | None:
    return None if printed == "NULL" else int(printed)


def _text(printed: str) -> tuple[str | None, int, bool]:
    """Return a text, its length in bytes, and whether all of it was UTF-8."""
    if printed == "NULL":
        return None, 0, True
    try:
        octets = bytes.fromhex(printed[2:-1])  # X'…'
    except ValueError as error:  # half a byte
        raise PageFlaw("row") from error
    try:
        return octets.decode("utf-8", "strict"), len(octets), True
    except UnicodeDecodeError:
        return octets.decode("utf-8", "replace"), len(octets), False


_recurring_text = functools.lru_cache(maxsize=4096)(_text)
"""For senders and message centres: an inbox names few of them many times."""
