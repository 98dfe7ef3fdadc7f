"""CSV that spreadsheets open as it is: UTF-8 with a mark, and nothing in it that they would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

Cell = str | float | None

_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE_START = re.compile(
    f"(^|\r\n|[{_BREAKS}])"
    # What a spreadsheet may skip before it looks for a formula …
    f"(?=(?:[^\\S{_BREAKS}]|[\x00-\x08\x0e-\x1b\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff])*"
    # … and what starts one (full-width signs too); a leading tab or CR shifts cells in some.
    "[=+\\-@＝＋－＠﹢﹣﹦﹫]|[\t\r])"
)
"""Each place in a cell where a spreadsheet could see a formula: its start and each further line."""


def csv_pieces(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """Yield a table: its head, then a line for each row; a column that a row lacks is empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    yield "\ufeff"  # tells Excel that the file is UTF-8; without it Chinese is garbled
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(name) for name in columns)
        writer.writerow(
            "" if c is None else formula_safe(c) if isinstance(c, str) else c for c in cells
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def formula_safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before whatever looks like a formula.

    SMS text is written by strangers; `=HYPERLINK(…)` in a bill must stay text. Embedded lines are
    guarded as well, because some programs split cells at them.
    """
    return _LINE_START.sub(r"\1'", cell)
