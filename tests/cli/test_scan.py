"""`scan` from a person's chair: what it prints, what it leaves behind, and its exit codes."""

import csv
import json
import random
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.command import Run


@pytest.fixture
def no_phone() -> dict[str, str]:
    """Return an environment whose adb server is one that nobody connected a phone to."""
    return {"ANDROID_ADB_SERVER_PORT": str(random.randrange(15_000, 30_000)), "ADB_USB": "0"}


def test_the_demo_ends_with_counts_and_the_path_of_a_private_report(
    run: Run, tmp_path: Path
) -> None:
    """The main job: exit 0, a summary, one file that only its owner can read."""
    outcome = run("scan", "--demo")
    assert outcome.returncode == 0, outcome.stderr
    [report] = tmp_path.iterdir()
    assert f"Report: {report}" in outcome.stdout.splitlines()
    assert "proved to be the whole inbox" in outcome.stdout
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_everything_from_the_demo_says_so(run: Run, tmp_path: Path) -> None:
    """Terminal, report and exports alike, so that nobody takes it for a real inbox."""
    formats = [x for form in ("html", "json", "jsonl", "csv") for x in ("--format", form)]
    outcome = run("scan", "--demo", "--output", tmp_path / "out", *formats)
    assert outcome.stdout.startswith("DEMO")
    files = {path.suffix: path for path in (tmp_path / "out").iterdir()}
    assert all("-demo-" in path.name for path in files.values())
    assert "DEMO" in files[".html"].read_text(encoding="utf-8")
    assert json.loads(files[".json"].read_text(encoding="utf-8"))["demo"] is True
    lines = files[".jsonl"].read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["demo"] is True for line in lines)
    with files[".csv"].open(encoding="utf-8-sig", newline="") as rows:
        assert {row["demo"] for row in csv.DictReader(rows)} == {"demo"}


def test_without_a_phone_it_says_so_names_the_demo_and_leaves_with_75(
    run: Run, tmp_path: Path, no_phone: dict[str, str]
) -> None:
    """It never falls back to the demo by itself, and leaves no adb server behind."""
    outcome = run("scan", **no_phone)
    assert outcome.returncode == 75
    assert "--demo" in outcome.stderr
    assert outcome.stdout == ""
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(no_phone["ANDROID_ADB_SERVER_PORT"])))


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ("android-10", 0),
        ("no-shell-v2", 0),
        ("odd-bytes", 0),
        ("miui-blocked", 0),
        ("miui-service-filter", 0),
        ("denied", 2),
        ("silently-empty", 2),
        ("drops", 75),
        ("unauthorised", 75),
        ("offline", 75),
    ],
)
def test_each_kind_of_demo_phone_ends_with_its_exit_code(
    run: Run, tmp_path: Path, profile: str, code: int
) -> None:
    """A report exists exactly when the inbox was read; otherwise there are words and no file."""
    outcome = run("scan", "--demo", "--demo-profile", profile, "--demo-messages", 60)
    assert outcome.returncode == code, outcome.stdout + outcome.stderr
    assert bool(list(tmp_path.iterdir())) == (code == 0)
    assert "Traceback" not in outcome.stderr
    if code:
        assert len(outcome.stderr.splitlines()) >= 2  # what happened, and what to do


def test_fail_on_turns_findings_into_exit_code_1(run: Run) -> None:
    """The demo inbox holds forged messages; the report is written all the same."""
    outcome = run("scan", "--demo", "--fail-on", "likely_forged")
    assert outcome.returncode == 1
    assert "Report: " in outcome.stdout


