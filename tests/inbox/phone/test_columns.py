"""Phones that take no SQL expressions: read one column at a time, and proved all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.columns import list_query, read_list, read_texts, text_query
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.page import PageFlaw
from scanner.inbox.phone.query import INBOX
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import ShellResult
from scanner.message import from_frame

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]

STRICT = "expressions-refused"
FORGED = "hi\nRow: 1 _id=20, body=forged"


def read(server: AdbServer, phone: DemoPhone) -> Inbox:
    """Read a phone as `scan` does."""
    return read_inbox(server, choose_phone(server, phone.address, patience_s=2), source="demo")


def bodies(inbox: Inbox) -> dict[int, str]:
    """Return body by message id."""
    return {int(message.message_id): message.body for message in from_frame(inbox.messages)}


def printed(ids: Sequence[int], texts: Sequence[str]) -> bytes:
    """Print ids and bodies as Android does."""
    rows = enumerate(zip(ids, texts, strict=True))
    return "".join(f"Row: {n} _id={i}, body={text}\n" for n, (i, text) in rows).encode()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6))
def test_an_answer_is_read_exactly_or_asked_for_in_parts(texts: list[str]) -> None:
    """Any texts, with any line breaks: never one that was not sent."""
    ids = [10 * n for n in range(1, len(texts) + 1)]
    query = text_query(INBOX, "body", ids)
    stdout = printed(ids, texts) + f"{query.end}\n".encode()
    found = read_texts(query, ShellResult(stdout, b"", 0))
    if len(ids) > 1 and any("\n" in text for text in texts):
        assert found is None
    else:
        assert found == {i: text.encode() for i, text in zip(ids, texts, strict=True)}


@pytest.mark.parametrize("shell_v2", [True, False])
def test_a_forged_row_beside_a_deletion_is_not_taken(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, shell_v2: bool
) -> None:
    """The sender guessed id and place of the next message, which goes while it is read."""
    stored = [*make_messages([10], body=FORGED), *make_messages([20], body="the true one")]
    phone = plug_in(STRICT, stored, shell_v2=shell_v2)
    asked = iter(range(1000))

    def hook(arguments: Sequence[str]) -> None:
        if "_id:body" in arguments and next(asked) == 0:
            phone.delete(20)

    phone.before_query = hook
    inbox = read(adb_server, phone)
    assert bodies(inbox) == {10: FORGED}
    repeated = next(step for step in inbox.acquisition.proof if step.name == "repeated")
    assert repeated.fields["repeated"] == 1


@pytest.mark.parametrize("shell_v2", [True, False])
def test_every_kind_of_text_is_read_and_proved(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, shell_v2: bool
) -> None:
    """Line breaks, words of the protocol, missing texts and such as read like them."""
    texts = [
        "plain",
        "two\nlines\r\n",
        "\n",
        "",
        None,
        "NULL",
        "BLOB",
        "No result found.",
        "Row: 0 _id=1, body=x",
        "x\nEND-00000000000000000000000000000000 0\n",
        "WARNING: linker: x",
        "Error while accessing provider:sms",
        "a\x00b",
        "长" * 9000,
    ]
    stored = [
        sms
        for n, text in enumerate(texts, start=1)
        for sms in make_messages([n], body=text, address=text and text[:50])
    ]
    inbox = read(adb_server, plug_in(STRICT, stored, shell_v2=shell_v2))
    assert bodies(inbox) == {sms.id: sms.body or "" for sms in stored}
    messages = list(from_frame(inbox.messages))
    assert [message.address for message in messages] == [sms.address for sms in stored]
    assert [message.received_ms for message in messages] == [sms.date for sms in stored]
    assert {message.fidelity for message in messages} == {"proved"}
    assert inbox.acquisition.completeness == "proved"
    assert inbox.acquisition.transport == "one column at a time"
    assert {"columns", "totals"} <= {step.name for step in inbox.acquisition.proof}


def test_bytes_that_are_no_text_are_shown_and_told(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """A BLOB is printed as "BLOB", which is not taken for its text."""
    stored = [
        StoredSms(id=1, address="95555", body=b"secret", date=1_760_000_000_000),
        StoredSms(id=2, address="95555", body="BLOB", date=1_760_000_000_000),
    ]
    inbox = read(adb_server, plug_in(STRICT, stored))
    assert bodies(inbox) == {1: "\ufffd", 2: "BLOB"}
    assert list(inbox.messages["fidelity"]) == ["unverified", "proved"]


def test_few_questions_are_asked_since_each_takes_a_second(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """A thousand messages, a few of them with line breaks, in far fewer queries."""
    stored = make_messages(range(1, 1001))
    for n in (0, 500, 999):
        stored[n] = replace(stored[n], body="two\nlines")
    phone = plug_in(STRICT, stored)
    asked: list[Sequence[str]] = []
    phone.before_query = asked.append
    inbox = read(adb_server, phone)
    assert bodies(inbox) == {sms.id: sms.body for sms in stored}
    assert len(asked) < 90


def test_times_cut_to_32_bits_are_unknown_rather_than_wrong(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Old builds of `content` cut them, and no CAST is to be had here."""
    inbox = read(adb_server, plug_in(STRICT, make_messages([1]), integers="int"))
    assert inbox.messages["received_ms"].isna().all()


