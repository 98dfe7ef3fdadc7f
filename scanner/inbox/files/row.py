"""A record in our own fields → a `Message`: what `classify` and other programs write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from scanner.i18n import N_
from scanner.inbox.files.item import RowError
from scanner.inbox.files.values import clean_text, is_missing, milliseconds, text_value
from scanner.message import Message

FIELDS = ("inbox_id", "message_id", "address", "body", "received_at", "received_ms")
"""What a record may say; other fields are ignored. Only `body` is required."""


def message_of(record: Mapping[str, object], *, number: int) -> Message:
    """Return the message that a record describes.

    Args:
        record: the fields of `FIELDS`; an absent, None or empty value counts as unknown.
        number: of the record in its file, from 1; the message_id where the record has none.

    Raises:
        RowError: a field has a value that cannot be used.
    """
    body = record.get("body")
    if "body" not in record:
        raise RowError(N_("the field body is missing"))
    if not is_missing(body) and not isinstance(body, str):
        raise RowError(N_("body is not text"))
    received_ms, utc_offset_min = _received(record)
    return Message(
        inbox_id=text_value(record, "inbox_id") or "",
        message_id=text_value(record, "message_id") or str(number),
        address=text_value(record, "address"),
        body=clean_text(body) if isinstance(body, str) else "",
        received_ms=received_ms,
        utc_offset_min=utc_offset_min,
    )


def _received(record: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Return (ms since the epoch, minutes east of UTC), each None where the record is silent."""
    stamp = record.get("received_at")
    if isinstance(stamp, datetime):
        moment = stamp
    elif is_missing(stamp):
        return milliseconds(record, "received_ms"), None
    elif isinstance(stamp, str):
        try:
            moment = datetime.fromisoformat(stamp.strip())
        except ValueError:
            raise RowError(
                N_("received_at is not ISO 8601, such as 2026-03-14T09:30:00+08:00")
            ) from None
    else:
        raise RowError(N_("received_at is not text"))
    offset = moment.utcoffset()
    if offset is None:
        raise RowError(N_("received_at has no offset from UTC, such as +08:00"))
    received_ms = milliseconds({"received_at": moment.timestamp() * 1000}, "received_at")
    return received_ms, round(offset.total_seconds() / 60)
