"""Elsewhere: lines for `crontab -e`. Cron makes up for no missed run, so this is a fallback."""

from __future__ import annotations

import shlex

from scanner.schedule.scheduler import Job


def crontab(job: Job) -> str:
    """Return the lines; `%` means a newline to cron and is escaped."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in job.environment.items()]
    command = " ".join([*settings, shlex.join(job.command)]).replace("%", r"\%")
    log = shlex.quote(str(job.log)).replace("%", r"\%")
    return "".join(f"{t.minute} {t.hour} * * * {command} >>{log} 2>&1\n" for t in job.plan.times)
