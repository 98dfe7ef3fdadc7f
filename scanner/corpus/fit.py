"""Fits weights to labelled messages: log-likelihood ratios, inside the bounds of each rule.

For each rule with enough hits, the weight that its hits speak for is the binary logarithm of how
much more often it fires where the labels say what it says than where they do not, with one hit
added to either side, cut to the band of its severity. Rules overlap, so that this is only where a
weight is heading: rule by rule, the one with most hits first, the weight nearest to it is taken
that costs least on the cases. No step ever costs more than the weight it replaces; the walk ends
when a round changes nothing, so that fitting twice gives the same as once. Nothing is random.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from scanner.corpus.figures import Confusion
from scanner.corpus.tasks import STEP, Case, Task
from scanner.ruleset.model import Rule

LEAST_HITS = 8
"""Rules that could be told right or wrong less often than this keep their weight."""
FOLDS = 5
_FEWEST_SOURCES = 3
_ABOUT = 1.1
_MOST_ROUNDS = 20

FoldsBy = Literal["source", "template"]
Why = Literal["fitted", "few hits", "costs more"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One rule's weight, before and after."""

    rule: Rule
    right: int
    wrong: int
    ratio: float
    """The log-likelihood ratio of its hits, in bits."""
    weight: float
    """After the fit."""
    why: Why

    @property
    def changed(self) -> bool:
        """Whether the fit moves the weight."""
        return self.weight != self.rule.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What fitting all cases gives, and what it gives for cases it did not see."""

    task: Task
    rules: tuple[Fitted, ...]
    before: Confusion
    after: Confusion
    """On the very cases that were fitted: better than can be hoped for elsewhere."""
    held_out: Confusion
    """Each case decided with weights that were fitted to the other folds."""
    folds_by: FoldsBy
    folds: int

    @property
    def weights(self) -> dict[str, float]:
        """Rule id -> weight, of those that change."""
        return {f.rule.id: f.weight for f in self.rules if f.changed}

    def cost(self, confusion: Confusion) -> float:
        """Return what all mistakes of a confusion table cost together."""
        return sum(n * self.task.cost(*pair) for pair, n in confusion.counts.items())

    @property
    def holds_elsewhere(self) -> bool:
        """Whether fitted weights decide messages left out about as well as the weights before.

        About: the weights before may themselves be fitted to these very messages.
        """
        return self.cost(self.held_out) <= _ABOUT * self.cost(self.before)


def fit(task: Task, least_hits: int = LEAST_HITS) -> Fit:
    """Fit all cases of a task; and, to see what that is worth, all folds but one, for each."""
    weights = fit_weights(task, task.cases, least_hits)
    folds_by, folds = folds_of(task.cases)
    held_out: list[tuple[str, str]] = []
    for fold in folds:
        inside = set(map(id, fold))
        others = [case for case in task.cases if id(case) not in inside]
        held_out += _decided(task, fold, fit_weights(task, others, least_hits))
    return Fit(
        task=task,
        rules=tuple(_fitted(task, rule, weights, least_hits) for rule in task.rules.values()),
        before=Confusion(_decided(task, task.cases, {}), task.answers),
        after=Confusion(_decided(task, task.cases, weights), task.answers),
        held_out=Confusion(held_out, task.answers),
        folds_by=folds_by,
        folds=len(folds),
    )


def fit_weights(
    task: Task, cases: Sequence[Case], least_hits: int = LEAST_HITS
) -> dict[str, float]:
    """Return the weights of the rules that have enough hits in these cases."""
    walk = _Walk(task, cases)
    targets: dict[str, float] = {}
    for name in sorted(task.bounds, key=lambda n: (-len(walk.hit_by[n]), n)):
        right, wrong = told(name, walk.hit_by[name])
        if right + wrong >= least_hits:
            targets[name] = target(task, name, cases)
    for _ in range(_MOST_ROUNDS):
        if not [name for name, weight in targets.items() if walk.step(name, weight)]:
            break
    return {name: walk.rules[name].weight for name in targets}


def target(task: Task, name: str, cases: Sequence[Case]) -> float:
    """Return the weight that a rule's hits speak for, inside its bounds, a multiple of `STEP`."""
    least, most = task.bounds[name]
    return _rounded(min(max(likelihood_ratio(name, cases), least), most))


