"""Moments as the phone's owner saw them, with the zone named, as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from scanner.i18n import Language

_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def written(when: date | datetime, language: Language) -> str:
    """Return a day, or a moment to the minute: "20 May 2026, 18:03", "2026年5月20日 18:03"."""
    if isinstance(when, datetime):
        return f"{written(when.date(), language)}{', ' if language == 'en' else ' '}{when:%H:%M}"
    return (
        f"{when.day} {_month(when)}" if language == "en" else f"{_month_in_han(when)}{when.day}日"
    )


def written_month(month: date, language: Language) -> str:
    """Return a month: "May 2026", "2026年5月"."""
    return _month(month) if language == "en" else _month_in_han(month)


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _month_in_han(day: date) -> str:
    return f"{day.year}年{day.month}月"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in local time."""

    local: datetime

    @property
    def zone(self) -> str:
        """The zone's name: "Asia/Shanghai, UTC+08:00"; "UTC" where the phone's is not known."""
        offset = f"UTC{self.local:%z}"
        is_utc = self.local.utcoffset() == timedelta(0)
        offset = "UTC" if is_utc else f"{offset[:6]}:{offset[6:]}"
        zone = self.local.tzinfo
        return f"{zone.key}, {offset}" if isinstance(zone, ZoneInfo) else offset

    @property
    def iso(self) -> str:
        """ISO 8601 with offset."""
        return self.local.isoformat(timespec="seconds")

    @property
    def day(self) -> date:
        """The date alone."""
        return self.local.date()


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns ms since the epoch into local time."""

    time_zone: str = ""
    """IANA name of the phone's zone; "" = unknown."""

    def moment(self, ms: int | None, utc_offset_min: int | None = None) -> Moment | None:
        """Return a moment in local time.

        The message's own offset goes before the phone's zone; with neither it is UTC. None when
        there is no time, or one that no calendar holds (Android stores any 64-bit number).
        """
        if ms is None:
            return None
        try:
            utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
            return Moment(utc.astimezone(self._zone(utc, utc_offset_min)))
        except OverflowError:
            return None

    def _zone(self, utc: datetime, utc_offset_min: int | None) -> tzinfo:
        if utc_offset_min is None:
            return _iana(self.time_zone) or UTC
        own = _iana(self.time_zone)
        if own is not None and utc.astimezone(own).utcoffset() == timedelta(minutes=utc_offset_min):
            return own
        return timezone(timedelta(minutes=utc_offset_min))


def _iana(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # a name that this computer does not know
        return None
