"""Strangers' text in a terminal: nothing hidden, no control sequence, no link to click."""

from __future__ import annotations

from scanner.report.visible import replacements


def plain_visible(text: str) -> str:
    """Return a text as the report shows it, for a terminal: `U+202E`, `hxxp`, `example[.]com`."""
    pieces: list[str] = []
    at = 0
    for start, (end, shown) in replacements(text):
        if start >= at:
            pieces += (text[at:start], shown.striptags())
            at = end
    return "".join([*pieces, text[at:]])
