"""`sms-scanner history`: what was scanned and found before."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from scanner import __version__
from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.cli.opened import open_history
from scanner.cli.recording import now_ms
from scanner.cli.times import local_time
from scanner.errors import InputError
from scanner.history import queries
from scanner.history.changes import RuleChange, reasons
from scanner.history.changes import changes as changes_between
from scanner.history.model import Change, Finding, Review, ScanRow
from scanner.history.sentence import without_values
from scanner.i18n import N_
from scanner.report import words
from scanner.report.write import prepare_target
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset
from scanner.settings import load_settings
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
            local_time(done.started_ms, console.language) if done else "–",
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
        opinions = queries.reviews(opened, phone)
    table = _table(
        console, N_("Scan"), N_("Began"), N_("Outcome"), N_("Messages"), N_("Rule set"),
        N_("Report"),
    )  # fmt: skip
    for row in scans:
        table.add_row(
            str(row.id),
            local_time(row.started_ms, console.language),
            Text(_outcome(console, row)),
            str(row.counts.get("messages", "")),
            row.ruleset,
            Text(row.report),
        )
    console.print_table(table)
    if found:
        click.echo()
        table = _table(
            console, N_("Message"), N_("Received"), N_("Kind"), N_("Verdict"), N_("Your label"),
        )  # fmt: skip
        for finding in found:
            table.add_row(
                finding.message_key,
                local_time(finding.received_ms, console.language),
                console.text(words.KIND[finding.kind]),
                console.text(words.VERDICT[finding.verdict]),
                _opinion(console, opinions.get(finding.message_key)),
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
        changes = changes_between(queries.findings(opened, before), queries.findings(opened, after))
    if before.ruleset != after.ruleset:
        console.result(
            N_("Rule set: {before}, then {after}."), before=before.ruleset, after=after.ruleset
        )
    _print_changes(console, changes, load_ruleset())
    if not changes:
        console.result(N_("Nothing was judged otherwise."))


@history.command()
@_phone_argument
@rules_option
@pass_console
def rejudge(console: Console, phone: int, user_rules: Path | None) -> None:
    """Judge the kept messages of a PHONE with the rules of today: which verdicts change, and why.

    Also messages that are gone from the phone are judged. Nothing is written: the next scan judges
    what is on the phone, and keeps that.
    """
    from scanner.history.rejudge import rejudge as judge_again

    ruleset = load_ruleset(user_folder=user_rules)
    with open_history(console) as opened:
        queries.inbox(opened, phone)
        outcome = judge_again(opened, phone, ruleset)
    console.result(
        N_("{judged} kept texts were judged again with rule set {ruleset}."),
        judged=outcome.judged,
        ruleset=ruleset.id,
    )
    _print_changes(console, outcome.changes, ruleset)
    if not outcome.changes:
        console.result(N_("Nothing was judged otherwise."))
    if outcome.unjudged:
        console.say(
            N_("Of {count} other messages no text is kept: only a new scan can judge them."),
            count=outcome.unjudged,
        )


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
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder for the page, or its file name.  [default: this folder]",
)
@pass_console
def report(console: Console, output: Path) -> None:
    """Write one HTML page on all phones: last scan, open findings, attempts that read nothing.

    For a help desk. No text of a message is in it.
    """
    from scanner.history.overview import overview
    from scanner.history.page import render_overview

    target = prepare_target(output)
    stale_days = load_settings().notices.remind_after_days
    created_ms = now_ms()
    with open_history(console) as opened:
        state = overview(opened, now_ms=created_ms, stale_days=stale_days)
    if target.is_dir():
        made = datetime.fromtimestamp(created_ms / 1000).astimezone()
        target /= f"sms-history-{made:%Y%m%d-%H%M%S}.html"
    write_whole(target, [render_overview(state, console.language, __version__)])
    console.result(N_("Overview: {path}"), path=target.resolve())


@history.command()
@_phone_argument
@click.confirmation_option("-y", "--yes", prompt="?")
@pass_console
def forget(console: Console, phone: int) -> None:
    """Remove everything that is kept of a PHONE. Reports that were written stay where they are."""
    with open_history(console) as opened:
        about = queries.inbox(opened, phone)
        reports = {row.report for row in queries.scans(opened, phone) if row.report}
        opened.forget(phone)
    console.result(N_("Nothing of {phone} is left in the history."), phone=about.name)
    kept = [path for path in sorted(reports) if Path(path).is_file()]
    damaged = sorted(map(str, opened.path.parent.glob(f"{opened.path.name}.damaged-*")))
    for path in (*kept, *damaged):
        console.warn(N_("Still there, delete it if you no longer need it: {path}"), path=path)


def _opinion(console: Console, review: Review | None) -> str:
    if review is None:
        return ""
    return console.text(N_("right") if review.is_right else N_("wrong"))


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


def _print_changes(console: Console, changes: list[Change], ruleset: Ruleset) -> None:
    for change in changes:
        words_ = f"{_judged(console, change.before)} -> {_judged(console, change.after)}"
        received_ms = (change.after or change.before).received_ms  # type: ignore[union-attr]
        click.echo(f"{change.message_key}  {local_time(received_ms, console.language)}  {words_}")
        why = reasons(change)
        for reason_ in why:
            click.echo(f"    {_why(console, reason_, ruleset)}")
        if change.before and change.after and not why:
            console.result(N_("    The same rules, weighed otherwise."))


def _why(console: Console, change: RuleChange, ruleset: Ruleset) -> str:
    before, after = change.before, change.after
    rule = ruleset.rules.get(change.rule)
    title = f"{rule.title.of(console.language)}  " if rule else ""
    if before and after:
        version = f"v{before.version}"
        version += f" -> v{after.version}" if after.version != before.version else ""
        points = f"{before.points:+.3g} -> {after.points:+.3g}"
        return f"~ {title}{change.rule} {version}  {points}"
    there = after or before
    assert there is not None
    points = f"  {there.points:+.3g}" if there.points else ""
    return f"{'+' if after else '-'} {title}{change.rule} v{there.version}{points}"


def _judged(console: Console, finding: Finding | None) -> str:
    if finding is None:
        return console.text(N_("not there"))
    names = [words.VERDICT[finding.verdict], words.KIND[finding.kind]]
    names += [words.VIOLATION[v] for v in finding.violations if v in words.VIOLATION]
    return ", ".join(console.text(name) for name in names)


def _outcome(console: Console, row: ScanRow) -> str:
    outcome = console.text(_OUTCOMES[row.outcome])
    if not row.sentence:
        return outcome
    return console.text(N_("{outcome}: {reason}"), outcome=outcome, reason=reason(console, row))


def reason(console: Console, row: ScanRow) -> str:
    """Return why a scan read nothing; the values in the sentence were not kept."""
    return without_values(console.text(row.sentence))


def _table(console: Console, *headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(console.text(heading), overflow="fold")
    return table
