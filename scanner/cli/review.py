"""`sms-scanner review`: what the person thinks of findings, and how each rule did by that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.cli.opened import open_history
from scanner.cli.recording import now_ms
from scanner.cli.terminal import plain_visible
from scanner.cli.times import local_time
from scanner.errors import InputError
from scanner.history import queries
from scanner.history.changes import rules_of
from scanner.history.model import REALLY, Finding, InboxRow, Really, Review
from scanner.history.precision import precision_of_rules
from scanner.history.store import History
from scanner.i18n import N_
from scanner.judging.model import VERDICTS
from scanner.report import words
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

_REALLY_KEYS: dict[str, Really] = {"f": "forged", "g": "genuine", "o": "other", "?": ""}
_FOLLOWS: dict[str, Really] = {
    "likely_forged": "forged",
    "suspicious": "forged",
    "consistent": "genuine",
}
"""What a message is if its verdict is right."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A finding, and where it is from."""

    inbox: InboxRow
    finding: Finding


@click.group(invoke_without_command=True)
@pass_console
@click.pass_context
def review(ctx: click.Context, console: Console) -> None:
    """Label your own findings: was the verdict right? Nothing leaves this computer.

    Without a command: asks about each finding that has no label yet, as `review label` does.
    """
    if ctx.invoked_subcommand is None:
        _ask_about_all(console, None, again=False)


@review.command()
@click.argument("phone", metavar="[PHONE]", type=int, required=False)
@click.option("--again", is_flag=True, help="Also ask about findings that have a label.")
@pass_console
def label(console: Console, phone: int | None, again: bool) -> None:
    """Ask about each finding, of one PHONE or of all: was the verdict right, what was it really?"""
    _ask_about_all(console, phone, again=again)


@review.command()
@click.argument("phone", metavar="PHONE", type=int)
@click.argument("message", metavar="MESSAGE")
@click.option("--right/--wrong", "is_right", required=True, help="Whether the verdict was right.")
@click.option("--really", type=click.Choice([r for r in REALLY if r]), help="What it really was.")
@pass_console
def mark(console: Console, phone: int, message: str, is_right: bool, really: Really | None) -> None:
    """Label one finding: MESSAGE as `history show PHONE` names it."""
    with open_history(console) as history:
        queries.inbox(history, phone)
        found = {f.message_key: f for f in queries.last_findings(history, phone)}
        if message not in found:
            raise InputError(
                N_("The history holds no finding {key} of that phone."),
                N_("`sms-scanner history show PHONE` lists its findings."),
                key=message,
            )
        history.review(phone, _review(found[message], is_right=is_right, really=really))
    console.result(N_("Labelled."))


@review.command()
@click.argument("phone", metavar="[PHONE]", type=int, required=False)
@rules_option
@pass_console
def rules(console: Console, phone: int | None, user_rules: Path | None) -> None:
    """Show how often each rule was right on the findings that you labelled, the worst first.

    Without PHONE: of all real phones, the demo phone aside.
    """
    ruleset = load_ruleset(user_folder=user_rules)
    with open_history(console) as history:
        labelled = [
            (item.finding, opinion)
            for row in _inboxes(history, phone, demo=False)
            for item, opinion in _labelled(history, row)
        ]
    rows = precision_of_rules(labelled, {r.id: r.direction for r in ruleset.rules.values()})
    if not rows:
        console.result(N_("No finding has a label yet. Give some: sms-scanner review"))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (
        N_("Rule"), N_("Right"), N_("Wrong"), N_("Precision"), N_("95 % interval"), N_("Title"),
    ):  # fmt: skip
        table.add_column(console.text(heading), overflow="fold")
    for row in rows:
        low, high = row.share.interval
        table.add_row(
            row.rule,
            str(row.right),
            str(row.wrong),
            f"{row.share.value:.0%}",
            f"{low:.0%} – {high:.0%}",
            Text(_title(console, ruleset, row.rule)),
        )
    console.print_table(table)


