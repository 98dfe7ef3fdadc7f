"""A systemd user manager of the tests' own, in namespaces of its own: nothing of the person's.

It takes root, or what root may do (mount a folder in a new namespace); the network is shared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SYSTEMD = next(
    (p for p in map(Path, ("/usr/lib/systemd/systemd", "/lib/systemd/systemd")) if p.is_file()),
    None,
)
_PROGRAM = """
mount -t tmpfs tmpfs /run || exit 90
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME/systemd/user"
chmod 700 "$XDG_RUNTIME_DIR"
"$0" --user --log-target=console --log-level=notice &
echo $! >"$XDG_CONFIG_HOME/manager"
wait
"""


class UserManager:
    """Runs commands beside the manager."""

    def __init__(self, inside: int, environment: dict[str, str]) -> None:
        """Take the process in whose namespaces the manager lives."""
        self._inside = inside
        self.environment = environment

    def run(self, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a person who is logged in does."""
        return subprocess.run(
            ["nsenter", f"--target={self._inside}", "--mount", "--pid", *map(str, command)],
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=100,
        )

    def property_of(self, unit: str, name: str) -> str:
        """Return what the manager says of a unit."""
        return self.run(
            "systemctl", "--user", "show", unit, f"--property={name}", "--value"
        ).stdout.strip()

    def processes_of(self, unit: str) -> list[str]:
        """Return the processes that are left in the control group of a unit."""
        group = self.property_of(unit, "ControlGroup")
        files = [root / group.lstrip("/") / "cgroup.procs" for root in _GROUPS] if group else []
        return [line for file in files if file.is_file() for line in file.read_text().split()]


_GROUPS = [Path("/sys/fs/cgroup/systemd"), Path("/sys/fs/cgroup")]


def why_not() -> str:
    """Return why no manager can run here; "" = it can."""
    if _SYSTEMD is None or not all(map(shutil.which, ("unshare", "nsenter", "systemctl"))):
        return "systemd is not installed"
    probe = subprocess.run(
        [
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--mount-proc",
            "mount",
            "-t",
            "tmpfs",
            "x",
            "/run",
        ],
        capture_output=True,
        check=False,
    )
    return "" if probe.returncode == 0 else "takes root"


@contextmanager
def user_manager(folder: Path) -> Iterator[UserManager]:
    """Run a manager whose units and home are in this folder."""
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_RUNTIME_DIR": "/run/user/test",
        "SMS_SCANNER_LANG": "en",
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    with (folder / "manager.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [
                *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"),
                *("sh", "-c", _PROGRAM, str(_SYSTEMD)),
            ],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        manager = UserManager(0, environment)
        ends_at = time.monotonic() + 30
        while time.monotonic() < ends_at:
            inside = children.read_text().split()
            if inside and (folder / "config" / "manager").exists():
                manager = UserManager(int(inside[0]), environment)
                if (
                    manager.run("systemctl", "--user", "is-system-running").stdout.strip()
                    == "running"
                ):
                    break
            time.sleep(0.1)
        else:
            raise AssertionError((folder / "manager.log").read_text())
        yield manager
        manager.run("systemctl", "--user", "stop", "sms-scanner.timer", "sms-scanner-watch.service")
    finally:
        process.kill()  # with it ends whatever is inside
        process.wait()
