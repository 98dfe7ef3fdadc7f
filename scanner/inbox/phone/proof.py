"""What an inbox adds up to, and what it means when that changes while it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scanner.i18n import N_
from scanner.inbox.acquisition import ProofStep
from scanner.inbox.phone.page import PageFlaw, StoredMessage, read_rows
from scanner.inbox.phone.query import Query
from scanner.inbox.phone.shell import ShellResult

_ZHONG = f"X'{'中'.encode().hex().upper()}'"

_PROBE = N_("The phone's own count before reading: {before} messages.")
_PAGES = N_(
    "Read: {count} messages in {pages} pages. Each line stood between fresh random marks, lines "
    "were numbered without a gap, ids only descended, and each page ended with its end mark."
)
_KNOWN = N_(
    "Known from earlier readings: {known} messages. The phone counted or listed their ids, times "
    "and lengths anew, and these are the same; their texts were not asked for again."
)
_NEW_PAGES = N_(
    "Read anew: {new} messages in {pages} pages. Each line stood between fresh random marks, lines "
    "were numbered without a gap, ids only descended, and each page ended with its end mark."
)
_LISTED = N_("The phone's own list before reading: {before} messages.")
_COLUMNS = N_(
    "Read one column at a time, since the phone takes no expressions: {count} messages. Each "
    "answer had exactly one line for each message, beginning with its id; a message with line "
    "breaks was asked for alone. Each answer ended with its random end mark."
)
_LISTED_AGAIN = N_("The phone's own list after reading: the same {after} messages.")
_LENGTHS = N_("Each text is as long as the phone said it is.")
_REPEATED = N_("Answers that came damaged or broke off, and were asked for again: {repeated}.")
_WARNED = N_(
    "Answers beside which the phone's system wrote warnings about itself: {warned}. None of them "
    "tells of a failure, and none stands among the messages."
)
_TOTALS_EQUAL = N_(
    "The phone's own count after reading: {after} messages, {bytes} bytes of text. That is what "
    "was read."
)
_TOTALS_LESS = N_(
    "The phone's own count after reading: {after} messages. Deleted meanwhile: {deleted}. All that "
    "remain are among those read, with equal lengths."
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over messages. The ids of none are 0; Android's ids begin at 1."""

    count: int
    newest_id: int
    oldest_id: int
    id_sum: int
    body_bytes: int
    address_bytes: int


def read_totals(query: Query, result: ShellResult) -> Totals | None:
    """Return the totals that the phone counted; None if it gave no row for them.

    Counting always yields a row, even over nothing. So None is not an empty inbox: Android or the
    maker's software withholds it (ContentProvider answers so when the app-op READ_SMS is ignored).

    Raises:
        ProviderRefusal, PageFlaw: as `page.read_rows`; PageFlaw also where text is not UTF-8.
    """
    rows = read_rows(query, result)
    if not rows:
        return None
    *numbers, zhong = rows[0]
    if zhong != _ZHONG:
        raise PageFlaw("utf-8")
    return Totals(*(0 if number == "NULL" else int(number) for number in numbers))


def totals_of(messages: Sequence[StoredMessage]) -> Totals:
    """Return the totals of messages that were read, which go by descending id."""
    return Totals(
        count=len(messages),
        newest_id=messages[0].id if messages else 0,
        oldest_id=messages[-1].id if messages else 0,
        id_sum=sum(m.id for m in messages),
        body_bytes=sum(m.body_bytes for m in messages),
        address_bytes=sum(m.address_bytes for m in messages),
    )


def all_were_read(present: Mapping[int, int], totals: Totals, read: Mapping[int, int]) -> bool:
    """Tell whether deletions alone explain that an inbox differs from what was read of it.

    Args:
        present: body length by id, of each message that is on the phone now.
        totals: the phone's totals, now.
        read: body length by id, of each message that was read.
    """
    listed = (len(present), sum(present), sum(present.values()))
    return listed == (totals.count, totals.id_sum, totals.body_bytes) and all(
        read.get(number) == length for number, length in present.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRead:
    """One box of the phone, read whole, and what was noticed on the way."""

    messages: list[StoredMessage]
    """By descending id."""
    before: Totals
    after: Totals
    """Over the same ids as `before`, once all was read."""
    pages: int
    repeated: int
    """Pages that were asked for again because something on the way was broken."""
    warned: int
    """Answers beside which the phone's system wrote warnings."""
    arrived: int
    """Messages that came while reading, and are not among `messages`."""
    by_columns: bool = False
    """Whether it was read one column at a time, by `ColumnReader`."""
    known: int = 0
    """Messages whose texts are those of an earlier reading."""
    gone: int = 0
    """Messages of earlier readings that are not on the phone any more."""
    replaced: int = 0
    """Ids of earlier readings under which there is another message now."""

    @property
    def deleted(self) -> int:
        """How many messages were deleted on the phone while it was read."""
        return max(0, self.before.count - self.after.count)

    def proof(self) -> tuple[ProofStep, ...]:
        """Return what was checked, in the order in which it was."""
        figures = {
            "before": self.before.count,
            "count": len(self.messages),
            "after": self.after.count,
            "bytes": self.after.body_bytes,
            "pages": self.pages,
            "repeated": self.repeated,
            "warned": self.warned,
            "deleted": self.deleted,
            "known": self.known,
            "new": len(self.messages) - self.known,
        }
        pages = [
            ("probe", _PROBE),
            ("known", _KNOWN if self.known else ""),
            ("pages", _NEW_PAGES if self.known else _PAGES),
            ("lengths", _LENGTHS),
            ("repeated", _REPEATED if self.repeated else ""),
            ("warnings", _WARNED if self.warned else ""),
            ("totals", _TOTALS_LESS if self.deleted else _TOTALS_EQUAL),
        ]
        columns = [
            ("probe", _LISTED),
            ("columns", _COLUMNS),
            ("repeated", _REPEATED if self.repeated else ""),
            ("totals", _LISTED_AGAIN),
        ]
        return tuple(
            ProofStep(name=name, ok=True, detail=detail, fields=dict(figures))
            for name, detail in (columns if self.by_columns else pages)
            if detail
        )
