"""What is judged otherwise in two lists of findings, and by which rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from scanner.history.model import Change, Finding


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that fired: its version and the points that counted, positive for forgery."""

    version: int
    points: float


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that counts otherwise than before; None = it did not fire."""

    rule: str
    before: RuleHit | None
    after: RuleHit | None


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> list[Change]:
    """Return what is judged otherwise in two lists of findings: new ones first, then changed ones.

    Evidence that changed without changing kind, verdict or broken rules is no change.
    """
    earlier = {finding.message_key: finding for finding in before}
    later = {finding.message_key: finding for finding in after}
    new = [
        Change(message_key=k, before=None, after=f) for k, f in later.items() if k not in earlier
    ]
    changed = [
        Change(message_key=key, before=earlier[key], after=finding)
        for key, finding in later.items()
        if key in earlier and _essence(finding) != _essence(earlier[key])
    ]
    gone = [
        Change(message_key=k, before=f, after=None) for k, f in earlier.items() if k not in later
    ]
    return [*new, *changed, *gone]


def reasons(change: Change) -> list[RuleChange]:
    """Return which rules came, went, or count otherwise; the weightiest first.

    Empty where the rules say the same and only their weighing changed, and where one of the two
    findings is missing: then the message itself came or went.
    """
    if change.before is None or change.after is None:
        return []
    old, new = rules_of(change.before), rules_of(change.after)
    found = [
        RuleChange(rule, old.get(rule), new.get(rule))
        for rule in sorted(old.keys() | new.keys())
        if old.get(rule) != new.get(rule)
    ]
    return sorted(found, key=_weight, reverse=True)


def rules_of(finding: Finding) -> dict[str, RuleHit]:
    """Return the rules that a finding rests on."""
    return {
        entry["rule"]: RuleHit(entry["version"], entry.get("points", 0.0))
        for entry in json.loads(finding.evidence)
    }


def _weight(change: RuleChange) -> float:
    before = change.before.points if change.before else 0.0
    after = change.after.points if change.after else 0.0
    return abs(after - before)


def _essence(finding: Finding) -> tuple[object, ...]:
    return finding.kind, finding.verdict, finding.violations