def test_fail_on_is_silent_when_there_is_no_finding(run: Run, tmp_path: Path) -> None:
    """Ordinary messages are no finding."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"body": "see you at eight"}\n')
    outcome = run("scan", "--input", path, "--fail-on", "suspicious", "--output", "report.html")
    assert outcome.returncode == 0
    assert "No debt-collection message is among those that were read." in outcome.stdout


def test_an_empty_inbox_is_called_empty_only_because_that_was_proved(run: Run) -> None:
    """Zero messages, read whole."""
    outcome = run("scan", "--demo", "--demo-messages", 0)
    assert outcome.returncode == 0, outcome.stderr
    assert "0 messages read, proved to be the whole inbox" in outcome.stdout


def test_an_output_folder_that_cannot_be_written_is_told_before_reading(run: Run) -> None:
    """Nobody waits ten minutes for that."""
    outcome = run("scan", "--demo", "--output", "/dev/null/report")
    assert outcome.returncode == 2
    assert "/dev/null/report cannot be written" in outcome.stderr
    assert "Reading" not in outcome.stderr


def test_several_formats_into_one_file_are_refused(run: Run) -> None:
    """The second would overwrite the first."""
    outcome = run("scan", "--demo", "-f", "html", "-f", "csv", "-o", "one.html")
    assert outcome.returncode == 2
    assert "folder" in outcome.stderr


def test_a_rule_with_a_typo_leaves_with_4_and_names_file_and_field(
    run: Run, tmp_path: Path
) -> None:
    """Before anything is read."""
    folder = tmp_path / "mine" / "signals"
    folder.mkdir(parents=True)
    (folder / "my-rule.toml").write_text('id = "my-rule"\nwieght = 3.0\n')
    outcome = run("scan", "--demo", "--rules", tmp_path / "mine")
    assert outcome.returncode == 4
    assert "my-rule.toml" in outcome.stderr
    assert "wieght" in outcome.stderr


def test_ctrl_c_leaves_with_130_and_writes_nothing(tmp_path: Path) -> None:
    """Not even a part of a report, and no orphaned adb server."""
    command = [sys.executable, "-m", "scanner", "scan", "--demo", "--demo-profile", "slow"]
    command += ["--demo-messages", "5000"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "Pixel" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "environment", "beginning"),
    [
        (["--lang", "zh-Hans"], {}, "演示"),
        (["--lang", "zh-Hant"], {}, "示範"),
        ([], {"SMS_SCANNER_LANG": "zh-Hant"}, "示範"),
        ([], {"SMS_SCANNER_LANG": "", "LC_ALL": "zh_TW.UTF-8"}, "示範"),
        (["--lang", "zh-Hant"], {"LC_ALL": "zh_CN.UTF-8"}, "示範"),
    ],
)
def test_the_summary_speaks_chinese_when_asked(
    run: Run, option: list[str], environment: dict[str, str], beginning: str
) -> None:
    """The same words, for the people whom it is for."""
    outcome = run(*option, "scan", "--demo", "--demo-messages", 60, **environment)
    assert outcome.stdout.startswith(beginning)
    assert "Report" not in outcome.stdout


def test_a_phone_that_refuses_names_the_backup_and_that_is_read(run: Run, tmp_path: Path) -> None:
    """It is made when asked for only, with words on what to tap, and is never called whole."""
    refused = run("scan", "--demo", "--demo-profile", "denied", "--output", tmp_path)
    assert refused.returncode == 2
    assert "scan --backup" in refused.stderr
    assert "Back up my data" not in refused.stderr
    read = run("scan", "--demo", "--demo-profile", "denied", "--backup", "--output", tmp_path)
    assert read.returncode == 0, read.stderr
    assert "Back up my data" in read.stderr
    assert "proved to be the whole inbox" not in read.stdout
    assert len(list(tmp_path.iterdir())) == 1


def test_a_backup_is_of_one_phone(run: Run, tmp_path: Path) -> None:
    """Neither of a file nor of all phones at once."""
    for other in (["--all"], ["--input", str(tmp_path / "x.csv")]):
        outcome = run("scan", "--backup", *other, "--output", tmp_path)
        assert outcome.returncode == 2
        assert "--backup reads one phone" in outcome.stderr
