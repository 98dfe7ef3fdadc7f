"""Bad days, from a person's chair: what was injected, what is said, and what is kept."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.command import Run

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms

pytestmark = pytest.mark.timeout(600)  # many whole scans a test
Connect = Callable[..., tuple[list[DemoPhone], dict[str, str]]]

FORGED = (
    "【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,"
    "否则将起诉。"
)


def sms(number: int, body: str = FORGED) -> StoredSms:
    """Return a message."""
    return StoredSms(id=number, address="17000000417", body=body, date=1_760_000_000_000 + number)


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a person who has never scanned."""
    config = tmp_path / "config.toml"
    config.write_text("[notices]\ndesktop = false\n", encoding="utf-8")
    return {"SMS_SCANNER_STATE": str(tmp_path / "state"), "SMS_SCANNER_CONFIG": str(config)}


def export(run: Run, state: dict[str, str], phone: int = 1) -> dict[str, list]:
    """Return all that is kept of a phone."""
    exported: dict[str, list] = json.loads(run("history", "export", phone, **state).stdout)
    return exported


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 512 kB; takes root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = ["-t", "tmpfs", "-o", "size=512k,mode=700", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(["mount", *size], check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no space on a disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return filler


def test_a_disk_that_is_full_of_others_things_fails_no_scan(
    run: Run, connect: Connect, state: dict[str, str], tiny_disk: Path, tmp_path: Path
) -> None:
    """The report, elsewhere, is whole; the history is as it was, and goes on once there is room."""
    state |= {"SMS_SCANNER_STATE": str(tiny_disk / "state")}
    [phone], server = connect("android-14", messages=[sms(1)])
    assert run("scan", "-o", tmp_path / "a", **state, **server).returncode == 0
    before = export(run, state)
    phone.insert(sms(2, FORGED + "退订回T"))
    filler = fill(tiny_disk)
    outcome = run("scan", "-o", tmp_path / "b", **state, **server)
    assert outcome.returncode == 0, outcome.stderr
    assert "The history" in outcome.stderr
    assert "cannot be used" in outcome.stderr or "no space left" in outcome.stderr
    [report] = (tmp_path / "b").glob("*.html")
    assert report.read_text("utf-8").rstrip().endswith("</html>")
    filler.unlink()
    assert export(run, state) == before
    assert run("scan", "-o", tmp_path / "c", **state, **server).returncode == 0
    assert len(export(run, state)["scans"]) == 2


def test_a_disk_too_full_for_the_report_loses_no_finding(
    run: Run, connect: Connect, state: dict[str, str], tiny_disk: Path
) -> None:
    """A scheduled scan whose report does not fit: nothing half-written, and told the next time."""
    reports = tiny_disk / "reports"
    settings = f'[notices]\ndesktop = false\n[schedule]\nreports = "{reports}"\n'
    Path(state["SMS_SCANNER_CONFIG"]).write_text(settings, encoding="utf-8")
    _, server = connect("android-14", messages=[sms(1)])
    reports.mkdir()
    filler = fill(tiny_disk)
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 2, outcome.stdout
    assert "no space left" in outcome.stderr
    assert list(reports.iterdir()) == []
    filler.unlink()
    again = run("schedule", "run", **state, **server)
    assert again.returncode == 0, again.stderr
    assert "New messages about debts: 1; likely forged 1" in again.stdout
    assert len(list(reports.glob("*.html"))) == 1


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_scan_killed_at_any_point_loses_no_finding_and_blocks_nobody(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """Five scheduled scans killed at five moments; the one that lives tells everything, once."""
    _, server = connect("android-14", messages=[sms(n) for n in range(1, 6)])
    environment = {**os.environ, **state, **server, "SMS_SCANNER_LANG": "en"}
    started = time.monotonic()
    whole = run("schedule", "run", **state, **server)
    assert "New messages about debts: 5" in whole.stdout
    took_s = time.monotonic() - started
    assert run("history", "forget", "1", "--yes", **state).returncode == 0
    told = 0
    chance = random.Random(7)
    for turn in range(5):
        process = subprocess.Popen(
            [sys.executable, "-m", "scanner", "schedule", "run"],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            process.wait(took_s * (turn + chance.random()) / 5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        told += "New messages about debts: 5" in said
    last = run("schedule", "run", **state, **server)
    assert last.returncode == 0, last.stderr
    told += "New messages about debts: 5" in last.stdout
    assert told >= 1
    assert run("schedule", "run", **state, **server).stdout == ""
    kept = export(run, state, 2)
    assert len(kept["messages"]) == len(kept["findings"]) == 5
    assert [f for f in (tmp_path / "state").rglob("*") if "damaged" in f.name] == []


def test_two_schedulers_at_once_scan_once_and_tell_once(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """A timer and a crontab at the same minute: the second says who is at it, or finds no news."""
    _, server = connect("android-14", messages=[sms(1)])
    environment = {**os.environ, **state, **server, "SMS_SCANNER_LANG": "en"}
    command = [sys.executable, "-m", "scanner", "schedule", "run"]
    both = [
        subprocess.Popen(
            command,
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    outcomes = [(*process.communicate(timeout=100), process.returncode) for process in both]
    assert min(code for *_, code in outcomes) == 0
    assert {code for *_, code in outcomes} <= {0, 75}
    assert sum("New messages about debts: 1" in said for said, *_ in outcomes) == 1
    for _, errors, code in outcomes:
        assert (code == 75) == ("is being scanned already, by process" in errors)
    assert len(list((tmp_path / "state" / "reports").glob("*.html"))) == 1
    assert run("schedule", "run", **state, **server).stdout == ""


def test_a_phone_that_was_reset_is_said_and_its_history_kept(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """Its ids begin anew with other messages; what was found before can still be looked at."""
    chats = [sms(n, f"see you at eight, {n}") for n in range(2, 14)]
    [phone], server = connect("android-14", messages=[sms(1), *chats])
    assert run("scan", **state, **server).returncode == 0
    for number in range(1, 14):
        phone.delete(number)
    other = StoredSms(id=1, address="17000000418", body=FORGED + "退订回T", date=1_770_000_000_000)
    phone.insert(other)
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 0, outcome.stderr
    assert "Most messages of the last scan are gone" in outcome.stderr
    assert "New messages about debts: 1; likely forged 1" in outcome.stdout
    kept = export(run, state)
    assert len(kept["messages"]) == 14
    assert len(kept["findings"]) == 2
    assert run("history", "diff", "1", **state).stdout.count(" -> not there") == 1


def test_a_clock_that_jumps_scans_on_and_keeps_the_order(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """A scan from the year 2031 is in the history; the next one, of today, is the last success."""
    [phone], server = connect("android-14", messages=[sms(1)])
    assert run("schedule", "run", **state, **server).returncode == 0
    later_ms = 1_925_000_000_000  # 2031
    with sqlite3.connect(tmp_path / "state" / "history.sqlite") as history:
        history.execute("UPDATE scans SET started_ms = ?, finished_ms = ?", (later_ms, later_ms))
    history.close()
    phone.insert(sms(2, FORGED + "退订回T"))
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 0, outcome.stderr
    assert "clock is behind the last scan" in outcome.stderr
    assert "New messages about debts: 1; likely forged 1" in outcome.stdout
    status = run("schedule", "status", **state).stdout
    assert re.search(rf"Last success: \d+ \w+ {time.strftime('%Y')}", status)
    assert run("history", "report", "-o", tmp_path / "all.html", **state).returncode == 0


def test_an_older_history_is_upgraded_by_whatever_command_comes_first(
    run: Run, state: dict[str, str], tmp_path: Path, checkout: Path
) -> None:
    """A file of the first version: listed, reported, judged again, added to."""
    folder = tmp_path / "state"
    folder.mkdir()
    dump = (checkout / "tests" / "history" / "version1.sql").read_text("utf-8")
    with sqlite3.connect(folder / "history.sqlite") as old:
        old.executescript(dump)
    old.close()
    assert "Google Pixel 8" in run("history", "list", **state).stdout
    assert run("history", "report", "-o", tmp_path / "all.html", **state).returncode == 0
    assert "2 kept texts were judged again" in run("history", "rejudge", "1", **state).stdout
    assert run("scan", "--demo", "-o", tmp_path / "out", **state).returncode == 0
    demo = re.search(r"^(\d+) +Demo phone", run("history", "list", **state).stdout, re.MULTILINE)
    assert demo is not None
    assert len(export(run, state, int(demo[1]))["scans"]) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[notices]\nat_lest = 'suspicious'\n", "notices.at_lest"),
        ("[notices\n", "are not TOML"),
    ],
)
def test_a_typo_in_the_settings_is_said_by_every_command_that_reads_them(
    run: Run, state: dict[str, str], content: str, said: str
) -> None:
    """With the file and the field, before anything is scanned, and by the watch before it waits."""
    Path(state["SMS_SCANNER_CONFIG"]).write_text(content, encoding="utf-8")
    for command in (["schedule", "run"], ["watch"], ["notify", "test"], ["history", "report"]):
        outcome = run(*command, **state)
        assert outcome.returncode == 2, command
        assert said in outcome.stderr, outcome.stderr
        assert "config.toml" in outcome.stderr
