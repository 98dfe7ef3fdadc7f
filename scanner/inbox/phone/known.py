"""What is known of a box from an earlier reading, and what of it the phone still holds.

The texts of messages that were read before are not asked for again. That they are the same is shown
by sums over their ids, times and lengths, which the phone counts anew, each weighted by the id, so
that messages which changed places change the sums. Where they differ, the phone lists what it has,
and everything that is not listed just as it was known is read again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scanner.inbox.phone.page import StoredMessage, read_rows
from scanner.inbox.phone.query import ID_FACTOR, TIME_MODULUS, WEIGHT_MODULUS, Query
from scanner.inbox.phone.shell import ShellResult

Sums = tuple[int, ...]
Signature = tuple[int, int, int, int]
"""Received and sent time, and the lengths of sender and text in bytes; 0 where it is missing."""
Segment = Sequence[StoredMessage]
"""All messages that a box had from the least of their ids to the greatest, by descending id."""
_MOST_BETWEEN = 50
"""Messages that are read again rather than asking once more for those on either side of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the phone still holds of a segment."""

    ids: range
    """What was looked at: from the least id of the segment to its greatest."""
    messages: Segment
    missing: Sequence[range] = ()
    """Ids, ascending ranges, between which it has messages that are not known."""
    gone: int = 0
    """Messages that are not there any more."""
    replaced: int = 0
    """Ids under which there is another message now."""


def segments_of(boxes: Iterable[Sequence[StoredMessage]]) -> list[Segment]:
    """Return messages of one or more readings as segments that do not overlap, newest first.

    Of a message that was read twice the first in `boxes` counts.
    """
    segments: list[list[StoredMessage]] = []
    for messages in boxes:
        if not messages:
            continue
        new = {message.id: message for message in reversed(messages)}
        low, high = min(new), max(new)
        apart = []
        for segment in segments:
            if segment[-1].id > high or segment[0].id < low:
                apart.append(segment)
            else:
                new |= {message.id: message for message in segment}
                low, high = min(new), max(new)
        segments = [*apart, [new[number] for number in sorted(new, reverse=True)]]
    return sorted(segments, key=lambda segment: -segment[0].id)


def sums_of(messages: Iterable[StoredMessage]) -> Sums:
    """Return what the phone answers to `query.sums_query` if it has just these messages."""
    totals = [0] * 6
    for message in messages:
        weight = ID_FACTOR + message.id % WEIGHT_MODULUS
        received, sent, address, body = signature_of(message)
        terms = (1, message.id, *(weight * term for term in (_rest(received), _rest(sent))))
        for place, term in enumerate((*terms, weight * body, weight * address)):
            totals[place] += term
    return tuple(totals)


def read_sums(query: Query, result: ShellResult) -> Sums | None:
    """Return the sums that the phone counted; None if it gave none. Raises as `page.read_rows`."""
    rows = read_rows(query, result)
    return tuple(0 if value == "NULL" else int(value) for value in rows[0]) if rows else None


def read_signatures(query: Query, result: ShellResult) -> dict[int, Signature]:
    """Return signature by id; `query` asked for `SIGNATURE_COLUMNS`. Raises as `page.read_ids`."""
    rows = read_rows(query, result)
    numbers = [[0 if value == "NULL" else int(value) for value in row] for row in rows]
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in numbers}


def signature_of(message: StoredMessage) -> Signature:
    """Return what a message is known again by, beside its id."""
    return (
        message.received_ms or 0,
        message.sent_ms or 0,
        message.address_bytes,
        message.body_bytes,
    )


def compare(ids: range, segment: Segment, listed: Mapping[int, Signature]) -> Found:
    """Return what is left of a segment; the phone has listed all that it holds with such ids."""
    same = [m for m in segment if listed.get(m.id) == signature_of(m)]
    known = {message.id for message in segment}
    kept = {message.id for message in same}
    return Found(
        ids=ids,
        messages=same,
        missing=_ranges(sorted(listed.keys() - kept), sorted(kept)),
        gone=len(known - listed.keys()),
        replaced=len((known & listed.keys()) - kept),
    )


def between(covered: Sequence[range], oldest: int, newest: int) -> list[range]:
    """Return the ids from `oldest` to `newest` that lie in none of the ranges, newest first."""
    ranges = []
    above = newest + 1
    for ids in sorted(covered, key=lambda ids: -ids.stop):
        ranges.append(range(max(ids.stop, oldest), above))
        above = min(above, ids.start)
    ranges.append(range(oldest, above))
    return [ids for ids in ranges if ids]


def _ranges(missing: Sequence[int], kept: Sequence[int]) -> list[range]:
    """Return ranges that hold all of `missing` and few of `kept`; both ascending."""
    ranges: list[range] = []
    place = 0
    for number in missing:
        before = place
        while place < len(kept) and kept[place] < number:
            place += 1
        if ranges and place - before <= _MOST_BETWEEN:
            ranges[-1] = range(ranges[-1].start, number + 1)
        else:
            ranges.append(range(number, number + 1))
    return ranges


def _rest(number: int) -> int:
    """Return the remainder as SQLite has it, with the sign of the number."""
    return int(math.copysign(abs(number) % TIME_MODULUS, number))
