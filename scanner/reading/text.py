"""Small helpers for looking at a view: what is printed there, and what was already read."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.reading.characters import reading_of
from scanner.reading.model import Span, View

TAKEN = "\x00"
"""Stands in a masked text for what was already read as something else."""


def printed(body: str, view: View, start: int, end: int) -> str:
    """Return view[start:end] as a person sees it: disguise undone, case and traditional form kept.

    The result is exactly as long as the stretch of the view.
    """
    out = []
    for i in range(start, end):
        seen, read = body[view.starts[i] : view.ends[i]], view.text[i]
        keep = len(seen) == 1 and (
            seen.lower() == read or reading_of(seen) in ((read, "traditional"),)
        )
        out.append(seen if keep else read)
    return "".join(out)


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans blanked out, so that nothing is read twice; same length."""
    for start, end in spans:
        text = text[:start] + TAKEN * (end - start) + text[end:]
    return text
