"""Who runs the program that listens on a port of this computer (Linux)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scanner.inbox.phone.listener import listener_of, process_of


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
    listener = listener_of(port)
    if listener is None:
        return None
    return Owner(listener.user_id, _name(listener.user_id), _program(listener.inode))


def _name(user_id: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user_id).pw_name
    except KeyError:
        return str(user_id)


def _program(inode: str) -> str:
    process = process_of(inode)
    try:
        return str(Path(f"/proc/{process}/exe").readlink()) if process else ""
    except OSError:  # it ended meanwhile
        return ""
