"""Which scheduler a computer has."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Literal

from scanner.schedule.launchd import Launchd
from scanner.schedule.scheduler import Role, Scheduler
from scanner.schedule.systemd import Systemd
from scanner.schedule.task_scheduler import TaskScheduler

SystemName = Literal["systemd", "launchd", "windows", "cron"]
SYSTEMS: tuple[SystemName, ...] = ("systemd", "launchd", "windows", "cron")


def this_system() -> SystemName:
    """Return the scheduler of this computer; cron where there is none that we can set."""
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    booted_by_systemd = Path("/run/systemd/system").is_dir()  # sd_booted(3)
    return "systemd" if booted_by_systemd and shutil.which("systemctl") else "cron"


def scheduler_of(name: SystemName, role: Role) -> Scheduler | None:
    """Return the scheduler of that name; None for cron, whose lines a person enters."""
    match name:
        case "systemd":
            return Systemd(role)
        case "launchd":
            return Launchd(role)
        case "windows":
            return TaskScheduler(role)
        case "cron":
            return None
