"""`sms-scanner watch`: wait for a phone and scan it when it is plugged in.

It stays for days, so nothing that only a scan needs is imported here.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.installing import (
    install_job,
    install_options,
    job_of,
    say_note,
    status_of,
    uninstall_job,
)
from scanner.cli.opened import open_history
from scanner.cli.signals import end_tidily_on_sigterm
from scanner.cli.times import local_time
from scanner.errors import ScannerError
from scanner.history.identity import phone_key
from scanner.history.queries import inbox_of_key, last_success
from scanner.history.store import History
from scanner.i18n import N_
from scanner.inbox.phone.server import user_server
from scanner.schedule.systems import SystemName
from scanner.schedule.watch import Watch
from scanner.settings import load_settings

_HOUR_S = 3600
_CTRL_C_S = 1.0


_hours_option = click.option(
    "--hours",
    type=click.FloatRange(min=0),
    default=12,
    show_default=True,
    help="Leave a phone alone for so long after it was scanned.",
)


@click.group(invoke_without_command=True)
@_hours_option
@pass_console
@click.pass_context
def watch(ctx: click.Context, console: Console, hours: float) -> None:
    """Wait for phones and scan each when it is plugged in, until Ctrl-C.

    What is new is told as by `schedule run`. A phone that stays plugged in is scanned once; one
    that could not be read, as before it is unlocked, is tried again from time to time.
    """
    if ctx.invoked_subcommand is None:
        _watch(console, hours)


@watch.command()
@_hours_option
@install_options
@pass_console
def install(console: Console, hours: float, dry_run: bool, name: SystemName | None) -> None:
    """Let this computer watch for phones all the time, from log-in on."""
    load_settings()  # a mistake in them is told here, and not by a service that nobody sees
    job = job_of(console, None, "watch", "--hours", f"{hours:g}")
    scheduler = install_job(console, "watch", job, name, dry_run=dry_run)
    if scheduler is not None:
        console.result(N_("Phones are waited for, by {scheduler}."), scheduler=scheduler.name)
        say_note(console, scheduler.status())


@watch.command()
@pass_console
def uninstall(console: Console) -> None:
    """Stop watching for phones."""
    if uninstall_job(console, "watch"):
        console.result(N_("Phones are no longer waited for."))
    else:
        console.result(N_("No watch was installed here."))


@watch.command()
@pass_console
def status(console: Console) -> None:
    """Tell whether phones are waited for, and when one was last scanned."""
    job = status_of(console, "watch")
    with open_history(console) as history:
        success = last_success(history)
    yes, no = N_("Installed: yes"), N_("Installed: no")
    console.result(yes if job.installed else no)
    if job.installed:
        yes, no = N_("Running: yes"), N_("Running: no")
        console.result(yes if job.running else no)
    if job.last_exit is not None and not job.running:
        console.result(N_("Last exit code: {code}"), code=job.last_exit)
    console.result(
        N_("Last success: {time}"),
        time=local_time(success.started_ms if success else None, console.language),
    )
    say_note(console, job)


def _watch(console: Console, hours: float) -> None:
    load_settings()  # a mistake in them is told at once, not with the first phone
    end_tidily_on_sigterm()
    period_s = hours * _HOUR_S

    def scan(serial: str) -> bool:
        return _scanned_lately(serial, period_s) or _scan(console, serial)

    console.say(N_("Waiting for phones. Ctrl-C ends this."))
    try:
        Watch(user_server, scan, period_s, trouble=console.error).run()
    except KeyboardInterrupt:
        console.say(N_("No longer waiting."))


def _scan(console: Console, serial: str) -> bool:
    """Scan in a process of its own, so that days of scans leave nothing behind in this one."""
    program = (sys.executable, "-P", "-m", "scanner", "--lang", console.language)
    process = subprocess.Popen([*program, "schedule", "run", "--serial", serial])
    try:
        return process.wait() == 0
    except BaseException:
        with suppress(subprocess.TimeoutExpired):  # Ctrl-C has reached it as well
            process.wait(timeout=_CTRL_C_S)
        process.terminate()
        process.wait()
        raise


def _scanned_lately(serial: str, period_s: float) -> bool:
    """Tell whether the history knows of a scan, by whatever command, within the period."""
    try:
        with History() as history:
            known = inbox_of_key(history, phone_key(serial, history.path.parent))
    except ScannerError:
        return False  # said by the scan that follows
    if known is None or known.last_done is None:
        return False
    return 0 <= time.time() * 1000 - known.last_done.finished_ms < period_s * 1000
