"""The guide for rule authors: its example is a rule that works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from support.rulesets import write

from scanner.judging.checks import CHECKS
from scanner.judging.examples import run_examples
from scanner.ruleset.lint import lint
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.model import Direction, Rule, Tier


def guide(checkout: Path) -> str:
    """Return the text of the guide."""
    return (checkout / "docs/rules.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_works(checkout: Path, tmp_path: Path) -> None:
    """Copied as it stands, it passes its own examples and the lint."""
    (rule,) = re.findall(r"```toml\n(.*?)```", guide(checkout), re.DOTALL)
    write(tmp_path / "visit-in-person.toml", rule)
    ruleset = load_ruleset(user_folder=tmp_path)
    assert lint(ruleset, tmp_path, CHECKS.keys()) == []
    assert run_examples(ruleset, {"visit-in-person"}) == []


def test_the_guide_names_every_field_direction_and_tier(checkout: Path) -> None:
    """A field that is added is described."""
    text = guide(checkout)
    words = {*Rule.__struct_fields__, *get_args(Direction), *get_args(Tier)}
    assert sorted(word for word in words if not re.search(rf"\b{word}\b", text)) == []
