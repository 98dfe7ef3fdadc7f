"""Whether a regular expression stays quick on any text, however hostile.

A pattern is safe when every repetition is bounded and the choices that a failing match goes
through multiply to little: then a search takes time in proportion to the length of the text. This
is decided by counting, not by the clock; a run over hostile texts, in CPU time, confirms it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_WAYS = 50_000
"""Choices that a match may go through from one place. Three open gaps of 0 to 30 characters are
29,791."""
HOSTILE_LENGTH = 10_000
MOST_SECONDS = 0.5
"""CPU time that one search of a hostile text may take."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_ANYTHING = "aZ1_ \n*.,。逾"
"""Characters that stand for all others, beside those that a pattern names."""

_Items = Sequence[tuple[Any, Any]]
_Characters = frozenset[str]


@cache  # a rule's pattern is often a word group and nothing else
def why_unsafe(pattern: str) -> str | None:
    """Return what makes a pattern slow on hostile text, as one sentence; None when it is safe."""
    if is_unbounded(pattern):
        return "A repetition has no upper bound (* or + or {n,})."
    ways = _Counter(pattern).ways()
    if ways > MOST_WAYS:
        return f"A match can go through {ways:,} choices from one place; {MOST_WAYS:,} is the most."
    compiled = re.compile(pattern)
    for text in hostile_texts(pattern):
        started = time.process_time()
        compiled.search(text)
        if time.process_time() - started > MOST_SECONDS:
            return f"A text of {HOSTILE_LENGTH:,} characters keeps it busy for {MOST_SECONDS} s."
    return None


@cache
def is_unbounded(pattern: str) -> bool:
    """Tell whether a repetition has no upper bound."""
    return _has_unbounded(parser.parse(pattern))


def _has_unbounded(items: Iterable[tuple[Any, Any]]) -> bool:
    return any(
        (kind in _REPEATS and value[1] == op.MAXREPEAT) or any(map(_has_unbounded, _parts(value)))
        for kind, value in items
    )


def _parts(value: Any) -> Iterator[_Items]:
    """Yield the sequences inside an item of a parsed pattern."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)


class _Counter:
    r"""Counts the choices of one pattern.

    A repetition is a choice only where what it repeats can also begin what follows: `\d{1,9}元`
    has one way to match, `.{0,9}元` has ten. At the pattern's end nothing is left that could fail.
    """

    def __init__(self, pattern: str) -> None:
        self._tree = parser.parse(pattern)
        self._alphabet = "".join(sorted({*pattern, *_ANYTHING}))

    def ways(self) -> int:
        """Return an upper bound of the choices from one place."""
        return self._sequence(self._tree, frozenset())

    def _sequence(self, items: _Items, follow: _Characters) -> int:
        """Return the choices in a sequence after which one of `follow` comes."""
        ways = 1
        for place, (kind, value) in enumerate(items):
            after = self._first(items[place + 1 :], follow)
            ways *= self._item(kind, value, after)
            if ways > MOST_WAYS:
                break
        return ways

    def _item(self, kind: Any, value: Any, after: _Characters) -> int:
        if kind is op.BRANCH:
            return max(self._sequence(branch, after) for branch in value[1])
        if kind is op.SUBPATTERN:
            return self._sequence(value[-1], after)
        if kind in _REPEATS:
            least, most, inner = value
            begins = self._first(inner, frozenset())
            each = self._sequence(inner, begins | after if most > 1 else after)
            if begins & after:
                return sum(each**count for count in range(least, most + 1))
            return int(each**most)
        return 1

    def _first(self, items: _Items, follow: _Characters) -> _Characters:
        """Return the characters with which a sequence can begin, or what follows it if empty.

        Any character, where the sequence only looks around: that can fail wherever it stands.
        """
        found: _Characters = frozenset()
        for kind, value in items:
            begins = self._begins(kind, value)
            if begins is None:
                follow = frozenset(self._alphabet)
                continue
            found |= begins
            if not _may_be_empty(kind, value):
                return found
        return found | follow

    def _begins(self, kind: Any, value: Any) -> _Characters | None:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return None
        if kind is op.BRANCH:
            empty: _Characters = frozenset()
            return empty.union(*(self._first(branch, empty) for branch in value[1]))
        if kind is op.SUBPATTERN:
            return self._first(value[-1], frozenset())
        if kind in _REPEATS:
            return self._first(value[2], frozenset())
        if kind is op.LITERAL:
            return frozenset((chr(value),))
        one = compiler.compile(parser.SubPattern(self._tree.state, [(kind, value)]))
        return frozenset(c for c in self._alphabet if one.match(c))


def _may_be_empty(kind: Any, value: Any) -> bool:
    if kind is op.BRANCH:
        return any(branch.getwidth()[0] == 0 for branch in value[1])
    if kind is op.SUBPATTERN:
        return bool(value[-1].getwidth()[0] == 0)
    if kind in _REPEATS:
        return bool(value[0] == 0 or value[2].getwidth()[0] == 0)
    return False


def hostile_texts(pattern: str) -> Iterator[str]:
    """Yield long texts that almost match: a match or its beginning, or one character, repeated."""
    sample = _sample(parser.parse(pattern))
    seeds = {sample[:-1], sample, sample[:1], sample[-1:], "1", "a", "逾", " "}
    for seed in sorted(seeds - {""}):
        yield (seed * HOSTILE_LENGTH)[:HOSTILE_LENGTH]


def _sample(items: Iterable[tuple[Any, Any]]) -> str:
    """Return a text that the sequence matches or nearly matches, its repetitions drawn out."""
    return "".join(_sample_of(kind, value) for kind, value in items)


def _sample_of(kind: Any, value: Any) -> str:
    if kind is op.IN:
        kind, value = value[0]
    sample = ""
    if kind is op.LITERAL:
        sample = chr(value)
    elif kind is op.RANGE:
        sample = chr(value[0])
    elif kind is op.CATEGORY:
        sample = "1" if value is op.CATEGORY_DIGIT else " "
    elif kind in _REPEATS:
        sample = _sample(value[2]) * max(value[0], min(value[1], 3))
    elif kind is op.BRANCH:
        sample = _sample(value[1][0])
    elif kind is op.SUBPATTERN:
        sample = _sample(value[-1])
    elif kind in (op.ANY, op.NOT_LITERAL, op.NEGATE):
        sample = "x"
    return sample
