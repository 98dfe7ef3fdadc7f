"""What a judgement consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from scanner.message import Message
from scanner.reading.model import Claims, Region, Sender, Span, ViewName
from scanner.ruleset.model import Direction, Group, MessageKind, ViolationId

Kind = Literal["none", MessageKind]
COLLECTION_KINDS: frozenset[Kind] = frozenset(
    {"overdue_reminder", "payment_demand", "legal_warning"}
)
Verdict = Literal["likely_forged", "suspicious", "unverified", "consistent"]
VERDICTS: tuple[Verdict, ...] = ("likely_forged", "suspicious", "unverified", "consistent")
"""Most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One rule that fired (or could not tell) on one message."""

    rule_id: str
    version: int
    group: Group
    direction: Direction
    points: float = 0.0
    """As counted: positive speaks for forgery, negative for a genuine sender; after caps."""
    points_before_cap: float = 0.0
    spans: tuple[Span, ...] = ()
    """Where in the original body; empty when the evidence is not in the text (sender, time)."""
    view: ViewName = "original"
    detail: dict[str, str] = field(default_factory=dict)
    """Values that the explanation may show: {"claimed": "工商银行", "owner": "招商银行"}."""
    earlier: tuple[str, ...] = ()
    """message_ids of earlier messages of the inbox that this rests on."""
    could_not_tell: str = ""
    """Why the rule could not be applied (no sender, …); "" = it fired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule of conduct that the message breaks, whoever wrote it."""

    id: ViolationId
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the scanner thinks of one message, and why."""

    message: Message
    kind: Kind = "none"
    verdict: Verdict | None = None
    """None when the kind is none."""
    score: float = 0.0
    """Sum of the evidence's points."""
    evidence: tuple[Evidence, ...] = ()
    """Strongest first; of every direction but violation."""
    violations: tuple[Violation, ...] = ()
    claims: Claims = field(default_factory=Claims)
    sender: Sender | None = None
    region: Region | None = None
    decided_by: tuple[str, ...] = ()
    """The smallest set of rules without which the verdict would be another."""

    @property
    def is_collection(self) -> bool:
        """Whether this is a collection-style message."""
        return self.kind in COLLECTION_KINDS
