"""Reads a phone's inbox and hands it over only if it was proved whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from scanner.errors import AcquisitionError, ScannerError
from scanner.inbox.acquisition import Acquisition, Device, Inbox, Notice, ProofStep, Source
from scanner.inbox.phone.box import BoxReader, Progress, Withheld
from scanner.inbox.phone.column_reader import ColumnReader
from scanner.inbox.phone.device import READY, list_phones
from scanner.inbox.phone.known import Segment
from scanner.inbox.phone.notices import blocked_mixed, blocked_not_read, notices_of
from scanner.inbox.phone.page import ProviderRefusal, StoredMessage
from scanner.inbox.phone.proof import BoxRead, totals_of
from scanner.inbox.phone.query import BLOCKED, INBOX
from scanner.inbox.phone.refusal import explain_refusal, explain_silence
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.skin import is_xiaomi
from scanner.inbox.phone.table import to_table

__all__ = ["Progress", "read_inbox"]


def read_inbox(
    server: AdbServer,
    device: Device,
    *,
    source: Source = "phone",
    progress: Callable[[Progress], None] | None = None,
    deadline_s: float = 1800,
    page_rows: int = 200,
    known: Sequence[Segment] = (),
    keep: Callable[[Sequence[StoredMessage]], None] = lambda _: None,
) -> Inbox:
    """Read the inbox of a phone, and on Xiaomi's system its blocked messages as well.

    Args:
        server: an adb server that reaches the phone.
        device: from `choose_phone`.
        source: what the messages are marked as.
        progress: called with counts of messages, first with none read.
        deadline_s: seconds after which reading is given up.
        page_rows: messages in the first page; later ones grow to about 1 MB.
        known: what earlier readings of the inbox left; its texts are not asked for again.
        keep: called with the messages of each page of the inbox.

    Returns:
        The inbox, oldest message first, always with completeness "proved".

    Raises:
        AcquisitionError: the phone refused or withheld its messages, or what it gave was not proved
            to be all of them; nothing of it is used then.
        PhoneNotReady: the phone or the adb server went away.
    """
    started_ms = _now_ms()
    pages = BoxReader(
        Shell(server, device.serial),
        lambda: _is_ready(server, device.serial),
        deadline_s=deadline_s,
        page_rows=page_rows,
    )
    report = progress or (lambda _: None)
    reader, inbox = _inbox(pages, report, device, known, keep)
    blocked, extra = _blocked(reader, inbox) if is_xiaomi(device) else (None, ())
    messages = to_table(
        [("inbox", inbox.messages), ("blocked", blocked.messages if blocked else [])],
        source,
        device,
    )
    version = server.version_notice()
    return Inbox(
        messages,
        Acquisition(
            source=source,
            name="Demo phone" if source == "demo" else device.name,
            transport="one column at a time" if inbox.by_columns else "hex pages",
            completeness="proved",
            read=len(messages),
            expected=inbox.before.count + (blocked.before.count if blocked else 0),
            device=device,
            proof=inbox.proof() + _blocked_proof(blocked),
            notices=(
                *notices_of(device, inbox, blocked),
                *extra,
                *((version,) if version else ()),
            ),
            oldest_ms=_bound(messages["received_ms"].min()),
            newest_ms=_bound(messages["received_ms"].max()),
            started_ms=started_ms,
            finished_ms=_now_ms(),
        ),
    )


def _inbox(
    pages: BoxReader,
    progress: Callable[[Progress], None],
    device: Device,
    known: Sequence[Segment],
    keep: Callable[[Sequence[StoredMessage]], None],
) -> tuple[BoxReader | ColumnReader, BoxRead]:
    """Read the inbox by pages, or one column at a time where the phone takes no expressions.

    Some phones say so, others give nothing at all, as those do that withhold their messages.

    Raises:
        AcquisitionError, PhoneNotReady: as `read_inbox`.
    """
    try:
        return pages, pages.read(INBOX, progress, known, keep)
    except Withheld:
        reason: ScannerError = explain_silence(device)
    except ProviderRefusal as refusal:
        reason = explain_refusal(refusal.kind, device)
        if refusal.kind != "expressions":
            raise reason from refusal
    columns = ColumnReader(pages.asker)
    try:
        return columns, columns.read(INBOX, progress)
    except (Withheld, ProviderRefusal) as refusal:
        raise reason from refusal


def _blocked(
    reader: BoxReader | ColumnReader, inbox: BoxRead
) -> tuple[BoxRead | None, tuple[Notice, ...]]:
    """Read Xiaomi's blocked messages, if the phone tells them apart.

    A phone that ignores the parameter answers with the inbox again, perhaps with what has arrived
    since; whether it has blocked messages then stays unknown.
    """
    known = {message.id for message in inbox.messages}
    try:
        ignored = reader.shows_again(BLOCKED, inbox)
        blocked = None if ignored else reader.read(BLOCKED, lambda _: None)
    except (Withheld, ProviderRefusal, AcquisitionError):
        blocked = None
    if blocked is None:
        return None, (blocked_not_read(),)
    # Where both are shown together, a greater id than the inbox had may have arrived meanwhile.
    hidden = [m for m in blocked.messages if m.id not in known]
    if len(hidden) < len(blocked.messages):
        hidden = [m for m in hidden if m.id < inbox.before.newest_id]
        if not hidden:
            return None, (blocked_not_read(),)
        return replace(blocked, messages=hidden, before=totals_of(hidden)), (blocked_mixed(),)
    return blocked, ()


def _blocked_proof(blocked: BoxRead | None) -> tuple[ProofStep, ...]:
    if blocked is None:
        return ()
    return (
        ProofStep(
            name="blocked",
            ok=True,
            detail="Blocked messages read and proved in the same way: {count}.",
            fields={"count": len(blocked.messages)},
        ),
    )


def _is_ready(server: AdbServer, serial: str) -> bool:
    return any(phone.serial == serial and phone.state == READY for phone in list_phones(server))


def _bound(value: object) -> int | None:
    import pandas as pd

    return None if value is pd.NA else int(value)  # type: ignore[call-overload] # pandas gives int64


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
