"""Reads one box of the phone, page by page, and proves it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scanner.errors import AcquisitionError
from scanner.inbox.phone.ask import Asker
from scanner.inbox.phone.known import (
    Found,
    Segment,
    Signature,
    Sums,
    between,
    compare,
    read_signatures,
    read_sums,
    sums_of,
)
from scanner.inbox.phone.page import ProviderRefusal, StoredMessage, read_ids, read_messages
from scanner.inbox.phone.paging import PageSize
from scanner.inbox.phone.proof import BoxRead, Totals, all_were_read, read_totals, totals_of
from scanner.inbox.phone.query import (
    ID_COLUMNS,
    SIGNATURE_COLUMNS,
    Query,
    page_query,
    sums_query,
    totals_query,
)
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

    def read(
        self,
        uri: str,
        progress: Callable[[Progress], None],
        known: Sequence[Segment] = (),
        keep: Callable[[Sequence[StoredMessage]], None] = lambda _: None,
    ) -> BoxRead:
        """Read a whole box.

        Args:
            uri: of the box.
            progress: called with counts of messages.
            known: what earlier readings left; its texts are not asked for again if the phone's
                sums or list show that it still has them.
            keep: called with the messages of each page.

        Raises:
            Withheld: not even a count was given.
            ProviderRefusal: the phone answered with an error.
            AcquisitionError: the box was not proved to be read whole, or time ran out.
            PhoneNotReady: the phone is gone.
        """
        self.asker.repeated = self.asker.warned = 0
        before = self.totals(uri)
        progress(Progress(0, before.count))
        found = [self._still_there(uri, segment, before.newest_id) for segment in known]
        messages, pages = self._pages(uri, before, found, progress, keep)
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
            known=sum(len(segment.messages) for segment in found),
            gone=sum(segment.gone for segment in found),
            replaced=sum(segment.replaced for segment in found),
        )

    def _still_there(self, uri: str, segment: Segment, newest: int) -> Found:
        """Return what the phone still has of the messages of a segment. Raises as `read`.

        A phone that gives neither sums nor a list is read as if nothing was known.
        """
        ids = range(segment[-1].id, min(segment[0].id, newest) + 1)
        try:
            if self._sums(uri, ids) == sums_of(segment):
                return Found(ids, segment)
            listed = self._signatures(uri, ids)
        except ProviderRefusal:
            listed = {}
        return compare(ids, segment, listed) if listed else Found(range(0), (), gone=len(segment))

    def _sums(self, uri: str, ids: range) -> Sums | None:
        return self.asker.ask(partial(sums_query, uri, ids), read_sums) if ids else None

    def _signatures(self, uri: str, ids: range) -> dict[int, Signature]:
        listed: dict[int, Signature] = {}
        below = ids.stop
        while page := self.asker.ask(
            partial(page_query, uri, ids.start, below, _ID_PAGE_ROWS, SIGNATURE_COLUMNS),
            read_signatures,
        ):
            listed |= page
            below = min(page)
        return listed

    def _pages(
        self,
        uri: str,
        totals: Totals,
        found: Sequence[Found],
        progress: Callable[[Progress], None],
        keep: Callable[[Sequence[StoredMessage]], None],
    ) -> tuple[list[StoredMessage], int]:
        """Return the messages from the newest down, and how many pages the new ones came in."""
        if not totals.count:
            return [], 0
        known = {m.id: m for segment in found for m in segment.messages}
        missing = [ids for segment in found for ids in segment.missing]
        lacking = [*between([f.ids for f in found], totals.oldest_id, totals.newest_id), *missing]
        span = totals.newest_id - totals.oldest_id + 1
        size = PageSize(self._page_rows, span / totals.count)
        pages = 0
        for ids in sorted(lacking, key=lambda ids: -ids.start):
            for page in self._range(uri, ids, size):
                pages += 1
                keep(page)
                known |= {message.id: message for message in page}
                progress(Progress(len(known), totals.count))
        return [known[number] for number in sorted(known, reverse=True)], pages

    def _range(self, uri: str, ids: range, size: PageSize) -> Iterator[list[StoredMessage]]:
        """Yield the messages whose ids are in a range, page by page, from the newest down."""
        below = ids.stop
        while below > ids.start:
            floor = size.floor(below, ids.start)
            try:
                page, octets = self.asker.ask(
                    partial(page_query, uri, floor, below, size.rows), _read_page
                )
            except ProviderRefusal as refusal:
                if refusal.kind == "too-big" and size.shrink():
                    continue
                raise
            # A full page may have left out some of its range; any other had all of it.
            reached = page[-1].id if len(page) == size.rows else floor
            size.learn(len(page), below - reached, octets)
            below = reached
            yield page

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
