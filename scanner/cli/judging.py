"""What `scan` and `classify` share: the rule set option, and from an inbox to a report."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from scanner import __version__
from scanner.debts import MyDebts, read_debts
from scanner.i18n import Language
from scanner.inbox.acquisition import Inbox
from scanner.message import from_frame
from scanner.places import debts_file
from scanner.report.model import Report
from scanner.ruleset.ruleset import Ruleset


def rules_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--rules FOLDER`: rules of one's own on top of those that come with the scanner."""
    return click.option(
        "--rules",
        "user_rules",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="SMS_SCANNER_RULES",
        help="Folder with rules of your own, used on top of the built-in ones.",
    )(command)


def redact_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--redact`: mask private words in whatever is written."""
    return click.option(
        "--redact",
        is_flag=True,
        help="Mask names, numbers, accounts and sums, each by the same mark everywhere.",
    )(command)


def debts_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--debts FILE` and `--no-debts`: whose statement of debts is heard."""
    file = click.option(
        "--debts",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="What the phone's owner owes, as `sms-scanner debts` keeps it.  [default: your own]",
    )
    none = click.option("--no-debts", is_flag=True, help="Do not compare with what you owe.")
    return file(none(command))


def stated_debts(file: Path | None, *, ignored: bool = False) -> MyDebts | None:
    """Return what the person stated in this file, or in their own; None when there is none.

    Raises:
        InputError: the file holds a mistake.
    """
    return None if ignored else read_debts(file or debts_file())


def shown(report: Report, language: Language, *, redact: bool) -> Report:
    """Return the report as it is to be written: as it is, or with its private words masked."""
    if not redact:
        return report
    from scanner.report.redact import redacted

    return redacted(report, language)


def report_of(inbox: Inbox, ruleset: Ruleset, debts: MyDebts | None = None) -> Report:
    """Judge all messages of an inbox and return the report on them."""
    from scanner.judging.judge import judge

    return Report(
        acquisition=inbox.acquisition,
        judgements=tuple(judge(from_frame(inbox.messages), ruleset, debts)),
        ruleset=ruleset,
        created_ms=time.time_ns() // 1_000_000,
        tool_version=__version__,
    )
