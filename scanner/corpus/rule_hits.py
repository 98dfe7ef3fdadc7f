"""What a corpus says of each rule: how often it fires, how often rightly, how much it tells."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from scanner.corpus.figures import Share
from scanner.corpus.rows import Row
from scanner.corpus.trials import Trial
from scanner.ruleset.model import Rule

Question = Callable[[Row], bool | None]
"""What a rule speaks for, asked of the labels: yes, no, or not known (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHits:
    """One rule on one corpus."""

    rule: Rule
    right: int
    """Times it fired where its labels say what it says."""
    wrong: int
    """Times it fired where they say the opposite."""
    untold: int
    """Times it fired where no label can tell."""
    speaks_for: int
    """Rows where the labels say what the rule says, whether it fired or not."""
    speaks_against: int
    rank: int = 0
    """1 = tells the most of all rules with this question's direction; 0 = tells nothing."""

    @property
    def hits(self) -> int:
        """Times it fired."""
        return self.right + self.wrong + self.untold

    @property
    def precision(self) -> Share:
        """Of the times it fired and could be told, the share that was right."""
        return Share(self.right, self.right + self.wrong)

    @property
    def bits(self) -> float:
        """What a hit or its absence tells about the answer, summed over the rows, in bits.

        The mutual information times the number of rows, negative where hits speak against what
        the rule says: a rule that fires rarely but rightly and one that fires often but loosely
        can be compared.
        """
        yes, no = self.speaks_for, self.speaks_against
        table = ((self.right, self.wrong), (yes - self.right, no - self.wrong))
        total = yes + no
        bits = 0.0
        for row in table:
            for count, column in zip(row, (yes, no), strict=True):
                if count:
                    bits += count * math.log2(count * total / (sum(row) * column))
        against = self.right * no < self.wrong * yes
        return -bits if against else bits


def rule_hits(rules: Iterable[Rule], trials: Sequence[Trial]) -> list[RuleHits]:
    """Return the hits of every rule, ranked within its direction, in order of group and rank."""
    every = [_hits_of(rule, trials) for rule in rules if rule.status != "deprecated"]
    ranked: list[RuleHits] = []
    for direction in dict.fromkeys(h.rule.direction for h in every):
        of_direction = [h for h in every if h.rule.direction == direction]
        of_direction.sort(key=lambda h: (-h.bits, -h.right, h.rule.id))
        ranked += [_ranked(h, place) for place, h in enumerate(of_direction, start=1)]
    return ranked


def question_of(rule: Rule) -> Question | None:
    """Return what the rule speaks for; None for rules that are only shown.

    forged: should the reader be warned? genuine: should he not, of messages about a debt? kind:
    is it about a debt past due, a bill, or neither? violation: is this one broken?
    """
    if rule.direction == "forged":
        return _alarm
    if rule.direction == "genuine":
        return _no_alarm
    if rule.direction == "kind":
        return {"due": _due, "unrelated": _unrelated}.get(rule.topic or "", _collection)
    if rule.direction == "violation" and rule.violation is not None:
        name = rule.violation
        return lambda row: None if row.violations is None else name in row.violations
    return None


def _alarm(row: Row) -> bool | None:
    return None if row.kind == "none" or not row.is_labelled else row.alarm


def _no_alarm(row: Row) -> bool | None:
    alarm = _alarm(row)
    return None if alarm is None else not alarm


def _collection(row: Row) -> bool | None:
    return row.is_collection


def _due(row: Row) -> bool | None:
    """Asked of messages about no debt past due: there the other topics have the first word."""
    return None if row.kind is None or row.is_collection else row.kind == "due_reminder"


def _unrelated(row: Row) -> bool | None:
    return None if row.kind is None else row.kind == "none"


def _hits_of(rule: Rule, trials: Sequence[Trial]) -> RuleHits:
    question = question_of(rule)
    answers = [
        (rule.id in t.fired, question(t.row) if question else None)
        for t in trials
        if t.row.is_labelled or rule.id in t.fired
    ]
    return RuleHits(
        rule=rule,
        right=answers.count((True, True)),
        wrong=answers.count((True, False)),
        untold=answers.count((True, None)),
        speaks_for=sum(yes is True for _, yes in answers),
        speaks_against=sum(yes is False for _, yes in answers),
    )


def _ranked(hits: RuleHits, place: int) -> RuleHits:
    return replace(hits, rank=place if hits.right else 0)
