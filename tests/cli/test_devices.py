"""`devices`: every phone that adb knows, in words, through a real adb server."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.command import Run

Connect = Callable[..., tuple[list, dict[str, str]]]


def test_ready_phones_are_listed_with_model_android_system_and_serial(
    run: Run, connect: Connect
) -> None:
    """The skin has its version, so that a person recognises the phone."""
    phones, environment = connect("android-10", "miui-blocked")
    outcome = run("devices", **environment)
    assert outcome.returncode == 0, outcome.stderr
    lines = outcome.stdout.splitlines()
    assert lines[0].split() == ["Phone", "Android", "System", "State", "Last", "scan", "Serial"]
    rows = {line.split()[-1]: line for line in lines[1:]}
    assert set(rows) == {phone.address for phone in phones}
    assert rows[phones[0].address].split()[:5] == ["Google", "Pixel", "3", "10", "ready"]
    assert "Xiaomi 2201123C" in rows[phones[1].address]
    assert "HyperOS 1.0" in rows[phones[1].address]


@pytest.mark.parametrize(
    ("profile", "state", "way_out"),
    [
        ("unauthorised", "unauthorized", "Allow USB debugging"),
        ("offline", "offline", "pull the cable out"),
    ],
)
def test_a_phone_that_is_not_ready_comes_with_its_state_and_a_way_out(
    run: Run, connect: Connect, profile: str, state: str, way_out: str
) -> None:
    """Beside a ready one, which keeps the exit code at 0; alone it is 75."""
    _, environment = connect(profile)
    alone = run("devices", **environment)
    assert alone.returncode == 75
    assert "not ready" in alone.stdout
    assert way_out in alone.stderr
    connect("android-14")
    both = run("devices", "--json", **environment)
    assert both.returncode == 0
    entries = {entry["state"]: entry for entry in json.loads(both.stdout)}
    assert entries[state]["ready"] is False
    assert way_out in entries[state]["fix"]
    assert entries["device"]["model"] == "Pixel 8"
    assert entries["device"]["problem"] is None


def test_without_a_phone_it_tells_how_to_connect_one(run: Run, connect: Connect) -> None:
    """The list is empty, also as JSON; the exit code is that of a phone that is absent."""
    _, environment = connect()
    outcome = run("devices", "--json", **environment)
    assert outcome.returncode == 75
    assert json.loads(outcome.stdout) == []
    assert "USB debugging" in outcome.stderr


def test_the_last_scan_of_a_phone_is_told(run: Run, connect: Connect, tmp_path: Path) -> None:
    """The last that succeeded, as the history has it; it makes no history where there is none."""
    [phone], environment = connect("android-14")
    environment |= {"SMS_SCANNER_STATE": str(tmp_path / "state")}
    [entry] = json.loads(run("devices", "--json", **environment).stdout)
    assert entry["last_scan_at"] is None
    assert not (tmp_path / "state").exists()
    assert run("scan", "-s", phone.address, **environment).returncode == 0
    [entry] = json.loads(run("devices", "--json", **environment).stdout)
    at = datetime.fromisoformat(entry["last_scan_at"])
    assert abs((datetime.now(UTC) - at).total_seconds()) < 600
    assert f"{at.astimezone():%b %Y, %H:%M}" in run("devices", **environment).stdout