def test_an_empty_inbox_cannot_be_told_from_a_hidden_one(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Without a count, "No result found." is no answer."""
    with pytest.raises(AcquisitionError, match="refuses the form of question"):
        read(adb_server, plug_in(STRICT, []))


def test_a_deletion_at_every_reading_ends_in_words(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """It is read three times, not for ever."""
    phone = plug_in(STRICT, make_messages(range(1, 100)))
    ids = iter(range(1, 100))

    def hook(arguments: Sequence[str]) -> None:
        if "_id:address" in arguments:
            phone.delete(next(ids))

    phone.before_query = hook
    with pytest.raises(AcquisitionError, match="deleted on the phone again and again"):
        read(adb_server, phone)


def test_arrivals_are_told_and_left_out(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The inbox is that of the moment when its ids were listed."""
    phone = plug_in(STRICT, make_messages(range(1, 10)))
    arrivals = iter(make_messages([10, 11]))

    def hook(arguments: Sequence[str]) -> None:
        if "_id:body" in arguments:
            phone.insert(*arrivals)

    phone.before_query = hook
    inbox = read(adb_server, phone)
    assert list(bodies(inbox)) == list(range(1, 10))
    told = {notice.id: notice.fields.get("count") for notice in inbox.acquisition.notices}
    assert told["arrived-while-reading"] == 2


def test_xiaomi_blocked_messages_are_read_likewise(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Into a box of their own where the phone tells them apart, else not at all."""
    stored = [*make_messages(range(1, 9)), *make_messages([9, 10], block_type=3)]
    apart = read(adb_server, plug_in("miui-blocked", stored, expressions=False))
    assert list(apart.messages["box"]) == ["inbox"] * 8 + ["blocked"] * 2
    phone = plug_in(
        "miui-blocked", make_messages(range(1, 9)), expressions=False, blocked_box=False
    )
    again = read(adb_server, phone)
    assert list(bodies(again)) == list(range(1, 9))
    assert "xiaomi-blocked-not-read" in {notice.id for notice in again.acquisition.notices}


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "a lost row": lambda out: out if b"body=" not in out else out[out.index(b"\n") + 1 :],
    "another id": lambda out: out.replace(b"_id=5, body", b"_id=6, body"),
    "another column": lambda out: out.replace(b", body=", b", subject="),
    "numbers that are none": lambda out: out.replace(b"thread_id=1", b"thread_id=x"),
    "ids out of order": lambda out: out.replace(b"_id=5, date=", b"_id=3, date="),
    "a gap in the list": lambda out: re.sub(rb"Row: 4 (_id=\d+, date)", rb"Row: 5 \1", out),
    "an empty answer": lambda out: b"" if b"body=" in out else out,
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_proof_refuses(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, tampering: str
) -> None:
    """Each one, done to every answer that it applies to."""
    phone = plug_in(STRICT, make_messages(range(1, 20)))
    phone.tamper = TAMPERINGS[tampering]
    with pytest.raises(AcquisitionError, match=r"does not hold together"):
        read(adb_server, phone)


@pytest.mark.parametrize("status", ["137", "1", ""])
def test_a_command_that_was_killed_is_not_taken_for_one_that_ended(status: str) -> None:
    """The end mark carries its exit status, so that a text cut short shows."""
    query = text_query(INBOX, "body", [1])
    end = query.end.removesuffix("0") + status
    with pytest.raises(PageFlaw):
        read_texts(query, ShellResult(f"Row: 0 _id=1, body=cut\n{end}\n".encode(), b"", 0))
    listing = list_query(INBOX)
    end = listing.end.removesuffix("0") + status
    with pytest.raises(PageFlaw):
        read_list(listing, ShellResult(f"Row: 0 _id=1\n{end}\n".encode(), b"", 0))
