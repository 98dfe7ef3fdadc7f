"""Messages made up for a test, and what the installed rule set says of them."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from scanner.judging.judge import judge
from scanner.judging.model import Judgement
from scanner.message import Message
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

MORNING = "2026-04-14T10:00:00+08:00"


@cache
def rules() -> Ruleset:
    """Return the rule set of this checkout, loaded once."""
    return load_ruleset()


def sms(
    text: str,
    sender: str = "",
    at: str = MORNING,
    *,
    inbox: str = "inbox",
    message_id: str = "",
) -> Message:
    """Return a message received at a moment that ISO 8601 names, with its offset."""
    moment = datetime.fromisoformat(at)
    offset = moment.utcoffset()
    assert offset is not None
    return Message(
        inbox_id=inbox,
        message_id=message_id or f"{sender}@{at}",
        address=sender or None,
        body=text,
        received_ms=round(moment.timestamp() * 1000),
        utc_offset_min=round(offset.total_seconds() / 60),
    )


def judged(message: Message, *earlier: Message) -> Judgement:
    """Return the judgement of a message, given what came before it."""
    return judge([*earlier, message], rules())[-1]


def fired(judgement: Judgement) -> set[str]:
    """Return the ids of the rules that fired, those of the kind aside."""
    return {e.rule_id for e in judgement.evidence if not e.could_not_tell and e.direction != "kind"}
