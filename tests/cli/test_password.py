"""The password of an encrypted backup: asked for without echo, tried again, told when wrong."""

import os
import sys
import time
from pathlib import Path

import pytest
from support.backups import android_backup, columns, telephony_files
from support.command import Run

pty = pytest.importorskip("pty", reason="terminals of other systems are opened otherwise")

SECRET = "g3heim-密码"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return an encrypted backup with one message."""
    path = tmp_path / "backup.ab"
    path.write_bytes(android_backup(telephony_files([columns(1, "催收")]), password=SECRET))
    return path


def typed(arguments: list[str], *answers: str) -> tuple[int, str]:
    """Run the command in a terminal and type an answer at each question: (exit code, screen)."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-m", "scanner", "--lang", "en", *arguments])
    screen, pending = "", list(answers)
    asked = 0
    while True:
        try:
            screen += os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # it has ended
            break
        if screen.count("(not shown)") > asked and pending:
            asked += 1
            time.sleep(0.2)  # until echo is off
            os.write(terminal, f"{pending.pop(0)}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), screen


def test_the_password_is_asked_for_without_echo_and_again_when_wrong(
    backup: Path, tmp_path: Path
) -> None:
    """What is typed is never on the screen."""
    output = tmp_path / "out"
    code, screen = typed(["pull", "-i", str(backup), "-o", str(output)], "wr0ng", SECRET)
    assert code == 0, screen
    assert "does not open it" in screen
    assert SECRET not in screen
    assert "wr0ng" not in screen
    assert "催收" in output.read_text(encoding="utf-8")


def test_three_wrong_passwords_are_enough(backup: Path, tmp_path: Path) -> None:
    """Then it is told, and nothing is left behind."""
    output = tmp_path / "out"
    code, screen = typed(["pull", "-i", str(backup), "-o", str(output)], "a", "b", "c")
    assert code == 2
    assert "The password does not open" in screen
    assert not output.exists()


def test_without_a_terminal_nobody_is_asked(run: Run, backup: Path, tmp_path: Path) -> None:
    """As in a schedule: words, not a wait for ever; the environment may hold it."""
    outcome = run("pull", "-i", backup, "-o", tmp_path / "out")
    assert outcome.returncode == 2
    assert "SMS_SCANNER_PASSWORD" in outcome.stderr
    outcome = run("classify", backup, SMS_SCANNER_PASSWORD=SECRET)
    assert outcome.returncode == 0, outcome.stderr
    assert '"message_id": "1"' in outcome.stdout
