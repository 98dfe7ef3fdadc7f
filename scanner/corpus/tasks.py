"""The two things that weights decide, as tasks for fitting: the verdict, and the kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from scanner.corpus.measure import KINDS
from scanner.corpus.rows import ALARMS
from scanner.corpus.rule_hits import question_of
from scanner.corpus.trials import Trial
from scanner.judging.kinds import ANCHOR_AT, PAST_DUE_TOPICS, kind_of
from scanner.judging.model import COLLECTION_KINDS, VERDICTS
from scanner.judging.verdict import verdict_of
from scanner.judging.witness import template_of
from scanner.ruleset.model import Rule, Scoring, Wording
from scanner.ruleset.ruleset import Ruleset

TaskName = Literal["verdict", "kind"]
TASKS: tuple[TaskName, ...] = ("verdict", "kind")
STEP = 0.1
"""Weights are multiples of this."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled row, as far as a task needs it."""

    fired: tuple[str, ...]
    """Ids of the task's rules that fired, in order."""
    answer: str
    """As labelled."""
    source: str
    template: str
    """Hash of the text without names and figures: copies of one template belong together."""
    says: Mapping[str, bool | None] = field(repr=False)
    """Rule id -> whether the labels say what the rule says; None = they cannot tell."""
    strengths: Mapping[str, float] = field(repr=False)
    """Of rules that come in degrees: id -> the points that they are worth here."""
    has_sum: bool


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be decided by adding up weights, and how bad each mistake is."""

    name: TaskName
    answers: tuple[str, ...]
    rules: Mapping[str, Rule]
    bounds: Mapping[str, tuple[float, float]]
    cases: tuple[Case, ...]
    decide: Callable[[Case, Mapping[str, Rule]], str]
    """Decides a case by its rules, whose weights are tried."""
    cost: Callable[[str, str], float]
    """Of a case (as labelled, as decided)."""


def task_of(name: TaskName, trials: Sequence[Trial], ruleset: Ruleset) -> Task:
    """Return a task over the trials whose labels can tell."""
    return (_verdict_task if name == "verdict" else _kind_task)(trials, ruleset)


def _verdict_task(trials: Sequence[Trial], ruleset: Ruleset) -> Task:
    """Return the verdict's task, over rows that were labelled with sender and inbox at hand.

    A verdict on a text alone cannot say what evidence from sender and inbox is worth.
    """
    rules = _in_force(ruleset, "forged", "genuine", "context")
    scoring = ruleset.scoring
    return Task(
        name="verdict",
        answers=VERDICTS,
        rules=rules,
        bounds={
            r.id: _verdict_bounds(r, scoring) for r in rules.values() if r.direction != "context"
        },
        cases=tuple(_case(t, t.row.verdict, rules) for t in trials if t.row.verdict is not None),
        decide=lambda case, tried: verdict_of((tried[name] for name in case.fired), scoring),
        cost=_verdict_cost,
    )


def _kind_task(trials: Sequence[Trial], ruleset: Ruleset) -> Task:
    """Return the kind's task; rows without labels are there as ordinary messages."""
    rules = _in_force(ruleset, "kind")
    cases = [_case(t, t.row.kind, rules) for t in trials if t.row.kind is not None]
    cases += [_case(t, "none", rules) for t in trials if not t.row.is_labelled and t.fired]
    return Task(
        name="kind",
        answers=KINDS,
        rules=rules,
        bounds={
            rule.id: _kind_bounds(rule, ruleset.scoring)
            for rule in rules.values()
            if not isinstance(rule.match, Wording)  # `learn` fits these
        },
        cases=tuple(cases),
        decide=_decide_kind,
        cost=_kind_cost,
    )


def _decide_kind(case: Case, tried: Mapping[str, Rule]) -> str:
    points = (
        (rule, min(rule.weight, case.strengths.get(name, rule.weight)))
        for name in case.fired
        if (rule := tried[name])
    )
    return kind_of(points, has_sum=case.has_sum)


def _in_force(ruleset: Ruleset, *directions: str) -> dict[str, Rule]:
    return {
        rule.id: rule
        for rule in ruleset.rules.values()
        if rule.direction in directions and rule.status != "deprecated"
    }


def _case(trial: Trial, answer: str, rules: Mapping[str, Rule]) -> Case:
    fired = tuple(
        name
        for name in sorted(trial.fired & rules.keys())
        if not rules[name].kinds or trial.row.kind in rules[name].kinds
    )
    says: dict[str, bool | None] = {}
    for direction, topic in {(r.direction, r.topic) for r in rules.values()}:
        of_this = [r for r in rules.values() if (r.direction, r.topic) == (direction, topic)]
        question = question_of(of_this[0])
        says |= dict.fromkeys((r.id for r in of_this), question(trial.row) if question else None)
    return Case(
        fired=fired,
        answer=answer,
        source=trial.row.source,
        template=hashlib.sha256(template_of(trial.row.message.body).encode()).hexdigest(),
        says=says,
        strengths=trial.strengths,
        has_sum=trial.has_sum,
    )


def _verdict_bounds(rule: Rule, scoring: Scoring) -> tuple[float, float]:
    """Return the band of the severity, as far as the group's cap lets it count."""
    least, most = scoring.severity[rule.severity]
    return (least, max(least, min(most, scoring.group[rule.group].cap)))


def _kind_bounds(rule: Rule, scoring: Scoring) -> tuple[float, float]:
    """Return the band of the severity, cut so that a rule stays an anchor or stays none."""
    least, most = scoring.severity[rule.severity]
    if rule.topic not in PAST_DUE_TOPICS:
        return (max(least, STEP), most)
    if rule.weight >= ANCHOR_AT:
        return (max(least, ANCHOR_AT), most)
    return (max(least, STEP), min(most, ANCHOR_AT - STEP))


def _verdict_cost(labelled: str, decided: str) -> float:
    """Return 0 for right; dear are a forged message vouched for and a genuine one accused."""
    if labelled == decided:
        return 0.0
    if (labelled, decided) == ("likely_forged", "consistent"):
        return 10.0
    if (labelled, decided) == ("consistent", "likely_forged"):
        return 5.0
    return 2.0 if (labelled in ALARMS) != (decided in ALARMS) else 1.0


def _kind_cost(labelled: str, decided: str) -> float:
    """Return 0 for right; a collection message missed or an ordinary one called one costs more."""
    if labelled == decided:
        return 0.0
    return 3.0 if (labelled in COLLECTION_KINDS) != (decided in COLLECTION_KINDS) else 1.0
