"""`history` from a person's chair, and what scans write into it."""

import json
import subprocess
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
    return {"SMS_SCANNER_STATE": str(tmp_path / "state")}


def test_a_scan_is_listed_shown_compared_exported_and_forgotten(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """The whole life of a phone in the history."""
    [phone], server = connect("android-14", messages=[sms(1), sms(2, "see you at eight")])
    environment = {**state, **server}
    assert run("history", "list", **state).stdout == "No phone was scanned yet.\n"
    assert run("scan", **environment).returncode == 0
    phone.insert(sms(3, FORGED + "退订回T"))
    assert run("scan", **environment).returncode == 0
    assert "Google Pixel 8" in run("history", "list", **state).stdout
    shown = run("history", "show", "1", **state).stdout
    assert shown.count("Likely forged") == 2
    assert shown.count("sms-report-") >= 2
    assert run("history", "diff", "1", **state).stdout.count("not there -> ") == 1
    exported = json.loads(run("history", "export", "1", **state).stdout)
    assert len(exported["messages"]) == 3
    assert sum(message["body"] is not None for message in exported["messages"]) == 2
    (tmp_path / "state" / "history.sqlite.damaged-20260101-000000").write_text("old")
    forgotten = run("history", "forget", "1", "--yes", **state)
    assert forgotten.returncode == 0
    assert forgotten.stderr.count("Still there") == 3  # two reports, and a copy set aside
    assert "damaged-20260101" in forgotten.stderr
    assert run("history", "list", **state).stdout == "No phone was scanned yet.\n"
    left = [f.read_bytes() for f in (tmp_path / "state").glob("history.sqlite*")]
    assert not any("招商银行".encode() in content for content in left)


def test_a_scan_without_history_leaves_none(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """Neither of a success nor of a failure."""
    _, server = connect("android-14", messages=[sms(1)])
    assert run("scan", "--no-history", **state, **server).returncode == 0
    assert run("history", "list", **state).stdout == "No phone was scanned yet.\n"


def test_a_refusal_is_kept_as_failure_and_an_absent_phone_as_skip(
    run: Run, connect: Connect, state: dict[str, str]
) -> None:
    """With the reason, and without the phone's serial."""
    [phone], server = connect("denied", messages=[sms(1)])
    assert run("scan", **state, **server).returncode == 2
    shown = run("history", "show", "1", **state).stdout
    assert "failed: " in shown
    assert "DEMO0000" not in shown
    assert phone.address not in shown


def test_a_history_that_cannot_be_kept_warns_and_the_report_is_written(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """Here a file lies where the folder should be."""
    (tmp_path / "state").write_text("in the way")
    outcome = run("scan", "--demo", "--output", tmp_path / "out", **state)
    assert outcome.returncode == 0, outcome.stderr
    assert "cannot be written" in outcome.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_damaged_history_is_named_and_kept(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """The scan goes on in a new one."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "history.sqlite").write_bytes(b"garbage" * 1000)
    outcome = run("scan", "--demo", "--output", tmp_path / "out", **state)
    assert outcome.returncode == 0, outcome.stderr
    assert "history.sqlite.damaged-" in outcome.stderr
    assert "Demo phone" in run("history", "list", **state).stdout


def test_the_second_scan_of_a_phone_says_who_scans_it_and_leaves_with_75(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """While the first is reading; it then ends as if nothing had been."""
    [phone], server = connect("android-14", messages=[sms(1)])
    seconds: list[subprocess.CompletedProcess[str]] = []

    def scan_meanwhile(_arguments: object) -> None:
        phone.before_query = lambda _: None
        seconds.append(run("scan", **state, **server))

    phone.before_query = scan_meanwhile
    first = run("scan", "--output", tmp_path / "out", **state, **server)
    assert first.returncode == 0, first.stderr
    [second] = seconds
    assert second.returncode == 75
    assert "is being scanned already, by process " in second.stderr
    assert f"since {time.strftime('%H:')}" in second.stderr


def test_a_number_that_is_not_there_is_said(run: Run, state: dict[str, str]) -> None:
    """Exit code 2, and how to see the numbers."""
    for command in ("show", "diff", "export"):
        outcome = run("history", command, "7", **state)
        assert outcome.returncode == 2
        assert "history list" in outcome.stderr
