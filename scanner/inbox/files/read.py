"""Opens a file or folder, finds out what it is, and reads every record it can."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from scanner.inbox.files.pulled import Pulled, read_pulled
from scanner.inbox.files.row import FIELDS
from scanner.message import Message, to_frame

_HEAD_BYTES = 4096


def read_file(path: Path, password: str | None = None) -> Inbox:
    """Read all received SMS of a file (or of a folder with a telephony backup), in its order.

    Read are what `pull` wrote; JSONL, CSV and Parquet in our fields or Android's columns; the XML
    of SMS Backup & Restore; the ZIP, NDJSON and JSON of SMS Import / Export; `.ab` files of `adb
    backup` and the telephony files in them; and `mmssms.db`. What a file is shows in its content,
    not in its name.
    A record that cannot be read is listed in `acquisition.bad_rows`; the others are kept.

    Args:
        path: of the file or folder.
        password: of an encrypted `.ab` file.

    Raises:
        InputError: it cannot be opened, or is none of these.
    """
    found = _Found(started_ms=_now_ms())
    found.add(path, password)
    return found.inbox(path.name)


def read_files(paths: Sequence[Path], password: str | None = None) -> Inbox:
    """Read several files of one person into one inbox.

    A message that stands in more than one of them (same sender, time and text) counts once.

    Args:
        paths: of files and folders, at least one.
        password: of encrypted `.ab` files.

    Raises:
        InputError: one of them cannot be opened, or is of no known form.
    """
    if len(paths) == 1:
        return read_file(paths[0], password)
    found = _Found(started_ms=_now_ms())
    for path in paths:
        found.add(path, password)
    found.drop_repeated()
    return found.inbox(", ".join(path.name for path in paths))


@dataclass
class _Found:
    """What was read so far."""

    started_ms: int
    messages: list[Message] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    transports: list[str] = field(default_factory=list)
    pulled: list[Acquisition] = field(default_factory=list)

    def add(self, path: Path, password: str | None) -> None:
        """Read one file or folder."""
        try:
            if path.is_file() and (inbox := read_pulled(path)):
                self._add_pulled(inbox)
                return
            transport, items = _open(path, password)
            for item in items:
                match item:
                    case Message():
                        self.messages.append(item)
                    case BadRow():
                        self.bad_rows.append(item)
                    case LeftOut():
                        self.left_out[item] += 1
        except OSError as error:
            raise InputError(
                N_("{path} cannot be read: {reason}."),
                N_("Check the name, and that you may read it."),
                path=path,
                reason=error.strerror or type(error).__name__,
            ) from error
        self.transports.append(transport)

    def _add_pulled(self, inbox: Pulled) -> None:
        self.messages += inbox.messages
        self.bad_rows += inbox.acquisition.bad_rows
        self.transports.append(inbox.acquisition.transport)
        self.pulled.append(inbox.acquisition)

    def drop_repeated(self) -> None:
        """Keep the first of messages with the same key; make one inbox with ids of its own."""
        unique = {message.message_key: message for message in self.messages}
        self.left_out[LeftOut.REPEATED] = len(self.messages) - len(unique)
        self.messages = [
            replace(
                message,
                message_id=str(number),
                inbox_id=message.inbox_id if message.source == "file" else "",
            )
            for number, message in enumerate(unique.values(), start=1)
        ]

    def inbox(self, name: str) -> Inbox:
        """Return all of it; one pulled inbox alone keeps its proof."""
        if len(self.pulled) == len(self.transports) == 1:
            return Inbox(to_frame(self.messages), self.pulled[0])
        is_demo = any(acquisition.source == "demo" for acquisition in self.pulled)
        times = [m.received_ms for m in self.messages if m.received_ms is not None]
        acquisition = Acquisition(
            source="demo" if is_demo else "file",
            name=name,
            transport=", ".join(dict.fromkeys(self.transports)),
            completeness="unverified",
            read=len(self.messages),
            expected=len(self.messages) + len(self.bad_rows),
            bad_rows=tuple(self.bad_rows),
            notices=_notices(self.left_out),
            oldest_ms=min(times, default=None),
            newest_ms=max(times, default=None),
            started_ms=self.started_ms,
            finished_ms=_now_ms(),
        )
        return Inbox(to_frame(self.messages), acquisition)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


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
    doubt = N_(
        "A file can be edited and can lack messages: what it does not hold could not be judged."
    )
    words = {
        LeftOut.SENT: N_("{count} messages were left out: they were sent or drafted here."),
        LeftOut.MMS: N_("{count} MMS were left out: only SMS are judged."),
        LeftOut.REPEATED: N_("{count} messages stand in more than one file and count once."),
    }
    return (
        Notice(id="file-not-proved", message=doubt),
        *(
            Notice(id=f"{kind.name.lower()}-left-out", message=sentence, fields={"count": count})
            for kind, sentence in words.items()
            if (count := left_out[kind])
        ),
    )
