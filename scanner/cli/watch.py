"""`sms-scanner watch`: wait for a phone and scan it when it is plugged in."""

from __future__ import annotations

import subprocess
import sys

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.recording import now_ms
from scanner.cli.scheduled import end_tidily_on_sigterm
from scanner.errors import ScannerError
from scanner.history.identity import phone_key
from scanner.history.queries import inbox_of_key
from scanner.history.store import History
from scanner.i18n import N_
from scanner.inbox.phone.server import user_server
from scanner.schedule.watch import Watch

_HOUR_S = 3600


@click.command()
@click.option(
    "--hours",
    type=click.FloatRange(min=0),
    default=12,
    show_default=True,
    help="Leave a phone alone for so long after it was scanned.",
)
@pass_console
def watch(console: Console, hours: float) -> None:
    """Wait for phones and scan each when it is plugged in, until Ctrl-C.

    What is new is told as by `schedule run`. A phone that stays plugged in is scanned once.
    """
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
    command = [sys.executable, "-P", "-m", "scanner", "--lang", console.language]
    return (
        subprocess.run([*command, "schedule", "run", "--serial", serial], check=False).returncode
        == 0
    )


def _scanned_lately(serial: str, period_s: float) -> bool:
    """Tell whether the history knows of a scan, by whatever command, within the period."""
    try:
        with History() as history:
            known = inbox_of_key(history, phone_key(serial, history.path.parent))
    except ScannerError:
        return False  # said by the scan that follows
    if known is None or known.last_done is None:
        return False
    return 0 <= now_ms() - known.last_done.finished_ms < period_s * 1000
