"""From rules that fired to points, and from points to one of four verdicts.

The model, so that each verdict can be explained by adding up a few numbers:

- one rule counts once; `forged` rules add, `genuine` rules subtract, `context` rules weigh nothing;
- a composite counts instead of the rules it `replaces`;
- each group has a cap for either direction, strongest rules first, so that five ways of saying the
  same thing count once;
- `likely_forged` needs one decisive rule, or enough points out of two independent sources;
- `suspicious` needs the points of one real red flag;
- `consistent` needs no red flag, however small, on who writes or where the reader is sent, and
  enough points of genuine evidence;
- everything else is `unverified`: silence never speaks for a sender.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scanner.judging.matching import Found, Unknown
from scanner.judging.model import Evidence, Verdict
from scanner.ruleset.model import Group, Rule, Scoring

_SOURCE_OF_GROUP: Mapping[Group, str] = {
    "sender": "sender",
    "link": "way to answer",
    "contact": "way to answer",
    "payment": "payment",
    "identity": "identity",
    "legal_claim": "authority",
    "corroboration": "inbox",
}
"""Which independent source of evidence a group belongs to. A link and a callback number are both
the forger's way to be answered, so they are one source. Pressure and obfuscation are no source:
genuine creditors press too, and odd writing says nothing about who writes."""
_WHO_AND_WHERE = ("sender", "way to answer", "identity")
"""Sources in which the smallest doubt keeps a message from being `consistent`: a forger may know
tail and sum, but must write from somewhere and lead somewhere."""
_LARGEST_SET = 3
"""Sets of more rules than this are not searched for `decided_by`; nobody would read them."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that matched, or that could not be applied."""

    rule: Rule
    outcome: Found | Unknown


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rules come to."""

    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]
    decided_by: tuple[str, ...]


def weigh(fired: Sequence[Fired], scoring: Scoring) -> Weighed:
    """Return the verdict on a message that is about a debt, with its evidence, strongest first.

    Rules of direction `kind` and `violation` are ignored: they do not move the verdict.
    """
    relevant = [f for f in fired if f.rule.direction in {"forged", "genuine", "context"}]
    rules = {f.rule.id: f.rule for f in relevant if isinstance(f.outcome, Found)}
    points = _points(rules.values(), scoring)
    verdict = _verdict(rules, points, scoring)
    evidence = [evidence_of(f, points.get(f.rule.id, 0.0)) for f in relevant]
    evidence.sort(key=lambda e: (bool(e.could_not_tell), -abs(e.points), e.rule_id))
    return Weighed(
        verdict=verdict,
        score=round(sum(points.values()), 3),
        evidence=tuple(evidence),
        decided_by=_decided_by(rules, points, verdict, scoring),
    )


def verdict_of(rules: Iterable[Rule], scoring: Scoring) -> Verdict:
    """Return the verdict that these rules come to, all of them having fired."""
    every = {rule.id: rule for rule in rules}
    return _verdict(every, _points(every.values(), scoring), scoring)


def evidence_of(fired: Fired, points: float = 0.0) -> Evidence:
    """Return the record of a rule that fired or could not tell."""
    rule, outcome = fired.rule, fired.outcome
    if isinstance(outcome, Unknown):
        return Evidence(
            rule_id=rule.id,
            version=rule.version,
            group=rule.group,
            direction=rule.direction,
            could_not_tell=outcome.why,
        )
    return Evidence(
        rule_id=rule.id,
        version=rule.version,
        group=rule.group,
        direction=rule.direction,
        points=points,
        points_before_cap=_signed_weight(rule),
        spans=tuple(outcome.spans),
        view=outcome.view,
        detail=dict(outcome.detail),
        earlier=tuple(outcome.earlier),
    )


def _signed_weight(rule: Rule) -> float:
    return {"forged": rule.weight, "genuine": -rule.weight}.get(rule.direction, 0.0)


def _points(rules: Iterable[Rule], scoring: Scoring) -> dict[str, float]:
    """Return what each rule counts after `replaces` and the caps; replaced rules count 0."""
    rules = list(rules)
    replaced = {other for rule in rules for other in rule.replaces}
    room: dict[tuple[Group, str], float] = {}
    points: dict[str, float] = {}
    for rule in sorted(rules, key=lambda r: (-r.weight, r.id)):
        weight = 0.0 if rule.id in replaced else _signed_weight(rule)
        key = (rule.group, rule.direction)
        left = room.setdefault(key, scoring.group[rule.group].cap)
        counted = min(abs(weight), left)
        room[key] = left - counted
        points[rule.id] = counted if weight > 0 else -counted if weight else 0.0
    return points


def _verdict(rules: Mapping[str, Rule], points: Mapping[str, float], scoring: Scoring) -> Verdict:
    forged = sum(p for p in points.values() if p > 0)
    replaced = {other for rule in rules.values() for other in rule.replaces}
    if any(rule.decisive for name, rule in rules.items() if name not in replaced):
        return "likely_forged"
    by_source = _sources(rules, points)
    at_least = scoring.forged_at / 2  # two sources of this much make a message likely forged
    sources = sum(value >= at_least for value in by_source.values())
    # What the person's own inbox contradicts needs only one more red flag, of whatever group.
    contradicted = by_source.get("inbox", 0.0) >= at_least
    elsewhere = forged - by_source.get("inbox", 0.0)
    if (forged >= scoring.forged_at and sources >= 2) or (
        contradicted and elsewhere >= scoring.suspicious_at
    ):
        return "likely_forged"
    if forged >= scoring.suspicious_at:
        return "suspicious"
    is_clean = not any(by_source.get(source, 0.0) for source in _WHO_AND_WHERE)
    # Genuine creditors press too: what is said of who writes is not weaker for it.
    backing = sum(p for name, p in points.items() if p < 0 or rules[name].group != "pressure")
    is_backed = backing <= -scoring.consistent_at
    return "consistent" if is_clean and is_backed else "unverified"


def _sources(rules: Mapping[str, Rule], points: Mapping[str, float]) -> dict[str, float]:
    """Return how many points of forgery each independent source gives."""
    by_source: dict[str, float] = defaultdict(float)
    for name, value in points.items():
        source = _SOURCE_OF_GROUP.get(rules[name].group)
        if value > 0 and source:
            by_source[source] += value
    return by_source


def _decided_by(
    rules: Mapping[str, Rule], points: Mapping[str, float], verdict: Verdict, scoring: Scoring
) -> tuple[str, ...]:
    """Return the smallest set of rules without which the verdict would be another.

    Of several smallest sets, the one with the strongest rules; empty when no rule speaks.
    """
    strongest = sorted(
        (name for name, value in points.items() if value), key=lambda n: (-abs(points[n]), n)
    )
    for size in range(1, min(_LARGEST_SET, len(strongest)) + 1):
        for removed in combinations(strongest, size):
            if _verdict_without(rules, removed, scoring) != verdict:
                return removed
    return ()


def _verdict_without(
    rules: Mapping[str, Rule], removed: Collection[str], scoring: Scoring
) -> Verdict:
    return verdict_of((rule for name, rule in rules.items() if name not in removed), scoring)
