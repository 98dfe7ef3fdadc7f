"""ZIP files of the app SMS Import / Export (tmo1/sms-ie): `messages.ndjson` beside MMS data.

Its version 1 wrote one JSON array instead; `text_tables.read_json_array` reads that.
"""

from __future__ import annotations

import io
import mmap
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from scanner.i18n import N_
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.item import Items, RowError
from scanner.inbox.files.text_tables import read_json_lines

MAGIC = b"PK\x03\x04"
_MESSAGES = "messages.ndjson"
_LOCAL = struct.Struct("<4s4xH16xHH")
"""A local file header (PKWARE APPNOTE 4.3.7): magic, method, lengths of name and extra field."""
_DEFLATED = 8
_BLOCK = 1 << 16


def holds_messages(path: Path) -> bool:
    """Tell whether a ZIP file has the app's list of messages in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _MESSAGES in archive.namelist()
    except zipfile.BadZipFile:
        return _place(path) is not None


def read_zip(path: Path, columns: Columns) -> Items:
    """Yield the items of the list of messages; damage keeps what came before it."""
    number = 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_MESSAGES) as raw:
            lines = io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="\n")
            for item in read_json_lines(lines, columns):
                number += 1
                yield item
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error):
        pass  # the index at its end is gone, a checksum is wrong, or the data is
    else:
        return
    if number == 0:
        for item in read_json_lines(_salvaged_lines(path), columns):
            number += 1
            yield item
    broken = RowError(N_("the file breaks off or is damaged from here on"))
    yield broken.at(N_("line {number}"), number=number + 1)


def _salvaged_lines(path: Path) -> Iterator[str]:
    """Yield the whole lines of the list in a ZIP file that breaks off."""
    rest = b""
    for block in _salvaged(path):
        *lines, rest = (rest + block).split(b"\n")
        yield from (line.decode("utf-8", "surrogateescape") for line in lines)


def _salvaged(path: Path) -> Iterator[bytes]:
    place = _place(path)
    if place is None:
        return
    start, method = place
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(_BLOCK):
            if method != _DEFLATED:
                yield block
                continue
            try:
                yield inflate.decompress(block)
            except zlib.error:
                return
            if inflate.eof:
                return


def _place(path: Path) -> tuple[int, int] | None:
    """Return where the list begins in a damaged ZIP file, and how it is packed."""
    name = _MESSAGES.encode()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = data.find(name)
        while at >= 0:
            header = data[max(0, at - _LOCAL.size) : at]
            if len(header) == _LOCAL.size:
                magic, method, length, extra = _LOCAL.unpack(header)
                if magic == MAGIC and length == len(name):
                    return at + length + extra, method
            at = data.find(name, at + 1)
    return None
