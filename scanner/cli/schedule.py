"""`sms-scanner schedule`: scans at set times, by the scheduler that the system has."""

from __future__ import annotations

from pathlib import Path

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.history import reason
from scanner.cli.installing import (
    install_job,
    install_options,
    job_of,
    say_note,
    status_of,
    uninstall_job,
)
from scanner.cli.judging import rules_option
from scanner.cli.opened import open_history
from scanner.cli.times import local_time
from scanner.history import queries
from scanner.i18n import N_
from scanner.schedule.plan import at, every
from scanner.schedule.systems import SystemName


@click.group()
def schedule() -> None:
    """Scan at set times, without being asked."""


@schedule.command()
@click.option("--every", "period", metavar="PERIOD", help="Such as 12h: counted from 09:00.")
@click.option("--at", "times", metavar="TIMES", help="Such as 09:00,21:00.")
@install_options
@pass_console
def install(
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
    job = job_of(console, plan, "schedule", "run")
    scheduler = install_job(console, "scan", job, name, dry_run=dry_run)
    if scheduler is not None:
        console.result(
            N_("Scans run daily at {times}, by {scheduler}."),
            times=", ".join(f"{time:%H:%M}" for time in plan.times),
            scheduler=scheduler.name,
        )
        say_note(console, scheduler.status())


@schedule.command()
@pass_console
def uninstall(console: Console) -> None:
    """Stop scanning at set times."""
    if uninstall_job(console, "scan"):
        console.result(N_("Scans no longer run by themselves."))
    else:
        console.result(N_("No scans were scheduled here."))


@schedule.command()
@pass_console
def status(console: Console) -> None:
    """Tell when scans run next and ran last, what came of it, and where the last report is."""
    job = status_of(console, "scan")
    with open_history(console) as history:
        last = next((row for row in queries.scans(history) if row.scheduled), None)
        success = queries.last_success(history)
    yes, no = N_("Scheduled: yes"), N_("Scheduled: no")
    console.result(yes if job.installed else no)
    if job.next_run:
        console.result(N_("Next run: {time}"), time=job.next_run)
    if job.last_exit is not None:
        console.result(N_("Last exit code: {code}"), code=job.last_exit)
    if last:
        console.result(N_("Last run: {time}"), time=local_time(last.started_ms, console.language))
        if last.sentence:
            console.result(N_("It read nothing: {reason}"), reason=reason(console, last))
    console.result(
        N_("Last success: {time}"),
        time=local_time(success.started_ms if success else None, console.language),
    )
    if success and success.report:
        console.result(N_("Report: {path}"), path=success.report)
    say_note(console, job)


@schedule.command("run")
@click.option("-s", "--serial", help="Only this phone.")
@rules_option
@pass_console
@click.pass_context
def run_(ctx: click.Context, console: Console, serial: str | None, user_rules: Path | None) -> None:
    """Scan every phone that is ready and tell only what is new: what the scheduler calls."""
    from scanner.cli.scheduled import scheduled_scan

    ctx.exit(scheduled_scan(console, serial, user_rules))


@schedule.command(hidden=True)
def tidy() -> None:
    """End an adb server that a scan started and could not end, since it was killed.

    Called by systemd when a service of ours has ended. A server in use by others stays.
    """
    from scanner.inbox.phone.server import stop_orphan

    stop_orphan()
