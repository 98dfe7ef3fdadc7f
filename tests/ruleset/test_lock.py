"""The version lock: a rule that changed has a new version."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rulesets import RULE, rule_with, write, write_rules

from scanner.errors import RulesError
from scanner.ruleset.lint import lint
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.lock import read_lock, write_lock


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a rules folder with a lock."""
    folder = write_rules(tmp_path)
    write_lock(load_ruleset(folder).rules.values(), folder)
    return folder


def complaints(folder: Path) -> list[str]:
    """Return what the lint says of versions."""
    return [p.what for p in lint(load_ruleset(folder), folder, ()) if p.place == "$.version"]


def rewrite(folder: Path, rule: str) -> None:
    """Write the rule anew."""
    write(folder / "signals/payment/private-account.toml", rule)


def test_unchanged_rule_fits_its_lock(locked: Path) -> None:
    """And the lock is read back as it was written."""
    assert complaints(locked) == []
    lock = read_lock(locked)
    assert lock
    assert lock["private-account"].version == 1


def test_changed_rule_with_its_old_version_does_not_fit(locked: Path) -> None:
    """The same id and version must always mean the same rule."""
    rewrite(locked, rule_with(weight="2.7"))
    assert complaints(locked) == ["Its content changed, but its version is still 1."]


def test_changed_rule_with_a_new_version_fits(locked: Path) -> None:
    """As it should be done."""
    rewrite(locked, rule_with(weight="2.7", version="2"))
    assert complaints(locked) == []


def test_rule_with_a_lower_version_does_not_fit(locked: Path) -> None:
    """Going back would give two rules one name."""
    rewrite(locked, rule_with(version="3"))
    write_lock(load_ruleset(locked).rules.values(), locked)
    rewrite(locked, rule_with(version="2"))
    assert complaints(locked) == ["Its version is 2, but 3 was published."]


def test_comments_layout_status_and_dates_do_not_count(locked: Path) -> None:
    """What the rule does has not changed."""
    rule = rule_with(status='"stable"', updated="2026-11-20")
    rewrite(locked, "# A comment.\n" + rule.replace("weight = 3.0", "weight   =   3.0"))
    assert complaints(locked) == []


def test_new_rule_needs_no_lock_yet(locked: Path) -> None:
    """It is locked when it is published."""
    title = '{ zh = "另一条", en = "Another" }'
    write(locked / "signals/payment/other.toml", rule_with(id='"other"', title=title))
    assert complaints(locked) == []


def test_folder_without_lock_is_not_held_to_one(tmp_path: Path) -> None:
    """A user's own folder has none."""
    folder = write_rules(tmp_path, RULE)
    assert read_lock(folder) is None
    assert complaints(folder) == []


def test_damaged_lock_says_what_to_do(locked: Path) -> None:
    """Not a traceback."""
    write(locked / "lock.json", "{")
    with pytest.raises(RulesError) as caught:
        complaints(locked)
    assert "lock.json cannot be read" in str(caught.value)
    assert "--update-lock" in caught.value.hint
