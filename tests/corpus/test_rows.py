"""Reading a corpus: both forms of labels, and what a person is told of a line that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scanner.corpus.rows import Row, read_corpus
from scanner.errors import InputError


def written(folder: Path, *lines: dict[str, object], name: str = "mine.jsonl") -> Path:
    """Write a corpus file."""
    path = folder / name
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def row(folder: Path, **fields: object) -> Row:
    """Return the only row of a corpus."""
    return read_corpus([written(folder, {"id": "1", "text": "您好", **fields})])[0]


def test_a_full_row_becomes_an_inbox_with_its_labels(tmp_path: Path) -> None:
    """The labelled message stands last, after what came earlier in the same inbox."""
    got = row(
        tmp_path,
        sender="95588",
        received_at="2026-03-14T09:30:00+08:00",
        context=[{"sender": "95588", "received_at": "2026-03-01T09:30:00+08:00", "text": "账单"}],
        lang="zh-Hans",
        author="first",
        kind="overdue_reminder",
        verdict="suspicious",
        violations=["threat"],
        claims={"days_overdue": 3},
        why="passed over",
    )
    assert [m.body for m in got.inbox] == ["账单", "您好"]
    assert {m.inbox_id for m in got.inbox} == {"1"}
    assert (got.message.address, got.message.utc_offset_min) == ("95588", 480)
    assert (got.source, got.language, got.is_collection, got.alarm) == (
        "first",
        "zh-Hans",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("labels", "collection", "alarm"),
    [
        ({}, None, None),
        ({"kind": "none", "verdict": "n/a"}, False, False),
        ({"kind": "due_reminder", "verdict": "consistent"}, False, False),
        ({"is_collection": 1, "text_verdict": "likely_forged"}, True, True),
        ({"is_collection": 1, "text_verdict": "genuine_looking"}, True, False),
        ({"is_collection": 0, "kind": "due_reminder", "text_verdict": "n/a"}, False, None),
        ({"is_collection": 0}, False, False),
    ],
)
def test_labels_of_both_forms_answer_the_same_questions(
    tmp_path: Path, labels: dict[str, object], collection: bool | None, alarm: bool | None
) -> None:
    """Is it collection-style, is the reader to be warned; None where nobody said."""
    got = row(tmp_path, **labels)
    assert (got.is_collection, got.alarm) == (collection, alarm)


def test_the_source_is_the_file_where_no_row_names_one(tmp_path: Path) -> None:
    """So that two files can be told apart in the figures."""
    assert row(tmp_path).source == "mine"
    assert row(tmp_path, dataset="fbs").source == "fbs"


@pytest.mark.parametrize(
    "fields",
    [{"kind": "sms"}, {"received_at": "2026-03-14T09:30:00"}, {"received_at": "yesterday"}],
)
def test_a_wrong_line_is_named_by_its_number(tmp_path: Path, fields: dict[str, object]) -> None:
    """A typo in a label must not count as a miss of the rules."""
    path = written(tmp_path, {"id": "1", "text": "a"}, {"id": "2", "text": "b", **fields})
    with pytest.raises(InputError, match="line 2"):
        read_corpus([path])


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    """Rows are told apart by it when two runs are compared."""
    one = written(tmp_path, {"id": "1", "text": "a"})
    with pytest.raises(InputError, match="id 1"):
        read_corpus([one, written(tmp_path, {"id": "1", "text": "b"}, name="other.jsonl")])


def test_a_corpus_without_rows_is_refused(tmp_path: Path) -> None:
    """An empty file would measure as perfect."""
    with pytest.raises(InputError, match="no messages"):
        read_corpus([written(tmp_path)])
