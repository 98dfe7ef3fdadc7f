"""Backups that a phone makes when adb may not read its messages."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.backups import android_backup, columns, one_password, telephony_files

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.files import read_file
from scanner.inbox.files.android_backup import Passwords
from scanner.inbox.phone.backup import read_backup
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.server import AdbServer
from scanner.message import from_frame

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]


def read(
    server: AdbServer, phone: DemoPhone, password: str | None = None, deadline_s: float = 20
) -> Inbox:
    """Read a phone as `scan --backup` does."""
    device = choose_phone(server, phone.address, patience_s=2)
    return read_backup(server, device, passwords=one_password(password), deadline_s=deadline_s)


@pytest.mark.parametrize("profile", ["denied", "silently-empty", "android-9", "no-shell-v2"])
def test_a_phone_that_keeps_adb_out_is_read_from_its_backup(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, profile: str
) -> None:
    """Every received message, with what a backup keeps of it, and never called proved."""
    draft = make_messages([2501], type=3, body=None, address=None)
    stored = [*make_messages(range(1, 2500)), *make_messages([2500], type=2), *draft]
    inbox = read(adb_server, plug_in(profile, stored))
    read_back = [
        (m.message_id, m.address, m.body, m.received_ms) for m in from_frame(inbox.messages)
    ]
    assert read_back == [(str(s.id), s.address, s.body, s.date) for s in stored[:-2]]
    assert set(inbox.messages["utc_offset_min"]) == {480}
    assert set(inbox.messages["fidelity"]) == {"unverified"}
    acquisition = inbox.acquisition
    assert (acquisition.transport, acquisition.completeness) == ("adb backup", "unverified")
    assert (acquisition.source, acquisition.bad_rows) == ("phone", ())
    assert acquisition.device is not None
    notices = {notice.id for notice in acquisition.notices}
    assert {"backup-not-counted", "sent-left-out"} <= notices
    assert "file-not-proved" not in notices


@pytest.mark.parametrize("consent", ["cancelled", "silent"])
def test_no_backup_is_never_an_empty_inbox(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, consent: str
) -> None:
    """Neither an archive of nothing nor no answer at all."""
    phone = plug_in("denied", make_messages(range(1, 9)), backup=consent)
    with pytest.raises(AcquisitionError, match="not an empty inbox") as caught:
        read(adb_server, phone)
    assert "Back up my data" in caught.value.hint


def test_a_cable_pulled_out_leaves_no_part_of_a_backup_behind(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What came is not taken for the whole without a word, and its file is gone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stored = [sms for n in range(1, 2000) for sms in make_messages([n], body=os.urandom(40).hex())]
    phone = plug_in("denied", stored, drop_after_bytes=60_000)
    try:
        inbox = read(adb_server, phone)
    except AcquisitionError:
        pass
    else:
        assert inbox.acquisition.bad_rows
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["right", None, "wrong"])
def test_an_encrypted_backup_is_opened_with_the_password_alone(
    adb_server: AdbServer, plug_in: PlugIn, given: str | None
) -> None:
    """Words say what to do with a wrong one, and name no file that is gone by then."""
    phone = plug_in("denied")
    data = android_backup(telephony_files([columns(1, "hello")]), password="right")
    phone.tamper = lambda _: data
    if given == "right":
        assert list(read(adb_server, phone, given).messages["body"]) == ["hello"]
        return
    with pytest.raises(AcquisitionError, match="is encrypted, and no password") as caught:
        read(adb_server, phone, given)
    assert "backup.ab" not in str(caught.value)


def test_words_instead_of_a_backup_are_refused(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """As of a phone without the command."""
    phone = plug_in("denied")
    phone.tamper = lambda _: b"/system/bin/sh: bu: inaccessible or not found\n"
    with pytest.raises(AcquisitionError, match="is no backup"):
        read(adb_server, phone)


def test_the_file_can_be_read_by_its_owner_alone(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It holds every message of the phone while it is there."""
    modes: list[int] = []

    def look(path: Path, passwords: Passwords) -> Inbox:
        modes.extend(stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent))
        return read_file(path, passwords)

    monkeypatch.setattr("scanner.inbox.phone.backup.read_file", look)
    read(adb_server, plug_in("denied", make_messages(range(1, 9))))
    assert modes == [0o600, 0o700]
