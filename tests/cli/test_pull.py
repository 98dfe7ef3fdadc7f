"""`pull`: acquisition kept apart from judging, and any file turned into one form."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

from support.command import Run

Connect = Callable[..., tuple[list, dict[str, str]]]


def judged(run: Run, path: Path) -> list[dict]:
    """Return what `classify` says about a file."""
    outcome = run("classify", path)
    assert outcome.returncode == 0, outcome.stderr
    return [json.loads(line) for line in outcome.stdout.splitlines()]


def test_a_pulled_demo_is_judged_later_as_the_phone_itself_would_be(
    run: Run, tmp_path: Path
) -> None:
    """Same messages, same verdicts, still proved, still marked as demo; only the owner reads it."""
    pulled = tmp_path / "in.jsonl"
    outcome = run("pull", "--demo", "--output", pulled)
    assert outcome.returncode == 0, outcome.stderr
    assert stat.S_IMODE(pulled.stat().st_mode) == 0o600
    assert "proved to be the whole inbox" in outcome.stdout
    assert "verdict" not in pulled.read_text(encoding="utf-8")
    outcome = run("scan", "--input", pulled, "--format", "json", "--output", "report.json")
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith("DEMO")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["acquisition"]["completeness"] == "proved"
    assert report["demo"] is True
    # (the demo inbox is dated relative to the day, so the file itself is the only fair reference)
    verdicts = [(m["message_id"], m["verdict"]) for m in report["messages"]]
    assert [(m["message_id"], m["verdict"]) for m in judged(run, pulled)] == verdicts
    assert any(verdict == "likely_forged" for _, verdict in verdicts)


def test_a_phone_that_is_pulled_leaves_no_serial_in_the_file(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """Its address on this computer is its serial here."""
    [phone], environment = connect("android-14")
    outcome = run("pull", "-s", phone.address, "-o", tmp_path / "in", **environment)
    assert outcome.returncode == 0, outcome.stderr
    content = (tmp_path / "in").read_text(encoding="utf-8")
    assert phone.address not in content
    assert '"name":"Google Pixel 8"' in content


def test_a_phone_that_cannot_be_read_leaves_no_file(run: Run, tmp_path: Path) -> None:
    """Neither half an inbox nor an empty one."""
    outcome = run("pull", "--demo", "--demo-profile", "silently-empty", "-o", tmp_path / "in")
    assert outcome.returncode == 2
    assert "withholds" in outcome.stderr
    assert list(tmp_path.iterdir()) == []


def test_any_file_is_converted_a_record_a_message_and_the_rest_told(
    run: Run, tmp_path: Path
) -> None:
    """CSV to Parquet by the name of the output; a bad row gives exit code 2 and loses no other."""
    source = tmp_path / "in.csv"
    source.write_text("message_id,address,body,received_ms\n1,95588,a,5\n2,95588,b,soon\n3,,c,6\n")
    outcome = run("pull", "--input", source, "--output", "out.parquet")
    assert outcome.returncode == 2
    assert "line 3: received_ms is not a whole number" in outcome.stderr
    assert [m["message_id"] for m in judged(run, tmp_path / "out.parquet")] == ["1", "3"]


def test_an_output_that_cannot_be_written_is_told_before_the_phone_is_read(run: Run) -> None:
    """With the path."""
    outcome = run("pull", "--demo", "--output", "/dev/null/in.jsonl")
    assert outcome.returncode == 2
    assert "/dev/null" in outcome.stderr
    assert "Reading" not in outcome.stderr


def test_two_sources_at_once_are_refused(run: Run) -> None:
    """It would be unclear what the file holds."""
    outcome = run("pull", "--demo", "--serial", "x", "--output", "in")
    assert outcome.returncode == 2
    assert "--demo, --serial exclude each other" in outcome.stderr
