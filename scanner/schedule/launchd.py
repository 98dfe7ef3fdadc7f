"""macOS: LaunchAgents of the user's. Runs missed during sleep are made up for once on waking."""

from __future__ import annotations

import contextlib
import os
import plistlib
import re
from collections.abc import Mapping
from pathlib import Path

from scanner.schedule.plan import Plan
from scanner.schedule.scheduler import (
    Job,
    JobStatus,
    Role,
    SchedulerError,
    remove,
    run,
    write_private,
)

_LABELS: dict[Role, str] = {
    "scan": "io.github.sms-scanner.scan",
    "watch": "io.github.sms-scanner.watch",
}
_PAUSE_S = 30
"""Before a watch that failed is started again."""


class Launchd:
    """LaunchAgents, through launchctl."""

    name = "launchd"

    def __init__(self, role: Role = "scan", agents: Path | None = None) -> None:
        self._label = _LABELS[role]
        folder = agents or Path.home() / "Library" / "LaunchAgents"
        self._plist = folder / f"{self._label}.plist"

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the agent's property list."""
        content = {
            "Label": self._label,
            "ProgramArguments": list(job.command),
            **_when(job.plan),
            "EnvironmentVariables": dict(job.environment),
            "ProcessType": "Background",
            "LowPriorityIO": True,
            "Umask": 0o077,
            "StandardOutPath": str(job.log),
            "StandardErrorPath": str(job.log),
        }
        return {self._plist: plistlib.dumps(content).decode("utf-8")}

    def install(self, job: Job) -> None:
        """Write the agent and load it, in place of the one that may be loaded."""
        self._unload()
        write_private(self.files(job))
        run("launchctl", "bootstrap", _domain(), str(self._plist))

    def uninstall(self) -> bool:
        """Unload and remove the agent."""
        self._unload()
        return remove([self._plist])

    def status(self) -> JobStatus:
        """Ask launchd; it does not say when the next run is."""
        if not self._plist.exists():
            return JobStatus(installed=False)
        try:
            printed = run("launchctl", "print", f"{_domain()}/{self._label}")
        except SchedulerError:
            return JobStatus(installed=True)
        code = re.search(r"last exit code = (\d+)", printed)
        return JobStatus(
            installed=True,
            running="state = running" in printed,
            last_exit=int(code[1]) if code else None,
        )

    def _unload(self) -> None:
        with contextlib.suppress(SchedulerError):  # it was not loaded
            run("launchctl", "bootout", f"{_domain()}/{self._label}")


def _when(plan: Plan | None) -> dict[str, object]:
    if plan is None:
        return {
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": _PAUSE_S,
        }
    times = [{"Hour": t.hour, "Minute": t.minute} for t in plan.times]
    return {"StartCalendarInterval": times}


def _domain() -> str:
    return f"gui/{os.getuid()}"
