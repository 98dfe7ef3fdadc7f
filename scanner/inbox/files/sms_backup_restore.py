"""The XML of the app SMS Backup & Restore (SyncTech), a format that several apps share.

`<smses><sms address=… date=… type=… body=… …/><mms …/></smses>`, attributes named after Android's
columns, null written as "null". Old versions write an emoji as two character references of half a
surrogate pair (`&#55357;&#56832;`), which no XML parser accepts; they are mended on the way in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree as ET

from scanner.i18n import N_
from scanner.inbox.files import android_row
from scanner.inbox.files.item import Items, LeftOut, RowError

_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_REFERENCES = re.compile(rb"(?:&#x?[0-9A-Fa-f]{1,7};)+")
_UNFINISHED = re.compile(rb"(?:&#x?[0-9A-Fa-f]{1,7};)*(?:&(?:#x?[0-9A-Fa-f]{0,7})?)?\Z")
"""What the next block may go on with: a torn reference, and whole ones before it."""
_LONGEST_RUN = 4096  # bytes; a longer run of references is mended in pieces
_START = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<smses\b", re.DOTALL)


def recognises(start: str) -> bool:
    """Tell by the first characters whether a file is such a backup."""
    return _START.match(start) is not None


def read_xml(path: Path, encoding: str) -> Items:
    """Yield the items of a backup, element by element, so that memory stays flat.

    Args:
        path: of the file.
        encoding: that it is in, whatever it says itself; bytes that are wrong in it become �.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        # Expat neither fetches external entities nor lets nested ones grow without bounds.
        parser = ET.XMLParser(encoding="utf-8")  # noqa: S314
        elements = ET.iterparse(_Repaired(file), events=("start", "end"), parser=parser)  # noqa: S314
        number = 0
        root = None
        try:
            for event, element in elements:
                if root is None:
                    root = element
                if event == "start" or element.tag not in {"sms", "mms"}:
                    continue
                number += 1
                if element.tag == "mms":
                    yield LeftOut.MMS
                else:
                    try:
                        yield android_row.message_of(_columns(element.attrib), number=number)
                    except RowError as error:
                        yield error.at(N_("message {number}"), number=number)
                root.clear()  # iterparse would keep every element that it has seen
        except ET.ParseError:
            broken = RowError(N_("the file breaks off or is damaged from here on"))
            yield broken.at(N_("message {number}"), number=number + 1)


def _columns(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the columns; "null" is a missing value (of a body, it may be a word)."""
    return {k: v for k, v in attributes.items() if v != "null" or k == "body"}


class _Repaired(io.RawIOBase):
    """A file in UTF-8, its character references that XML forbids replaced by what they mean."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return about `size` bytes; b"" only at the end."""
        while True:
            block = self._file.read(size).encode("utf-8")
            data = self._rest + block
            unfinished = _UNFINISHED.search(data, max(0, len(data) - _LONGEST_RUN))
            cut = unfinished.start() if block and unfinished else len(data)
            self._rest = data[cut:]
            mended = _REFERENCES.sub(lambda match: _mend(match[0]), data[:cut])
            if mended or not block:
                return mended


def _mend(references: bytes) -> bytes:
    """Return a run of references as characters where XML forbids them, else as they were."""
    codes = [int(m[1], 16) if m[1] else int(m[2]) for m in _REFERENCE.finditer(references)]
    if all(_allowed(code) for code in codes):
        return references
    units = "".join(chr(code if code <= 0x10FFFF else 0xFFFD) for code in codes)
    text = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return b"".join(b"&#%d;" % (ord(c) if _allowed(ord(c)) else 0xFFFD) for c in text)


def _allowed(code: int) -> bool:
    """Tell whether XML 1.0 (section 2.2, Char) allows a character."""
    return code in {0x9, 0xA, 0xD} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
