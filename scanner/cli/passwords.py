"""Asks for the password of an encrypted backup, without echo."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scanner.cli.console import Console
from scanner.i18n import N_
from scanner.inbox.files.android_backup import Passwords

_TRIES = 3


def passwords(console: Console, given: str | None) -> Passwords:
    """Return where passwords come from: the one that was given, else the person, if there is one.

    Args:
        console: to ask with.
        given: from the command line or the environment; it is tried once.
    """

    def ask(path: Path, tried: int) -> str | None:
        if given is not None:
            return given if tried == 0 else None
        if tried == _TRIES or not sys.stdin.isatty():
            return None
        if tried:
            console.warn(N_("That password does not open it."))
        words = console.text(N_("Password of {file} (not shown)"), file=path.name)
        return str(click.prompt(words, default="", show_default=False, hide_input=True, err=True))

    return ask
