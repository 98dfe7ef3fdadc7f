"""What can be asked of the history."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from scanner.errors import InputError
from scanner.history.model import Finding, InboxRow, KeptMessage, Review, ScanRow
from scanner.history.store import History
from scanner.i18n import N_

_SCAN = (
    "id, inbox_id, started_ms, finished_ms, outcome, reason, sentence, acquisition, counts, "
    "ruleset, report, scheduled"
)
_FINDING = "f.message_key, f.kind, f.verdict, f.score, f.violations, f.evidence, m.received_ms"
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
        return {
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
        *("body", "utc_offset_min"),
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
