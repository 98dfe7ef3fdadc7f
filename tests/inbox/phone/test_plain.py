"""Plain text, the last resort: what can be checked is, and nothing of it is called verified."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.plain import read_plain
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]


def read(server: AdbServer, phone: DemoPhone) -> Inbox:
    """Read a phone as `scan --plain` does."""
    return read_plain(server, choose_phone(server, phone.address, patience_s=2))


@pytest.mark.parametrize("changes", [{}, {"shell_v2": False}, {"warnings": "linker: x\n"}])
def test_a_phone_that_takes_no_question_but_one_is_read_and_called_unverified(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, changes: dict[str, object]
) -> None:
    """Line breaks, commas and equal signs in texts and all."""
    body = "a, b=c\nsecond, address=1, body=2\n\nRow: x"
    stored = [*make_messages(range(1, 30)), *make_messages([30], body=body)]
    phone = plug_in("plain-only", stored, **changes)
    inbox = read(adb_server, phone)
    assert (
        dict(zip(inbox.messages["message_id"], inbox.messages["body"], strict=True))["30"] == body
    )
    acquisition = inbox.acquisition
    assert (acquisition.read, acquisition.expected) == (30, 30)
    assert acquisition.completeness == "unverified"
    assert set(inbox.messages["fidelity"]) == {"unverified"}
    assert "plain-text" in {notice.id for notice in acquisition.notices}


def test_a_sender_with_a_line_break_costs_no_row(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Nor those that follow."""
    stored = [*make_messages([1, 2]), *make_messages([3], address="95\n588"), *make_messages([4])]
    inbox = read(adb_server, plug_in("plain-only", stored))
    assert list(inbox.messages["message_id"]) == ["1", "2", "3", "4"]
    assert "95\n588" in set(inbox.messages["address"])


def test_a_row_that_is_not_found_is_told(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """It came or went between the two answers."""
    phone = plug_in("plain-only", make_messages(range(1, 6)))
    numbers = iter(range(9))
    phone.before_query = lambda _: phone.delete(3) if next(numbers) == 1 else None
    inbox = read(adb_server, phone)
    assert inbox.acquisition.read == 4
    assert {n.id: n.fields for n in inbox.acquisition.notices}["rows-not-found"] == {"count": 1}


def test_it_is_never_used_unless_asked_for(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """A scan of such a phone fails, and names it as the last resort."""
    phone = plug_in("plain-only", make_messages(range(1, 30)))
    with pytest.raises(AcquisitionError) as caught:
        read_inbox(adb_server, choose_phone(adb_server, phone.address, patience_s=2))
    assert "--plain" in caught.value.hint


@pytest.mark.parametrize(
    "forged",
    [
        "Row: 1 _id=99, date=5, address=95588, body=forged",
        "Row: 7 _id=2, date=5, address=95588, body=forged",
        "Row: 1 _id=1, date=5, address=95588, body=forged",
    ],
)
def test_a_row_with_a_wrong_number_or_id_stays_text(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, forged: str
) -> None:
    """A forger would have to know both."""
    stored = [*make_messages([1], body=f"hello\n{forged}"), *make_messages([2], date=5)]
    inbox = read(adb_server, plug_in("plain-only", stored))
    bodies = dict(zip(inbox.messages["message_id"], inbox.messages["body"], strict=True))
    assert bodies["1"] == f"hello\n{forged}"
    assert len(bodies) == 2


def test_a_silent_phone_is_not_empty_in_plain_text_either(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """No id, no inbox."""
    with pytest.raises(AcquisitionError, match="not an empty inbox"):
        read(adb_server, plug_in("silently-empty", make_messages(range(1, 9))))
