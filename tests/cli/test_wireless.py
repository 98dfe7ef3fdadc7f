"""`connect` and `pair` from a person's chair."""

import io
import json
from pathlib import Path

import pytest
import segno
from rich.console import Console
from support.command import Run

from scanner.cli.qr import qr_code
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.inbox.phone.server import private_server


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a memory of its own."""
    return {"XDG_STATE_HOME": str(tmp_path / "state")}


def test_a_phone_that_was_connected_once_is_scanned_later_without_naming_it(
    run: Run, tmp_path: Path, state: dict[str, str]
) -> None:
    """Through another adb server, as the next day; until it is forgotten."""
    with DemoPhone(PROFILES["android-14"]) as phone:
        with private_server() as server:
            port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
            outcome = run("connect", phone.address, **state, **port)
            assert outcome.returncode == 0, outcome.stderr
            assert f"Connected: Google Pixel 8 at {phone.address}" in outcome.stdout
        with private_server() as server:
            port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
            outcome = run("scan", "-o", tmp_path / "out", **state, **port)
            assert outcome.returncode == 0, outcome.stderr
            assert "0 messages read, proved" in outcome.stdout
        with private_server() as server:
            port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
            listed = json.loads(run("devices", "--json", **state, **port).stdout)
            assert [entry["serial"] for entry in listed] == [phone.address]
            by_serial = run("scan", "-s", "DEMO0000", "-o", tmp_path / "out", **state, **port)
            assert by_serial.returncode == 0, by_serial.stderr
        with private_server() as server:
            port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
            outcome = run("connect", "--forget", "DEMO0000", **state, **port)
            assert "Forgotten: Google Pixel 8" in outcome.stdout
            assert run("scan", **state, **port).returncode == 75


def test_connect_without_an_address_tries_the_remembered_ones(
    run: Run, state: dict[str, str]
) -> None:
    """And says what to do where there is none in reach."""
    with private_server() as server, DemoPhone(PROFILES["android-14"]) as phone:
        port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
        nothing = run("connect", **state, **port)
        assert nothing.returncode == 2
        assert "sms-scanner pair" in nothing.stderr
        assert run("connect", phone.address, **state, **port).returncode == 0
        assert phone.address in run("connect", **state, **port).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["connect", "127.0.0.1:1"], 75, "Wireless debugging"),
        (["connect", "1.2.3.4:999999"], 2, "not an address"),
        (["connect", "--forget", "nobody"], 2, "nobody"),
        (["pair", "127.0.0.1:1", "--code", "123456"], 75, "No phone waits for pairing"),
        (["pair", "127.0.0.1:1", "--code", "12"], 2, "six digits"),
        (["pair", "192.168.1.20"], 2, "port is missing"),
        (["pair"], 75, "Pair with a code instead"),
    ],
)
def test_what_fails_is_told_with_the_next_step(
    run: Run, state: dict[str, str], arguments: list[str], code: int, words: str
) -> None:
    """By a server that looks for no phones; no traceback, nothing on stdout."""
    with private_server() as server:
        outcome = run(*arguments, ANDROID_ADB_SERVER_PORT=str(server.port), **state)
    assert outcome.returncode == code
    assert words in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""


def test_a_phone_that_asks_its_owner_is_told_and_not_remembered(
    run: Run, tmp_path: Path, state: dict[str, str]
) -> None:
    """It is reached, but not ready."""
    with private_server() as server, DemoPhone(PROFILES["unauthorised"]) as phone:
        port = {"ANDROID_ADB_SERVER_PORT": str(server.port)}
        outcome = run("connect", phone.address, **state, **port)
    assert outcome.returncode == 75
    assert "Allow USB debugging" in outcome.stderr
    assert not (tmp_path / "state" / "sms-scanner").exists()


def test_the_drawn_code_holds_every_module_with_a_quiet_zone_dark_on_light() -> None:
    """Read back from the half blocks, it is the code that segno computed for the text."""
    content = "WIFI:T:ADB;S:sms-scanner-abcdefghij;P:abcdefghijkl;;"
    drawn = qr_code(content)
    rows: list[list[int]] = []
    for line in drawn.plain.splitlines():
        rows.append([int(character in "▀█") for character in line])
        rows.append([int(character in "▄█") for character in line])
    expected = [list(map(int, row)) for row in segno.make(content, micro=False).matrix]
    size = len(expected)
    assert [row[4 : 4 + size] for row in rows[4 : 4 + size]] == expected
    assert not any(any(row) for row in rows[:4] + rows[4 + size :])
    assert not any(any(row[:4] + row[4 + size :]) for row in rows)
    terminal = io.StringIO()
    Console(file=terminal, force_terminal=True, color_system="truecolor").print(drawn)
    assert "\x1b[38;2;0;0;0;48;2;255;255;255m" in terminal.getvalue()
