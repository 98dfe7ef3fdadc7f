"""`sms-scanner schema`: the JSON Schema of a judged message."""

from __future__ import annotations

import json

import click

from scanner.report.schema import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of what `classify` writes."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
