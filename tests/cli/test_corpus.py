"""`rules measure` and `rules fit`, as someone who changes rules uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.command import Run

from scanner.resources import resource_folder

ROWS = [
    {
        "id": "m-1",
        "lang": "zh-Hans",
        "text": "【青禾消费金融】您的借款已逾期6天，待还1,280元，请登录青禾消费金融App还款。",
        "sender": "106900001234",
        "received_at": "2026-04-14T10:00:00+08:00",
        "kind": "overdue_reminder",
        "verdict": "consistent",
        "violations": [],
        "claims": {
            "lender": "青禾消费金融",
            "amounts": [{"value": 1280, "currency": "CNY", "role": "overdue"}],
            "days_overdue": 6,
        },
    },
    {
        "id": "m-2",
        "lang": "en",
        "text": "See you at six, bring the ladder.",
        "kind": "none",
        "verdict": "n/a",
        "violations": [],
        "claims": {},
    },
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus of two messages."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")
    return path


def test_measure_prints_tables_and_keeps_what_can_be_compared(run: Run, corpus: Path) -> None:
    """Found, kinds, verdicts, claims and rules; afterwards, that nothing changed."""
    outcome = run("rules", "measure", corpus, "--output", "before.json")
    assert outcome.returncode == 0, outcome.stderr
    for words in (
        "2 messages",
        "Collection-style found",
        "overdue_reminder",
        "amount",
        "zh-past-due",
    ):
        assert words in outcome.stdout
    kept = (corpus.parent / "before.json").read_text("utf-8")
    assert "青禾" not in kept
    assert "1280" not in kept
    again = run("rules", "measure", corpus, "--against", "before.json", "--no-rules")
    assert "0 right that were wrong, 0 wrong that were right" in again.stdout
    assert "zh-past-due" not in again.stdout


def test_measure_tells_what_a_rule_of_ones_own_changed(run: Run, corpus: Path) -> None:
    """Rules that take everything for an advertisement make the first row wrong."""
    run("rules", "measure", corpus, "--output", "before.json")
    mine = corpus.parent / "mine"
    mine.mkdir()
    kind = resource_folder("rules") / "signals" / "kind" / "zh-news.toml"
    text = kind.read_text("utf-8").replace("weight = 5.0", "weight = 10.0")
    head, _, tail = text.partition("[match]")
    _, _, examples = tail.partition("[[hit]]")
    match = '[match]\ntype = "phrases"\nany = ["青禾"]\n\n[[hit]]'
    for name in ("zh-news", "zh-news-too", "zh-news-again"):  # one alone is outweighed
        rule = head.replace('id = "zh-news"', f'id = "{name}"')
        (mine / f"{name}.toml").write_text(f"{rule}{match}{examples}", "utf-8")
    outcome = run(
        "rules", "measure", corpus, "--rules", mine, "--against", "before.json", "--wrong"
    )
    assert outcome.returncode == 0, outcome.stderr
    # its kind, its verdict and its claims
    assert "0 right that were wrong, 3 wrong that were right" in outcome.stdout
    assert any(
        line.startswith("m-1") and "overdue_reminder" in line and "none" in line
        for line in outcome.stdout.splitlines()
    )


def test_a_wrong_line_is_named_and_nothing_is_measured(run: Run, corpus: Path) -> None:
    """Exit code 2, and the line that must be corrected."""
    with corpus.open("a", encoding="utf-8") as file:
        file.write('\n{"id": "m-3", "text": "x", "kind": "reminder"}')
    outcome = run("rules", "measure", corpus)
    assert outcome.returncode == 2
    assert "line 3" in outcome.stderr
    assert outcome.stdout == ""


def test_fit_shows_before_it_writes(run: Run, corpus: Path) -> None:
    """Without --write no file changes; few hits keep every weight."""
    outcome = run("rules", "fit", corpus)
    assert outcome.returncode == 0, outcome.stderr
    assert "After, on messages left out of the fit" in outcome.stdout
    assert "0 rules change" in outcome.stdout
    assert "--write" in outcome.stderr


def test_fit_writes_weights_that_the_lint_accepts(run: Run, corpus: Path) -> None:
    """Into one's own folder: weight, version and date, and the second fit changes nothing."""
    mine = corpus.parent / "mine"
    contact = Path("signals", "contact")
    shutil.copytree(resource_folder("rules") / contact, mine / contact)
    assert run("rules", "lint", "--rules", mine, "--update-lock").returncode == 0
    rows = []
    for n in range(12):
        digits = "".join("零壹贰叁肆伍陆柒捌玖"[int(d)] for d in f"{n:02}")
        text = f"【青禾消费金融】您的借款已逾期6天，请致电138{n:08}还款，编号{digits}。"
        rows.append({**ROWS[0], "id": f"s-{n}", "text": text, "verdict": "suspicious"})
        rows.append({**ROWS[0], "id": f"g-{n}"})
    for row in rows:
        row["claims"] = None
    corpus.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    outcome = run("rules", "fit", corpus, "--rules", mine, "--task", "verdict", "--write")
    assert outcome.returncode == 0, outcome.stderr
    changed = (mine / "signals" / "contact" / "contact-mobile.toml").read_text("utf-8")
    assert "weight = 2.5\n" not in changed
    lint = run("rules", "lint", "--rules", mine)
    assert lint.returncode == 0, lint.stdout + lint.stderr
    again = run("rules", "fit", corpus, "--rules", mine, "--task", "verdict")
    assert "0 rules change" in again.stdout
