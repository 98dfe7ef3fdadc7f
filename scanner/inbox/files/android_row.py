"""A record in the columns of Android's `sms` table → a `Message`.

Backups of many kinds keep these columns under their own names (TelephonyProvider,
`CREATE TABLE sms`), as numbers or as text: `_id, address, date, date_sent, body, type, read, …`.
"""

from __future__ import annotations

from collections.abc import Mapping

from scanner.i18n import N_
from scanner.inbox.files.item import LeftOut, RowError
from scanner.inbox.files.values import (
    LATEST_MS,
    clean_text,
    is_missing,
    milliseconds,
    text_value,
    whole_number,
)
from scanner.message import Message

_BLOCKED_FROM = 2
"""Xiaomi's `block_type` above 1 says why a message was blocked (miui.provider.ExtraTelephony)."""
_RECEIVED = 1
"""Telephony.TextBasedSmsColumns.MESSAGE_TYPE_INBOX; the other types are sent, draft, outbox, …"""


def looks_like_android(record: Mapping[str, object]) -> bool:
    """Tell whether a record has Android's columns rather than ours."""
    return "date" in record and ("type" in record or "_id" in record)


def message_of(record: Mapping[str, object], *, number: int) -> Message | LeftOut:
    """Return the message that a record describes; `LeftOut` when it is no received SMS.

    Args:
        record: column -> value. Only one of `body`, `address` and `type` must be there:
            Android's own backup leaves out what is null, even both texts. Columns that makers added
            are ignored.
        number: of the record in its file, from 1; the message_id where there is no `_id`.

    Raises:
        RowError: a column has a value that cannot be used; with `kept`, where only the time is
            wrong.
    """
    if {"msg_box", "m_type"} & record.keys():
        return LeftOut.MMS
    kind = whole_number(record, "type")
    if kind not in {None, _RECEIVED}:
        return LeftOut.SENT
    if kind is None and not {"body", "address"} & record.keys():
        raise RowError(N_("it has neither body nor address"))
    problem, received_ms = None, None
    try:
        received_ms = milliseconds(record, "date")
    except RowError as error:
        problem = error
    message = Message(
        message_id=text_value(record, "_id") or str(number),
        thread_id=text_value(record, "thread_id"),
        address=text_value(record, "address"),
        body=_body(record.get("body")),
        received_ms=received_ms,
        sent_ms=_sent(record),
        read=None if is_missing(record.get("read")) else whole_number(record, "read") == 1,
        subscription_id=whole_number(record, "sub_id"),
        service_center=text_value(record, "service_center"),
        box="blocked" if _is_blocked(record) else "inbox",
    )
    if problem is not None:
        raise problem.keeping(message)
    return message


def _is_blocked(record: Mapping[str, object]) -> bool:
    """Tell whether Xiaomi's system has put a message aside; others have no such column."""
    try:
        return (whole_number(record, "block_type") or 0) >= _BLOCKED_FROM
    except RowError:
        return False


def _body(value: object) -> str:
    if is_missing(value):
        return ""
    if not isinstance(value, str):
        raise RowError(N_("body is not text"))
    return clean_text(value)


def _sent(record: Mapping[str, object]) -> int | None:
    """Return the message centre's time; 0 is how Android writes "unknown"."""
    number = whole_number(record, "date_sent")
    return number if number and 0 < number <= LATEST_MS else None
