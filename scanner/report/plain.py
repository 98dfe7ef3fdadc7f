"""Strangers' text for a terminal, a screen reader or a text file."""

from __future__ import annotations

from scanner.report.visible import visible


def plain(text: str) -> str:
    """Return a text in one line, with nothing in it that a terminal would obey or turn into a link.

    As in the report: hidden and control characters become `U+202E`, a host's dot becomes `[.]`.
    """
    return visible(text).striptags()
