"""Judges again what the history kept the text of, with the rule set of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scanner.history import queries
from scanner.history.changes import changes
from scanner.history.entry import finding_of
from scanner.history.model import Change, KeptMessage
from scanner.history.store import History
from scanner.judging.judge import judge
from scanner.message import Message
from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """What a rule set thinks of the messages that were kept."""

    judged: int
    """Messages of which the text is kept."""
    unjudged: int
    """Messages of which only key, class of sender and time are kept."""
    changes: list[Change]


def rejudge(history: History, inbox_id: int, ruleset: Ruleset) -> Rejudged:
    """Judge the kept messages of a phone and compare with what was last thought of each.

    Also messages that are gone from the phone are judged; the kept ones are each other's
    witnesses. Nothing is written.
    """
    messages = queries.kept_messages(history, inbox_id)
    with_text = [message for message in messages if message.body is not None]
    judgements = judge(_messages(with_text), ruleset)
    keys = {("", message.key): message.key for message in with_text}
    after = [
        replace(finding_of(judgement, keys), message_key=judgement.message.message_id)
        for judgement in judgements
        if judgement.verdict is not None
    ]
    return Rejudged(
        judged=len(with_text),
        unjudged=len(messages) - len(with_text),
        changes=changes(queries.last_findings(history, inbox_id), after),
    )


def _messages(kept: Sequence[KeptMessage]) -> list[Message]:
    return [
        Message(
            message_id=message.key,
            address=message.address,
            body=message.body or "",
            received_ms=message.received_ms,
            utc_offset_min=message.utc_offset_min,
        )
        for message in kept
    ]
