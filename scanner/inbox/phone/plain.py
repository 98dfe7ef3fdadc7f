"""Reads messages as the plain text that `content query` prints: the last resort, unverified.

A message can print lines that look like rows of their own. What can be done is done (numbers of
rows, ids that the phone listed, each once), but a sender who knows this program can forge a row.
"""

from __future__ import annotations

import re
import secrets
import time

from scanner.errors import AcquisitionError, PhoneNotReady
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, Device, Inbox, Notice, ProofStep, Source
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.notices import about_phone
from scanner.inbox.phone.page import StoredMessage
from scanner.inbox.phone.query import INBOX
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.table import to_table

_QUERY = f"content query --uri {INBOX} --projection "
_ID = re.compile(r"^Row: \d+ _id=(\d{1,19})$", re.MULTILINE | re.ASCII)
_ROW = re.compile(
    r"^Row: (\d+) _id=(\d{1,19}), date=(-?\d{1,19}|NULL), address=(.*?), body=",
    re.MULTILINE | re.ASCII | re.DOTALL,  # a sender may hold a line break, too
)
_COLUMNS = "_id:date:address:body"
_CUT_TO_32_BITS = range(-(2**31), 2**31)


def read_plain(
    server: AdbServer, device: Device, *, source: Source = "phone", deadline_s: float = 1800
) -> Inbox:
    """Read the inbox of a phone that answers no other question.

    Args:
        server: an adb server that reaches the phone.
        device: from `choose_phone`.
        source: what the messages are marked as.
        deadline_s: seconds for each of two answers.

    Returns:
        The inbox, always with completeness and fidelity "unverified".

    Raises:
        AcquisitionError: it refuses that too, or lists no message.
        PhoneNotReady: it went away.
    """
    started_ms = time.time_ns() // 1_000_000
    shell = Shell(server, device.serial)
    listed = {int(number) for number in _ID.findall(_answer(shell, "_id", deadline_s))}
    if not listed:
        raise AcquisitionError(
            "The phone lists no message in plain text either. That is not an empty inbox.",
            "Let the phone make a backup, and read that: sms-scanner scan --backup",
        )
    messages = rows_in(_answer(shell, _COLUMNS, deadline_s), listed)
    table = to_table([("inbox", sorted(messages, key=lambda m: -m.id))], source, device)
    agrees = len(messages) == len(listed)
    times = [m.received_ms for m in messages if m.received_ms is not None]
    return Inbox(
        table,
        Acquisition(
            source=source,
            name="Demo phone" if source == "demo" else device.name,
            transport="plain text",
            completeness="unverified",
            read=len(messages),
            expected=len(listed),
            device=device,
            proof=(
                ProofStep(
                    name="ids",
                    ok=agrees,
                    detail=N_("The phone lists {count} ids; {read} of them have a row."),
                    fields={"count": len(listed), "read": len(messages)},
                ),
            ),
            notices=(
                Notice(
                    id="plain-text",
                    message="Read as plain text, in which a message can pose as several, or as one "
                    "of another sender. Nothing of it is verified.",
                    severity="warning",
                ),
                *_lacking(len(listed) - len(messages)),
                *about_phone(device, messages),
            ),
            oldest_ms=min(times, default=None),
            newest_ms=max(times, default=None),
            started_ms=started_ms,
            finished_ms=time.time_ns() // 1_000_000,
        ),
    )


def _lacking(count: int) -> tuple[Notice, ...]:
    if not count:
        return ()
    return (
        Notice(
            id="rows-not-found",
            message="Messages that the phone lists, and that were not found in its text: {count}.",
            fields={"count": count},
            severity="warning",
        ),
    )


def rows_in(text: str, listed: set[int]) -> list[StoredMessage]:
    """Return the rows of an answer: numbered from 0 without a gap, each with an id of its own.

    What looks like a row and is not the next one, or has no id that was listed, is text.
    """
    starts: list[re.Match[str]] = []
    free = set(listed)
    for match in _ROW.finditer(text):
        if int(match[1]) == len(starts) and int(match[2]) in free:
            free.discard(int(match[2]))
            starts.append(match)
    ends = [*(match.start() - 1 for match in starts[1:]), len(text)]
    return [
        _message(match, text[match.end() : end]) for match, end in zip(starts, ends, strict=True)
    ]


def _message(row: re.Match[str], body: str) -> StoredMessage:
    date = None if row[3] == "NULL" else int(row[3])
    return StoredMessage(
        id=int(row[2]),
        address=None if row[4] == "NULL" else row[4],
        received_ms=None if date is None or date in _CUT_TO_32_BITS else date,
        sent_ms=None,
        read=None,
        subscription_id=None,
        thread_id=None,
        service_center=None,
        body=body,
        body_bytes=len(body.encode()),
        address_bytes=len(row[4].encode()),
        intact=False,
    )


def _answer(shell: Shell, columns: str, deadline_s: float) -> str:
    """Return all that a query prints, without the mark that proves its end."""
    end = f"END-{secrets.token_hex(16)}"
    try:
        output = shell.run(f"{_QUERY}{columns} 2>/dev/null; echo {end}", deadline_s).stdout
    except TransportError as error:
        raise _gone() from error
    text = output.decode("utf-8", "replace").replace("\r\n", "\n")
    if not text.endswith(f"{end}\n"):
        raise _gone()
    return text.removesuffix(f"{end}\n").removesuffix("\n")


def _gone() -> PhoneNotReady:
    return PhoneNotReady(
        "The phone was disconnected while its messages were read. None of it was used.",
        "Plug it in again, leave the cable until the report is there, and run this again.",
    )
