"""The JSON Schema of a rule file, generated from its types."""

from __future__ import annotations

from typing import Any

import msgspec

from scanner.ruleset.model import Rule


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a rule file; `rules/schema.json` is this."""
    schema = msgspec.json.schema(Rule)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sms-scanner rule",
        **schema,
    }
