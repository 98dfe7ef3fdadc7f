"""Windows: tasks of the user's, without password, made up for when missed."""

from __future__ import annotations

import contextlib
import getpass
import itertools
import os
import subprocess
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from xml.etree import ElementTree as ET

from scanner.i18n import N_
from scanner.places import state_folder
from scanner.schedule.plan import Plan
from scanner.schedule.scheduler import Job, JobStatus, Role, SchedulerError, run, write_private

_NAMES: dict[Role, str] = {"scan": "sms-scanner", "watch": "sms-scanner-watch"}
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_MOST_TRIGGERS = 48
_ANY_DAY = "2026-01-01"  # a daily trigger starts on some day; a past one means: today


class TaskScheduler:
    """Tasks, through schtasks."""

    name = "Task Scheduler"

    def __init__(self, role: Role = "scan", folder: Path | None = None) -> None:
        self._task = f"\\{_NAMES[role]}"
        self._xml = (folder or state_folder()) / f"{_NAMES[role]}-task.xml"

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the task's XML (Task Scheduler schema 1.2)."""
        return {self._xml: task_xml(job)}

    def install(self, job: Job) -> None:
        """Create the task, in place of the one that may be there."""
        write_private(self.files(job))
        run("schtasks", "/Create", "/TN", self._task, "/XML", str(self._xml), "/F")
        if job.plan is None:
            run("schtasks", "/Run", "/TN", self._task)

    def uninstall(self) -> bool:
        """Delete the task."""
        if not self.status().installed:
            return False
        with contextlib.suppress(SchedulerError):  # it was not running
            run("schtasks", "/End", "/TN", self._task)
        run("schtasks", "/Delete", "/TN", self._task, "/F")
        self._xml.unlink(missing_ok=True)
        return True

    def status(self) -> JobStatus:
        """Ask the Task Scheduler; its words differ by language, so cells are read by place."""
        try:
            printed = run("schtasks", "/Query", "/TN", self._task, "/V", "/FO", "CSV", "/NH")
        except SchedulerError:
            return JobStatus(installed=False)
        cells = printed.strip().splitlines()[0].strip().strip('"').split('","')
        next_run, last_exit = cells[2], cells[6]
        return JobStatus(
            installed=True,
            next_run=next_run,
            last_exit=int(last_exit) if last_exit.lstrip("-").isdigit() else None,
        )


def task_xml(job: Job) -> str:
    """Return a task that starts daily at each time or at log-on, once at a time, on battery too.

    A task takes no variables of its own: it has those that the user has set for all programs.
    """
    ET.register_namespace("", _NAMESPACE)
    task = ET.Element(_tag("Task"), version="1.2")
    triggers = ET.SubElement(task, _tag("Triggers"))
    for start, every in _starts(job.plan):
        trigger = ET.SubElement(triggers, _tag("CalendarTrigger"))
        _texts(trigger, StartBoundary=f"{_ANY_DAY}T{start:%H:%M}:00")
        if every:
            _texts(ET.SubElement(trigger, _tag("Repetition")), Interval=every, Duration="P1D")
        _texts(trigger, RandomDelay="PT5M")
        _texts(ET.SubElement(trigger, _tag("ScheduleByDay")), DaysInterval="1")
    if job.plan is None:
        # Of this user: a trigger for any user's log-on takes an administrator to set.
        _texts(ET.SubElement(triggers, _tag("LogonTrigger")), UserId=_user())
    principal = ET.SubElement(ET.SubElement(task, _tag("Principals")), _tag("Principal"), id="me")
    _texts(principal, LogonType="InteractiveToken", RunLevel="LeastPrivilege")
    settings = ET.SubElement(task, _tag("Settings"))
    _texts(
        settings,
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="true",
        ExecutionTimeLimit="PT1H" if job.plan else "PT0S",  # PT0S: without end
        Priority="7",
    )
    if job.plan is None:
        restart = ET.SubElement(settings, _tag("RestartOnFailure"))
        _texts(restart, Interval="PT1M", Count="10")
    action = ET.SubElement(ET.SubElement(task, _tag("Actions"), Context="me"), _tag("Exec"))
    program, *arguments = job.command
    _texts(action, Command=program, Arguments=subprocess.list2cmdline(arguments))
    ET.indent(task)
    return ET.tostring(task, encoding="unicode", xml_declaration=True) + "\n"


def _starts(plan: Plan | None) -> list[tuple[time, str]]:
    """Return when triggers start, and the time after which each repeats all day, "" = never.

    A task takes 48 triggers at most. More times than that are a period's, which one can express.
    """
    if plan is None:
        return []
    if len(plan.times) <= _MOST_TRIGGERS:
        return [(start, "") for start in plan.times]
    minutes = [start.hour * 60 + start.minute for start in plan.times]
    gaps = {b - a for a, b in itertools.pairwise([*minutes, minutes[0] + 24 * 60])}
    if len(gaps) > 1:
        raise SchedulerError(
            N_("Task Scheduler takes at most {count} times a day."),
            N_("Name fewer with --at, or use --every."),
            count=_MOST_TRIGGERS,
        )
    return [(plan.times[0], f"PT{gaps.pop()}M")]


def _user() -> str:
    domain = os.environ.get("USERDOMAIN")
    return f"{domain}\\{getpass.getuser()}" if domain else getpass.getuser()


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _texts(parent: ET.Element, **children: str) -> None:
    for name, text in children.items():
        ET.SubElement(parent, _tag(name)).text = text
