"""Moments as the phone's owner saw them, with the zone named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in words."""

    text: str
    """"2026-05-20 18:03"."""
    zone: str
    """"Asia/Shanghai, UTC+08:00"; "UTC" where the phone's zone is not known."""
    iso: str
    """ISO 8601 with offset."""

    @property
    def day(self) -> str:
        """The date alone."""
        return self.text[:10]


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
            local = utc.astimezone(self._zone(utc, utc_offset_min))
        except OverflowError:
            return None
        return Moment(
            f"{local:%Y-%m-%d %H:%M}", self._name(local), local.isoformat(timespec="seconds")
        )

    def _zone(self, utc: datetime, utc_offset_min: int | None) -> tzinfo:
        if utc_offset_min is None:
            return _iana(self.time_zone) or UTC
        own = _iana(self.time_zone)
        if own is not None and utc.astimezone(own).utcoffset() == timedelta(minutes=utc_offset_min):
            return own
        return timezone(timedelta(minutes=utc_offset_min))

    @staticmethod
    def _name(local: datetime) -> str:
        offset = f"UTC{local:%z}"
        offset = "UTC" if local.utcoffset() == timedelta(0) else f"{offset[:6]}:{offset[6:]}"
        return f"{local.tzinfo.key}, {offset}" if isinstance(local.tzinfo, ZoneInfo) else offset


def _iana(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # a name that this computer does not know
        return None
