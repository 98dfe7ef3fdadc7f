"""Which adb server is ours, told even after the scan that started it was killed.

A note in the state folder names the port, the server's process, and the process that started it.
A server is an orphan if it is that very process, on that port, and its starter is gone; one that
somebody else started never is. On Linux only: elsewhere a server stays, as after any adb command.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from scanner.errors import OutputError
from scanner.inbox.phone.listener import listener_of, process_of, start_of
from scanner.places import state_folder
from scanner.whole_file import write_whole


class _Process(msgspec.Struct, frozen=True):
    """A process, told from a later one of the same number."""

    id: int
    started: int
    """Clock ticks from the start of the system to that of the process (proc(5), starttime)."""


class _Note(msgspec.Struct, frozen=True):
    port: int
    server: _Process
    starter: _Process


def note(port: int) -> None:
    """Note that the server on this port was started, or taken over, by this process."""
    server, starter = _server_on(port), _process(os.getpid())
    if server is not None and starter is not None:
        content = msgspec.json.encode(_Note(port, server, starter))
        with suppress(OutputError):  # then a server whose scan is killed stays, as anybody's would
            write_whole(_file(), [content])


def is_orphan(port: int) -> bool:
    """Tell whether the server on this port was started by a scan that was killed."""
    return orphaned_port() == port


def orphaned_port() -> int | None:
    """Return the port of a server whose scan was killed; None = there is none."""
    try:
        noted = msgspec.json.decode(_file().read_bytes(), type=_Note)
    except (OSError, msgspec.DecodeError):
        return None
    starter_lives = _process(noted.starter.id) == noted.starter
    return None if starter_lives or _server_on(noted.port) != noted.server else noted.port


def forget() -> None:
    """Give the server away: it ends, or others use it."""
    with suppress(OSError):
        _file().unlink(missing_ok=True)


def _server_on(port: int) -> _Process | None:
    listener = listener_of(port)
    number = process_of(listener.inode) if listener else None
    return _process(number) if number else None


def _process(number: int) -> _Process | None:
    started = start_of(number)
    return None if started is None else _Process(number, started)


def _file() -> Path:
    return state_folder() / "adb-server.json"
