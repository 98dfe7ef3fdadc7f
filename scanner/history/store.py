"""The history: what was scanned, what was found, and what the person has been told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Self

from scanner.contact_log.model import Call
from scanner.errors import OutputError
from scanner.history.file import explaining, open_file
from scanner.history.lock import lock_file
from scanner.history.model import DoneScan, Finding, MissedScan, Phone, Recorded, Review
from scanner.i18n import N_
from scanner.places import state_folder

_FEW = 10
"""Fewer messages than this may all be deleted without the phone having been reset."""
_JITTER_MS = 60_000  # a clock that is set right by a little
CALL_FIELDS = tuple(f.name for f in fields(Call) if f.name != "row")
"""Of `Call`, which are the columns of its table."""


def history_file() -> Path:
    """Return where the history is, whether or not it exists."""
    return state_folder() / "history.sqlite"


class History:
    """The open file; a context manager. Each method is one transaction.

    Every method raises OutputError when the file cannot be read or written.

    Attributes:
        path: of the file.
        set_aside: where a damaged file was put on opening; None = it was sound.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the history, which is made if it is not there.

        Raises:
            InputError: it was written by a newer scanner.
            OutputError: it cannot be opened.
        """
        self.path = path or history_file()
        self._connection, self.set_aside = open_file(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection, for questions to one state of the file."""
        with explaining(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with explaining(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def record(self, scan: DoneScan) -> Recorded:
        """Keep what a scan read and found."""
        with self._writing() as connection:
            inbox = _inbox_of(connection, scan.phone)
            before = connection.execute(
                "SELECT max(id), max(started_ms) FROM scans WHERE inbox_id = ? "
                "AND outcome = 'done'",
                (inbox,),
            ).fetchone()
            scan_id = connection.execute(
                "INSERT INTO scans (inbox_id, started_ms, finished_ms, outcome, acquisition, "
                "counts, ruleset, scheduled) VALUES (?, ?, ?, 'done', ?, ?, ?, ?)",
                (
                    inbox,
                    scan.started_ms,
                    scan.finished_ms,
                    scan.acquisition,
                    scan.counts,
                    scan.ruleset,
                    scan.scheduled,
                ),
            ).lastrowid
            assert scan_id is not None
            _keep_messages(connection, inbox, scan_id, scan)
            previous, started_ms = before
            for finding in scan.findings:
                _keep_finding(connection, inbox, scan_id, previous, finding)
            return Recorded(
                scan_id=scan_id,
                inbox_id=inbox,
                was_reset=not scan.phone.is_demo
                and previous is not None
                and _was_reset(connection, inbox, previous, scan_id),
                clock_went_back=started_ms is not None
                and scan.started_ms < started_ms - _JITTER_MS,
            )

    def record_missed(self, scan: MissedScan) -> None:
        """Keep that a scan read nothing, and why."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO scans (inbox_id, started_ms, finished_ms, outcome, reason, sentence, "
                "scheduled) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    _inbox_of(connection, scan.phone) if scan.phone else None,
                    scan.started_ms,
                    scan.finished_ms,
                    scan.outcome,
                    scan.reason,
                    scan.sentence,
                    scan.scheduled,
                ),
            )

    def set_report(self, scan_id: int, path: Path) -> None:
        """Note where the report of a scan is."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE scans SET report = ? WHERE id = ?", (str(path.resolve()), scan_id)
            )

    def mark_told(self, inbox_id: int, scan_id: int) -> None:
        """Note that the person has seen what that scan found."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE findings SET told = 1 WHERE inbox_id = ? AND first_scan <= ?",
                (inbox_id, scan_id),
            )

    def add_calls(self, calls: Iterable[Call]) -> int:
        """Keep entries of the contact log, all or none; return how many were not there before."""
        with self._writing() as connection:
            before = connection.total_changes
            connection.executemany(
                f"INSERT INTO calls ({', '.join(CALL_FIELDS)}) "  # noqa: S608 - constants
                f"VALUES ({', '.join('?' * len(CALL_FIELDS))}) ON CONFLICT (id) DO NOTHING",
                ([getattr(call, name) for name in CALL_FIELDS] for call in calls),
            )
            return connection.total_changes - before

    def remove_call(self, row: int) -> bool:
        """Remove an entry of the contact log; tell whether it was there."""
        with self._writing() as connection:
            return bool(connection.execute("DELETE FROM calls WHERE row = ?", (row,)).rowcount)

    def review(self, inbox_id: int, review: Review) -> None:
        """Keep what the person thinks of a finding, in place of what they thought before."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO reviews (inbox_id, message_key, reviewed_ms, verdict, "
                "is_right, really) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    inbox_id,
                    review.message_key,
                    review.reviewed_ms,
                    review.verdict,
                    review.is_right,
                    review.really,
                ),
            )

    def forget(self, inbox_id: int) -> None:
        """Remove everything of a phone, from the file's every page; also calls about its messages.

        Raises:
            OutputError: another program holds the file open, so that old pages may remain; what
                can be removed was.
        """
        with self._writing() as connection:
            keys = connection.execute("SELECT key FROM inboxes WHERE id = ?", (inbox_id,))
            for (key,) in keys.fetchall():
                lock_file(key, self.path.parent).unlink(missing_ok=True)
                for kept in self.path.parent.glob(f"inboxes/{key}.jsonl*"):
                    kept.unlink()
            connection.execute(
                "DELETE FROM calls WHERE message_key IN "
                "(SELECT message_key FROM messages WHERE inbox_id = ?)",
                (inbox_id,),
            )
            connection.execute("DELETE FROM inboxes WHERE id = ?", (inbox_id,))
        with explaining(self.path):
            self._connection.execute("VACUUM")
            busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise OutputError(
                N_("The history {path} is in use by another program, so traces may remain in it."),
                N_("End that program and run this again."),
                path=self.path,
            )


