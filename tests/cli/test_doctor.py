"""`doctor` from a person's chair."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import Run

from scanner.doctor.runner import CHECKS

Connect = Callable[..., tuple[list, dict[str, str]]]


@pytest.mark.parametrize(
    ("profile", "code", "end"),
    [
        ("android-14", 0, "Nothing is in the way of a scan."),
        ("unauthorised", 75, "In the way of a scan: authorisation."),
        ("silently-empty", 2, "In the way of a scan: app-op, row-probe."),
    ],
)
def test_the_demo_phone_can_be_examined_under_each_profile(
    run: Run, profile: str, code: int, end: str
) -> None:
    """The last line sums up, the exit code tells."""
    outcome = run("doctor", "--demo-profile", profile)
    assert outcome.returncode == code, outcome.stderr
    assert outcome.stdout.splitlines()[-1] == end
    assert outcome.stderr == ""


def test_the_persons_own_phones_are_examined_each_under_its_name(
    run: Run, connect: Connect
) -> None:
    """Through their own adb server; one that is not ready leaves the other's checks alone."""
    phones, environment = connect("android-10", "unauthorised")
    outcome = run("doctor", **environment)
    assert outcome.returncode == 75, outcome.stdout
    assert f"Pixel 3 ({phones[0].address})" in outcome.stdout
    assert "The phone counts 0 messages" in outcome.stdout
    assert "Allow USB debugging" in outcome.stdout
    only = run("doctor", "-s", phones[0].address, "row-probe", **environment)
    assert only.returncode == 0, only.stdout
    assert phones[1].address not in only.stdout


def test_json_says_the_same_and_redaction_leaves_no_serial(run: Run, connect: Connect) -> None:
    """For bug reports and other programs."""
    [phone], environment = connect("miui-blocked")
    outcome = run("doctor", "--json", "--redact", **environment)
    assert outcome.returncode == 0, outcome.stdout
    document = json.loads(outcome.stdout)
    assert document["ready"] is True
    assert {check["name"] for check in document["checks"]} == {check.name for check in CHECKS}
    [filters] = [check for check in document["checks"] if check["name"] == "vendor-filters"]
    assert filters["phone"] == "2201123C (‹serial 1›)"
    assert all(note["source"].startswith("https://") for note in filters["notes"])
    assert phone.address not in outcome.stdout
    assert str(Path.home()) not in outcome.stdout
    assert phone.address not in run("doctor", "--redact", **environment).stdout


def test_the_checks_can_be_listed_and_chosen_by_name(run: Run) -> None:
    """Without touching adb."""
    listed = run("doctor", "--list", ADBUTILS_ADB_PATH="/nonexistent")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [c.name for c in CHECKS]
    rules = run("doctor", "rules", ADBUTILS_ADB_PATH="/nonexistent")
    assert rules.returncode == 0
    assert "rules are valid" in rules.stdout
    unknown = run("doctor", "cable")
    assert unknown.returncode == 2
    assert "no check cable" in unknown.stderr


def test_an_output_folder_that_cannot_be_written_is_no_fault_of_the_phone(run: Run) -> None:
    """Exit code 2, with the path."""
    outcome = run("doctor", "--demo-profile", "android-14", "--output", "/dev/null/x")
    assert outcome.returncode == 2
    assert "/dev/null/x" in outcome.stdout
    assert "In the way of a scan: output-folder." in outcome.stdout


@pytest.mark.parametrize(
    ("language", "beginning"), [("zh-Hans", "这台电脑"), ("zh-Hant", "這台電腦")]
)
def test_it_speaks_chinese_when_asked(run: Run, language: str, beginning: str) -> None:
    """Every word of the demo's findings."""
    outcome = run("--lang", language, "doctor", "--demo-profile", "android-14")
    assert outcome.stdout.startswith(beginning)
    assert "messages" not in outcome.stdout
