"""Writing weights into rule files without disturbing anything else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.rulesets import RULE, write, write_rules

from scanner.corpus.write_weights import write_weights
from scanner.errors import InputError
from scanner.ruleset.load import load_ruleset

DAY = date(2026, 12, 24)


def test_only_weight_version_and_dates_change(tmp_path: Path) -> None:
    """Comments and layout stay, and the rule set says when it was changed."""
    folder = write_rules(tmp_path, RULE.replace("weight = 3.0", "weight = 3.0  # by hand"))
    path = folder / "signals" / "payment" / "private-account.toml"
    write_weights(load_ruleset(folder), {"private-account": 4.25}, DAY)
    expected = (
        RULE.replace("weight = 3.0", "weight = 4.25  # by hand")
        .replace("version = 1", "version = 2")
        .replace("updated = 2026-11-02", "updated = 2026-12-24")
    )
    assert path.read_text("utf-8") == expected
    assert load_ruleset(folder).scoring.updated == DAY
    assert load_ruleset(folder).rules["private-account"].weight == 4.25


def test_nothing_is_written_where_one_field_cannot_be_found(tmp_path: Path) -> None:
    """All files, or none: half-fitted weights fit nothing."""
    folder = write_rules(tmp_path)
    second = RULE.replace("private-account", "second").replace("version = 1\n", '"version" = 1\n')
    write(folder / "signals" / "payment" / "second.toml", second)
    before = {path: path.read_text("utf-8") for path in folder.rglob("*.toml")}
    with pytest.raises(InputError, match="version"):
        write_weights(load_ruleset(folder), {"private-account": 4.0, "second": 4.0}, DAY)
    assert {path: path.read_text("utf-8") for path in folder.rglob("*.toml")} == before
