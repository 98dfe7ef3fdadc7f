"""Moments in the phone's time, with the zone named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scanner.i18n import Language
from scanner.report.times import Clock, written, written_month

MS = 1_779_271_380_000  # 2026-05-20T10:03:00Z


@pytest.mark.parametrize(
    ("zone", "offset", "text", "named"),
    [
        ("Asia/Shanghai", None, "18:03", "Asia/Shanghai, UTC+08:00"),
        ("Asia/Shanghai", 480, "18:03", "Asia/Shanghai, UTC+08:00"),
        ("Asia/Taipei", None, "18:03", "Asia/Taipei, UTC+08:00"),
        ("Asia/Shanghai", 330, "15:33", "UTC+05:30"),
        ("", 480, "18:03", "UTC+08:00"),
        ("", None, "10:03", "UTC"),
        ("No/Such_Zone", None, "10:03", "UTC"),
        ("../etc/passwd", None, "10:03", "UTC"),
    ],
)
def test_moment_names_the_zone_it_is_told_in(
    zone: str, offset: int | None, text: str, named: str
) -> None:
    """The message's own offset goes before the phone's zone; an unknown zone is UTC."""
    moment = Clock(zone).moment(MS, offset)
    assert moment is not None
    assert (f"{moment.local:%H:%M}", moment.zone) == (text, named)


@pytest.mark.parametrize(
    ("language", "moment", "day", "month"),
    [
        ("en", "7 May 2026, 08:03", "7 May 2026", "May 2026"),
        ("zh-Hans", "2026年5月7日 08:03", "2026年5月7日", "2026年5月"),
        ("zh-Hant", "2026年5月7日 08:03", "2026年5月7日", "2026年5月"),
    ],
)
def test_times_are_written_as_their_language_does(
    language: Language, moment: str, day: str, month: str
) -> None:
    """The month by its name in English, so that nobody takes it for the day."""
    when = datetime(2026, 5, 7, 8, 3, tzinfo=UTC)
    assert written(when, language) == moment
    assert written(when.date(), language) == day
    assert written_month(when.date(), language) == month


@pytest.mark.parametrize("ms", [None, 10**17, -(10**17), 2**63 - 1])
def test_moment_without_a_time_in_any_calendar_is_none(ms: int | None) -> None:
    """Android stores any 64-bit number as a time."""
    assert Clock("Asia/Shanghai").moment(ms) is None
    assert Clock().moment(ms, 480) is None
