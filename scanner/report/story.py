"""What became of a debt: bill, reminder, demand, payment, as the inbox tells it over time."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from scanner.i18n import N_
from scanner.judging.witness import name_at_edge
from scanner.reading.views import views_of
from scanner.report.parties import party_key
from scanner.report.pictures import Span
from scanner.report.said import said
from scanner.report.sums import sum_of
from scanner.report.visible import excerpt, visible
from scanner.ruleset.words import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.judging.model import Judgement, Kind, Verdict
    from scanner.message import Message
    from scanner.report.model import Report
    from scanner.report.parties import Party
    from scanner.report.said import Words
    from scanner.report.times import Clock, Moment
    from scanner.ruleset.ruleset import Ruleset

Stage = Literal["paid_out", "bill", "overdue", "demand", "legal", "arranged", "received", "settled"]
Mark = tuple[int | None, "Verdict | None"]
"""When a message came (ms since the epoch), and its verdict if it was judged."""
STAGE_OF_KIND: Final[Mapping[Kind, Stage]] = {
    "due_reminder": "bill",
    "overdue_reminder": "overdue",
    "payment_demand": "demand",
    "legal_warning": "legal",
}
STAGE_OF_WORDS: Final[Mapping[str, Stage]] = {
    "says_settled": "settled",
    "says_bill_paid": "received",
    "says_received": "received",
    "says_arrangement": "arranged",
    "says_disbursed": "paid_out",
}
"""Word groups (testimony.toml) that tell what a message is about which is no bill or demand."""
_MOST_STEPS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One message of a debt's story."""

    stage: Stage
    ms: int | None
    moment: Moment | None
    card: int
    """Number of its card; 0 for what is not judged: payments, loans paid out, plans."""
    verdict: Verdict | None
    who: Words
    """The lender as the message names it, or its sender."""
    sender: Words
    amounts: str
    tail: str
    """Last digits of the card or account."""
    excerpt: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The messages of one lender or one template, oldest first."""

    steps: tuple[Step, ...]
    """The latest ones where there are many."""
    left_out: int
    """Earlier ones that are not among the steps."""
    first: Moment | None
    last: Moment | None
    span: Span | None
    """From the first message to the last."""
    lanes: tuple[tuple[Stage, tuple[Mark, ...]], ...]
    """Per stage that occurs, in the order in which a debt goes through them, its messages."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All messages, for a picture."""
        return tuple(mark for _, marks in self.lanes for mark in marks)


def told(steps: Iterable[Step]) -> Story:
    """Return the steps in the order of time, as a story of bearable length."""
    ordered = sorted(steps, key=lambda step: step.ms or 0)
    dated = [step for step in ordered if step.moment]
    return Story(
        steps=tuple(ordered[-_MOST_STEPS:]),
        left_out=max(0, len(ordered) - _MOST_STEPS),
        first=dated[0].moment if dated else None,
        last=dated[-1].moment if dated else None,
        span=Span(dated[0].ms or 0, dated[-1].ms or 0) if dated else None,
        lanes=tuple(
            (stage, marks)
            for stage in get_args(Stage)
            if (marks := tuple((s.ms, s.verdict) for s in ordered if s.stage == stage))
        ),
    )


@dataclass(frozen=True)
class StoryTeller:
    """Tells the stories of one report."""

    report: Report
    clock: Clock

    def stories(self, parties: Sequence[Party]) -> Iterator[tuple[Party, Story]]:
        """Yield each lender with its story; payments and the like come from all messages."""
        others = self._unjudged({party.key for party in parties})
        for party in parties:
            judged = (self.step(number) for number in party.cards)
            rest = (self._step(j, stage, 0) for j, stage in others[party.key])
            yield party, told([*judged, *rest])

    def step(self, number: int) -> Step:
        """Return the step of a card."""
        judgement = self.report.cards[number - 1]
        return self._step(judgement, STAGE_OF_KIND[judgement.kind], number)

    def _step(self, judgement: Judgement, stage: Stage, number: int) -> Step:
        message, claims = judgement.message, judgement.claims
        sender: Words = visible(message.address) if message.address else said(N_("unknown sender"))
        return Step(
            stage=stage,
            ms=message.received_ms,
            moment=self.clock.moment(message.received_ms, message.utc_offset_min),
            card=number,
            verdict=judgement.verdict,
            who=visible(claims.lender.name) if claims.lender else sender,
            sender=sender,
            amounts="; ".join(
                sum_of(a.value, a.currency)
                for a in claims.amounts
                if a.role != "fee" and not math.isnan(a.value)
            ),
            tail=claims.card_tail.value if claims.card_tail else "",
            excerpt=excerpt(message.body),
        )

    def _unjudged(self, keys: set[str]) -> Mapping[str, list[tuple[Judgement, Stage]]]:
        """Return key of a party -> its messages that are no bill or demand but tell of the debt."""
        found: dict[str, list[tuple[Judgement, Stage]]] = defaultdict(list)
        known: dict[tuple[str, str | None], str] = {}
        for judgement in self.report.judgements:
            if judgement.verdict is not None:
                continue
            names = (name_at_edge(judgement.message.body), judgement.message.address)
            if names not in known:
                known[names] = _key_of(*names, self.report.ruleset)
            if known[names] in keys and (stage := _stage(judgement.message, self.report.ruleset)):
                found[known[names]].append((judgement, stage))
        return found


def _key_of(name: str, address: str | None, ruleset: Ruleset) -> str:
    if name:
        return party_key(name, ruleset.directory)
    owner = ruleset.directory.owner_of_sender(address) if address else None
    return f"who:{owner[0].id}" if owner else ""


def _stage(message: Message, ruleset: Ruleset) -> Stage | None:
    text = views_of(message.body).normalised.text
    for group, stage in STAGE_OF_WORDS.items():
        pattern = ruleset.patterns.get(named(group))
        if pattern and pattern.search(text):
            return stage
    return None
