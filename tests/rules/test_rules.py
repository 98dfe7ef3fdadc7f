"""Every rule's own examples: each hit fires it, each miss leaves it silent."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from scanner.judging.checks import CHECKS
from scanner.judging.examples import ExampleFailure, run_examples
from scanner.resources import resource_folder
from scanner.ruleset.lint import lint
from scanner.ruleset.load import load_ruleset

RULESET = load_ruleset()


@cache
def failures() -> dict[str, list[ExampleFailure]]:
    """Return the examples that failed, by rule; all are run once."""
    found: dict[str, list[ExampleFailure]] = defaultdict(list)
    for failure in run_examples(RULESET):
        found[failure.rule_id].append(failure)
    return found


@pytest.mark.parametrize("rule_id", RULESET.rules)
def test_rule_fires_on_its_hits_and_not_on_its_misses(rule_id: str) -> None:
    """As the rule's file says."""
    assert not failures().get(rule_id), failures()[rule_id]


def test_rules_hold_to_the_rules_about_rules() -> None:
    """`sms-scanner rules lint` has nothing to say."""
    problems = lint(RULESET, resource_folder("rules"), CHECKS.keys())
    assert not problems, "\n".join(map(str, problems))


def test_there_are_rules_of_every_direction() -> None:
    """An empty folder would pass every other test here."""
    directions = {rule.direction for rule in RULESET.rules.values()}
    assert directions == {"forged", "genuine", "context", "violation", "kind"}
