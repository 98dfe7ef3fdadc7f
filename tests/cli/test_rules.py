"""`rules`: list, show, test, lint and schema, as a rule's author uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.command import Run, run_fresh
from support.rulesets import RULE, rule_with, write


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a user's folder with one good rule."""
    folder = tmp_path / "mine"
    rule = RULE.replace("%{pay}", "(?:转账|汇款)").replace("private-account", "my-rule")
    title = '{ zh = "我自己的规则", en = "A rule of my own" }'
    write(folder / "my-rule.toml", rule.replace(rule_line(rule, "title"), f"title = {title}"))
    return folder


def rule_line(rule: str, name: str) -> str:
    """Return the line of a top-level field."""
    return next(line for line in rule.splitlines() if line.startswith(f"{name} = "))


def test_list_names_built_in_rules_and_ones_own(run: Run, mine: Path) -> None:
    """Results on stdout, whole lines also in a pipe."""
    outcome = run("rules", "list", "--rules", mine)
    assert outcome.returncode == 0, outcome.stderr
    lines = outcome.stdout.splitlines()
    assert any(line.startswith("my-rule ") and "A rule of my own" in line for line in lines)
    assert len(lines) > 20
    only = run("rules", "list", "--rules", mine, "--group", "payment").stdout
    assert "my-rule" in only
    assert len(only.splitlines()) < len(lines)


def test_show_prints_everything_a_reader_may_ask(run: Run, mine: Path) -> None:
    """Both languages, limits, source, pattern."""
    outcome = run("rules", "show", "my-rule", "--rules", mine)
    assert outcome.returncode == 0, outcome.stderr
    for words in (
        "我自己的规则",
        "A rule of my own",
        "A very small lender",
        "https://example.org/police",
    ):
        assert words in outcome.stdout
    assert "(?:转账|汇款)到.{0,10}个人(?:账户|卡)" in outcome.stdout


def test_show_of_an_unknown_rule_says_how_to_find_one(run: Run) -> None:
    """Exit code 2: the argument, not the rules, is wrong."""
    outcome = run("rules", "show", "no-such-rule")
    assert outcome.returncode == 2
    assert "There is no rule no-such-rule." in outcome.stderr
    assert "rules list" in outcome.stderr


def test_test_of_ones_own_rule_counts_its_examples(run: Run, mine: Path) -> None:
    """A minute after writing it."""
    outcome = run("rules", "test", "my-rule", "--rules", mine)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == "4 examples of 1 rules: all right.\n"


def test_test_with_a_failing_example_names_it_and_leaves_with_4(run: Run, mine: Path) -> None:
    """Which rule, which example, what happened."""
    path = mine / "my-rule.toml"
    path.write_text(path.read_text("utf-8").replace("请转账到经理", "请付到经理"), "utf-8")
    outcome = run("rules", "test", "my-rule", "--rules", mine)
    assert outcome.returncode == 4
    assert outcome.stdout == "my-rule: hit 1: The rule does not fire.\n"
    assert "1 of 4 examples failed." in outcome.stderr


def test_lint_of_ones_own_rule_has_nothing_to_say(run: Run, mine: Path) -> None:
    """Only the user's rules are looked at."""
    outcome = run("rules", "lint", "--rules", mine)
    assert outcome.returncode == 0, outcome.stdout
    assert outcome.stdout == "1 rules: nothing to complain about.\n"


def test_lint_with_a_mistake_names_file_and_field_and_leaves_with_4(run: Run, mine: Path) -> None:
    """And says what to do."""
    path = mine / "my-rule.toml"
    path.write_text(path.read_text("utf-8").replace("weight = 3.0", "weight = 1.0"), "utf-8")
    outcome = run("rules", "lint", "--rules", mine)
    assert outcome.returncode == 4
    assert outcome.stdout.startswith("my-rule.toml at $.weight: high severity goes with")
    assert "Change the weight or the severity." in outcome.stdout


def test_lint_writes_and_then_holds_to_the_lock(run: Run, mine: Path) -> None:
    """A change without a new version is refused from then on."""
    assert run("rules", "lint", "--rules", mine, "--update-lock").returncode == 0
    assert json.loads((mine / "lock.json").read_text("utf-8"))["my-rule"]["version"] == 1
    path = mine / "my-rule.toml"
    path.write_text(path.read_text("utf-8").replace("weight = 3.0", "weight = 2.8"), "utf-8")
    outcome = run("rules", "lint", "--rules", mine, "--update-lock")
    assert outcome.returncode == 4
    assert "Raise `version` by one." in outcome.stdout


def test_any_command_with_a_typo_in_a_rule_leaves_with_4(run: Run, tmp_path: Path) -> None:
    """The file, the field and the nearest name; no traceback."""
    write(tmp_path / "bad/typo.toml", rule_with(weigth="3.0"))
    outcome = run("rules", "list", "--rules", tmp_path / "bad")
    assert outcome.returncode == 4
    assert outcome.stdout == ""
    assert "typo.toml" in outcome.stderr
    assert "Did you mean `weight`?" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_absent_folder_leaves_with_4_and_names_it(run: Run, tmp_path: Path) -> None:
    """A wrong path is not an empty set of rules."""
    outcome = run("rules", "test", "--rules", tmp_path / "nowhere")
    assert outcome.returncode == 4
    assert "There is no such folder." in outcome.stderr


def test_schema_is_the_shipped_one(run: Run, checkout: Path) -> None:
    """For editors; also in rules/schema.json."""
    outcome = run("rules", "schema")
    assert outcome.returncode == 0
    shipped = (checkout / "rules/schema.json").read_text(encoding="utf-8")
    assert json.loads(outcome.stdout) == json.loads(shipped)


@pytest.mark.parametrize("command", ["lint", "test"])
def test_a_pattern_of_ours_that_cannot_be_read_is_named(
    tmp_path: Path, checkout: Path, command: str
) -> None:
    """In a checkout, by whoever changes the built-in rules; scans compile what they need only."""
    for name in ("scanner", "rules", "reports"):
        shutil.copytree(checkout / name, tmp_path / name)
    file = tmp_path / "rules" / "signals" / "kind" / "zh-past-due.toml"
    file.write_text(file.read_text("utf-8").replace("%{past_due_zh}", "%{past_due_zh}("), "utf-8")
    outcome = run_fresh(["rules", command], tmp_path, {"SMS_SCANNER_LANG": "en"})
    assert outcome.returncode == 4
    assert "zh-past-due.toml" in outcome.stderr
    assert "regular expression cannot be read" in outcome.stderr
    assert "Traceback" not in outcome.stderr
