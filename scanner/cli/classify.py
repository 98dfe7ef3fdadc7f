"""`sms-scanner classify`: judge the messages of a file, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.judging import redact_option, report_of, rules_option, shown
from scanner.cli.passwords import passwords
from scanner.cli.sources import columns_option, password_option
from scanner.cli.summary import print_bad_rows
from scanner.inbox.files import read_file
from scanner.report.formats import EXPORTS, Export
from scanner.report.write import check_format, write_report
from scanner.ruleset.load import load_ruleset


@click.command()
@click.argument("file", metavar="INPUT", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(EXPORTS),
    default="jsonl",
    show_default=True,
    help="Form of the output.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    show_default=True,
    help="File to write; - is standard output.",
)
@columns_option
@password_option
@redact_option
@rules_option
@pass_console
@click.pass_context
def classify(
    ctx: click.Context,
    console: Console,
    file: Path,
    form: Export,
    output: Path,
    columns: dict[str, str],
    password: str | None,
    user_rules: Path | None,
    redact: bool,
) -> None:
    """Judge the messages of INPUT: JSONL, CSV, Parquet, or any other file that scan --input reads.

    Fields that are read: body; and where known message_id, inbox_id, address, received_at (ISO 8601
    with offset) or received_ms. All messages come out, in the order they came in. Records that
    cannot be read are listed, the others are judged, and the exit code is 2.
    """
    check_format(form)
    if form == "parquet" and str(output) == "-" and sys.stdout.isatty():
        raise click.UsageError("Parquet is nothing for a terminal: name a file with --output.")
    ruleset = load_ruleset(user_folder=user_rules)
    inbox = read_file(file, passwords(console, password), columns)
    report = shown(report_of(inbox, ruleset), console.language, redact=redact)
    write_report(report, output, form, console.language)
    print_bad_rows(console, inbox.acquisition)
    if inbox.acquisition.bad_rows:
        ctx.exit(2)
