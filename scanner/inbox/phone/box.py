"""Reads one box of the phone, page by page, and proves it whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from scanner.errors import AcquisitionError
from scanner.inbox.phone.ask import Asker
from scanner.inbox.phone.page import ProviderRefusal, StoredMessage, read_ids, read_messages
from scanner.inbox.phone.paging import PageSize
from scanner.inbox.phone.proof import BoxRead, Totals, all_were_read, read_totals, totals_of
from scanner.inbox.phone.query import ID_COLUMNS, Query, page_query, totals_query
from scanner.inbox.phone.shell import Shell, ShellResult

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
        self.asker = Asker(shell, still_there, deadline_s)
        self._page_rows = page_rows

    def read(self, uri: str, progress: Callable[[Progress], None]) -> BoxRead:
        """Read a whole box.

        Raises:
            Withheld: not even a count was given.
            ProviderRefusal: the phone answered with an error.
            AcquisitionError: the box was not proved to be read whole, or time ran out.
            PhoneNotReady: the phone is gone.
        """
        self.asker.repeated = self.asker.warned = 0
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
            repeated=self.asker.repeated,
            warned=self.asker.warned,
            arrived=arrived,
        )

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
                page, octets = self.asker.ask(
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

    def shows_again(self, uri: str, box: BoxRead) -> bool:
        """Tell whether a URI shows the very messages of a box that was read. Raises as `read`."""
        return bool(box.messages) and self.totals(uri) == box.after

    def totals(self, uri: str, up_to: int | None = None) -> Totals:
        """Return what a box adds up to, or its messages up to an id. Raises as `read`."""
        totals = self.asker.ask(partial(totals_query, uri, up_to), read_totals)
        if totals is None:
            raise Withheld
        return totals

    def _explain(self, uri: str, newest: int, messages: Sequence[StoredMessage]) -> Totals:
        """Return the totals now, if every message that is still there was read."""
        present: dict[int, int] = {}
        below = newest + 1
        while True:
            page = self.asker.ask(
                partial(page_query, uri, 0, below, _ID_PAGE_ROWS, ID_COLUMNS), read_ids
            )
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


def _read_page(query: Query, result: ShellResult) -> tuple[list[StoredMessage], int]:
    """Return the messages of a page, and its size in bytes."""
    return read_messages(query, result), len(result.stdout)
