"""Backups of phones: each format whole, and each damaged in the ways that people bring them."""

import json
import secrets
import sqlite3
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from support.backups import (
    SCHEMA,
    android_backup,
    columns,
    database,
    messages_of,
    one_password,
    telephony_files,
)

from scanner.errors import InputError
from scanner.inbox.files import read_file, read_files
from scanner.inbox.files.formats import open_source

SECRET = "geheim"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return where a backup may be written."""
    return tmp_path / "backup"


BODIES = ["【招商银行】您好", "line one\nline two 😀", ""]


def blocks() -> dict[str, bytes]:
    """Return two files of the backup agent with three messages and one sent reply."""
    first = [columns(1, BODIES[0]), columns(2, BODIES[1]), columns(3, "gone", type=2)]
    return telephony_files(first, [columns(4, None)])


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("password", [None, "geheim 密码"])
def test_an_adb_backup_gives_every_received_message(
    backup: Path, compress: bool, password: str | None
) -> None:
    """Plain, compressed, encrypted, both; a missing body is an empty one and stops nothing."""
    backup.write_bytes(android_backup(blocks(), compress=compress, password=password))
    messages = messages_of(backup, password)
    assert [m.body for m in messages] == BODIES
    assert [m.message_id for m in messages] == ["1", "2", "4"]
    assert messages[0].received_ms == 1_773_451_801_000
    assert messages[0].sent_ms == 1_773_451_800_000


def test_an_encrypted_backup_asks_for_its_password(backup: Path) -> None:
    """Without one, and with a wrong one, it says so and reads nothing."""
    backup.write_bytes(android_backup(blocks(), password="right"))
    with pytest.raises(InputError, match="is encrypted"):
        read_file(backup)
    with pytest.raises(InputError, match="does not open"):
        read_file(backup, one_password("wrong"))


@pytest.mark.parametrize("compress", [True, False])
def test_a_backup_that_breaks_off_keeps_what_came_before(backup: Path, compress: bool) -> None:
    """The loss is told, with its place; it never looks whole."""
    first = [columns(n, secrets.token_hex(40)) for n in range(1000)]
    second = [columns(n, secrets.token_hex(40)) for n in range(1000)]
    whole = android_backup(telephony_files(first, second), compress=compress)
    backup.write_bytes(whole[: len(whole) * 3 // 4])
    inbox = read_file(backup)
    assert 1000 <= inbox.acquisition.read < 2000
    assert inbox.acquisition.bad_rows


def test_one_damaged_file_in_a_backup_leaves_the_others(backup: Path) -> None:
    """Where other tools lose every message."""
    files = telephony_files(
        [columns(1, "a")], [columns(2, "b"), columns(3, "c")], [columns(4, "d")]
    )
    name = list(files)[1]
    files[name] = files[name][:-12]
    backup.write_bytes(android_backup(files))
    inbox = read_file(backup)
    assert {"a", "d"} <= set(inbox.messages["body"])
    assert len(inbox.acquisition.bad_rows) == 1


def test_an_unpacked_telephony_backup_is_read_from_its_folder(tmp_path: Path) -> None:
    """As forensic tools leave it."""
    for name, content in blocks().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert [m.body for m in messages_of(tmp_path)] == BODIES


def xml(*elements: str) -> str:
    """Return a backup of SMS Backup & Restore."""
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By App-->\n"
        f'<smses count="{len(elements)}" backup_set="x">\n' + "\n".join(elements) + "\n</smses>"
    )


def sms(body: str, **attributes: object) -> str:
    """Return one element; the body as it is to stand in the file."""
    values = {"address": "95555", "date": 1_773_451_800_000, "type": 1, "read": 1, **attributes}
    rest = " ".join(f"{name}={quoteattr(str(value))}" for name, value in values.items())
    return f'<sms {rest} body="{body}" service_center="null" />'


def test_an_xml_backup_gives_every_received_message(backup: Path) -> None:
    """Sent ones and MMS are left out and counted; "null" is nothing."""
    backup.write_text(
        xml(
            sms("a &lt;b&gt; &quot;c&quot;&#10;d"),
            sms("x", type=2),
            "<mms><parts/></mms>",
            sms("null"),
        ),
        encoding="utf-8",
    )
    inbox = read_file(backup)
    assert list(inbox.messages["body"]) == ['a <b> "c"\nd', "null"]
    assert inbox.messages["service_center"].isna().all()
    assert {n.id for n in inbox.acquisition.notices} >= {"sent-left-out", "mms-left-out"}


@pytest.mark.parametrize("offset", range(12))
def test_emoji_written_as_two_half_references_are_mended(backup: Path, offset: int) -> None:
    """Wherever a block of the file ends between them; lone halves and control characters too."""
    filler = "x" * (16_384 - 200 + offset)
    body = filler + "&#55357;&#56832;" * 30 + " &#55357; &#0; &#xD83D;&#xDE00;&#128512;"
    backup.write_text(xml(sms("a"), sms(body), sms("z")), encoding="utf-8")
    inbox = read_file(backup)
    assert inbox.acquisition.bad_rows == ()
    assert list(inbox.messages["body"]) == ["a", filler + "😀" * 30 + " \ufffd \ufffd 😀😀", "z"]


def test_an_xml_backup_that_breaks_off_keeps_what_came_before(backup: Path) -> None:
    """And says at which message."""
    backup.write_text(xml(sms("a"), sms("b"), sms("c"))[:-60], encoding="utf-8")
    inbox = read_file(backup)
    assert list(inbox.messages["body"]) == ["a", "b"]
    [bad] = inbox.acquisition.bad_rows
    assert bad.fields["number"] == 3


def test_an_impossible_date_costs_no_message(backup: Path) -> None:
    """It is kept without its time, and told with its place."""
    backup.write_text(xml(sms("a"), sms("b", date=9**19), sms("c", date="soon"), sms("d")))
    inbox = read_file(backup)
    assert list(inbox.messages["body"]) == ["a", "b", "c", "d"]
    assert list(inbox.messages["received_ms"].isna()) == [False, True, True, False]
    assert inbox.acquisition.bad_rows == ()
    assert [flaw.fields["number"] for flaw in inbox.acquisition.mended] == [2, 3]
    assert "kept-though-wrong" in {n.id for n in inbox.acquisition.notices}


def test_a_backup_in_another_encoding_than_it_says_is_read(backup: Path) -> None:
    """In GB 18030 or UTF-16 though the first line says UTF-8; single bad bytes cost no message."""
    for encoding in ("gb18030", "utf-16"):
        backup.write_bytes(xml(sms("您好，请还款"), sms("催收 &#55357;&#56832;")).encode(encoding))
        assert [m.body for m in messages_of(backup)] == ["您好，请还款", "催收 😀"]
    text = xml(sms("您好，请还款"), sms("ab"), sms("催收")).encode()
    backup.write_bytes(text.replace(b"ab", b"a\xffb"))
    inbox = read_file(backup)
    assert list(inbox.messages["body"]) == ["您好，请还款", "a�b", "催收"]
    assert "text-damaged" in {n.id for n in inbox.acquisition.notices}


def test_messages_that_xiaomi_blocked_are_marked(backup: Path) -> None:
    """Its table says so in a column of its own."""
    schema = SCHEMA.replace("seen INTEGER", "block_type INTEGER, seen INTEGER")
    rows = [row(1, "a", block_type=0), row(2, "b", block_type=4), row(3, "c", block_type=None)]
    boxes = [m.box for m in messages_of(database(backup, rows, schema))]
    assert boxes == ["inbox", "blocked", "inbox"]


def test_the_zip_of_sms_import_export_is_read(backup: Path) -> None:
    """Received SMS only; an MMS in the list is counted."""
    rows = [
        {"_id": "7", **columns(1, "a"), "__display_name": "Bank"},
        {"_id": "8", **columns(2, "b", type=2)},
        {"_id": "3", "date": "1773451800", "m_type": "132", "msg_box": "1", "__parts": []},
    ]
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.ndjson", "".join(json.dumps(row) + "\n" for row in rows))
        archive.writestr("data/PART_1", b"\0")
    inbox = read_file(backup)
    assert list(inbox.messages["message_id"]) == ["7"]
    assert {n.id for n in inbox.acquisition.notices} >= {"sent-left-out", "mms-left-out"}


def test_the_json_array_of_old_exports_is_read_as_far_as_it_goes(backup: Path) -> None:
    """One object that breaks off loses no other."""
    text = json.dumps([{"_id": "7", **columns(1, "a")}, {"_id": "8", **columns(2, "b")}])
    backup.write_text(text[:-20])
    inbox = read_file(backup)
    assert list(inbox.messages["body"]) == ["a"]
    assert len(inbox.acquisition.bad_rows) == 1


def row(number: int, body: object, **more: object) -> dict[str, object]:
    """Return a row of the sms table."""
    return {"_id": number, "address": "95555", "date": 5 + number, "type": 1, "body": body, **more}


def test_a_database_gives_every_received_message(backup: Path) -> None:
    """NULL bodies, BLOB bodies and ids with gaps included."""
    rows = [row(1, "a"), row(2, "x", type=3), row(900, None), row(10**12, "催".encode())]
    inbox = read_file(database(backup, rows))
    assert list(inbox.messages["message_id"]) == ["1", "900", str(10**12)]
    assert list(inbox.messages["body"]) == ["a", "", "催"]


def test_a_makers_table_with_other_columns_is_read(backup: Path) -> None:
    """Old ones lack some, makers add some."""
    schema = "CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, body TEXT, date INTEGER, "
    schema += "type INTEGER, sim_slot INTEGER, block_type INTEGER)"
    assert [m.body for m in messages_of(database(backup, [row(1, "a")], schema))] == ["a"]


def test_a_damaged_page_of_a_database_costs_only_its_rows(backup: Path) -> None:
    """The rows before and behind it are read, and the damage is told."""
    database(backup, [row(n, f"message {n} " + "x" * 200) for n in range(1, 2001)])
    data = bytearray(backup.read_bytes())
    middle = len(data) // 4096 // 2 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    backup.write_bytes(data)
    inbox = read_file(backup)
    bodies = set(inbox.messages["body"].str.split().str[1].astype(int))
    assert {1, 2000} <= bodies
    assert 1900 < len(bodies) < 2000
    assert inbox.acquisition.bad_rows


def test_messages_that_still_stand_in_the_write_ahead_log_are_read(backup: Path) -> None:
    """A copy taken from a running phone has the newest ones only there; nothing is written to."""
    connection = sqlite3.connect(backup)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(SCHEMA)
    connection.execute("INSERT INTO sms (_id, type, body) VALUES (1, 1, 'fresh')")
    connection.commit()
    before = {p: p.read_bytes() for p in backup.parent.iterdir()}
    assert [m.body for m in messages_of(backup)] == ["fresh"]
    assert {p: p.read_bytes() for p in before} == before
    connection.close()


def test_a_database_without_messages_is_refused(backup: Path) -> None:
    """It is not called an empty inbox."""
    sqlite3.connect(backup).execute("CREATE TABLE notes (x)").connection.close()
    with pytest.raises(InputError, match="without a readable table"):
        read_file(backup)


def test_a_compressed_stream_that_is_no_backup_is_refused(backup: Path) -> None:
    """In words that name what would be read."""
    backup.write_bytes(zlib.compress(b"hello"))
    with pytest.raises(InputError, match="holds no messages"):
        read_file(backup)


def test_a_message_in_two_files_counts_once(tmp_path: Path) -> None:
    """A backup of March and one of May overlap; ids of two phones do not clash."""
    first, second = tmp_path / "march", tmp_path / "may"
    first.write_text(xml(sms("a"), sms("b")))
    database(second, [row(1, "c", date=1_773_451_800_000), row(2, "b", date=1_773_451_800_000)])
    inbox = read_files([first, second])
    assert list(inbox.messages["body"]) == ["a", "b", "c"]
    assert inbox.messages["message_id"].is_unique
    notices = {n.id: n.fields for n in inbox.acquisition.notices}
    assert notices["repeated-left-out"]["count"] == 1


@pytest.mark.parametrize("form", ["adb backup", "encrypted", "XML"])
def test_a_huge_backup_is_streamed(backup: Path, form: str) -> None:
    """What is in memory at a time is a small part of it."""
    count, size = 2_000, 1000
    bodies = [secrets.token_hex(size // 2) for _ in range(count)]
    if form == "XML":
        backup.write_text(xml(*(sms(body) for body in bodies)), encoding="utf-8")
    else:
        rows = [columns(n, body) for n, body in enumerate(bodies)]
        blocks = (rows[n : n + 100] for n in range(0, count, 100))
        password = SECRET if form == "encrypted" else None
        backup.write_bytes(android_backup(telephony_files(*blocks), password=password))
        del rows
    del bodies
    opened = open_source(backup, one_password(SECRET), {})
    tracemalloc.start()
    try:
        assert sum(1 for _ in opened.items) == count
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < count * size / 2
