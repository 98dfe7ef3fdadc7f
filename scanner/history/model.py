"""What the history holds, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from scanner.judging.model import COLLECTION_KINDS, VERDICTS, Kind, Verdict

Outcome = Literal["done", "skipped", "failed"]
"""skipped: the phone was absent or not ready, which is no fault."""

Really = Literal["", "forged", "genuine", "other"]
"""What a message turned out to be. other: not about a debt at all; "": not known."""
REALLY: tuple[Really, ...] = ("forged", "genuine", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """Whose inbox it is."""

    key: str
    """From `scanner.history.identity.phone_key`; "demo" for the demo phone."""
    name: str
    """Brand and model, for a person."""
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one scan thought of one bill or collection message."""

    message_key: str
    kind: Kind
    verdict: Verdict
    score: float
    violations: tuple[str, ...]
    evidence: str
    """JSON: the evidence of `scanner.report.records.record`, and its violations' rules."""
    received_ms: int | None = None

    @property
    def needs_telling(self) -> bool:
        """Whether a person who is told of news wants to hear of it at all: not of honest bills."""
        return self.kind in COLLECTION_KINDS or self.verdict in VERDICTS[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMessage:
    """What is kept of one message: of most only that it was there."""

    key: str
    sender_class: str
    received_ms: int | None
    address: str | None = None
    """With `body`, only of bills, collection messages and those that bear witness on them."""
    body: str | None = None
    sent_ms: int | None = None
    """ms since the epoch, UTC; like the offset, of those with a body."""
    utc_offset_min: int | None = None
    """Local time of the phone then, minutes east of UTC; None = unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the person thinks of one finding."""

    message_key: str
    reviewed_ms: int
    verdict: Verdict
    """The one that was thought right or wrong."""
    is_right: bool
    really: Really = ""

    @property
    def was_forged(self) -> bool | None:
        """Whether the message was a forgery; None = that cannot be told from the review."""
        if self.really:
            return self.really == "forged"
        if self.verdict == "unverified":
            return None
        return self.is_right == (self.verdict in VERDICTS[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneScan:
    """A scan that read and judged an inbox."""

    phone: Phone
    started_ms: int
    finished_ms: int
    acquisition: str
    """JSON: how the messages were got and how whole that is (`acquisition_record`)."""
    counts: str
    """JSON: collection messages per verdict."""
    ruleset: str
    findings: tuple[Finding, ...]
    messages: tuple[KeptMessage, ...]
    scheduled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedScan:
    """A scan that read nothing."""

    outcome: Literal["skipped", "failed"]
    reason: str
    """Stable id: "phone-not-ready", "acquisition-error", …"""
    sentence: str
    """What was said: a gettext msgid, without the values of its fields, which may name a phone."""
    started_ms: int
    finished_ms: int
    phone: Phone | None = None
    scheduled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of recording a scan."""

    scan_id: int
    inbox_id: int
    was_reset: bool = False
    """Most of the messages of the scan before are gone: the phone's database was made anew."""
    clock_went_back: bool = False
    """This computer's clock is behind the scan before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """A scan, as the history tells it."""

    id: int
    inbox_id: int | None
    started_ms: int
    finished_ms: int
    outcome: Outcome
    reason: str = ""
    sentence: str = ""
    acquisition: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    ruleset: str = ""
    report: str = ""
    scheduled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """A phone's inbox, as the history tells it."""

    id: int
    name: str
    is_demo: bool
    scans: int
    last_try: ScanRow | None
    last_done: ScanRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one message was judged in two scans; None = it was not among the findings."""

    message_key: str
    before: Finding | None
    after: Finding | None