def likelihood_ratio(name: str, cases: Iterable[Case]) -> float:
    """Return log2 of P(hit | what the rule says) / P(hit | the opposite), one hit added to each."""
    cases = list(cases)
    right, wrong = told(name, (c for c in cases if name in c.fired))
    yes, no = told(name, cases)
    return math.log2((right + 1) / (yes + 2)) - math.log2((wrong + 1) / (no + 2))


def told(name: str, cases: Iterable[Case]) -> tuple[int, int]:
    """Return in how many cases the labels say what the rule says, and in how many the opposite."""
    says = [case.says[name] for case in cases]
    return says.count(True), says.count(False)


def folds_of(cases: Sequence[Case]) -> tuple[FoldsBy, tuple[tuple[Case, ...], ...]]:
    """Return the cases in folds: by source where there are a few, none with more than half.

    Otherwise by template, so that copies of one text never stand on both sides.
    """
    by_source: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_source[case.source].append(case)
    largest = max(map(len, by_source.values()), default=0)
    if len(by_source) >= _FEWEST_SOURCES and largest * 2 <= len(cases):
        filled: list[list[Case]] = [[] for _ in range(min(FOLDS, len(by_source)))]
        for _, group in sorted(by_source.items(), key=lambda item: (-len(item[1]), item[0])):
            min(filled, key=len).extend(group)
        return "source", tuple(map(tuple, filled))
    by_template: list[list[Case]] = [[] for _ in range(FOLDS)]
    for case in cases:
        by_template[int(case.template[:8], 16) % FOLDS].append(case)
    return "template", tuple(tuple(fold) for fold in by_template if fold)


class _Walk:
    """The cases and the weights on the way; each step decides only the cases that a rule hit."""

    def __init__(self, task: Task, cases: Sequence[Case]) -> None:
        self.task = task
        self.rules = dict(task.rules)
        self.hit_by: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            for name in case.fired:
                self.hit_by[name].append(case)

    def step(self, name: str, towards: float) -> bool:
        """Move one weight to the cheapest place between here and there; tell whether it moved."""
        here = self.rules[name].weight
        best, least = here, self._cost(name, here)
        for place in _places(here, towards):
            cost = self._cost(name, place)
            if cost <= least:  # of equals, the nearest to where the hits point
                best, least = place, cost
        self.rules[name] = replace(self.rules[name], weight=best)
        return best != here

    def _cost(self, name: str, weight: float) -> float:
        rules = {**self.rules, name: replace(self.rules[name], weight=weight)}
        decide, cost = self.task.decide, self.task.cost
        return sum(cost(c.answer, decide(c, rules)) for c in self.hit_by[name])


def _places(here: float, there: float) -> list[float]:
    """Return the weights after `here` up to `there`, nearest first, `there` last."""
    steps = math.ceil(abs(there - here) / STEP - 1e-9)
    sign = math.copysign(STEP, there - here)
    return [_rounded(here + sign * n) for n in range(1, steps)] + ([there] if steps else [])


def _rounded(weight: float) -> float:
    return round(round(weight / STEP) * STEP, 6)


def _decided(
    task: Task, cases: Iterable[Case], weights: Mapping[str, float]
) -> list[tuple[str, str]]:
    rules = {
        name: replace(rule, weight=weights.get(name, rule.weight))
        for name, rule in task.rules.items()
    }
    return [(case.answer, task.decide(case, rules)) for case in cases]


def _fitted(task: Task, rule: Rule, weights: Mapping[str, float], least_hits: int) -> Fitted:
    right, wrong = told(rule.id, (c for c in task.cases if rule.id in c.fired))
    weight = weights.get(rule.id, rule.weight)
    why: Why = "fitted"
    if right + wrong < least_hits or rule.id not in task.bounds:
        why = "few hits"
    elif weight != target(task, rule.id, task.cases):
        why = "costs more"
    return Fitted(
        rule=rule,
        right=right,
        wrong=wrong,
        ratio=likelihood_ratio(rule.id, task.cases),
        weight=weight,
        why=why,
    )
