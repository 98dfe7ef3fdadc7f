"""One record of a file → one `Message`, or the reason why not."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime

from scanner.i18n import N_
from scanner.message import Message

LATEST_MS = 253_402_300_799_999
"""9999-12-31T23:59:59.999Z, the last moment that Python's datetime can hold."""

FIELDS = ("inbox_id", "message_id", "address", "body", "received_at", "received_ms")
"""What a record may say; other fields are ignored. Only `body` is required."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class RowError(Exception):
    """A record that cannot be read.

    Attributes:
        reason: one English sentence, a gettext msgid with `{name}` fields; never message text.
    """

    def __init__(self, reason: str, **fields: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = fields


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
    if body is not None and not isinstance(body, str):
        raise RowError(N_("body is not text"))
    received_ms, utc_offset_min = _received(record)
    return Message(
        inbox_id=_text(record, "inbox_id") or "",
        message_id=_text(record, "message_id") or str(number),
        address=_text(record, "address"),
        body=_clean(body or ""),
        received_ms=received_ms,
        utc_offset_min=utc_offset_min,
    )


def _clean(text: str) -> str:
    """Replace half surrogate pairs, which JSON can write and no encoding can hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _text(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what CSV tools and pandas make of a column of ids with a gap
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowError(N_("{name} is neither text nor a whole number"), name=name)
    return _clean(str(value))


def _received(record: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Return (ms since the epoch, minutes east of UTC), each None where the record is silent."""
    stamp = record.get("received_at")
    if isinstance(stamp, datetime):
        moment = stamp
    elif stamp is None or stamp == "":
        return _milliseconds(record.get("received_ms")), None
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
    return _milliseconds(moment.timestamp() * 1000), round(offset.total_seconds() / 60)


def _milliseconds(value: object) -> int | None:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    try:
        number = int(value) if isinstance(value, str) else round(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        raise RowError(N_("received_ms is not a whole number")) from None
    if isinstance(value, bool):
        raise RowError(N_("received_ms is not a whole number"))
    if not 0 <= number <= LATEST_MS:
        raise RowError(N_("the time is out of range: {value} ms since 1970"), value=number)
    return int(number)
