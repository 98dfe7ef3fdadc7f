"""Judges the rows of a corpus, and keeps which rules fired on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scanner.corpus.rows import ALARMS, Row
from scanner.judging.gate import Gate
from scanner.judging.judge import Judge
from scanner.judging.matching import Found, evaluate
from scanner.judging.model import COLLECTION_KINDS, Judgement, Kind, Verdict
from scanner.report.records import claims_record
from scanner.ruleset.model import ViolationId
from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Trial:
    """A row and what the rules say of it."""

    row: Row
    kind: Kind
    verdict: Verdict | None
    """None where the kind is none."""
    violations: frozenset[ViolationId]
    claims: dict[str, Any]
    """As `classify` writes them: {} where the kind is none."""
    fired: frozenset[str]
    """Ids of all rules that fired, whatever the kind; none where the gate let the row pass by."""
    strengths: Mapping[str, float]
    """Of the rules that come in degrees: id -> the points that they are worth here."""
    has_sum: bool
    """Whether a sum of money is read in it, whatever the kind."""

    @property
    def is_collection(self) -> bool:
        """Whether the message is judged to be collection-style."""
        return self.kind in COLLECTION_KINDS

    @property
    def alarm(self) -> bool:
        """Whether the reader is warned."""
        return self.verdict in ALARMS


def try_rows(
    rows: Iterable[Row], ruleset: Ruleset, tell: Callable[[int], None] = lambda _: None
) -> Iterator[Trial]:
    """Yield each row judged, as a scan would judge it; `tell` hears how many are done."""
    judge, gate = Judge(ruleset), Gate(ruleset)
    for done, row in enumerate(rows, start=1):
        if row.is_labelled or gate(row.message.body):
            index = judge.index(row.inbox)
            judgement = judge(row.message, index)
            reading, witness = index.read(row.message), index.witness(row.message)
            fired = {
                rule.rule.id: outcome
                for rule in judge.compiled.rules
                if isinstance(outcome := evaluate(rule, reading, witness), Found)
            }
            strengths = {
                name: outcome.points(ruleset.rules[name])
                for name, outcome in fired.items()
                if outcome.strength is not None
            }
            has_sum = bool(reading.claims.amounts)
            yield _trial(row, judgement, frozenset(fired), strengths, has_sum=has_sum)
        else:
            yield _trial(row, Judgement(message=row.message), frozenset(), {}, has_sum=False)
        tell(done)


def _trial(
    row: Row,
    judgement: Judgement,
    fired: frozenset[str],
    strengths: Mapping[str, float],
    *,
    has_sum: bool,
) -> Trial:
    return Trial(
        row=row,
        kind=judgement.kind,
        verdict=judgement.verdict,
        violations=frozenset(v.id for v in judgement.violations),
        claims={} if judgement.kind == "none" else claims_record(judgement.claims),
        fired=fired,
        strengths=strengths,
        has_sum=has_sum,
    )
