"""`sms-scanner log`: what was said on the phone, kept for the next report and for a complaint."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.keys import full_key
from scanner.cli.opened import open_history
from scanner.contact_log.file import ENTRY_FIELDS, entry_record, log_json, read_log
from scanner.contact_log.model import (
    LONGEST_FIELD,
    LONGEST_TEXT,
    WAYS,
    Call,
    Way,
    moment_of,
    new_id,
)
from scanner.contact_log.words import FIELDS, WAY
from scanner.errors import InputError
from scanner.history.queries import calls as all_calls
from scanner.i18n import N_
from scanner.report.plain import plain
from scanner.report.safe_csv import csv_pieces
from scanner.report.times import Clock, Moment, written
from scanner.whole_file import write_whole

_TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z")
_A_MINUTE = timedelta(minutes=1)


@click.group()
def log() -> None:
    """Note calls: when, with whom, what was promised. Reports show them beside the message."""


@log.command()
@click.option(
    "--at",
    metavar="TIME",
    type=click.DateTime(_TIMES),
    help="When, as this computer's clock has it: 2026-05-20 18:03.  [default: now]",
)
@click.option("--way", type=click.Choice(WAYS), help="Who called.  [default: they_called]")
@click.option("--staff-name", help="Name that they gave.")
@click.option("--staff-number", help="Staff number that they gave.")
@click.option("--number", help="Telephone number that called, or that you called.")
@click.option("--lender", help="For whom they spoke.")
@click.option("--message", "prefix", help="Id of the message it was about, from the report.")
@click.option("--promised", help="What was promised, and by when.")
@click.option("--note", help="Anything else.")
@pass_console
def add(
    console: Console,
    /,
    at: datetime | None,
    way: Way | None,
    prefix: str | None,
    **said: str | None,
) -> None:
    """Note a call. Without options it asks, one thing after another."""
    if way is None and prefix is None and not any(said.values()):
        at, way, prefix, said = _ask(console, at, said)
    now = datetime.now().astimezone()
    moment = at.astimezone() if at else now
    if moment > now + _A_MINUTE:
        raise InputError(N_("That time has not come yet."), N_("Check the date and the clock."))
    for name, value in said.items():
        longest = LONGEST_TEXT if name in {"promised", "note"} else LONGEST_FIELD
        if len(value or "") > longest:
            raise InputError(
                N_("“{field}” is too long: {length} characters, {longest} at most."),
                N_("Put the rest into a second entry."),
                field=console.text(FIELDS[name]),
                length=len(value or ""),
                longest=longest,
            )
    with open_history(console) as opened:
        at_ms, utc_offset_min = moment_of(moment)
        call = Call(
            id=new_id(),
            at_ms=at_ms,
            utc_offset_min=utc_offset_min,
            way=way or "they_called",
            message_key=full_key(opened, prefix) if prefix else "",
        )
        words: dict[str, Any] = {name: (value or "").strip() for name, value in said.items()}
        opened.add_calls([replace(call, **words)])
    console.result(N_("Noted. The next report shows it beside the message."))


@log.command("list")
@click.option("--message", "prefix", help="Only those about this message.")
@pass_console
def list_(console: Console, prefix: str | None) -> None:
    """Read the log out, the earliest first."""
    with open_history(console) as opened:
        entries = all_calls(opened)
    for entry in entries:
        if not prefix or entry.message_key.startswith(prefix.lower()):
            click.echo("\n".join(_lines(console, entry)) + "\n")
    if not entries:
        console.result(N_("Nothing is noted yet. `sms-scanner log add` notes a call."))


@log.command()
@click.option(
    "-f", "--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write instead of stdout."
)
@pass_console
def export(console: Console, form: Literal["json", "csv"], output: Path | None) -> None:
    """Write the log as JSON, which `import` reads, or as a table."""
    with open_history(console) as opened:
        entries = all_calls(opened)
    if form == "json":
        text = log_json(entries)
    else:
        text = "".join(csv_pieces(ENTRY_FIELDS, map(entry_record, entries)))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, [text])
        console.result(N_("Contact log: {path}"), path=output.resolve())


@log.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_console
def import_(console: Console, file: Path) -> None:
    """Take in a FILE that a report saved or `log export` wrote. What is known stays as it is."""
    entries = read_log(file)
    with open_history(console) as opened:
        new = opened.add_calls(entries)
    console.result(
        N_("Entries taken in: {new}. Known already: {known}."), new=new, known=len(entries) - new
    )


@log.command()
@click.argument("number", type=int)
@pass_console
def remove(console: Console, number: int) -> None:
    """Remove the entry with that NUMBER, as `list` tells it."""
    with open_history(console) as opened:
        if not opened.remove_call(number):
            raise InputError(
                N_("The log holds no entry {number}."),
                N_("`sms-scanner log list` shows them all."),
                number=number,
            )
    console.result(N_("Removed."))


def _lines(console: Console, entry: Call) -> list[str]:
    moment = Clock().moment(entry.at_ms, entry.utc_offset_min)
    when = _when(console, moment) if moment else "?"
    lines = [f"{entry.row}. {when}: {console.text(WAY[entry.way])}"]
    return lines + [
        "   " + console.text(N_("{name}: {value}"), name=console.text(name), value=plain(value))
        for field, name in FIELDS.items()
        if (value := getattr(entry, field))
    ]


def _when(console: Console, moment: Moment) -> str:
    time = written(moment.local, console.language)
    return console.text(N_("{time} ({zone})"), time=time, zone=moment.zone)


def _ask(
    console: Console, at: datetime | None, said: dict[str, str | None]
) -> tuple[datetime | None, Way, str | None, dict[str, str | None]]:
    """Ask a person at a terminal for everything; Enter leaves a field empty."""
    if not sys.stdin.isatty():
        raise click.UsageError("Tell at least one thing about the call, for example --note.")
    console.result(N_("Enter leaves a field empty."))
    if at is None:
        kind = click.DateTime(_TIMES)
        now = f"{datetime.now().astimezone():{_TIMES[0]}}"
        at = click.prompt(console.text(N_("When")), default=now, type=kind)
    theirs = click.confirm(console.text(N_("Did they call you?")), default=True)

    def prompt(name: str) -> str | None:
        return click.prompt(console.text(name), default="", show_default=False) or None

    prefix = prompt(N_("Id of the message, from the report"))
    said = {name: prompt(words) for name, words in FIELDS.items() if name in said}
    if not any((prefix, *said.values())):
        raise InputError(N_("Nothing was noted."))
    return at, "they_called" if theirs else "i_called", prefix, said
