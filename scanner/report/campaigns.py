"""The same text from several senders: names and figures aside, one template."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scanner.judging.model import VERDICTS
from scanner.judging.witness import template_of
from scanner.reading.sender import classify_sender

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.judging.model import Verdict
    from scanner.report.model import Report

_SHORTEST: Final = 14
"""Characters of a template; shorter ones are shared by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Messages of one template from different senders."""

    id: str
    """"c1", "c2", …: in the order in which they are shown."""
    cards: tuple[int, ...]
    """Numbers of their cards, from 1, the most urgent first."""
    counts: Mapping[Verdict, int]
    senders: int
    names: tuple[str, ...]
    """Lenders in whose name it was sent."""


def campaigns_of(report: Report) -> tuple[Campaign, ...]:
    """Return the templates that came from two senders or more, the most urgent first."""
    cards = report.cards
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, judgement in enumerate(cards, start=1):
        template = template_of(judgement.message.body)
        if len(template) >= _SHORTEST:
            numbers[judgement.message.inbox_id, template].append(number)
    found: list[Campaign] = []
    for group in numbers.values():
        judgements = [cards[n - 1] for n in group]
        senders = {_sender_key(j.message.address) for j in judgements}
        if len(senders) < 2:
            continue
        counts = Counter(j.verdict for j in judgements)
        names = dict.fromkeys(j.claims.lender.name for j in judgements if j.claims.lender)
        campaign = Campaign(
            id=f"c{len(found) + 1}",
            cards=tuple(group),
            counts={verdict: counts[verdict] for verdict in VERDICTS},
            senders=len(senders),
            names=tuple(names),
        )
        found.append(campaign)
    return tuple(found)


def _sender_key(address: str | None) -> str:
    sender = classify_sender(address)
    return sender.number or sender.header or sender.address
