"""A history in an empty folder, and a function that scans into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.histories import report_on

from scanner.history.entry import done_scan
from scanner.history.model import Recorded
from scanner.history.store import History
from scanner.message import Message

Scan = Callable[..., Recorded]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the history will be."""
    return tmp_path / "state" / "history.sqlite"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    """Return an open, empty history."""
    with History(path) as opened:
        yield opened


@pytest.fixture
def scan(history: History) -> Scan:
    """Return a function that records a scan of these messages."""

    def scan(*messages: Message, **about: object) -> Recorded:
        report = report_on(*messages, **about)  # type: ignore[arg-type]
        return history.record(done_scan(report, folder=history.path.parent))

    return scan
