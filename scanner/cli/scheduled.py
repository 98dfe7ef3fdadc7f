"""A scan that nobody watches: quiet, with news only, and a notice if something needs a person."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from scanner.cli.acquire import every_phone, inbox_of_phone
from scanner.cli.console import Console
from scanner.cli.judging import report_of, stated_debts
from scanner.cli.recording import Recorder, now_ms
from scanner.cli.signals import end_tidily_on_sigterm
from scanner.cli.ways import How
from scanner.errors import PhoneNotReady, ScannerError
from scanner.history import queries
from scanner.history.model import Recorded
from scanner.history.store import History
from scanner.i18n import N_
from scanner.inbox.acquisition import Inbox
from scanner.judging.model import VERDICTS, Verdict
from scanner.places import state_folder
from scanner.report.model import Report
from scanner.report.write import prepare_target, write_report
from scanner.ruleset.load import load_ruleset
from scanner.schedule.notices import send
from scanner.schedule.reminder import days_to_remind_of
from scanner.settings import Settings, load_settings

_WORST_LAST = (0, PhoneNotReady.exit_code, ScannerError.exit_code)


def scheduled_scan(console: Console, serial: str | None, user_rules: Path | None) -> int:
    """Scan every phone that is connected, or one, and return the exit code.

    Raises:
        InputError: the settings hold a mistake.
        RulesError: the rules do.
        OutputError: the folder for reports cannot be written.
    """
    end_tidily_on_sigterm()
    settings = load_settings()
    quiet = Console(console.language, quiet=True)
    recorder = Recorder(quiet, scheduled=True)
    reports = Path(settings.schedule.reports or state_folder() / "reports").expanduser()
    prepare_target(reports)
    ruleset = load_ruleset(user_folder=user_rules)
    owed = stated_debts(None)

    def finish(inbox: Inbox) -> int:
        report = recorder.with_log(report_of(inbox, ruleset, owed))
        _tell(quiet, recorder, settings, report, reports)
        return 0

    try:
        if serial is None:
            codes = every_phone(quiet, How(), recorder, finish)
        else:
            codes = [finish(inbox_of_phone(quiet, serial, How(), recorder))]
    except click.exceptions.Exit as leaving:  # no phone is ready; that was said
        codes = [leaving.exit_code]
    if 0 not in codes:
        _remind(quiet, settings)
    return max(codes, key=_WORST_LAST.index)


def _tell(
    console: Console, recorder: Recorder, settings: Settings, report: Report, reports: Path
) -> None:
    """Write a report if there is news, or none was ever written; then say so, once."""
    outcome = recorder.done(report)
    if outcome is None:  # without a history everything may be new: rather twice than never
        recorded, verdicts = None, [j.verdict for j in report.cards if j.verdict]
    else:
        recorded, found = outcome
        verdicts = [finding.verdict for finding in found]
    if not verdicts and recorded is not None and _has_report(recorded):
        return
    path = write_report(report, reports, "html", console.language, report.acquisition.name)
    told = _announce(console, settings, verdicts)
    if verdicts:
        console.result(N_("Report: {path}"), path=path)
    if recorded is not None:
        recorder.reported(recorded, [path], told=told)


def _announce(console: Console, settings: Settings, verdicts: list[Verdict]) -> bool:
    """Say how many new findings there are and how urgent; tell whether that reached anybody."""
    counts = Counter(verdicts)
    urgent = VERDICTS[: VERDICTS.index(settings.notices.at_least) + 1]
    if not any(counts[verdict] for verdict in urgent):
        return True
    text = console.text(
        N_(
            "New messages about debts: {new}; likely forged {forged}, suspicious {suspicious}. "
            "Open the report before you pay or call."
        ),
        new=counts.total(),
        forged=counts["likely_forged"],
        suspicious=counts["suspicious"],
    )
    click.echo(text)
    return notify(console, settings, text)


def notify(console: Console, settings: Settings, text: str) -> bool:
    """Send a notice; tell whether it went some way, or none is set."""
    outcomes = send(settings.notices, text)
    for way, problem in outcomes:
        if problem and settings.notices.push:  # else the words above are all there is, and enough
            console.warn(N_("Notice ({way}): {problem}"), way=way, problem=console.text(problem))
    return not settings.notices.push or any(not problem for _, problem in outcomes)


def _remind(console: Console, settings: Settings) -> None:
    try:
        with History() as history:
            # Without any success, the days count from the first attempt.
            since = queries.last_success(history) or queries.first_scheduled(history)
            runs = [row for row in queries.scans(history, limit=50) if row.scheduled]
    except ScannerError:
        return  # that was said when this run was recorded
    days = days_to_remind_of(
        since.finished_ms if since else None,
        runs[1].started_ms if len(runs) > 1 else None,
        now_ms(),
        settings.notices.remind_after_days,
    )
    if days is not None:
        text = console.text(
            N_("No phone was scanned for {days} days. Connect and unlock it when it suits you."),
            days=days,
        )
        click.echo(text)
        notify(console, settings, text)


def _has_report(recorded: Recorded) -> bool:
    try:
        with History() as history:
            rows = queries.scans(history, recorded.inbox_id)
    except ScannerError:
        return False
    return any(row.report and Path(row.report).is_file() for row in rows)
