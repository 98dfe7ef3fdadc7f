"""Files of messages: formats by content, odd encodings, and bad records that lose nothing else."""

import json
from pathlib import Path

import pandas as pd
import pytest

from scanner.errors import InputError
from scanner.inbox.files import read_file
from scanner.message import from_frame

ROW = {
    "inbox_id": "a",
    "message_id": "m1",
    "address": "95555",
    "body": "【招商银行】您好",
    "received_at": "2026-03-14T09:30:00+08:00",
}


def messages(path: Path) -> list:
    """Return the messages of a file."""
    return list(from_frame(read_file(path).messages))


def write_jsonl(path: Path, *rows: object) -> Path:
    """Write rows as JSON Lines; strings go in as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_jsonl_record_becomes_a_message_with_its_local_time(tmp_path: Path) -> None:
    """Every documented field arrives; the offset is kept for questions of local time."""
    [message] = messages(write_jsonl(tmp_path / "in", ROW))
    assert (message.inbox_id, message.message_id, message.address) == ("a", "m1", "95555")
    assert message.body == ROW["body"]
    assert message.received_ms == 1_773_451_800_000
    assert message.utc_offset_min == 480


def test_received_ms_is_taken_where_there_is_no_received_at(tmp_path: Path) -> None:
    """Milliseconds say when, but not which local time that was."""
    [message] = messages(write_jsonl(tmp_path / "in", {"body": "x", "received_ms": 5}))
    assert (message.received_ms, message.utc_offset_min) == (5, None)


def test_a_record_without_id_is_named_after_its_line(tmp_path: Path) -> None:
    """So that a person can find it again."""
    path = write_jsonl(tmp_path / "in", {"body": "x"}, {"body": "y", "message_id": 7})
    assert [m.message_id for m in messages(path)] == ["1", "7"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"body": "x"', "it is not valid JSON"),
        ("[1]", "it is not a JSON object"),
        ({"message_id": "1"}, "the field body is missing"),
        ({"body": 5}, "body is not text"),
        ({"body": "x", "address": ["a"]}, "{name} is neither text nor a whole number"),
        ({"body": "x", "received_at": "14.3."}, "received_at is not ISO 8601"),
        ({"body": "x", "received_at": "2026-03-14T09:30:00"}, "received_at has no offset"),
        ({"body": "x", "received_ms": "soon"}, "{name} is not a whole number"),
        ({"body": "x", "received_ms": True}, "{name} is not a whole number"),
        ({"body": "x", "received_ms": 10**18}, "the time is out of range"),
    ],
)
def test_a_bad_record_is_told_with_its_line_and_loses_no_other(
    tmp_path: Path, record: object, reason: str
) -> None:
    """The record before and the record after it are read."""
    inbox = read_file(write_jsonl(tmp_path / "in", ROW, record, ROW))
    [bad] = inbox.acquisition.bad_rows
    assert bad.reason.startswith(reason)
    assert bad.fields["number"] == 2
    assert (inbox.acquisition.read, inbox.acquisition.expected) == (2, 3)


def test_a_line_that_is_not_utf8_is_a_bad_record(tmp_path: Path) -> None:
    """Broken bytes are never guessed at inside a file that is otherwise UTF-8."""
    path = tmp_path / "in"
    path.write_bytes(b'{"body": "\xe5\x82\xac"}\n{"body": "\xff\xfe\xff"}\n{"body": "\xe6\x94"}\n')
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["催"]
    assert [bad.fields["number"] for bad in inbox.acquisition.bad_rows] == [2, 3]


def test_half_surrogates_of_json_do_not_break_what_follows(tmp_path: Path) -> None:
    """No encoding can write them, so they are replaced; whole pairs become the emoji."""
    [message] = messages(write_jsonl(tmp_path / "in", r'{"body": "a\ud83d b\ud83d\ude00"}'))
    assert message.body == "a\ufffd b😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_csv_is_read_in_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    """Chinese Excel writes GB 18030 or a BOM; a quoted body keeps its newline and commas."""
    path = tmp_path / "messages.txt"
    text = 'message_id,address,body\r\n1,95588,"您好,\n请还款"\r\n2,,催收\r\n'
    path.write_bytes(text.encode(encoding))
    assert [(m.address, m.body) for m in messages(path)] == [
        ("95588", "您好,\n请还款"),
        (None, "催收"),
    ]


def test_a_csv_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    """An unquoted comma would otherwise cut the message in silence."""
    path = tmp_path / "in.csv"
    path.write_text("message_id,body\n1,a,b\n2,c\n")
    inbox = read_file(path)
    assert [bad.fields["number"] for bad in inbox.acquisition.bad_rows] == [2]
    assert list(inbox.messages["body"]) == ["c"]


def test_parquet_written_by_pandas_is_read(tmp_path: Path) -> None:
    """Ids with a gap come as floats, times as time stamps: both are understood."""
    frame = pd.DataFrame(
        {
            "message_id": [1.0, None],
            "body": ["x", "y"],
            "received_at": pd.to_datetime(["2026-03-14T09:30:00+08:00", None]),
            "extra": [1, 2],
        }
    )
    path = tmp_path / "in.bin"
    frame.to_parquet(path)
    first, second = messages(path)
    assert (first.message_id, first.received_ms) == ("1", 1_773_451_800_000)
    assert (second.message_id, second.received_ms) == ("2", None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "holds no messages"),
        (b"name,value\n1,2\n", "holds no messages in columns that are known: name, value"),
        (b"PAR1 then nothing PAR1", "damaged Parquet"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(
    tmp_path: Path, content: bytes, words: str
) -> None:
    """It says which file, and what would have been read."""
    path = tmp_path / "in"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_file(path)


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    """With the system's reason."""
    with pytest.raises(InputError, match="nowhere.*No such file"):
        read_file(tmp_path / "nowhere")
