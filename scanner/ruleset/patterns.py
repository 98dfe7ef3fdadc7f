"""The regular expressions of a rule set: compiled when they are first searched with.

Most runs need few of the hundreds of patterns, and compiling takes most of the time of a start.
What was worked out once serves every rule set with the same words that the process loads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from scanner.ruleset.literals import LiteralFinder, Literals
from scanner.ruleset.words import expand


class Patterns(Mapping[str, re.Pattern[str]]):
    """Pattern as a rule writes it -> compiled, with its word groups put in."""

    def __init__(
        self, written: Iterable[str] = (), groups: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Put the word groups in.

        Raises:
            UnknownWordsError: a pattern names a group that does not exist.
        """
        groups = groups or {}
        self._expanded = {pattern: expand(pattern, groups) for pattern in written}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._finder = _finder_of(tuple(groups.items()))

    def __getitem__(self, pattern: str) -> re.Pattern[str]:
        if pattern not in self._compiled:
            self._compiled[pattern] = _compile(self._expanded[pattern])
        return self._compiled[pattern]

    def __iter__(self) -> Iterator[str]:
        return iter(self._expanded)

    def __len__(self) -> int:
        return len(self._expanded)

    def literals(self, pattern: str) -> Literals | None:
        """Return strings of which each text that matches has one; None when none are found."""
        return self._finder(pattern)


_compile = lru_cache(maxsize=2048)(re.compile)
"""With room for all, which the cache of the module re has not."""


@lru_cache(maxsize=4)
def _finder_of(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> LiteralFinder:
    return LiteralFinder(dict(groups))
