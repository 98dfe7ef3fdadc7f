"""What every scheduler can do; one implementation a system (after resticprofile's handlers)."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.schedule.plan import Plan
from scanner.whole_file import write_whole

Command = tuple[str, ...]
Role = Literal["scan", "watch"]
"""scan: at set times. watch: all the time, from log-in on. Both may be installed at once."""


@dataclass(frozen=True)
class Job:
    """What runs when."""

    plan: Plan | None
    """None = it runs all the time, and is started again if it fails."""
    command: Command
    """Program with its absolute path, and arguments."""
    log: Path
    """Where a scheduler without a journal writes what the command prints."""
    tidy: Command = ()
    """What ends an adb server that the command started and could not end itself; () = nothing."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that the command needs and that the system's scheduler would not pass on."""


@dataclass(frozen=True)
class JobStatus:
    """What the system's scheduler says of our job."""

    installed: bool
    running: bool = False
    """Whether it runs at this moment, as far as the scheduler says."""
    next_run: str = ""
    """As the scheduler words it; "" where it does not say."""
    last_exit: int | None = None
    note: str = ""
    """An English sentence about what may keep it from running, a gettext msgid; or ""."""


class Scheduler(Protocol):
    """A system's scheduler, as far as we need it; for one of our roles."""

    name: str
    """Of the system, for a person."""

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return what an installation writes: path -> text. Writes nothing."""

    def install(self, job: Job) -> None:
        """Make the job run, in place of the one that may be there.

        Raises:
            SchedulerError: the system refused.
        """

    def uninstall(self) -> bool:
        """Take the job away; tell whether there was one."""

    def status(self) -> JobStatus:
        """Return what the system says of the job."""


class SchedulerError(ScannerError):
    """The system's scheduler refused."""


def run(*command: str, stdin: str | None = None) -> str:
    """Run one of the system's programs and return what it prints.

    Raises:
        SchedulerError: it is not there, or it failed; with its own words.
    """
    try:
        outcome = subprocess.run(
            command, input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SchedulerError(
            N_("{program} cannot be run: {reason}."),
            N_("See what would be written: add --dry-run to the command."),
            program=command[0],
            reason=error.strerror if isinstance(error, OSError) else "timeout",
        ) from error
    if outcome.returncode:
        raise SchedulerError(
            N_("{program} refused: {reason}"),
            N_("See what would be written: add --dry-run to the command."),
            program=" ".join(command[:3]),
            reason=(outcome.stderr or outcome.stdout).strip()[:300],
        )
    return outcome.stdout


def write_private(files: Mapping[Path, str]) -> None:
    """Write files that only their owner can read."""
    for path, text in files.items():
        write_whole(path, [text])


def remove(paths: Sequence[Path]) -> bool:
    """Remove files; tell whether one of them was there."""
    there = [path for path in paths if path.exists()]
    for path in there:
        path.unlink()
    return bool(there)
