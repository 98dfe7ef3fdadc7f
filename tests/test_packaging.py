"""The wheel: it carries rules and report files, and works from an empty folder."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout, built by its own build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment with the wheel installed.

    The libraries it depends on are lent by the environment that runs the tests, so that nothing is
    fetched.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / Path(sys.executable).name
    install = [python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel]
    subprocess.run(install, check=True)
    site = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    Path(site, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder."""
    command = [python.with_name("sms-scanner"), *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=100
    )


def test_the_wheel_carries_every_rule_list_and_report_file(wheel: Path) -> None:
    """Nothing that stands in rules/ or reports/ stays behind."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "reports"):
        files = [p for p in (CHECKOUT / folder).rglob("*") if p.is_file()]
        assert files
        assert {f"scanner/_data/{p.relative_to(CHECKOUT).as_posix()}" for p in files} <= packed


def test_the_wheel_holds_no_tests_and_no_caches(wheel: Path) -> None:
    """It is the product alone."""
    packed = zipfile.ZipFile(wheel).namelist()
    strangers = [p for p in packed if not p.startswith(("scanner/", "sms_scanner-"))]
    assert strangers == []
    assert [p for p in packed if "__pycache__" in p] == []


def test_the_installed_command_scans_the_demo_phone_from_an_empty_folder(
    python: Path, tmp_path: Path
) -> None:
    """With no checkout near, it reads its rules and report files from inside the package."""
    outcome = run(python, "--lang", "en", "scan", "--demo", cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    [report] = tmp_path.glob("*.html")
    assert str(report) in outcome.stdout
    assert "<html" in report.read_text(encoding="utf-8")


def test_the_installed_rules_pass_their_own_examples(python: Path, tmp_path: Path) -> None:
    """The rule set of the wheel is the one that was tested."""
    outcome = run(python, "rules", "test", cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
