"""The literal strings that a regular expression cannot match without.

They let most messages skip a pattern for the price of a few substring tests, and let the gate be
derived from the rules instead of kept by hand. The answer may be weaker than possible, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from scanner.reading.patterns import words
from scanner.ruleset.words import REFERENCE

_MOST_ALTERNATIVES = 200
"""Of the spellings of one piece of a pattern."""
_MOST_TOGETHER = 600
"""Of all the strings of a choice, such as the words of a group."""
_EVERYWHERE = frozenset("你您他她我的了是不")
"""Chinese characters that are in nearly every text."""
_EVERY_DAY = frozenset(
    words(
        "a an and are at be by call for from had has have here if in is it no not of on or our pay "
        "that the this to us we will with you your account credited credit"
    )
)
"""English words that say no more than three letters would."""
_FIRST_STAND_IN = 0xF0000
"""Of the private characters that stand for word groups while a pattern is read."""
Literals = frozenset[str]
_Item = tuple[Any, Any]
_GROUP = object()
"""The kind of an item that is a word group, as the parser's own kinds are of all others."""


class LiteralFinder:
    """Finds the literals of patterns that name word groups; reads each group only once."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Take the words of each group."""
        self._words = list((groups or {}).values())
        self._stand_ins = {name: chr(_FIRST_STAND_IN + i) for i, name in enumerate(groups or {})}
        self._found: dict[str, Literals | None] = {}
        self._trees: dict[int, Any] = {}
        self._spelled_by_group: dict[int, list[str] | None] = {}
        self._required_by_group: dict[int, Literals | None] = {}

    def __call__(self, pattern: str) -> Literals | None:
        """Return strings of which at least one is in every text that the pattern matches.

        None when no such set is found (it is all classes and wildcards, or ignores case).
        """
        if pattern not in self._found:
            tree = self._parse(pattern)
            ignores_case = tree.state.flags & re.IGNORECASE
            found = None if ignores_case else self._of_sequence(tree)
            self._found[pattern] = None if found is None else _shortest(found)
        return self._found[pattern]

    def _parse(self, pattern: str) -> Any:
        return parser.parse(REFERENCE.sub(lambda m: self._stand_ins[m[1]], pattern))

    def _words_of(self, group: int) -> Any:
        if group not in self._trees:
            self._trees[group] = self._parse("|".join(self._words[group]))
        return self._trees[group]

    def _is_stand_in(self, kind: Any, value: Any) -> bool:
        return kind is op.LITERAL and 0 <= value - _FIRST_STAND_IN < len(self._words)

    def _of_sequence(self, items: Sequence[_Item]) -> Literals | None:
        """Choose the most telling of the sets that the items of a sequence require."""
        return max(self._candidates(items), key=_worth, default=None)

    def _candidates(self, items: Iterable[_Item]) -> Iterable[Literals]:
        runs: list[str] = [""]  # the strings that the items so far, since the last break, spell
        for kind, value in self._each(items):
            choices = self._spellings(kind, value)
            if choices is not None and len(runs) * len(choices) <= _MOST_ALTERNATIVES:
                runs = [run + choice for run in runs for choice in choices]
                continue
            if all(runs):
                yield frozenset(runs)
            runs = [""]
            inner = self._of_item(kind, value)
            if inner is not None:
                yield inner
        if all(runs):
            yield frozenset(runs)

    def _spellings(self, kind: Any, value: Any) -> list[str] | None:
        """Return every string that an item can match, when they are few; None otherwise."""
        if kind is op.LITERAL:
            return [chr(value)]
        if kind is _GROUP:
            if value not in self._spelled_by_group:
                self._spelled_by_group[value] = self._sequence_spellings(self._words_of(value))
            return self._spelled_by_group[value]
        if kind is op.IN and len(value) <= 8 and all(k is op.LITERAL for k, _ in value):
            return [chr(v) for _, v in value]
        if kind is op.SUBPATTERN:
            return None if value[1] & re.IGNORECASE else self._sequence_spellings(value[-1])
        if kind is op.BRANCH:
            return self._branch_spellings(value[1])
        return None

    def _branch_spellings(self, branches: Iterable[Sequence[_Item]]) -> list[str] | None:
        texts: list[str] = []
        for branch in branches:
            spelled = self._sequence_spellings(branch)
            if spelled is None or len(texts) + len(spelled) > _MOST_ALTERNATIVES:
                return None
            texts += spelled
        return texts

    def _each(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Yield the items of a sequence, the words of a group in the place of its stand-in."""
        for kind, value in items:
            if self._is_stand_in(kind, value):
                yield _GROUP, value - _FIRST_STAND_IN
            elif kind is op.IN and any(self._is_stand_in(*choice) for choice in value):
                yield op.BRANCH, (None, [[choice] for choice in value])  # %{this}|%{that}
            else:
                yield kind, value

    def _sequence_spellings(self, items: Iterable[_Item]) -> list[str] | None:
        texts = [""]
        for kind, value in self._each(items):
            choices = self._spellings(kind, value)
            if choices is None or len(texts) * len(choices) > _MOST_ALTERNATIVES:
                return None
            texts = [text + choice for text in texts for choice in choices]
        return texts

    def _of_item(  # noqa: PLR0911 - one return a kind of item
        self, kind: Any, value: Any
    ) -> Literals | None:
        """Return what one item requires of the text, wherever it stands."""
        if kind is _GROUP:
            if value not in self._required_by_group:
                self._required_by_group[value] = self._of_sequence(self._words_of(value))
            return self._required_by_group[value]
        if kind is op.SUBPATTERN:
            return None if value[1] & re.IGNORECASE else self._of_sequence(value[-1])
        if kind is op.BRANCH:
            parts = [self._of_sequence(branch) for branch in value[1]]
            if any(part is None for part in parts):
                return None
            union = frozenset().union(*(part for part in parts if part is not None))
            return union if len(union) <= _MOST_TOGETHER else None
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, _, inner = value
            return self._of_sequence(inner) if least else None
        if kind is op.ATOMIC_GROUP:
            return self._of_sequence(value)
        return None


def _worth(literals: Literals) -> tuple[int, int]:
    """Prefer sets whose commonest string is rare, then small sets.

    A Chinese character tells about as much as three letters, one that is everywhere as much as one,
    everyday words as much as three; beyond six letters all are rare.
    """
    letters = (_letters(literal) for literal in literals)
    return (min(6, *letters), -len(literals))


def _shortest(literals: Literals) -> Literals:
    """Drop strings that hold another one: a text with the longer has the shorter too."""
    kept: list[str] = []
    for literal in sorted(literals, key=len):
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return frozenset(kept)


@lru_cache(maxsize=4096)
def _letters(literal: str) -> int:
    if all(word in _EVERY_DAY for word in literal.split()):
        return min(3, len(literal))
    return sum(1 if c.isascii() or c in _EVERYWHERE else 3 for c in literal)
