"""Under a real systemd: a timer that fires, a watch that stays, and whose adb server it is."""

from __future__ import annotations

import json
import random
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.user_manager import UserManager, user_manager, why_not

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.inbox.phone.connection import Talk
from scanner.inbox.phone.server import AdbServer

REASON = why_not()
pytestmark = [pytest.mark.skipif(bool(REASON), reason=REASON), pytest.mark.timeout(300)]
SCANNER = (sys.executable, "-m", "scanner")
NOW = "[Timer]\nOnCalendar=*:*:0/2\nRandomizedDelaySec=0\nAccuracySec=100ms\n"


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(server: AdbServer) -> None:
    """Stop a server."""
    with server.talk() as talk:
        talk.request("host:kill")


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds."""
    ends_at = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends_at, "it never came true"
        time.sleep(0.05)


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens on, for an adb server."""
    while listens(port := random.randrange(15_000, 30_000)):
        pass
    return port


@pytest.fixture
def manager(tmp_path: Path, port: int) -> Iterator[UserManager]:
    """Return a user manager, and an environment in which a scan starts an adb server of its own."""
    (tmp_path / "config.toml").write_text("[notices]\ndesktop = false\n")
    with user_manager(tmp_path) as running:
        running.environment |= {
            "SMS_SCANNER_STATE": str(tmp_path / "state"),
            "SMS_SCANNER_CONFIG": str(tmp_path / "config.toml"),
            "ANDROID_ADB_SERVER_PORT": str(port),
            **dict.fromkeys(("ADB_USB", "ADB_EMU", "ADB_MDNS"), "0"),
        }
        yield running


def install(manager: UserManager) -> None:
    """Install the schedule; its timer is still far from its time."""
    outcome = manager.run(*SCANNER, "schedule", "install", "--every", "12h")
    assert outcome.returncode == 0, outcome.stderr
    assert "Scans run daily at 09:00, 21:00, by systemd." in outcome.stdout
    assert "enable-linger" in outcome.stderr


def test_a_timer_fires_and_an_absent_phone_is_no_failure(
    manager: UserManager, tmp_path: Path, port: int
) -> None:
    """Again and again; installing twice leaves one; `status` tells; nothing is left at the end."""
    install(manager)
    install(manager)
    assert manager.property_of("sms-scanner.timer", "Persistent") == "yes"
    status = manager.run(*SCANNER, "schedule", "status").stdout
    assert re.search(r"^Next run: \w+ 20..-..-.. (09|21):0[0-5]:", status, re.MULTILINE), status
    dropped = tmp_path / "config" / "systemd" / "user" / "sms-scanner.timer.d"
    dropped.mkdir()
    (dropped / "now.conf").write_text(NOW)
    manager.run("systemctl", "--user", "daemon-reload")
    manager.run("systemctl", "--user", "restart", "sms-scanner.timer")

    def runs() -> list[dict[str, object]]:
        """Return what is in the history."""
        history = tmp_path / "state" / "history.sqlite"
        query = "SELECT outcome, reason, scheduled FROM scans"
        return json.loads(
            manager.run(
                "python3",
                "-c",
                f"""
import json, sqlite3, pathlib
p = pathlib.Path({str(history)!r})
print(json.dumps(sqlite3.connect(p).execute({query!r}).fetchall() if p.exists() else []))
""",
            ).stdout
            or "[]"
        )

    wait_for(lambda: len(runs()) >= 2)
    manager.run("systemctl", "--user", "stop", "sms-scanner.timer")
    wait_for(lambda: manager.property_of("sms-scanner.service", "ActiveState") == "inactive")
    assert runs()[0] == ["skipped", "phone-not-ready", 1]
    assert manager.property_of("sms-scanner.service", "Result") == "success"
    assert manager.property_of("sms-scanner.service", "ExecMainStatus") == "75"
    status = manager.run(*SCANNER, "schedule", "status").stdout
    assert "Last exit code: 75" in status
    assert "It read nothing: No phone is connected." in status
    assert manager.processes_of("sms-scanner.service") == []
    assert not listens(port)
    assert "no longer run" in manager.run(*SCANNER, "schedule", "uninstall").stdout
    assert "No scans were scheduled" in manager.run(*SCANNER, "schedule", "uninstall").stdout
    assert list((tmp_path / "config" / "systemd" / "user").rglob("*.timer")) == []


