"""Opens a file, finds out what it is, and reads every record it can."""

from __future__ import annotations

import codecs
import csv
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow, Inbox, Notice
from scanner.inbox.files.row import FIELDS, RowError, message_of
from scanner.message import Message, to_frame

Format = Literal["jsonl", "csv", "parquet"]
Record = tuple[int, Mapping[str, object] | RowError]
"""The number of its line (of its row, in Parquet) and its fields, or why they could not be had."""

_PARQUET_MAGIC = b"PAR1"
_CSV_FIELD_LIMIT = 1 << 24  # characters; a body of a hostile message may be huge


def read_file(path: Path) -> Inbox:
    """Read all messages of a JSONL, CSV or Parquet file, in its order.

    A record that cannot be read is listed in `acquisition.bad_rows`; the others are kept.
    JSONL and CSV may be UTF-8 (with or without BOM), UTF-16 with BOM, or GB 18030 (Chinese Excel).

    Raises:
        InputError: the file cannot be opened, or is none of the three.
    """
    started = time.time_ns() // 1_000_000
    try:
        kind, records = _open(path)
        messages: list[Message] = []
        bad_rows: list[BadRow] = []
        place = N_("row {number}") if kind == "parquet" else N_("line {number}")
        for number, fields in records:
            try:
                if isinstance(fields, RowError):
                    raise fields
                messages.append(message_of(fields, number=number))
            except RowError as error:
                where = {"number": number, **error.fields}
                bad_rows.append(BadRow(place=place, reason=error.reason, fields=where))
    except OSError as error:
        raise InputError(
            N_("{path} cannot be read: {reason}."),
            N_("Check the name, and that you may read it."),
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    times = [m.received_ms for m in messages if m.received_ms is not None]
    acquisition = Acquisition(
        source="file",
        name=path.name,
        transport=kind,
        completeness="unverified",
        read=len(messages),
        expected=len(messages) + len(bad_rows),
        bad_rows=tuple(bad_rows),
        notices=(
            Notice(
                id="file-not-proved",
                message=N_(
                    "A file can be edited and can lack messages: what it does not hold "
                    "could not be judged."
                ),
            ),
        ),
        oldest_ms=min(times, default=None),
        newest_ms=max(times, default=None),
        started_ms=started,
        finished_ms=time.time_ns() // 1_000_000,
    )
    return Inbox(to_frame(messages), acquisition)


def _open(path: Path) -> tuple[Format, Iterator[Record]]:
    """Tell the format by the first bytes and return it with the records.

    Raises:
        InputError: it is none of ours.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_PARQUET_MAGIC):
        return "parquet", _parquet(path)
    encoding = _encoding(path, head)
    start = head.decode(encoding, "ignore").lstrip()
    if not start:
        raise InputError(N_("{path} is empty."), N_("Nothing was judged."), path=path)
    if start.startswith("{"):
        return "jsonl", _jsonl(path, encoding)
    if "body" in start.splitlines()[0] and "\0" not in start:
        return "csv", _csv(path, encoding)
    raise InputError(
        N_(
            "{path} is not a file of messages: not JSONL, not Parquet, not CSV with a body."
        ),
        N_("These fields are read: {fields}."),
        path=path,
        fields=", ".join(FIELDS),
    )


def _encoding(path: Path, head: bytes) -> str:
    """Return the first encoding that reads the whole file; UTF-8 if none does."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return "utf-8-sig"


def _has_broken_bytes(text: str) -> bool:
    """Tell whether decoding with `surrogateescape` had to keep a byte that is no character."""
    return any("\udc80" <= character <= "\udcff" for character in text)


def _jsonl(path: Path, encoding: str) -> Iterator[Record]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _json_object(line)


def _json_object(line: str) -> Mapping[str, object] | RowError:
    if _has_broken_bytes(line):
        return RowError(N_("the line is not valid UTF-8"))
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return RowError(N_("the line is not valid JSON"))
    return record if isinstance(record, dict) else RowError(N_("the line is not a JSON object"))


def _csv(path: Path, encoding: str) -> Iterator[Record]:
    csv.field_size_limit(_CSV_FIELD_LIMIT)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as lines:
        rows = csv.DictReader(lines, restkey="")
        try:
            for row in rows:
                if "" in row:
                    yield rows.line_num, RowError(N_("the row has more cells than the header"))
                elif any(_has_broken_bytes(cell or "") for cell in row.values()):
                    yield rows.line_num, RowError(N_("the line is not valid UTF-8"))
                else:
                    yield rows.line_num, row
        except csv.Error:
            yield rows.line_num, RowError(N_("the file cannot be read as CSV from here on"))


def _parquet(path: Path) -> Iterator[Record]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            N_("{path} is a Parquet file, and reading it needs pyarrow."),
            N_("Install it: pip install 'sms-scanner[parquet]'"),
            path=path,
        ) from error
    try:
        with parquet.ParquetFile(path) as file:
            columns = [name for name in FIELDS if name in file.schema_arrow.names]
            number = 0
            for batch in file.iter_batches(columns=columns):
                for record in batch.to_pylist():
                    number += 1
                    yield number, record
    except pa.ArrowException as error:
        raise InputError(
            N_("{path} is a damaged Parquet file."), N_("Write it again."), path=path
        ) from error
