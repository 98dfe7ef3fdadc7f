"""Whether a regular expression stays quick on any text, however hostile.

A pattern is safe when every repetition is bounded and the bounds multiply to little: then a search
takes time in proportion to the length of the text. This is decided by counting, not by the clock;
a run over hostile texts, measured in CPU time, confirms it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_WAYS = 50_000
"""Ways in which a pattern may try to match from one place. Three gaps of 0 to 30 characters are
29,791."""
HOSTILE_LENGTH = 10_000
MOST_SECONDS = 0.5
"""CPU time that one search of a hostile text may take."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


def why_unsafe(pattern: str) -> str | None:
    """Return what makes a pattern slow on hostile text, as one sentence; None when it is safe."""
    if is_unbounded(pattern):
        return "A repetition has no upper bound (* or + or {n,})."
    tree = parser.parse(pattern)
    ways = _ways(tree)
    if ways > MOST_WAYS:
        return f"It can try {ways:,} ways of matching from one place; {MOST_WAYS:,} is the most."
    compiled = re.compile(pattern)
    for text in hostile_texts(tree):
        started = time.process_time()
        compiled.search(text)
        if time.process_time() - started > MOST_SECONDS:
            return f"A text of {HOSTILE_LENGTH:,} characters keeps it busy for {MOST_SECONDS} s."
    return None


def is_unbounded(pattern: str) -> bool:
    """Tell whether a repetition has no upper bound."""
    return _has_unbounded(parser.parse(pattern))


def _has_unbounded(items: Iterable[tuple[Any, Any]]) -> bool:
    return any(
        (kind in _REPEATS and value[1] == op.MAXREPEAT) or any(map(_has_unbounded, _parts(value)))
        for kind, value in items
    )


def _ways(items: Iterable[tuple[Any, Any]]) -> int:
    """Return an upper bound of the ways in which a sequence can match from one place."""
    ways = 1
    for kind, value in items:
        if kind in _REPEATS:
            least, most, inner = value
            each = _ways(inner)
            ways *= most - least + 1 if each == 1 else sum(each**n for n in range(least, most + 1))
        elif kind is op.BRANCH:
            ways *= max(_ways(branch) for branch in value[1])
        elif kind is op.SUBPATTERN:
            ways *= _ways(value[-1])
        if ways > MOST_WAYS:
            break
    return ways


def _parts(value: Any) -> Iterator[Sequence[tuple[Any, Any]]]:
    """Yield the sequences inside an item of a parsed pattern."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)


def hostile_texts(tree: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """Yield long texts that almost match: the beginning of a match, or one character, repeated."""
    sample = _sample(tree)
    seeds = {sample[:-1], sample, *sample, "1", "a", "逾", " "}
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
