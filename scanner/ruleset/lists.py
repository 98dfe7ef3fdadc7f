"""The shapes of the files under `rules/lists/`. A field that is not here is refused.

`words/*.toml` hold the groups that patterns name as `%{name}`; `directory/*.toml` says who is who;
`houses.toml` tells well-known houses by name; `channels.toml`, `letters.toml`, `advice.toml` and
`norms.toml` hold what a reader can do and say, and which norms a collector is bound by. Every row
but word groups, houses and letters names its sources.
"""

from __future__ import annotations

from datetime import date, time
from string import Formatter
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from scanner.reading.model import Region
from scanner.ruleset.model import RuleId, Source, Text, Tier, ViolationId

EntityKind = Literal[
    "bank",
    "internet_bank",
    "bank_hk",
    "consumer_finance",
    "platform",
    "aggregator",
    "authority",
    "association",
    "carrier",
]
Situation = Literal[
    "likely_forged",
    "suspicious",
    "unverified",
    "consistent",
    "violation",
    "third_party",
    "threat",
    "authority_named",
    "agency_named",
    "credit_repair",
    "data_given",
    "money_sent",
    "not_my_debt",
]
"""A verdict, or something about the message or its reader that calls for advice of its own."""
SenderName = Annotated[str, Meta(pattern=r"^[^*]*[^\W_][^*]*[^\W_][^*]*\*?$")]
"""A whole name, or with `*` at its end how such a name begins; two letters or digits at least."""
Binding = Literal["law", "regulation", "standard", "self_regulation", "convention"]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A word group: `%{name}` in a pattern stands for any of its words."""

    comment: Annotated[str, Meta(min_length=4)]
    """What belongs here and what does not."""
    words: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Regular expressions, mostly plain words; lower case and simplified, as the views are."""
    examples: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Phrases in which the group must be found."""


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """A value with something to know about it."""

    value: Annotated[str, Meta(min_length=1)]
    label: str = ""
    """What it is for, in the entity's own words: "信用卡客服热线"."""
    note: str = ""


Values = tuple[str | Listed, ...]


class Statement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one source says about an entity."""

    url: Annotated[str, Meta(min_length=4)]
    """Address, or "public source code" where the finding place cannot be cited more closely."""
    tier: Tier
    checked: date
    names: Values = ()
    former_names: Values = ()
    brands: Values = ()
    operators: Values = ()
    """Companies in whose name the entity's messages may be signed."""
    signatures: Values = ()
    """【…】 names seen, without the brackets."""
    hotlines: Values = ()
    senders: Values = ()
    """Numbers or headers that it sends from."""
    port_patterns: Values = ()
    """106… numbers with `*` for the digits that vary: "106900*9888"."""
    domains: Values = ()
    """Registrable domains (or the host itself where the owner holds only that)."""
    apps: Values = ()
    licence: Values = ()
    never: tuple[Text, ...] = ()
    """What it never does, by its own word or an authority's."""
    discloses: tuple[Text, ...] = ()
    """Where it publishes its partners or collection agencies."""


class EntityRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A lender, authority or carrier, as its file says it."""

    id: RuleId
    kind: EntityKind
    name: Annotated[str, Meta(min_length=2)]
    """Its full name in its own language."""
    name_en: str = ""
    region: Region = "CN"
    group: str = ""
    """Entities of one group may speak for each other: a bank and its consumer-finance company."""
    aliases: tuple[str, ...] = ()
    """Other names in everyday use that mean this entity and nobody else."""
    statement: tuple[Statement, ...] = ()


class DirectoryFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`directory/*.toml`."""

    entity: tuple[EntityRow, ...] = ()


class House(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A well-known bank, wallet, carrier or office, told by its names alone."""

    id: RuleId
    lends: bool = False
    """It issues cards or loans: "your … card" with its name means one of its own."""
    sender: Annotated[tuple[SenderName, ...], Meta(min_length=1)]
    """Names that phones show where it writes."""
    text: tuple[Annotated[str, Meta(min_length=2)], ...] = ()
    """Names by which a message means it, as people write them."""
    entities: tuple[RuleId, ...] = ()
    """Ids of the directory, whose names mean this house too."""

    def __post_init__(self) -> None:
        """Raise ValueError for a house that no text could name."""
        if not self.text and not self.entities:
            raise ValueError("a house needs names under `text` or `entities`")


class HousesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`houses.toml`."""

    house: tuple[House, ...] = ()


class Channel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where one can ask or report."""

    id: RuleId
    region: Region
    name: Text
    contact: Annotated[str, Meta(min_length=2)]
    """The number, site or app, as one would dial, type or look for it."""
    purpose: Text
    situations: Annotated[tuple[Situation, ...], Meta(min_length=1)]
    source: Annotated[tuple[Source, ...], Meta(min_length=1)]


class ChannelsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`channels.toml`."""

    channel: tuple[Channel, ...] = ()


LETTER_FIELDS = frozenset(
    {"count", "lenders", "senders", "messages", "texts", "signs", "broken", "calls"}
)


class Letter(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to say or paste at some channels, with `{fields}` of `LETTER_FIELDS`."""

    id: RuleId
    channels: Annotated[tuple[RuleId, ...], Meta(min_length=1)]
    text: Text
    situations: tuple[Situation, ...] = ()
    """Only for messages in one of these; empty = for all."""

    def __post_init__(self) -> None:
        """Raise ValueError for a field that nothing fills in."""
        for text in (self.text.zh, self.text.hant, self.text.en):
            for _, name, form, conversion in Formatter().parse(text):
                if name is not None and (name not in LETTER_FIELDS or form or conversion):
                    raise ValueError(f"{{{name}}} is no field of a letter")


class LettersFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`letters.toml`; of several letters for one channel the first that fits is taken."""

    letter: tuple[Letter, ...] = ()


class Advice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One next step for the reader."""

    id: RuleId
    situations: Annotated[tuple[Situation, ...], Meta(min_length=1)]
    text: Text
    regions: tuple[Region, ...] = ()
    """Given only to readers there; empty = everywhere."""
    source: Annotated[tuple[Source, ...], Meta(min_length=1)]


class AdviceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`advice.toml`; the order of the file is the order in which steps are shown."""

    advice: tuple[Advice, ...] = ()


class QuietHours(Struct, frozen=True, forbid_unknown_fields=True):
    """From `start` (inclusive) to `end` (exclusive), local time; may go over midnight."""

    start: time
    end: time
    not_when_overdue_days: int | None = None
    """The window does not hold for debts past due for more than this many days."""

    def contains(self, moment: time) -> bool:
        """Tell whether a local time of day lies in the window."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


class Norm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule of conduct for collectors, and where it holds."""

    id: RuleId
    violations: Annotated[tuple[ViolationId, ...], Meta(min_length=1)]
    regions: tuple[Region, ...] = ()
    """Empty = wherever no other norm is listed for the same violation."""
    name: Text
    says: Text
    binding: Binding
    quiet: QuietHours | None = None
    source: Annotated[tuple[Source, ...], Meta(min_length=1)]


class NormsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`norms.toml`."""

    norm: tuple[Norm, ...] = field(default_factory=tuple)
