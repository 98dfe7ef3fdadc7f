"""Dates and moments in a text, worked out from the time it was received."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from scanner.reading.model import Region, Span
from scanner.reading.moment_patterns import (
    DAY_WORDS,
    HOLIDAYS,
    MONTHS,
    PATTERNS,
    RANGES,
    SWAHILI_HOURS,
    WEEKDAYS,
)
from scanner.reading.numerals import han_number
from scanner.reading.text import masked

Shape = Literal["day", "moment", "span"]
"""A day, a moment of a day, or a length of time that ends at a moment."""

_MONTH_FIRST: frozenset[Region] = frozenset({"US", "PH", "TW", "CN", "HK", "CA"})
_TWO_DIGITS = 99
_LEAP_YEAR = 2000
"""So that 29/02 can be read before its year is known."""
_NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
                 "seven": 7, "eight": 8, "nine": 9, "ten": 10, "半": 0.5}  # fmt: skip
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
"""The numerals of cheques; nobody else writes a date with them: 陆月捌日."""
_PM = re.compile(r"下午|傍晚|晚|夜")


@dataclass(frozen=True, slots=True)
class Moment:
    """One expression of time.

    Attributes:
        start, end: span in the view.
        kind: name of the pattern.
        day: the day it names; None for a time alone or a length of time.
        clock: minutes after midnight; None for a day alone.
        length: a length of time.
        working: whether the length counts working days only.
    """

    start: int
    end: int
    kind: str
    day: date | None = None
    clock: int | None = None
    length: timedelta | None = None
    working: bool = False


def find_moments(text: str, received: datetime | None, region: Region | None) -> list[Moment]:
    """Return the expressions of time in a text, left to right, not overlapping.

    Args:
        text: of a view, with sums, links and numbers blanked out.
        received: local time of arrival, without zone; None = unknown: relative words stay unsolved.
        region: decides whether 03/04 is March or April.
    """
    text = masked(text, [m.span() for m in RANGES.finditer(text)])
    text = text.translate(_FORMAL)
    found: list[Moment] = []
    for name, pattern in PATTERNS:
        spans: list[Span] = []
        for m in pattern.finditer(text):
            if moment := _read(name, m, received, region):
                found.append(moment)
                spans.append(m.span())
        text = masked(text, spans)
    return sorted(found, key=lambda moment: moment.start)


def _read(
    name: str, m: re.Match[str], received: datetime | None, region: Region | None
) -> Moment | None:
    day: date | None = None
    clock: int | None = None
    length: timedelta | None = None
    groups = m.groupdict()
    today = received.date() if received else None
    if name == "in_span":
        length = _length(groups)
        if length is None:
            return None
    elif name in ("ampm", "clock_han", "h24", "h12", "noon", "swahili", "alas"):
        clock = _clock(name, groups)
        if clock is None:
            return None
    elif today is not None:
        day = _SOLVERS[name](_Written(groups, m[0], today, region))
        if day is None:
            return None
    elif name == "ymd":
        day = _full_date(_Written(groups, m[0], date.min, region))
    working = bool(length) and bool(re.search("工作|working|business", m[0]))
    return Moment(m.start(), m.end(), name, day, clock, length, working)


def count_of(word: str) -> float:
    """Return the value of a count in digits, Chinese numerals or English words; 0 if none."""
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    return float(word) if word.isdigit() else (han_number(word) or 0)


def _length(groups: dict[str, str | None]) -> timedelta | None:
    n = count_of(groups["n"] or "") * (24 if groups.get("n2") else 1)
    unit = groups["unit"] or ""
    if re.match(r"小时|钟头|钟|h(?!ari)|jam|giờ|oras|ghant|saa|uur", unit):
        return timedelta(hours=n)
    if re.match(r"分|min|menit|phút", unit):
        return timedelta(minutes=n)
    if re.match(r"周|星期|礼拜|w(?!o)", unit):
        return timedelta(weeks=n)
    return timedelta(days=n)


def _clock(name: str, groups: dict[str, str | None]) -> int | None:
    if name == "noon":
        return 24 * 60 if groups["word"] in ("midnight", "midnite", "午夜") else 12 * 60
    if name == "swahili":
        hour = (SWAHILI_HOURS[groups["word"] or ""] + 6) % 24
        part = groups["part"]
        return (hour + (12 if part in ("jioni", "usiku") and hour < 12 else 0)) * 60
    hour_text = groups["h"] or ""
    hour = int(hour_text) if hour_text.isdigit() else int(han_number(hour_text) or 99)
    minute_text = groups.get("min")
    minute = 30 if minute_text == "半" else int(re.sub(r"\D", "", minute_text or "") or 0)
    half, part, ap = groups.get("half") or "", groups.get("part") or "", groups.get("ap") or ""
    if ap in ("nn", "noon"):
        hour = 12
    elif ap.startswith("p") and hour < 12:
        hour += 12
    elif ap.startswith("a") and hour == 12:
        hour = 0
    elif (_PM.search(half) or part in ("hapon", "gabi")) and hour < 12:
        hour += 12
    return hour * 60 + minute if hour <= 24 else None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _near(today: date, month: int, day: int) -> date | None:
    """Return the year's month/day that is nearest to today, 150 days back to 215 ahead."""
    for year in (today.year, today.year + 1, today.year - 1):
        found = _safe(year, month, day)
        if found and -150 <= (found - today).days <= 215:
            return found
    return _safe(today.year, month, day)


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as it is written: the named groups of its pattern."""

    groups: dict[str, str | None]
    text: str
    today: date
    region: Region | None

    def number(self, key: str) -> int:
        return int(self.groups.get(key) or 0)

    def year(self) -> int:
        """Return the year, with the century where it was left out; 0 when there is none."""
        year = self.number("y")
        return year if not year or year > _TWO_DIGITS else 2000 + year


def _full_date(w: _Written) -> date | None:
    return _safe(w.year(), w.number("m"), w.number("d"))


def _month_and_day(w: _Written) -> date | None:
    if shift := {"去年": -1, "明年": 1, "次年": 1}.get(w.groups.get("next") or ""):
        return _safe(w.today.year + shift, w.number("m"), w.number("d"))
    return _near(w.today, w.number("m"), w.number("d"))


def _month_and_day_in_han(w: _Written) -> date | None:
    month, day = (int(han_number(w.groups[key] or "") or 0) for key in ("mw", "dw"))
    return _near(w.today, month, day)


def _end_of_month(w: _Written) -> date | None:
    shift = 1 if w.groups.get("nextm") else 0
    if month := w.number("m") or MONTHS.get(w.groups.get("mon") or "", 0):
        shift = (month - w.today.month + 6) % 12 - 6
    year, month0 = divmod(w.today.year * 12 + w.today.month - 1 + shift, 12)
    return date(year + (month0 + 1) // 12, (month0 + 1) % 12 + 1, 1) - timedelta(days=1)


def _of_this_month(w: _Written) -> date | None:
    shift = 1 if w.groups["which"] in ("下月", "下个月", "次月") else 0
    year, month0 = divmod(w.today.year * 12 + w.today.month - 1 + shift, 12)
    return _safe(year, month0 + 1, w.number("d"))


def _of_this_month_in_han(w: _Written) -> date | None:
    shift = 1 if w.groups["which"] in ("下月", "下个月", "次月") else 0
    year, month0 = divmod(w.today.year * 12 + w.today.month - 1 + shift, 12)
    return _safe(year, month0 + 1, int(han_number(w.groups["dw"] or "") or 0))


def _end_of_week(w: _Written) -> date:
    return w.today + timedelta(days=6 - w.today.weekday())


def _in_figures(w: _Written) -> date | None:
    return _day_month(w.number("a"), w.number("b"), w.region, w.year())


def _in_figures_without_year(w: _Written) -> date | None:
    solved = _day_month(w.number("a"), w.number("b"), w.region, _LEAP_YEAR)
    return _near(w.today, solved.month, solved.day) if solved else None


def _named_month(w: _Written) -> date | None:
    month = MONTHS[w.groups["mon"] or ""]
    if year := w.year():
        return _safe(year, month, w.number("d"))
    return _near(w.today, month, w.number("d"))


def _weekday(w: _Written) -> date | None:
    wanted = WEEKDAYS[(w.groups["wd"] or "")[:3]]
    week = w.groups.get("wk") or ""
    if week.startswith(("本", "这", "下")):
        monday = w.today - timedelta(days=w.today.weekday())
        return monday + timedelta(days=wanted + (7 if week.startswith("下") else 0))
    ahead = (wanted - w.today.weekday()) % 7
    return w.today + timedelta(days=ahead or (7 if w.groups.get("nx") == "next" else 0))


def _holiday(w: _Written) -> date:
    """Return the next day of a holiday."""
    month, day = HOLIDAYS[w.groups.get("feast") or "圣诞"]
    found = date(w.today.year, month, day)
    return found if found >= w.today else date(w.today.year + 1, month, day)


_SOLVERS: dict[str, Callable[[_Written], date | None]] = {
    "ymd": _full_date,
    "md_han": _month_and_day,
    "md_dot": _month_and_day,
    "md_words": _month_and_day_in_han,
    "month_end": _end_of_month,
    "month_end_en": _end_of_month,
    "this_month": _of_this_month,
    "this_month_han": _of_this_month_in_han,
    "week_end": _end_of_week,
    "dmy": _in_figures,
    "slash": _in_figures_without_year,
    "d_mon": _named_month,
    "mon_d": _named_month,
    "day_word": lambda w: w.today + timedelta(days=DAY_WORDS[w.text]),
    "weekday": _weekday,
    "weekday_han": _weekday,
    "day_th": lambda w: _day_of_month(w.number("d"), w.today),
    "day_alone": lambda w: _day_of_month(w.number("d"), w.today),
    "day_alone_han": lambda w: _day_of_month(int(han_number(w.groups["dw"] or "") or 0), w.today),
    "holiday": _holiday,
    "year_end": lambda w: date(w.today.year, 12, 31),
}
"""Name of a pattern -> how its day is worked out."""


def _day_month(a: int, b: int, region: Region | None, year: int) -> date | None:
    month_first = region in _MONTH_FIRST or region is None
    first = _safe(year, a, b) if month_first else _safe(year, b, a)
    return first or (_safe(year, b, a) if month_first else _safe(year, a, b))


def _day_of_month(day: int, today: date) -> date | None:
    """Return the nearest month's day: 10 days back to a month ahead."""
    for months in (0, 1, -1):
        index = today.year * 12 + today.month - 1 + months
        found = _safe(index // 12, index % 12 + 1, day)
        if found and -10 <= (found - today).days <= 31:
            return found
    return None
