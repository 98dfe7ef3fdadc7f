"""A message that the history keeps, with what its last scan thought of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from scanner.errors import InputError
from scanner.history.model import Finding, ScanRow
from scanner.history.queries import finding_of, kept_message, scan_of
from scanner.history.store import History
from scanner.i18n import N_
from scanner.judging.model import Evidence, Judgement, Violation
from scanner.message import Message
from scanner.reading.reader import Reader
from scanner.ruleset.model import Direction, Rule, ViolationId
from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One message."""

    key: str
    judgement: Judgement
    """As the scan judged it; its claims are read from the text."""
    earlier: dict[str, Message]
    """What its evidence rests on, by key."""
    scan: ScanRow
    """The last that saw it."""
    is_demo: bool


def kept(history: History, key: str, ruleset: Ruleset) -> Kept:
    """Return a message by its full key.

    Raises:
        InputError: it is not known, or its text was not kept.
    """
    found = kept_message(history, key)
    if found is None:
        raise InputError(
            N_("The history has no text of the message {id}."),
            N_("It keeps only texts about debts. Name the file with --input, or scan once more."),
            id=key,
        )
    message, is_demo = found
    finding = finding_of(history, int(message.inbox_id), key)
    earlier_keys = {k for e in _evidence(finding) for k in e.get("earlier", ())}
    earlier = {k: row[0] for k in earlier_keys if (row := kept_message(history, k))}
    return Kept(
        key=key,
        judgement=_judgement(message, finding, ruleset),
        earlier=earlier,
        scan=scan_of(history, int(message.inbox_id), key),
        is_demo=is_demo,
    )


def _judgement(message: Message, finding: Finding | None, ruleset: Ruleset) -> Judgement:
    reading = Reader(ruleset.names).read(message)
    judgement = Judgement(
        message=message, claims=reading.claims, sender=reading.sender, region=reading.region
    )
    if finding is None:
        return judgement
    evidence = [_restored(e, ruleset.rules.get(e["rule"])) for e in _evidence(finding)]
    return replace(
        judgement,
        kind=finding.kind,
        verdict=finding.verdict,
        score=finding.score,
        evidence=tuple(e for e in evidence if e.direction != "violation"),
        violations=tuple(_violations(finding, evidence, ruleset)),
    )


def _evidence(finding: Finding | None) -> list[dict[str, Any]]:
    return json.loads(finding.evidence) if finding else []


def _restored(record: dict[str, Any], rule: Rule | None) -> Evidence:
    """Return evidence as it was; of a rule that is gone only its points tell the direction."""
    points = record["points"]
    by_points: Direction = "forged" if points > 0 else "genuine" if points < 0 else "context"
    return Evidence(
        rule_id=record["rule"],
        version=record["version"],
        group=record["group"],
        direction=rule.direction if rule else by_points,
        points=points,
        points_before_cap=points,
        spans=tuple((start, end) for start, end in record["spans"]),
        view=record["view"],
        earlier=tuple(record.get("earlier", ())),
    )


def _violations(
    finding: Finding, evidence: Iterable[Evidence], ruleset: Ruleset
) -> Iterable[Violation]:
    """Yield the broken rules, each with its evidence where the rule set still has its rule."""
    of_rules = {
        ruleset.rules[e.rule_id].violation: e for e in evidence if e.direction == "violation"
    }
    for broken in finding.violations:
        name = cast("ViolationId", broken)
        gone = Evidence(rule_id=name, version=0, group="conduct", direction="violation")
        yield Violation(id=name, evidence=of_rules.get(name, gone))
