"""`debts`: said once, kept privately, and heard by the next scan."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from support.command import Run

DEMAND = {
    "message_id": "1",
    "address": "106900001234",
    "received_at": "2026-04-14T10:00:00+08:00",
    "body": "【平川贷】您的借款已逾期6天，待还1,280元，请登录App还款。",
}


@pytest.fixture
def mine(tmp_path: Path) -> dict[str, str]:
    """Return the environment that names a file of one's own."""
    return {"SMS_SCANNER_DEBTS": str(tmp_path / "config" / "my-debts.toml")}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a file with one demand."""
    path = tmp_path / "inbox.jsonl"
    path.write_text(json.dumps(DEMAND, ensure_ascii=False), "utf-8")
    return path


def scanned(run: Run, inbox: Path, mine: dict[str, str], *options: object) -> dict[str, object]:
    """Return what a scan of the inbox says of its only message."""
    outcome = run(
        "scan", "--input", inbox, "--format", "jsonl", "-o", "out.jsonl", "--no-history",
        *options, **mine,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr
    assert "平川" not in outcome.stderr
    found: dict[str, object] = json.loads((inbox.parent / "out.jsonl").read_text("utf-8"))
    return found


def rules_of(found: dict[str, object]) -> set[str]:
    """Return the rules that fired."""
    return {e["rule"] for e in found["evidence"]}  # type: ignore[index, attr-defined]


def test_a_list_is_kept_privately_and_shown(run: Run, mine: dict[str, str]) -> None:
    """Added, listed, settled, removed; the file is mode 0600."""
    assert run("debts", "add", "--lender", "安心借", "--tail", "1234", **mine).returncode == 0
    assert run("debts", "add", "--lender", "Copper Bank", "--due-day", "5", **mine).returncode == 0
    path = Path(mine["SMS_SCANNER_DEBTS"])
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    listed = run("debts", "list", **mine).stdout
    assert "安心借" in listed
    assert "Copper Bank" in listed
    assert "not marked complete" in listed
    assert "Copper Bank" in run("debts", "settle", "2", **mine).stdout
    assert "settled" in run("debts", "list", **mine).stdout
    assert "安心借" in run("debts", "remove", "1", **mine).stdout
    assert "安心借" not in run("debts", "list", **mine).stdout


def test_a_lender_that_is_not_on_a_complete_list_speaks_against_a_demand(
    run: Run, mine: dict[str, str], inbox: Path
) -> None:
    """As long as the list is not complete, it does not."""
    run("debts", "add", "--lender", "安心借", **mine)
    assert "debts-lender-not-listed" not in rules_of(scanned(run, inbox, mine))
    run("debts", "complete", **mine)
    assert "debts-lender-not-listed" in rules_of(scanned(run, inbox, mine))
    assert "debts-lender-not-listed" not in rules_of(scanned(run, inbox, mine, "--no-debts"))
    run("debts", "complete", "--no", **mine)
    assert "debts-lender-not-listed" not in rules_of(scanned(run, inbox, mine))


def test_the_report_shows_the_line_that_was_compared(
    run: Run, mine: dict[str, str], inbox: Path
) -> None:
    """The person's own statement stands in the evidence."""
    run("debts", "add", "--lender", "平川贷", "--instalment", "1280", **mine)
    found = scanned(run, inbox, mine)
    assert found["verdict"] == "consistent"
    outcome = run("scan", "--input", inbox, "-o", "out.html", "--no-history", **mine)
    assert outcome.returncode == 0, outcome.stderr
    page = (inbox.parent / "out.html").read_text("utf-8")
    assert "Agrees with a debt on your list" in page
    assert "on your list" in page


def test_somebody_elses_list_is_named(run: Run, mine: dict[str, str], inbox: Path) -> None:
    """For the phone of one's parents."""
    theirs = inbox.parent / "theirs.toml"
    theirs.write_text("complete = true\n", "utf-8")
    found = scanned(run, inbox, mine, "--debts", theirs)
    assert "debts-lender-not-listed" in rules_of(found)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "--lender", "安心借", "--tail", "6222020000556677"), "3 to 6 digits"),
        (("add", "--lender", "安心借", "--due-day", "0"), "1 to 31"),
        (("remove", "7"), "debts list"),
    ],
)
def test_a_mistake_is_explained_and_nothing_written(
    run: Run, mine: dict[str, str], arguments: tuple[str, ...], words: str
) -> None:
    """Exit code 2; a whole card number is refused."""
    outcome = run("debts", *arguments, **mine)
    assert outcome.returncode == 2
    assert words in outcome.stderr
    assert not Path(mine["SMS_SCANNER_DEBTS"]).exists()


def test_a_list_with_a_mistake_ends_a_scan_before_it_begins(
    run: Run, mine: dict[str, str], inbox: Path
) -> None:
    """Rather than a verdict that ignores what was said."""
    path = Path(mine["SMS_SCANNER_DEBTS"])
    path.parent.mkdir()
    path.write_text('[[debt]]\nlender = "AB"\nduo_day = 3\n', "utf-8")
    outcome = run("scan", "--input", inbox, "--no-history", **mine)
    assert outcome.returncode == 2
    assert "duo_day" in outcome.stderr


def test_add_without_a_lender_asks_only_a_person(run: Run, mine: dict[str, str]) -> None:
    """A script gets a usage error instead of a question that nobody answers."""
    outcome = run("debts", "add", **mine)
    assert outcome.returncode == 2
    assert "--lender" in outcome.stderr
