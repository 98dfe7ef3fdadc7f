"""Android's SmsProvider: the table of messages and what a caller with the shell's rights may see.

Sources: TelephonyProvider `SmsProvider.java`, `ProviderUtil.java` and `MmsSmsDatabaseHelper.java`
(LineageOS lineage-21.0, Android 14), framework `SQLiteQueryBuilder.java`, `UriMatcher.java` and
`ContentProvider.java`. Xiaomi's filters are known from public decompilations and reports of users
only; nobody has seen here whether they apply to the shell.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import threading
from contextlib import closing
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from scanner.demo_phone.profiles import ANDROID_10, ANDROID_14
from scanner.demo_phone.sql_check import QueryRejectedError, check_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.demo_phone.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSms:
    """A row of AOSP's `sms` table (MmsSmsDatabaseHelper, Android 8.1 to 15), plus Xiaomi's column.

    Times are ms since the epoch, UTC. A `str` may carry bytes that are not UTF-8 as surrogate
    escapes (PEP 383); they are stored as those bytes.
    """

    id: int
    """Column `_id`."""
    address: str | None
    """The sender as the network gave it: digits or an alphanumeric id."""
    body: str | bytes | None
    """The text; bytes become a BLOB."""
    date: int
    """Received, as the phone's clock had it."""
    date_sent: int = 0
    """The message centre's time stamp; 0 = unknown."""
    thread_id: int = 1
    person: int | None = None
    protocol: int | None = 0
    read: int = 1
    status: int = -1
    type: int = 1
    """1 inbox, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued."""
    reply_path_present: int | None = 0
    subject: str | None = None
    service_center: str | None = None
    """Number of the message centre, such as "+8613800100500"."""
    locked: int = 0
    sub_id: int | None = 1
    """Row of the subscription (siminfo) that received it, not a slot."""
    error_code: int = -1
    creator: str | None = "com.android.mms"
    """Package that inserted the row."""
    seen: int = 1
    block_type: int = 0
    """Xiaomi only: why it was blocked; 0 none, 1 mute, above 1 kept out of the inbox."""


Value = str | bytes | int | float | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query found, as the cursor of the app that asked would show it."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


class ProviderError(Exception):
    """A Java exception that reached the caller; `java_class` is its full name."""

    def __init__(self, java_class: str, message: str) -> None:
        super().__init__(message)
        self.java_class = java_class


_TABLE = """\
CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER,
date INTEGER, date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0,
status INTEGER DEFAULT -1, type INTEGER, reply_path_present INTEGER, subject TEXT, body TEXT,
service_center TEXT, locked INTEGER DEFAULT 0, sub_id INTEGER DEFAULT -1,
error_code INTEGER DEFAULT -1, creator TEXT, seen INTEGER DEFAULT 0{xiaomi});
CREATE INDEX typeThreadIdIndex ON sms (type, thread_id);
CREATE INDEX threadIdDateIndex ON sms (thread_id, date);
CREATE VIEW sms_restricted AS SELECT * FROM sms WHERE type=1 OR type=2;
"""
_VIEW = "sms_restricted"
_COLUMNS = tuple(field.name for field in fields(StoredSms) if field.name != "body")
"""Fields of StoredSms but the body; the first is the id, the last Xiaomi's column."""
_BOXES = {"inbox": 1, "sent": 2, "draft": 3, "outbox": 4, "failed": 5, "queued": 6}
_NOT_HERE = {"conversations", "raw", "icc", "icc_subId", "sim", "attachments", "sr_pending"}
_EMERGENCY_NUMBERS = ("110", "112", "119", "120", "911")
_SERVICE_NUMBERS = ("10*", "12*", "95*", "96*", "400*", "+86106*", "*[A-Za-z]*")
"""GLOB patterns of senders whose SMS Xiaomi counts as notifications."""
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|\*")


