"""One message of the report: what its card shows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from scanner.i18n import N_
from scanner.report import words
from scanner.report.contacts import contacts_for
from scanner.report.evidence import Quote, Sign, quote_of, signs_of
from scanner.report.marks import marked
from scanner.report.said import said, said_when
from scanner.report.sums import sum_of
from scanner.report.visible import excerpt, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.judging.model import Judgement
    from scanner.reading.model import Amount, Claims, DateClaim, SenderClass, TextClaim
    from scanner.report.contacts import Contacts
    from scanner.report.model import Report
    from scanner.report.said import Said, Words
    from scanner.report.times import Clock, Moment
    from scanner.ruleset.lists import Advice, Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message, its verdict and its reasons."""

    id: str
    judgement: Judgement
    moment: Moment | None
    sender: Words
    sender_kind: SenderClass
    lender: Markup | None
    party: str
    """Id of the lender's own page; "" where none is named."""
    campaign: str
    """Id of the page of its template; "" where it has none."""
    conduct: str
    """Ids of the violations, with blanks between them."""
    excerpt: Markup
    body: Markup
    claims: list[tuple[Said, list[Words]]]
    signs: list[Sign]
    decided_by: list[Said]
    contacts: Contacts | None
    advice: tuple[Advice, ...]

    def signs_of(self, *styles: str) -> list[Sign]:
        """Return the signs of these styles, in the order of their numbers."""
        return [sign for sign in self.signs if sign.style in styles]

    def usual_advice(self, usual: tuple[Advice, ...]) -> tuple[Advice, ...]:
        """Return what is usual for the verdict, if all of it holds for this message too."""
        own = {a.id for a in self.advice}
        return usual if own.issuperset(a.id for a in usual) else ()

    def advice_beyond(self, usual: tuple[Advice, ...]) -> list[Advice]:
        """Return the advice that is not among the usual."""
        known = {a.id for a in usual}
        return [a for a in self.advice if a.id not in known]


@dataclass(frozen=True)
class CardMaker:
    """Makes the cards of one report."""

    report: Report
    clock: Clock
    parties: Mapping[int, str]
    """Number of a card -> id of its lender's page."""
    campaigns: Mapping[int, str]
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
            yield self._card(judgement, number)

    def _card(self, judgement: Judgement, number: int) -> Card:
        card_id = f"m{number}"
        message = judgement.message
        ruleset = self.report.ruleset
        signs, marks = signs_of(judgement, ruleset, lambda i: self._quote(message.inbox_id, i))
        kind = judgement.sender.kind if judgement.sender else "unknown"
        lender = judgement.claims.lender
        sender: Words = visible(message.address) if message.address else said(N_("unknown sender"))
        return Card(
            id=card_id,
            judgement=judgement,
            moment=self.clock.moment(message.received_ms, message.utc_offset_min),
            sender=sender,
            sender_kind=kind,
            lender=visible(lender.name) if lender else None,
            party=self.parties.get(number, ""),
            campaign=self.campaigns.get(number, ""),
            conduct=" ".join(dict.fromkeys(v.id for v in judgement.violations)),
            excerpt=excerpt(message.body),
            body=marked(message.body, marks, card_id),
            claims=list(claim_rows(judgement.claims, message.body)),
            signs=signs,
            decided_by=[s.title for s in signs if s.rule.id in judgement.decided_by],
            contacts=contacts_for(lender, ruleset.directory),
            advice=ruleset.advice_for(_situations(judgement), judgement.region),
        )

    def _quote(self, inbox_id: str, message_id: str) -> Quote | None:
        judgement = self._earlier.get((inbox_id, message_id))
        if judgement is None:
            return None
        message = judgement.message
        return quote_of(judgement, self.clock.moment(message.received_ms, message.utc_offset_min))


def claim_rows(claims: Claims, body: str) -> Iterator[tuple[Said, list[Words]]]:
    """Yield (name, values) of what a message says, in the order in which a person asks."""
    amounts: list[Words] = [
        Markup("{} ({})").format(_sum(a, body), said(words.AMOUNT[a.role])) for a in claims.amounts
    ]
    overdue = claims.days_overdue
    rows: Iterable[tuple[str, Sequence[Words]]] = (
        (N_("Lender"), [visible(claims.lender.name)] if claims.lender else []),
        (N_("Amounts"), amounts),
        (N_("Overdue for"), [said(N_("{days} days"), days=overdue.value)] if overdue else []),
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
            yield said(name), list(values)


def _sum(amount: Amount, body: str) -> Markup:
    if math.isnan(amount.value):  # masked: the text has the mark
        return visible(body[slice(*amount.span)])
    return escape(sum_of(amount.value, amount.currency))


def _date(claim: DateClaim | None) -> list[Words]:
    if claim is None:
        return []
    return [said_when(claim.value) if claim.value else visible(claim.text)]


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
