"""Copies the database of messages off a rooted phone, and reads the copy.

Only when asked for. The phone writes on meanwhile, so the copy counts only if the hashes of its
files, taken on the phone before and after, are those of what arrived.
"""

from __future__ import annotations

import hashlib
import shlex
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from scanner.errors import AcquisitionError, InputError
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow, Device, Inbox, ProofStep, Source
from scanner.inbox.files.item import LeftOut, Mended
from scanner.inbox.files.mmssms import read_database
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.notices import mms_rcs_not_read
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.table import as_of_phone
from scanner.message import Message, to_frame

_FOLDERS = (
    "/data/user/0/com.android.providers.telephony/databases",
    "/data/user_de/0/com.android.providers.telephony/databases",
    "/data/data/com.android.providers.telephony/databases",
)
"""With file-based encryption, without it, and on old phones."""
_NAMES = ("mmssms.db", "mmssms.db-journal", "mmssms.db-wal")
_WAYS = ("sh -c {}", "su -c {}", "su 0 sh -c {}")
"""adbd that is root itself; Magisk and its like; builds for developers."""
_ATTEMPTS = 3
_ASK_S = 60.0  # the phone may ask its owner whether to let the shell be root
_HASHES = {64: "sha256", 40: "sha1", 32: "md5"}
"""By the length of their hex digits: old phones have none but the last."""
_HASH_COMMAND = "sha256sum {files} 2>/dev/null || sha1sum {files} 2>/dev/null || md5sum {files}"


def read_root_copy(
    server: AdbServer, device: Device, *, source: Source = "phone", deadline_s: float = 1800
) -> Inbox:
    """Copy `mmssms.db`, with the journal or write-ahead log beside it, and read it.

    Args:
        server: an adb server that reaches the phone.
        device: from `choose_phone`.
        source: what the messages are marked as.
        deadline_s: seconds after which a file is given up.

    Returns:
        The inbox, with Xiaomi's blocked messages; "proved" if each row of a sound copy was read.

    Raises:
        AcquisitionError: the shell cannot be root, or there was no copy that holds together.
    """
    started_ms = time.time_ns() // 1_000_000
    phone = _Root(Shell(server, device.serial), deadline_s)
    with tempfile.TemporaryDirectory(prefix="sms-scanner-") as folder:  # mode 0700
        files = phone.copy(Path(folder))
        try:
            return _read(Path(folder, _NAMES[0]), len(files), device, source, started_ms)
        except InputError as error:
            raise AcquisitionError(
                "The phone's database of messages was copied, but holds none that can be read.",
                "Let the phone make a backup, and read that: sms-scanner scan --backup",
            ) from error


class _Root:
    """The shell of a rooted phone."""

    def __init__(self, shell: Shell, deadline_s: float) -> None:
        self._shell = shell
        self._deadline_s = deadline_s
        self._way = ""

    def copy(self, folder: Path) -> Mapping[str, str]:
        """Copy the files, and return their hashes by name.

        Raises:
            AcquisitionError: as `read_root_copy`.
        """
        try:
            self._way = self._find_way()
            for _ in range(_ATTEMPTS):
                place, before = self._hashes()
                for name in before:
                    with (folder / name).open("wb") as file:
                        command = self._way.format(shlex.quote(f"cat {place}/{name}"))
                        self._shell.save(command, file, self._deadline_s)
                if self._hashes() == (place, before) and _hashes_of(folder, before) == before:
                    return before
                for name in _NAMES:
                    (folder / name).unlink(missing_ok=True)
        except TransportError as error:
            raise AcquisitionError(
                "The phone's database of messages was not copied to its end ({reason}). None of it "
                "was used.",
                "Leave the cable, keep the phone unlocked, and run this again.",
                reason=str(error),
            ) from error
        raise AcquisitionError(
            "The phone wrote into its messages whenever they were copied. None of it was used.",
            "Run this again in a quiet minute, or in flight mode.",
        )

    def _run(self, command: str) -> str:
        return self._shell.run(command, _ASK_S).stdout.decode("utf-8", "replace")

    def _find_way(self) -> str:
        for way in _WAYS:
            if self._run(way.format(shlex.quote("id -u"))).strip() == "0":
                return way
        raise AcquisitionError(
            "adb's shell cannot be root on this phone, so its database cannot be copied.",
            "Most phones are not rooted, and none has to be for this: leave --root out. On one "
            "that is, allow root for Shell (com.android.shell) in its superuser app.",
        )

    def _hashes(self) -> tuple[str, dict[str, str]]:
        """Return the folder of the database, and the hash of each file by name."""
        for folder in _FOLDERS:
            files = " ".join(f"{folder}/{name}" for name in _NAMES)
            # One that is missing makes the first command fail, though it hashed the others.
            output = self._run(self._way.format(shlex.quote(_HASH_COMMAND.format(files=files))))
            found = {
                path.rpartition("/")[2]: digest
                for digest, _, path in (line.partition("  ") for line in output.splitlines())
                if path.startswith(f"{folder}/") and len(digest) in _HASHES
            }
            if _NAMES[0] in found:
                return folder, found
        raise AcquisitionError(
            "There is no database of messages where Android keeps it.",
            "Unlock the phone once after its start, and run this again.",
        )


def _hashes_of(folder: Path, like: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, digest in like.items():
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, _HASHES[len(digest)]).hexdigest()
    return found


def _read(path: Path, files: int, device: Device, source: Source, started_ms: int) -> Inbox:
    messages: list[Message] = []
    bad_rows: list[BadRow] = []
    mended: list[BadRow] = []
    skipped = 0
    for item in read_database(path):
        match item:
            case Message():
                messages.append(item)
            case Mended():
                messages.append(item.message)
                mended.append(item.flaw)
            case BadRow():
                bad_rows.append(item)
            case LeftOut():
                skipped += 1
    is_sound, counted = _check(path)
    proved = is_sound and not bad_rows and counted == len(messages)
    table = [
        replace(message, fidelity="unverified" if "\ufffd" in message.body else "proved")
        for message in as_of_phone(messages, device, source)
    ]
    times = [m.received_ms for m in messages if m.received_ms is not None]
    acquisition = Acquisition(
        source=source,
        name="Demo phone" if source == "demo" else device.name,
        transport="root copy",
        completeness="proved" if proved else "unverified",
        read=len(messages),
        expected=counted,
        skipped=skipped,
        bad_rows=tuple(bad_rows),
        mended=tuple(mended),
        device=device,
        proof=(
            ProofStep(
                name="copy",
                ok=True,
                detail=N_(
                    "Files of the phone's database copied: {files}. Their hashes on the phone, "
                    "before and after, are those of what arrived."
                ),
                fields={"files": files},
            ),
            ProofStep(
                name="database",
                ok=proved,
                detail=N_(
                    "SQLite checked the copy; it counts {count} received messages, and {read} were "
                    "read."
                ),
                fields={"count": counted, "read": len(messages)},
            ),
        ),
        notices=(mms_rcs_not_read(),),
        oldest_ms=min(times, default=None),
        newest_ms=max(times, default=None),
        started_ms=started_ms,
        finished_ms=time.time_ns() // 1_000_000,
    )
    return Inbox(to_frame(table), acquisition)


def _check(path: Path) -> tuple[bool, int]:
    """Return whether SQLite finds the copy sound, and how many received messages it counts."""
    try:
        with closing(sqlite3.connect(path)) as database:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
            query = "SELECT count(*) FROM sms WHERE type = 1 OR type IS NULL"
            (count,) = database.execute(query).fetchone()
    except sqlite3.DatabaseError:
        return False, 0
    return verdict == "ok", count
