"""`sms-scanner rules measure` and `fit`: how right the rules are on labelled messages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.i18n import N_
from scanner.ruleset.load import load_ruleset

if TYPE_CHECKING:
    from scanner.corpus.tasks import TaskName

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


@click.command()
@corpus_argument
@rules_option
@click.option(
    "--task",
    "names",
    type=click.Choice(("verdict", "kind")),
    multiple=True,
    default=("verdict", "kind"),
    show_default=True,
    help="Which weights to fit: those behind the verdict, those behind the kind, or both.",
)
@click.option(
    "--least-hits",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    help="Rules that fire less often keep their weight.",
)
@click.option("--write", is_flag=True, help="Write the weights into the rule files.")
@pass_console
def fit(
    console: Console,
    corpus: tuple[Path, ...],
    user_rules: Path | None,
    names: tuple[TaskName, ...],
    least_hits: int,
    write: bool,
) -> None:
    """Fit the weights of the rules to the labelled messages of CORPUS (JSONL).

    Each weight goes towards the log-likelihood ratio of its rule's hits, inside the band of its
    severity, as far as that costs nothing; rules with few hits keep theirs. Prints what would
    change, the confusion table before and after, and the one of messages that a fit did not see
    (cross-validated by source, or by template where there are too few sources). Weights that do
    worse there than those before are not written. The same messages always give the same weights.
    """
    from scanner.cli import corpus_tables as tables
    from scanner.corpus.fit import fit as fit_task
    from scanner.corpus.rows import read_corpus
    from scanner.corpus.tasks import task_of
    from scanner.corpus.trials import try_rows
    from scanner.corpus.write_weights import write_weights

    ruleset = load_ruleset(user_folder=user_rules)
    rows = read_corpus(corpus)
    with console.counting(N_("Judging")) as tell:
        trials = list(try_rows(rows, ruleset, lambda done: tell(done, len(rows))))
    weights: dict[str, float] = {}
    for name in dict.fromkeys(names):
        fitted = fit_task(task_of(name, trials, ruleset), least_hits)
        tables.print_fit(console, fitted)
        if fitted.holds_elsewhere:
            weights |= fitted.weights
        else:
            console.result(
                N_(
                    "Not to be written: on messages left out these weights "
                    "cost far more than before."
                )
            )
    if not write:
        console.say(N_("Nothing was written; --write writes the weights into the rule files."))
        return
    write_weights(ruleset, weights, datetime.now(UTC).date())
    console.result(N_("{count} rule files were written."), count=len(weights))


@click.command()
@corpus_argument
@rules_option
@click.option(
    "--left-out",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    multiple=True,
    help="Labelled messages to try the weights on; nothing is learnt from them.",
)
@click.option("--write", is_flag=True, help="Write the weights into lists/wordings.tsv.")
@pass_console
def learn(
    console: Console,
    corpus: tuple[Path, ...],
    user_rules: Path | None,
    left_out: tuple[Path, ...],
    write: bool,
) -> None:
    """Learn from the messages of CORPUS (JSONL) what the wording as a whole speaks for.

    A weight for each short run of words and each topic, beside the rules that there are. Rows
    without labels count as ordinary messages, unless the rules find a debt or a bill in them. The
    same messages always give the same weights. Needs scikit-learn:
    pip install 'sms-scanner[learn]'.
    """
    from dataclasses import replace

    from scanner.cli import corpus_tables as tables
    from scanner.corpus.learn import learn as learn_table
    from scanner.corpus.learn import teaching, without_wordings
    from scanner.corpus.measure import measure as measure_trials
    from scanner.corpus.rows import read_corpus
    from scanner.corpus.trials import try_rows
    from scanner.resources import resource_folder
    from scanner.ruleset.wordings import FILE_NAME, TOPICS, Wordings, table_lines
    from scanner.whole_file import write_whole

    ruleset = load_ruleset(user_folder=user_rules)
    read = read_corpus(corpus)
    tried = read_corpus(left_out) if left_out else ()
    with console.counting(N_("Judging")) as tell:
        rows = teaching(read, without_wordings(ruleset), lambda done: tell(done, len(read)))
    with console.counting(N_("Learning")) as tell:
        table = learn_table(rows, lambda done: tell(done, len(TOPICS)))
    console.result(N_("{count} runs of words have a weight."), count=len(table) - 1)
    if tried:
        learnt = replace(ruleset, wordings=Wordings(table))
        tables.print_figures(console, measure_trials(list(try_rows(tried, learnt))))
    if not write:
        console.say(
            N_("Nothing was written; --write writes the weights into {file}."), file=FILE_NAME
        )
        return
    folder = user_rules or resource_folder("rules")
    write_whole(folder / FILE_NAME, (line.encode() for line in table_lines(table.items())))
