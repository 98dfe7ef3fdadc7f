"""Whom the messages name: one party a lender, whatever ways its name is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.judging.model import VERDICTS
from scanner.ruleset.directory import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.judging.model import Judgement, Verdict
    from scanner.report.model import Report
    from scanner.ruleset.directory import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A lender that messages name."""

    id: str
    """"l1", "l2", …: in the order in which they are shown."""
    key: str
    """What its messages share: the id of the entity, or the bare name where nobody is known."""
    name: str
    cards: tuple[int, ...]
    """Numbers of its cards, from 1, the most urgent first."""
    counts: Mapping[Verdict, int]


def party_key(name: str, directory: Directory) -> str:
    """Return the same key for every way of writing a lender's name."""
    entity = directory.by_name(name)
    return f"who:{entity.id}" if entity else f"name:{name_key(name)}"


def parties_of(report: Report) -> tuple[Party, ...]:
    """Return the lenders of a report, those with the most urgent messages first.

    A name that only resembles a lender's is a party of its own.
    """
    directory = report.ruleset.directory
    keys: dict[str, str] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    cards = report.cards
    for number, judgement in enumerate(cards, start=1):
        lender = judgement.claims.lender
        if lender:
            if lender.name not in keys:
                keys[lender.name] = party_key(lender.name, directory)
            numbers[keys[lender.name]].append(number)
    counts = {key: Counter(cards[n - 1].verdict for n in ns) for key, ns in numbers.items()}
    ordered = sorted(numbers, key=lambda key: [-counts[key][verdict] for verdict in VERDICTS])
    return tuple(
        Party(
            id=f"l{place}",
            key=key,
            name=_name(cards[numbers[key][0] - 1], directory),
            cards=tuple(numbers[key]),
            counts={verdict: counts[key][verdict] for verdict in VERDICTS},
        )
        for place, key in enumerate(ordered, start=1)
    )


def _name(judgement: Judgement, directory: Directory) -> str:
    lender = judgement.claims.lender
    assert lender is not None
    known = directory.by_name(lender.name)
    return known.name if known else lender.name
