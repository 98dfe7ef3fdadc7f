"""A message's text with its evidence marked in place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from scanner.report.visible import replacements, visible_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.reading.model import Span

STYLES = ("forged", "violation", "genuine", "context", "unsure", "kind")
"""In the order in which signs are listed; a piece that several marks share looks like the first.
What could not be checked (unsure) and what only tells the kind of message is not marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One piece of evidence and where it stands in the text."""

    number: int
    """The number it has in the list under the text, as a footnote has."""
    style: str
    """One of `STYLES`."""
    spans: tuple[Span, ...]


def marked(body: str, marks: Sequence[Mark], card: str) -> Markup:
    """Return the body as HTML, each marked piece a link to its evidence in the same card.

    Overlapping marks are cut into pieces at every border. A piece carries the numbers of the marks
    that end with it, and names all marks that it belongs to (`data-signs`), so that the script can
    tell them when it is hovered, focused or tapped.

    Args:
        body: text of the message.
        marks: its evidence; spans outside the body are cut to it.
        card: id of the card, the first half of the ids of its evidence.
    """
    changed = dict(replacements(body))
    spans = [
        (max(0, start), min(end, len(body)), mark)
        for mark in marks
        for start, end in mark.spans
        if max(0, start) < min(end, len(body))
    ]
    borders = sorted({0, len(body), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    pieces: list[str] = []
    for start, end in pairwise(borders):
        shown = visible_part(body, start, end, changed)
        here = [mark for s, e, mark in spans if s <= start and end <= e]
        ending = [mark for _, e, mark in spans if e == end]
        pieces.append(_piece(shown, here, ending, card) if here else shown)
    return Markup("").join(pieces)


def _piece(shown: Markup, here: list[Mark], ending: list[Mark], card: str) -> Markup:
    here = sorted(set(here), key=lambda m: (STYLES.index(m.style), m.number))
    numbers = ",".join(str(n) for n in sorted({m.number for m in ending}))
    return Markup(
        '<a class="mk {style}" href="#{card}-e{first}" data-signs="{signs}">'
        "<mark>{shown}</mark>{numbers}</a>"
    ).format(
        style=here[0].style,
        card=card,
        first=here[0].number,
        signs=" ".join(str(m.number) for m in here),
        shown=shown,
        # The word joiner keeps the number on the line of the word.
        numbers=Markup("&#8288;<sup>[{}]</sup>").format(numbers) if numbers else "",
    )
