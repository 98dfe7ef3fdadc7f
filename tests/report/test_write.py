"""Files that are whole or not there, and errors that say what to do."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.errors import OutputError
from scanner.report.model import Report
from scanner.report.write import FORMATS, Format, prepare_target, write_report, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and limits of POSIX")


@pytest.mark.parametrize("form", FORMATS)
def test_write_report_into_a_folder_makes_a_file_of_its_own(
    report: Report, tmp_path: Path, form: Format
) -> None:
    """The name ends with the form; nothing else is left in the folder."""
    path = write_report(report, tmp_path, form)
    assert [path] == list(tmp_path.iterdir())
    assert path.suffix == (".txt" if form == "text" else f".{form}")
    assert path.stat().st_size > 500


def test_write_report_of_the_demo_names_it_in_the_file_name(report: Report, tmp_path: Path) -> None:
    """A demo report must not be taken for a real one in a folder."""
    demo = replace(report, acquisition=replace(report.acquisition, source="demo"))
    assert "demo" in write_report(demo, tmp_path, "csv").name
    assert "demo" not in write_report(report, tmp_path, "csv").name


@posix
def test_write_report_makes_a_file_that_only_its_owner_reads(
    report: Report, tmp_path: Path
) -> None:
    """Mode 0600, whatever the umask, also over a file that was open to all."""
    target = tmp_path / "r.html"
    target.write_text("old")
    target.chmod(0o666)
    before = os.umask(0)
    try:
        write_report(report, target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@posix
def test_write_report_through_a_link_keeps_the_link(report: Report, tmp_path: Path) -> None:
    """The file behind the link is replaced, not the link."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    write_report(report, link, "json")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")


def test_write_whole_with_a_failure_half_way_keeps_the_old_file(tmp_path: Path) -> None:
    """An error while the pieces are made leaves neither a torn file nor a leftover."""

    def pieces() -> Iterator[str]:
        yield "new " * 100_000
        raise KeyboardInterrupt

    target = tmp_path / "r.json"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, pieces())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_write_whole_on_a_full_disk_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    """A real limit of the file system's kernel: files may not grow beyond 64 KiB."""
    target = tmp_path / "r.json"
    target.write_text("old")
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    try:
        with pytest.raises(OutputError) as caught:
            write_whole(target, ("x" * 4096 for _ in range(1000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "no space" in str(caught.value)
    assert caught.value.hint
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_write_report_to_a_full_device_says_so(report: Report) -> None:
    """/dev/full answers every write with ENOSPC; the device itself is not replaced."""
    with pytest.raises(OutputError, match="no space"):
        write_report(report, Path("/dev/full"), "json")
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_prepare_target_accepts_a_device() -> None:
    """`-o /dev/stdout` is a place to write to."""
    assert prepare_target(Path("/dev/null")) == Path("/dev/null")


def test_write_report_into_a_file_as_folder_says_what_to_do(report: Report, tmp_path: Path) -> None:
    """A path through a file cannot be a folder."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as caught:
        write_report(report, tmp_path / "file" / "r.html")
    assert "--output" in caught.value.hint


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_write_report_without_permission_says_so_as_root(tmp_path: Path) -> None:
    """Root may write anywhere, so a child gives its rights up and tries."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o755)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    code = (
        "import os, sys; from pathlib import Path; from scanner.report.write import write_whole;"
        "from scanner.errors import OutputError\n"
        "os.setuid(65534)\n"
        "try: write_whole(Path(sys.argv[1]), ['x'])\n"
        "except OutputError as error: print(error, error.hint)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder / "r.html"], capture_output=True, text=True, check=True
    )
    assert "no permission" in done.stdout
    assert "home folder" in done.stdout
    assert not list(folder.iterdir())


@posix
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_write_report_without_permission_says_so(tmp_path: Path) -> None:
    """The folder is there, but may not be written to."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="no permission"):
        write_whole(folder / "r.html", ["x"])


def test_write_report_to_stdout_writes_bytes_of_utf_8(
    report: Report, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Chinese comes out as UTF-8, whatever the terminal's code page is."""
    write_report(report, Path("-"), "jsonl")
    out = capfdbinary.readouterr().out
    assert len(out.decode("utf-8").splitlines()) == len(report.judgements)
    assert "山城银行".encode() in out