def _ask_about_all(console: Console, phone: int | None, *, again: bool) -> None:
    ruleset = load_ruleset()
    with open_history(console) as history:
        items = [
            _Item(row, finding)
            for row in _inboxes(history, phone, demo=True)
            for finding in _unlabelled(history, row, again=again)
        ]
        if not items:
            console.result(N_("Every finding has a label already, or there is none."))
            return
        done = 0
        try:
            for number, item in enumerate(items, start=1):
                _show(console, history, ruleset, item, f"{number}/{len(items)}")
                answer = _ask(
                    console, N_("Is the verdict right? y = yes, n = no, s = skip, q = quit"), "ynsq"
                )
                if answer == "s":
                    continue
                history.review(item.inbox.id, _answered(console, item.finding, answer == "y"))
                done += 1
        except click.Abort:  # q, Ctrl-C or the end of input: what was answered is kept
            click.echo()
    console.result(N_("Labelled: {count}. How each rule did: sms-scanner review rules"), count=done)


def _inboxes(history: History, phone: int | None, *, demo: bool) -> list[InboxRow]:
    if phone is not None:
        return [queries.inbox(history, phone)]
    return [row for row in queries.inboxes(history) if demo or not row.is_demo]


def _unlabelled(history: History, row: InboxRow, *, again: bool) -> list[Finding]:
    known = {} if again else queries.reviews(history, row.id)
    found = [f for f in queries.last_findings(history, row.id) if f.message_key not in known]
    return sorted(found, key=lambda f: VERDICTS.index(f.verdict))  # the most urgent first


def _labelled(history: History, row: InboxRow) -> Iterator[tuple[_Item, Review]]:
    opinions = queries.reviews(history, row.id)
    for finding in queries.last_findings(history, row.id):
        if finding.message_key in opinions:
            yield _Item(row, finding), opinions[finding.message_key]


def _show(console: Console, history: History, ruleset: Ruleset, item: _Item, progress: str) -> None:
    finding = item.finding
    address, body = queries.body_of(history, item.inbox.id, finding.message_key)
    head = " · ".join(
        [
            f"[{progress}]",
            console.text(words.VERDICT[finding.verdict]),
            console.text(words.KIND[finding.kind]),
            local_time(finding.received_ms, console.language),
            plain_visible(address) or console.text(N_("unknown sender")),
            item.inbox.name,
        ]
    )
    click.echo()
    console.print_result(Text(head, style="bold"))
    console.print_result(Text(plain_visible(body)))
    for rule, hit in rules_of(finding).items():
        points = f" ({hit.points:+.3g})" if hit.points else ""
        console.print_result(Text(f"  - {_title(console, ruleset, rule)}{points}", style="dim"))


def _answered(console: Console, finding: Finding, is_right: bool) -> Review:
    if is_right and finding.verdict in _FOLLOWS:
        return _review(finding, is_right=True, really=None)
    answer = _ask(
        console,
        N_(
            "What was it really? f = a forgery, g = from the real sender, o = not about a debt, "
            "? = not known, q = quit"
        ),
        "fgo?q",
    )
    return _review(finding, is_right=is_right, really=_REALLY_KEYS[answer])


def _review(finding: Finding, *, is_right: bool, really: Really | None) -> Review:
    if really is None:
        really = _FOLLOWS.get(finding.verdict, "") if is_right else ""
    return Review(
        message_key=finding.message_key,
        reviewed_ms=now_ms(),
        verdict=finding.verdict,
        is_right=is_right,
        really=really,
    )


def _ask(console: Console, question: str, keys: str) -> str:
    choice = click.Choice(list(keys), case_sensitive=False)
    answer: str = click.prompt(console.text(question), type=choice, show_choices=False)
    if answer == "q":
        raise click.Abort
    return answer


def _title(console: Console, ruleset: Ruleset, rule_id: str) -> str:
    rule = ruleset.rules.get(rule_id)
    if rule is None:
        return rule_id
    return rule.title.of(console.language)
