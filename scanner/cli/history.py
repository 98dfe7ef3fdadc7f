"""`sms-scanner history`: what was scanned and found before."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from scanner.cli.console import Console, pass_console
from scanner.cli.times import local_time
from scanner.errors import InputError
from scanner.history import queries
from scanner.history.model import Change, Finding, ScanRow
from scanner.history.store import History
from scanner.i18n import N_
from scanner.whole_file import write_whole

_OUTCOMES = {"done": N_("done"), "skipped": N_("skipped"), "failed": N_("failed")}
_phone_argument = click.argument("phone", metavar="PHONE", type=int)


@click.group()
def history() -> None:
    """See what was scanned and found before, and remove it."""


@history.command("list")
@pass_console
def list_(console: Console) -> None:
    """List the phones that were scanned: number, name, last scan, what it found."""
    with open_history(console) as opened:
        rows = queries.inboxes(opened)
    if not rows:
        console.result(N_("No phone was scanned yet."))
        return
    table = _table(
        console, N_("No."), N_("Phone"), N_("Scans"), N_("Last success"), N_("Likely forged"),
        N_("Suspicious"), N_("Last attempt"),
    )  # fmt: skip
    for row in rows:
        done, tried = row.last_done, row.last_try
        table.add_row(
            str(row.id),
            Text(row.name),
            str(row.scans),
            local_time(done.started_ms) if done else "–",
            str(done.counts["likely_forged"]) if done else "–",
            str(done.counts["suspicious"]) if done else "–",
            console.text(_OUTCOMES[tried.outcome]) if tried else "–",
        )
    console.print_table(table)


@history.command()
@_phone_argument
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@pass_console
def show(console: Console, phone: int, limit: int) -> None:
    """List the latest scans of a PHONE, and the findings of the last that succeeded."""
    with open_history(console) as opened:
        about = queries.inbox(opened, phone)
        scans = queries.scans(opened, phone, limit)
        found = queries.findings(opened, about.last_done) if about.last_done else []
    table = _table(
        console, N_("Scan"), N_("Began"), N_("Outcome"), N_("Messages"), N_("Rule set"),
        N_("Report"),
    )  # fmt: skip
    for row in scans:
        table.add_row(
            str(row.id),
            local_time(row.started_ms),
            Text(_outcome(console, row)),
            str(row.counts.get("messages", "")),
            row.ruleset,
            Text(row.report),
        )
    console.print_table(table)
    if found:
        click.echo()
        table = _table(console, N_("Message"), N_("Received"), N_("Kind"), N_("Verdict"))
        for finding in found:
            table.add_row(
                finding.message_key,
                local_time(finding.received_ms),
                finding.kind,
                finding.verdict,
            )
        console.print_table(table)


@history.command()
@_phone_argument
@click.argument("earlier", type=int, required=False)
@click.argument("later", type=int, required=False)
@pass_console
def diff(console: Console, phone: int, earlier: int | None, later: int | None) -> None:
    """Tell what two scans of a PHONE judged otherwise, and by which rules.

    Without numbers: its last two scans that succeeded. A scan reads and judges all messages anew,
    so this also shows what a new rule set changed.
    """
    with open_history(console) as opened:
        queries.inbox(opened, phone)
        done = [row for row in queries.scans(opened, phone) if row.outcome == "done"]
        after = _pick(done, later, 0)
        before = _pick(done, earlier, 1)
        changes = queries.changes(queries.findings(opened, before), queries.findings(opened, after))
    if before.ruleset != after.ruleset:
        console.result(
            N_("Rule set: {before}, then {after}."), before=before.ruleset, after=after.ruleset
        )
    for change in changes:
        click.echo(_line(console, change))
    if not changes:
        console.result(N_("Nothing was judged otherwise."))


@history.command()
@_phone_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write instead of stdout."
)
@pass_console
def export(console: Console, phone: int, output: Path | None) -> None:
    """Write all that is kept of a PHONE as JSON; private texts are in it."""
    with open_history(console) as opened:
        content = queries.everything(opened, phone)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, [text])
        console.result(N_("History: {path}"), path=output.resolve())


@history.command()
@_phone_argument
@click.confirmation_option("-y", "--yes", prompt="?")
@pass_console
def forget(console: Console, phone: int) -> None:
    """Remove everything that is kept of a PHONE. Reports that were written stay where they are."""
    with open_history(console) as opened:
        about = queries.inbox(opened, phone)
        opened.forget(phone)
    console.result(N_("Nothing of {phone} is left in the history."), phone=about.name)


def open_history(console: Console) -> History:
    """Open the history; tell if it was damaged. Raises InputError or OutputError."""
    opened = History()
    if opened.set_aside:
        console.warn(
            N_("The history was damaged. It was kept as {path}, and a new one begun."),
            path=opened.set_aside,
        )
    return opened


def _pick(done: list[ScanRow], number: int | None, default: int) -> ScanRow:
    if number is None and len(done) > default:
        return done[default]
    found = next((row for row in done if row.id == number), None)
    if found is None:
        raise InputError(
            N_("There are not two scans of this phone to compare."),
            N_("`sms-scanner history show PHONE` lists its scans."),
        )
    return found


def _line(console: Console, change: Change) -> str:
    before, after = change.before, change.after
    rules = []
    old, new = (queries.rules_of(f) if f else {} for f in (before, after))
    if before and after:
        rules += [f"+{name}" for name in sorted(new.keys() - old.keys())]
        rules += [f"-{name}" for name in sorted(old.keys() - new.keys())]
        rules += [f"~{n}" for n in sorted(new.keys() & old.keys()) if new[n] != old[n]]
    words = f"{_words(console, before)} -> {_words(console, after)}"
    return "  ".join([change.message_key, words, *rules])


def _words(console: Console, finding: Finding | None) -> str:
    if finding is None:
        return console.text(N_("not there"))
    return "/".join([finding.kind, finding.verdict, *finding.violations])


def _outcome(console: Console, row: ScanRow) -> str:
    words = console.text(_OUTCOMES[row.outcome])
    return f"{words}: {reason(console, row)}" if row.sentence else words


def reason(console: Console, row: ScanRow) -> str:
    """Return why a scan read nothing; the values in the sentence were not kept."""
    import string

    parts = string.Formatter().parse(console.text(row.sentence))
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in parts)


def _table(console: Console, *headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(console.text(heading), overflow="fold")
    return table
