"""Sentences that the history keeps without their values, which may name a phone."""

from __future__ import annotations

import string


def without_values(sentence: str) -> str:
    """Return a sentence with "…" in place of each `{name}` field."""
    parts = string.Formatter().parse(sentence)
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in parts)
