"""The literal strings that a regular expression cannot match without.

They let most messages skip a pattern for the price of a few substring tests, and let the gate be
derived from the rules instead of kept by hand. The answer may be weaker than possible, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_ALTERNATIVES = 200
Literals = frozenset[str]


@cache
def required_literals(pattern: str) -> Literals | None:
    """Return strings of which at least one is in every text that the pattern matches.

    None when no such set is found (the pattern is all classes and wildcards, or ignores case).
    """
    tree = parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return None
    return _of_sequence(tree)


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> Literals | None:
    """Choose the most telling of the sets that the items of a sequence require."""
    candidates = list(_candidates(items))
    return max(candidates, key=_worth, default=None)


def _worth(literals: Literals) -> tuple[int, int]:
    """Prefer sets whose commonest string is rare, then small sets.

    A Chinese character tells about as much as three letters; beyond six letters all are rare.
    """
    letters = (sum(1 if c.isascii() else 3 for c in literal) for literal in literals)
    return (min(6, *letters), -len(literals))


def _candidates(items: Iterable[tuple[Any, Any]]) -> Iterable[Literals]:
    runs: list[str] = [""]  # the strings that the items so far, since the last break, spell
    for kind, value in items:
        choices = _spellings(kind, value)
        if choices is not None and len(runs) * len(choices) <= _MOST_ALTERNATIVES:
            runs = [run + choice for run in runs for choice in choices]
            continue
        if all(runs):
            yield frozenset(runs)
        runs = [""]
        inner = _of_item(kind, value)
        if inner is not None:
            yield inner
    if all(runs):
        yield frozenset(runs)


def _spellings(kind: Any, value: Any) -> list[str] | None:
    """Return every string that an item can match, when they are few; None otherwise."""
    if kind is op.LITERAL:
        return [chr(value)]
    if kind is op.IN and len(value) <= 8 and all(k is op.LITERAL for k, _ in value):
        return [chr(v) for _, v in value]
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _sequence_spellings(value[-1])
    if kind is op.BRANCH:
        spelled = [_sequence_spellings(branch) for branch in value[1]]
        if any(s is None for s in spelled):
            return None
        return [text for s in spelled for text in s or ()]
    return None


def _sequence_spellings(items: Iterable[tuple[Any, Any]]) -> list[str] | None:
    texts = [""]
    for kind, value in items:
        choices = _spellings(kind, value)
        if choices is None or len(texts) * len(choices) > _MOST_ALTERNATIVES:
            return None
        texts = [text + choice for text in texts for choice in choices]
    return texts


def _of_item(kind: Any, value: Any) -> Literals | None:
    """Return what one item requires of the text, wherever it stands."""
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of_sequence(value[-1])
    if kind is op.BRANCH:
        parts = [_of_sequence(branch) for branch in value[1]]
        if any(part is None for part in parts):
            return None
        union = frozenset().union(*(part for part in parts if part is not None))
        return union if len(union) <= _MOST_ALTERNATIVES else None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inner = value
        return _of_sequence(inner) if least else None
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(value)
    return None
