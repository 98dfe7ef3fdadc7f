"""`complain` from a person's chair: from a scan in the history, and from a file."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import Run

from scanner.demo_phone.provider import StoredSms

Connect = Callable[..., tuple[list, dict[str, str]]]
NIGHT_MS = 1_775_144_400_000  # 2026-04-02T23:40:00+08:00
BODY = "【招联消费金融】您的借款已逾期12天，请尽快还款，详询客服。"
BILL = "【招联消费金融】您4月应还1,208.33元，还款日4月12日。"


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a person who has never scanned."""
    return {"SMS_SCANNER_STATE": str(tmp_path / "state")}


def key_of(report: Path) -> str:
    """Return the id that the report shows beside the message, as a person reads it there."""
    text = report.read_text(encoding="utf-8")
    [key] = set(re.findall(r'data-calls="([0-9a-f]{16})"', text))
    return key


def test_a_message_of_the_last_scan_becomes_a_pack_with_the_log(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """Chosen by the first digits of the id in the report; times in the phone's own zone."""
    stored = [
        StoredSms(id=1, address="106900001234", body=BODY, date=NIGHT_MS),
        StoredSms(id=2, address="13800000001", body="see you", date=NIGHT_MS),
    ]
    _, server = connect("android-14", messages=stored)
    assert run("scan", "-o", "r.html", **state, **server).returncode == 0
    key = key_of(tmp_path / "r.html")
    run("log", "add", "--message", key[:6], "--staff-name", "王经理", **state)
    run("log", "add", "--note", "about no message", **state)
    outcome = run("complain", key[:6], "-o", "pack", "--entry", "2", "--region", "CN", **state)
    assert outcome.returncode == 0, outcome.stderr
    pack = tmp_path / "pack"
    assert (pack / "messages" / f"01-{key}.txt").read_text(encoding="utf-8") == BODY
    [message] = json.loads((pack / "messages.json").read_text(encoding="utf-8"))["messages"]
    assert message["message"]["received_at"] == "2026-04-02T23:40:00+08:00"
    assert message["violations"] == ["quiet_hours"]
    text = (pack / "texts" / "cn-12378.txt").read_text(encoding="utf-8")
    assert BODY in text
    assert "王经理" in text
    assert "about no message" in text
    page = (pack / "complaint.html").read_text(encoding="utf-8")
    assert "proved whole" in page
    assert "Google Pixel 8" in page
    proof = json.loads((pack / "acquisition.json").read_text(encoding="utf-8"))
    assert proof["completeness"] == "proved"
    assert proof["scan"] == 1
    for line in (pack / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((pack / name).read_bytes()).hexdigest() == digest
    again = run("complain", key, "-o", "pack", **state)
    assert again.returncode == 2
    assert "there already" in again.stderr


def test_a_message_of_a_pulled_inbox_brings_its_proof_and_the_sum_of_the_file(
    run: Run, connect: Connect, state: dict[str, str], tmp_path: Path
) -> None:
    """Also on a computer that never scanned; the earlier bill that bears witness is quoted."""
    day = 86_400_000
    stored = [
        StoredSms(id=1, address="106900001234", body=BILL, date=NIGHT_MS),
        StoredSms(
            id=2,
            address="106900001234",
            body="【招联消费金融】您4月应还1,208.33元已逾期2天，请尽快还清。",
            date=NIGHT_MS + 12 * day,
        ),
    ]
    _, server = connect("android-14", messages=stored)
    assert run("pull", "-o", "inbox.jsonl", **state, **server).returncode == 0
    lines = run("classify", "inbox.jsonl", **state).stdout.splitlines()
    key = json.loads(lines[-1] if "overdue" in lines[-1] else lines[0])["message_key"]
    outcome = run("complain", key, "--input", "inbox.jsonl", "-o", "c.zip", **state)
    assert outcome.returncode == 0, outcome.stderr
    with zipfile.ZipFile(tmp_path / "c.zip") as packed:
        page = packed.read("c/complaint.html").decode()
    assert hashlib.sha256((tmp_path / "inbox.jsonl").read_bytes()).hexdigest() in page
    assert "have the SHA-256 that was noted when they were pulled" in page
    assert BILL in page
    assert not (tmp_path / "state" / "history.sqlite").exists()


def test_mistakes_are_told_and_nothing_is_written(
    run: Run, state: dict[str, str], tmp_path: Path
) -> None:
    """An id that is none, one that nobody knows, a channel that does not exist."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"body": BODY}) + "\n", encoding="utf-8")
    for arguments in (
        ("xyz",),
        ("0123456789abcdef",),
        ("0123", "--input", "in.jsonl"),
        ("0123", "--input", "missing.jsonl"),
        ("0123", "--to", "nobody"),
    ):
        outcome = run("complain", *arguments, **state)
        assert outcome.returncode == 2, arguments
        assert "Traceback" not in outcome.stderr
        assert outcome.stderr
    assert [p for p in tmp_path.iterdir() if "complaint" in p.name] == []
