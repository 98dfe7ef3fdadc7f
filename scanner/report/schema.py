"""The JSON Schema (draft 2020-12) of what `classify` and the JSON export write.

Names of kinds, verdicts and so on come from the types, so that schema and program cannot differ.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from scanner.inbox.acquisition import Completeness
from scanner.inbox.acquisition import Source as AcquisitionSource
from scanner.judging.model import VERDICTS, Kind
from scanner.reading.model import AmountRole, SenderClass, ViewName
from scanner.report.records import SCHEMA_VERSION
from scanner.ruleset.model import Group, ViolationId

Schema = dict[str, Any]

_TIME = {"type": ["string", "null"], "format": "date-time"}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string", "minLength": 1}


def json_schema(export: Literal["jsonl", "json"] = "jsonl") -> Schema:
    """Return the schema of one line of JSONL, or of the whole JSON document."""
    body = _message() if export == "jsonl" else _document()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


def _object(properties: Schema, *, optional: tuple[str, ...] = (), title: str = "") -> Schema:
    return {
        **({"title": title} if title else {}),
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _message(extra: Schema | None = None) -> Schema:
    return _object(
        {
            "inbox_id": {"type": "string"},
            "message_id": {"type": "string"},
            "kind": {"enum": list(get_args(Kind))},
            "verdict": {
                "enum": [*VERDICTS, None],
                "description": "null where the kind is none. Never that a message is genuine.",
            },
            "violations": {
                "type": "array",
                "items": {"enum": list(get_args(ViolationId))},
                "uniqueItems": True,
            },
            "claims": _claims(),
            "evidence": {"type": "array", "items": _evidence()},
            "score": {
                "type": "number",
                "description": "Sum of the points; positive speaks for forgery.",
            },
            "ruleset": _TEXT,
            "demo": {"const": True, "description": "The message is the demo phone's: invented."},
            "redacted": {"const": True, "description": "Private words are masked."},
            "message_key": {
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
                "description": "The id that reports show: a hash of sender, time and text. Not "
                "where these are masked.",
            },
            **(extra or {}),
        },
        optional=("demo", "redacted", "message_key"),
        title="A judged SMS",
    )


def _claims() -> Schema:
    amount = _object(
        {
            "value": {"type": ["number", "null"], "description": "null where it is masked"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217"},
            "role": {"enum": list(get_args(AmountRole))},
        }
    )
    iso = {**_TEXT, "description": "ISO 8601 where it can be worked out, else as written"}
    properties: Schema = {
        "lender": _TEXT,
        "amounts": {"type": "array", "items": amount, "minItems": 1},
        "days_overdue": {"type": "integer"},
        "due_date": iso,
        "deadline": iso,
        "card_tail": _TEXT,
        "phones": {"type": "array", "items": _TEXT, "minItems": 1},
        "urls": {"type": "array", "items": _TEXT, "minItems": 1},
        "account": _TEXT,
        "messenger": _TEXT,
    }
    return _object(properties, optional=tuple(properties))


def _evidence() -> Schema:
    span = {
        "type": "array",
        "prefixItems": [_COUNT, _COUNT],
        "items": False,
        "minItems": 2,
        "description": "start and end (exclusive) in code points of the body",
    }
    return _object(
        {
            "rule": _TEXT,
            "version": {"type": "integer", "minimum": 1},
            "group": {"enum": list(get_args(Group))},
            "points": {"type": "number"},
            "spans": {"type": "array", "items": span},
            "view": {"enum": list(get_args(ViewName))},
        }
    )


def _document() -> Schema:
    message = _object(
        {
            "address": {"type": ["string", "null"]},
            "sender_class": {"enum": list(get_args(SenderClass))},
            "received_at": _TIME,
            "body": {"type": "string"},
        }
    )
    acquisition = _object(
        {
            "source": {"enum": list(get_args(AcquisitionSource))},
            "name": {"type": "string"},
            "transport": {"type": "string"},
            "completeness": {"enum": list(get_args(Completeness))},
            "read": _COUNT,
            "expected": {"type": ["integer", "null"]},
            "unreadable": _COUNT,
            "oldest_at": _TIME,
            "newest_at": _TIME,
            "proof": {
                "type": "array",
                "items": _object({"name": _TEXT, "ok": {"type": "boolean"}}),
            },
            "notices": {"type": "array", "items": _TEXT},
        }
    )
    return _object(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "tool": _object({"name": {"const": "sms-scanner"}, "version": _TEXT}),
            "ruleset": _TEXT,
            "created_at": _TIME,
            "demo": {"type": "boolean"},
            "redacted": {"type": "boolean"},
            "acquisition": acquisition,
            "verdicts": _object(dict.fromkeys(VERDICTS, _COUNT)),
            "messages": {"type": "array", "items": _message({"message": message})},
        },
        title="A scan of one inbox",
    )
