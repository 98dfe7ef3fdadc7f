"""Which of many strings a text holds, for little more than one walk over its characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache


class LiteralIndex:
    """Strings, each under that pair of neighbouring characters which the fewest of them share."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Index the strings; one of a single character stands under itself."""
        every = sorted(set(literals))
        common = Counter(pair for literal in every for pair in set(_pairs(literal)))
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for literal in every:
            key = min(_pairs(literal), key=common.__getitem__, default=literal)
            self._by_key[key].append(literal)
        self._keys = frozenset(self._by_key)

    def found_in(self, text: str) -> Iterator[str]:
        """Yield each string that stands in the text, once, in no particular order."""
        keys = _keys_of(text)
        if self._keys.isdisjoint(keys):
            return
        for key in self._keys & keys:
            for literal in self._by_key[key]:
                if literal in text:
                    yield literal

    def any_in(self, text: str) -> bool:
        """Tell whether the text holds any of the strings."""
        return next(self.found_in(text), None) is not None


@lru_cache(maxsize=16)  # many patterns ask about one text, one after another
def _keys_of(text: str) -> frozenset[str]:
    return frozenset((*text, *_pairs(text)))


def _pairs(text: str) -> Iterator[str]:
    return map(str.__add__, text, text[1:])
