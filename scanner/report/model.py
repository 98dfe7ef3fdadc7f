"""What a report is made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.judging.model import VERDICTS

if TYPE_CHECKING:
    from scanner.contact_log.model import Call
    from scanner.inbox.acquisition import Acquisition
    from scanner.judging.model import Judgement, Kind, Verdict
    from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, kw_only=True)
class Report:
    """One inbox, judged."""

    acquisition: Acquisition
    judgements: tuple[Judgement, ...]
    """Of every message, in the order in which they were read."""
    ruleset: Ruleset
    created_ms: int
    """ms since the epoch, UTC."""
    tool_version: str
    is_redacted: bool = False
    """Whether private words are masked; see `scanner.report.redact`."""
    calls: tuple[Call, ...] = ()
    """Of the contact log: those about messages of this inbox."""

    @property
    def is_demo(self) -> bool:
        """Whether the messages are the demo phone's, which are invented."""
        return self.acquisition.source == "demo"

    @property
    def is_whole(self) -> bool:
        """Whether "nothing found" may be said: the inbox was proved whole, without reservations."""
        acquisition = self.acquisition
        return (
            acquisition.completeness == "proved"
            and not acquisition.bad_rows
            and all(step.ok for step in acquisition.proof)
            and not any(notice.severity == "warning" for notice in acquisition.notices)
        )

    @cached_property
    def cards(self) -> list[Judgement]:
        """The bills and collection messages, the most urgent first.

        By verdict, then by number of broken rules of conduct, then by points, then the newest.
        """
        return sorted((j for j in self.judgements if j.verdict is not None), key=_urgency)

    @cached_property
    def verdict_counts(self) -> dict[Verdict, int]:
        """Number of collection messages and bills per verdict, every verdict named."""
        counts = Counter(j.verdict for j in self.judgements)
        return {verdict: counts[verdict] for verdict in VERDICTS}

    @property
    def kind_counts(self) -> Counter[Kind]:
        """Number of messages per kind."""
        return Counter(j.kind for j in self.judgements)

    def calls_about(self, judgement: Judgement) -> list[Call]:
        """Return the entries of the contact log about a message, the earliest first."""
        if not self.calls:
            return []
        key = judgement.message.message_key
        found = (call for call in self.calls if call.message_key == key)
        return sorted(found, key=lambda call: call.at_ms)


def _urgency(judgement: Judgement) -> tuple[int, int, float, int]:
    assert judgement.verdict is not None
    return (
        VERDICTS.index(judgement.verdict),
        -len(judgement.violations),
        -judgement.score,
        -(judgement.message.received_ms or 0),
    )
