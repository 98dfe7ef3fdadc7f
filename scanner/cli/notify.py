"""`sms-scanner notify test`: whether notices arrive."""

from __future__ import annotations

import click

from scanner.cli.console import Console, pass_console
from scanner.i18n import N_
from scanner.schedule.notices import send
from scanner.settings import load_settings


@click.group()
def notify() -> None:
    """Try the notices that scheduled scans send."""


@notify.command()
@pass_console
@click.pass_context
def test(ctx: click.Context, console: Console) -> None:
    """Send a notice every way that config.toml sets, and tell what came of it."""
    text = console.text(N_("This is a test. Notices of scheduled scans look like this."))
    outcomes = send(load_settings().notices, text)
    for way, problem in outcomes:
        console.result(N_("{way}: {outcome}"), way=way, outcome=console.text(problem or N_("sent")))
    if not outcomes:
        console.result(N_("No notices are set in config.toml."))
    if not any(not problem for _, problem in outcomes):
        ctx.exit(2)
