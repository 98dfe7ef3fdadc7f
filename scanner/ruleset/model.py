"""The shape of a rule file. A field that is not here is refused, so no typo passes in silence.

One rule a TOML file, file name = id, under `rules/signals/<group>/`. `docs/rules.md` is the guide
for authors; `sms-scanner rules schema` prints this as JSON Schema.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from scanner.debts import MyDebts
from scanner.i18n import Language
from scanner.reading.model import Region, SenderClass, ViewName
from scanner.traditional import traditional

Direction = Literal["forged", "genuine", "context", "violation", "kind"]
"""forged adds points, genuine subtracts, context is shown and weighs nothing; `violation` rules
speak of the collector's conduct and `kind` rules of what the message is about: neither moves the
verdict."""
Group = Literal[
    "sender",
    "link",
    "contact",
    "payment",
    "identity",
    "pressure",
    "obfuscation",
    "legal_claim",
    "corroboration",
    "conduct",
    "kind",
]
Severity = Literal["low", "medium", "high"]
Status = Literal["experimental", "test", "stable", "deprecated"]
Tier = Literal[
    "official",
    "regulator_copy",
    "official_copy",
    "press",
    "vendor_code",
    "community",
    "community_of_regulator_list",
    "real_inbox",
    "research_dataset",
    "code_sample",
    "invented_corpus",
]
Topic = Literal["due", "overdue", "demand", "legal", "unrelated", "not_past_due"]
"""`unrelated` speaks against any debt, `not_past_due` only against one past due."""
MessageKind = Literal["due_reminder", "overdue_reminder", "payment_demand", "legal_warning"]
"""What a message that has a verdict is about."""
ViolationId = Literal[
    "quiet_hours",
    "third_party",
    "threat",
    "impersonates_authority",
    "insult",
    "private_payee",
    "pushes_new_loan",
]
WordingTopic = Literal[
    "past_due",
    "bill",
    "demand",
    "legal",
    "third_party",
    "threat",
    "impersonates_authority",
    "insult",
    "private_payee",
    "pushes_new_loan",
]
"""What the wording of a text is weighed for: collection-style against everything else; a bill to
come against what is no collection; then, among collection messages: anything that presses, legal
steps, and what breaks the rules of conduct."""
RuleId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Text(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The same words in Chinese and English."""

    zh: Annotated[str, Meta(min_length=2)]
    """Simplified."""
    en: Annotated[str, Meta(min_length=2)]
    hant: str = ""
    """Traditional, as it is written in Taiwan; "" = derived from `zh`."""

    def of(self, language: Language) -> str:
        """Return the words in one language."""
        match language:
            case "en":
                return self.en
            case "zh-Hant":
                return self.hant or traditional(self.zh)
            case "zh-Hans":
                return self.zh


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact was read."""

    url: Annotated[str, Meta(min_length=4)]
    """Address, or "public source code" where the finding place cannot be cited more closely."""
    tier: Tier
    checked: date
    says: str = ""
    """One sentence: what the source says."""


class Regex(Struct, frozen=True, tag="regex", forbid_unknown_fields=True):
    """A regular expression found in a view; `%{name}` is a word group of lists/words/."""

    pattern: Annotated[str, Meta(min_length=2)]
    on: tuple[ViewName, ...] = ("normalised",)
    """Views in the order they are tried; the first that matches is named in the evidence."""


class Phrases(Struct, frozen=True, tag="phrases", forbid_unknown_fields=True):
    """Any of these literal strings, found in a view."""

    any: Annotated[tuple[str, ...], Meta(min_length=1)]
    on: tuple[ViewName, ...] = ("normalised",)


class SenderIs(Struct, frozen=True, tag="sender", forbid_unknown_fields=True):
    """The sender is of one of these classes."""

    classes: Annotated[tuple[SenderClass, ...], Meta(min_length=1)]
    name: Annotated[str, Meta(min_length=2)] | None = None
    """A regular expression found in the name that stands instead of a number, in lower case and
    simplified Chinese."""


class Check(Struct, frozen=True, tag="check", forbid_unknown_fields=True):
    """A named test written in Python (scanner/judging/checks/), for what a pattern cannot say."""

    name: RuleId
    params: dict[str, str | int | float | bool | tuple[str, ...]] = {}


class Wording(Struct, frozen=True, tag="wording", forbid_unknown_fields=True):
    """The wording as a whole speaks for a topic this much; see `scanner.ruleset.wordings`."""

    topic: WordingTopic
    at_least: float | None = None
    """Log odds from which it matches."""
    at_most: float | None = None
    """Log odds up to which it matches."""
    share: Annotated[float, Meta(gt=0, le=1)] = 1.0
    """Of the points that the wording speaks for or against, those that count."""


class AllOf(Struct, frozen=True, tag="all", forbid_unknown_fields=True):
    """Every part matches."""

    of: Annotated[tuple[Match, ...], Meta(min_length=1)]


class AnyOf(Struct, frozen=True, tag="any", forbid_unknown_fields=True):
    """At least one part matches."""

    of: Annotated[tuple[Match, ...], Meta(min_length=1)]


class NotAny(Struct, frozen=True, tag="none", forbid_unknown_fields=True):
    """No part matches; has no span of its own."""

    of: Annotated[tuple[Match, ...], Meta(min_length=1)]


Match = Regex | Phrases | SenderIs | Wording | Check | AllOf | AnyOf | NotAny


class Earlier(Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier message of the same invented inbox."""

    text: str
    sender: str = ""
    received_at: str = ""


