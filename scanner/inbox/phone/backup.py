"""Reads the messages of a phone that keeps adb from them, out of the backup that Android makes.

Android's own agent (TelephonyBackupAgent) reads them then, once the owner has tapped a button on
the phone. Nothing in a backup says how many messages it should hold, so it proves nothing.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from scanner.errors import AcquisitionError, InputError
from scanner.inbox.acquisition import Device, Inbox, Notice, Source
from scanner.inbox.files import read_file
from scanner.inbox.files.android_backup import Passwords, no_password
from scanner.inbox.files.formats import UnknownFormError
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.table import as_of_phone
from scanner.message import from_frame, to_frame

_COMMAND = "bu backup com.android.providers.telephony"


def read_backup(
    server: AdbServer,
    device: Device,
    *,
    passwords: Passwords = no_password,
    source: Source = "phone",
    deadline_s: float = 1800,
) -> Inbox:
    """Let the phone back its messages up, and read them; its owner has to tap a button for it.

    The backup is kept in a file that only this user can read, and only until this returns.

    Args:
        server: an adb server that reaches the phone.
        device: from `choose_phone`.
        passwords: what its owner types on the phone for this backup, if anything.
        source: what the messages are marked as.
        deadline_s: seconds after which the backup is given up.

    Returns:
        The inbox, always with completeness "unverified".

    Raises:
        AcquisitionError: no backup was made, or none with messages; or it cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix="sms-scanner-") as folder:  # mode 0700
        path = Path(folder, "backup.ab")
        path.touch(mode=0o600)
        try:
            with path.open("wb") as file:
                Shell(server, device.serial).save(_COMMAND, file, deadline_s)
        except TransportError as error:
            raise AcquisitionError(
                "The phone's backup did not come to its end ({reason}). None of it was used.",
                "Leave the cable, keep the phone unlocked, and run this again.",
                reason=str(error),
            ) from error
        try:
            inbox = read_file(path, passwords) if path.stat().st_size else None
        except UnknownFormError as error:
            raise AcquisitionError(
                "What the phone sent is no backup. None of it was used.",
                "Run this again. If it stays so, export the messages with an app on the phone, and "
                "read that file: sms-scanner scan --input FILE",
            ) from error
        except InputError as error:
            raise AcquisitionError(
                "The phone's backup is encrypted, and no password was given that opens it.",
                "Run this again. Leave the password on the phone's screen empty; if the phone "
                "demands one, type the same there and here.",
            ) from error
    if inbox is None or not inbox.acquisition.read:
        raise AcquisitionError(
            "The phone made no backup of its messages. That is not an empty inbox.",
            "Run this again and tap “Back up my data” on the phone's screen within a minute. If it "
            "stays so, export the messages with an app on the phone, and read that file: "
            "sms-scanner scan --input FILE",
        )
    return _as_of_phone(inbox, device, source)


def _as_of_phone(inbox: Inbox, device: Device, source: Source) -> Inbox:
    messages = as_of_phone(from_frame(inbox.messages), device, source)
    doubt = Notice(
        id="backup-not-counted",
        message="Read from a backup that Android itself made, which cannot be counted against the "
        "phone: whether it holds every message is not known.",
        severity="warning",
    )
    others = (n for n in inbox.acquisition.notices if n.id != "file-not-proved")
    acquisition = replace(
        inbox.acquisition,
        source=source,
        name="Demo phone" if source == "demo" else device.name,
        device=device,
        notices=(doubt, *others),
    )
    return Inbox(to_frame(messages), acquisition)
