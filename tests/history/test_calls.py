"""The contact log in the history's file."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from support.histories import forged, greeting

from scanner.contact_log.model import Call, new_id
from scanner.history import queries
from scanner.history.schema import MIGRATIONS, upgrade
from scanner.history.store import History

CALL = Call(
    id=new_id(), at_ms=1_776_139_200_000, utc_offset_min=480, way="they_called", staff_name="王",
    number="13800000001", message_key=forged().message_key, promised="ruht", note="录音",
)  # fmt: skip


def test_entries_come_back_as_they_were_the_earliest_first(history: History) -> None:
    """All fields, and a number for each."""
    earlier = replace(CALL, id=new_id(), at_ms=CALL.at_ms - 1)
    assert history.add_calls([CALL, earlier]) == 2
    assert queries.calls(history) == [replace(earlier, row=2), replace(CALL, row=1)]


def test_an_entry_is_kept_once(history: History) -> None:
    """What is there stays as it is; a new one beside it is taken."""
    history.add_calls([CALL])
    assert history.add_calls([replace(CALL, note="changed"), replace(CALL, id=new_id())]) == 1
    assert [c.note for c in queries.calls(history)] == ["录音", "录音"]


def test_a_wrong_entry_takes_the_others_with_it(history: History) -> None:
    """All or none."""
    wrong = replace(CALL, id=new_id(), way="shouted")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="cannot be used"):
        history.add_calls([CALL, wrong])
    assert queries.calls(history) == []


def test_forgetting_a_phone_forgets_the_calls_about_its_messages(history: History, scan) -> None:  # noqa: ANN001
    """Calls about others' messages, and about none, stay; its export holds its own."""
    recorded = scan(forged(), greeting())
    other = replace(CALL, id=new_id(), message_key="0123456789abcdef")
    none = replace(CALL, id=new_id(), message_key="")
    history.add_calls([CALL, other, none])
    exported = queries.everything(history, recorded.inbox_id)["calls"]
    assert [entry["id"] for entry in exported] == [CALL.id]
    history.forget(recorded.inbox_id)
    assert {c.id for c in queries.calls(history)} == {other.id, none.id}
    assert "录音".encode() * 3 not in history.path.read_bytes()


def test_the_first_form_of_the_file_is_upgraded_with_all_it_holds(path: Path) -> None:
    """A file written before there was a contact log: scans, findings and texts stay."""
    path.parent.mkdir(parents=True)
    old = sqlite3.connect(path, isolation_level=None)
    upgrade(old, MIGRATIONS[:1])
    old.execute("INSERT INTO inboxes (key, name, is_demo) VALUES ('k', 'Pixel', 0)")
    old.execute(
        "INSERT INTO scans (inbox_id, started_ms, finished_ms, outcome, scheduled) "
        "VALUES (1, 5, 6, 'done', 0)"
    )
    old.execute("INSERT INTO messages VALUES (1, 'abcdef0123456789', 1, 1, 'mobile', 7, 'a', 'b')")
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    old.close()
    with History(path) as history:
        assert history.set_aside is None
        [message] = queries.everything(history, 1)["messages"]
        assert (message["body"], message["sent_ms"], message["utc_offset_min"]) == ("b", None, None)
        assert queries.message_keys(history, "abcd") == ["abcdef0123456789"]
        assert history.add_calls([CALL]) == 1
    with History(path) as history:
        assert [c.id for c in queries.calls(history)] == [CALL.id]


def test_the_beginning_of_an_id_finds_its_message_and_no_other(history: History, scan) -> None:  # noqa: ANN001
    """Also where the next digit is the last there is."""
    scan(*(forged(n) for n in range(1, 29)))
    key = forged(3).message_key
    assert queries.message_keys(history, key[:15]) == [key]
    assert queries.message_keys(history, key) == [key]
    assert len(queries.message_keys(history, "")) == 2
