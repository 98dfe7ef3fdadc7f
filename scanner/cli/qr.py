"""A QR code in the terminal, dark on light whatever the terminal's colours."""

from __future__ import annotations

import segno
from rich.text import Text

_QUIET = 4
"""Light modules around the code, as ISO/IEC 18004 asks for."""
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr_code(content: str) -> Text:
    """Return the code of a text; each character holds two modules, one above the other."""
    side = [0] * _QUIET
    dark = [[*side, *map(int, row), *side] for row in segno.make(content, micro=False).matrix]
    empty = [0] * len(dark[0])
    rows = [empty] * _QUIET + dark + [empty] * (_QUIET + len(dark) % 2)
    lines = (
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
    return Text("\n".join(lines), style="#000000 on #ffffff")
