"""Reading a phone again: only what is new is asked for, and whatever else changed is noticed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import ScannerError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.known import Segment, between, segments_of
from scanner.inbox.phone.page import StoredMessage
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]


class Reader:
    """Reads a phone, keeps the pages as `pull` does, and notes for which ids texts were asked."""

    def __init__(self, server: AdbServer, phone: DemoPhone) -> None:
        self.server = server
        self.phone = phone
        self.pages: list[StoredMessage] = []
        self.asked: list[range] = []
        phone.before_query = self._note

    def _note(self, arguments: Sequence[str]) -> None:
        line = " ".join(arguments)
        where = re.search(r"_id<(\d+) AND _id>=(\d+)", line)
        if "CAST(body AS BLOB)) AS b" in line and where:
            self.asked.append(range(int(where[2]), int(where[1])))

    def read(self, known: Sequence[Segment] = (), page_rows: int = 10) -> Inbox:
        """Read; `self.pages` and `self.asked` are those of this reading."""
        self.pages, self.asked = [], []
        return read_inbox(
            self.server,
            choose_phone(self.server, self.phone.address, patience_s=2),
            page_rows=page_rows,
            known=known,
            keep=self.pages.extend,
        )

    def again(self, inbox_pages: Sequence[StoredMessage]) -> Inbox:
        """Read, with what an earlier reading left."""
        return self.read(segments_of([sorted(inbox_pages, key=lambda m: -m.id)]))


def told(inbox: Inbox) -> dict[str, object]:
    """Return the counts of the notices about changes."""
    return {
        n.id: n.fields.get("count")
        for n in inbox.acquisition.notices
        if n.id not in {"mms-rcs-not-read", "other-sim-not-read"}
    }


@pytest.fixture
def reader(adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages) -> Reader:
    """Return a reader of a phone with the messages 101 to 160."""
    return Reader(adb_server, plug_in("android-14", make_messages(range(101, 161))))


def test_nothing_is_asked_for_again_where_nothing_changed(reader: Reader) -> None:
    """The same inbox, the same proof, and not one text over the cable."""
    first = reader.read()
    second = reader.again(reader.pages)
    assert reader.asked == []
    assert second.messages.equals(first.messages)
    assert second.acquisition.completeness == "proved"
    assert "known" in {step.name for step in second.acquisition.proof}
    assert told(second) == {}


def test_the_newest_androids_check_of_sql_lets_the_sums_pass(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """It refuses hex() and more."""
    reader = Reader(adb_server, plug_in("android-strict-sql", make_messages(range(1, 30))))
    reader.read()
    assert reader.again(reader.pages).acquisition.read == 29
    assert reader.asked == []


@pytest.mark.parametrize("refused", [["_id%65521"], ["_id%65521", "AS s:CAST(length(CAST(address"]])
def test_a_phone_that_gives_no_sums_or_no_list_is_read_all_the_same(
    reader: Reader, make_messages: MakeMessages, refused: list[str]
) -> None:
    """By its list, or from scratch."""
    reader.read()
    known = reader.pages
    reader.phone.insert(*make_messages([3]))
    note, silent = reader.phone.before_query, [False]

    def look(arguments: Sequence[str]) -> None:
        silent[0] = any(words in " ".join(arguments) for words in refused)
        note(arguments)

    reader.phone.before_query = look
    reader.phone.tamper = lambda out: b"No result found.\n" if silent[0] else out
    assert reader.again(known).acquisition.read == 61
    asked = {number for ids in reader.asked for number in ids}
    assert (160 in asked) == (len(refused) == 2)


def test_only_new_ids_are_asked_for(reader: Reader, make_messages: MakeMessages) -> None:
    """And the inbox is what a reading from scratch finds."""
    reader.read()
    known = reader.pages
    reader.phone.insert(*make_messages(range(161, 166)))
    second = reader.again(known)
    assert reader.asked
    assert min(ids.start for ids in reader.asked) == 161
    assert second.messages.equals(reader.read().messages)
    assert told(second) == {}


def test_deletions_are_noticed_and_told(reader: Reader) -> None:
    """Also of the newest, whose id may be given to another message later; no text is asked for."""
    reader.read()
    known = reader.pages
    for number in (101, 130, 160):
        reader.phone.delete(number)
    second = reader.again(known)
    assert reader.asked == []
    assert told(second) == {"deleted-since": 3}
    assert second.messages.equals(reader.read().messages)


@pytest.mark.parametrize(
    "change", [{"date": 5}, {"date_sent": 7}, {"body": "longer " * 30}, {"address": "955"}]
)
def test_an_id_that_stands_for_another_message_now_is_noticed(
    reader: Reader, make_messages: MakeMessages, change: dict[str, object]
) -> None:
    """By any of its times and lengths; only it is read again."""
    reader.read()
    known = reader.pages
    reader.phone.delete(130)
    [new] = make_messages([130])
    reader.phone.insert(replace(new, **change))
    second = reader.again(known)
    assert reader.asked == [range(130, 131)]
    assert told(second) == {"ids-used-again": 1}
    assert second.messages.equals(reader.read().messages)


def test_two_messages_that_changed_places_are_noticed(
    reader: Reader, make_messages: MakeMessages
) -> None:
    """As a restored database has them: every sum is the same but those weighted by the id."""
    reader.read()
    known = reader.pages
    one, other = make_messages([120, 150])
    for number in (120, 150):
        reader.phone.delete(number)
    reader.phone.insert(replace(one, id=150), replace(other, id=120))
    second = reader.again(known)
    assert told(second) == {"ids-used-again": 2}
    assert second.messages.equals(reader.read().messages)


def test_a_reset_database_is_noticed_and_read_anew(
    reader: Reader, make_messages: MakeMessages
) -> None:
    """Its ids begin again at 1 and run into those that are known."""
    reader.read()
    known = reader.pages
    for number in range(101, 161):
        reader.phone.delete(number)
    restored = make_messages(range(1, 121), body="another")
    reader.phone.insert(*(replace(m, date=m.date + 86_400_000) for m in restored))
    second = reader.again(known)
    assert told(second) == {"deleted-since": 40, "ids-used-again": 20, "inbox-reset": None}
    assert second.messages.equals(reader.read().messages)


def test_an_inbox_that_was_emptied_is_empty(reader: Reader) -> None:
    """The phone counts none, which is proved as ever."""
    reader.read()
    known = reader.pages
    for number in range(101, 161):
        reader.phone.delete(number)
    second = reader.again(known)
    assert second.acquisition.read == 0
    assert second.acquisition.completeness == "proved"
    assert told(second)["deleted-since"] == 60


def test_messages_put_in_below_and_between_are_read(
    reader: Reader, make_messages: MakeMessages
) -> None:
    """As when a backup is restored into a phone that is in use."""
    for number in range(120, 140):
        reader.phone.delete(number)
    reader.read()
    known = reader.pages
    reader.phone.insert(*make_messages([*range(1, 20), *range(125, 130)]))
    second = reader.again(known)
    assert second.messages.equals(reader.read().messages)
    assert told(second) == {}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_inbox_is_what_a_reading_from_scratch_finds(
    reader: Reader, make_messages: MakeMessages, seed: int
) -> None:
    """Arrivals, deletions, ids used again and only a part known, at random, three times over."""
    chance = random.Random(seed)
    there = set(range(101, 161))
    reader.read()
    known = [reader.pages]
    for turn in range(3):
        gone = set(chance.sample(sorted(there), min(len(there), chance.choice([0, 1, 5, 40]))))
        for number in gone:
            reader.phone.delete(number)
        there -= gone
        free = sorted(set(range(1, 260)) - there)
        new = chance.sample(free, chance.choice([0, 1, 8, 60]))
        reader.phone.insert(*make_messages(new, body=f"turn {turn} " + "x" * chance.randint(0, 99)))
        there |= set(new)
        kept = [[m for m in pages if chance.random() < 0.97] for pages in known]
        again = reader.read(segments_of(sorted(pages, key=lambda m: -m.id) for pages in kept))
        known = [reader.pages, *known]
        assert again.messages.equals(reader.read().messages)
        assert again.acquisition.completeness == "proved"


def test_an_interrupted_reading_goes_on_where_it_was(reader: Reader, adb_server: AdbServer) -> None:
    """With what it kept of its pages; those are not asked for again."""
    queries = iter(range(100))

    def unplug(arguments: Sequence[str]) -> None:
        if next(queries) == 2:
            reader.phone.unplug()

    note, reader.phone.before_query = reader.phone.before_query, unplug
    with pytest.raises(ScannerError):
        reader.read()
    known = reader.pages
    assert 0 < len(known) < 60
    reader.phone.before_query = note
    reader.phone.plug()
    adb_server.connect(reader.phone.address)
    second = reader.again(known)
    assert max(ids.stop for ids in reader.asked) == min(m.id for m in known)
    assert second.messages.equals(reader.read().messages)


def test_what_is_known_of_another_phone_is_of_no_use_and_no_harm(
    reader: Reader, make_messages: MakeMessages
) -> None:
    """Same ids, other messages."""
    make = partial(StoredMessage, sent_ms=0, read=1, subscription_id=1, thread_id=1)
    strange = [
        make(
            id=number,
            address="1",
            received_ms=number,
            service_center=None,
            body="not here",
            body_bytes=8,
            address_bytes=1,
            intact=True,
        )
        for number in range(101, 161)
    ]
    assert "not here" not in set(reader.again(strange).messages["body"])


def test_the_ids_between_what_is_known_are_all_the_others() -> None:
    """Whatever lies outside of, inside, or across the ends."""
    for covered in ([], [range(5, 8)], [range(1, 3), range(6, 30)], [range(40, 50), range(2, 4)]):
        ids = {number for part in between(covered, 3, 20) for number in part}
        assert ids == {n for n in range(3, 21) if not any(n in part for part in covered)}
