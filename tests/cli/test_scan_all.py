"""`scan --all`: several phones at once, each into a report of its own."""

import json
from collections.abc import Callable
from pathlib import Path

from support.command import Run

from scanner.demo_phone.provider import StoredSms

Connect = Callable[..., tuple[list, dict[str, str]]]

FORGED = (
    "【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,"
    "否则将起诉。"
)


def sms(number: int, body: str) -> StoredSms:
    """Return a message."""
    return StoredSms(id=number, address="17000000417", body=body, date=1_760_000_000_000 + number)


def test_each_phone_gets_its_own_inbox_and_its_own_report(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """Two of the same model too: no report takes the place of another."""
    _, environment = connect("android-14", messages=[sms(1, "hello")])
    connect("android-14", messages=[sms(1, "see you"), sms(2, "at eight")])
    connect("android-10", messages=[sms(1, FORGED)])
    outcome = run("scan", "--all", "--output", tmp_path / "out", "--format", "json", **environment)
    assert outcome.returncode == 0, outcome.stderr
    files = sorted((tmp_path / "out").iterdir())
    reports = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert sorted(report["acquisition"]["read"] for report in reports) == [1, 1, 2]
    assert sum("Google-Pixel-8" in file.name for file in files) == 2
    assert sum("Google-Pixel-3" in file.name for file in files) == 1
    assert outcome.stdout.count("Report: ") == 3


def test_a_phone_that_is_not_ready_is_told_and_does_not_stop_the_others(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """The exit code is that of the phone that fared worst."""
    _, environment = connect("unauthorised", "android-14", messages=[sms(1, "hello")])
    outcome = run("scan", "--all", **environment)
    assert outcome.returncode == 75
    assert "Allow USB debugging" in outcome.stderr
    assert len(list(tmp_path.iterdir())) == 1
    connect("denied", messages=[sms(1, "hello")])
    outcome = run("scan", "--all", "--fail-on", "suspicious", **environment)
    assert outcome.returncode == 2
    assert "permission denied" in outcome.stderr
    assert "Phones: 1 read, 1 not ready, 1 failed." in outcome.stdout
    assert len(list(tmp_path.iterdir())) == 2


def test_a_finding_on_one_phone_is_worse_than_nothing_on_another(
    run: Run, connect: Connect
) -> None:
    """--fail-on counts over all phones, whichever comes last."""
    _, environment = connect("android-10", messages=[sms(1, FORGED)])
    connect("android-14", messages=[sms(1, "hello")])
    outcome = run("scan", "--all", "--fail-on", "likely_forged", **environment)
    assert outcome.returncode == 1, outcome.stderr


def test_without_any_phone_it_says_so_and_names_the_demo(run: Run, connect: Connect) -> None:
    """As without --all."""
    outcome = run("scan", "--all", **connect()[1])
    assert outcome.returncode == 75
    assert "No phone is connected" in outcome.stderr
    assert "--demo" in outcome.stderr


def test_all_phones_cannot_share_one_file(run: Run) -> None:
    """The second report would take the place of the first."""
    outcome = run("scan", "--all", "--output", "one.html")
    assert outcome.returncode == 2
    assert "folder" in outcome.stderr
