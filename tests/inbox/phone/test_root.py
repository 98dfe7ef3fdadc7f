"""The database of a rooted phone: copied whole or not at all, and only where root is to be had."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.root import read_root_copy
from scanner.inbox.phone.server import AdbServer

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the copies of each test apart, so that what is left of them shows."""
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))


def read(server: AdbServer, phone: DemoPhone) -> Inbox:
    """Read a phone as `scan --root` does."""
    return read_root_copy(server, choose_phone(server, phone.address, patience_s=2))


@pytest.mark.parametrize("sdk", [34, 28])
def test_a_rooted_phone_is_read_from_its_database(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, tmp_path: Path, sdk: int
) -> None:
    """Though adb may not read SMS there; before Android 10 with the write-ahead log. Proved."""
    stored = [*make_messages(range(1, 400)), *make_messages([500], type=2)]
    inbox = read(adb_server, plug_in("rooted", stored, sdk=sdk))
    acquisition = inbox.acquisition
    assert (acquisition.read, acquisition.expected, acquisition.skipped) == (399, 399, 1)
    assert acquisition.completeness == "proved"
    assert acquisition.transport == "root copy"
    assert acquisition.proof[0].fields["files"] == (2 if sdk < 29 else 1)
    assert set(inbox.messages["source"]) == {"phone"}
    assert inbox.messages["utc_offset_min"].eq(480).all()
    assert not list((tmp_path / "copies").rglob("mmssms*"))


def test_xiaomis_blocked_messages_stand_in_the_database_too(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """In a box of their own."""
    stored = [*make_messages(range(1, 9)), *make_messages(range(9, 12), block_type=4)]
    inbox = read(adb_server, plug_in("miui-blocked", stored, root=True))
    assert list(inbox.messages["box"]) == ["inbox"] * 8 + ["blocked"] * 3


def test_a_phone_without_root_says_so(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """And that none is needed."""
    with pytest.raises(AcquisitionError, match="cannot be root") as caught:
        read(adb_server, plug_in("android-14"))
    assert "leave --root out" in caught.value.hint


def test_a_message_that_arrives_while_the_database_is_copied_starts_it_over(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The copy is of one moment, never of two."""
    phone = plug_in("rooted", make_messages(range(1, 30)))
    arrivals = iter(make_messages([30]))

    def arrive(arguments: Sequence[str]) -> None:
        if "cat " in arguments[-1]:
            phone.insert(*arrivals)

    phone.before_query = arrive
    inbox = read(adb_server, phone)
    assert inbox.acquisition.read == 30
    assert inbox.acquisition.completeness == "proved"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data + b"warning\n"])
def test_a_copy_that_is_not_what_the_phone_has_is_not_used(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    damage: Callable[[bytes], bytes],
) -> None:
    """Whatever came in between."""
    phone = plug_in("rooted", make_messages(range(1, 30)))
    phone.tamper = lambda data: damage(data) if data.startswith(b"SQLite") else data
    with pytest.raises(AcquisitionError, match="None of it was used"):
        read(adb_server, phone)


def test_a_damaged_database_is_not_called_whole(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its sound rows are read, and what is lost is told."""
    phone = plug_in("rooted", make_messages(range(1, 2000)))
    whole = phone._sms.files()["mmssms.db"]
    middle = len(whole) // 4096 // 2 * 4096
    broken = whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :]
    monkeypatch.setattr(phone._sms, "files", lambda: {"mmssms.db": broken})
    inbox = read(adb_server, phone)
    assert inbox.acquisition.completeness == "unverified"
    assert inbox.acquisition.read > 1000
    assert inbox.acquisition.bad_rows or not inbox.acquisition.proof[1].ok
