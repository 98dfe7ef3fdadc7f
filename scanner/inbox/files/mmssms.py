"""`mmssms.db`, the SQLite file in which Android keeps messages, and makers' variants of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.files import android_row
from scanner.inbox.files.item import Item, Items, RowError

MAGIC = b"SQLite format 3\0"

_COLUMNS = (
    *("_id", "thread_id", "address", "date", "date_sent", "body", "type", "read", "sub_id"),
    *("service_center", "block_type"),
)
"""Those that are there are read; old and makers' tables lack some and have others."""

_MOST_FAILURES = 2000
"""So many failing queries narrow down what is damaged; then the rest is told as one range."""


def read_database(path: Path) -> Items:
    """Yield the items of the table `sms`, oldest row first.

    A `-wal` or `-journal` file beside it belongs to it and is used. The file itself is never
    written to: SQLite works on a copy.

    Raises:
        InputError: it is no database of messages, or too damaged to be opened.
    """
    with _copy(path) as copy, closing(sqlite3.connect(copy)) as database:
        database.row_factory = sqlite3.Row
        database.text_factory = bytes  # a maker's odd bytes must not stop the reading
        try:
            columns = {row["name"].decode() for row in database.execute("PRAGMA table_info(sms)")}
            last = database.execute("SELECT max(rowid) AS last FROM sms").fetchone()["last"] or 0
        except sqlite3.DatabaseError as error:
            raise InputError(
                N_("{path} is a SQLite file without a readable table of messages."),
                N_(
                    "Copy mmssms.db again, together with mmssms.db-wal or -journal if there is one."
                ),
                path=path,
            ) from error
        reader = _Reader(database, [name for name in _COLUMNS if name in columns])
        yield from reader.rows(0, last)


class _Reader:
    """Reads rows in the order of their ids, around damaged pages."""

    def __init__(self, database: sqlite3.Connection, columns: list[str]) -> None:
        self._database = database
        self._query = (
            f"SELECT rowid AS row_id, {', '.join(columns)} FROM sms "  # noqa: S608 - names of our own list
            "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )
        self._failures_left = _MOST_FAILURES

    def rows(self, first: int, last: int) -> Items:
        """Yield the rows with first <= rowid <= last; halve the range where one is damaged."""
        try:
            for row in self._database.execute(self._query, (first, last)):
                yield _item(row)
                first = row["row_id"] + 1
        except sqlite3.DatabaseError:
            self._failures_left -= 1
            if first >= last or self._failures_left <= 0:
                damaged = RowError(N_("the database is damaged here"))
                yield damaged.at(N_("messages {first} to {last}"), first=first, last=last)
                return
            middle = (first + last) // 2
            yield from self.rows(first, middle)
            yield from self.rows(middle + 1, last)


def _item(row: sqlite3.Row) -> Item:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over values
    record = {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        for name, value in values.items()
    }
    try:
        return android_row.message_of(record, number=row["row_id"])
    except RowError as error:
        return error.at(N_("message {number}"), number=row["row_id"])


@contextmanager
def _copy(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sms-scanner-") as folder:
        copy = Path(folder, "mmssms.db")
        shutil.copyfile(path, copy)
        for suffix in ("-wal", "-journal"):
            companion = path.with_name(path.name + suffix)
            if companion.is_file():
                shutil.copyfile(companion, copy.with_name(copy.name + suffix))
        yield copy
