"""How much to ask a phone for at a time."""

from __future__ import annotations

import math

_PAGE_BYTES = 1 << 20
"""A page should stay well under the 2 MB of Android's cursor window: beyond it, the phone runs the
query again at an offset, where rows may have moved meanwhile."""
_MAX_ROWS = 2000
_SLACK = 1.2


class PageSize:
    """The size of the next page, learnt from those before it.

    A page is bounded both by rows and by a range of ids. The range is for speed alone: SmsProvider
    adds `type=1`, for which SQLite takes an index that is not in the order of ids, so that without
    a range it builds and sorts every remaining message for each page.

    Args:
        rows: messages to ask for at first.
        ids_per_message: how far apart ids are, on average.
    """

    def __init__(self, rows: int, ids_per_message: float) -> None:
        self.rows = rows
        self._ids_per_message = ids_per_message

    def floor(self, below: int, oldest: int) -> int:
        """Return the least id to ask for in the page that begins under `below`."""
        return max(oldest, below - math.ceil(self.rows * self._ids_per_message * _SLACK))

    def learn(self, messages: int, ids: int, size: int) -> None:
        """Take note of a page: its messages, the ids it covered, and its size in bytes."""
        if messages:
            self.rows = max(1, min(_MAX_ROWS, _PAGE_BYTES * messages // size))
        self._ids_per_message = ids / messages if messages else self._ids_per_message * 4

    def shrink(self) -> bool:
        """Ask for less, as the phone found a page too big; False if it cannot be less."""
        if self.rows == 1:
            return False
        self.rows = max(1, self.rows // 4)
        return True
