"""One message of the report: what its card shows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from scanner.i18n import N_
from scanner.report import words
from scanner.report.bilingual import both
from scanner.report.evidence import Quote, Sign, quote_of, signs_of
from scanner.report.marks import marked
from scanner.report.visible import visible
from scanner.ruleset.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.judging.model import Judgement
    from scanner.reading.model import Amount, Claims, DateClaim, LenderClaim, TextClaim
    from scanner.report.model import Report
    from scanner.report.times import Clock, Moment
    from scanner.ruleset.directory import Fact
    from scanner.ruleset.lists import Advice, Situation
    from scanner.ruleset.ruleset import Ruleset

_EXCERPT = 90
_MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How to reach the lender itself, by the sources of the rule set."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message, its verdict and its reasons."""

    id: str
    judgement: Judgement
    moment: Moment | None
    sender: Markup
    sender_class: Markup
    lender: Markup | None
    excerpt: Markup
    body: Markup
    claims: list[tuple[Markup, list[Markup]]]
    signs: list[Sign]
    decided_by: list[Markup]
    contacts: Contacts | None
    advice: tuple[Advice, ...]

    def signs_of(self, *styles: str) -> list[Sign]:
        """Return the signs of these styles, in the order of their numbers."""
        return [sign for sign in self.signs if sign.style in styles]


@dataclass(frozen=True)
class CardMaker:
    """Makes the cards of one report."""

    report: Report
    clock: Clock
    _earlier: dict[tuple[str, str], Judgement] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        wanted = {
            (judgement.message.inbox_id, message_id)
            for judgement in self.report.cards
            for evidence in (*judgement.evidence, *(v.evidence for v in judgement.violations))
            for message_id in evidence.earlier
        }
        for judgement in self.report.judgements:
            key = (judgement.message.inbox_id, judgement.message.message_id)
            if key in wanted:
                self._earlier[key] = judgement

    def cards(self) -> Iterator[Card]:
        """Yield the cards, most urgent first."""
        for number, judgement in enumerate(self.report.cards, start=1):
            yield self._card(judgement, f"m{number}")

    def _card(self, judgement: Judgement, card_id: str) -> Card:
        message = judgement.message
        ruleset = self.report.ruleset
        signs, marks = signs_of(judgement, ruleset, lambda i: self._quote(message.inbox_id, i))
        kind = judgement.sender.kind if judgement.sender else "unknown"
        lender = judgement.claims.lender
        return Card(
            id=card_id,
            judgement=judgement,
            moment=self.clock.moment(message.received_ms, message.utc_offset_min),
            sender=visible(message.address) if message.address else both(N_("unknown sender")),
            sender_class=both(words.SENDER[kind]),
            lender=visible(lender.name) if lender else None,
            excerpt=visible(" ".join(message.body[: _EXCERPT * 2].split())[:_EXCERPT]),
            body=marked(message.body, marks, card_id),
            claims=list(claim_rows(judgement.claims, message.body)),
            signs=signs,
            decided_by=[s.title for s in signs if s.rule.id in judgement.decided_by],
            contacts=contacts_of(lender, ruleset),
            advice=ruleset.advice_for(_situations(judgement), judgement.region),
        )

    def _quote(self, inbox_id: str, message_id: str) -> Quote | None:
        judgement = self._earlier.get((inbox_id, message_id))
        if judgement is None:
            return None
        message = judgement.message
        return quote_of(judgement, self.clock.moment(message.received_ms, message.utc_offset_min))


def claim_rows(claims: Claims, body: str) -> Iterator[tuple[Markup, list[Markup]]]:
    """Yield (name, values) of what a message says, in the order in which a person asks."""
    amounts = [
        Markup("{} ({})").format(_sum(a, body), both(words.AMOUNT[a.role])) for a in claims.amounts
    ]
    overdue = claims.days_overdue
    rows: Iterable[tuple[str, list[Markup]]] = (
        (N_("Lender"), [visible(claims.lender.name)] if claims.lender else []),
        (N_("Amounts"), amounts),
        (N_("Overdue for"), [both(N_("{days} days"), days=overdue.value)] if overdue else []),
        (N_("Due date"), _date(claims.due_date)),
        (N_("Deadline"), _date(claims.deadline)),
        (N_("Card or account ends in"), _text(claims.card_tail)),
        (N_("Numbers to call"), [visible(p.value) for p in claims.phones]),
        (N_("Links"), [visible(u.value) for u in claims.urls]),
        (N_("Account to pay to"), _text(claims.account)),
        (N_("Messenger contact"), _text(claims.messenger)),
    )
    for name, values in rows:
        if values:
            yield both(name), values


def _sum(amount: Amount, body: str) -> Markup:
    if math.isnan(amount.value):  # masked: the text has the mark
        return visible(body[slice(*amount.span)])
    return Markup("{} {:,.2f}").format(amount.currency, amount.value)


def _date(claim: DateClaim | None) -> list[Markup]:
    return [visible(claim.iso.replace("T", " "))] if claim else []


def _text(claim: TextClaim | None) -> list[Markup]:
    return [visible(claim.value)] if claim else []


def _situations(judgement: Judgement) -> set[Situation]:
    """Return what calls for advice of its own, beyond that of the verdict."""
    situations: set[Situation] = set()
    for violation in judgement.violations:
        if violation.id == "third_party":
            situations.add("third_party")
        elif violation.id == "threat":
            situations.add("threat")
        elif violation.id == "impersonates_authority":
            situations.add("authority_named")
    return situations


def contacts_of(lender: LenderClaim | None, ruleset: Ruleset) -> Contacts | None:
    """Return how to reach the lender that a message names, or resembles; None = it is unknown."""
    if lender is None:
        return None
    entities = ruleset.directory.entities
    known = entities.get(lender.entity_id or lender.lookalike_of or "")
    if known is None:
        return None
    return Contacts(
        name=visible(known.name),
        is_lookalike=lender.entity_id is None,
        hotlines=_best(known.hotlines),
        apps=_best(known.apps),
        domains=_best(known.domains),
    )


def _best(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the few best-sourced facts, each value once."""
    tiers = list(words.TIER)
    ordered = sorted(facts, key=lambda fact: tiers.index(fact.tier))
    once = {fact.value: fact for fact in reversed(ordered)}
    return tuple(f for f in ordered if once[f.value] is f)[:_MOST_CONTACTS]
