"""A record of another program, its columns known by now → a `Message`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scanner.i18n import N_
from scanner.inbox.files.item import LeftOut, RowError
from scanner.inbox.files.times import moment_of
from scanner.inbox.files.values import LATEST_MS, clean_text, is_missing, text_value
from scanner.message import Message

_SENT = (
    *("2", "3", "4", "5", "6", "sent", "draft", "outbox", "failed", "queued", "outgoing", "out"),
    *("发送", "已发送", "发件箱", "已发", "发出", "草稿", "草稿箱", "发件", "send", "outbound"),
)
"""Android's types other than 1, and the words of other programs."""


@dataclass(frozen=True, slots=True)
class InLocalTime:
    """A message whose time named no zone, and was taken as this computer's."""

    message: Message


def message_of(values: Mapping[str, object], *, number: int) -> Message | InLocalTime | LeftOut:
    """Return the message of a record.

    Args:
        values: by `columns.TARGETS`, those that the table has.
        number: of the record in its file, from 1; its name where it has none.

    Raises:
        RowError: it cannot be read; with `kept`, its time alone cannot be.
    """
    kind = values.get("type")
    if isinstance(kind, str | int) and str(kind).strip().casefold() in _SENT:
        return LeftOut.SENT
    body = values.get("body")
    if not is_missing(body) and not isinstance(body, str):
        raise RowError(N_("body is not text"))
    stamp = values.get("time")
    problem, moment = None, None
    try:
        moment = None if is_missing(stamp) else moment_of(stamp)
    except RowError as error:
        problem = error
    message = Message(
        inbox_id=text_value(values, "inbox_id") or "",
        message_id=text_value(values, "message_id") or str(number),
        thread_id=text_value(values, "thread_id"),
        address=text_value(values, "address"),
        body=clean_text(body) if isinstance(body, str) else "",
        received_ms=None if moment is None else _milliseconds(moment),
        utc_offset_min=None if moment is None else _offset(moment),
        service_center=text_value(values, "service_center"),
    )
    if problem is not None:
        raise problem.keeping(message)
    is_local = isinstance(moment, datetime) and moment.tzinfo is None
    return InLocalTime(message) if is_local else message


def _milliseconds(moment: datetime | int) -> int:
    return moment if isinstance(moment, int) else min(round(moment.timestamp() * 1000), LATEST_MS)


def _offset(moment: datetime | int) -> int | None:
    if isinstance(moment, int):
        return None
    offset = moment.astimezone().utcoffset() if moment.tzinfo is None else moment.utcoffset()
    return None if offset is None else round(offset.total_seconds() / 60)
