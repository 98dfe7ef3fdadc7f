"""macOS: a LaunchAgent of the user's. Runs missed during sleep are made up for once on waking."""

from __future__ import annotations

import contextlib
import os
import plistlib
import re
from collections.abc import Mapping
from pathlib import Path

from scanner.schedule.scheduler import Job, JobStatus, SchedulerError, remove, run, write_private

_LABEL = "io.github.sms-scanner.scan"


class Launchd:
    """LaunchAgents, through launchctl."""

    name = "launchd"

    def __init__(self, agents: Path | None = None) -> None:
        self._plist = (agents or Path.home() / "Library" / "LaunchAgents") / f"{_LABEL}.plist"

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the agent's property list."""
        content = {
            "Label": _LABEL,
            "ProgramArguments": list(job.command),
            "StartCalendarInterval": [{"Hour": t.hour, "Minute": t.minute} for t in job.plan.times],
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
            printed = run("launchctl", "print", f"{_domain()}/{_LABEL}")
        except SchedulerError:
            return JobStatus(installed=True)
        code = re.search(r"last exit code = (\d+)", printed)
        return JobStatus(installed=True, last_exit=int(code[1]) if code else None)

    def _unload(self) -> None:
        with contextlib.suppress(SchedulerError):  # it was not loaded
            run("launchctl", "bootout", f"{_domain()}/{_LABEL}")


def _domain() -> str:
    return f"gui/{os.getuid()}"
