"""Elsewhere: lines for `crontab -e`. Cron makes up for no missed run, so this is a fallback."""

from __future__ import annotations

import shlex

from scanner.schedule.scheduler import Job, Role, SchedulerError, run

_COMMANDS: dict[Role, str] = {"scan": " schedule run >>", "watch": " watch --hours "}
"""What stands in a line of ours, and hardly in any other."""


def crontab(job: Job) -> str:
    """Return the lines; `%` means a newline to cron and is escaped."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in job.environment.items()]
    command = " ".join([*settings, shlex.join(job.command)]).replace("%", r"\%")
    log = shlex.quote(str(job.log)).replace("%", r"\%")
    times = [f"{t.minute} {t.hour} * * *" for t in job.plan.times] if job.plan else ["@reboot"]
    return "".join(f"{time} {command} >>{log} 2>&1\n" for time in times)


def in_crontab(role: Role) -> bool:
    """Tell whether a person has entered such lines; False where that cannot be told."""
    try:
        lines = run("crontab", "-l").splitlines()
    except SchedulerError:  # no cron, or no crontab
        return False
    ours = _COMMANDS[role]
    return any(ours in line for line in lines if not line.lstrip().startswith("#"))
