"""Turns what the phone stores into the table of messages that every source yields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scanner.inbox.acquisition import Device, Source
from scanner.inbox.phone.page import StoredMessage
from scanner.message import MESSAGE_COLUMNS, Box

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

    rows = [(box, message) for box, messages in boxes for message in reversed(messages)]
    messages = [message for _, message in rows]
    zone = time_zone(device)
    values: dict[str, list[Any]] = {
        "inbox_id": [source] * len(rows),
        "message_id": [str(m.id) for m in messages],
        "thread_id": [None if m.thread_id is None else str(m.thread_id) for m in messages],
        "address": [m.address for m in messages],
        "body": [m.body or "" for m in messages],
        "received_ms": [m.received_ms for m in messages],
        "sent_ms": [m.sent_ms or None for m in messages],
        "utc_offset_min": [offset_minutes(m.received_ms, zone) for m in messages],
        "read": [None if m.read is None else m.read != 0 for m in messages],
        "subscription_id": [m.subscription_id for m in messages],
        "service_center": [m.service_center for m in messages],
        "source": [source] * len(rows),
        "device": [device.name] * len(rows),
        "box": [box for box, _ in rows],
        "fidelity": ["proved" if m.intact else "unverified" for m in messages],
    }
    return pd.DataFrame(
        {name: pd.Series(values[name], dtype=dtype) for name, dtype in MESSAGE_COLUMNS.items()}
    )


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
