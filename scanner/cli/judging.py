"""What `scan` and `classify` share: the rule set option, and from an inbox to a report."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from scanner import __version__
from scanner.i18n import Language
from scanner.inbox.acquisition import Inbox
from scanner.message import from_frame
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


def shown(report: Report, language: Language, *, redact: bool) -> Report:
    """Return the report as it is to be written: as it is, or with its private words masked."""
    if not redact:
        return report
    from scanner.report.redact import redacted

    return redacted(report, language)


def report_of(inbox: Inbox, ruleset: Ruleset) -> Report:
    """Judge all messages of an inbox and return the report on them."""
    from scanner.judging.judge import judge

    return Report(
        acquisition=inbox.acquisition,
        judgements=tuple(judge(from_frame(inbox.messages), ruleset)),
        ruleset=ruleset,
        created_ms=time.time_ns() // 1_000_000,
        tool_version=__version__,
    )
