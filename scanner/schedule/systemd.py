"""Linux with systemd: units of the user's own manager, no root needed."""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from scanner.i18n import N_
from scanner.schedule.scheduler import (
    Command,
    Job,
    JobStatus,
    Role,
    SchedulerError,
    remove,
    run,
    write_private,
)

_UNITS: dict[Role, str] = {"scan": "sms-scanner", "watch": "sms-scanner-watch"}
_SCAN = """\
[Unit]
Description=Scan the connected phone's SMS for suspicious debt collection
Documentation=man:systemd.timer(5)

[Service]
Type=oneshot
{start}
# No phone, or it is not ready: that is no failure.
SuccessExitStatus=75
TimeoutStartSec=1h
{common}"""
_TIMER = """\
[Unit]
Description=Scan the connected phone's SMS at set times

[Timer]
{calendar}
# A run missed while the computer was off is made up for at the next start.
Persistent=true
RandomizedDelaySec=5m

[Install]
WantedBy=timers.target
"""
_WATCH = """\
[Unit]
Description=Scan phones for suspicious debt collection when they are plugged in
Documentation=man:systemd.service(5)

[Service]
Type=exec
{start}
Restart=on-failure
RestartSec=30
# A mistake in the settings or rules does not pass by trying again.
RestartPreventExitStatus=2 4
{common}
[Install]
WantedBy=default.target
"""
_COMMON = """\
# An adb server that another program has begun to use meanwhile stays; ours we end ourselves, and
# should we be killed, the line ExecStopPost= does.
KillMode=process
Nice=10
IOSchedulingClass=idle
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
"""


class Systemd:
    """Units of `systemctl --user`: a timer and its service, or a service that stays."""

    name = "systemd"

    def __init__(self, role: Role = "scan", config_home: Path | None = None) -> None:
        home = config_home or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        folder = home / "systemd" / "user"
        self._service = folder / f"{_UNITS[role]}.service"
        self._timer = folder / f"{_UNITS[role]}.timer" if role == "scan" else None
        self._enabled = self._timer or self._service

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the units."""
        start = [
            *(f"Environment={_quoted(f'{k}={v}', '')}" for k, v in job.environment.items()),
            f"ExecStart={_line(job.command)}",
            *([f"ExecStopPost=-{_line(job.tidy)}"] if job.tidy else []),
        ]
        form = _SCAN if self._timer else _WATCH
        units = {self._service: form.format(start="\n".join(start), common=_COMMON)}
        if self._timer and job.plan:
            calendar = "\n".join(f"OnCalendar=*-*-* {t:%H:%M}:00" for t in job.plan.times)
            units[self._timer] = _TIMER.format(calendar=calendar)
        return units

    def install(self, job: Job) -> None:
        """Write the units and start them."""
        run("systemctl", "--user", "show-environment")  # before anything is written
        write_private(self.files(job))
        run("systemctl", "--user", "daemon-reload")
        run("systemctl", "--user", "enable", self._enabled.name)
        # Not enable --now, which would leave an old plan running.
        run("systemctl", "--user", "restart", self._enabled.name)

    def uninstall(self) -> bool:
        """Stop and remove the units."""
        if not self._enabled.exists():
            return remove([self._service])
        with contextlib.suppress(SchedulerError):  # without a manager, nothing runs
            run("systemctl", "--user", "disable", "--now", self._enabled.name)
        remove(list({self._enabled, self._service}))
        with contextlib.suppress(SchedulerError):
            run("systemctl", "--user", "daemon-reload")
        return True

    def status(self) -> JobStatus:
        """Ask the user's manager; without one, nothing of it can run."""
        if not self._enabled.exists():
            return JobStatus(installed=False)
        try:
            service = _properties(
                self._service.name, "ExecMainStatus", "ExecMainExitTimestamp", "ActiveState"
            )
            timer = _properties(self._timer.name, "NextElapseUSecRealtime") if self._timer else {}
        except SchedulerError:
            return JobStatus(
                installed=True, note=N_("The user's systemd is not running: log in to start it.")
            )
        ran = service.get("ExecMainExitTimestamp", "")
        return JobStatus(
            installed=True,
            running=service.get("ActiveState") in {"active", "activating", "reloading"},
            next_run=timer.get("NextElapseUSecRealtime", ""),
            last_exit=int(service.get("ExecMainStatus") or 0) if ran else None,
            note="" if _lingers() else _WITHOUT_LINGER,
        )


_WITHOUT_LINGER = N_("This runs while you are logged in. To run it without: loginctl enable-linger")


def _line(command: Command) -> str:
    return " ".join(map(_quoted, command))


def _quoted(argument: str, dollar: str = "$$") -> str:
    """Return a word as a unit file needs it (systemd.service(5), Command lines).

    `$` is doubled in a command; in `Environment=` it means itself.
    """
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", dollar or "$")}"'


def _properties(unit: str, *names: str) -> dict[str, str]:
    output = run("systemctl", "--user", "show", unit, f"--property={','.join(names)}")
    return dict(line.partition("=")[::2] for line in output.splitlines())


def _lingers() -> bool:
    return Path("/var/lib/systemd/linger", getpass.getuser()).exists()
