"""The JSON Schema of a rule file, generated from its types."""

from __future__ import annotations

from typing import Any

import msgspec

from scanner.ruleset.model import Rule


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a rule file; `rules/schema.json` is this."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sms-scanner rule",
        **msgspec.json.schema(Rule),
    }
    as_json: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schema))  # tuples to lists
    return as_json
