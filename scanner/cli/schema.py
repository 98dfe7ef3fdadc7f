"""`sms-scanner schema`: the JSON Schemas of what is written for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from scanner.contact_log.file import log_schema
from scanner.report.schema import json_schema

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "message": lambda: json_schema("jsonl"),
    "report": lambda: json_schema("json"),
    "contact-log": log_schema,
}


@click.command()
@click.argument("of", type=click.Choice(list(SCHEMAS)), default="message")
def schema(of: str) -> None:
    """Print a JSON Schema: of a judged message, a line of JSONL; of a JSON report; of a log.

    The same stand in docs/schemas/.
    """
    click.echo(schema_text(of), nl=False)


def schema_text(of: str) -> str:
    """Return a schema as its file has it."""
    return json.dumps(SCHEMAS[of](), ensure_ascii=False, indent=2) + "\n"
