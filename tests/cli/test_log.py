"""`log` from a person's chair."""

import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Run

from scanner.message import Message

KEY = "0123456789abcdef"


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a person who has noted nothing."""
    return {"SMS_SCANNER_STATE": str(tmp_path / "state"), "TZ": "Asia/Shanghai"}


def test_a_call_is_noted_listed_exported_and_removed(run: Run, state: dict[str, str]) -> None:
    """Every field comes back, and the time is local time."""
    assert run("log", "list", **state).stdout.startswith("Nothing is noted yet.")
    said = {
        "--way": "i_called", "--staff-name": "王经理", "--staff-number": "8821",
        "--number": "+8613800000001", "--lender": "山城银行", "--message": KEY,
        "--promised": "不再打给我父母", "--note": "录了音",
    }  # fmt: skip
    pairs = [word for pair in said.items() for word in pair]
    outcome = run("log", "add", "--at", "2026-03-14 09:30", *pairs, **state)
    assert outcome.returncode == 0, outcome.stderr
    listed = run("log", "list", **state).stdout
    assert listed.startswith("1. 14 Mar 2026, 09:30 (UTC+08:00): I called\n")
    assert all(value in listed for name, value in said.items() if name != "--way")
    [entry] = json.loads(run("log", "export", **state).stdout)["entries"]
    assert entry["at"] == "2026-03-14T09:30:00+08:00"
    assert {entry[name[2:].replace("-", "_")] for name in said} == set(said.values())
    table = run("log", "export", "--format", "csv", **state).stdout
    assert '"\'+8613800000001"' in table  # a spreadsheet would take +86… for a formula
    assert run("log", "remove", "1", **state).returncode == 0
    assert run("log", "list", **state).stdout.startswith("Nothing is noted yet.")
    assert run("log", "remove", "1", **state).returncode == 2


def test_an_exported_log_is_imported_once(run: Run, state: dict[str, str], tmp_path: Path) -> None:
    """On another computer; a second time nothing is added, and the file is private."""
    run("log", "add", "--note", "rang twice", **state)
    file = tmp_path / "log.json"
    assert run("log", "export", "-o", file, **state).returncode == 0
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = {**state, "SMS_SCANNER_STATE": str(tmp_path / "other")}
    assert "taken in: 1. Known already: 0" in run("log", "import", file, **other).stdout
    assert "taken in: 0. Known already: 1" in run("log", "import", file, **other).stdout
    assert run("log", "list", **other).stdout == run("log", "list", **state).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "--note", "x", "--at", "2999-01-01 10:00"),
        ("add", "--note", "x" * 5000),
        ("add", "--message", "xyz"),
        ("add", "--message", "01234"),
        ("import", "missing.json"),
    ],
    ids=["nothing said", "the future", "too long", "no id", "unknown id", "no file"],
)
def test_a_mistake_is_told_and_nothing_is_noted(
    run: Run, state: dict[str, str], arguments: tuple[str, ...]
) -> None:
    """In words, with exit code 2."""
    outcome = run("log", *arguments, **state)
    assert outcome.returncode == 2
    assert outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert run("log", "list", **state).stdout.startswith("Nothing is noted yet.")


def test_a_hostile_entry_cannot_command_the_terminal(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """A file from a stranger may hold escape sequences; they are shown, not obeyed."""
    entry = {
        "id": "0" * 32, "at": "2026-03-14T09:30:00+08:00", "way": "other",
        "note": "\x1b[2Jgone\u202e", "lender": "=1+1",
    }  # fmt: skip
    file = tmp_path / "log.json"
    file.write_text(json.dumps({"sms_scanner_contact_log": 1, "entries": [entry]}))
    assert run("log", "import", file, **state).returncode == 0
    listed = run("log", "list", **state).stdout
    assert "\x1b" not in listed
    assert "U+001B" in listed
    assert "U+202E" in listed


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_without_options_it_asks_a_person_at_a_terminal(state: dict[str, str]) -> None:
    """One thing after another; Enter leaves a field empty."""
    master, terminal = pty.openpty()
    environment = {**os.environ, **state, "SMS_SCANNER_LANG": "en"}
    process = subprocess.Popen(
        [sys.executable, "-m", "scanner", "log", "add"],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
    )  # fmt: skip
    os.write(master, b"2026-03-14 09:30\nn\n\n13800000001\nLi\n\n\n\npays back\n\n")
    said, _ = process.communicate(timeout=60)
    os.close(master)
    os.close(terminal)
    assert process.returncode == 0, said
    listed = subprocess.run(
        [sys.executable, "-m", "scanner", "log", "list"],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "I called" in listed
    assert "13800000001" in listed
    assert "Staff name: Li" in listed


def test_a_noted_call_stands_in_the_next_report_beside_its_message(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """Not beside another of the same text, and not in a report made without the history."""
    body = "【招联消费金融】您的借款已逾期12天，请尽快还款。"
    senders = ("106900001234", "106900001235")
    lines = [json.dumps({"address": address, "body": body}) for address in senders]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    key = Message(message_id="1", address=senders[0], body=body).message_key
    run("log", "add", "--message", key, "--staff-name", "王经理", **state)
    scan = ("scan", "--input", "in.jsonl", "--sentences", "-o", "r.html")
    told = run(*scan, **state).stdout.split("\n\n")
    [about] = [paragraph for paragraph in told if "Call noted" in paragraph]
    assert "106900001234" in about
    assert "王经理" in about
    assert "王经理" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "王经理" not in run(*scan, "--no-history", **state).stdout
    assert "王经理" not in (tmp_path / "r.html").read_text(encoding="utf-8")
