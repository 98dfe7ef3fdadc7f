"""Moments in the phone's time, with the zone named."""

from __future__ import annotations

import pytest

from scanner.report.times import Clock

MS = 1_779_271_380_000  # 2026-05-20T10:03:00Z


@pytest.mark.parametrize(
    ("zone", "offset", "text", "named"),
    [
        ("Asia/Shanghai", None, "2026-05-20 18:03", "Asia/Shanghai, UTC+08:00"),
        ("Asia/Shanghai", 480, "2026-05-20 18:03", "Asia/Shanghai, UTC+08:00"),
        ("Asia/Shanghai", 330, "2026-05-20 15:33", "UTC+05:30"),
        ("", 480, "2026-05-20 18:03", "UTC+08:00"),
        ("", None, "2026-05-20 10:03", "UTC"),
        ("No/Such_Zone", None, "2026-05-20 10:03", "UTC"),
        ("../etc/passwd", None, "2026-05-20 10:03", "UTC"),
    ],
)
def test_moment_names_the_zone_it_is_told_in(
    zone: str, offset: int | None, text: str, named: str
) -> None:
    """The message's own offset goes before the phone's zone; an unknown zone is UTC."""
    moment = Clock(zone).moment(MS, offset)
    assert moment is not None
    assert (moment.text, moment.zone) == (text, named)


@pytest.mark.parametrize("ms", [None, 10**17, -(10**17), 2**63 - 1])
def test_moment_without_a_time_in_any_calendar_is_none(ms: int | None) -> None:
    """Android stores any 64-bit number as a time."""
    assert Clock("Asia/Shanghai").moment(ms) is None
    assert Clock().moment(ms, 480) is None
