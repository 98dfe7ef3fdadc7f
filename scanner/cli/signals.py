"""What becomes of a request to end."""

from __future__ import annotations

import signal
from types import FrameType


def end_tidily_on_sigterm() -> None:
    """Let `systemctl stop` and shutdown end a scan like Ctrl-C: our adb server ends with it."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
