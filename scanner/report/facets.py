"""What the messages can be narrowed by: the values that occur, with their numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from scanner.i18n import LANGUAGES
from scanner.reading.characters import written_either_way
from scanner.report import words
from scanner.report.said import said
from scanner.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.report.model import Report
    from scanner.report.said import Said

_Value = TypeVar("_Value", bound=str)
Choice = tuple[str, "Said", int]
"""(value, its word, number of messages)."""


def facets_of(report: Report) -> dict[str, list[Choice]]:
    """Return facet -> its choices, in the order in which a person is offered them."""
    cards = report.cards
    return {
        "verdict": _choices(words.VERDICT, Counter(j.verdict for j in cards if j.verdict)),
        "kind": _choices(words.KIND, Counter(j.kind for j in cards)),
        "sender": _choices(
            words.SENDER, Counter(j.sender.kind if j.sender else "unknown" for j in cards)
        ),
        "conduct": _choices(
            words.VIOLATION, Counter(i for j in cards for i in {v.id for v in j.violations})
        ),
    }


def keys_of(label: Said) -> str:
    """Return what may be written for a facet in a query: its label in each language."""
    return "|".join(dict.fromkeys(str(label[tag]) for tag in LANGUAGES))


def either_script(report: Report) -> str:
    """Return the pairs of traditional and simplified characters that a search takes for the same.

    門门錢钱…: only pairs of which the messages hold a character, so that the page stays small.
    """
    held: set[str] = set()
    for judgement in report.cards:
        held.update(judgement.message.body, judgement.message.address or "")
    return "".join(f"{t}{s}" for t, s in written_either_way(held).items())


def plain_name(name: str) -> str:
    """Return a stranger's name for an attribute: hidden characters shown, nothing marked up."""
    return str(visible(name).striptags())


def _choices(known: Mapping[_Value, str], counts: Mapping[_Value, int]) -> list[Choice]:
    return [(value, said(word), counts[value]) for value, word in known.items() if counts[value]]
