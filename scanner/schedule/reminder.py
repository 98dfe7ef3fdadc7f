"""When to remind of a phone that has not been scanned for long: gently, once per period."""

from __future__ import annotations

_DAY_MS = 86_400_000


def days_to_remind_of(
    since_ms: int | None, previous_ms: int | None, now_ms: int, after_days: int
) -> int | None:
    """Return how many days there was no success, if now is the time to say so; else None.

    It is said by the first run after each full period, so that nothing needs to be remembered but
    when the run before was. A clock that went back reminds of nothing.

    Args:
        since_ms: when a scan last succeeded, or was first tried; None = never.
        previous_ms: when the run before this one was; None = there was none.
        now_ms: ms since the epoch.
        after_days: the period; 0 = never remind.
    """
    if since_ms is None or not after_days:
        return None
    period_ms = after_days * _DAY_MS
    now = (now_ms - since_ms) // period_ms
    before = (max(previous_ms or 0, since_ms) - since_ms) // period_ms
    return (now_ms - since_ms) // _DAY_MS if now > before else None
