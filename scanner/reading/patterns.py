"""Helpers for writing long patterns in readable lines."""

from __future__ import annotations

import re


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text that lists them, separated by blanks."""
    return tuple(text.split())


def any_of(*lists: str) -> str:
    """Return a group that matches any of the listed patterns.

    Args:
        lists: patterns separated by blanks; `_` stands for one blank inside a pattern.
    """
    return (
        "(?:" + "|".join(word.replace("_", r"\s") for part in lists for word in part.split()) + ")"
    )


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns compiled, in order."""
    return tuple(re.compile(pattern) for pattern in patterns)
