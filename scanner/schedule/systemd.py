"""Linux with systemd: a timer and a service of the user's own manager, no root needed."""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from scanner.i18n import N_
from scanner.schedule.scheduler import Job, JobStatus, SchedulerError, remove, run, write_private

_UNIT = "sms-scanner"
_SERVICE = """\
[Unit]
Description=Scan the connected phone's SMS for suspicious debt collection
Documentation=man:systemd.timer(5)

[Service]
Type=oneshot
{environment}ExecStart={command}
# No phone, or it is not ready: that is no failure.
SuccessExitStatus=75
# An adb server that another program has begun to use meanwhile stays; ours we end ourselves.
KillMode=process
TimeoutStartSec=1h
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


class Systemd:
    """Timers of `systemctl --user`."""

    name = "systemd"

    def __init__(self, config_home: Path | None = None) -> None:
        home = config_home or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        folder = home / "systemd" / "user"
        self._service = folder / f"{_UNIT}.service"
        self._timer = folder / f"{_UNIT}.timer"

    def files(self, job: Job) -> Mapping[Path, str]:
        """Return the two units."""
        calendar = "\n".join(f"OnCalendar=*-*-* {t:%H:%M}:00" for t in job.plan.times)
        return {
            self._service: _SERVICE.format(
                command=" ".join(map(_quoted, job.command)),
                environment="".join(
                    f"Environment={_quoted(f'{name}={value}', '')}\n"
                    for name, value in job.environment.items()
                ),
            ),
            self._timer: _TIMER.format(calendar=calendar),
        }

    def install(self, job: Job) -> None:
        """Write the units and start the timer."""
        run("systemctl", "--user", "show-environment")  # before anything is written
        write_private(self.files(job))
        run("systemctl", "--user", "daemon-reload")
        run("systemctl", "--user", "enable", self._timer.name)
        run("systemctl", "--user", "restart", self._timer.name)  # --now leaves an old plan running

    def uninstall(self) -> bool:
        """Stop the timer and remove the units."""
        if not self._timer.exists():
            return remove([self._service])
        with contextlib.suppress(SchedulerError):  # without a manager, nothing runs
            run("systemctl", "--user", "disable", "--now", self._timer.name)
        remove([self._timer, self._service])
        with contextlib.suppress(SchedulerError):
            run("systemctl", "--user", "daemon-reload")
        return True

    def status(self) -> JobStatus:
        """Ask the user's manager; without one, the timer cannot run."""
        if not self._timer.exists():
            return JobStatus(installed=False)
        try:
            timer = _properties(self._timer.name, "NextElapseUSecRealtime")
            service = _properties(self._service.name, "ExecMainStatus", "ExecMainExitTimestamp")
        except SchedulerError:
            return JobStatus(
                installed=True, note=N_("The user's systemd is not running: log in to start it.")
            )
        ran = service.get("ExecMainExitTimestamp", "")
        return JobStatus(
            installed=True,
            next_run=timer.get("NextElapseUSecRealtime", ""),
            last_exit=int(service.get("ExecMainStatus") or 0) if ran else None,
            note="" if _lingers() else _WITHOUT_LINGER,
        )


_WITHOUT_LINGER = N_(
    "Scans run while you are logged in. To run them without: loginctl enable-linger"
)


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
