"""The options that say where messages come from, shared by `scan` and `pull`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scanner.cli.acquire import DEFAULT_PROFILE, inbox_of_demo, inbox_of_phone
from scanner.cli.console import Console
from scanner.cli.passwords import passwords
from scanner.cli.recording import Recorder
from scanner.cli.ways import How, Way
from scanner.demo_phone.profiles import PROFILES
from scanner.inbox.acquisition import Inbox
from scanner.inbox.files import read_files
from scanner.inbox.files.columns import read_columns

_HALF_AN_HOUR_S = 1800


def _read_columns(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> dict[str, str]:
    return read_columns(value) if value else {}


columns_option = click.option(
    "--columns",
    metavar="FIELD=NAME,…",
    callback=_read_columns,
    help="Which columns of a table hold what, where their names are not known: "
    "body=内容,address=号码,time=时间.",
)
password_option = click.option(
    "--password",
    envvar="SMS_SCANNER_PASSWORD",
    help="Of an encrypted adb backup. Without it you are asked, and what you type is not shown.",
    show_envvar=True,
)

_OPTIONS = (
    click.option("-s", "--serial", help="Which phone, where several are connected."),
    click.option("--demo", is_flag=True, help="Read the built-in demo phone: invented messages."),
    click.option(
        "--demo-profile",
        type=click.Choice(list(PROFILES)),
        default=DEFAULT_PROFILE,
        show_default=True,
        help="How the demo phone behaves; see what a difficult phone does.",
    ),
    click.option(
        "--demo-messages",
        "message_count",
        metavar="N",
        type=click.IntRange(min=0),
        help="Fill the demo phone with N generated messages instead of its own.",
    ),
    click.option(
        "-i",
        "--input",
        "files",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Read a file, backup or folder instead of a phone; may be given more than once.",
    ),
    columns_option,
    click.option(
        "--backup",
        is_flag=True,
        help="Let the phone make a backup, and read that: for phones that keep adb from their "
        "SMS. It asks for a tap on the phone.",
    ),
    click.option(
        "--root",
        is_flag=True,
        help="Copy the database of messages off a rooted phone, and read that.",
    ),
    click.option(
        "--plain",
        is_flag=True,
        help="Read rows as plain text, which a message can forge: only if nothing else works.",
    ),
    password_option,
    click.option(
        "--fresh",
        is_flag=True,
        help="Ask the phone for every text, also for those that are known from an earlier reading.",
    ),
    click.option(
        "--deadline",
        "deadline_s",
        metavar="SECONDS",
        type=click.IntRange(min=1),
        default=_HALF_AN_HOUR_S,
        show_default=True,
        help="Give up reading the phone after this long.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Where the messages shall come from: the values of the options above."""

    serial: str | None
    demo: bool
    demo_profile: str
    message_count: int | None
    files: tuple[Path, ...]
    columns: dict[str, str]
    password: str | None
    deadline_s: int
    backup: bool
    root: bool
    plain: bool
    fresh: bool

    def inbox(self, console: Console, how: How, recorder: Recorder | None = None) -> Inbox:
        """Read it; the recorder is told if a phone could not be read.

        Raises:
            ScannerError: it cannot be had.
            click.exceptions.Exit: no phone is ready; that was said.
        """
        if self.files:
            return read_files(self.files, passwords(console, self.password), self.columns)
        if self.demo:
            return inbox_of_demo(console, self.demo_profile, self.message_count, how)
        recorder = recorder or Recorder(console, enabled=False)
        return inbox_of_phone(console, self.serial, how, recorder)

    @property
    def way(self) -> Way:
        """How a phone is to be read."""
        ways: dict[Way, bool] = {"backup": self.backup, "root": self.root, "plain": self.plain}
        return next((way for way, is_given in ways.items() if is_given), "rows")

    def how(self, console: Console, *, output: Path | None = None, keep: bool = False) -> How:
        """Return how a phone is to be read."""
        return How(
            output=output,
            keep=keep,
            fresh=self.fresh,
            way=self.way,
            passwords=passwords(console, self.password),
            deadline_s=self.deadline_s,
        )


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; their values make a `Wanted`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_exclusive(wanted: Wanted, **others: bool) -> None:
    """Refuse more than one source at once.

    Args:
        wanted: the options.
        others: further options by name, and whether they were given.

    Raises:
        click.UsageError: two of them were.
    """
    given = {
        **others,
        "demo": wanted.demo,
        "input": bool(wanted.files),
        "serial": wanted.serial is not None,
    }
    if wanted.way != "rows" and (wanted.files or others.get("all")):
        raise click.UsageError(f"--{wanted.way} reads one phone, neither --all nor --input.")
    if wanted.backup + wanted.root + wanted.plain > 1:
        raise click.UsageError("--backup, --root and --plain exclude each other.")
    if sum(given.values()) > 1:
        names = ", ".join(f"--{name}" for name, is_given in given.items() if is_given)
        raise click.UsageError(f"{names} exclude each other.")
