"""The Parquet export: a row a message, typed columns, the head of the JSON export as metadata."""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.report.formats import full_record, head_record
from scanner.report.records import message_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.judging.model import Judgement
    from scanner.report.model import Report

METADATA_KEY = b"sms_scanner_report"
_ROWS_AT_ONCE = 20_000


def pyarrow_modules() -> tuple[Any, Any]:
    """Return the modules pyarrow and pyarrow.parquet. Raises InputError: it is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            N_("Writing Parquet needs pyarrow."),
            N_("Install it: pip install 'sms-scanner[parquet]'"),
        ) from error
    return pa, parquet


def parquet_bytes(report: Report) -> bytes:
    """Return the whole file. Raises InputError: pyarrow is not installed."""
    pa, parquet = pyarrow_modules()
    head = json.dumps(head_record(report), ensure_ascii=False).encode()
    schema = parquet_schema(pa).with_metadata({METADATA_KEY: head})
    file = io.BytesIO()
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        rows = (_row(judgement, report) for judgement in report.judgements)
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
    return file.getvalue()


def parquet_schema(pa: Any) -> Any:
    """Return the columns: those of a line of JSONL, claims each a column of its own, the message.

    Times are UTC with microseconds; spans are [start, end) in code points of the body.
    """
    text, texts = pa.string(), pa.list_(pa.string())
    amount = pa.struct([("value", pa.float64()), ("currency", text), ("role", text)])
    evidence = pa.struct(
        [
            ("rule", text),
            ("version", pa.int32()),
            ("group", text),
            ("points", pa.float64()),
            ("spans", pa.list_(pa.list_(pa.int32()))),
            ("view", text),
        ]
    )
    columns = {
        "message_key": text,
        "inbox_id": text,
        "message_id": text,
        "received_at": pa.timestamp("us", tz="UTC"),
        "utc_offset_min": pa.int32(),
        "address": text,
        "sender_class": text,
        "body": text,
        "kind": text,
        "verdict": text,
        "score": pa.float64(),
        "violations": texts,
        "lender": text,
        "amounts": pa.list_(amount),
        "days_overdue": pa.int64(),
        "due_date": text,
        "deadline": text,
        "card_tail": text,
        "phones": texts,
        "urls": texts,
        "account": text,
        "messenger": text,
        "evidence": pa.list_(evidence),
        "ruleset": text,
        "demo": pa.bool_(),
        "redacted": pa.bool_(),
    }
    nullable = {"message_key", "received_at", "utc_offset_min", "address", "verdict"}
    claims = list(columns)[list(columns).index("lender") : list(columns).index("evidence")]
    return pa.schema(
        [
            pa.field(name, kind, nullable=name in nullable or name in claims)
            for name, kind in columns.items()
        ]
    )


def _row(judgement: Judgement, report: Report) -> dict[str, Any]:
    found = full_record(judgement, report)
    message = message_record(judgement)
    claims = found.pop("claims")
    received_ms = judgement.message.received_ms if message["received_at"] else None
    row = {
        **found,
        **claims,
        **message,
        "received_at": None if received_ms is None else received_ms * 1000,
        "utc_offset_min": judgement.message.utc_offset_min,
        "demo": report.is_demo,
        "redacted": report.is_redacted,
    }
    return dict(_encodable(row))


def _encodable(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Half an emoji, as some tools store it, has no UTF-8: it is written as its escape."""
    for name, value in row.items():
        match value:
            case str():
                yield name, value.encode("utf-8", "backslashreplace").decode()
            case list() if value and isinstance(value[0], str):
                yield name, [v.encode("utf-8", "backslashreplace").decode() for v in value]
            case _:
                yield name, value
