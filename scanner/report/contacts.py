"""How to reach a lender itself, by the sources of the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.report import words
from scanner.report.visible import visible
from scanner.ruleset.model import Source

if TYPE_CHECKING:
    from markupsafe import Markup

    from scanner.reading.model import LenderClaim
    from scanner.report.model import Report
    from scanner.ruleset.directory import Directory, Entity, Fact

_MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """A lender's hotlines, apps and sites."""

    id: str
    """Of the lender in the directory."""
    name: Markup
    is_lookalike: bool
    """The message names somebody whose name only resembles this one."""
    hotlines: tuple[Fact, ...] = ()
    apps: tuple[Fact, ...] = ()
    domains: tuple[Fact, ...] = ()

    @property
    def sources(self) -> list[Source]:
        """Where they were read, each source once; empty when no way is known."""
        facts = (*self.hotlines, *self.apps, *self.domains)
        return [
            Source(url=url, tier=tier, checked=checked)
            for url, tier, checked in dict.fromkeys((f.url, f.tier, f.checked) for f in facts)
        ]


def contacts_for(lender: LenderClaim | None, directory: Directory) -> Contacts | None:
    """Return the contacts of whom a message names or imitates; None = nobody known."""
    if lender is None:
        return None
    known = directory.entities.get(lender.entity_id or lender.lookalike_of or "")
    return _contacts_of(known, is_lookalike=lender.entity_id is None) if known else None


def _contacts_of(entity: Entity, *, is_lookalike: bool) -> Contacts:
    return Contacts(
        id=entity.id,
        name=visible(entity.name),
        is_lookalike=is_lookalike,
        hotlines=_best(entity.hotlines),
        apps=_best(entity.apps),
        domains=_best(entity.domains),
    )


def _best(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the few best-sourced facts, each value once."""
    tiers = list(words.TIER)
    ordered = sorted(facts, key=lambda fact: tiers.index(fact.tier))
    once = {fact.value: fact for fact in reversed(ordered)}
    return tuple(f for f in ordered if once[f.value] is f)[:_MOST_CONTACTS]


def contacts_of_cards(report: Report) -> list[Contacts]:
    """Return the contacts of everybody whom the messages name or imitate, each once."""
    found: dict[str, Contacts] = {}
    for judgement in report.cards:
        contacts = contacts_for(judgement.claims.lender, report.ruleset.directory)
        if contacts and contacts.sources:
            found.setdefault(contacts.id, contacts)
    return list(found.values())
