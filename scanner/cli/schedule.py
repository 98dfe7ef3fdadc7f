"""`sms-scanner schedule`: scans at set times, by the scheduler that the system has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.history import reason
from scanner.cli.judging import rules_option
from scanner.cli.scheduled import scheduled_scan
from scanner.cli.times import local_time
from scanner.history import queries
from scanner.history.store import History
from scanner.i18n import N_
from scanner.places import state_folder
from scanner.schedule.cron import crontab
from scanner.schedule.plan import at, every
from scanner.schedule.scheduler import Job, JobStatus
from scanner.schedule.systems import SYSTEMS, SystemName, scheduler_of, this_system

_PASSED_ON = ("SMS_SCANNER_", "ANDROID_", "ADB_", "ADBUTILS_")
_SECRET = "SMS_SCANNER_PASSWORD"  # noqa: S105 - its name


@click.group()
def schedule() -> None:
    """Scan at set times, without being asked."""


@schedule.command()
@click.option("--every", "period", metavar="PERIOD", help="Such as 12h: counted from 09:00.")
@click.option("--at", "times", metavar="TIMES", help="Such as 09:00,21:00.")
@click.option("--dry-run", is_flag=True, help="Print what would be written; change nothing.")
@click.option(
    "--scheduler",
    "name",
    type=click.Choice(SYSTEMS),
    help="Which one.  [default: this system's]",
)
@pass_console
@click.pass_context
def install(
    ctx: click.Context,
    console: Console,
    period: str | None,
    times: str | None,
    dry_run: bool,
    name: SystemName | None,
) -> None:
    """Let this computer scan connected phones at set times, in place of an earlier plan."""
    if (period is None) == (times is None):
        raise click.UsageError("Give either --every or --at.")
    plan = every(period) if period is not None else at(times or "")
    state = state_folder()
    language = ("--lang", console.language)
    job = Job(
        plan=plan,
        command=(sys.executable, "-P", "-m", "scanner", *language, "schedule", "run"),
        log=state / "schedule.log",
        environment={
            variable: value
            for variable, value in sorted(os.environ.items())
            if variable.startswith(_PASSED_ON) and variable != _SECRET
        },
    )
    scheduler = scheduler_of(name or this_system())
    if scheduler is None:
        click.echo(crontab(job), nl=False)
        if not dry_run:
            console.warn(
                N_("No scheduler here can be set by a program: add these lines with `crontab -e`.")
            )
            ctx.exit(2)
    elif dry_run:
        for path, text in scheduler.files(job).items():
            click.echo(f"# {path}\n{text}")
    else:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        scheduler.install(job)
        console.result(
            N_("Scans run daily at {times}, by {scheduler}."),
            times=", ".join(f"{time:%H:%M}" for time in plan.times),
            scheduler=scheduler.name,
        )
        _say_note(console, scheduler.status())


@schedule.command()
@pass_console
def uninstall(console: Console) -> None:
    """Stop scanning at set times."""
    scheduler = scheduler_of(this_system())
    if scheduler is not None and scheduler.uninstall():
        console.result(N_("Scans no longer run by themselves."))
    else:
        console.result(N_("No scans were scheduled here."))


@schedule.command()
@pass_console
def status(console: Console) -> None:
    """Tell when scans run next and ran last, what came of it, and where the last report is."""
    scheduler = scheduler_of(this_system())
    job = scheduler.status() if scheduler else JobStatus(installed=False)
    with History() as history:
        last = next((row for row in queries.scans(history) if row.scheduled), None)
        success = queries.last_success(history)
    yes, no = N_("Scheduled: yes"), N_("Scheduled: no")
    console.result(yes if job.installed else no)
    if job.next_run:
        console.result(N_("Next run: {time}"), time=job.next_run)
    if job.last_exit is not None:
        console.result(N_("Last exit code: {code}"), code=job.last_exit)
    if last:
        console.result(N_("Last run: {time}"), time=local_time(last.started_ms))
        if last.sentence:
            console.result(N_("It read nothing: {reason}"), reason=reason(console, last))
    console.result(
        N_("Last success: {time}"), time=local_time(success.started_ms if success else None)
    )
    if success and success.report:
        console.result(N_("Report: {path}"), path=success.report)
    _say_note(console, job)


@schedule.command("run")
@click.option("-s", "--serial", help="Only this phone.")
@rules_option
@pass_console
@click.pass_context
def run_(ctx: click.Context, console: Console, serial: str | None, user_rules: Path | None) -> None:
    """Scan every phone that is ready and tell only what is new: what the scheduler calls."""
    ctx.exit(scheduled_scan(console, serial, user_rules))


def _say_note(console: Console, job: JobStatus) -> None:
    if job.note:
        console.warn(job.note)
