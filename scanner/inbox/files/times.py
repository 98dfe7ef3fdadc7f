"""Times as other programs write them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

from scanner.i18n import N_
from scanner.inbox.files.item import RowError
from scanner.inbox.files.values import LATEST_MS

_EXCEL_DAYS = range(30_000, 80_000)  # 1982 to 2119
_EXCEL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_PER_MS = ((10**11, 1000.0), (10**14, 1.0), (10**17, 1e-3), (10**20, 1e-6))
"""Up to this number a time counts seconds, milliseconds, microseconds, nanoseconds: each unit has a
thousand times as many as the one before, so that none of our years is in doubt."""
_TOO_LATE_MS = 4_102_444_800_000  # the year 2100: rather no time than one of a wrong unit
_WRITTEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T,，\s]*(?:星期\S|周\S)?\s*(上午|下午|AM|PM)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})"
    r"(?:\s*[:：分]\s*(\d{1,2})(?:\.\d+)?)?\s*[分秒]?\s*(AM|PM)?)?",
    re.IGNORECASE,
)
_IN_ENGLISH = ("%b %d, %Y %I:%M:%S %p", "%b %d, %Y %H:%M:%S", "%d %b %Y %H:%M:%S")


def moment_of(value: object) -> datetime | int:
    """Return a time: ms since the epoch, or a datetime, without a zone where none was written.

    Numbers may count seconds to nanoseconds, or be days of a spreadsheet.

    Raises:
        RowError: it is no time, or none between 1970 and 9999.
    """
    if isinstance(value, str):
        text = value.strip()
        number = float(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None
        moment = _read(text) if number is None else _counted(number)
    elif isinstance(value, bool) or not isinstance(value, int | float | datetime):
        raise RowError(N_("its time is not one that can be read"))
    else:
        moment = value if isinstance(value, datetime) else _counted(value)
    if isinstance(moment, datetime) and not _in_range(moment):
        raise RowError(N_("the time is out of range: {value}"), value=str(moment))
    return moment


def _counted(number: float) -> datetime | int:
    if int(number) in _EXCEL_DAYS:
        return _EXCEL_START + timedelta(days=number)
    factor = next((factor for limit, factor in _PER_MS if 0 <= number < limit), None)
    milliseconds = -1 if factor is None or math.isnan(number) else round(number * factor)
    if not 0 <= milliseconds < _TOO_LATE_MS:
        raise RowError(N_("the time is out of range: {value}"), value=f"{number:.0f}")
    return milliseconds


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        if match := _WRITTEN.fullmatch(text):
            year, month, day, before, hour, minute, second, after = match.groups(default="")
            half = (before or after).upper()
            hours = int(hour or 0)
            if half:
                hours = hours % 12 + (12 if half in {"下午", "PM"} else 0)
            return datetime(  # noqa: DTZ001 - it names none
                int(year), int(month), int(day), hours, int(minute or 0), int(second or 0)
            )
        for form in _IN_ENGLISH:
            try:
                return datetime.strptime(text, form)  # noqa: DTZ007 - likewise
            except ValueError:
                continue
    except ValueError:
        pass
    raise RowError(N_("its time is not one that can be read"))


def _in_range(moment: datetime) -> bool:
    try:
        return 0 <= moment.timestamp() * 1000 <= LATEST_MS
    except (OverflowError, OSError, ValueError):
        return False
