"""`sms-scanner rules measure`: how right the rules are on labelled messages."""

from __future__ import annotations

from pathlib import Path

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.i18n import N_
from scanner.ruleset.load import load_ruleset

corpus_argument = click.argument(
    "corpus",
    metavar="CORPUS...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)


@click.command()
@corpus_argument
@rules_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to keep the answers in, without any text, for --against.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="File that an earlier run kept: tell what changed.",
)
@click.option("--wrong", is_flag=True, help="Also list each row that is judged wrongly, by its id.")
@click.option("--no-rules", is_flag=True, help="Leave out the table of rules.")
@pass_console
def measure(
    console: Console,
    corpus: tuple[Path, ...],
    user_rules: Path | None,
    output: Path | None,
    against: Path | None,
    wrong: bool,
    no_rules: bool,
) -> None:
    """Judge the labelled messages of CORPUS (JSONL) and count right and wrong.

    Prints the confusion tables with their intervals (Wilson, 95 %), figures by language and source,
    and how often each rule fires, how often rightly, and how much it tells.
    """
    from scanner.cli import corpus_tables as tables
    from scanner.corpus.measure import measure as measure_trials
    from scanner.corpus.measure import measure_by
    from scanner.corpus.rows import read_corpus
    from scanner.corpus.rule_hits import rule_hits
    from scanner.corpus.runs import changes, encode_run, read_run, run_of
    from scanner.corpus.trials import try_rows
    from scanner.whole_file import prepare_file, write_whole

    ruleset = load_ruleset(user_folder=user_rules)
    before = read_run(against) if against else None
    if output:
        prepare_file(output)
    rows = read_corpus(corpus)
    with console.counting(N_("Judging")) as tell:
        trials = list(try_rows(rows, ruleset, lambda done: tell(done, len(rows))))
    figures = measure_trials(trials)
    tables.print_figures(console, figures)
    tables.print_groups(console, N_("Language"), measure_by(trials, lambda t: t.row.language))
    tables.print_groups(console, N_("Source"), measure_by(trials, lambda t: t.row.source))
    if not no_rules:
        tables.print_rules(console, rule_hits(ruleset.rules.values(), trials))
    if wrong:
        tables.print_wrong(console, trials)
    if before is not None:
        tables.print_changes(console, before, ruleset.id, changes(before, trials))
    if output:
        write_whole(output, [encode_run(run_of(trials, ruleset.id))])
