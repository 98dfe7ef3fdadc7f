"""The tables that the corpus commands print."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from scanner.cli.console import Console
from scanner.corpus.figures import Confusion, Hits, Share
from scanner.corpus.fit import Fit
from scanner.corpus.measure import NO_VERDICT, Measurement
from scanner.corpus.rule_hits import RuleHits
from scanner.corpus.runs import Change, Run
from scanner.corpus.trials import Trial
from scanner.i18n import N_


def print_figures(console: Console, figures: Measurement) -> None:
    """Print everything that is counted over all rows."""
    console.result(N_("{count} messages"), count=f"{figures.rows:,}")
    table = console.table("", N_("Precision"), N_("Recall"), "F1")
    for name, hits in (
        (N_("Collection-style found"), figures.detection),
        (N_("Alarm (suspicious or likely forged)"), figures.alarm),
    ):
        table.add_row(console.text(name), *_hits(hits))
    _print(console, N_("Found"), table)
    _print_confusion(console, N_("Kind"), figures.kind)
    _print_confusion(console, N_("Verdict"), figures.verdict)
    _print_confusion(console, N_("Verdict on texts judged alone"), figures.text_verdict)
    table = console.table("", N_("Share"), N_("Rows"))
    for name, share in (
        (N_("Forged called consistent"), figures.forged_called_consistent),
        (N_("Consistent called likely forged"), figures.consistent_called_forged),
        (N_("Ordinary called collection-style"), figures.ordinary_detected),
        (N_("Ordinary with an alarm"), figures.ordinary_alarmed),
    ):
        if share.whole:
            table.add_row(console.text(name), _share(share), f"{share.part} / {share.whole}")
    _print(console, N_("Worst mistakes"), table)
    _print_hits(console, N_("Claims"), figures.claims)
    if figures.violations:
        every = {str(name): hits for name, hits in figures.violations.items()}
        every[console.text(N_("all"))] = figures.all_violations
        _print_hits(console, N_("Violations"), every)


def print_groups(console: Console, heading: str, groups: Mapping[str, Measurement]) -> None:
    """Print the main figures of each language or source; nothing where there is only one."""
    if len(groups) < 2:
        return
    table = console.table(
        heading,
        N_("Rows"),
        N_("Collection-style"),
        N_("Kind right"),
        N_("Alarm"),
        N_("Verdict"),
        N_("False finds"),
        N_("False alarms"),
    )
    for name, figures in groups.items():
        ordinary = figures.ordinary_detected
        table.add_row(
            name,
            f"{figures.rows:,}",
            _number(figures.detection.f1),
            _number(figures.kind.accuracy.value),
            _number(figures.alarm.f1),
            _number(figures.verdict.macro_f1),
            f"{ordinary.part} / {ordinary.whole}",
            f"{figures.ordinary_alarmed.part} / {figures.ordinary_alarmed.whole}",
        )
    _print(console, heading, table)


def print_rules(console: Console, every: Sequence[RuleHits]) -> None:
    """Print each rule that fired, and how many never did."""
    headings = (N_("Rule"), N_("Says"), N_("Points"), N_("Hits"), N_("Right"), N_("Wrong"))
    table = console.table(*headings, N_("Precision"), N_("Bits"), N_("Rank"))
    for hits in every:
        if hits.hits:
            counted = hits.right + hits.wrong
            rule = hits.rule
            table.add_row(
                rule.id,
                f"{rule.direction} {rule.topic}" if rule.topic else rule.direction,
                f"{rule.weight:g}" if rule.weight else "",
                str(hits.hits),
                str(hits.right) if counted else "",
                str(hits.wrong) if counted else "",
                _share(hits.precision) if counted else "",
                f"{hits.bits:.1f}" if counted else "",
                str(hits.rank) if hits.rank else "",
            )
    _print(console, N_("Rules"), table)
    silent = sum(not hits.hits for hits in every)
    if silent:
        console.result(N_("{count} rules fired on no row."), count=silent)


def print_wrong(console: Console, trials: Sequence[Trial]) -> None:
    """Print the ids of rows whose kind or verdict differs from the label, with what fired."""
    table = console.table(N_("Row"), N_("Labelled"), N_("Judged"), N_("Rules"))
    for trial in trials:
        row = trial.row
        labelled = [row.kind or ("?" if row.is_collection is None else str(row.is_collection))]
        judged = [trial.kind if row.kind else str(trial.is_collection)]
        if row.verdict or row.text_verdict not in (None, "n/a"):
            labelled.append(row.verdict or f"({row.text_verdict})")
            judged.append(trial.verdict or NO_VERDICT)
        same_alarm = row.verdict is None and row.alarm == trial.alarm
        if labelled[0] != judged[0] or (
            len(labelled) > 1 and labelled != judged and not same_alarm
        ):
            fired = ", ".join(sorted(trial.fired))
            table.add_row(row.id, " ".join(labelled), " ".join(judged), fired)
    _print(console, N_("Judged wrongly"), table)


def print_changes(console: Console, before: Run, ruleset_id: str, every: Sequence[Change]) -> None:
    """Print what changed since an earlier run."""
    better, worse = (sum(c.worth == worth for c in every) for worth in (1, -1))
    console.result(
        N_(
            "Since {before} (now {after}): {better} right that were wrong, "
            "{worse} wrong that were right, {other} other changes."
        ),
        before=before.ruleset,
        after=ruleset_id,
        better=better,
        worse=worse,
        other=len(every) - better - worse,
    )
    table = console.table(N_("Row"), "", N_("Before"), N_("Now"), N_("Labelled"), "")
    sign = {1: "+", -1: "-", 0: ""}
    for c in every:
        table.add_row(c.row_id, c.aspect, c.before, c.after, c.labelled, sign[c.worth])
    if every:
        _print(console, N_("Changes"), table)


def print_fit(console: Console, fit: Fit) -> None:
    """Print what a fit changes, and what that is worth."""
    heading = {"verdict": N_("Weights behind the verdict"), "kind": N_("Weights behind the kind")}
    headings = (N_("Rule"), N_("Right"), N_("Wrong"), N_("Ratio (bits)"), N_("Bounds"))
    table = console.table(*headings, N_("Weight"), N_("Fitted"), "")
    why = {
        "few hits": N_("too few hits"),
        "costs more": N_("going further would cost more"),
        "fitted": "",
    }
    frozen = 0
    for fitted in sorted(fit.rules, key=lambda f: (not f.changed, -f.right - f.wrong, f.rule.id)):
        frozen += fitted.why == "few hits"
        if fitted.why != "few hits":
            least, most = fit.task.bounds[fitted.rule.id]
            table.add_row(
                fitted.rule.id,
                str(fitted.right),
                str(fitted.wrong),
                f"{fitted.ratio:.1f}",
                f"{least:g}-{most:g}",
                f"{fitted.rule.weight:g}",
                f"{fitted.weight:g}" if fitted.changed else "=",
                console.text(why[fitted.why]) if why[fitted.why] else "",
            )
    _print(console, heading[fit.task.name], table)
    console.result(
        N_("{fitted} rules change, {frozen} keep their weight for too few hits."),
        fitted=len(fit.weights),
        frozen=frozen,
    )
    _print_confusion(console, N_("Before"), fit.before)
    _print_confusion(console, N_("After, on the messages that were fitted"), fit.after)
    _print_confusion(console, N_("After, on messages left out of the fit"), fit.held_out)
    by = {"source": N_("sources"), "template": N_("templates of text")}
    console.result(
        N_("Cross-validated in {folds} folds, split by {by}. The weights before were not."),
        folds=fit.folds,
        by=console.text(by[fit.folds_by]),
    )
    console.result(
        N_("Cost of all mistakes: before {before:g}, after {after:g}, left out {held_out:g}."),
        before=fit.cost(fit.before),
        after=fit.cost(fit.after),
        held_out=fit.cost(fit.held_out),
    )


def _print_confusion(console: Console, heading: str, confusion: Confusion) -> None:
    if not confusion.counts:
        return
    judged = [n for n in confusion.names if any(j == n for _, j in confusion.counts)]
    table = console.table(N_("Labelled"), *judged, N_("Precision"), N_("Recall"), "F1")
    for name in confusion.names:
        hits = confusion.hits(name)
        if hits.right + hits.missed:
            cells = (str(confusion[name, other] or "") for other in judged)
            table.add_row(name, *cells, *_hits(hits))
    _print(console, heading, table)
    console.result(
        N_("right: {right}; macro F1: {f1}"),
        right=_share(confusion.accuracy),
        f1=_number(confusion.macro_f1),
    )


def _print_hits(console: Console, heading: str, each: Mapping[str, Hits]) -> None:
    if not each:
        return
    table = console.table(
        "", N_("Right"), N_("Wrong"), N_("Missed"), N_("Precision"), N_("Recall"), "F1"
    )
    for name, hits in each.items():
        table.add_row(name, str(hits.right), str(hits.wrong), str(hits.missed), *_hits(hits))
    _print(console, heading, table)


def _hits(hits: Hits) -> tuple[str, str, str]:
    return _share(hits.precision), _share(hits.recall), _number(hits.f1)


def _share(share: Share) -> str:
    """Return a share with its interval: "98.1 % (95.2-99.3)"."""
    if not share.whole:
        return "-"
    low, high = share.interval
    return f"{100 * share.value:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def _print(console: Console, heading: str, table: Table) -> None:
    console.print_result(Text(f"\n{console.text(heading)}", style="bold underline"))
    console.print_table(table)
