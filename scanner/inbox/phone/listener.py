"""Who listens on a port of this computer (Linux; elsewhere that is not told)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Listener:
    """A listening socket."""

    user_id: int
    inode: str
    """By which a process that holds it is found."""


def listener_of(port: int) -> Listener | None:
    """Return the socket that listens on a port, from /proc/net/tcp; None = none is known."""
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
                return Listener(user_id=int(fields[7]), inode=fields[9])
    return None


def process_of(inode: str) -> int | None:
    """Return the process that holds a socket; None where that may not be seen."""
    for process in Path("/proc").glob("[0-9]*"):
        if inode in _sockets_of(process):
            return int(process.name)
    return None


def own_sockets() -> frozenset[str]:
    """Return the inodes of the sockets that this process holds."""
    return frozenset(_sockets_of(Path("/proc/self")))


def _sockets_of(process: Path) -> Iterator[str]:
    try:
        for handle in (process / "fd").iterdir():
            held = os.readlink(handle)  # noqa: PTH115 - text, no path
            if held.startswith("socket:["):
                yield held[len("socket:[") : -1]
    except OSError:  # another person's process, or it ended meanwhile
        return


def start_of(process: int) -> int | None:
    """Return when a process began, in clock ticks since the system did; None = it has ended."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *fields = status.rpartition(")")[2].split()  # the name before may hold blanks
    return None if state in "ZX" else int(fields[18])  # field 22 of all
