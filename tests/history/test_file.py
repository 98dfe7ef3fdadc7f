"""The file itself: private, upgraded, never overwritten when damaged, whole after a kill."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from support.histories import forged, report_on

from scanner.errors import InputError, OutputError
from scanner.history import queries
from scanner.history.entry import done_scan
from scanner.history.file import open_file
from scanner.history.model import Review
from scanner.history.schema import MIGRATIONS, upgrade
from scanner.history.store import History

pytestmark = pytest.mark.timeout(300)  # many processes of their own


def files_of(path: Path) -> list[Path]:
    """Return the file and what SQLite keeps beside it."""
    return sorted(path.parent.glob(path.name + "*"))


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_its_owner_can_read_the_file_and_what_sqlite_keeps_beside_it(
    history: History, path: Path
) -> None:
    """Also -wal and -shm, while they exist; also a file that was open to others before."""
    history.record(done_scan(report_on(forged()), folder=path.parent))
    assert len(files_of(path)) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files_of(path)} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    History(path).__exit__()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        lambda _content: b"not a database at all" * 100,
        lambda content: content[:5000],
        lambda content: content[:4096] + os.urandom(len(content) - 4096),
    ],
    ids=["strange", "cut off", "overwritten"],
)
def test_a_damaged_file_is_set_aside_and_kept(path: Path, damage) -> None:  # noqa: ANN001
    """Byte for byte, and a second damaged one does not replace the first."""
    for _ in range(2):
        with History(path) as history:
            history.record(done_scan(report_on(forged()), folder=path.parent))
        damaged = damage(path.read_bytes())
        path.write_bytes(damaged)
        with History(path) as history:
            assert history.set_aside is not None
            assert history.set_aside.read_bytes() == damaged
            assert queries.inboxes(history) == []
    assert len(list(path.parent.glob("*.damaged-*"))) == 2


def test_a_database_of_another_program_is_not_written_to(path: Path) -> None:
    """It has tables, and none of them is ours."""
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    with History(path) as history:
        assert history.set_aside is not None
        with sqlite3.connect(history.set_aside) as other:
            assert other.execute("SELECT count(*) FROM theirs").fetchone() == (0,)
        other.close()


def test_a_file_of_a_newer_scanner_is_left_alone_with_words(path: Path) -> None:
    """Neither set aside nor downgraded."""
    History(path).__exit__()
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(InputError, match="newer sms-scanner"):
        History(path)
    assert path.read_bytes() == before


def test_an_older_file_is_upgraded_with_all_it_holds(path: Path) -> None:
    """Each step once, whatever version the file starts from."""
    with History(path) as history:
        recorded = history.record(done_scan(report_on(forged()), folder=path.parent))
    connection, _ = open_file(path)
    later = (*MIGRATIONS, ("ALTER TABLE inboxes ADD COLUMN owner TEXT NOT NULL DEFAULT 'me'",))
    for _ in range(2):
        upgrade(connection, later)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)
    row = connection.execute("SELECT id, owner FROM inboxes").fetchone()
    assert row == (recorded.inbox_id, "me")
    connection.close()


def test_a_file_of_the_first_version_is_read_reviewed_and_added_to(path: Path) -> None:
    """Written by the scanner of then: its scans, findings and what was told are all there."""
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.executescript((Path(__file__).parent / "version1.sql").read_text("utf-8"))
    old.close()
    with History(path) as history:
        assert history.set_aside is None
        [phone, demo] = queries.inboxes(history)
        assert [row.outcome for row in queries.scans(history)] == [
            "done", "done", "skipped", "done",
        ]  # fmt: skip
        assert demo.is_demo
        assert phone.last_done is not None
        [new] = queries.news(history, phone.id, phone.last_done.id)
        assert new.message_key == forged(2).message_key
        history.review(
            phone.id, Review(message_key="k", reviewed_ms=1, verdict="suspicious", is_right=False)
        )
        assert queries.reviews(history, phone.id)["k"].was_forged is False
        with history.reading() as connection:
            versions = connection.execute("PRAGMA user_version").fetchone()
        assert versions == (len(MIGRATIONS),)


def test_a_step_that_fails_half_way_leaves_the_older_version_whole(path: Path) -> None:
    """A full disk in the middle of an upgrade is no reason to lose anything."""
    connection, _ = open_file(path)
    broken = (*MIGRATIONS, ("CREATE TABLE half (x)", "THIS IS NOT SQL"))
    with pytest.raises(sqlite3.OperationalError):
        upgrade(connection, broken)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()
    assert tables == []
    connection.close()


_WRITER = """
import sys
from pathlib import Path
from scanner.history.entry import done_scan
from scanner.history.store import History
from support.histories import forged, greeting, report_on

