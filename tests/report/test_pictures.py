"""Figures behind the pictures: nothing lost, nothing outside the frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.judging.model import Judgement
from scanner.report.model import Report
from scanner.report.pictures import Period, Span, sender_rows, span_of, timeline_of
from scanner.report.said import Said
from scanner.report.times import Clock

CLOCK = Clock("Asia/Shanghai")


def on(report: Report, *moments: str) -> Report:
    """Return the report with one forged message at each of the moments (UTC)."""
    card = report.cards[0]
    cards = tuple(
        replace(card, message=replace(card.message, received_ms=ms_of(moment)))
        for moment in moments
    )
    return replace(report, judgements=cards, created_ms=ms_of("2030-01-01"))


def in_english(period: Period) -> str:
    """Return what a bar is called."""
    return str(period.label["en"] if isinstance(period.label, Said) else period.label)


def ms_of(moment: str) -> int:
    """Return ms since the epoch of an ISO moment in UTC."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("last", "unit", "labels"),
    [
        ("2026-03-05", "day", ["3 Mar 2026", "4 Mar 2026", "5 Mar 2026"]),
        ("2026-04-06", "week", ["2 Mar 2026", "9 Mar 2026", "16 Mar 2026"]),
        ("2026-12-31", "month", ["Mar 2026", "Apr 2026", "May 2026"]),
        ("2030-12-31", "year", ["2026", "2027", "2028"]),
    ],
)
def test_timeline_chooses_a_unit_and_leaves_no_gap(
    report: Report, last: str, unit: str, labels: list[str]
) -> None:
    """Periods follow each other, also those without a message."""
    timeline = timeline_of(replace(on(report, "2026-03-03", last), created_ms=2**41), CLOCK)
    assert timeline is not None
    assert timeline.unit == unit
    assert [in_english(period) for period in timeline.periods[:3]] == labels
    assert sum(period.total for period in timeline.periods) == 2
    assert timeline.periods[-1].first <= date.fromisoformat(last) <= timeline.periods[-1].last


def test_timeline_counts_by_the_day_of_the_phone(report: Report) -> None:
    """Eleven at night UTC is the next morning in Shanghai."""
    timeline = timeline_of(on(report, "2026-03-03T23:00"), CLOCK)
    assert timeline is not None
    assert timeline.periods[0].first == date(2026, 3, 4)


def test_timeline_leaves_impossible_times_out(report: Report) -> None:
    """One message of 1970 would squeeze all others into a line."""
    timeline = timeline_of(on(report, "1970-01-02", "2026-03-03", "2106-01-01"), CLOCK)
    assert timeline is not None
    assert [period.total for period in timeline.periods] == [1]
    assert timeline_of(on(report, "1970-01-02"), CLOCK) is None
    assert span_of(on(report, "1970-01-02")) is None


def test_pictures_hold_every_message_and_stay_in_their_frame(demo_report: Report) -> None:
    """The demo: all cards are in each picture, no bar is higher or longer than the frame."""
    timeline, senders = timeline_of(demo_report, CLOCK), sender_rows(demo_report)
    assert timeline is not None
    cards = len(demo_report.cards)
    assert sum(period.total for period in timeline.periods) == cards
    assert sum(row.total for row in senders) == cards
    for bar in (*timeline.periods, *senders):
        assert sum(piece.size for piece in bar.pieces) <= 100.1
        assert all(piece.size > 0 for piece in bar.pieces)
    assert max(period.left + period.width for period in timeline.periods) == pytest.approx(
        100, 0.01
    )
    assert [row.total for row in senders] == sorted((row.total for row in senders), reverse=True)


@given(st.lists(st.none() | st.integers(0, 10**13), min_size=1, max_size=20))
def test_marks_lie_within_the_line(times: list[int | None]) -> None:
    """Whatever the times; those outside of the span are left out."""
    span = Span(10**12, 2 * 10**12)
    places = [at for at, _ in span.marks((ms, None) for ms in times)]
    assert all(0 <= at <= 100 for at in places)
    assert bool(places) == any(ms is not None and 10**12 <= ms <= 2 * 10**12 for ms in times)


def test_marks_put_the_most_urgent_on_top(forged: Judgement) -> None:
    """What is drawn last lies above."""
    ms = forged.message.received_ms
    assert ms is not None
    drawn = Span(ms, ms + 9).marks(
        [(ms, "likely_forged"), (ms, None), (ms, "consistent"), (ms, "suspicious")]
    )
    assert [verdict for _, verdict in drawn] == [None, "consistent", "suspicious", "likely_forged"]
