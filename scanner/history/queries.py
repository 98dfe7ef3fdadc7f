"""What can be asked of the history."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from scanner.contact_log.file import entry_record
from scanner.contact_log.model import Call
from scanner.errors import InputError
from scanner.history.model import Finding, InboxRow, KeptMessage, Review, ScanRow
from scanner.history.store import CALL_FIELDS, History
from scanner.i18n import N_
from scanner.message import Message

_SCAN = (
    "id, inbox_id, started_ms, finished_ms, outcome, reason, sentence, acquisition, counts, "
    "ruleset, report, scheduled"
)
_FINDING = "f.message_key, f.kind, f.verdict, f.score, f.violations, f.evidence, m.received_ms"
_CALLS = f"SELECT {', '.join(CALL_FIELDS)}, row FROM calls "  # noqa: S608 - constants
_CALLS_OF_INBOX = (
    f"{_CALLS}"  # noqa: S608 - constants
    "WHERE message_key IN (SELECT message_key FROM messages WHERE inbox_id = ?)"
)
_FINDINGS = (
    f"SELECT {_FINDING} FROM findings f LEFT JOIN messages m "  # noqa: S608 - constants
    "ON m.inbox_id = f.inbox_id AND m.message_key = f.message_key WHERE f.inbox_id = ? "
)


def inboxes(history: History) -> list[InboxRow]:
    """Return every phone that was ever scanned, in the order in which they were first seen."""
    with history.reading() as connection:
        rows = connection.execute(
            "SELECT i.id, i.name, i.is_demo, count(s.id), max(s.id), "
            "max(CASE s.outcome WHEN 'done' THEN s.id END) "
            "FROM inboxes i LEFT JOIN scans s ON s.inbox_id = i.id GROUP BY i.id ORDER BY i.id"
        ).fetchall()
        return [
            InboxRow(
                id=number,
                name=name,
                is_demo=bool(is_demo),
                scans=count,
                last_try=_scan(connection, tried),
                last_done=_scan(connection, done),
            )
            for number, name, is_demo, count, tried, done in rows
        ]


def inbox(history: History, number: int) -> InboxRow:
    """Return one of them.

    Raises:
        InputError: there is none of that number.
    """
    found = next((row for row in inboxes(history) if row.id == number), None)
    if found is None:
        raise InputError(
            N_("The history holds no phone number {number}."),
            N_("`sms-scanner history list` names them all."),
            number=number,
        )
    return found


def inbox_of_key(history: History, key: str) -> InboxRow | None:
    """Return the phone with that key; None = it was never scanned."""
    with history.reading() as connection:
        row = connection.execute("SELECT id FROM inboxes WHERE key = ?", (key,)).fetchone()
    return inbox(history, row[0]) if row else None


def scans(history: History, inbox_id: int | None = None, limit: int = -1) -> list[ScanRow]:
    """Return scans, the latest first: of one phone, or all, also those that found no phone.

    Args:
        history: the open file.
        inbox_id: of the phone; None = all.
        limit: at most so many; -1 = all.
    """
    with history.reading() as connection:
        rows = connection.execute(
            f"SELECT {_SCAN} FROM scans WHERE ? IN (0, inbox_id) "  # noqa: S608 - constants
            "ORDER BY id DESC LIMIT ?",
            (inbox_id or 0, limit),
        )
        return [_scan_row(row) for row in rows]


def last_success(history: History) -> ScanRow | None:
    """Return the last scan of a real phone that succeeded; None = there was none."""
    with history.reading() as connection:
        (number,) = connection.execute(
            "SELECT max(s.id) FROM scans s JOIN inboxes i ON i.id = s.inbox_id "
            "WHERE s.outcome = 'done' AND NOT i.is_demo"
        ).fetchone()
        return _scan(connection, number)


def first_scheduled(history: History) -> ScanRow | None:
    """Return the first scan that a scheduler started; None = there was none."""
    with history.reading() as connection:
        (number,) = connection.execute("SELECT min(id) FROM scans WHERE scheduled").fetchone()
        return _scan(connection, number)


def findings(history: History, scan: ScanRow) -> list[Finding]:
    """Return what a scan found, the latest message first."""
    with history.reading() as connection:
        rows = connection.execute(
            _FINDINGS + "AND ? BETWEEN f.first_scan AND f.last_scan ORDER BY m.received_ms DESC",
            (scan.inbox_id, scan.id),
        )
        return [_finding(row) for row in rows]


def news(history: History, inbox_id: int, scan_id: int) -> list[Finding]:
    """Return what that scan found that the person was not told yet: new, or judged otherwise."""
    with history.reading() as connection:
        rows = connection.execute(
            _FINDINGS + "AND f.last_scan = ? AND NOT f.told ORDER BY m.received_ms DESC",
            (inbox_id, scan_id),
        )
        return [finding for row in rows if (finding := _finding(row)).needs_telling]


def body_of(history: History, inbox_id: int, message_key: str) -> tuple[str, str]:
    """Return sender and text of a message; "" where they were not kept."""
    with history.reading() as connection:
        row = connection.execute(
            "SELECT address, body FROM messages WHERE inbox_id = ? AND message_key = ?",
            (inbox_id, message_key),
        ).fetchone()
    return (row[0] or "", row[1] or "") if row else ("", "")


def calls(history: History) -> list[Call]:
    """Return the whole contact log, the earliest first."""
    with history.reading() as connection:
        return [_call(row) for row in connection.execute(_CALLS + "ORDER BY at_ms, row")]


def message_keys(history: History, prefix: str) -> list[str]:
    """Return the keys of the messages of all phones that begin so, at most two."""
    with history.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT message_key FROM messages WHERE message_key >= ? AND message_key < ? "
            "ORDER BY message_key LIMIT 2",
            (prefix, f"{prefix}g"),  # the next after every hexadecimal digit
        )
        return [key for (key,) in rows]


def kept_message(history: History, key: str) -> tuple[Message, bool] | None:
    """Return a message whose text is kept, as the last scan that has it saw it.

    Its inbox_id is the number of the phone.

    Returns:
        The message, and whether it is the demo phone's; None = there is none.
    """
    with history.reading() as connection:
        row = connection.execute(
            "SELECT m.inbox_id, m.address, m.body, m.received_ms, m.sent_ms, m.utc_offset_min, "
            "i.name, i.is_demo FROM messages m JOIN inboxes i ON i.id = m.inbox_id "
            "WHERE m.message_key = ? AND m.body IS NOT NULL ORDER BY m.last_scan DESC LIMIT 1",
            (key,),
        ).fetchone()
    if row is None:
        return None
    inbox_id, address, body, received_ms, sent_ms, utc_offset_min, name, is_demo = row
    message = Message(
        inbox_id=str(inbox_id),
        message_id=key,
        address=address,
        body=body,
        received_ms=received_ms,
        sent_ms=sent_ms,
        utc_offset_min=utc_offset_min,
        source="demo" if is_demo else "phone",
        device=name,
    )
    return message, bool(is_demo)


def finding_of(history: History, inbox_id: int, key: str) -> Finding | None:
    """Return what the last scan that has it thought of a message; None = nothing."""
    with history.reading() as connection:
        row = connection.execute(
            _FINDINGS + "AND f.message_key = ? ORDER BY f.last_scan DESC LIMIT 1", (inbox_id, key)
        ).fetchone()
    return _finding(row) if row else None


def scan_of(history: History, inbox_id: int, key: str) -> ScanRow:
    """Return the last scan that saw a message, which must be there."""
    with history.reading() as connection:
        (number,) = connection.execute(
            "SELECT last_scan FROM messages WHERE inbox_id = ? AND message_key = ?",
            (inbox_id, key),
        ).fetchone()
        scan = _scan(connection, number)
    assert scan is not None
    return scan


def kept_messages(history: History, inbox_id: int) -> list[KeptMessage]:
    """Return what is kept of each message of a phone, also of those that are gone from it."""
    with history.reading() as connection:
        rows = connection.execute(
            "SELECT message_key, sender_class, received_ms, address, body, utc_offset_min "
            "FROM messages WHERE inbox_id = ? ORDER BY received_ms",
            (inbox_id,),
        )
        return [
            KeptMessage(
                key=key,
                sender_class=sender_class,
                received_ms=received_ms,
                address=address,
                body=body,
                utc_offset_min=utc_offset_min,
            )
            for key, sender_class, received_ms, address, body, utc_offset_min in rows
        ]


def last_findings(history: History, inbox_id: int) -> list[Finding]:
    """Return what was thought of each message when it was last seen, the latest message first."""
    with history.reading() as connection:
        rows = connection.execute(
            _FINDINGS + "AND f.last_scan = m.last_scan ORDER BY m.received_ms DESC", (inbox_id,)
        )
        return [_finding(row) for row in rows]


def reviews(history: History, inbox_id: int) -> dict[str, Review]:
    """Return what the person thinks of findings of a phone: message key -> review."""
    with history.reading() as connection:
        rows = connection.execute(
            "SELECT message_key, reviewed_ms, verdict, is_right, really FROM reviews "
            "WHERE inbox_id = ? ORDER BY reviewed_ms, message_key",
            (inbox_id,),
        )
        return {
            key: Review(
                message_key=key,
                reviewed_ms=reviewed_ms,
                verdict=verdict,
                is_right=bool(is_right),
                really=really,
            )
            for key, reviewed_ms, verdict, is_right, really in rows
        }


def everything(history: History, inbox_id: int) -> dict[str, Any]:
    """Return all that is kept of one phone, as JSON values.

    Raises:
        InputError: there is none of that number.
    """
    about = inbox(history, inbox_id)
    with history.reading() as connection:
        noted = connection.execute(_CALLS_OF_INBOX, (inbox_id,)).fetchall()
        return {
            "calls": [entry_record(_call(row)) for row in noted],
            "phone": {"id": about.id, "name": about.name, "demo": about.is_demo},
            **{
                table: [
                    _plain(dict(zip(names, row, strict=True)))
                    for row in connection.execute(
                        f"SELECT {', '.join(names)} FROM {table} "  # noqa: S608 - constants
                        "WHERE inbox_id = ?",
                        (inbox_id,),
                    )
                ]
                for table, names in _EXPORTED.items()
            },
        }


_EXPORTED = {
    "scans": [name.strip() for name in _SCAN.split(",") if name.strip() != "inbox_id"],
    "findings": [
        *("message_key", "first_scan", "last_scan", "kind", "verdict", "score", "violations"),
        *("evidence", "told"),
    ],
    "messages": [
        *("message_key", "first_scan", "last_scan", "sender_class", "received_ms", "address"),
        *("body", "sent_ms", "utc_offset_min"),
    ],
    "reviews": ["message_key", "reviewed_ms", "verdict", "is_right", "really"],
}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("acquisition", "counts", "evidence"):
        if name in row:
            row[name] = json.loads(row[name])
    for name in ("told", "scheduled", "is_right"):
        if name in row:
            row[name] = bool(row[name])
    if "violations" in row:
        row["violations"] = row["violations"].split()
    return row


def _scan(connection: sqlite3.Connection, scan_id: int | None) -> ScanRow | None:
    row = connection.execute(
        f"SELECT {_SCAN} FROM scans WHERE id = ?",  # noqa: S608 - constants
        (scan_id,),
    ).fetchone()
    return _scan_row(row) if row else None


def _scan_row(row: tuple[Any, ...]) -> ScanRow:
    values = dict(zip((name.strip() for name in _SCAN.split(",")), row, strict=True))
    values["acquisition"] = json.loads(values["acquisition"])
    values["counts"] = json.loads(values["counts"])
    values["scheduled"] = bool(values["scheduled"])
    return ScanRow(**values)


def _finding(row: tuple[Any, ...]) -> Finding:
    key, kind, verdict, score, violations, evidence, received_ms = row
    return Finding(
        message_key=key,
        kind=kind,
        verdict=verdict,
        score=score,
        violations=tuple(violations.split()),
        evidence=evidence,
        received_ms=received_ms,
    )


def _call(row: tuple[Any, ...]) -> Call:
    return Call(**dict(zip((*CALL_FIELDS, "row"), row, strict=True)))
