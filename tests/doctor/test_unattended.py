"""What runs while nobody looks: a schedule that fails and notices that cannot go are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.doctor.bench import Bench
from scanner.doctor.model import Result
from scanner.doctor.runner import CHECKS

SYSTEMCTL = """#!/bin/sh
case "$*" in
*timer*) echo "NextElapseUSecRealtime=Sat 2026-03-14 09:00:00 CST" ;;
*service*) echo "ExecMainStatus={code}"; echo "ExecMainExitTimestamp=Fri 2026-03-13 09:00:00 CST" ;;
esac
"""


def result_of(name: str) -> Result:
    """Do one check of the computer."""
    [check] = [check for check in CHECKS if check.name == name]
    assert check.of_computer
    with Bench() as bench:
        return check.of_computer(bench)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a computer with systemd and our timer; return its systemctl, still to be written."""
    units = tmp_path / "systemd" / "user"
    units.mkdir(parents=True)
    (units / "sms-scanner.timer").write_text("[Timer]\n")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr("scanner.doctor.unattended.this_system", lambda: "systemd")
    return tmp_path / "bin" / "systemctl"


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [(0, "note", "while you are logged in"), (75, "note", "logged in"), (2, "failed", "exit code")],
)
def test_a_schedule_is_judged_by_its_last_run(
    installed: Path, code: int, status: str, words: str
) -> None:
    """No phone is no failure; another exit code is, with where to look."""
    installed.write_text(SYSTEMCTL.format(code=code))
    installed.chmod(0o755)
    result = result_of("schedule")
    assert result.status == status
    assert words in result.message
    assert status != "failed" or "schedule status" in result.fix


def test_a_timer_without_its_manager_is_told(installed: Path) -> None:
    """The user's systemd does not run, so neither does the scan."""
    installed.write_text("#!/bin/sh\nexit 1\n")
    installed.chmod(0o755)
    result = result_of("schedule")
    assert (result.status, result.exit_code) == ("note", 0)
    assert "not running" in result.message


def test_no_schedule_is_nothing_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most people have none."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("scanner.doctor.unattended.this_system", lambda: "systemd")
    assert result_of("schedule").status == "ok"
    monkeypatch.setattr("scanner.doctor.unattended.this_system", lambda: "cron")
    assert "crontab" in result_of("schedule").fix


@pytest.mark.parametrize(
    ("settings", "status", "words"),
    [
        ("[notices]\ndesktop = false\n", "note", "No notices can be sent"),
        ('[notices]\npush = ["ntfy://localhost/x"]\n', "ok", "push"),
        ('[notices]\npush = ["nonsense"]\n', "failed", "not one that Apprise knows"),
        ("[notices]\nnoise = 1\n", "failed", "hold a mistake"),
        ("[notices", "failed", "not TOML"),
    ],
)
def test_notices_are_judged_by_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, status: str, words: str
) -> None:
    """Without sending one."""
    path = tmp_path / "config.toml"
    path.write_text(settings)
    monkeypatch.setenv("SMS_SCANNER_CONFIG", str(path))
    result = result_of("notifier")
    assert result.status == status
    assert words in f"{result.message} {result.fields}"
