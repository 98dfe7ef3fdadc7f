"""`classify`: the machine interface that other programs and measurements rely on."""

import json
from pathlib import Path

import jsonschema
import pytest
from support.command import Run

FORGED = (
    "【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,"
    "否则将起诉。"
)


def write(path: Path, *rows: object) -> Path:
    """Write rows as JSON Lines; strings go in as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file with a forged demand between two ordinary messages of two people."""
    at = "2026-03-14T09:30:00+08:00"
    return write(
        tmp_path / "in.jsonl",
        {"inbox_id": "a", "message_id": "1", "body": "晚上一起吃饭吗", "received_at": at},
        {
            "inbox_id": "a",
            "message_id": "2",
            "address": "+8617000000417",
            "body": FORGED,
            "received_at": at,
        },
        {"inbox_id": "b", "message_id": "1", "body": "", "received_ms": 1},
    )


def test_every_message_comes_out_once_in_input_order(
    run: Run, source: Path, tmp_path: Path
) -> None:
    """Ordinary ones too, with kind none, no verdict and no claims."""
    outcome = run("classify", source, "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    assert outcome.returncode == 0, outcome.stderr
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(r["inbox_id"], r["message_id"]) for r in rows] == [("a", "1"), ("a", "2"), ("b", "1")]
    assert (rows[0]["kind"], rows[0]["verdict"], rows[0]["claims"]) == ("none", None, {})
    assert (rows[1]["kind"], rows[1]["verdict"]) == ("legal_warning", "likely_forged")
    assert rows[1]["claims"]["urls"] == ["cmb-card.top"]
    for evidence in rows[1]["evidence"]:
        assert all(0 <= start < end <= len(FORGED) for start, end in evidence["spans"])


def test_the_output_holds_to_the_published_schema(run: Run, source: Path) -> None:
    """`schema` prints it; every line of `classify` is valid against it."""
    schema = json.loads(run("schema").stdout)
    lines = run("classify", source).stdout.splitlines()
    assert len(lines) == 3
    validator = jsonschema.Draft202012Validator(schema)
    for line in lines:
        validator.validate(json.loads(line))


def test_bad_records_are_listed_the_rest_is_judged_and_the_exit_code_tells(
    run: Run, tmp_path: Path
) -> None:
    """With their line numbers and a count, on standard error."""
    path = write(tmp_path / "in", {"body": "a"}, "{", {"body": "b"}, {"body": 1})
    outcome = run("classify", path)
    assert outcome.returncode == 2
    assert len(outcome.stdout.splitlines()) == 2
    assert "line 2: it is not valid JSON" in outcome.stderr
    assert "line 4: body is not text" in outcome.stderr
    assert "2 of 4 records could not be read" in outcome.stderr


def test_a_witness_of_another_inbox_is_not_heard(run: Run, tmp_path: Path) -> None:
    """The same bill in one's own inbox speaks for the reminder, in a stranger's it says nothing."""
    bill = {
        "message_id": "bill",
        "address": "10690000417",
        "received_at": "2026-03-01T09:00:00+08:00",
        "body": "【湖畔消费金融】您3月应还1,208.33元,还款日3月12日,尾号8140的储蓄卡自动扣款。",
    }
    late = {
        "inbox_id": "own",
        "message_id": "late",
        "address": "10690000417",
        "received_at": "2026-03-14T09:00:00+08:00",
        "body": "【湖畔消费金融】您3月应还1,208.33元已逾期2天,请尽快还清。",
    }
    verdicts = {}
    for owner in ("own", "other"):
        path = write(tmp_path / "in", {"inbox_id": owner, **bill}, late)
        verdicts[owner] = json.loads(run("classify", path).stdout.splitlines()[1])["verdict"]
    assert verdicts == {"own": "consistent", "other": "unverified"}


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    """Exit 2, a sentence, no traceback."""
    outcome = run("classify", "nowhere.jsonl")
    assert outcome.returncode == 2
    assert "nowhere.jsonl" in outcome.stderr
    assert "Traceback" not in outcome.stderr
