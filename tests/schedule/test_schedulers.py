"""What each system's scheduler is given, checked by that system's own means where they are here."""

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from scanner.schedule.cron import crontab
from scanner.schedule.launchd import Launchd
from scanner.schedule.plan import at, every
from scanner.schedule.scheduler import Job, SchedulerError, run
from scanner.schedule.systemd import Systemd
from scanner.schedule.task_scheduler import TaskScheduler, task_xml

ODD = 'a "b" $HOME 100% \\ c'
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def job(*arguments: str, environment: dict[str, str] | None = None) -> Job:
    """Return a job at 09:00 and 21:30."""
    return Job(
        plan=at("09:00,21:30"),
        command=(sys.executable, *arguments),
        log=Path("/tmp/a log/scan.log"),
        environment=environment or {},
    )


@needs_systemd
def test_systemd_takes_the_units_as_they_are(tmp_path: Path) -> None:
    """`systemd-analyze verify` finds nothing to complain about."""
    files = Systemd(tmp_path).files(job("-m", "scanner", ODD, environment={"SMS_SCANNER_X": ODD}))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    outcome = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *map(str, files)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    words = [line for line in outcome.stderr.splitlines() if "sms-scanner" in line]
    assert (outcome.returncode, words) == (0, []), outcome.stderr


@needs_systemd
@pytest.mark.parametrize("period", ["15m", "1h", "12h", "1d"])
def test_systemd_understands_every_time_of_the_timer(tmp_path: Path, period: str) -> None:
    """Each one elapses once a day, at the time that was meant."""
    plan = every(period)
    files = Systemd(tmp_path).files(Job(plan=plan, command=("/bin/true",), log=Path("x")))
    timer = next(text for path, text in files.items() if path.suffix == ".timer")
    times = re.findall(r"^OnCalendar=(.*)$", timer, re.MULTILINE)
    assert len(times) == len(plan.times)
    outcome = subprocess.run(
        ["systemd-analyze", "calendar", *times], capture_output=True, encoding="utf-8", check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    for time in plan.times:
        assert f"Normalized form: *-*-* {time:%H:%M}:00" in outcome.stdout


def test_an_absent_phone_is_no_failure_for_systemd(tmp_path: Path) -> None:
    """75 counts as success; missed runs are made up for; odd words stay one argument each."""
    service, timer = Systemd(tmp_path).files(job(ODD, environment={"X": "$1%"})).values()
    assert "\nSuccessExitStatus=75\n" in service
    assert r'"a \"b\" $$HOME 100%% \\ c"' in service
    assert '\nEnvironment="X=$1%%"\n' in service
    assert "\nPersistent=true\n" in timer
    assert "PrivateDevices" not in service


def test_launchd_gets_a_property_list_with_both_times(tmp_path: Path) -> None:
    """Read back by plistlib; arguments need no quoting there."""
    [(path, text)] = Launchd(tmp_path).files(job(ODD, environment={"X": "1"})).items()
    agent = plistlib.loads(text.encode())
    assert path.stem == agent["Label"]
    assert agent["ProgramArguments"] == [sys.executable, ODD]
    assert agent["StartCalendarInterval"] == [{"Hour": 9, "Minute": 0}, {"Hour": 21, "Minute": 30}]
    assert agent["EnvironmentVariables"] == {"X": "1"}
    assert PurePosixPath(agent["StandardOutPath"]).is_absolute()


def test_windows_gets_a_task_in_the_order_of_its_schema(tmp_path: Path) -> None:
    """Task Scheduler refuses elements in another order than its schema's sequences."""
    text = task_xml(job("-m", "scanner", "with blank"))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    task = ET.fromstring(text.encode("utf-16") if "utf-16" in text[:60].lower() else text)
    assert [child.tag.removeprefix(space) for child in task] == [
        "Triggers", "Principals", "Settings", "Actions",
    ]  # fmt: skip
    starts = [node.text or "" for node in task.iter(f"{space}StartBoundary")]
    assert [start[-8:] for start in starts] == ["09:00:00", "21:30:00"]
    settings = {node.tag.removeprefix(space): node.text for node in task.find(f"{space}Settings")}  # type: ignore[union-attr]
    assert settings["StartWhenAvailable"] == "true"
    assert settings["MultipleInstancesPolicy"] == "IgnoreNew"
    assert task.findtext(f".//{space}Command") == sys.executable
    assert task.findtext(f".//{space}Arguments") == '-m scanner "with blank"'
    assert TaskScheduler(tmp_path).files(job()) == {tmp_path / "task.xml": task_xml(job())}


def test_cron_gets_a_line_a_time_with_percent_signs_escaped() -> None:
    """The shell that cron starts reads the same arguments back."""
    first, second = crontab(job(ODD, environment={"X": "a b"})).splitlines()
    assert first.startswith("0 9 * * * X='a b' ")
    assert second.startswith("30 21 * * * ")
    assert "%" not in first.replace(r"\%", "")
    command = first.split(" ", 5)[5].replace(r"\%", "%").split(" >>")[0]
    command = command.replace(sys.executable, "printf '%s|'", 1)
    said = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=True)
    assert said.stdout == f"{ODD}|"


def test_without_a_user_manager_nothing_is_written_and_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here because `systemctl` is nowhere to be found."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(SchedulerError, match="systemctl"):
        Systemd(tmp_path).install(job())
    assert list(tmp_path.iterdir()) == []
    assert not Systemd(tmp_path).status().installed
    assert not Systemd(tmp_path).uninstall()


def test_units_are_taken_away_even_where_no_manager_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of ours stays behind."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    files = Systemd(tmp_path).files(job())
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert Systemd(tmp_path).uninstall()
    assert not any(path.exists() for path in files)


def test_what_a_program_of_the_system_complains_of_is_passed_on() -> None:
    """In its own words."""
    with pytest.raises(SchedulerError, match="as I said"):
        run("sh", "-c", "echo as I said >&2; exit 3")
