"""The exports of docs/exports.md, made piece by piece, so that memory stays flat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal

from scanner.report.records import (
    SCHEMA_VERSION,
    acquisition_record,
    claims_record,
    iso_time,
    message_record,
    record,
)
from scanner.report.safe_csv import csv_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.i18n import Language
    from scanner.judging.model import Judgement
    from scanner.report.model import Report

Export = Literal["jsonl", "json", "csv", "parquet", "text"]
EXPORTS: Final[tuple[Export, ...]] = ("jsonl", "json", "csv", "parquet", "text")

_COLUMNS: Final = (
    *("message_id", "inbox_id", "received_at", "sender", "sender_class", "kind", "verdict"),
    *("score", "violations", "rules", "lender", "amounts", "days_overdue", "due_date", "deadline"),
    *("card_tail", "phones", "urls", "account", "messenger", "text", "demo", "ruleset"),
    "message_key",
)


def export(report: Report, form: Export, language: Language = "en") -> Iterator[str | bytes]:
    """Yield the report in one form, in pieces.

    Args:
        report: to be written.
        form: of the file.
        language: of the sentences of "text"; the other forms are for programs.

    Raises:
        InputError: Parquet was asked for, and pyarrow is not installed.
    """
    match form:
        case "jsonl":
            yield from _jsonl(report)
        case "json":
            yield from _json(report)
        case "csv":
            yield from _csv(report)
        case "parquet":
            from scanner.report.parquet import parquet_bytes

            yield parquet_bytes(report)
        case "text":
            from scanner.report.text import stream_text

            yield from stream_text(report, language)


def _jsonl(report: Report) -> Iterator[str]:
    for judgement in report.judgements:
        yield _dump(full_record(judgement, report)) + "\n"


def head_record(report: Report) -> dict[str, Any]:
    """Return what an export says once, of all its messages."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "sms-scanner", "version": report.tool_version},
        "ruleset": report.ruleset.id,
        "created_at": iso_time(report.created_ms),
        "demo": report.is_demo,
        "redacted": report.is_redacted,
        "acquisition": acquisition_record(report),
        "verdicts": report.verdict_counts,
    }


def _json(report: Report) -> Iterator[str]:
    yield _dump(head_record(report))[:-1] + ', "messages": ['
    for number, judgement in enumerate(report.judgements):
        row = {**full_record(judgement, report), "message": message_record(judgement)}
        yield (",\n" if number else "\n") + _dump(row)
    yield "\n]}\n"


def _csv(report: Report) -> Iterator[str]:
    yield from csv_pieces(_COLUMNS, (_flat(judgement, report) for judgement in report.judgements))


def _flat(judgement: Judgement, report: Report) -> dict[str, str | float | None]:
    message = message_record(judgement)
    claims = {} if judgement.kind == "none" else claims_record(judgement.claims)
    amounts = "; ".join(
        f"{'▮' if a['value'] is None else a['value']} {a['currency']} {a['role']}"
        for a in claims.get("amounts", ())
    )
    return {
        **{name: value for name, value in claims.items() if isinstance(value, str | int)},
        "message_id": judgement.message.message_id,
        "inbox_id": judgement.message.inbox_id,
        "received_at": message["received_at"],
        "sender": message["address"],
        "sender_class": message["sender_class"],
        "kind": judgement.kind,
        "verdict": judgement.verdict,
        "score": round(judgement.score, 2),
        "violations": "; ".join(dict.fromkeys(v.id for v in judgement.violations)),
        "rules": "; ".join(e.rule_id for e in judgement.evidence if not e.could_not_tell),
        "amounts": amounts,
        "phones": "; ".join(claims.get("phones", ())),
        "urls": "; ".join(claims.get("urls", ())),
        "text": message["body"],
        "demo": "demo" if report.is_demo else "",
        "ruleset": report.ruleset.id,
        "message_key": None if report.is_redacted else judgement.message.message_key,
    }


def full_record(judgement: Judgement, report: Report) -> dict[str, Any]:
    """Return what is told of one message of this report, without its text."""
    key = {} if report.is_redacted else {"message_key": judgement.message.message_key}
    demo = {"demo": True} if report.is_demo else {}
    redacted = {"redacted": True} if report.is_redacted else {}
    return {**record(judgement, report.ruleset), **key, **demo, **redacted}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
