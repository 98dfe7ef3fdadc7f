"""Turns what the phone stores into the table of messages that every source yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scanner.inbox.acquisition import Device, Source
from scanner.inbox.phone.page import StoredMessage
from scanner.message import MESSAGE_COLUMNS, Box, Message

if TYPE_CHECKING:
    import pandas as pd

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_table(
    boxes: Sequence[tuple[Box, Sequence[StoredMessage]]], source: Source, device: Device
) -> pd.DataFrame:
    """Return the messages of all boxes, oldest first, with the columns of `MESSAGE_COLUMNS`.

    A time of 0 in `date_sent` means that the message centre gave none. Local time is that of the
    phone's time zone on the day of the message; the phone does not keep where it was then.
    """
    import pandas as pd

    messages = [message for _, box in boxes for message in reversed(box)]
    zone = time_zone(device)
    constant = {"inbox_id": source, "source": source, "device": device.name}
    cells: dict[str, Callable[[StoredMessage], Any]] = {
        "message_id": lambda m: str(m.id),
        "thread_id": lambda m: None if m.thread_id is None else str(m.thread_id),
        "address": lambda m: m.address,
        "body": lambda m: m.body or "",
        "received_ms": lambda m: m.received_ms,
        "sent_ms": lambda m: m.sent_ms or None,
        "utc_offset_min": lambda m: offset_minutes(m.received_ms, zone),
        "read": lambda m: None if m.read is None else m.read != 0,
        "subscription_id": lambda m: m.subscription_id,
        "service_center": lambda m: m.service_center,
        "fidelity": lambda m: "proved" if m.intact else "unverified",
    }

    def column(name: str) -> list[Any]:
        if name == "box":
            return [box for box, held in boxes for _ in held]
        if name in constant:
            return [constant[name]] * len(messages)
        return [cells[name](message) for message in messages]

    # One column after the other: all at once would double what a large inbox takes.
    return pd.DataFrame(
        {name: pd.Series(column(name), dtype=dtype) for name, dtype in MESSAGE_COLUMNS.items()}
    )


def as_of_phone(messages: Iterable[Message], device: Device, source: Source) -> list[Message]:
    """Return messages of a file that came straight from a phone, marked as that phone's."""
    zone = time_zone(device)
    return [
        replace(
            message,
            inbox_id=source,
            source=source,
            device=device.name,
            utc_offset_min=offset_minutes(message.received_ms, zone),
        )
        for message in messages
    ]


def time_zone(device: Device) -> ZoneInfo | None:
    """Return the phone's time zone; None if it gave none, or one that is not known here."""
    try:
        return ZoneInfo(device.time_zone) if device.time_zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def offset_minutes(at_ms: int | None, zone: ZoneInfo | None) -> int | None:
    """Return local time minus UTC at that moment, in minutes; None if either is unknown."""
    if at_ms is None or zone is None:
        return None
    try:
        offset = (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone).utcoffset()
    except OverflowError:  # a clock that was far out
        return None
    return None if offset is None else int(offset.total_seconds() // 60)
