"""Dates and moments in a text, worked out from the time it was received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from scanner.reading.model import Region
from scanner.reading.numerals import han_number

Shape = Literal["day", "moment", "span"]
"""A day, a moment of a day, or a length of time that ends at a moment."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari enero ene", "february feb februari febrero", "march mar maret marzo",
            "april apr abril abr", "may mei mayo", "june jun juni junio", "july jul juli julio",
            "august aug agustus agosto ago", "september sep sept septiembre",
            "october oct oktober okt octubre", "november nov noviembre",
            "december dec desember des diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_MONTH_FIRST: frozenset[Region] = frozenset({"US", "PH", "TW", "CN", "HK", "CA"})
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
             "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
             "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6,
             "lunes": 0, "martes": 1, "jueves": 3, "viernes": 4, "domingo": 6}  # fmt: skip
_DAY_WORDS = {
    "今天": 0, "今日": 0, "本日": 0, "当日": 0, "当天": 0, "今晚": 0, "今早": 0, "今夜": 0, "即日": 0, "今": 0,
    "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明": 1, "听日": 1, "翌日": 1, "次日": 1, "后天": 2, "后日": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "昨晚": -1, "昨": -1, "前天": -2,
    "today": 0, "tonight": 0, "2day": 0, "tdy": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tomoro": 1,
    "2moro": 1, "yesterday": -1, "hari ini": 0, "malam ini": 0, "sore ini": 0, "besok": 1, "kemarin": -1,
    "ngayong araw": 0, "ngayon": 0, "mamayang gabi": 0, "bukas": 1, "kahapon": -1, "leo": 0, "kesho": 1,
    "jana": -1, "hoy": 0, "mañana": 1, "ayer": -1, "hôm nay": 0, "ngày mai": 1, "hôm qua": -1,
    "aaj": 0, "end of day": 0, "eod": 0, "cob": 0, "close of business": 0,
}  # fmt: skip
_DAY = "|".join(
    sorted((re.escape(w) for w in _DAY_WORDS if len(w) > 1 or w == "今"), key=len, reverse=True)
)
_N = "(?:\\d{1,3}|半|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|ten|an?)"
_NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
                 "seven": 7, "eight": 8, "nine": 9, "ten": 10, "半": 0.5}  # fmt: skip
