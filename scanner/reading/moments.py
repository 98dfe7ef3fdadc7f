"""Dates and moments in a text, worked out from the time it was received."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from scanner.reading.model import Region, Span
from scanner.reading.moment_patterns import (
    DAY_WORDS,
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
_NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
                 "seven": 7, "eight": 8, "nine": 9, "ten": 10, "半": 0.5}  # fmt: skip
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
    elif name in ("ampm", "clock_han", "h24", "noon", "swahili", "alas"):
        clock = _clock(name, groups)
        if clock is None:
            return None
    elif today is not None:
        day = _day(name, groups, m[0], today, region)
        if day is None:
            return None
    elif name == "ymd":
        day = _safe(int(groups["y"]), int(groups["m"]), int(groups["d"]))
    working = bool(length) and bool(re.search("工作|working|business", m[0]))
    return Moment(m.start(), m.end(), name, day, clock, length, working)


def count_of(word: str) -> float:
    """Return the value of a small number in digits, Chinese numerals or English words; 0 if none."""
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    return float(word) if word.isdigit() else (han_number(word) or 0)


def _length(groups: dict[str, str | None]) -> timedelta | None:
    n = count_of(groups["n"] or "") * (24 if groups.get("n2") else 1)
    unit = groups["unit"] or ""
    if re.match(r"小时|钟头|钟|h|jam|hora|giờ|oras|ghant|saa", unit):
        return timedelta(hours=n)
    if re.match(r"分|min|menit|phút", unit):
        return timedelta(minutes=n)
    if re.match(r"周|星期|礼拜|w(?!o)", unit):
        return timedelta(weeks=n)
    return timedelta(days=n)


def _clock(name: str, groups: dict[str, str | None]) -> int | None:
    if name == "noon":
        return 24 * 60 if groups["word"] in ("midnight", "午夜") else 12 * 60
    if name == "swahili":
        hour = (SWAHILI_HOURS[groups["word"] or ""] + 6) % 24
        part = groups["part"]
        return (hour + (12 if part in ("jioni", "usiku") and hour < 12 else 0)) * 60
    hour_text = groups["h"] or ""
    hour = int(hour_text) if hour_text.isdigit() else int(han_number(hour_text) or 99)
    minute_text = groups.get("min")
    minute = 30 if minute_text == "半" else int(minute_text) if (minute_text or "").isdigit() else 0
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


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day(
    name: str, g: dict[str, str | None], text: str, today: date, region: Region | None
) -> date | None:
    def number(key: str) -> int:
        return int(g[key] or 0)

    if name == "ymd":
        return _safe(number("y"), number("m"), number("d"))
    if name in ("md_han", "md_dot"):
        if g.get("next"):
            return _safe(today.year + (-1 if g["next"] == "去年" else 1), number("m"), number("d"))
        return _near(today, number("m"), number("d"))
    if name == "md_words":
        return _near(
            today, int(han_number(g["mw"] or "") or 0), int(han_number(g["dw"] or "") or 0)
        )
    if name in ("month_end", "month_end_en"):
        month = number("m") if g.get("m") else today.month
        if g.get("nextm"):
            month = today.month % 12 + 1
        year = today.year + (1 if month < today.month - 6 or (g.get("nextm") and month == 1) else 0)
        return _last_of(year, month)
    if name == "this_month":
        later = g["which"] in ("下月", "下个月", "次月")
        month = today.month % 12 + 1 if later else today.month
        return _safe(today.year + (1 if later and month == 1 else 0), month, number("d"))
    if name == "dmy":
        a, b, year = number("a"), number("b"), number("y")
        return _day_month(a, b, region, year if year > 99 else 2000 + year)
    if name == "slash":
        a, b = number("a"), number("b")
        solved = _day_month(a, b, region, today.year)
        return _near(today, solved.month, solved.day) if solved else None
    if name in ("d_mon", "mon_d"):
        month = MONTHS[(g["mon"] or "").rstrip(".")]
        if g["y"]:
            year = number("y")
            return _safe(year if year > 99 else 2000 + year, month, number("d"))
        return _near(today, month, number("d"))
    if name == "day_word":
        return today + timedelta(days=DAY_WORDS[text])
    if name in ("weekday", "weekday_han"):
        return _weekday(g, today)
    return _day_of_month(number("d"), today)


def _day_month(a: int, b: int, region: Region | None, year: int) -> date | None:
    month_first = region in _MONTH_FIRST or region is None
    first = _safe(year, a, b) if month_first else _safe(year, b, a)
    return first or (_safe(year, b, a) if month_first else _safe(year, a, b))


def _weekday(g: dict[str, str | None], today: date) -> date:
    wanted = WEEKDAYS[(g["wd"] or "")[:3]]
    week = g.get("wk") or ""
    if week.startswith(("本", "这", "下")):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=wanted + (7 if week.startswith("下") else 0))
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if g.get("nx") == "next" else 0))


def _day_of_month(day: int, today: date) -> date | None:
    """Return the nearest month's day: 10 days back to a month ahead."""
    for months in (0, 1, -1):
        index = today.year * 12 + today.month - 1 + months
        found = _safe(index // 12, index % 12 + 1, day)
        if found and -10 <= (found - today).days <= 31:
            return found
    return None
