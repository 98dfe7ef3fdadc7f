"""How much the wording of a text as a whole speaks for each topic, by weights of its short runs.

lists/wordings.tsv holds a weight for each run of words (scanner.reading.grams) and topic. The
weights were learnt from labelled messages by `sms-scanner rules learn` (logistic regression); none
was set by hand. They find what no list of words foresees: many small signs, nothing alone.
"""

from __future__ import annotations

import math
import re
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
"""Of the messages that weights are learnt from."""
HALF_KNOWN = frozenset({"tl", "hi", "other"})
"""Languages that collectors mix with English: weights were learnt from some such messages. What
they speak for is heard; that their other words are unknown speaks against nothing. Of texts in
further languages the wording says nothing."""
ANY = "(any)"
"""The row of what each topic scores before anything is read."""
_FIGURE = re.compile(r"(?:-?\d+(?:\.\d+)?)?")
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

    def without_head_start(
        self, scores: Mapping[WordingTopic, float]
    ) -> Mapping[WordingTopic, float]:
        """Return the scores less what a topic has before anything is read, where that is for it.

        So a text of unknown words speaks for nothing.
        """
        bias = self.weights[ANY] if ANY in self.weights else (0.0,) * len(TOPICS)
        return {
            topic: scores[topic] - max(start, 0.0)
            for topic, start in zip(TOPICS, bias, strict=True)
            if topic in scores
        }

    def telling(self, text: str, topic: WordingTopic, *, against: bool = False) -> list[Span]:
        """Return where the runs stand that speak most for a topic (or most against it).

        Single characters are passed over: marked in a text they tell its reader nothing.
        """
        column = TOPICS.index(topic)
        sign = -1 if against else 1
        found: dict[str, tuple[float, Span]] = {}
        for run, span in grams(text):
            if len(run) > 1 and run in self.weights and sign * self.weights[run][column] > 0:
                found.setdefault(run, (-sign * self.weights[run][column], span))
        strongest: list[Span] = []
        for _, span in sorted(found.values()):
            if not any(span[0] < end and start < span[1] for start, end in strongest):
                strongest.append(span)
            if len(strongest) == _TELLING:
                break
        return sorted(strongest)


@lru_cache(maxsize=64)  # several rules ask about one text, one after another
def _scores(wordings: Wordings, text: str) -> Mapping[WordingTopic, float]:
    if ANY not in wordings.weights:
        return {}
    bias = wordings.weights[ANY]
    runs = {run for run, _ in grams(text)}
    total = [0.0] * len(TOPICS)
    for run in sorted(runs):  # sums of floats depend on the order
        if run not in wordings.weights:
            continue
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
    cells = len(TOPICS)
    written = {cell for line in lines[1:] for cell in line.split("\t")[1:]}
    wrong = {cell for cell in written if not _FIGURE.fullmatch(cell)}
    for number, line in enumerate(lines[1:], 2):
        if line.count("\t") != cells or (wrong and not wrong.isdisjoint(line.split("\t")[1:])):
            raise ValueError(f"line {number} must hold a run and {cells} figures")
    rows = dict(line.split("\t", 1) for line in lines[1:])
    if len(rows) < len(lines) - 1:
        raise ValueError("a run stands on two lines")
    if ANY not in rows:
        raise ValueError(f"there is no line {ANY}")
    return Wordings(_Rows(rows))


class _Rows(Mapping[str, Sequence[float]]):
    """The table as it was read; of its many rows only those are split that a text asks for."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows
        self._split: dict[str, tuple[float, ...]] = {}

    def __getitem__(self, run: str) -> tuple[float, ...]:
        if run not in self._split:
            self._split[run] = tuple(float(cell or 0) for cell in self._rows[run].split("\t"))
        return self._split[run]

    def __contains__(self, run: object) -> bool:
        return run in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def table_lines(rows: Iterable[tuple[str, Sequence[float]]]) -> Iterator[str]:
    """Yield the lines of lists/wordings.tsv, weights to two digits, nothing for 0."""
    yield "\t".join(["run", *TOPICS]) + "\n"
    for run, weights in rows:
        cells = (f"{weight:.2f}".rstrip("0").rstrip(".") if weight else "" for weight in weights)
        yield "\t".join([run, *cells]) + "\n"
