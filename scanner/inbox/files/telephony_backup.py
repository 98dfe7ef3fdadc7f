"""Messages as Android's own backup agent writes them, in an `.ab` file or unpacked in a folder.

AOSP TelephonyBackupAgent: files `d_f/000000_sms_backup`, `000001_sms_backup`, …, each a JSON array
of at most 1,000 objects compressed with zlib. Columns are text, and a null column is left out.
Files `…_mms_backup` hold MMS.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from scanner.i18n import N_
from scanner.inbox.files.android_backup import DamagedError, Passwords, telephony_files
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.item import Items, LeftOut, RowError
from scanner.inbox.files.text_tables import read_json_array

SMS_SUFFIX = "_sms_backup"
_MMS_SUFFIX = "_mms_backup"
_MOST_BYTES = 1 << 28  # 1,000 messages; more is a file that only wants to fill our memory


def read_backup(path: Path, passwords: Passwords) -> Items:
    """Yield the items of an `.ab` file.

    Raises:
        InputError: no password or a wrong one, or `cryptography` is not installed.
    """
    yield from _items(telephony_files(path, passwords))


def read_folder(path: Path) -> Items:
    """Yield the items of a folder with the backup agent's files in it, at any depth."""
    yield from _items((file.name, file.read_bytes()) for file in files_in(path))


def files_in(folder: Path) -> list[Path]:
    """Return the backup agent's files in a folder, at any depth."""
    return sorted(file for file in folder.rglob("*_backup") if is_part(file))


def is_part(file: Path) -> bool:
    """Tell by its name whether a file is one of the backup agent's."""
    return file.name.endswith((SMS_SUFFIX, _MMS_SUFFIX))


def _items(files: Iterator[tuple[str, bytes]]) -> Items:
    number = 0
    try:
        for name, content in files:
            if name.endswith(_MMS_SUFFIX):
                yield LeftOut.MMS
            elif name.endswith(SMS_SUFFIX):
                for item in _messages(content, before=number):
                    number += 1
                    yield item
    except DamagedError:
        broken = RowError(N_("the file breaks off or is damaged from here on"))
        yield broken.at(N_("message {number}"), number=number + 1)


def _messages(content: bytes, before: int) -> Items:
    try:
        # Of a torn file, as much as there is.
        data = zlib.decompressobj().decompress(content, _MOST_BYTES)
    except zlib.error:
        data = b""
    yield from read_json_array(data.decode("utf-8", "replace"), Columns(), before=before)
