"""What a reader of some format yields, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from scanner.inbox.acquisition import BadRow
from scanner.message import Message


class LeftOut(Enum):
    """A record that is whole and no received SMS."""

    SENT = auto()
    """Sent, draft or waiting to be sent."""
    MMS = auto()
    REPEATED = auto()
    """It was read before: same sender, time and text."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A message that is kept, without a value of its record that cannot be right."""

    message: Message
    flaw: BadRow


Item = Message | BadRow | Mended | LeftOut
Items = Iterator[Item]


class RowError(Exception):
    """A record that cannot be read.

    Attributes:
        reason: one English sentence, a gettext msgid with `{name}` fields; never message text.
        kept: the message, where only one of its values is wrong; None = there is none.
    """

    def __init__(self, reason: str, **fields: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = fields
        self.kept: Message | None = None

    def keeping(self, message: Message) -> Self:
        """Return the error, with the message that is left without the wrong value."""
        self.kept = message
        return self

    def at(self, place: str, **fields: object) -> BadRow | Mended:
        """Return the note of it, with its place (a msgid such as "line {number}")."""
        note = BadRow(place=place, reason=self.reason, fields={**fields, **self.fields})
        return note if self.kept is None else Mended(self.kept, note)
