"""What a help desk asks of all phones at once: last scan, open findings, what came between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scanner.history import queries
from scanner.history.model import InboxRow, ScanRow
from scanner.history.store import History
from scanner.judging.model import VERDICTS, Verdict

ALARMING: tuple[Verdict, ...] = VERDICTS[:2]
"""Verdicts that a person has to look at; a finding of these without a label is open."""
_DAY_MS = 86_400_000
_ABSENT_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneState:
    """One phone."""

    about: InboxRow
    open: dict[Verdict, int]
    """Findings of its last successful scan that nobody has labelled, per alarming verdict."""
    labelled: int
    """Alarming findings of that scan that have a label."""
    missed: tuple[ScanRow, ...]
    """Attempts since that scan that read nothing, the latest first."""
    days_since: int | None
    """Full days since its last successful scan; None = it has none, or the clock is behind it."""

    @property
    def is_open(self) -> bool:
        """Whether a finding waits for somebody."""
        return any(self.open.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All phones."""

    phones: tuple[PhoneState, ...]
    """Those with the most urgent open findings first, then those not scanned for longest."""
    absent: tuple[ScanRow, ...]
    """The latest attempts that found no phone at all, the latest first."""
    created_ms: int
    stale_days: int
    """After so many days without success a phone is pointed out; 0 = never."""

    @property
    def open(self) -> Counter[Verdict]:
        """Open findings of all real phones."""
        total: Counter[Verdict] = Counter()
        for phone in self.phones:
            if not phone.about.is_demo:
                total.update(phone.open)
        return total

    def is_stale(self, phone: PhoneState) -> bool:
        """Tell whether a phone was not scanned for long, or never with success."""
        if not self.stale_days or phone.about.is_demo:
            return False
        if phone.about.last_done is None:
            return True
        return phone.days_since is not None and phone.days_since >= self.stale_days

    @property
    def stale(self) -> int:
        """How many phones that holds for."""
        return sum(map(self.is_stale, self.phones))


def overview(history: History, *, now_ms: int, stale_days: int) -> Overview:
    """Return the state of every phone in the history.

    Args:
        history: the open file.
        now_ms: ms since the epoch.
        stale_days: see `Overview`.
    """
    phones = [_state(history, row, now_ms) for row in queries.inboxes(history)]
    absent = [row for row in queries.scans(history, limit=1000) if row.inbox_id is None]
    return Overview(
        phones=tuple(sorted(phones, key=_urgency)),
        absent=tuple(absent[:_ABSENT_SHOWN]),
        created_ms=now_ms,
        stale_days=stale_days,
    )


def _state(history: History, row: InboxRow, now_ms: int) -> PhoneState:
    done = row.last_done
    found = queries.findings(history, done) if done else []
    labels = queries.reviews(history, row.id)
    alarming = [finding for finding in found if finding.verdict in ALARMING]
    waiting = Counter(f.verdict for f in alarming if f.message_key not in labels)
    missed = [
        scan
        for scan in queries.scans(history, row.id, limit=100)
        if scan.outcome != "done" and (done is None or scan.id > done.id)
    ]
    elapsed_ms = now_ms - done.finished_ms if done else -1
    return PhoneState(
        about=row,
        open={verdict: waiting[verdict] for verdict in ALARMING},
        labelled=sum(f.message_key in labels for f in alarming),
        missed=tuple(missed),
        days_since=elapsed_ms // _DAY_MS if elapsed_ms >= 0 else None,
    )


def _urgency(phone: PhoneState) -> tuple[object, ...]:
    done = phone.about.last_done
    return (
        phone.about.is_demo,
        *(-phone.open[verdict] for verdict in ALARMING),
        done.finished_ms if done else 0,
        phone.about.id,
    )