def test_a_server_that_ran_before_is_never_stopped(
    manager: UserManager, port: int, tmp_path: Path
) -> None:
    """Nor are its devices disturbed."""
    install(manager)
    with DemoPhone(PROFILES["android-14"]) as phone:
        started = manager.run(sys.executable, "-c", START, port)
        assert started.returncode == 0, started.stderr
        server = AdbServer("127.0.0.1", port)
        try:
            server.connect(phone.address)
            with Talk("127.0.0.1", port, 60) as other:
                other.request("host:track-devices")
                other.read_block()
                manager.run("systemctl", "--user", "start", "sms-scanner.service")
                assert manager.property_of("sms-scanner.service", "ExecMainStatus") == "0"
                assert not other.comes_within(0.5)  # nothing changed for the other program
            assert server.list_lines() == [f"{phone.address}\tdevice"]
        finally:
            end(server)


START = """
import subprocess, sys
from scanner.inbox.phone.binary import find_adb
subprocess.run([find_adb().path, "-P", sys.argv[1], "start-server"], check=True)
"""


def remember(manager: UserManager, phone: DemoPhone, port: int) -> None:
    """Let later scans reach a phone over the network; no server is left running."""
    outcome = manager.run(*SCANNER, "connect", phone.address)
    assert outcome.returncode == 0, outcome.stderr
    end(AdbServer("127.0.0.1", port))
    wait_for(lambda: not listens(port))


def test_our_server_stays_for_another_program_and_is_then_no_longer_ours(
    manager: UserManager, port: int
) -> None:
    """A client that came while we scanned keeps its connection; later runs leave the server be."""
    install(manager)
    with DemoPhone(PROFILES["slow"]) as phone, DemoPhone(PROFILES["android-14"]) as another:
        remember(manager, phone, port)
        manager.run("systemctl", "--user", "start", "--no-block", "sms-scanner.service")
        wait_for(lambda: listens(port))
        with Talk("127.0.0.1", port, 100) as other:
            other.request("host:track-devices")
            other.read_block()
            wait_for(
                lambda: manager.property_of("sms-scanner.service", "ActiveState") == "inactive"
            )
            assert listens(port)
            server = AdbServer("127.0.0.1", port)
            server.connect(another.address)
            while another.address not in other.read_block():  # its stream is still alive
                pass
            manager.run("systemctl", "--user", "start", "sms-scanner.service")
            assert manager.property_of("sms-scanner.service", "ExecMainStatus") == "0"
            assert f"{another.address}\tdevice" in server.list_lines()
        manager.run("systemctl", "--user", "start", "sms-scanner.service")
        assert listens(port)
        end(server)


def test_a_scan_that_is_killed_leaves_no_orphan(
    manager: UserManager, port: int, tmp_path: Path
) -> None:
    """SIGKILL, as from a lack of memory, while its server runs: ExecStopPost ends the server."""
    install(manager)
    with DemoPhone(PROFILES["slow"]) as phone:
        remember(manager, phone, port)
        manager.run("systemctl", "--user", "start", "--no-block", "sms-scanner.service")
        wait_for((tmp_path / "state" / "adb-server.json").exists)
        assert listens(port)
        manager.run(
            "systemctl", "--user", "kill", "-s", "KILL", "--kill-whom=main", "sms-scanner.service"
        )
        wait_for(lambda: manager.property_of("sms-scanner.service", "ActiveState") == "failed")
    assert manager.property_of("sms-scanner.service", "ExecMainStatus") == "9"
    wait_for(lambda: not manager.processes_of("sms-scanner.service"), 10)
    assert not listens(port)


def test_a_watch_scans_what_is_plugged_in_and_ends_with_its_server(
    manager: UserManager, port: int, tmp_path: Path
) -> None:
    """Installed as a service, then taken away."""
    outcome = manager.run(*SCANNER, "watch", "install", "--hours", "6")
    assert outcome.returncode == 0, outcome.stderr
    wait_for(lambda: listens(port))
    status = manager.run(*SCANNER, "watch", "status").stdout
    assert "Installed: yes\nRunning: yes\n" in status
    sms = StoredSms(id=1, address="95588", body="see you at eight", date=1_760_000_000_000)
    with DemoPhone(PROFILES["android-14"], [sms]) as phone:
        AdbServer("127.0.0.1", port).connect(phone.address)
        wait_for(lambda: list((tmp_path / "state" / "reports").glob("*.html")))
        ask = (*SCANNER, "watch", "status")
        wait_for(lambda: re.search(r"Last success: \d", manager.run(*ask).stdout))
    assert "no longer waited for" in manager.run(*SCANNER, "watch", "uninstall").stdout
    wait_for(lambda: not listens(port))
    assert manager.processes_of("sms-scanner-watch.service") == []
    assert "Installed: no" in manager.run(*SCANNER, "watch", "status").stdout
