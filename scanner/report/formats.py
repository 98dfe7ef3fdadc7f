"""The exports: a report as JSON, JSON Lines or CSV, piece by piece, so that memory stays flat."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final, Literal

from scanner.report.records import (
    SCHEMA_VERSION,
    acquisition_record,
    claims_record,
    iso_time,
    message_record,
    record,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.judging.model import Judgement
    from scanner.report.model import Report

Export = Literal["jsonl", "json", "csv"]
EXPORTS: Final[tuple[Export, ...]] = ("jsonl", "json", "csv")

_COLUMNS: Final = (
    *("message_id", "inbox_id", "received_at", "sender", "sender_class", "kind", "verdict"),
    *("score", "violations", "rules", "lender", "amounts", "days_overdue", "due_date", "deadline"),
    *("card_tail", "phones", "urls", "account", "messenger", "text", "demo", "ruleset"),
)
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


def export(report: Report, form: Export) -> Iterator[str]:
    """Yield the report in one form, in pieces of text."""
    yield from {"jsonl": _jsonl, "json": _json, "csv": _csv}[form](report)


def formula_safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before whatever looks like a formula.

    SMS text is written by strangers; `=HYPERLINK(…)` in a bill must stay text. Embedded lines are
    guarded as well, because some programs split cells at them.
    """
    return _LINE_START.sub(r"\1'", cell)


def _jsonl(report: Report) -> Iterator[str]:
    for judgement in report.judgements:
        yield _dump(_marked(record(judgement, report.ruleset), report)) + "\n"


def _json(report: Report) -> Iterator[str]:
    head: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "sms-scanner", "version": report.tool_version},
        "ruleset": report.ruleset.id,
        "created_at": iso_time(report.created_ms),
        "demo": report.is_demo,
        "redacted": report.is_redacted,
        "acquisition": acquisition_record(report),
        "verdicts": report.verdict_counts,
    }
    yield _dump(head)[:-1] + ', "messages": ['
    for number, judgement in enumerate(report.judgements):
        row = _marked(record(judgement, report.ruleset), report)
        row["message"] = message_record(judgement)
        yield (",\n" if number else "\n") + _dump(row)
    yield "\n]}\n"


def _csv(report: Report) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    yield "\ufeff"  # tells Excel that the file is UTF-8; without it Chinese is garbled
    writer.writerow(_COLUMNS)
    for judgement in report.judgements:
        row = _flat(judgement, report)
        cells = (row.get(name) for name in _COLUMNS)
        writer.writerow(
            "" if c is None else formula_safe(c) if isinstance(c, str) else c for c in cells
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


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
    }


def _marked(row: dict[str, Any], report: Report) -> dict[str, Any]:
    demo = {"demo": True} if report.is_demo else {}
    return {**row, **demo, **({"redacted": True} if report.is_redacted else {})}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
