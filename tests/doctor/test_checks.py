"""Each obstacle of the demo phone is found by the check that is for it, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.doctor.bench import Bench
from scanner.doctor.model import Result
from scanner.doctor.runner import CHECKS, examine
from scanner.inbox.phone.server import AdbServer, private_server

Examine = Callable[..., dict[str, Result]]


def failures(results: dict[str, Result]) -> dict[str, int]:
    """Return the exit code of each check that failed."""
    return {name: result.exit_code for name, result in results.items() if result.exit_code}


@pytest.mark.parametrize(
    "profile", ["android-14", "android-10", "no-shell-v2", "odd-bytes", "expressions-refused"]
)
def test_a_phone_without_obstacles_passes_every_check(results: Examine, profile: str) -> None:
    """And every check was done."""
    found = results(profile)
    assert list(found) == [check.name for check in CHECKS]
    assert failures(found) == {}
    assert found["row-probe"].fields == {"count": 3}
    assert {name for name, r in found.items() if r.status == "skipped"} == {"usb-permission"}


@pytest.mark.parametrize(
    ("profile", "failing", "words"),
    [
        ("unauthorised", {"authorisation": 75}, "Allow USB debugging"),
        ("offline", {"phone-state": 75}, "pull the cable out"),
        ("android-9", {"shell-permission": 2, "row-probe": 2}, "sms-scanner scan --input FILE"),
        ("denied", {"shell-permission": 2, "row-probe": 2}, "sms-scanner scan --input FILE"),
        ("denied-reading", {"shell-permission": 2, "row-probe": 2}, "let it make a backup"),
        ("plain-only", {"row-probe": 2}, "sms-scanner scan --plain"),
        ("silently-empty", {"app-op": 2, "row-probe": 2}, "com.android.shell"),
    ],
)
def test_each_obstacle_fails_its_check_with_a_way_out(
    results: Examine, profile: str, failing: dict[str, int], words: str
) -> None:
    """75 where the phone only has to be made ready, else 2; what depends on it is not tried."""
    found = results(profile)
    assert failures(found) == failing
    assert words in " ".join(found[name].fix for name in failing)
    if 75 in failing.values():
        assert found["row-probe"].status == "skipped"


def test_an_inbox_without_messages_is_told_but_no_failure(results: Examine, tmp_path: Path) -> None:
    """The phone counted them: it is known to be empty, not thought to be."""
    from scanner.demo_phone.phone import DemoPhone
    from scanner.demo_phone.profiles import PROFILES

    with DemoPhone(PROFILES["android-14"]) as phone, private_server() as server:
        server.connect(phone.address)
        with Bench(server=server, output=tmp_path) as bench:
            found = {f.check.name: f.result for f in examine(bench, ["row-probe"])}
    assert (found["row-probe"].status, found["row-probe"].exit_code) == ("note", 0)
    assert "0 messages" in found["row-probe"].message


def test_xiaomis_filter_of_service_numbers_shows_in_its_app_op(results: Examine) -> None:
    """It hides what this tool is about, so it is told, though nothing fails."""
    found = results("miui-service-filter")
    assert found["vendor-filters"].status == "note"
    assert "service numbers" in found["vendor-filters"].message
    assert "通知类短信" in found["vendor-filters"].fix
    assert failures(found) == {}
    assert results("miui-blocked")["vendor-filters"].status == "ok"


@pytest.mark.parametrize(
    ("properties", "word"),
    [
        ((("ro.build.version.oplusrom", "V14"),), "permission monitoring"),
        ((("ro.vivo.os.build.display.id", "OriginOS 4"),), "MMS"),
        ((("ro.build.version.emui", "EmotionUI_12"),), "HDB Interface"),
        ((("ro.build.version.magic", "8.0"),), "HDB Interface"),
        ((("ro.build.version.oneui", "60101"),), "Auto Blocker"),
    ],
)
def test_what_is_known_of_a_makers_system_comes_with_its_source(
    results: Examine, properties: tuple[tuple[str, str], ...], word: str
) -> None:
    """By the phone's own properties."""
    found = results("android-14", ("vendor-filters",), properties=properties)["vendor-filters"]
    assert word in " ".join(known.message for known in found.notes)
    assert all(known.source.startswith("https://") for known in found.notes)


def test_without_a_phone_only_its_absence_fails(adb_server: AdbServer, tmp_path: Path) -> None:
    """With the reasons why phones of some makers do not show up."""
    with Bench(server=adb_server, output=tmp_path) as bench:
        found = {f.check.name: f.result for f in examine(bench)}
    assert failures(found) == {"phone": 75}
    assert "USB debugging" in found["phone"].fix
    assert any("HarmonyOS NEXT" in known.message for known in found["phone"].notes)
    assert "row-probe" not in found  # there is no phone to try it on


def test_a_serial_that_is_not_there_is_named(adb_server: AdbServer, tmp_path: Path) -> None:
    """Beside those that are."""
    with Bench(server=adb_server, serial="R58N", output=tmp_path) as bench:
        [found] = [f.result for f in examine(bench, ["phone"]) if f.check.name == "phone"]
    assert found.exit_code == 75


def test_an_adb_that_does_not_run_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What depends on its server is not tried, the folders are."""
    monkeypatch.setenv("ADBUTILS_ADB_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", "1")
    with Bench(output=tmp_path) as bench:
        found = {f.check.name: f.result for f in examine(bench)}
    assert failures(found) == {"adb-binary": 75, "adb-server": 75}
    assert found["adb-binary"].fields["path"] == str(tmp_path / "none")
    assert found["phone"].status == "skipped"
    assert found["output-folder"].status == found["state-folder"].status == "ok"


def test_a_rule_with_a_typo_and_a_folder_that_is_none_fail_alone(tmp_path: Path) -> None:
    """Each by its own check."""
    folder = tmp_path / "mine" / "signals"
    folder.mkdir(parents=True)
    (folder / "my-rule.toml").write_text('id = "my-rule"\nwieght = 3.0\n')
    with Bench(output=Path("/dev/null/x"), user_rules=tmp_path / "mine") as bench:
        found = {f.check.name: f.result for f in examine(bench, ["rules", "output-folder"])}
    assert failures(found) == {"rules": 2, "output-folder": 2}
    assert set(found) == {"rules", "output-folder"}  # nothing that was not asked for


@pytest.fixture
def adb_server() -> AdbServer:
    """Return a private adb server with nothing connected, closed at the end."""
    with private_server() as server:
        yield server  # type: ignore[misc]
