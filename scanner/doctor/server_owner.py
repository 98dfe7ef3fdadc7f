"""Who runs the program that listens on a port of this computer (Linux)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process and its person."""

    user_id: int
    user: str
    """Name, or number where it has none."""
    program: str
    """Path; "" where it may not be seen."""


def owner_of(port: int) -> Owner | None:
    """Return who listens on a port; None where that cannot be told, as outside Linux.

    From /proc/net/tcp (uid and inode of each socket) and /proc/PID/fd (which process holds it).
    """
    if sys.platform != "linux":
        return None
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                user_id = int(fields[7])
                return Owner(user_id, _name(user_id), _program(fields[9]))
    return None


def _name(user_id: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user_id).pw_name
    except KeyError:
        return str(user_id)


def _program(inode: str) -> str:
    wanted = f"socket:[{inode}]"
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(os.readlink(handle) == wanted for handle in (process / "fd").iterdir()):  # noqa: PTH115 - text, no path
                return str((process / "exe").readlink())
        except OSError:  # another person's process, or it ended meanwhile
            continue
    return ""
