"""`sms-scanner scan`: read a phone, judge its messages, write the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from scanner.cli.acquire import every_phone
from scanner.cli.console import Console, pass_console
from scanner.cli.judging import (
    debts_options,
    redact_option,
    report_of,
    rules_option,
    shown,
    stated_debts,
)
from scanner.cli.recording import Recorder
from scanner.cli.sources import Wanted, check_exclusive, source_options
from scanner.cli.summary import print_bad_rows, print_paths, print_summary
from scanner.errors import PhoneNotReady, ScannerError
from scanner.i18n import N_
from scanner.inbox.acquisition import Inbox
from scanner.judging.model import VERDICTS
from scanner.report.model import Report
from scanner.report.write import FORMATS, Format, check_format, prepare_target, write_report
from scanner.ruleset.load import load_ruleset

FINDINGS = 1
"""Exit code when a finding is at or above `--fail-on`."""
_WORST_LAST = (0, FINDINGS, PhoneNotReady.exit_code, ScannerError.exit_code)


@click.command()
@source_options
@click.option("--all", "all_phones", is_flag=True, help="Every connected phone, a report for each.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder for the report, or its file name.  [default: this folder]",
)
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("html",),
    show_default=True,
    help="Form of the report; may be given more than once.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["likely_forged", "suspicious", "never"]),
    default="never",
    show_default=True,
    help="Leave with exit code 1 if a collection message or bill is judged so, or worse.",
)
@debts_options
@click.option(
    "--sentences",
    is_flag=True,
    help="Also print the whole report as sentences, the most urgent first: to be heard.",
)
@redact_option
@click.option(
    "--keep",
    is_flag=True,
    help="Keep the inbox on this computer (mode 0600), so that later scans of this phone read only "
    "what is new, and one that was broken off goes on. `history forget` removes it.",
)
@click.option("--no-history", is_flag=True, help="Leave this scan out of the history.")
@rules_option
@pass_console
@click.pass_context
def scan(
    ctx: click.Context,
    console: Console,
    /,
    all_phones: bool,
    output: Path,
    formats: tuple[Format, ...],
    fail_on: Literal["likely_forged", "suspicious", "never"],
    keep: bool,
    sentences: bool,
    no_history: bool,
    user_rules: Path | None,
    debts: Path | None,
    no_debts: bool,
    redact: bool,
    **source: Any,
) -> None:
    """Read a phone's inbox over ADB, judge its messages and write a report.

    Connect the phone by USB, with USB debugging switched on. Nothing on the phone is changed, and
    nothing leaves this computer.
    """
    wanted = Wanted(**source)
    check_exclusive(wanted, all=all_phones)
    if not prepare_target(output).is_dir() and (len(formats) > 1 or all_phones):
        raise click.UsageError("With --all or several --format, --output must name a folder.")
    for form in formats:
        check_format(form)
    ruleset = load_ruleset(user_folder=user_rules)
    # An invented inbox owes nothing; several phones hardly have one owner.
    of_somebody_else = debts is None and (wanted.demo or all_phones)
    owed = stated_debts(debts, ignored=no_debts or of_somebody_else)
    if owed is not None:
        console.say(
            N_("Messages are compared with {count} debts on your list."), count=len(owed.debt)
        )
    recorder = Recorder(console, enabled=not no_history)

    def finish(inbox: Inbox) -> int:
        report = recorder.with_log(report_of(inbox, ruleset, owed))
        label = inbox.acquisition.name if all_phones else ""
        written = shown(report, console.language, redact=redact)
        paths = [write_report(written, output, form, console.language, label) for form in formats]
        print_bad_rows(console, inbox.acquisition)
        if sentences:
            write_report(written, Path("-"), "text", console.language)
            print_paths(console, paths)
        else:
            print_summary(console, report, paths)
        if (outcome := recorder.done(report)) is not None:
            recorder.reported(outcome[0], paths, told=True)  # it stands in the report
        if _has_finding(report, fail_on):
            return FINDINGS
        return ScannerError.exit_code if inbox.acquisition.bad_rows else 0

    how = wanted.how(console, keep=keep)
    if all_phones:
        codes = every_phone(console, how, recorder, finish)
        _print_phones(console, codes)
    else:
        codes = [finish(wanted.inbox(console, how, recorder))]
    ctx.exit(max(codes, key=_WORST_LAST.index))


def _print_phones(console: Console, codes: list[int]) -> None:
    """Print how many phones were read, by the exit code of each."""
    not_ready, failed = (
        codes.count(code) for code in (PhoneNotReady.exit_code, ScannerError.exit_code)
    )
    console.result(
        N_("Phones: {read} read, {skipped} not ready, {failed} failed."),
        read=len(codes) - not_ready - failed,
        skipped=not_ready,
        failed=failed,
    )


def _has_finding(report: Report, threshold: str) -> bool:
    """Tell whether a collection message or bill has the verdict `threshold` or a worse one."""
    if threshold == "never":
        return False
    alarming = VERDICTS[: VERDICTS.index(threshold) + 1]
    return any(j.verdict in alarming for j in report.cards)
