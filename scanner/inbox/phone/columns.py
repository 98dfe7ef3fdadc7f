"""Questions and answers for a phone that takes no SQL expressions, only bare names of columns.

Nothing can stand around a text then, and `content` prints texts as they are. Two things hold still:

- Numbers cannot pose as anything else, so a list of ids and times is as good as it is elsewhere.
- For k messages whose ids are known, each of the k rows begins a line, so that an answer of exactly
  k lines has no text with a line break in it. Of a single message, everything from its row's
  beginning to the end mark is its text, whatever it looks like.

The end mark is random, and carries the exit status of `content`: nothing was cut off before it.
"""

from __future__ import annotations

import re
import secrets
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from scanner.inbox.phone.page import PageFlaw, printed_lines
from scanner.inbox.phone.shell import ShellResult

NUMBERS = ("date", "date_sent", "read", "sub_id", "thread_id")
TEXTS = ("body", "address", "service_center")

_ROW = re.compile(r"Row: (\d+) _id=(\d{1,19})((?:, [a-z_]+=(?:-?\d{1,19}|NULL))*)", re.ASCII)
_CUT_TO_32_BITS = range(-(2**31), 2**31)
"""As a time, January 1970: what old builds of `content` make of any 64-bit number."""

Numbers = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class ColumnQuery:
    """A command line for the phone, and what its answer has to carry."""

    command: str
    columns: tuple[str, ...]
    """After `_id`."""
    end: str
    """The last line of the answer; a random number is in it."""
    ids: tuple[int, ...]
    """Of the messages that a text is asked of, ascending; empty where ids are asked for."""


class Changed(Exception):  # noqa: N818 - a state of the phone
    """Messages went, or came with an old id, while they were read."""


def list_query(uri: str, columns: Sequence[str] = (), condition: str = "") -> ColumnQuery:
    """Ask for all ids, with columns of numbers, ascending."""
    return _query(uri, columns, condition, ids=(), stderr="")


def text_query(uri: str, column: str, ids: Sequence[int]) -> ColumnQuery:
    """Ask for one text of the messages with the given ids: all that there are in their range."""
    condition = f"_id>={ids[0]} AND _id<={ids[-1]}"
    # Without shell_v2 stderr would come in between; that something failed shows without it.
    return _query(uri, [column], condition, ids=ids, stderr=" 2>/dev/null")


def read_list(query: ColumnQuery, result: ShellResult) -> dict[int, Numbers]:
    """Return the numbers that were asked for, by id.

    Raises:
        ProviderRefusal, PageFlaw: as `page.printed_lines`; PageFlaw also for anything but numbers,
            a gap in the row numbers, and ids that do not ascend.
    """
    found: dict[int, Numbers] = {}
    last = -1
    for number, line in enumerate(printed_lines(query.end, result)):
        match = _ROW.fullmatch(line)
        if match is None:
            raise PageFlaw("row")
        fields = dict(field.split("=") for field in match[3].split(", ")[1:])
        if tuple(fields) != query.columns:
            raise PageFlaw("row")
        if match[1] != str(number):
            raise PageFlaw("row-number")
        if int(match[2]) <= last:
            raise PageFlaw("id-order")
        last = int(match[2])
        found[last] = {name: None if v == "NULL" else int(v) for name, v in fields.items()}
    return found


def read_texts(query: ColumnQuery, result: ShellResult) -> dict[int, bytes] | None:
    """Return the text of each message by id; None if fewer have to be asked for at once.

    Raises:
        PageFlaw: the end is missing, or no row stands where one has to.
        Changed: the only message that was asked for is gone.
    """
    tail = f"\n{query.end}\n".encode()
    if result.exit_code not in (0, None) or not result.stdout.endswith(tail):
        raise PageFlaw("end-mark")
    answer = result.stdout.removesuffix(tail)
    only = len(query.ids) == 1
    lines = [answer] if only else answer.split(b"\n")
    if len(lines) != len(query.ids):
        return None
    texts = {}
    for number, (line, identity) in enumerate(zip(lines, query.ids, strict=True)):
        start = f"Row: {number} _id={identity}, {query.columns[0]}=".encode()
        if not line.startswith(start):
            if only and line == b"No result found.":
                raise Changed
            if not only:  # messages went, so that others moved up
                return None
            raise PageFlaw("row")
        texts[identity] = line.removeprefix(start)
    return texts


def as_time(milliseconds: int | None) -> int | None:
    """Return a time, or None for one that an old phone cut to 32 bits."""
    is_cut = milliseconds is not None and milliseconds in _CUT_TO_32_BITS
    return None if is_cut else milliseconds


def _query(
    uri: str, columns: Sequence[str], condition: str, ids: Sequence[int], stderr: str
) -> ColumnQuery:
    end = f"END-{secrets.token_hex(16)}"
    words = ["content", "query", "--uri", uri, "--projection", ":".join(["_id", *columns])]
    words += ["--where", condition] if condition else []
    command = f'{shlex.join([*words, "--sort", "_id"])}{stderr}; echo "{end} $?"'
    return ColumnQuery(command, tuple(columns), f"{end} 0", tuple(ids))
