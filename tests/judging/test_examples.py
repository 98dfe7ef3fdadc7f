"""Running the examples that rules carry, and what is said when one fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rulesets import RULE, rule_matching, write_rules

from scanner.judging.examples import run_examples
from scanner.ruleset.load import load_ruleset


def outcomes(folder: Path, rule: str) -> dict[str, str]:
    """Return example -> why it failed."""
    failures = run_examples(load_ruleset(write_rules(folder, rule)))
    return {failure.example: failure.why for failure in failures}


def test_examples_of_a_good_rule_all_come_out(tmp_path: Path) -> None:
    """Hits fire, misses stay silent."""
    assert outcomes(tmp_path, RULE) == {}


def test_hit_that_does_not_fire_is_reported(tmp_path: Path) -> None:
    """By number, counted from 1."""
    rule = RULE.replace("今天汇款到我个人卡即可", "今天付到我个人卡即可")
    assert outcomes(tmp_path, rule) == {"hit 2": "The rule does not fire."}


def test_miss_that_fires_is_reported(tmp_path: Path) -> None:
    """The likelier mistake of a new rule."""
    rule = RULE.replace("请勿转账到任何人的账户", "请勿转账到任何个人账户")
    assert outcomes(tmp_path, rule) == {"miss 1": "The rule fires, but must stay silent."}


def test_hit_without_the_sender_that_the_rule_needs_says_so(tmp_path: Path) -> None:
    """The author forgot `sender`."""
    rule = rule_matching("type = 'sender'\nclasses = ['mobile']")
    why = outcomes(tmp_path, rule)
    assert why["hit 1"] == "The rule cannot tell: The sender of the message is not known."


def test_example_with_a_time_without_offset_is_refused(tmp_path: Path) -> None:
    """Local time of where?"""
    rule = RULE.replace(
        'text = "请转账到经理个人账户"',
        'text = "请转账到经理个人账户"\nreceived_at = "2026-05-20T23:10:00"',
    )
    assert "ISO 8601 with an offset" in outcomes(tmp_path, rule)["hit 1"]


@pytest.mark.parametrize("since", ["2026-03-18", "2026-03-17"])
def test_example_without_a_time_is_of_a_day_in_2026(tmp_path: Path, since: str) -> None:
    """So that rules with a beginning can be tried."""
    fired = "hit 1" not in outcomes(
        tmp_path, RULE.replace("version = 1", f"version = 1\nsince = {since}")
    )
    assert fired == (since == "2026-03-17")


def test_check_that_lacks_a_parameter_is_reported_not_raised(tmp_path: Path) -> None:
    """A mistake of the rule's author, told as such."""
    rule = rule_matching("type = 'check'\nname = 'phone-of'")
    assert "A check refuses its parameters" in outcomes(tmp_path, rule)["hit 1"]


def test_examples_of_one_rule_only(tmp_path: Path) -> None:
    """`rules test ID`."""
    ruleset = load_ruleset(write_rules(tmp_path, RULE.replace("今天汇款", "今天付款")))
    assert len(run_examples(ruleset, {"private-account"})) == 1
    assert run_examples(ruleset, {"another"}) == []


def test_earlier_messages_are_heard_in_their_order(tmp_path: Path) -> None:
    """A check sees what came before, the latest first, a day apart."""
    rule = rule_matching("type = 'check'\nname = 'spy'").replace(
        "[[hit]]\n",
        '[[hit]]\nsender = "95588"\n'
        'earlier = [{ text = "一", sender = "95588" }, { text = "二", sender = "95588" }]\n',
        1,
    )
    heard: list[list[str]] = []

    def spy(_reading: object, witness: object, *_: object) -> None:
        heard.append([r.message.body for r in witness.from_same_sender()])  # type: ignore[attr-defined]

    run_examples(load_ruleset(write_rules(tmp_path, rule)), checks={"spy": spy})
    assert heard[0] == ["二", "一"]
    assert heard[1] == []
