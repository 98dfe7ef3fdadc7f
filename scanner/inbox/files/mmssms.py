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

_BEYOND = 1 << 40
_MOST_FILLED = 100  # times the size: more is a header that only wants to fill the disk
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
            last = _last(database) if columns else None
        except sqlite3.DatabaseError:
            last = None
        if last is None:
            raise InputError(
                N_("{path} is a SQLite file without a readable table of messages."),
                N_(
                    "Copy mmssms.db again, together with mmssms.db-wal or -journal if there is one."
                ),
                path=path,
            )
        reader = _Reader(database, [name for name in _COLUMNS if name in columns])
        yield from _joined(reader.rows(0, last))


def _last(database: sqlite3.Connection) -> int:
    """Return the greatest id of a row; beyond all of them where its page is damaged."""
    try:
        return database.execute("SELECT max(rowid) AS last FROM sms").fetchone()["last"] or 0
    except sqlite3.DatabaseError:
        return _BEYOND


class _Reader:
    """Reads rows in the order of their ids, around damaged pages."""

    def __init__(self, database: sqlite3.Connection, columns: list[str]) -> None:
        self._database = database
        self._query = (
            f"SELECT rowid AS row_id, {', '.join(columns)} FROM sms "  # noqa: S608 - names of our own list
            "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )
        self._failures_left = _MOST_FAILURES

    def rows(self, first: int, last: int) -> Iterator[Item | range]:
        """Yield the rows with first <= rowid <= last, and ranges of ids that are damaged."""
        try:
            for row in self._database.execute(self._query, (first, last)):
                yield _item(row)
                first = row["row_id"] + 1
        except sqlite3.DatabaseError:
            self._failures_left -= 1
            if first >= last or self._failures_left <= 0:
                yield range(first, last + 1)
                return
            middle = (first + last) // 2
            yield from self.rows(first, middle)
            yield from self.rows(middle + 1, last)


def _joined(items: Iterator[Item | range]) -> Items:
    """Yield items; of damaged ranges without a row in between a single note."""
    damaged: range | None = None
    for item in items:
        if isinstance(item, range):
            damaged = item if damaged is None else range(damaged.start, item.stop)
            continue
        if damaged is not None:
            yield _damage(damaged)
            damaged = None
        yield item
    if damaged is not None:
        yield _damage(damaged)


def _damage(ids: range) -> Item:
    error = RowError(N_("the database is damaged here"))
    if ids.stop > _BEYOND:
        return error.at(N_("from message {first} on"), first=ids.start)
    return error.at(N_("messages {first} to {last}"), first=ids.start, last=ids.stop - 1)


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
        _fill_up(copy)
        for suffix in ("-wal", "-journal"):
            companion = path.with_name(path.name + suffix)
            if companion.is_file():
                shutil.copyfile(companion, copy.with_name(copy.name + suffix))
        yield copy


def _fill_up(copy: Path) -> None:
    """Give a file that breaks off its full length, without which SQLite reads nothing of it.

    Its header (sqlite.org/fileformat.html) has the size of a page at byte 16, 1 for 65,536, and
    their number at byte 28.
    """
    with copy.open("r+b") as file:
        header = file.read(32)
        if len(header) == 32:
            page = int.from_bytes(header[16:18], "big")
            pages = int.from_bytes(header[28:32], "big")
            length = pages * (page if page > 1 else 1 << 16)
            size = file.seek(0, 2)
            if size < length <= _MOST_FILLED * size:
                file.truncate(length)
