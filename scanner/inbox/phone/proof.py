"""What an inbox adds up to, and what it means when that changes while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.inbox.acquisition import ProofStep
from scanner.inbox.phone.page import PageFlaw, StoredMessage, read_rows
from scanner.inbox.phone.query import Query
from scanner.inbox.phone.shell import ShellResult

_ZHONG = "中".encode().hex().upper()


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


def totals_of(messages: Iterable[StoredMessage]) -> Totals:
    """Return the totals of messages that were read."""
    ids = [(m.id, m.body_bytes, m.address_bytes) for m in messages]
    return Totals(
        count=len(ids),
        newest_id=max((i for i, _, _ in ids), default=0),
        oldest_id=min((i for i, _, _ in ids), default=0),
        id_sum=sum(i for i, _, _ in ids),
        body_bytes=sum(b for _, b, _ in ids),
        address_bytes=sum(a for _, _, a in ids),
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
    arrived: int
    """Messages that came while reading, and are not among `messages`."""

    @property
    def deleted(self) -> int:
        """How many messages were deleted on the phone while it was read."""
        return max(0, self.before.count - self.after.count)

    def proof(self) -> tuple[ProofStep, ...]:
        """Return what was checked, in the order in which it was."""
        steps = [
            ProofStep(
                name="probe",
                ok=True,
                detail="Asked first, the phone counted {count} messages, {bytes} bytes of text.",
                fields={"count": self.before.count, "bytes": self.before.body_bytes},
            ),
            ProofStep(
                name="pages",
                ok=True,
                detail="{count} messages came in {pages} pages. Every line stood between fresh "
                "random marks, lines were numbered without a gap, ids only descended, and each "
                "page ended with its end mark.",
                fields={"count": len(self.messages), "pages": self.pages},
            ),
            ProofStep(
                name="lengths",
                ok=True,
                detail="Every text is as long as the phone said it is.",
            ),
        ]
        if self.repeated:
            steps.append(
                ProofStep(
                    name="repeated",
                    ok=True,
                    detail="{count} pages came damaged or broke off, and were asked for again.",
                    fields={"count": self.repeated},
                )
            )
        if self.deleted:
            steps.append(
                ProofStep(
                    name="totals",
                    ok=True,
                    detail="Asked again at the end, the phone counted {count} messages: {deleted} "
                    "were deleted while it was read. All that remain are among those read, with "
                    "equal lengths.",
                    fields={"count": self.after.count, "deleted": self.deleted},
                )
            )
        else:
            steps.append(
                ProofStep(
                    name="totals",
                    ok=True,
                    detail="Asked again at the end, the phone counted {count} messages, {bytes} "
                    "bytes of text: what was read.",
                    fields={"count": self.after.count, "bytes": self.after.body_bytes},
                )
            )
        return tuple(steps)
