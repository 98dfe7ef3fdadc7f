"""Times as a person at this computer reads them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scanner.report.times import written

if TYPE_CHECKING:
    from scanner.i18n import Language


def local_time(ms: int | None, language: Language) -> str:
    """Return ms since the epoch as local date and time; "–" for none, or one no calendar holds."""
    try:
        return "–" if ms is None else written(_here(ms), language)
    except (OverflowError, OSError, ValueError):
        return "–"


def _here(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000).astimezone()
