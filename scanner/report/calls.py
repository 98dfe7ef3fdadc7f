"""The contact log in the report: the entries about a message, and what its form asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from scanner.contact_log.model import LONGEST_FIELD, LONGEST_TEXT, Way
from scanner.contact_log.words import FIELDS, WAY
from scanner.report.visible import visible

if TYPE_CHECKING:
    from markupsafe import Markup

    from scanner.judging.model import Judgement
    from scanner.report.model import Report
    from scanner.report.times import Clock, Moment


@dataclass(frozen=True, slots=True)
class ShownCall:
    """An entry of the log, ready to be shown."""

    moment: Moment | None
    way: str
    """A msgid, as the names of the fields are."""
    fields: list[tuple[str, Markup]]
    """(name, value) of what was noted."""


@dataclass(frozen=True)
class CallLog:
    """The log of one report."""

    report: Report
    clock: Clock
    ways: ClassVar[dict[Way, str]] = WAY
    names: ClassVar[dict[str, str]] = FIELDS
    longest_field: ClassVar[int] = LONGEST_FIELD
    longest_text: ClassVar[int] = LONGEST_TEXT

    def about(self, judgement: Judgement) -> list[ShownCall]:
        """Return the entries about a message, the earliest first."""
        return [
            ShownCall(
                moment=self.clock.moment(call.at_ms, call.utc_offset_min),
                way=WAY[call.way],
                fields=[
                    (name, visible(value))
                    for field, name in FIELDS.items()
                    if field != "message_key" and (value := getattr(call, field))
                ],
            )
            for call in self.report.calls_about(judgement)
        ]