_CLOCK = (
    r"(?:(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜里|今晚|晚|早)\s?)?"
    r"(?P<h>(?:[01]?\d|2[0-4])|[一二三四五六七八九十]{1,3})\s?(?:点钟?|时|:)(?P<min>[0-5]\d|半|整)?分?(?!\d|[间期差])"
)
_AMPM = r"(?P<h>1[0-2]|0?\d)(?:[:.](?P<min>[0-5]\d))?\s?(?P<ap>a\.?m\b\.?|p\.?m\b\.?|nn\b|noon\b)"
_H24 = r"(?P<h>[01]?\d|2[0-4])[:.h](?P<min>[0-5]\d)(?!\d|[.:]\d|%|\s?(?:元|块))"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("ymd", r"(?<![\d.])(?P<y>20\d\d)(?P<sep>\s?年\s?|[-/.])(?P<m>1[0-2]|0?[1-9])(?:\s?月\s?|(?P=sep))(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[日号]?"),
        ("md_han", r"(?<!\d)(?:(?P<next>次年|明年|去年))?(?P<m>1[0-2]|0?[1-9])\s?月\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[日号]?"),
        ("md_words", r"(?P<mw>十[一二]?|[一二三四五六七八九])月(?P<dw>三十一?|二十[一-九]?|十[一-九]?|[一二三四五六七八九])[日号]"),
        ("month_end", r"(?:(?P<m>1[0-2]|0?[1-9])月|(?P<this>本月|这个月|月)|(?P<nextm>下月|下个月))(?:月)?底"),
        ("this_month", r"(?P<which>本月|这个月|当月|下月|下个月|次月)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[日号]?"),
        ("dmy", r"(?<![\d./-])(?P<a>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<b>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<y>20\d\d|\d\d)(?![\d/-])"),
        ("d_mon", rf"(?<![\d./])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[\s-]?(?:of\s|de\s)?(?P<mon>{_MONTH})(?![a-z])(?:\.?[\s,-]{{1,2}}(?P<y>20\d\d|2\d(?!\d)))?"),
        ("mon_d", rf"(?<![a-z])(?P<mon>{_MONTH})\.?[\s-]?(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d)(?:,?\s(?P<y>20\d\d))?"),
        ("slash", r"(?<![\d./$-])(?P<a>3[01]|[12]\d|0?[1-9])/(?P<b>3[01]|[12]\d|0?[1-9])(?![\d/]|\.\d)"),
        ("in_span", rf"(?<![a-z0-9.])(?P<n>{_N})(?:(?:\s?[x×]\s?|\s?)(?P<n2>24))?\s?个?\s?(?P<unit>工作日|working days?|business days?|days?|天|日(?=内|后|之内|之后|以内|未)|hours?|hrs?|hr|h(?![a-z])|小时|钟头|钟|minutes?|mins?|min|分钟|weeks?|wks?|周|星期|礼拜|jam|menit|hari|saa|siku|horas?|minutos?|días?|giờ|ngày|phút|araw|oras|ghante?|ghanta)(?![a-z])"),
        ("day_word", rf"(?<![a-z\d])(?:{_DAY})(?![a-z])"),
        ("weekday_han", r"(?P<wk>本周|这周|下周|本星期|下星期|周|星期|礼拜)(?P<wd>[一二三四五六日天])"),
        ("weekday", r"(?<![a-z])(?:(?P<nx>next|this|coming)\s)?(?P<wd>mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?(?![a-z])"),
        ("day_th", r"\bthe (?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b"),
        ("day_alone", r"(?<![\d月./-])(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号](?!\d|线|楼|店|院|内|子|[a-z])"),
        ("month_end_en", r"(?:end of (?:the |this )?month|month[- ]end)"),
        ("ampm", rf"(?<![\d:])(?<!\d[.,]){_AMPM}"),
        ("noon", r"(?<![a-z])(?:(?P<h>12)\s?)?(?P<word>noon|midday|midnight|12nn|正午|中午12点|午夜)(?![a-z])"),
        ("clock_han", rf"(?<!\d)(?<!\d[.,]){_CLOCK}"),
        ("swahili", r"saa (?P<word>moja|mbili|tatu|nne|tano|sita|saba|nane|tisa|kumi na mbili|kumi na moja|kumi)(?: (?P<part>asubuhi|mchana|jioni|usiku|alasiri))?"),
        ("alas", r"alas[- ](?P<h>1[0-2]|\d)(?: ng (?P<part>umaga|tanghali|hapon|gabi))?"),
        ("h24", rf"(?<![\d.,:/$£]){_H24}"),
        ("jam", r"(?:jam|pukul|las|lúc)\s(?P<h>[01]?\d|2[0-4])(?:[.:](?P<min>[0-5]\d))?(?!\d)"),
        ("h_vi", r"(?<!\d)(?P<h>[01]?\d|2[0-4])h(?P<min>[0-5]\d)?(?![a-z\d])"),
    )
)  # fmt: skip
_SWAHILI = {"moja": 1, "mbili": 2, "tatu": 3, "nne": 4, "tano": 5, "sita": 6, "saba": 7, "nane": 8,
            "tisa": 9, "kumi": 10, "kumi na moja": 11, "kumi na mbili": 12}  # fmt: skip
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
    found: list[Moment] = []
    for name, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if any(m.start() < other.end and other.start < m.end() for other in found):
                continue
            moment = _read(name, m, received, region)
            if moment:
                found.append(moment)
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
    elif name in ("ampm", "clock_han", "h24", "jam", "h_vi", "noon", "swahili", "alas"):
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
        hour = (_SWAHILI[groups["word"] or ""] + 6) % 24
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
    if name == "md_han":
        if g["next"]:
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
        month = _MONTHS[(g["mon"] or "").rstrip(".")]
        if g["y"]:
            year = number("y")
            return _safe(year if year > 99 else 2000 + year, month, number("d"))
        return _near(today, month, number("d"))
    if name == "day_word":
        return today + timedelta(days=_DAY_WORDS[text])
    if name in ("weekday", "weekday_han"):
        return _weekday(g, today)
    return _day_of_month(number("d"), today)


def _day_month(a: int, b: int, region: Region | None, year: int) -> date | None:
    month_first = region in _MONTH_FIRST or region is None
    first = _safe(year, a, b) if month_first else _safe(year, b, a)
    return first or (_safe(year, b, a) if month_first else _safe(year, a, b))


def _weekday(g: dict[str, str | None], today: date) -> date:
    wanted = _WEEKDAYS[(g["wd"] or "")[:3]]
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
