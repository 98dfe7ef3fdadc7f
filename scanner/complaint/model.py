"""What a complaint pack is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scanner.contact_log.model import Call
from scanner.i18n import Language
from scanner.inbox.acquisition import ProofStep
from scanner.judging.model import Judgement
from scanner.message import Message
from scanner.reading.model import Region
from scanner.ruleset.lists import Situation
from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A chosen message."""

    key: str
    """The id that reports show."""
    judgement: Judgement
    earlier: Mapping[str, Message] = field(default_factory=dict)
    """What its evidence rests on, by the ids in `Evidence.earlier`."""

    @property
    def situations(self) -> set[Situation]:
        """What the message calls for: its verdict, and how it breaks the rules of conduct."""
        judgement = self.judgement
        found: set[Situation] = {judgement.verdict} if judgement.verdict else set()
        for violation in judgement.violations:
            found.add("violation")
            if violation.id == "third_party":
                found.add("third_party")
            elif violation.id == "threat":
                found.add("threat")
            elif violation.id == "impersonates_authority":
                found.add("authority_named")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """The messages, what is known of how they were read, and who hears the complaint."""

    cases: tuple[Case, ...]
    calls: tuple[Call, ...]
    acquisition: Mapping[str, Any]
    """As in the JSON export, and where the record of it stands: a scan, or files with SHA-256."""
    proof: tuple[ProofStep, ...] = ()
    """Its steps with their figures; empty = only their names in `acquisition` are known."""
    read_ms: int
    """When the messages were read: ms since the epoch, UTC."""
    ruleset: Ruleset
    created_ms: int
    tool_version: str
    language: Language
    """Of the page; letters are in the language of where they go."""
    time_zone: str = ""
    """IANA name of the phone's zone; "" = unknown."""
    is_demo: bool = False
    told: frozenset[Situation] = frozenset()
    """What only the person knows: money_sent, data_given, not_my_debt."""
    region: Region | None = None
    """Where the person lives; None = where the messages seem to come from."""
    channels: frozenset[str] = frozenset()
    """Ids of the channels that are wanted; empty = all that fit."""

    @property
    def files(self) -> list[str]:
        """The names of the messages' files, in the order of the cases."""
        return [f"messages/{n:02}-{case.key}.txt" for n, case in enumerate(self.cases, start=1)]

    def region_of(self, case: Case) -> Region | None:
        """Return whose channels hear a message."""
        return self.region or case.judgement.region

    def calls_about(self, case: Case) -> list[Call]:
        """Return the entries of the contact log about a message."""
        return [call for call in self.calls if call.message_key == case.key]
