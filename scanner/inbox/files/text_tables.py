"""JSON Lines, a JSON array, and CSV: a record a line, an object or a row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from scanner.i18n import N_
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.item import Item, Items, RowError
from scanner.message import Message

_CSV_FIELD_LIMIT = 1 << 24  # characters; a body of a hostile message may be huge
_LINE = N_("line {number}")
_RECORD = N_("record {number}")


def read_json_lines_file(path: Path, encoding: str, columns: Columns) -> Items:
    """Yield the items of a file of JSON Lines."""
    with path.open(encoding=encoding, errors="surrogateescape", newline="\n") as lines:
        yield from read_json_lines(lines, columns)


def read_json_lines(lines: Iterator[str], columns: Columns) -> Items:
    """Yield the items of JSON Lines (NDJSON), one object a line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _item(_parsed(line), number, _LINE, columns)


def read_json_array(text: str, columns: Columns, *, before: int = 0) -> Items:
    """Yield the items of one JSON array of objects; one that breaks off keeps those before.

    Args:
        text: the array.
        columns: of its objects.
        before: how many records came before it, for numbering.
    """
    decoder = json.JSONDecoder()
    position, number = text.find("[") + 1, before
    while True:
        while text[position : position + 1] in {" ", "\n", "\r", "\t", ","}:
            position += 1
        if text[position : position + 1] == "]":
            return
        number += 1
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            yield RowError(N_("the file breaks off or is damaged from here on")).at(
                _RECORD, number=number
            )
            return
        yield _item(record, number, _RECORD, columns)


def csv_header(start: str) -> list[str]:
    """Return the names of the columns, by the first line of a file."""
    line = start.partition("\n")[0].rstrip("\r")
    return next(csv.reader([line], delimiter=_delimiter(line)))


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


def read_csv(path: Path, encoding: str, columns: Columns) -> Items:
    """Yield the items of a CSV file with a header; fields are parted by one of `,;|` or a tab."""
    csv.field_size_limit(_CSV_FIELD_LIMIT)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as lines:
        delimiter = _delimiter(lines.readline())
        lines.seek(0)
        rows = csv.DictReader(lines, restkey="", delimiter=delimiter)
        try:
            for record in rows:
                item = _item(_checked(record), rows.line_num, _LINE, columns)
                if isinstance(item, Message) and None in record.values():
                    short = RowError(N_("the row has fewer cells than the header")).keeping(item)
                    item = short.at(_LINE, number=rows.line_num)
                yield item
        except csv.Error:
            error = RowError(N_("the file cannot be read as CSV from here on"))
            yield error.at(_LINE, number=rows.line_num)


def _item(record: object, number: int, place: str, columns: Columns) -> Item:
    try:
        if isinstance(record, RowError):
            raise record
        if not isinstance(record, dict):
            raise RowError(N_("it is not a JSON object"))
        return columns.message_of(record, number)
    except RowError as error:
        return error.at(place, number=number)


def _parsed(line: str) -> object:
    if _has_broken_bytes(line):
        return RowError(N_("it is not valid UTF-8"))
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return RowError(N_("it is not valid JSON"))


def _checked(record: dict[str, str | None]) -> object:
    if "" in record:
        return RowError(N_("the row has more cells than the header"))
    if any(_has_broken_bytes(cell or "") for cell in record.values()):
        return RowError(N_("it is not valid UTF-8"))
    return record


def _has_broken_bytes(text: str) -> bool:
    """Tell whether decoding with `surrogateescape` had to keep a byte that is no character."""
    return any("\udc80" <= character <= "\udcff" for character in text)
