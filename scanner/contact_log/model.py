"""One entry of the contact log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

Way = Literal["they_called", "i_called", "other"]
"""other: a visit, a chat."""
WAYS: Final[tuple[Way, ...]] = get_args(Way)
LONGEST_FIELD: Final = 200
"""Characters; of `promised` and `note` `LONGEST_TEXT`."""
LONGEST_TEXT: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call, visit or chat with a collector or lender. "" = not noted."""

    id: str
    """32 hex digits, made where the entry was written, so that it is never imported twice."""
    at_ms: int
    """When: ms since the epoch, UTC."""
    utc_offset_min: int
    """Local time then, minutes east of UTC."""
    way: Way
    staff_name: str = ""
    staff_number: str = ""
    number: str = ""
    """The telephone number that called, or that was called."""
    lender: str = ""
    message_key: str = ""
    """Of the message it was about (`scanner.message.Message.message_key`)."""
    promised: str = ""
    note: str = ""
    row: int = 0
    """Its number in the log of this computer; 0 = not kept there."""


def new_id() -> str:
    """Return an id that no other entry has."""
    return secrets.token_hex(16)


def moment_of(at: datetime) -> tuple[int, int]:
    """Return (ms since the epoch, minutes east of UTC) of a moment with a time zone."""
    offset = at.utcoffset()
    assert offset is not None
    return round(at.timestamp()) * 1000, round(offset / timedelta(minutes=1))
