"""What is drawn: messages over time, and who sent them. Pure figures; templates draw them.

Places and widths are per cent of a picture's width, so that it fits any screen without scaling its
words, heights are per cent of its height.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from markupsafe import escape

from scanner.judging.model import VERDICTS
from scanner.report.overview import is_possible
from scanner.report.said import said_month, said_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scanner.judging.model import Judgement, Verdict
    from scanner.reading.model import SenderClass
    from scanner.report.model import Report
    from scanner.report.said import Words
    from scanner.report.times import Clock

Unit = Literal["day", "week", "month", "year"]
_MOST_DAYS: Final[Mapping[Unit, int]] = {"day": 31, "week": 26 * 7, "month": 4 * 366}
"""Up to how many days of an inbox a bar of the timeline stands for a day, a week, a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a bar: the messages of one verdict."""

    verdict: Verdict
    start: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One bar of the timeline."""

    first: date
    last: date
    label: Words
    """The day, month or year; of a week its Monday."""
    counts: Mapping[Verdict, int]
    left: float
    width: float
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """Number of its messages."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bills and collection messages over time."""

    unit: Unit
    periods: tuple[Period, ...]
    highest: int
    """Most messages of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderRow:
    """The messages from one class of senders."""

    kind: SenderClass
    counts: Mapping[Verdict, int]
    total: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The time that pictures of the same page show, ms since the epoch; the same for all."""

    first: int
    last: int

    def place(self, ms: int | None) -> float | None:
        """Return where a moment lies, 0 to 100; None outside."""
        if ms is None or not self.first <= ms <= self.last:
            return None
        return round(100 * (ms - self.first) / max(1, self.last - self.first), 1)

    def marks(
        self, marks: Iterable[tuple[int | None, Verdict | None]]
    ) -> list[tuple[float, Verdict | None]]:
        """Return (place, verdict) of what can be told apart, the most urgent on top."""
        seen = {(at, verdict) for ms, verdict in marks if (at := self.place(ms)) is not None}
        rank = {verdict: -number for number, verdict in enumerate(VERDICTS)}
        return sorted(seen, key=lambda mark: (rank.get(mark[1], -9) if mark[1] else -9, mark[0]))


def span_of(report: Report) -> Span | None:
    """Return the time that the cards of a report cover; None where no time is known."""
    times = [t for j in report.cards if is_possible(t := j.message.received_ms, report) and t]
    return Span(min(times), max(times)) if times else None


def timeline_of(report: Report, clock: Clock) -> Timeline | None:
    """Return the cards over time by verdict; None where no time is known."""
    counts: dict[date, Counter[Verdict]] = defaultdict(Counter)
    for judgement in report.cards:
        if judgement.verdict and (day := _day(judgement, report, clock)):
            counts[day][judgement.verdict] += 1
    if not counts:
        return None
    first, last = min(counts), max(counts)
    days = (last - first).days + 1
    unit: Unit = next((u for u, most in _MOST_DAYS.items() if days <= most), "year")
    start_of = _STARTS[unit]
    starts = [start_of(first)]
    while (following := _after(starts[-1], unit)) <= last:
        starts.append(following)
    summed: dict[date, Counter[Verdict]] = defaultdict(Counter)
    for day, found in counts.items():
        summed[start_of(day)].update(found)
    highest = max(c.total() for c in summed.values())
    width = 100 / len(starts)
    return Timeline(
        unit=unit,
        highest=highest,
        periods=tuple(
            Period(
                first=start,
                last=_after(start, unit) - timedelta(days=1),
                label=_label(start, unit),
                counts=summed[start],
                left=round(number * width, 3),
                width=round(width, 3),
                pieces=_pieces(summed[start], highest),
            )
            for number, start in enumerate(starts)
        ),
    )


def sender_rows(report: Report) -> tuple[SenderRow, ...]:
    """Return the classes of senders, those with the most messages first."""
    counts: dict[SenderClass, Counter[Verdict]] = defaultdict(Counter)
    for judgement in report.cards:
        if judgement.verdict:
            counts[judgement.sender.kind if judgement.sender else "unknown"][judgement.verdict] += 1
    most = max((c.total() for c in counts.values()), default=0)
    rows = [
        SenderRow(kind=kind, counts=c, total=c.total(), pieces=_pieces(c, most))
        for kind, c in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.total))


def _pieces(counts: Mapping[Verdict, int], whole: int) -> tuple[Piece, ...]:
    """Return the parts of a bar, one after the other; all of them at most 100."""
    pieces: list[Piece] = []
    start = 0.0
    for verdict in VERDICTS:
        if counts.get(verdict):
            size = 100 * counts[verdict] / whole
            pieces.append(Piece(verdict=verdict, start=round(start, 2), size=round(size, 2)))
            start += size
    return tuple(pieces)


def _label(start: date, unit: Unit) -> Words:
    match unit:
        case "month":
            return said_month(start)
        case "year":
            return escape(start.year)
        case _:
            return said_when(start)


def _day(judgement: Judgement, report: Report, clock: Clock) -> date | None:
    message = judgement.message
    if not is_possible(message.received_ms, report):
        return None
    moment = clock.moment(message.received_ms, message.utc_offset_min)
    return moment.day if moment else None


_STARTS: Final[Mapping[Unit, Callable[[date], date]]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


def _after(start: date, unit: Unit) -> date:
    """Return the first day of the next period."""
    days: Mapping[Unit, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
    return _STARTS[unit](start + timedelta(days=days[unit]))
