"""One scan of a phone at a time, over all processes of this computer's user."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from scanner.errors import OutputError, PhoneNotReady
from scanner.history.identity import phone_key
from scanner.i18n import N_
from scanner.inbox.acquisition import Device
from scanner.places import state_folder


@contextmanager
def only_scan_of(device: Device, folder: Path | None = None) -> Iterator[None]:
    """Let nobody else scan this phone during the `with` block.

    Where locks cannot be kept (no space, no permission) the scan goes on without one: two readers
    do a phone no harm.

    Args:
        device: the phone.
        folder: the state folder; None = the usual one.

    Raises:
        PhoneNotReady: somebody scans it already.
    """
    try:
        path = lock_file(phone_key(device.identity, folder), folder)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(path, mode=0o600)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise PhoneNotReady(
            N_("{phone} is being scanned already, by process {process} since {since}."),
            N_("Wait until that scan is done."),
            phone=device.name,
            **_holder(path),
        ) from error
    except (OSError, OutputError):
        yield
        return
    holder = path.with_suffix(".holder")
    try:
        with suppress(OSError):
            holder.write_text(f"{os.getpid()} {datetime.now().astimezone():%H:%M:%S}", "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def lock_file(key: str, folder: Path | None = None) -> Path:
    """Return where the lock of a phone is."""
    return (folder or state_folder()) / "locks" / f"{key}.lock"


def _holder(path: Path) -> dict[str, str]:
    try:
        process, since = path.with_suffix(".holder").read_text("utf-8").split()
    except (OSError, ValueError):  # just begun, or just ending
        process, since = "?", "?"
    return {"process": process, "since": since}
