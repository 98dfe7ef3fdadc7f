"""Messages that come and go while the phone is read: noticed, told, and not taken for tampering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]

FIRST_PAGE, SECOND_PAGE, TOTALS_AGAIN = 1, 2, 3
"""Numbers of the queries of an inbox of 40: a count, ten messages, the other thirty, a count."""


def read_while(
    server: AdbServer, phone: DemoPhone, at_query: int, happens: Callable[[], None]
) -> Inbox:
    """Read the inbox; before the query of that number is answered, let something happen."""
    numbers = iter(range(10_000))

    def hook(arguments: Sequence[str]) -> None:
        if next(numbers) == at_query:
            happens()

    device = choose_phone(server, phone.address, patience_s=2)
    phone.before_query = hook
    return read_inbox(server, device, page_rows=10)


def ids_of(inbox: Inbox) -> list[int]:
    """Return the ids that were read."""
    return [int(i) for i in inbox.messages["message_id"]]


def told(inbox: Inbox) -> dict[str, object]:
    """Return the counts of the notices about changes."""
    return {n.id: n.fields["count"] for n in inbox.acquisition.notices if "count" in n.fields}


@pytest.mark.parametrize("at_query", [FIRST_PAGE, SECOND_PAGE, TOTALS_AGAIN])
def test_an_arrival_is_told_and_left_out(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, at_query: int
) -> None:
    """The inbox is that of the moment when reading began."""
    phone = plug_in("android-14", make_messages(range(1, 41)))
    inbox = read_while(adb_server, phone, at_query, lambda: phone.insert(*make_messages([41, 42])))
    assert ids_of(inbox) == list(range(1, 41))
    assert told(inbox) == {"arrived-while-reading": 2}


def test_the_first_message_ever_arriving_while_none_is_read_is_told(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """An empty inbox was empty when counted."""
    phone = plug_in("android-14", [])
    inbox = read_while(adb_server, phone, 1, lambda: phone.insert(*make_messages([1])))
    assert (ids_of(inbox), told(inbox)) == ([], {"arrived-while-reading": 1})


@pytest.mark.parametrize("deleted", [1, 20, 40])
@pytest.mark.parametrize("at_query", [FIRST_PAGE, SECOND_PAGE, TOTALS_AGAIN])
def test_a_deletion_is_told_and_explains_the_difference(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    at_query: int,
    deleted: int,
) -> None:
    """Whether the message was read before it went or not, all that remain are there."""
    phone = plug_in("android-14", make_messages(range(1, 41)))
    inbox = read_while(adb_server, phone, at_query, lambda: phone.delete(deleted))
    assert set(range(1, 41)) - {deleted} <= set(ids_of(inbox)) <= set(range(1, 41))
    assert told(inbox) == {"deleted-while-reading": 1}
    totals = next(step for step in inbox.acquisition.proof if step.name == "totals")
    assert (totals.fields["before"], totals.fields["after"]) == (40, 39)


def test_an_inbox_emptied_while_it_is_read_is_told(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """What was read before stays, and the proof says that nothing remains."""
    phone = plug_in("android-14", make_messages(range(1, 41)))

    def empty() -> None:
        for number in range(1, 41):
            phone.delete(number)

    inbox = read_while(adb_server, phone, SECOND_PAGE, empty)
    assert ids_of(inbox) == list(range(31, 41))
    assert told(inbox) == {"deleted-while-reading": 40}


def test_a_message_put_in_below_what_was_read_is_not_missed_in_silence(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """A restored backup may add old ids; the inbox was not read whole then."""
    phone = plug_in("android-14", make_messages([*range(1, 20), *range(21, 42)]))
    with pytest.raises(AcquisitionError, match="does not add up"):
        read_while(adb_server, phone, TOTALS_AGAIN, lambda: phone.insert(*make_messages([20])))


def test_an_id_used_again_for_another_text_is_not_taken_for_the_old_one(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The counts agree, the lengths do not."""
    stored = make_messages(range(1, 41))
    phone = plug_in("android-14", stored)

    def exchange() -> None:
        phone.delete(40)
        phone.insert(replace(stored[39], body="quite another text"))

    with pytest.raises(AcquisitionError, match="does not add up"):
        read_while(adb_server, phone, SECOND_PAGE, exchange)
