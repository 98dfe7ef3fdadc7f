"""What changed since an earlier measurement."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.trials import trial

from scanner.corpus.runs import changes, encode_run, read_run, run_of
from scanner.errors import InputError


def test_a_row_that_became_right_and_one_that_became_wrong_are_told(tmp_path: Path) -> None:
    """Kept in a file and read again; rows that are new say nothing."""
    before = [
        trial("better", "payment_demand", judged=("overdue_reminder", "unverified")),
        trial("worse", "none"),
        trial("same", "none"),
    ]
    path = tmp_path / "before.json"
    path.write_bytes(encode_run(run_of(before, "rules-1")))
    after = [
        trial("better", "payment_demand", judged=("payment_demand", "unverified")),
        trial("worse", "none", judged=("payment_demand", "unverified")),
        trial("same", "none"),
        trial("new", "none", judged=("payment_demand", "unverified")),
    ]
    got = changes(read_run(path), after)
    assert [(c.row_id, c.aspect, c.before, c.after, c.worth) for c in got] == [
        ("worse", "kind", "none", "payment_demand", -1),
        ("better", "kind", "overdue_reminder", "payment_demand", 1),
        ("worse", "verdict", "n/a", "unverified", -1),
    ]


def test_a_run_keeps_no_text_and_no_claims() -> None:
    """What it names of the claims are fields that were read wrongly."""
    row = trial(
        "1",
        "payment_demand",
        text="a secret sum of 4711",
        claims={"days_overdue": 4711},
        read={"days_overdue": 12},
    )
    kept = encode_run(run_of([row], "rules-1")).decode()
    assert "4711" not in kept
    assert "days_overdue" in kept


def test_another_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Such as a corpus, given by mistake."""
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "1"}\n{"id": "2"}\n')
    with pytest.raises(InputError, match="not a measurement"):
        read_run(path)
