"""What `schedule` and `watch` share: installing, removing and asking the system's scheduler."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from scanner.cli.console import Console
from scanner.i18n import N_
from scanner.places import state_folder
from scanner.schedule.cron import crontab, in_crontab
from scanner.schedule.plan import Plan
from scanner.schedule.scheduler import Command, Job, JobStatus, Role, Scheduler
from scanner.schedule.systems import SYSTEMS, SystemName, scheduler_of, this_system

_PASSED_ON = ("PATH", "SMS_SCANNER_", "ANDROID_", "ADB_", "ADBUTILS_")
"""How variables begin that the job gets. PATH: adb may be in a place that only a shell knows."""
_PLACES = ("SMS_SCANNER_STATE", "SMS_SCANNER_CONFIG", "SMS_SCANNER_RULES")
"""Paths, which may be relative to this folder; the job runs in another."""
_SECRET = "SMS_SCANNER_PASSWORD"  # noqa: S105 - its name


def install_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--dry-run` and `--scheduler`."""
    dry = click.option("--dry-run", is_flag=True, help="Print what would be written; no change.")
    which = click.option(
        "--scheduler",
        "name",
        type=click.Choice(SYSTEMS),
        help="Which one.  [default: this system's]",
    )
    return dry(which(command))


def job_of(console: Console, plan: Plan | None, *arguments: str) -> Job:
    """Return the job that runs this program with these arguments, as it is set up now."""
    program: Command = (sys.executable, "-P", "-m", "scanner", "--lang", console.language)
    return Job(
        plan=plan,
        command=(*program, *arguments),
        tidy=(*program, "schedule", "tidy"),
        log=state_folder().absolute() / f"{arguments[0]}.log",
        environment={
            variable: str(Path(value).absolute()) if variable in _PLACES else value
            for variable, value in sorted(os.environ.items())
            if variable.startswith(_PASSED_ON) and variable not in {_SECRET, "PATHEXT"}
        },
    )


def install_job(
    console: Console, role: Role, job: Job, name: SystemName | None, *, dry_run: bool
) -> Scheduler | None:
    """Install a job, in place of an earlier one, and return by what.

    None: nothing was installed, because only that was asked for, or because only cron is there.

    Raises:
        SchedulerError: the system refused.
        click.exceptions.Exit: only cron is there; its lines were shown.
    """
    scheduler = scheduler_of(name or this_system(), role)
    if scheduler is None:
        click.echo(crontab(job), nl=False)
        if not dry_run:
            console.warn(
                N_("No scheduler here can be set by a program: add these lines with `crontab -e`.")
            )
            raise click.exceptions.Exit(2)
        return None
    if dry_run:
        for path, text in scheduler.files(job).items():
            click.echo(f"# {path}\n{text}")
        return None
    state_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    scheduler.install(job)
    if in_crontab(role):
        _warn_of_crontab(console)
    return scheduler


def uninstall_job(console: Console, role: Role) -> bool:
    """Take the job away; tell whether there was one."""
    scheduler = scheduler_of(this_system(), role)
    was_there = scheduler is not None and scheduler.uninstall()
    if in_crontab(role):
        _warn_of_crontab(console)
    return was_there


def status_of(console: Console, role: Role) -> JobStatus:
    """Ask the system; warn of a second scheduler."""
    scheduler = scheduler_of(this_system(), role)
    in_cron = in_crontab(role)
    if scheduler is None:
        return JobStatus(installed=in_cron)
    if in_cron:
        _warn_of_crontab(console)
    return scheduler.status()


def say_note(console: Console, job: JobStatus) -> None:
    """Print what may keep the job from running."""
    if job.note:
        console.warn(job.note)


def _warn_of_crontab(console: Console) -> None:
    console.warn(
        N_(
            "Your crontab has lines for this as well; remove them with `crontab -e`. Until then "
            "both run, one after the other, and nothing is told twice."
        )
    )
