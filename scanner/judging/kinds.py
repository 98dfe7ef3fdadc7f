"""Decides what a message is about: a bill to come, a debt past due, a demand, legal steps, or none.

The rules under rules/signals/kind/ each speak for one topic with a number of points. The decision
adds them up and nothing else, so that a person can follow it with the list of rules that fired:

1. Points for a debt past due = points of the topics overdue, demand and legal, less those of
   unrelated (an advertisement, a code, a receipt, a warning of fraud, a library book …) and
   not_past_due (the wording as a whole).
2. Collection-style: at least `COLLECTION_AT` of them, and one rule of `ANCHOR_AT` points or more,
   which speaks of a debt by itself. Pressure alone ("by 6 pm or else") is no debt. The wording as a
   whole can be such a rule, but it sees no meaning: something owed must be named (`named_by`).
3. Among the kinds the later one wins: legal steps, else pressure of any kind, else a reminder.
4. Otherwise a bill that is not yet due: `DUE_AT` points of the topic due, less unrelated, and more
   than the wording as a whole: a rule that speaks of a bill or a debt, or a sum of money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.judging.matching import CompiledRule, CompiledRules, Found, evaluate
from scanner.judging.model import Evidence, Kind
from scanner.reading.model import Reading
from scanner.ruleset.model import Rule, Topic, Wording

COLLECTION_AT = 2.5
"""Points from which a message is about a debt past due."""
ANCHOR_AT = 1.5
"""Points of one rule from which it speaks of a debt by itself."""
NAMED_AT = 1.0
"""From here on something owed is named, by the measure of `named_by`."""
_NAMED_BY_WORDING = 1 / 4
_NAMED_BY_SUM = 0.5
DUE_AT = 3.3
"""Points from which a message is about a bill to come."""

PAST_DUE_TOPICS: frozenset[Topic] = frozenset({"overdue", "demand", "legal"})
_SPEAK_OF_MONEY = PAST_DUE_TOPICS | {"due"}


def decide_kind(reading: Reading, compiled: CompiledRules) -> tuple[Kind, tuple[Evidence, ...]]:
    """Return the kind of a message, and the `kind` rules that fired, most points first.

    Their evidence carries no points (what a message is about does not move the verdict); the
    points that counted here and the topic are in its `detail`.
    """
    fired = [
        (rule, outcome)
        for rule in compiled.of("kind")
        if isinstance(outcome := evaluate(rule, reading), Found)
    ]
    fired.sort(key=lambda pair: (-pair[1].points(pair[0].rule), pair[0].rule.id))
    points = [(compiled.rule, outcome.points(compiled.rule)) for compiled, outcome in fired]
    kind, with_sum = kind_of(points), kind_of(points, has_sum=True)
    if kind != with_sum and reading.claims.amounts:  # read only where they decide
        kind = with_sum
    return kind, tuple(_evidence(rule, outcome) for rule, outcome in fired)


def kind_of(fired: Iterable[tuple[Rule, float]], *, has_sum: bool = False) -> Kind:
    """Add up the points of the rules that fired (see the module's text).

    Args:
        fired: each rule, and the points that it is worth here.
        has_sum: a sum of money is named.
    """
    points: dict[Topic, float] = defaultdict(float)
    anchored, billed = False, has_sum
    naming: list[tuple[float, bool]] = []
    for rule, worth in fired:
        if rule.topic is None:
            continue
        points[rule.topic] += worth
        billed = billed or (rule.topic in _SPEAK_OF_MONEY and not isinstance(rule.match, Wording))
        if rule.topic in PAST_DUE_TOPICS:
            anchored = anchored or rule.weight >= ANCHOR_AT
            naming.append((worth, isinstance(rule.match, Wording)))
    past_due = sum(points[topic] for topic in PAST_DUE_TOPICS)
    past_due -= points["unrelated"] + points["not_past_due"]
    named = named_by(naming, has_sum=has_sum) >= NAMED_AT
    if anchored and named and past_due >= COLLECTION_AT:
        if points["legal"]:
            return "legal_warning"
        return "payment_demand" if points["demand"] else "overdue_reminder"
    is_bill = billed and points["due"] - points["unrelated"] >= DUE_AT
    return "due_reminder" if is_bill else "none"


def named_by(naming: Iterable[tuple[float, bool]], *, has_sum: bool) -> float:
    """Return how surely something owed is named; `NAMED_AT` and more is enough.

    The points of rules for a debt past due, a quarter of those of the wording as a whole, and half
    a point for a sum of money: very telling wording is enough alone, telling wording with a sum.

    Args:
        naming: the points of each, and whether it is the wording as a whole.
        has_sum: a sum of money is named.
    """
    named = sum(worth * _NAMED_BY_WORDING if wording else worth for worth, wording in naming)
    return named + _NAMED_BY_SUM * has_sum


def _evidence(compiled: CompiledRule, outcome: Found) -> Evidence:
    rule = compiled.rule
    return Evidence(
        rule_id=rule.id,
        version=rule.version,
        group=rule.group,
        direction=rule.direction,
        spans=outcome.spans,
        view=outcome.view,
        detail={"topic": rule.topic or "", "points": f"{outcome.points(rule):.2g}"},
    )
