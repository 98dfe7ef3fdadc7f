"""How much the wording of a text as a whole speaks for each topic, by weights of its short runs.

lists/wordings.tsv holds a weight for each run of words (scanner.reading.grams) and topic. The
weights were learnt from labelled messages by `sms-scanner rules learn` (logistic regression); none
was set by hand. They find what no list of words foresees: many small signs, nothing alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from scanner.reading.grams import grams
from scanner.reading.model import Span
from scanner.ruleset.model import WordingTopic

TOPICS: tuple[WordingTopic, ...] = get_args(WordingTopic)
FILE_NAME = "lists/wordings.tsv"
"""In a rules folder."""
LANGUAGES = frozenset({"zh-Hans", "zh-Hant", "en"})
"""Of the messages that weights are learnt from; of texts in others the wording says nothing."""
ANY = "(any)"
"""The row of what each topic scores before anything is read."""
_SCALE = 6.0
"""A text of 36 different runs counts each at its weight; a longer text counts each for less."""
_TELLING = 6
"""Runs that are shown as evidence, at most."""


@dataclass(frozen=True, eq=False)
class Wordings:
    """The table of weights. Looked up as often as there are messages, so it is a plain dict."""

    weights: Mapping[str, Sequence[float]] = field(default_factory=dict, repr=False)
    """Run -> its weight for each of `TOPICS`, in natural logarithms of the odds."""

    def scores(self, text: str) -> Mapping[WordingTopic, float]:
        """Return the log odds of each topic, judged by a skeleton's wording alone."""
        return _scores(self, text)

    def telling(self, text: str, topic: WordingTopic, *, against: bool = False) -> list[Span]:
        """Return where the runs stand that speak most for a topic (or most against it)."""
        column = TOPICS.index(topic)
        sign = -1 if against else 1
        found: dict[str, tuple[float, Span]] = {}
        for run, span in grams(text):
            weight = self.weights.get(run)
            if weight is not None and sign * weight[column] > 0:
                found.setdefault(run, (-sign * weight[column], span))
        strongest: list[Span] = []
        for _, span in sorted(found.values()):
            if not any(span[0] < end and start < span[1] for start, end in strongest):
                strongest.append(span)
            if len(strongest) == _TELLING:
                break
        return sorted(strongest)


@lru_cache(maxsize=64)  # several rules ask about one text, one after another
def _scores(wordings: Wordings, text: str) -> Mapping[WordingTopic, float]:
    bias = wordings.weights.get(ANY)
    if bias is None:
        return {}
    runs = {run for run, _ in grams(text)}
    total = [0.0] * len(TOPICS)
    for run in sorted(wordings.weights.keys() & runs):  # sums of floats depend on the order
        for column, weight in enumerate(wordings.weights[run]):
            total[column] += weight
    scale = scale_of(len(runs))
    return {t: b + scale * s for t, b, s in zip(TOPICS, bias, total, strict=True)}


def scale_of(runs: int) -> float:
    """Return what one run counts in a text of so many different ones."""
    return _SCALE / math.sqrt(max(runs, 1))


def read_table(text: str) -> Wordings:
    """Read lists/wordings.tsv.

    Raises:
        ValueError: a line does not hold a run and a figure (or nothing) for each topic.
    """
    lines = text.splitlines()
    expected = ["run", *TOPICS]
    if not lines or lines[0].split("\t") != expected:
        raise ValueError(f"the first line must name the columns {', '.join(expected)}")
    weights: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines[1:], 2):
        run, *cells = line.split("\t")
        if len(cells) != len(TOPICS) or run in weights:
            raise ValueError(f"line {number} must hold a new run and {len(TOPICS)} figures")
        weights[run] = tuple(float(cell) if cell else 0.0 for cell in cells)
    if ANY not in weights:
        raise ValueError(f"there is no line {ANY}")
    return Wordings(weights)


def table_lines(rows: Iterable[tuple[str, Sequence[float]]]) -> Iterator[str]:
    """Yield the lines of lists/wordings.tsv, weights to two digits, nothing for 0."""
    yield "\t".join(["run", *TOPICS]) + "\n"
    for run, weights in rows:
        cells = (f"{weight:.2f}".rstrip("0").rstrip(".") if weight else "" for weight in weights)
        yield "\t".join([run, *cells]) + "\n"
