"""Tables of other programs: columns that are known, columns that are named, and odd values."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from scanner.errors import InputError
from scanner.inbox.files import read_file, read_files
from scanner.inbox.files.columns import Columns, read_columns
from scanner.message import Message, from_frame


def table(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """Write a table, a line a row."""
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def messages(path: Path, columns: str = "") -> list[Message]:
    """Return the messages of a file."""
    return list(
        from_frame(read_file(path, columns=read_columns(columns) if columns else {}).messages)
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("号码,内容,时间", "95588,催收,2026-03-14T09:30:00+08:00"),
        ("发件人;短信内容;接收时间", "95588;催收;2026-03-14T09:30:00+08:00"),
        ("Sender\tText\tDate", "95588\t催收\t1773451800"),
        ("Phone Number|Message|Timestamp", "95588|催收|1773451800000"),
        ("from,content,received_time,extra", "95588,催收,1773451800000000,x"),
        ("body,sender,date", "催收,95588,1773451800000"),
    ],
)
def test_columns_of_other_programs_are_known_by_their_names(
    tmp_path: Path, header: str, row: str
) -> None:
    """In Chinese and English, whatever their case, order and separator, in any unit of time."""
    [message] = messages(table(tmp_path / "in", header, row))
    assert (message.address, message.body) == ("95588", "催收")
    assert message.received_ms == 1_773_451_800_000


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_columns_can_be_named_in_every_form_of_table(tmp_path: Path, form: str) -> None:
    """What a person says counts before what is known."""
    frame = pd.DataFrame(
        {"甲": ["催收"], "text": ["not this"], "乙": ["95588"], "丙": [1773451800]}
    )
    path = tmp_path / "in"
    if form == "csv":
        frame.to_csv(path, index=False)
    elif form == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    [message] = messages(path, "body=甲,address=乙,date=丙")
    assert (message.address, message.body) == ("95588", "催收")
    assert message.received_ms == 1_773_451_800_000


@pytest.mark.parametrize("words", ["body", "body=", "=x", "colour=x", "body=a,,"])
def test_columns_that_are_named_wrongly_are_told(words: str) -> None:
    """With what is known."""
    with pytest.raises(InputError, match="--columns does not say"):
        read_columns(words)


def test_a_column_that_is_named_and_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    """Nothing is read in its place."""
    path = table(tmp_path / "in", "a,b", "1,2")
    with pytest.raises(InputError, match="has no column 内容; its columns are: a, b"):
        messages(path, "body=内容")


def test_our_own_fields_are_not_guessed_at(tmp_path: Path) -> None:
    """A table of ours may have other columns, which are ignored."""
    path = table(tmp_path / "in", "message_id,body,sender,time", "m,催收,nobody,never")
    [message] = messages(path)
    assert (message.message_id, message.address, message.received_ms) == ("m", None, None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-14 09:30:00", "2026-03-14T09:30:00"),
        ("2026/3/14 9:30", "2026-03-14T09:30:00"),
        ("2026年3月14日 9:30:05", "2026-03-14T09:30:05"),
        ("2026年3月14日 星期六 下午9:30", "2026-03-14T21:30:00"),
        ("2026.03.14 上午12:05", "2026-03-14T00:05:00"),
        ("Mar 14, 2026 9:30:00 PM", "2026-03-14T21:30:00"),
        ("46095.395833333336", "2026-03-14T09:30:00"),
    ],
)
def test_a_time_without_a_zone_is_this_computers_and_that_is_told(
    tmp_path: Path, written: str, read: str
) -> None:
    """As Chinese programs, Excel and others write times."""
    path = table(tmp_path / "in", "号码;内容;时间", f"95588;催收;{written}")
    inbox = read_file(path)
    [message] = from_frame(inbox.messages)
    here = datetime.fromtimestamp(message.received_ms / 1000, UTC).astimezone()
    assert here.replace(tzinfo=None).isoformat() == read
    assert message.utc_offset_min == here.utcoffset().total_seconds() / 60
    notices = {n.id: n.fields for n in inbox.acquisition.notices}
    assert notices["times-without-zone"] == {"count": 1}


@pytest.mark.parametrize("written", ["yesterday", "-5", "9" * 25, "0001-01-01", "2026-13-45 1:1"])
def test_a_time_that_cannot_be_costs_no_message(tmp_path: Path, written: str) -> None:
    """It is kept without one, and told with its line."""
    path = table(
        tmp_path / "in", "号码,内容,时间", f"95588,催收,{written}", "95588,还款,1773451800"
    )
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["催收", "还款"]
    [flaw] = inbox.acquisition.mended
    assert flaw.fields["number"] == 2
    assert inbox.messages["received_ms"].isna().tolist() == [True, False]


def test_messages_that_were_sent_are_left_out_by_their_kind(tmp_path: Path) -> None:
    """In numbers and words."""
    path = table(
        tmp_path / "in",
        "号码,内容,类型",
        "1,a,接收",
        "1,b,发送",
        "1,c,2",
        "1,d,1",
        "1,e,Sent",
        "1,f,",
    )
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["a", "d", "f"]
    assert inbox.acquisition.skipped == 3


def test_rows_that_stand_twice_count_once_and_are_told(tmp_path: Path) -> None:
    """Only where the time is known, so that two real ones are never taken for one."""
    path = table(
        tmp_path / "in",
        "号码,内容,时间",
        "1,a,1773451800",
        "1,a,1773451800",
        "1,a,1773451801",
        "1,b,",
        "1,b,",
    )
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["a", "a", "b", "b"]
    notices = {n.id: n.fields for n in inbox.acquisition.notices}
    assert notices["repeated-left-out"] == {"count": 1, "places": "3"}


def test_missing_texts_are_counted(tmp_path: Path) -> None:
    """They are messages all the same."""
    path = table(tmp_path / "in", "号码,内容", "1,a", "1,")
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["a", ""]
    assert {n.id: n.fields for n in inbox.acquisition.notices}["without-text"] == {"count": 1}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_than_utf8_is_found_and_told(tmp_path: Path, encoding: str) -> None:
    """With and without a mark at the beginning."""
    path = table(tmp_path / "in", "address,body", "95588,您好，请还款", encoding=encoding)
    inbox = read_file(path)
    assert list(inbox.messages["body"]) == ["您好，请还款"]
    notices = {n.id: n.fields for n in inbox.acquisition.notices}
    assert notices["file-encoding"] == {"file": "in", "encoding": encoding.upper()}


def test_a_few_bad_bytes_do_not_turn_utf8_into_gibberish(tmp_path: Path) -> None:
    """They are also valid GB 18030, in which every other text would be wrong."""
    path = tmp_path / "in"
    good = '{"body": "您的贷款已逾期，请今日还款"}\n'.encode()
    path.write_bytes(good * 3 + b'{"body": "\xb4\xdf"}\n' + good)
    inbox = read_file(path)
    assert set(inbox.messages["body"]) == {"您的贷款已逾期，请今日还款"}
    assert [bad.fields["number"] for bad in inbox.acquisition.bad_rows] == [4]


def test_everything_in_a_folder_is_read(tmp_path: Path) -> None:
    """At any depth, each by its content; places name their file; the rest is named."""
    folder = tmp_path / "export"
    (folder / "deep").mkdir(parents=True)
    table(folder / "a.csv", "号码,内容,时间", "1,a,1773451800", "1,x,never")
    table(folder / "deep" / "b.txt", "address,body,received_ms", "1,a,1773451800000", "2,b,5")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\0")
    (folder / ".hidden").write_text("号码,内容\n1,c\n")
    inbox = read_file(folder)
    assert list(inbox.messages["body"]) == ["a", "x", "b"]
    assert inbox.acquisition.mended[0].fields["file"] == "a.csv"
    notices = {n.id: n.fields for n in inbox.acquisition.notices}
    assert notices["unknown-files"] == {"count": 1, "files": "photo.jpg"}
    assert inbox.acquisition.bad_rows == ()


def test_a_folder_without_messages_is_refused(tmp_path: Path) -> None:
    """It is not called an empty inbox."""
    (tmp_path / "notes.txt").write_text("nothing\n")
    with pytest.raises(InputError, match="holds no messages"):
        read_file(tmp_path)


def test_one_file_of_several_that_cannot_be_read_loses_no_other(tmp_path: Path) -> None:
    """It is told by its name; alone it is an error."""
    good = table(tmp_path / "good", "号码,内容", "1,a")
    bad = tmp_path / "bad"
    bad.write_bytes(b"PAR1 then nothing PAR1")
    inbox = read_files([good, bad, tmp_path / "nowhere"])
    assert list(inbox.messages["body"]) == ["a"]
    assert [row.fields["file"] for row in inbox.acquisition.bad_rows] == ["bad", "nowhere"]
    with pytest.raises(InputError, match="damaged Parquet"):
        read_files([bad])


def test_each_target_has_names_of_its_own() -> None:
    """No name of a column can stand for two things."""
    names = Columns().names(["内容", "号码", "时间", "类型", "编号"])
    assert sorted(names) == ["address", "body", "message_id", "time", "type"]
    assert len(set(names.values())) == 5
