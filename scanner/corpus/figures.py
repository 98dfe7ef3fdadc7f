"""The figures by which right and wrong are counted: shares with their intervals, F1, confusion."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as two counts."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; NaN of nothing."""
        return self.part / self.whole if self.whole else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval, 95 %: what the share may be where these rows come from."""
        if not self.whole:
            return (0.0, 1.0)
        n, p = self.whole, self.value
        middle = p + _Z * _Z / (2 * n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        scale = 1 + _Z * _Z / n
        return (max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


@dataclass(frozen=True, slots=True)
class Hits:
    """How well something is found: right, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> Share:
        """Of what was found, the share that is right."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """Of what is there, the share that was found."""
        return Share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; NaN where there was nothing to find."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else math.nan


class Confusion:
    """Counts of (as labelled, as judged)."""

    def __init__(self, pairs: Iterable[tuple[str, str]], names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.counts = Counter(pairs)

    def __getitem__(self, pair: tuple[str, str]) -> int:
        return self.counts[pair]

    def hits(self, name: str) -> Hits:
        """Return how well one class is found."""
        right = self.counts[name, name]
        judged = sum(n for (_, j), n in self.counts.items() if j == name)
        labelled = sum(n for (is_, _), n in self.counts.items() if is_ == name)
        return Hits(right, judged - right, labelled - right)

    @property
    def accuracy(self) -> Share:
        """The share of rows judged as labelled."""
        right = sum(n for (is_, j), n in self.counts.items() if is_ == j)
        return Share(right, self.counts.total())

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the classes that are labelled at all; NaN of nothing."""
        present = [n for n in self.names if any(is_ == n for is_, _ in self.counts)]
        each = [self.hits(name).f1 for name in present]
        return sum(each) / len(each) if each else math.nan


def hits_of(pairs: Iterable[tuple[bool, bool]]) -> Hits:
    """Return the hits of a yes-or-no question, from (as labelled, as judged)."""
    counts = Counter(pairs)
    return Hits(counts[True, True], counts[False, True], counts[True, False])
