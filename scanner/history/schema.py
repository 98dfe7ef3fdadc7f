"""The tables of the history, and how an older file becomes one of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from scanner.errors import InputError
from scanner.i18n import N_

Migration = tuple[str, ...]

_FIRST: Migration = (
    """CREATE TABLE inboxes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number is used twice
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        is_demo INTEGER NOT NULL
    )""",
    """CREATE TABLE scans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of scans, whatever the clock says
        inbox_id INTEGER REFERENCES inboxes (id) ON DELETE CASCADE,  -- NULL: no phone was there
        started_ms INTEGER NOT NULL,
        finished_ms INTEGER NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'failed')),
        reason TEXT NOT NULL DEFAULT '',
        sentence TEXT NOT NULL DEFAULT '',
        acquisition TEXT NOT NULL DEFAULT '{}',
        counts TEXT NOT NULL DEFAULT '{}',
        ruleset TEXT NOT NULL DEFAULT '',
        report TEXT NOT NULL DEFAULT '',
        scheduled INTEGER NOT NULL
    )""",
    "CREATE INDEX scans_of_inbox ON scans (inbox_id, id)",
    # A judgement that stays the same over many scans is one row: from first_scan to last_scan.
    """CREATE TABLE findings (
        id INTEGER PRIMARY KEY,
        inbox_id INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
        message_key TEXT NOT NULL,
        first_scan INTEGER NOT NULL,
        last_scan INTEGER NOT NULL,
        kind TEXT NOT NULL,
        verdict TEXT NOT NULL,
        score REAL NOT NULL,
        violations TEXT NOT NULL,
        evidence TEXT NOT NULL,
        told INTEGER NOT NULL  -- whether the person has seen this verdict
    )""",
    "CREATE INDEX findings_of_message ON findings (inbox_id, message_key, last_scan)",
    """CREATE TABLE messages (
        inbox_id INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
        message_key TEXT NOT NULL,
        first_scan INTEGER NOT NULL,
        last_scan INTEGER NOT NULL,
        sender_class TEXT NOT NULL,
        received_ms INTEGER,
        address TEXT,
        body TEXT,
        PRIMARY KEY (inbox_id, message_key)
    ) WITHOUT ROWID""",
)

_CONTACT_LOG: Migration = (
    """CREATE TABLE calls (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,  -- made where it was written: none is imported twice
        at_ms INTEGER NOT NULL,
        utc_offset_min INTEGER NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('they_called', 'i_called', 'other')),
        staff_name TEXT NOT NULL,
        staff_number TEXT NOT NULL,
        number TEXT NOT NULL,
        lender TEXT NOT NULL,
        message_key TEXT NOT NULL,  -- '' = about none; not of one phone: files have such keys too
        promised TEXT NOT NULL,
        note TEXT NOT NULL
    )""",
    "CREATE INDEX calls_of_message ON calls (message_key)",
    # What a complaint tells of a message besides its text.
    "ALTER TABLE messages ADD COLUMN sent_ms INTEGER",
    "ALTER TABLE messages ADD COLUMN utc_offset_min INTEGER",  # minutes east; judging anew needs it
)

# What the person thinks of findings.
_REVIEWS: Migration = (
    """CREATE TABLE reviews (
        inbox_id INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
        message_key TEXT NOT NULL,
        reviewed_ms INTEGER NOT NULL,
        verdict TEXT NOT NULL,  -- the one that was thought right or wrong
        is_right INTEGER NOT NULL,
        really TEXT NOT NULL CHECK (really IN ('', 'forged', 'genuine', 'other')),
        PRIMARY KEY (inbox_id, message_key)
    ) WITHOUT ROWID""",
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _CONTACT_LOG, _REVIEWS)
"""Statements that lead from version n to n + 1, n counted from 0. Only ever appended to."""


def upgrade(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a file to the latest version: each step whole or not at all, and only once.

    Args:
        connection: in autocommit mode (`isolation_level=None`).
        migrations: steps from an empty file on.

    Raises:
        InputError: the file was written by a newer scanner; it is left as it is.
        sqlite3.Error: it cannot be written.
    """
    while (version := _version(connection)) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:  # else another process was quicker
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    if version > len(migrations):
        raise InputError(
            N_("The history was written by a newer sms-scanner (version {version} of its form)."),
            N_("Update sms-scanner, then run this again."),
            version=version,
        )


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
