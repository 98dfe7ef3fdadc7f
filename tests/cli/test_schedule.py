"""`schedule` and `notify` from a person's chair; what a scheduled scan tells, and when."""

import json
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import Run

from scanner.demo_phone.provider import StoredSms

Connect = Callable[..., tuple[list, dict[str, str]]]

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


def reports(tmp_path: Path) -> list[Path]:
    """Return the reports of scheduled scans."""
    return sorted((tmp_path / "state" / "reports").glob("*.html"))


def test_only_what_is_new_is_told_and_the_whole_report_stays(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """First everything, then silence, then one more; counts only, never the text."""
    [phone], server = connect("android-14", messages=[sms(1), sms(2, "see you at eight")])
    first = run("schedule", "run", **state, **server)
    assert first.returncode == 0, first.stderr
    assert "New messages about debts: 1; likely forged 1" in first.stdout
    assert "招商" not in first.stdout + first.stderr
    [report] = reports(tmp_path)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    second = run("schedule", "run", **state, **server)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert reports(tmp_path) == [report]
    phone.insert(sms(3, FORGED + "退订回T"))
    third = run("schedule", "run", **state, **server)
    assert "New messages about debts: 1; likely forged 1" in third.stdout
    assert len(reports(tmp_path)) == 2
    status = run("schedule", "status", **state).stdout
    assert f"Report: {reports(tmp_path)[-1].resolve()}" in status
    assert re.search(r"Last success: \d", status)


def test_an_absent_phone_is_a_skip_with_its_reason(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """Exit code 75, and `status` says why; no word on the demo."""
    _, server = connect()
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 75
    assert "No phone is connected." in outcome.stderr
    assert "--demo" not in outcome.stderr
    status = run("schedule", "status", **state).stdout
    assert "It read nothing: No phone is connected." in status
    assert "Last success: –" in status


def test_a_gentle_reminder_comes_after_days_without_success_and_only_once(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """Also where no scan ever succeeded: counted from the first that was tried."""
    _, server = connect()
    for _ in range(2):
        assert "No phone was scanned for" not in run("schedule", "run", **state, **server).stdout
    days_ms = 86_400_000
    with sqlite3.connect(tmp_path / "state" / "history.sqlite") as history:
        for number, days in ((1, 8), (2, 3)):
            history.execute(
                "UPDATE scans SET started_ms = started_ms - ?, finished_ms = finished_ms - ? "
                "WHERE id = ?",
                (days * days_ms, days * days_ms, number),
            )
    history.close()
    assert "No phone was scanned for 8 days" in run("schedule", "run", **state, **server).stdout
    assert "No phone was scanned for" not in run("schedule", "run", **state, **server).stdout


def test_a_phone_that_waits_for_its_owner_is_a_skip_too(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """Another phone beside it is scanned all the same."""
    _, server = connect("unauthorised", "android-14", messages=[sms(1)])
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 75
    assert "New messages about debts: 1" in outcome.stdout


def test_news_that_reached_nobody_is_told_again(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """The push service was down; nothing of that fails the scan."""
    pytest.importorskip("apprise")
    config = Path(state["SMS_SCANNER_CONFIG"])
    config.write_text('[notices]\ndesktop = false\npush = ["json://127.0.0.1:9/"]\n', "utf-8")
    _, server = connect("android-14", messages=[sms(1)])
    for _ in range(2):
        outcome = run("schedule", "run", **state, **server)
        assert outcome.returncode == 0
        assert "could not be delivered" in outcome.stderr
        assert "New messages about debts: 1" in outcome.stdout
    assert run("notify", "test", **state).returncode == 2


def test_what_a_person_has_seen_in_a_report_is_no_news(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """`scan` shows everything, so the next scheduled scan is silent."""
    _, server = connect("android-14", messages=[sms(1)])
    assert run("scan", **state, **server).returncode == 0
    assert run("schedule", "run", **state, **server).stdout == ""


def test_without_a_history_everything_is_told(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """Rather twice than never."""
    (tmp_path / "state" / "history.sqlite").mkdir(parents=True)
    _, server = connect("android-14", messages=[sms(1)])
    outcome = run("schedule", "run", **state, **server)
    assert outcome.returncode == 0, outcome.stderr
    assert "New messages about debts: 1" in outcome.stdout
    assert len(reports(tmp_path)) == 1


def test_a_typo_in_the_settings_is_told_before_anything_is_read(
    run: Run, state: dict[str, str]
) -> None:
    """With the field."""
    Path(state["SMS_SCANNER_CONFIG"]).write_text("[notices]\ndesktp = false\n", encoding="utf-8")
    outcome = run("schedule", "run", **state)
    assert outcome.returncode == 2
    assert "notices.desktp" in outcome.stderr


@pytest.mark.parametrize("system", ["systemd", "launchd", "windows", "cron"])
def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(
    run: Run, state: dict[str, str], tmp_path: Path, system: str
) -> None:
    """For any system, on any system; with the state folder that was chosen."""
    before = sorted(tmp_path.rglob("*"))
    outcome = run(
        "schedule", "install", "--at", "09:00,21:00", "--dry-run", "--scheduler", system, **state
    )
    assert outcome.returncode == 0, outcome.stderr
    assert sys.executable in outcome.stdout
    if system != "windows":
        assert state["SMS_SCANNER_STATE"] in outcome.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_the_job_gets_what_it_needs_to_find_and_nothing_secret(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """Where adb is, and places as they are from here; no password."""
    outcome = run(
        *("schedule", "install", "--every", "12h", "--dry-run", "--scheduler", "systemd"),
        **{**state, "SMS_SCANNER_STATE": "here", "SMS_SCANNER_PASSWORD": "open sesame"},
    )
    assert f'Environment="SMS_SCANNER_STATE={tmp_path / "here"}"' in outcome.stdout
    assert 'Environment="PATH=' in outcome.stdout
    assert "sesame" not in outcome.stdout


@pytest.mark.parametrize("system", ["systemd", "launchd", "windows", "cron"])
def test_a_watch_shows_what_would_be_written_too(
    run: Run, state: dict[str, str], tmp_path: Path, system: str
) -> None:
    """The same options as those of the schedule; the hours go with it."""
    before = sorted(tmp_path.rglob("*"))
    outcome = run("watch", "install", "--hours", "6", "--dry-run", "--scheduler", system, **state)
    assert outcome.returncode == 0, outcome.stderr
    assert re.search(r"watch\W+--hours\W+6", re.sub("</?string>", " ", outcome.stdout))
    assert sorted(tmp_path.rglob("*")) == before


def test_where_only_cron_is_left_its_lines_are_shown(run: Run, state: dict[str, str]) -> None:
    """Exit code 2: nothing was installed."""
    outcome = run("schedule", "install", "--every", "12h", "--scheduler", "cron", **state)
    assert outcome.returncode == 2
    assert outcome.stdout.startswith("0 9 * * * ")
    assert "crontab -e" in outcome.stderr


def test_a_plan_is_given_in_one_way(run: Run) -> None:
    """Neither both nor none."""
    assert run("schedule", "install").returncode == 2
    both = run("schedule", "install", "--every", "12h", "--at", "09:00")
    assert "either --every or --at" in both.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_scan_that_the_system_ends_leaves_no_adb_server(
    state: dict[str, str], tmp_path: Path
) -> None:
    """SIGTERM, as systemd sends it, before, while and after its own server comes up."""
    for tenths in (2, 4, 6, 7, 8, 9, 10, 12):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**os.environ, **state, "ANDROID_ADB_SERVER_PORT": str(port), "ADB_USB": "0"}
        process = subprocess.Popen(
            [sys.executable, "-m", "scanner", "schedule", "run"],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) in {75, 130, -signal.SIGTERM}
        time.sleep(0.5)  # a server that was on its way would be there by now
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()


def test_the_history_tells_scheduled_scans_apart(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """In the export."""
    _, server = connect("android-14", messages=[sms(1)])
    run("schedule", "run", **state, **server)
    run("scan", **state, **server)
    scans = json.loads(run("history", "export", "1", **state).stdout)["scans"]
    assert sorted(scan["scheduled"] for scan in scans) == [False, True]
