"""Who a message says it is from and about, looked up in the directory. Shared by the checks."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.reading.model import Reading
from scanner.ruleset.directory import Entity
from scanner.ruleset.ruleset import Ruleset

FINANCE: frozenset[str] = frozenset(
    {"bank", "internet_bank", "bank_hk", "consumer_finance", "platform", "aggregator"}
)


def claimed_names(reading: Reading) -> tuple[str, ...]:
    """Return the names by which the message calls its sender and its creditor, the sender first."""
    claims = reading.claims
    names = [claims.signature.name] if claims.signature else []
    if claims.lender:
        names.append(claims.lender.name)
    return tuple(dict.fromkeys(names))


def claimed_entities(reading: Reading, ruleset: Ruleset) -> tuple[Entity, ...]:
    """Return the known entities among the claimed names, without repetition, the sender first."""
    directory = ruleset.directory
    claims = reading.claims
    found: dict[str, Entity] = {}
    if claims.signature and (entity := directory.by_name(claims.signature.name)):
        found[entity.id] = entity
    if claims.lender:
        known = claims.lender.entity_id
        named = directory.entities.get(known) if known else None
        named = named or directory.by_name(claims.lender.name)
        if named:
            found[named.id] = named
    return tuple(found.values())


def is_one_of(entity: Entity, others: Iterable[Entity]) -> bool:
    """Tell whether an entity is, or belongs to, one of the others."""
    return any(entity.may_speak_for(other) for other in others)

