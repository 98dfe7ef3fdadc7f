"""`sms-scanner rules`: look at the rule set, and test one's own rules."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text as RichText

from scanner.cli.console import Console, pass_console
from scanner.cli.corpus import fit, learn, measure
from scanner.cli.judging import rules_option
from scanner.errors import InputError, RulesError
from scanner.i18n import N_, Language
from scanner.resources import resource_folder
from scanner.ruleset.load import load_ruleset, parts_of
from scanner.ruleset.model import Check, Match, Phrases, Regex, Rule, SenderIs, Text, Wording
from scanner.ruleset.ruleset import Ruleset


@click.group()
def rules() -> None:
    """Look at the rules, and test your own."""


rules.add_command(measure)
rules.add_command(fit)
rules.add_command(learn)


@rules.command("list")
@rules_option
@click.option("--group", help="Only rules of this group.")
@pass_console
def list_rules(console: Console, user_rules: Path | None, group: str | None) -> None:
    """List the rules: id, group, direction, weight, title."""
    ruleset = load_ruleset(user_folder=user_rules)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (N_("Rule"), N_("Group"), N_("Says"), N_("Points"), N_("Status"), N_("Title")):
        table.add_column(console.text(heading), overflow="fold")
    for rule in ruleset.rules.values():
        if group in (None, rule.group):
            title = rule.title.of(console.language)
            points = f"{rule.weight:g}" if rule.weight else ""
            cells = (rule.id, rule.group, rule.direction, points, rule.status, title)
            table.add_row(*map(RichText, cells))
    _print(table)


@rules.command()
@click.argument("rule_id", metavar="ID")
@rules_option
@pass_console
def show(console: Console, rule_id: str, user_rules: Path | None) -> None:
    """Show one rule: what it says, when it is wrong, where it comes from, how it matches."""
    ruleset = load_ruleset(user_folder=user_rules)
    rule = _rule(ruleset, rule_id)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in _description(rule, console.language):
        table.add_row(console.text(label), RichText(text))
    _print(table)


@rules.command()
@click.argument("rule_ids", metavar="[ID]...", nargs=-1)
@rules_option
@pass_console
def test(console: Console, rule_ids: tuple[str, ...], user_rules: Path | None) -> None:
    """Run the examples that the rules carry."""
    from scanner.judging.examples import run_examples

    ruleset = load_ruleset(resource_folder("rules"), user_rules)  # every pattern, ours too
    chosen = [_rule(ruleset, rule_id) for rule_id in rule_ids] or list(ruleset.rules.values())
    failures = run_examples(ruleset, {rule.id for rule in chosen})
    for failure in failures:
        click.echo(f"{failure.rule_id}: {failure.example}: {failure.why}")
    count = sum(len(rule.hit) + len(rule.miss) for rule in chosen)
    if failures:
        raise RulesError(
            "{failed} of {count} examples failed.",
            "Each line above names the rule and the example, counted from 1.",
            failed=len(failures),
            count=count,
        )
    console.result(
        N_("{count} examples of {rules} rules: all right."), count=count, rules=len(chosen)
    )


@rules.command()
@rules_option
@click.option("--update-lock", is_flag=True, help="Write lock.json anew after a clean run.")
@pass_console
def lint(console: Console, user_rules: Path | None, update_lock: bool) -> None:
    """Hold the rules to the rules about rules."""
    from scanner.judging.checks import CHECKS
    from scanner.ruleset.lint import lint as problems_of
    from scanner.ruleset.lock import write_lock

    ruleset = load_ruleset(resource_folder("rules"), user_rules)  # every pattern, ours too
    folder = user_rules or resource_folder("rules")
    problems = problems_of(ruleset, folder, CHECKS.keys())
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise RulesError(
            "Mistakes in the rules: {count}.",
            "Each line above names the file, the field and what to do.",
            count=len(problems),
        )
    own = [rule for rule in ruleset.rules.values() if folder in ruleset.files[rule.id].parents]
    if update_lock:
        try:
            write_lock(own, folder)
        except OSError as error:
            raise InputError(
                "lock.json cannot be written: {reason}.", "Check the folder.", reason=error.strerror
            ) from error
    console.result(N_("{rules} rules: nothing to complain about."), rules=len(own))


@rules.command()
def schema() -> None:
    """Print the JSON Schema of a rule file, for editors."""
    from scanner.ruleset.schema import rule_schema

    click.echo(json.dumps(rule_schema(), ensure_ascii=False, indent=1))


def _rule(ruleset: Ruleset, rule_id: str) -> Rule:
    if rule_id not in ruleset.rules:
        raise InputError(
            "There is no rule {rule}.", "`sms-scanner rules list` names them all.", rule=rule_id
        )
    return ruleset.rules[rule_id]


def _in_both(text: Text, language: Language) -> str:
    """Return the words in Chinese, of the kind that the person reads, and English."""
    return f"{text.of('zh-Hans' if language == 'en' else language)}\n{text.en}"


def _description(rule: Rule, language: Language) -> list[tuple[str, str]]:
    facts = f"{rule.group} · {rule.direction} · {rule.severity} · {rule.weight:g} · {rule.status}"
    rows = [
        (N_("Rule"), f"{rule.id} (version {rule.version})"),
        (N_("Title"), _in_both(rule.title, language)),
        (N_("Kind"), facts),
        (N_("Why"), _in_both(rule.explain, language)),
        (N_("When it is wrong"), _in_both(rule.limits, language)),
    ]
    rows += [
        (N_("Source"), f"{source.url} ({source.tier}, {source.checked})\n{source.says}".strip())
        for source in rule.source
    ]
    rows += [(N_("Matches"), _pattern(part)) for part in parts_of(rule.match) if _pattern(part)]
    return rows


def _pattern(part: Match) -> str:
    match part:
        case Regex(pattern=pattern, on=views):
            return f"{pattern}  [{', '.join(views)}]"
        case Phrases(any=phrases, on=views):
            return f"{' | '.join(phrases)}  [{', '.join(views)}]"
        case SenderIs(classes=classes, name=name):
            return f"sender: {', '.join(classes)}" + (f"  named {name}" if name else "")
        case Wording(topic=topic, at_least=at_least, at_most=at_most):
            bound = f">= {at_least:g}" if at_least is not None else f"<= {at_most:g}"
            return f"wording: {topic} {bound}"
        case Check(name=name, params=params):
            return f"check {name} {dict(params)}" if params else f"check {name}"
        case _:
            return ""


def _print(table: Table) -> None:
    """Print a table on stdout: as wide as the terminal, or as the content where it is a pipe."""
    import sys

    from rich.console import Console as RichConsole

    terminal = sys.stdout.isatty()
    RichConsole(highlight=False, width=None if terminal else 200).print(table)
