"""When an entry of the invented inbox happens, counted back from now, so that the demo never ages.

An entry says one of these, in the demo phone's local time:

    412 days ago, 18:32
    5 months ago, day 15, 09:12      the 15th of the month five before this one
    last 01-01, 08:15                the most recent 1 January; "2nd last" … go further back
    2038-01-19 11:14                 an absolute moment

Its text may hold dates that belong to that moment: `${md}` and friends, see `fill_dates`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

DEMO_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The demo phone's time zone; China has had no summer time since 1991."""

_DAYS_AGO = re.compile(r"(?P<days>\d+) days ago, (?P<clock>\d\d:\d\d)")
_MONTHS_AGO = re.compile(r"(?P<months>\d+) months? ago, day (?P<day>\d+), (?P<clock>\d\d:\d\d)")
_LAST = re.compile(
    r"(?:(?P<nth>\d)(?:nd|rd|th) )?last (?P<month>\d\d)-(?P<day>\d\d), (?P<clock>\d\d:\d\d)"
)
_ABSOLUTE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_SLOT = re.compile(r"\$\{(?P<form>[a-z]+)(?P<shift>[+-]\d+)?(?P<unit>mo)?\}")
_WEEKDAYS = "一二三四五六日"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FORMS: dict[str, Callable[[datetime], str]] = {
    "md": lambda t: f"{t.month}月{t.day}日",
    "mmdd": lambda t: f"{t.month:02}月{t.day:02}日",
    "m": lambda t: f"{t.month}",
    "mm": lambda t: f"{t.month:02}",
    "d": lambda t: f"{t.day}",
    "y": lambda t: f"{t.year}",
    "ymd": lambda t: f"{t.year}年{t.month}月{t.day}日",
    "iso": lambda t: f"{t:%Y-%m-%d}",
    "dow": lambda t: _WEEKDAYS[t.weekday()],
    "hm": lambda t: f"{t:%H:%M}",
    "dmon": lambda t: f"{t.day} {_MONTHS[t.month - 1]}",
    "mon": lambda t: _MONTHS[t.month - 1],
}


def local_time(now_ms: int) -> datetime:
    """Return a moment (ms since the epoch, UTC) as local time of the demo phone."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(DEMO_ZONE)


def to_ms(moment: datetime) -> int:
    """Return ms since the epoch, UTC, of an aware moment."""
    return round(moment.timestamp() * 1000)


def months_before(now: datetime, months: int, day: int) -> datetime:
    """Return the day of the month that lies `months` before `now`'s; a short month's last day."""
    index = now.year * 12 + now.month - 1 - months
    year, month = index // 12, index % 12 + 1
    last_day = calendar.monthrange(year, month)[1]
    return now.replace(year=year, month=month, day=min(day, last_day))


def moment_of(when: str, now: datetime) -> datetime:
    """Return the local moment that `when` names, to the minute.

    Raises:
        ValueError: `when` has none of the four forms of this module.
    """
    if match := _DAYS_AGO.fullmatch(when):
        moment = now - timedelta(days=int(match["days"]))
    elif match := _MONTHS_AGO.fullmatch(when):
        moment = months_before(now, int(match["months"]), int(match["day"]))
    elif match := _LAST.fullmatch(when):
        month, day = int(match["month"]), int(match["day"])
        this_year_passed = (month, day) < (now.month, now.day)
        year = now.year + this_year_passed - int(match["nth"] or 1)
        moment = now.replace(year=year, month=month, day=day)
    elif _ABSOLUTE.fullmatch(when):
        return datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=DEMO_ZONE)
    else:
        raise ValueError(f"not a moment: {when!r}")
    hour, minute = (int(part) for part in match["clock"].split(":"))
    return moment.replace(hour=hour, minute=minute, second=0, microsecond=0)


def fill_dates(text: str, moment: datetime) -> str:
    """Replace the date slots of a text; anything else that looks like a slot stays as it is.

    `${md}` 6月5日, `${mmdd}` 06月05日, `${m}` 6, `${mm}` 06, `${d}` 5, `${y}` 2026,
    `${ymd}` 2026年6月5日, `${iso}` 2026-06-05, `${dow}` 五 (of 周五), `${hm}` 14:23,
    `${dmon}` 5 Jun, `${mon}` Jun.
    A shift moves it by days (`${md+3}`) or by months (`${mm-1mo}`).
    """

    def filled(slot: re.Match[str]) -> str:
        shift = int(slot["shift"] or 0)
        if slot["unit"]:
            shifted = months_before(moment, -shift, moment.day)
        else:
            shifted = moment + timedelta(days=shift)
        form = _FORMS.get(slot["form"])
        return form(shifted) if form else slot[0]

    return _SLOT.sub(filled, text)