class Hit(Struct, frozen=True, forbid_unknown_fields=True):
    """An invented message on which the rule must fire."""

    text: str
    sender: str = ""
    received_at: str = ""
    """ISO 8601 with offset; empty = a working day's morning in 2026."""
    earlier: tuple[Earlier, ...] = ()
    debts: MyDebts | None = None
    """What the invented reader says of their debts."""


class Miss(Struct, frozen=True, forbid_unknown_fields=True):
    """An invented message on which the rule must stay silent, and why it could be mistaken."""

    text: str
    why: Annotated[str, Meta(min_length=2)]
    sender: str = ""
    received_at: str = ""
    earlier: tuple[Earlier, ...] = ()
    debts: MyDebts | None = None


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule, as its file says it."""

    id: RuleId
    version: Annotated[int, Meta(ge=1)]
    title: Text
    explain: Text
    """Why this is a sign, and what genuine senders usually do."""
    limits: Text
    """When the rule is wrong: its known false positives."""
    group: Group
    direction: Direction
    weight: Annotated[float, Meta(ge=0, le=10)]
    """Points, always positive; the direction gives the sign."""
    severity: Severity
    status: Status
    created: date
    updated: date
    decisive: bool = False
    """A forged rule that suffices alone for `likely_forged`."""
    topic: Topic | None = None
    """Of `kind` rules: what they say the message is about."""
    violation: ViolationId | None = None
    """Of `violation` rules: which one."""
    regions: tuple[Region, ...] = ()
    """Applies only to readers there; empty = everywhere."""
    kinds: tuple[MessageKind, ...] = ()
    """Applies only to messages of these kinds; empty = to all."""
    since: date | None = None
    """Applies only to messages received on or after this day (the rule's fact began then)."""
    until: date | None = None
    """Applies only to messages received before this day."""
    replaces: tuple[RuleId, ...] = ()
    """Rules that count nothing when this one fires: the combination says it already."""
    successor: RuleId | None = None
    """Of deprecated rules: the rule that says it now. Deprecated rules are not applied."""
    source: Annotated[tuple[Source, ...], Meta(min_length=1)]
    match: Match
    hit: Annotated[tuple[Hit, ...], Meta(min_length=2)]
    miss: Annotated[tuple[Miss, ...], Meta(min_length=2)]


class GroupScoring(Struct, frozen=True, forbid_unknown_fields=True):
    """How much one group can count for at most."""

    cap: Annotated[float, Meta(gt=0)]
    title: Text


class Scoring(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """rules/scoring.toml: the numbers that turn evidence into a verdict."""

    updated: date
    """Day of the last change to the rule set; the first half of its id."""
    forged_at: float
    """`likely_forged` from this many points on, out of two independent groups."""
    suspicious_at: float
    """`suspicious` from this many points on."""
    consistent_at: float
    """`consistent` at minus this many points or less, with no serious red flag."""
    severity: dict[Severity, tuple[float, float]]
    """Band of weights that each severity must lie in."""
    group: dict[Group, GroupScoring]
    settings: dict[str, float] = field(default_factory=dict)
    """Further thresholds, each named where it is used."""
