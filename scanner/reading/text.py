"""A view as its reader sees it, and what of it was already read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from scanner.reading.characters import reading_of
from scanner.reading.model import Span, View

_COMMA_IN_DIGITS = re.compile(r"(?<=\d),(?=\d)")
TAKEN = "\x00"
"""Stands in a masked text for what was already read as something else."""


@dataclass(frozen=True, slots=True)
class Page:
    """A view together with its printed form.

    Attributes:
        view: normalised or skeleton.
        shown: the view's text with case and traditional characters as they were printed; the same
            length, so that positions agree.
    """

    view: View
    shown: str

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that [start, end) was read from."""
        return self.view.original_span(start, end)

    def positions(self, span: Span) -> Span:
        """Return the stretch of the view that a span of the original became."""
        return bisect_left(self.view.starts, span[0]), bisect_left(self.view.starts, span[1])


def page_of(body: str, view: View) -> Page:
    """Return the page of a view of `body`."""
    text = view.text
    if isinstance(view.starts, range) and (text == body or body.lower() == text):
        return Page(view, body)
    shown = []
    for read, start, end in zip(text, view.starts, view.ends, strict=True):
        seen = body[start:end]
        keep = seen == read or (
            len(seen) == 1 and (seen.lower() == read or reading_of(seen) == (read, "traditional"))
        )
        shown.append(seen if keep else read)
    return Page(view, "".join(shown))


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans blanked out, so that nothing is read twice; same length."""
    spans = list(spans)
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = TAKEN * (end - start)
    return "".join(characters)


def without_joined_numbers(body: str, page: Page, text: str) -> str:
    """Return the text with the commas of the sentence told from those inside a number.

    Both are "," in a view: 欠5200，48小时内 speaks of 5200 and of 48 hours, 5,200 of one sum. A
    full-width comma belongs to a number only between full-width digits.
    """
    if "，" not in body:
        return text
    pieces = list(text)
    for m in _COMMA_IN_DIGITS.finditer(text):
        before, comma, after = (
            body[page.view.starts[i]] for i in range(m.start() - 1, m.end() + 1)
        )
        if not comma.isascii() and (before.isascii() or after.isascii()):
            pieces[m.start()] = "、"
    return "".join(pieces)
