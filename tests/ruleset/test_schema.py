"""The JSON Schema that editors use."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from support.rulesets import RULE, rule_with

from scanner.resources import resource_folder
from scanner.ruleset.schema import rule_schema


def instance(rule: str) -> object:
    """Return a rule as JSON has it."""
    return json.loads(json.dumps(tomllib.loads(rule), default=date.isoformat))


def test_shipped_schema_is_the_one_of_the_types() -> None:
    """`sms-scanner rules schema > rules/schema.json` was run after the last change."""
    path: Path = resource_folder("rules") / "schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == rule_schema()


def test_schema_accepts_a_good_rule_and_refuses_a_typo() -> None:
    """An editor underlines what the loader would refuse."""
    jsonschema.validate(instance(RULE), rule_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(instance(rule_with(weigth="3.0")), rule_schema())
