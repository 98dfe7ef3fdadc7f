"""Reads one box of the phone, page by page, and proves it whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from scanner.errors import AcquisitionError, PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.page import (
    PageFlaw,
    ProviderRefusal,
    StoredMessage,
    has_warnings,
    read_ids,
    read_messages,
)
from scanner.inbox.phone.paging import PageSize
from scanner.inbox.phone.proof import BoxRead, Totals, all_were_read, read_totals, totals_of
from scanner.inbox.phone.query import ID_COLUMNS, Query, page_query, totals_query
from scanner.inbox.phone.shell import Shell, ShellResult

_Answer = TypeVar("_Answer")

_ATTEMPTS = 3
_POLL_S = 0.2
_GRACE_S = 3.0  # for a phone that comes back by itself, as after a loose contact
_QUERY_TIMEOUT_S = 120.0
_ID_PAGE_ROWS = 10_000  # some 70 bytes a row


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is, in messages."""

    read: int
    expected: int


class Withheld(Exception):  # noqa: N818 - a state of the phone
    """The phone gives nothing at all for a box: neither messages nor a count of none."""


class BoxReader:
    """Reads boxes of one phone until a deadline.

    Args:
        shell: of the phone.
        still_there: tells whether adb still lists the phone as ready.
        deadline_s: seconds from now, over everything.
        page_rows: messages in the first page; see `PageSize` for later ones.
    """

    def __init__(
        self,
        shell: Shell,
        still_there: Callable[[], bool],
        *,
        deadline_s: float,
        page_rows: int,
    ) -> None:
        self._shell = shell
        self._still_there = still_there
        self._deadline_s = deadline_s
        self._ends_at = time.monotonic() + deadline_s
        self._page_rows = page_rows
        self._repeated = 0
        self._warned = 0

    def read(self, uri: str, progress: Callable[[Progress], None]) -> BoxRead:
        """Read a whole box.

        Raises:
            Withheld: not even a count was given.
            ProviderRefusal: the phone answered with an error.
            AcquisitionError: the box was not proved to be read whole, or time ran out.
            PhoneNotReady: the phone is gone.
        """
        self._repeated = self._warned = 0
        before = self.totals(uri)
        progress(Progress(0, before.count))
        messages, pages = self._pages(uri, before, progress)
        after = self.totals(uri, before.newest_id)
        if after != totals_of(messages):
            after = self._explain(uri, before.newest_id, messages)
        arrived = max(0, self.totals(uri).count - after.count)
        return BoxRead(
            messages=messages,
            before=before,
            after=after,
            pages=pages,
            repeated=self._repeated,
            warned=self._warned,
            arrived=arrived,
        )

    def ask(
        self, make: Callable[[], Query], read: Callable[[Query, ShellResult], _Answer]
    ) -> _Answer:
        """Send a query and return what `read` takes from its answer.

        A break on the way, or an answer that is not as asked, is met by asking again, with fresh
        marks, at most `_ATTEMPTS` times in all.

        Raises:
            ProviderRefusal, AcquisitionError, PhoneNotReady: as `read`.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            query = make()
            try:
                result = self._shell.run(query.command, self._time_left())
                answer = read(query, result)
            except PageFlaw as flaw:
                problem: Exception = AcquisitionError(
                    "What the phone sent does not hold together ({flaw}), even when asked again. "
                    "None of it was used.",
                    "Run this again. If it stays so, try another cable or USB port.",
                    flaw=flaw.kind,
                )
            except TransportError as error:
                problem = self._broken(error)
            else:
                self._warned += has_warnings(result)
                return answer
            if attempt < _ATTEMPTS:
                self._repeated += 1
        raise problem

    def _pages(
        self, uri: str, totals: Totals, progress: Callable[[Progress], None]
    ) -> tuple[list[StoredMessage], int]:
        """Return the messages from the newest down, and how many pages they came in."""
        messages: list[StoredMessage] = []
        pages = 0
        if not totals.count:
            return messages, pages
        span = totals.newest_id - totals.oldest_id + 1
        size = PageSize(self._page_rows, span / totals.count)
        below = totals.newest_id + 1
        while below > totals.oldest_id:
            floor = size.floor(below, totals.oldest_id)
            try:
                page, octets = self.ask(
                    partial(page_query, uri, floor, below, size.rows), _read_page
                )
            except ProviderRefusal as refusal:
                if refusal.kind == "too-big" and size.shrink():
                    continue
                raise
            pages += 1
            messages += page
            # A full page may have left out some of its range; any other had all of it.
            reached = page[-1].id if len(page) == size.rows else floor
            size.learn(len(page), below - reached, octets)
            below = reached
            progress(Progress(len(messages), totals.count))
        return messages, pages

    def totals(self, uri: str, up_to: int | None = None) -> Totals:
        """Return what a box adds up to, or its messages up to an id. Raises as `read`."""
        totals = self.ask(partial(totals_query, uri, up_to), read_totals)
        if totals is None:
            raise Withheld
        return totals

    def _explain(self, uri: str, newest: int, messages: Sequence[StoredMessage]) -> Totals:
        """Return the totals now, if every message that is still there was read."""
        present: dict[int, int] = {}
        below = newest + 1
        while True:
            page = self.ask(partial(page_query, uri, 0, below, _ID_PAGE_ROWS, ID_COLUMNS), read_ids)
            if not page:
                break
            present |= page
            below = min(page)
        totals = self.totals(uri, newest)
        if not all_were_read(present, totals, {m.id: m.body_bytes for m in messages}):
            raise AcquisitionError(
                "What the phone gave ({read} messages) does not add up to what it counts "
                "({count}). None of it was used.",
                "Messages may have changed while they were read. Run this again.",
                count=totals.count,
                read=len(messages),
            )
        return totals

    def _time_left(self) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise self._too_long()
        return min(left, _QUERY_TIMEOUT_S)

    def _too_long(self) -> AcquisitionError:
        return AcquisitionError(
            "The phone was not read within {seconds} seconds. None of it was used.",
            "Keep the phone unlocked and run this again; --deadline allows more time.",
            seconds=f"{self._deadline_s:g}",
        )

    def _broken(self, error: TransportError) -> AcquisitionError:
        """Return what to say if the same happens again; raise if it is no use to try again."""
        if time.monotonic() >= self._ends_at:
            raise self._too_long() from error
        ends_at = time.monotonic() + _GRACE_S
        time.sleep(_POLL_S)
        while not self._still_there():
            if time.monotonic() >= ends_at:
                raise PhoneNotReady(
                    "The phone was disconnected while its messages were read. None of it was used.",
                    "Plug it in again, leave the cable until the report is there, and run this "
                    "again.",
                ) from error
            time.sleep(_POLL_S)
        return AcquisitionError(
            "The connection to the phone broke off again and again ({reason}). Nothing was used.",
            "Try another cable or USB port, keep the phone unlocked, and run this again.",
            reason=str(error),
        )


def _read_page(query: Query, result: ShellResult) -> tuple[list[StoredMessage], int]:
    """Return the messages of a page, and its size in bytes."""
    return read_messages(query, result), len(result.stdout)
