"""Opens the history's SQLite file: private, checked, upgraded; a damaged one is set aside."""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scanner.errors import OutputError
from scanner.history.schema import upgrade
from scanner.i18n import N_
from scanner.whole_file import explained

_PATIENCE_S = 30
_WITH = ("", "-wal", "-shm")
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY_CODE = 0xFF


def open_file(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Open the file, which is made if it is not there.

    Returns:
        A connection in autocommit mode, and where a damaged file was put; None = it was sound.

    Raises:
        InputError: it was written by a newer scanner.
        OutputError: it cannot be opened or made.
    """
    with explaining(path), _alone(path):
        _make_private(path)
        try:
            return _opened(path), None
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        aside = _set_aside(path)
        _make_private(path)
        return _opened(path), aside


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system complain of into words."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            N_("The history {path} cannot be used: {reason}."),
            N_("The report does not depend on it. Check the disk, or scan with --no-history."),
            path=path,
            reason=str(error),
        ) from error
    except OSError as error:
        raise explained(error, path) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file itself is wrong, and not the disk, the rights or another process."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_CODE in _DAMAGED


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time make, check, upgrade or set aside the file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(path.with_suffix(".lock"), timeout=_PATIENCE_S, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise OutputError(
            N_("The history {path} is in use by another program."), N_("Try again."), path=path
        ) from error
    try:
        yield
    finally:
        lock.release()


def _make_private(path: Path) -> None:
    """Make the file 0600 before SQLite sees it: -wal and -shm take their rights from it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if os.name == "posix":
        for suffix in _WITH:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{suffix}").chmod(0o600)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("PRAGMA temp_store = MEMORY")  # no text in temporary files
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise _damaged(verdict)
        _refuse_strangers(connection)
        upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_strangers(connection: sqlite3.Connection) -> None:
    """Take a file with tables but without a version for what it is: not ours."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version == 0 and tables:
        raise _damaged("not a history")


def _damaged(reason: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(reason)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _set_aside(path: Path) -> Path:
    """Rename the file, and what SQLite keeps beside it, to names that nothing has yet."""
    stem = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    names = itertools.chain([stem], (f"{stem}-{n}" for n in itertools.count(2)))
    aside = next(p for name in names if not (p := path.with_name(name)).exists())
    for suffix in _WITH:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{suffix}").rename(f"{aside}{suffix}")
    return aside
