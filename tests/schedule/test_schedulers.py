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
import xmlschema

from scanner.schedule.cron import crontab, in_crontab
from scanner.schedule.launchd import Launchd
from scanner.schedule.plan import Plan, at, every
from scanner.schedule.scheduler import Job, Role, SchedulerError, run
from scanner.schedule.systemd import Systemd
from scanner.schedule.task_scheduler import TaskScheduler, task_xml

TWICE = at("09:00,21:30")
SCHEMA = Path(__file__).parent / "task.xsd"
ODD = 'a "b" $HOME 100% \\ c'
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def job(
    *arguments: str, environment: dict[str, str] | None = None, plan: Plan | None = TWICE
) -> Job:
    """Return a job at 09:00 and 21:30, or one that runs all the time."""
    return Job(
        plan=plan,
        command=(sys.executable, *arguments),
        tidy=(sys.executable, "tidy", *arguments),
        log=Path("/tmp/a log/scan.log"),
        environment=environment or {},
    )


PLANS: list[tuple[Role, Plan | None]] = [("scan", TWICE), ("watch", None)]


@needs_systemd
@pytest.mark.parametrize(("role", "plan"), PLANS)
def test_systemd_takes_the_units_as_they_are(tmp_path: Path, role: Role, plan: Plan | None) -> None:
    """`systemd-analyze verify` finds nothing to complain about."""
    odd = job("-m", "scanner", ODD, environment={"SMS_SCANNER_X": ODD}, plan=plan)
    files = Systemd(role, tmp_path).files(odd)
    assert len(files) == (2 if role == "scan" else 1)
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
    files = Systemd(config_home=tmp_path).files(
        Job(plan=plan, command=("/bin/true",), log=Path("x"))
    )
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
    service, timer = (
        Systemd(config_home=tmp_path).files(job(ODD, environment={"X": "$1%"})).values()
    )
    assert "\nSuccessExitStatus=75\n" in service
    assert r'"a \"b\" $$HOME 100%% \\ c"' in service
    assert '\nEnvironment="X=$1%%"\n' in service
    assert "\nPersistent=true\n" in timer
    assert r'"tidy" "a \"b\" $$HOME 100%% \\ c"' in service.partition("\nExecStopPost=-")[2]
    assert "PrivateDevices" not in service


def test_a_watch_is_started_again_unless_the_settings_are_wrong(tmp_path: Path) -> None:
    """By each system in its own words; from log-in on."""
    [service] = Systemd("watch", tmp_path).files(job(plan=None)).values()
    assert "\nRestart=on-failure\n" in service
    assert "\nRestartPreventExitStatus=2 4\n" in service
    assert service.endswith("\n[Install]\nWantedBy=default.target\n")
    [text] = Launchd("watch", tmp_path).files(job(plan=None)).values()
    agent = plistlib.loads(text.encode())
    assert agent["Label"].endswith(".watch")
    assert agent["RunAtLoad"]
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert "StartCalendarInterval" not in agent
    assert crontab(job("watch", plan=None)).startswith("@reboot ")


def test_launchd_gets_a_property_list_with_both_times(tmp_path: Path) -> None:
    """Read back by plistlib; arguments need no quoting there."""
    [(path, text)] = Launchd(agents=tmp_path).files(job(ODD, environment={"X": "1"})).items()
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
    assert TaskScheduler(folder=tmp_path).files(job()) == {
        tmp_path / "sms-scanner-task.xml": task_xml(job())
    }


@pytest.mark.parametrize("plan", [TWICE, None, every("15m")])
def test_the_task_is_valid_by_task_schedulers_schema(plan: Plan | None) -> None:
    """The part of it that a task of ours could use; and the schema refuses what is wrong."""
    schema = xmlschema.XMLSchema(SCHEMA)
    text = task_xml(job("-m", "scanner", ODD, plan=plan))
    schema.validate(text)
    assert ("<ExecutionTimeLimit>PT0S<" in text) == (plan is None)
    for wrong in (
        text.replace("IgnoreNew", "IgnoreOld"),
        text.replace("<Settings>", "<Settings><WakeUp>true</WakeUp>"),
        re.sub("(<StartBoundary>.*?>)(.*?)(<RandomDelay>.*?>)", r"\3\2\1", text, flags=re.DOTALL)
        if plan
        else text.replace("PT0S", "for ever"),
        text.replace("<Command>", "<Program>").replace("</Command>", "</Program>"),
    ):
        assert wrong != text
        assert not schema.is_valid(wrong)


def test_more_times_than_a_task_takes_become_one_that_repeats() -> None:
    """48 at most; a period is one trigger, and times of no period are refused with words."""
    assert task_xml(job(plan=every("30m"))).count("<CalendarTrigger>") == 48
    often = task_xml(job(plan=every("15m")))
    assert often.count("<CalendarTrigger>") == 1
    assert "<Interval>PT15M</Interval>" in often
    uneven = ",".join(f"{n // 2:02}:{15 if n % 2 else 0:02}" for n in range(48)) + ",23:59"
    with pytest.raises(SchedulerError, match="at most 48"):
        task_xml(job(plan=at(uneven)))
    assert task_xml(job(plan=None)).count("<LogonTrigger>") == 1


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
        Systemd(config_home=tmp_path).install(job())
    assert list(tmp_path.iterdir()) == []
    assert not Systemd(config_home=tmp_path).status().installed
    assert not Systemd(config_home=tmp_path).uninstall()


def test_units_are_taken_away_even_where_no_manager_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of ours stays behind."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    files = Systemd(config_home=tmp_path).files(job())
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert Systemd(config_home=tmp_path).uninstall()
    assert not any(path.exists() for path in files)


def test_what_a_program_of_the_system_complains_of_is_passed_on() -> None:
    """In its own words."""
    with pytest.raises(SchedulerError, match="as I said"):
        run("sh", "-c", "echo as I said >&2; exit 3")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for crontab is a shell script")
def test_lines_in_the_crontab_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they were printed; not those that are commented out, nor those of the other role."""
    program = tmp_path / "crontab"
    lines = tmp_path / "lines"
    program.write_text(f"#!/bin/sh\ncat {lines}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    scan = crontab(job("-m", "scanner", "schedule", "run"))
    lines.write_text(f"0 1 * * * backup\n{scan}")
    assert in_crontab("scan")
    assert not in_crontab("watch")
    lines.write_text("# " + scan.splitlines()[0])
    assert not in_crontab("scan")
    lines.write_text(crontab(job("-m", "scanner", "watch", "--hours", "12", plan=None)))
    assert (in_crontab("scan"), in_crontab("watch")) == (False, True)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert not in_crontab("scan")
