"""Characters in a pattern that no normalised text can contain, so that it could never match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from scanner.reading.views import views_of


def unfolded_in_text(text: str) -> str:
    """Return the characters of a literal text that the normalised view writes otherwise."""
    return "".join(c for c in text if not c.isspace() and views_of(c).normalised.text != c)


def unfolded_in_pattern(pattern: str) -> str:
    """Return the literal characters of a regular expression that the view writes otherwise.

    Characters in sets such as [Aa] count too; those of negated sets do not.
    """
    found = dict.fromkeys(_literals(parser.parse(pattern)))
    return unfolded_in_text("".join(found))


def _literals(items: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for kind, value in items:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.IN and value[0][0] is not op.NEGATE:
            yield from _literals(value)
        elif kind is op.RANGE:
            yield from (chr(value[0]), chr(value[1])) if chr(value[0]).isupper() else ()
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            yield from _literals(value[2])
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _literals(branch)
        elif kind is op.SUBPATTERN:
            yield from _literals(value[-1])
