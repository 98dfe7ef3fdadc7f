"""Conduct that only a clock can judge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scanner.judging.matching import NO_TIME, CheckFunction, Found, Outcome, Param, Unknown
from scanner.reading.model import Reading, Region
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_ZONES: Mapping[Region, str] = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "TW": "Asia/Taipei",
    "SG": "Asia/Singapore", "MY": "Asia/Kuala_Lumpur", "IN": "Asia/Kolkata", "PH": "Asia/Manila",
    "VN": "Asia/Ho_Chi_Minh", "TH": "Asia/Bangkok", "GB": "Europe/London", "KE": "Africa/Nairobi",
    "NG": "Africa/Lagos", "GH": "Africa/Accra", "ZA": "Africa/Johannesburg", "UG": "Africa/Kampala",
    "TZ": "Africa/Dar_es_Salaam", "CO": "America/Bogota", "PE": "America/Lima",
    "NZ": "Pacific/Auckland", "ES": "Europe/Madrid",
}  # fmt: skip
"""Regions with one time zone for (nearly) everybody; elsewhere the phone's own offset is needed."""


def quiet_hours(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a message received in the hours in which collectors must keep quiet there.

    The hours are those of the norms listed for the reader's region.
    """
    del params
    windows = [n for n in ruleset.norms_of("quiet_hours", reading.region) if n.quiet is not None]
    if not windows:
        return None
    moment = local_time(reading)
    if moment is None:
        return Unknown(NO_TIME)
    overdue = reading.claims.days_overdue
    for norm in windows:
        quiet = norm.quiet
        assert quiet is not None
        limit = quiet.not_when_overdue_days
        if limit is not None and overdue is not None and overdue.value > limit:
            continue
        if quiet.contains(moment):
            return Found(detail={"time": moment.strftime("%H:%M"), "norm": norm.id})
    return None


def local_time(reading: Reading) -> time | None:
    """Return the wall-clock time of receipt, None when it cannot be worked out."""
    message = reading.message
    if message.received_ms is None:
        return None
    try:
        moment = datetime.fromtimestamp(message.received_ms / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    if message.utc_offset_min is not None:
        return (moment + timedelta(minutes=message.utc_offset_min)).time()
    zone = _ZONES.get(reading.region) if reading.region else None
    return moment.astimezone(ZoneInfo(zone)).time() if zone else None


CHECKS: Mapping[str, CheckFunction] = {"quiet-hours": quiet_hours}
