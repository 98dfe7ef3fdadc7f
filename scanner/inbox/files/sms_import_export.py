"""ZIP files of the app SMS Import / Export (tmo1/sms-ie): `messages.ndjson` beside MMS data.

Its version 1 wrote one JSON array instead; `text_tables.read_json_array` reads that.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from scanner.i18n import N_
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.item import Items, RowError
from scanner.inbox.files.text_tables import read_json_lines

MAGIC = b"PK\x03\x04"
_MESSAGES = "messages.ndjson"


def holds_messages(path: Path) -> bool:
    """Tell whether a ZIP file has the app's list of messages in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _MESSAGES in archive.namelist()
    except zipfile.BadZipFile:
        return False


def read_zip(path: Path, columns: Columns) -> Items:
    """Yield the items of the list of messages; damage keeps what came before it."""
    with zipfile.ZipFile(path) as archive, archive.open(_MESSAGES) as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="\n")
        number = 0
        try:
            for item in read_json_lines(lines, columns):
                number += 1
                yield item
        except (zipfile.BadZipFile, EOFError, OSError):
            broken = RowError(N_("the file breaks off or is damaged from here on"))
            yield broken.at(N_("line {number}"), number=number + 1)
