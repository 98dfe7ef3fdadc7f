"""`watch` from a person's chair."""

import os
import signal
import subprocess
import sys
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


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_phone_is_scanned_when_it_is_there_and_its_news_told(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """Then it waits on, until it is told to end, and ends in peace."""
    message = StoredSms(id=1, address="17000000417", body=FORGED, date=1_760_000_000_000)
    _, server = connect("android-14", messages=[message])
    config = tmp_path / "config.toml"
    config.write_text("[notices]\ndesktop = false\n", encoding="utf-8")
    state = {"SMS_SCANNER_STATE": str(tmp_path / "state"), "SMS_SCANNER_CONFIG": str(config)}
    process = subprocess.Popen(
        [sys.executable, "-m", "scanner", "--lang", "en", "watch"],
        env={**os.environ, **state, **server},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("New messages about debts: 1; likely forged 1")
    assert process.stdout.readline().startswith("Report: ")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert errors.splitlines() == ["Waiting for phones. Ctrl-C ends this.", "No longer waiting."]
    assert "done" in run("history", "list", **state).stdout