def _inbox_of(connection: sqlite3.Connection, phone: Phone) -> int:
    # Not one upsert: that would use up a number of the sequence with every scan.
    row = connection.execute("SELECT id FROM inboxes WHERE key = ?", (phone.key,)).fetchone()
    if row is not None:
        connection.execute("UPDATE inboxes SET name = ? WHERE id = ?", (phone.name, row[0]))
        return int(row[0])
    inbox = connection.execute(
        "INSERT INTO inboxes (key, name, is_demo) VALUES (?, ?, ?)",
        (phone.key, phone.name, phone.is_demo),
    ).lastrowid
    assert inbox is not None
    return inbox


def _keep_messages(
    connection: sqlite3.Connection, inbox: int, scan_id: int, scan: DoneScan
) -> None:
    connection.executemany(
        "INSERT INTO messages (inbox_id, message_key, first_scan, last_scan, sender_class, "
        "received_ms, address, body, sent_ms, utc_offset_min) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (inbox_id, message_key) DO UPDATE SET last_scan = excluded.last_scan, "
        "sender_class = excluded.sender_class, address = excluded.address, body = excluded.body, "
        "sent_ms = excluded.sent_ms, utc_offset_min = excluded.utc_offset_min",
        (
            (
                inbox,
                message.key,
                scan_id,
                scan_id,
                message.sender_class,
                message.received_ms,
                message.address,
                message.body,
                message.sent_ms,
                message.utc_offset_min,
            )
            for message in scan.messages
        ),
    )


def _keep_finding(
    connection: sqlite3.Connection,
    inbox: int,
    scan_id: int,
    previous: int | None,
    finding: Finding,
) -> None:
    """Prolong the finding of the scan before if it says the same, else begin a new one.

    Whether the person was told is passed on while kind, verdict and broken rules stay the same.
    """
    content: Sequence[object] = (
        finding.kind,
        finding.verdict,
        finding.score,
        "\n".join(finding.violations),
        finding.evidence,
    )
    last = connection.execute(
        "SELECT id, last_scan, told, kind, verdict, score, violations, evidence FROM findings "
        "WHERE inbox_id = ? AND message_key = ? ORDER BY last_scan DESC LIMIT 1",
        (inbox, finding.message_key),
    ).fetchone()
    if last is not None and last[1] == previous and last[3:] == tuple(content):
        connection.execute("UPDATE findings SET last_scan = ? WHERE id = ?", (scan_id, last[0]))
        return
    same = last is not None and (*last[3:5], last[6]) == (*content[:2], content[3])
    connection.execute(
        "INSERT INTO findings (inbox_id, message_key, first_scan, last_scan, kind, verdict, score, "
        "violations, evidence, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (inbox, finding.message_key, scan_id, scan_id, *content, bool(same and last[2])),
    )


def _was_reset(connection: sqlite3.Connection, inbox: int, previous: int, scan_id: int) -> bool:
    there, still = connection.execute(
        "SELECT count(*), coalesce(sum(last_scan = ?), 0) FROM messages "
        "WHERE inbox_id = ? AND first_scan <= ? AND last_scan IN (?, ?)",
        (scan_id, inbox, previous, previous, scan_id),
    ).fetchone()
    return bool(there >= _FEW and still * 2 < there)
