"""Times as a person at this computer reads them."""

from __future__ import annotations

from datetime import datetime


def local_time(ms: int | None) -> str:
    """Return ms since the epoch as local date and time; "–" for none, or one no calendar holds."""
    try:
        return (
            "–"
            if ms is None
            else f"{datetime.fromtimestamp(ms / 1000).astimezone():%Y-%m-%d %H:%M}"
        )
    except (OverflowError, OSError, ValueError):
        return "–"
