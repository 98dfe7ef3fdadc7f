"""The history, opened for a command; light enough for one that stays."""

from __future__ import annotations

from scanner.cli.console import Console
from scanner.history.store import History
from scanner.i18n import N_


def open_history(console: Console) -> History:
    """Open the history; say so if a damaged one was set aside.

    Raises:
        InputError: it was written by a newer scanner.
        OutputError: it cannot be opened.
    """
    opened = History()
    if opened.set_aside:
        console.warn(
            N_("The history was damaged. It was kept as {path}, and a new one begun."),
            path=opened.set_aside,
        )
    return opened
