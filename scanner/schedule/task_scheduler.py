"""Windows: a task of the user's, without password, made up for when missed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from scanner.schedule.scheduler import Job, JobStatus, SchedulerError, run, write_private

_NAME = r"\sms-scanner"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_ANY_DAY = "2026-01-01"  # a daily trigger starts on some day; a past one means: today


class TaskScheduler:
    """Tasks, through schtasks."""

    name = "Task Scheduler"

    def __init__(self, folder: Path | None = None) -> None:
        import platformdirs

        self._xml = (folder or platformdirs.user_state_path("sms-scanner")) / "task.xml"

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the task's XML (Task Scheduler schema 1.2)."""
        return {self._xml: task_xml(job)}

    def install(self, job: Job) -> None:
        """Create the task, in place of the one that may be there."""
        write_private(self.files(job))
        run("schtasks", "/Create", "/TN", _NAME, "/XML", str(self._xml), "/F")

    def uninstall(self) -> bool:
        """Delete the task."""
        if not self.status().installed:
            return False
        run("schtasks", "/Delete", "/TN", _NAME, "/F")
        self._xml.unlink(missing_ok=True)
        return True

    def status(self) -> JobStatus:
        """Ask the Task Scheduler; its words differ by language, so cells are read by place."""
        try:
            printed = run("schtasks", "/Query", "/TN", _NAME, "/V", "/FO", "CSV", "/NH")
        except SchedulerError:
            return JobStatus(installed=False)
        cells = printed.strip().strip('"').split('","')
        next_run, last_exit = cells[2], cells[6]
        return JobStatus(
            installed=True,
            next_run=next_run,
            last_exit=int(last_exit) if last_exit.lstrip("-").isdigit() else None,
        )


def task_xml(job: Job) -> str:
    """Return a task that starts daily at each time, once at a time, on battery too.

    A task takes no variables of its own: it has those that the user has set for all programs.
    """
    ET.register_namespace("", _NAMESPACE)
    task = ET.Element(_tag("Task"), version="1.2")
    triggers = ET.SubElement(task, _tag("Triggers"))
    for start in job.plan.times:
        trigger = ET.SubElement(triggers, _tag("CalendarTrigger"))
        _texts(trigger, StartBoundary=f"{_ANY_DAY}T{start:%H:%M}:00", RandomDelay="PT5M")
        _texts(ET.SubElement(trigger, _tag("ScheduleByDay")), DaysInterval="1")
    principal = ET.SubElement(ET.SubElement(task, _tag("Principals")), _tag("Principal"), id="me")
    _texts(principal, LogonType="InteractiveToken", RunLevel="LeastPrivilege")
    _texts(
        ET.SubElement(task, _tag("Settings")),
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="true",
        ExecutionTimeLimit="PT1H",
        Priority="7",
    )
    action = ET.SubElement(ET.SubElement(task, _tag("Actions"), Context="me"), _tag("Exec"))
    program, *arguments = job.command
    _texts(action, Command=program, Arguments=subprocess.list2cmdline(arguments))
    ET.indent(task)
    return ET.tostring(task, encoding="unicode", xml_declaration=True) + "\n"


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _texts(parent: ET.Element, **children: str) -> None:
    for name, text in children.items():
        ET.SubElement(parent, _tag(name)).text = text
