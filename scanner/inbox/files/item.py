"""What a reader of some format yields, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from scanner.inbox.acquisition import BadRow
from scanner.message import Message


class LeftOut(Enum):
    """A record that is whole and no received SMS."""

    SENT = auto()
    """Sent, draft or waiting to be sent."""
    MMS = auto()
    REPEATED = auto()
    """In another file too."""


Item = Message | BadRow | LeftOut
Items = Iterator[Item]


class RowError(Exception):
    """A record that cannot be read.

    Attributes:
        reason: one English sentence, a gettext msgid with `{name}` fields; never message text.
    """

    def __init__(self, reason: str, **fields: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = fields

    def at(self, place: str, **fields: object) -> BadRow:
        """Return the note of it, with its place (a msgid such as "line {number}")."""
        return BadRow(place=place, reason=self.reason, fields={**fields, **self.fields})
