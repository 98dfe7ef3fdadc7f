"""Android's SmsProvider: the table of messages and what a caller may see of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSms:
    """A row of AOSP's `sms` table (MmsSmsDatabaseHelper, Android 8.1 to 15), plus Xiaomi's column.

    Times are ms since the epoch, UTC. A `str` may carry bytes that are not UTF-8 as surrogate
    escapes (PEP 383); they are stored as those bytes.
    """

    id: int
    """Column `_id`."""
    address: str | None
    """The sender as the network gave it: digits or an alphanumeric id."""
    body: str | bytes | None
    """The text; bytes become a BLOB."""
    date: int
    """Received, as the phone's clock had it."""
    date_sent: int = 0
    """The message centre's time stamp; 0 = unknown."""
    thread_id: int = 1
    person: int | None = None
    protocol: int | None = 0
    read: int = 1
    status: int = -1
    type: int = 1
    """1 inbox, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued."""
    reply_path_present: int | None = 0
    subject: str | None = None
    service_center: str | None = None
    """Number of the message centre, such as "+8613800100500"."""
    locked: int = 0
    sub_id: int | None = 1
    """Row of the subscription (siminfo) that received it, not a slot."""
    error_code: int = -1
    creator: str | None = "com.android.mms"
    """Package that inserted the row."""
    seen: int = 1
    block_type: int = 0
    """Xiaomi only: why it was blocked; 0 none, 1 mute, above 1 kept out of the inbox."""