class SmsProvider:
    """The content provider `sms`, over a database in memory. May be used from any thread."""

    def __init__(self, profile: Profile, messages: Iterable[StoredSms]) -> None:
        self._profile = profile
        self._lock = threading.Lock()
        self._files: tuple[int, dict[str, bytes]] | None = None
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.text_factory = _java_string
        xiaomi = ", block_type INTEGER DEFAULT 0" if profile.blocked_box else ""
        self._database.executescript(_TABLE.format(xiaomi=xiaomi))
        self.insert(*messages)

    def close(self) -> None:
        """Forget every message."""
        with self._lock:
            self._database.close()

    def insert(self, *messages: StoredSms) -> None:
        """Store messages, as the phone does when they arrive.

        Raises:
            sqlite3.IntegrityError: an id that is taken.
        """
        columns = _COLUMNS if self._profile.blocked_box else _COLUMNS[:-1]
        # A Python str may hold bytes that are no UTF-8; the cast makes TEXT of any bytes.
        slots = ["CASE WHEN ? THEN ? ELSE CAST(? AS TEXT) END", *("?" for _ in columns)]
        sql = f"INSERT INTO sms (body, _id, {', '.join(columns[1:])}) VALUES ({', '.join(slots)})"  # noqa: S608 - our own names
        values = attrgetter(*columns)
        with self._lock, self._database:
            self._database.executemany(
                sql,
                (
                    (isinstance(m.body, bytes), body := _text(m.body), body, *values(m))
                    for m in messages
                ),
            )

    def delete(self, message_id: int) -> None:
        """Remove a message, as its owner does in the messages app."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM sms WHERE _id = ?", (message_id,))

    def files(self) -> dict[str, bytes]:
        """Return the database as it lies on the phone: name -> content.

        Before Android 10 most of it may stand in the write-ahead log beside it.
        """
        has_log = self._profile.sdk < ANDROID_10
        if self._files and self._files[0] == self._database.total_changes:
            return self._files[1]
        with tempfile.TemporaryDirectory() as folder, self._lock:
            path = Path(folder, "mmssms.db")
            with closing(sqlite3.connect(path)) as copy:
                copy.execute(f"PRAGMA journal_mode = {'WAL' if has_log else 'DELETE'}")
                self._database.backup(copy)
                files = {p.name: p.read_bytes() for p in Path(folder).glob("mmssms.db*")}
        files.pop("mmssms.db-shm", None)
        self._files = (self._database.total_changes, files)
        return files

    def backup_rows(self) -> list[dict[str, str]]:
        """Return all messages as TelephonyBackupAgent writes them, whoever may read them."""
        texts = ("address", "body", "subject")
        columns = (
            "_id",
            "sub_id",
            *texts,
            "date",
            "date_sent",
            "status",
            "type",
            "thread_id",
            "read",
        )
        with self._lock:
            rows = self._database.execute(f"SELECT {', '.join(columns)} FROM sms ORDER BY _id")  # noqa: S608 - our own names
            return [
                {
                    name: value.decode("utf-8", "replace")
                    if isinstance(value, bytes)
                    else str(value)
                    for name, value in zip(columns, row, strict=True)
                    if value is not None
                }
                for row in rows
            ]

    def query(
        self, uri: str, projection: Sequence[str] | None, selection: str | None, sort: str | None
    ) -> Rows | None:
        """Answer a query as the provider and the framework in front of it would.

        Returns:
            The rows, or None for a null cursor, by which the provider says "no" without a word.

        Raises:
            ProviderError: Java's exception, such as a missing permission or bad SQL.
        """
        self._check_access(uri)
        if self._profile.access == "ignored":
            return Rows(tuple(projection or ()), ())
        if self._profile.sdk >= ANDROID_10:
            try:
                check_sql(
                    [*(projection or ()), selection, sort],
                    is_strict=self._profile.strict_sql_check,
                )
            except QueryRejectedError:
                return None
        where = self._where(uri)
        if where is None:
            return None
        if not self._profile.conditions and (selection or sort):
            message = "Invalid selection or sort order"
            raise ProviderError("java.lang.IllegalArgumentException", message)
        if not self._profile.expressions:
            for column in projection or ():
                if not _COLUMN.fullmatch(column):
                    message = f"Invalid column {column}"
                    raise ProviderError("java.lang.IllegalArgumentException", message)
        if self._profile.sdk >= ANDROID_14:
            selection = self._only_known_subscriptions(selection)
        conditions = " AND ".join(f"({part})" for part in (where, selection) if part)
        sql = f"SELECT {', '.join(projection) if projection else '*'} FROM {_VIEW}"  # noqa: S608 - as the provider does
        sql += f" WHERE {conditions}" if conditions else ""
        return self._run(f"{sql} ORDER BY {sort or 'date DESC'}")

    def _check_access(self, uri: str) -> None:
        provider = "com.android.providers.telephony.SmsProvider"
        permission = "android.permission.READ_SMS"
        caller = "pid=21717, uid=2000"
        if self._profile.access == "opening-denied":  # ActivityManagerService
            raise ProviderError(
                "java.lang.SecurityException",
                f"Permission Denial: opening provider {provider} from (null) ({caller})"
                f" requires {permission} or null",
            )
        if self._profile.access == "reading-denied":  # ContentProvider
            raise ProviderError(
                "java.lang.SecurityException",
                f"Permission Denial: reading {provider} uri {uri} from {caller}"
                f" requires {permission}, or grantUriPermission()",
            )
        if self._profile.access == "locked":  # SQLiteConnection.open, Android 12 and later
            folder = "/data/user/0/com.android.providers.telephony/databases"
            raise ProviderError(
                "android.database.sqlite.SQLiteException",
                f"Cannot open database '{folder}/mmssms.db': Directory {folder} doesn't exist",
            )

    def _where(self, uri: str) -> str | None:
        """Return the condition a URI stands for; None for a path the provider does not know."""
        parts = urlsplit(uri)
        path = [unquote(segment) for segment in parts.path.split("/") if segment]
        match path:
            case []:
                where = ""
            case [number] if _is_number(number):
                where = f"(_id = {number})"
            case [box] if box in _BOXES:
                where = f"type={_BOXES[box]}"
            case ["undelivered"]:
                where = "(type=4 OR type=5 OR type=6)"
            case ["conversations", number] if _is_number(number):
                where = f"thread_id = {int(number)}"
            case ["inbox" | "sent" | "draft" | "outbox" | "failed" | "status", number] if (
                _is_number(number)
            ):
                where = f"(_id = {number})"
            case [name, *_] if name in _NOT_HERE:
                message = f"content://sms/{name} is not part of the demo phone"
                raise ProviderError("java.lang.UnsupportedOperationException", message)
            case _:
                return None
        return " AND ".join(filter(None, [where, *self._xiaomi_filters(parts.query)]))

    def _xiaomi_filters(self, query: str) -> list[str]:
        filters = []
        if self._profile.blocked_box:
            flag = parse_qs(query).get("blocked_flag", ["0"])[-1]
            filters.append(
                {"1": "" if self._profile.blocked_mixed else "block_type > 1", "2": ""}.get(
                    flag, "block_type <= 1"
                )
            )
        if self._profile.service_filter:
            patterns = " OR ".join(f"address GLOB '{glob}'" for glob in _SERVICE_NUMBERS)
            filters.append(f"NOT (address IS NOT NULL AND ({patterns}))")
        return filters

    def _only_known_subscriptions(self, selection: str | None) -> str:
        known = ",".join(f"'{number}'" for number in (*self._profile.subscriptions, -1))
        emergency = ",".join(f"'{number}'" for number in _EMERGENCY_NUMBERS)
        condition = f"sub_id IN ({known}) OR address IN ({emergency})"
        return f"({selection}) AND ({condition})" if selection else condition

    def _run(self, sql: str) -> Rows:
        try:
            with self._lock:
                cursor = self._database.execute(sql)
                rows = cursor.fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise ProviderError(
                "android.database.sqlite.SQLiteException",
                f"{error} (code 1 SQLITE_ERROR): , while compiling: {sql}",
            ) from error
        return Rows(tuple(column[0] for column in cursor.description), rows)


def _java_string(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _is_number(segment: str) -> bool:
    """Whether UriMatcher's `#` takes the segment."""
    return segment.isascii() and segment.isdigit()


def _text(value: str | bytes | None) -> bytes | None:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