path = Path(sys.argv[1])
report = report_on(*(forged(n) for n in range(1, 9)), *(greeting(n) for n in range(1, 29)))
scan = done_scan(report, folder=path.parent)
print("ready", flush=True)
while True:
    with History(path) as history:
        history.record(scan)
        print("recorded", flush=True)
"""


def writer(path: Path) -> "subprocess.Popen[str]":
    """Start a process that records scans for ever."""
    tests = Path(__file__).parent.parent
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITER), str(path)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
    )


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_process_killed_in_the_middle_of_writing_leaves_whole_scans_only(path: Path) -> None:
    """Killed at many different moments: every scan that is there is there with all it found."""
    process = writer(path)
    assert process.stdout is not None
    for pause in range(1, 9):
        said = [process.stdout.readline() for _ in range(3)]
        assert said[-1] == "recorded\n"
        try:
            process.wait(timeout=pause * 0.003)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with History(path) as history:
            assert history.set_aside is None
            done = queries.scans(history)
            assert len(done) >= 2 * pause
            assert [len(queries.findings(history, row)) for row in done] == [8] * len(done)
            with history.reading() as connection:
                count = connection.execute("SELECT count(*) FROM messages").fetchone()
            assert count == (36,)
        process = writer(path)
        assert process.stdout is not None
    process.kill()
    process.wait()
    process.stdout.close()


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """One waits for the other; both make the file at the same moment."""
    processes = [writer(path) for _ in range(2)]
    counts = []
    for process in processes:
        assert process.stdout is not None
        for _ in range(11):
            process.stdout.readline()
    for process in processes:
        process.kill()
        assert process.stdout is not None
        counts.append(11 + len(process.stdout.read().splitlines()))
        process.wait()
        process.stdout.close()
    with History(path) as history:
        assert len(queries.inboxes(history)) == 1
        said = sum(counts) - len(processes)
        assert said <= len(queries.scans(history)) <= said + len(processes)


_FULL = """
import resource, signal, sys
from pathlib import Path
from scanner.errors import OutputError
from scanner.history.entry import done_scan
from scanner.history.store import History
from support.histories import forged, greeting, report_on

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
scan = done_scan(report_on(*(greeting(n) for n in range(1, 29)), forged(2)), folder=path.parent)
with History(path) as history:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        history.record(scan)
    except OutputError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_is_told_and_what_was_there_stays(path: Path) -> None:
    """A file that may not grow any more, in a process of its own."""
    with History(path) as history:
        history.record(done_scan(report_on(forged(1)), folder=path.parent))
    tests = Path(__file__).parent.parent
    outcome = subprocess.run(
        [sys.executable, "-c", _FULL, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "cannot be used" in outcome.stdout, outcome.stderr
    with History(path) as history:
        assert history.set_aside is None
        [row] = queries.scans(history)
        assert len(queries.findings(history, row)) == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder in the place of the file, as after a slip of the hand."""
    (tmp_path / "history.sqlite").mkdir()
    with pytest.raises(OutputError):
        History(tmp_path / "history.sqlite")
