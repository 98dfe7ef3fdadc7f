"""`sms-scanner complain`: what a complaint desk asks for, about chosen messages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from scanner import __version__
from scanner.cli.chosen import from_files, from_history
from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.cli.opened import open_history
from scanner.cli.passwords import passwords
from scanner.cli.sources import password_option
from scanner.complaint.model import Case, Complaint
from scanner.complaint.parts import PAGE, parts_of
from scanner.complaint.write import check_target, write_pack
from scanner.contact_log.model import Call
from scanner.errors import InputError
from scanner.history.queries import calls
from scanner.history.store import History, history_file
from scanner.i18n import N_
from scanner.reading.model import Region
from scanner.ruleset.lists import Situation
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

_TOLD: dict[str, Situation] = {
    "money_sent": "money_sent",
    "data_given": "data_given",
    "not_mine": "not_my_debt",
}


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "-i",
    "--input",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Take the messages from a file, backup or pulled inbox, not from the last scans.",
)
@password_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="New folder to make, or a name that ends in .zip.  [default: a folder here]",
)
@click.option("--to", "channels", multiple=True, metavar="CHANNEL", help="Only this channel, such "
              "as 12378; may be given more than once.  [default: all that fit]")  # fmt: skip
@click.option("--region", type=click.Choice(get_args(Region)), help="Where you live, if the "
              "messages do not tell.")  # fmt: skip
@click.option("--money-sent", is_flag=True, help="You have paid.")
@click.option("--data-given", is_flag=True, help="You gave a code or password away.")
@click.option("--not-mine", is_flag=True, help="You never borrowed there.")
@click.option("--entry", "rows", type=int, multiple=True, help="Also this entry of the contact "
              "log, which is about no message.")  # fmt: skip
@rules_option
@pass_console
def complain(
    console: Console,
    /,
    ids: tuple[str, ...],
    files: tuple[Path, ...],
    password: str | None,
    output: Path | None,
    channels: tuple[str, ...],
    region: Region | None,
    rows: tuple[int, ...],
    user_rules: Path | None,
    **told: bool,
) -> None:
    """Put together what a complaint needs, about the messages with these IDs.

    The report shows the id of each message; its first digits suffice. The pack holds a page to
    print, the original texts, sender and times, the evidence, your contact log, the proof of how
    the messages were read, the SHA-256 of each file, and text to paste for each channel that hears
    such complaints. Nothing is sent anywhere.
    """
    created_ms = time.time_ns() // 1_000_000
    ruleset = load_ruleset(user_folder=user_rules)
    chosen = (
        from_files(files, passwords(console, password), ids, ruleset)
        if files
        else from_history(console, ids, ruleset)
    )
    target = output or Path(_name(created_ms, is_demo=chosen.is_demo))
    check_target(target)
    complaint = Complaint(
        cases=chosen.cases,
        acquisition=chosen.acquisition,
        proof=chosen.proof,
        read_ms=chosen.read_ms,
        time_zone=chosen.time_zone,
        is_demo=chosen.is_demo,
        calls=_log(console, chosen.cases, rows),
        ruleset=ruleset,
        created_ms=created_ms,
        tool_version=__version__,
        language=console.language,
        told=frozenset(_TOLD[name] for name, is_so in told.items() if is_so),
        region=region,
        channels=frozenset(_channel(ruleset, name) for name in channels),
    )
    parts = parts_of(complaint)
    write_pack(parts, target, created_ms)
    if complaint.is_demo:
        console.result(N_("DEMO: invented messages of a built-in phone, nobody's real inbox."))
    console.result(N_("Complaint pack: {path}"), path=target.resolve())
    console.result(
        N_("Messages: {messages}. Texts for channels: {texts}. Start with {page}."),
        messages=len(complaint.cases),
        texts=sum(name.startswith("texts/") for name in parts),
        page=PAGE,
    )


def _channel(ruleset: Ruleset, name: str) -> str:
    """Return the id of a channel, which may be named without its region: 12378."""
    found = [c for c in ruleset.channels if c == name or c.partition("-")[2] == name]
    if len(found) != 1:
        raise InputError(
            N_("There is no channel {channel}. There are: {channels}."),
            channel=name,
            channels=", ".join(ruleset.channels),
        )
    return found[0]


def _log(console: Console, cases: Sequence[Case], rows: Sequence[int]) -> tuple[Call, ...]:
    """Return the entries about these messages, and those that were asked for."""
    if not rows and not history_file().exists():
        return ()
    with open_history(console) as opened:
        return _entries(opened, {case.key for case in cases}, set(rows))


def _entries(history: History, keys: set[str], rows: set[int]) -> tuple[Call, ...]:
    every = calls(history)
    missing = rows - {entry.row for entry in every}
    if missing:
        raise InputError(
            N_("The log holds no entry {number}."),
            N_("`sms-scanner log list` shows them all."),
            number=min(missing),
        )
    return tuple(e for e in every if e.message_key in keys or e.row in rows)


def _name(created_ms: int, *, is_demo: bool) -> str:
    made = datetime.fromtimestamp(created_ms / 1000).astimezone()
    return f"sms-complaint{'-demo' if is_demo else ''}-{made:%Y%m%d-%H%M%S}"
