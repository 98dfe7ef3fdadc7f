"""One SMS, and the table that every source yields.

Two forms of the same thing: `Message`, which one judgement reads, and a pandas DataFrame with the
columns of `MESSAGE_COLUMNS`, which sources, files and counts use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Box = Literal["inbox", "blocked"]
Fidelity = Literal["proved", "unverified"]

MESSAGE_COLUMNS: dict[str, str] = {
    "inbox_id": "str",  # whose inbox; corroboration never crosses inboxes
    "message_id": "str",  # unique within the inbox; Android's _id on a phone
    "thread_id": "str",
    "address": "str",  # the sender as the phone stores it; missing = unknown
    "body": "str",  # never missing; may be empty
    "received_ms": "Int64",  # ms since the epoch, UTC
    "sent_ms": "Int64",  # the message centre's time stamp, ms since the epoch
    "utc_offset_min": "Int64",  # local time of the phone then, minutes east of UTC
    "read": "boolean",
    "subscription_id": "Int64",  # Android's sub_id: a row, not a slot
    "service_center": "str",
    "source": "str",  # phone | demo | file
    "device": "str",  # brand and model, never a serial
    "box": "str",  # inbox | blocked
    "fidelity": "str",  # proved | unverified
}
"""Column -> pandas dtype. All but inbox_id, message_id and body may be missing (NA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One received SMS. Fields as in `MESSAGE_COLUMNS`; None = unknown."""

    inbox_id: str = ""
    message_id: str
    address: str | None = None
    body: str = ""
    received_ms: int | None = None
    utc_offset_min: int | None = None
    thread_id: str | None = None
    sent_ms: int | None = None
    read: bool | None = None
    subscription_id: int | None = None
    service_center: str | None = None
    source: str = "file"
    device: str | None = None
    box: Box = "inbox"
    fidelity: Fidelity = "unverified"

    @property
    def message_key(self) -> str:
        """A stable name of this message, the same from phone and backup: 16 hex digits.

        SHA-256 over address, received time and body, each with its length so that none can pose as
        part of another.
        """
        digest = hashlib.sha256()
        for part in (self.address or "", str(self.received_ms or 0), self.body):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()[:16]


def to_frame(messages: Iterable[Message]) -> pd.DataFrame:
    """Return the messages as a table with the columns and dtypes of `MESSAGE_COLUMNS`."""
    import pandas as pd

    rows = list(messages)
    return pd.DataFrame(
        {
            name: pd.Series([getattr(m, name) for m in rows], dtype=dtype)
            for name, dtype in MESSAGE_COLUMNS.items()
        }
    )


def from_frame(frame: pd.DataFrame) -> Iterator[Message]:
    """Yield the rows of a table that `to_frame` or a source made, in its order."""
    import pandas as pd

    names = [f.name for f in fields(Message) if f.name in frame.columns]
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in names]
    for row in zip(*(column.tolist() for column in columns), strict=True):
        values = dict(zip(names, row, strict=True))
        values["body"] = values["body"] or ""
        yield Message(**{k: v for k, v in values.items() if v is not None and v is not pd.NA})
