"""Finds out what a file is, by its content, and opens it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.files import (
    android_backup,
    mmssms,
    parquet,
    sms_backup_restore,
    sms_import_export,
    telephony_backup,
    text_tables,
)
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.encoding import text_encoding
from scanner.inbox.files.item import Items
from scanner.inbox.files.row import FIELDS

_HEAD_BYTES = 4096
_COMPANIONS = ("-wal", "-shm", "-journal")
"""Belong to a database beside them, and are read with it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose form is known, not read yet."""

    transport: str
    """Name of its form."""
    items: Items
    columns: Columns = field(default_factory=Columns)
    """What is known of its columns, once its items are read."""
    encoding: str = "utf-8-sig"
    ends_abruptly: bool = False
    """Whether its last line has no end, so that it may be cut short."""


class UnknownFormError(InputError):
    """A file that is nothing that is read here."""


def sources_in(path: Path) -> Iterator[Path]:
    """Yield what is to be read of a path: itself; of a folder each file, at any depth.

    The files of a telephony backup count as one, named by their folder. Hidden files are left out.
    """
    if not path.is_dir():
        yield path
        return
    if any(telephony_backup.files_in(path)):
        yield path
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        known = file.name.endswith(_COMPANIONS) or telephony_backup.is_part(file)
        if file.is_file() and not hidden and not known:
            yield file


def open_source(path: Path, passwords: android_backup.Passwords, chosen: dict[str, str]) -> Opened:
    """Tell what a file is by its first bytes and open it; a folder as a telephony backup.

    Args:
        path: of the file or folder.
        passwords: for an encrypted `.ab` file.
        chosen: target -> name of a column, as `columns.read_columns` returns it.

    Raises:
        InputError: it is nothing that is read here.
        OSError: it cannot be opened.
    """
    if path.is_dir():
        return Opened("telephony backup", telephony_backup.read_folder(path))
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    columns = Columns(chosen)
    if head.startswith(parquet.MAGIC):
        return Opened("parquet", parquet.read_parquet(path, columns), columns)
    if head.startswith(mmssms.MAGIC):
        return Opened("mmssms.db", mmssms.read_database(path))
    if head.startswith(android_backup.MAGIC):
        return Opened("adb backup", telephony_backup.read_backup(path, passwords))
    if head.startswith(sms_import_export.MAGIC) and sms_import_export.holds_messages(path):
        return Opened("SMS Import / Export", sms_import_export.read_zip(path, columns))
    return _open_text(path, head, columns)


def _open_text(path: Path, head: bytes, columns: Columns) -> Opened:
    encoding = text_encoding(path, head)
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if not start:
        raise InputError(N_("{path} is empty."), N_("Nothing was judged."), path=path)
    if "\0" in start:
        raise strange(path)
    if sms_backup_restore.recognises(start):
        items = sms_backup_restore.read_xml(path, encoding)
        return Opened("SMS Backup & Restore", items, encoding=encoding)
    if start.startswith("{"):
        items = text_tables.read_json_lines_file(path, encoding, columns)
        return Opened("jsonl", items, columns, encoding)
    if start.startswith("["):
        text = path.read_text(encoding=encoding, errors="replace")
        return Opened("json", text_tables.read_json_array(text, columns), columns, encoding)
    header = text_tables.csv_header(start)
    if len(header) < 2 and not columns.names(header):
        raise strange(path)
    columns.check(header, path)
    items = text_tables.read_csv(path, encoding, columns)
    return Opened("csv", items, columns, encoding, ends_abruptly=_ends_abruptly(path))


def _ends_abruptly(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), 2)
        return not {b"\n", b"\r"} & {bytes([byte]) for byte in file.read()}


def strange(path: Path) -> InputError:
    """Return the error for a file that is nothing that is read here."""
    return UnknownFormError(
        N_("{path} holds no messages in a form that is known here."),
        N_(
            "Known are JSONL, CSV and Parquet with {fields}; backups of SMS Backup & Restore, SMS "
            "Import / Export and adb backup; and mmssms.db."
        ),
        path=path,
        fields=", ".join(FIELDS),
    )
