"""Which encoding a text file is in."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_CHUNK = 1 << 20
_ESCAPED = re.compile("[\udc80-\udcff]")
"""What `surrogateescape` makes of bytes that are no characters."""
_CHINESE = "gb18030"


def text_encoding(path: Path, head: bytes) -> str:
    """Return the encoding that a text file is in: of Chinese Windows, of Windows, or UTF-8.

    UTF-16 shows by its mark or, in the markup at the beginning, by every other byte being 0. A file
    counts as GB 18030 if all of it can be read so, and as UTF-8 it has more bytes that are wrong
    than characters that are right: one bad byte in UTF-8 turns no message into gibberish.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:64:2].count(0), head[1:64:2].count(0)
    if max(even, odd) > len(head[:64]) // 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    wrong, right = _utf8_tally(path)
    if wrong and wrong >= right and _decodes(path, _CHINESE):
        return _CHINESE
    return "utf-8-sig"


def _utf8_tally(path: Path) -> tuple[int, int]:
    """Return how many bytes are wrong in UTF-8, and how many characters beyond ASCII are right."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")
    wrong = right = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if not text.isascii():
                escaped = sum(1 for _ in _ESCAPED.finditer(text))
                wrong += escaped
                right += len(text) - len(text.encode("ascii", "ignore")) - escaped
    wrong += len(decoder.decode(b"", final=True))
    return wrong, right


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True  # the last character may be cut in two
