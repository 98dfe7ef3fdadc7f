"""The last words in the terminal: what was read, what was found, where the report is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scanner.cli.console import Console
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow
from scanner.judging.model import Verdict
from scanner.report.model import Report

_SHOWN_BAD_ROWS = 20
_VERDICT_LINES: dict[Verdict, str] = {
    "likely_forged": N_("  {count:>5}  likely forged: do not pay, do not call back"),
    "suspicious": N_("  {count:>5}  suspicious: check with the lender first"),
    "unverified": N_("  {count:>5}  unverified: nothing in it that can be checked"),
    "consistent": N_("  {count:>5}  consistent with a genuine sender, which is no proof"),
}


def print_summary(console: Console, report: Report, paths: Sequence[Path]) -> None:
    """Print counts and the paths of the written files on stdout; never message text."""
    if report.is_demo:
        console.result(N_("DEMO: invented messages of a built-in phone, nobody's real inbox."))
    print_reading(console, report.acquisition)
    bills = report.kind_counts["due_reminder"]
    if report.cards:
        console.result(
            N_("{count} debt-collection messages and {bills} bills not yet due:"),
            count=len(report.cards) - bills,
            bills=bills,
        )
        for verdict, count in report.verdict_counts.items():
            console.result(_VERDICT_LINES[verdict], count=count)
    elif report.is_whole:
        console.result(N_("There is no debt-collection message in this inbox."))
    else:
        console.result(N_("No debt-collection message is among those that were read."))
    print_paths(console, paths)


def print_paths(console: Console, paths: Sequence[Path]) -> None:
    """Print on stdout where the reports are."""
    for path in paths:
        console.result(N_("Report: {path}"), path=path.resolve())


def print_reading(console: Console, acquisition: Acquisition) -> None:
    """Print on stdout what was read, how whole that is, and what was not read."""
    proved = acquisition.completeness == "proved"
    console.result(
        N_("{source}: {count} messages read, proved to be the whole inbox.")
        if proved
        else N_("{source}: {count} messages read."),
        source=console.text(acquisition.name),
        count=acquisition.read,
    )
    if acquisition.skipped or acquisition.bad_rows:
        console.result(
            N_("{source}: {read} read, {skipped} left out, {failed} could not be read."),
            source=console.text(acquisition.name),
            read=acquisition.read,
            skipped=acquisition.skipped,
            failed=len(acquisition.bad_rows),
        )
    for notice in acquisition.notices:
        console.result(notice.message, **notice.fields)


def print_bad_rows(console: Console, acquisition: Acquisition) -> None:
    """Print on stderr which records could not be read, or not wholly, and why."""
    bad_rows = acquisition.bad_rows
    _print_rows(console, bad_rows)
    if bad_rows:
        console.warn(
            N_("{bad} of {all} records could not be read; all others were."),
            bad=len(bad_rows),
            all=acquisition.expected,
        )
    _print_rows(console, acquisition.mended)
    if acquisition.mended:
        console.warn(
            N_("{count} messages were kept all the same, without the value that cannot be right."),
            count=len(acquisition.mended),
        )


def _print_rows(console: Console, rows: Sequence[BadRow]) -> None:
    for row in rows[:_SHOWN_BAD_ROWS]:
        place = console.text(row.place, **row.fields)
        reason = console.text(row.reason, **row.fields)
        if "file" in row.fields:
            place = f"{row.fields['file']}, {place}"
        console.warn(N_("{place}: {reason}"), place=place, reason=reason)
