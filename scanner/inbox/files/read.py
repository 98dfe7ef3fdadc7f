"""Opens a file or folder, finds out what it is, and reads every record it can."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow, Inbox, Notice
from scanner.inbox.files import (
    android_backup,
    mmssms,
    parquet,
    sms_backup_restore,
    sms_import_export,
    telephony_backup,
    text_tables,
)
from scanner.inbox.files.item import Items, LeftOut
from scanner.inbox.files.row import FIELDS
from scanner.message import Message, to_frame

_HEAD_BYTES = 4096


def read_file(path: Path, password: str | None = None) -> Inbox:
    """Read all received SMS of a file (or of a folder with a telephony backup), in its order.

    Read are JSONL, CSV and Parquet in our fields or Android's columns; the XML of SMS Backup &
    Restore; the ZIP, NDJSON and JSON of SMS Import / Export; `.ab` files of `adb backup` and the
    telephony files in them; and `mmssms.db`. What a file is shows in its content, not in its name.
    A record that cannot be read is listed in `acquisition.bad_rows`; the others are kept.

    Args:
        path: of the file or folder.
        password: of an encrypted `.ab` file.

    Raises:
        InputError: it cannot be opened, or is none of these.
    """
    started = time.time_ns() // 1_000_000
    messages: list[Message] = []
    bad_rows: list[BadRow] = []
    left_out: Counter[LeftOut] = Counter()
    try:
        transport, items = _open(path, password)
        for item in items:
            match item:
                case Message():
                    messages.append(item)
                case BadRow():
                    bad_rows.append(item)
                case LeftOut():
                    left_out[item] += 1
    except OSError as error:
        raise InputError(
            N_("{path} cannot be read: {reason}."),
            N_("Check the name, and that you may read it."),
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    times = [m.received_ms for m in messages if m.received_ms is not None]
    acquisition = Acquisition(
        source="file",
        name=path.name,
        transport=transport,
        completeness="unverified",
        read=len(messages),
        expected=len(messages) + len(bad_rows),
        bad_rows=tuple(bad_rows),
        notices=_notices(left_out),
        oldest_ms=min(times, default=None),
        newest_ms=max(times, default=None),
        started_ms=started,
        finished_ms=time.time_ns() // 1_000_000,
    )
    return Inbox(to_frame(messages), acquisition)


def _open(path: Path, password: str | None) -> tuple[str, Items]:
    """Tell what a file is by its first bytes and return its name and its items.

    Raises:
        InputError: it is nothing that is read here.
        OSError: it cannot be opened.
    """
    if path.is_dir():
        if any(path.rglob(f"*{telephony_backup.SMS_SUFFIX}")):
            return "telephony backup", telephony_backup.read_folder(path)
        raise _strange(path)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(parquet.MAGIC):
        return "parquet", parquet.read_parquet(path)
    if head.startswith(mmssms.MAGIC):
        return "mmssms.db", mmssms.read_database(path)
    if head.startswith(android_backup.MAGIC):
        return "adb backup", telephony_backup.read_backup(path, password)
    if head.startswith(sms_import_export.MAGIC) and sms_import_export.holds_messages(path):
        return "SMS Import / Export", sms_import_export.read_zip(path)
    return _open_text(path, head)


def _open_text(path: Path, head: bytes) -> tuple[str, Items]:
    encoding = text_tables.text_encoding(path, head)
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if not start:
        raise InputError(N_("{path} is empty."), N_("Nothing was judged."), path=path)
    if "\0" in start:
        raise _strange(path)
    if sms_backup_restore.recognises(start):
        return "SMS Backup & Restore", sms_backup_restore.read_xml(path)
    if start.startswith("{"):
        return "jsonl", text_tables.read_json_lines_file(path, encoding)
    if start.startswith("["):
        text = path.read_text(encoding=encoding, errors="replace")
        return "json", text_tables.read_json_array(text)
    if {"body", "address"} & set(text_tables.csv_header(start)):
        return "csv", text_tables.read_csv(path, encoding)
    raise _strange(path)


def _strange(path: Path) -> InputError:
    return InputError(
        N_("{path} holds no messages in a form that is known here."),
        N_(
            "Known are JSONL, CSV and Parquet with {fields}; backups of SMS Backup & Restore, SMS "
            "Import / Export and adb backup; and mmssms.db."
        ),
        path=path,
        fields=", ".join(FIELDS),
    )


def _notices(left_out: Counter[LeftOut]) -> tuple[Notice, ...]:
    notices = [
        Notice(
            id="file-not-proved",
            message=N_(
                "A file can be edited and can lack messages: what it does not hold "
                "could not be judged."
            ),
        )
    ]
    if count := left_out[LeftOut.SENT]:
        notices.append(
            Notice(
                id="sent-left-out",
                message=N_("{count} messages were left out: they were sent or drafted here."),
                fields={"count": count},
            )
        )
    if count := left_out[LeftOut.MMS]:
        notices.append(
            Notice(
                id="mms-left-out",
                message=N_("{count} MMS were left out: only SMS are judged."),
                fields={"count": count},
            )
        )
    return tuple(notices)
