"""What a judgement holds, told in one language as plain text: for terminals, ears and letters."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.contact_log.words import FIELDS, WAY
from scanner.i18n import N_, translator
from scanner.reading.sender import classify_sender
from scanner.report import words
from scanner.report.plain import plain
from scanner.report.sums import sum_of
from scanner.report.times import written

if TYPE_CHECKING:
    from datetime import date

    from scanner.contact_log.model import Call
    from scanner.i18n import Language
    from scanner.judging.model import Evidence, Judgement
    from scanner.reading.model import Amount, DateClaim, TextClaim
    from scanner.report.times import Clock
    from scanner.ruleset.lists import Norm
    from scanner.ruleset.model import Direction, Text
    from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True)
class Teller:
    """Tells of judgements by one rule set, in one language and by one clock."""

    ruleset: Ruleset
    language: Language
    clock: Clock
    _: Callable[[str], str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_", translator(self.language))

    def text(self, msgid: str, **fields: object) -> str:
        """Return a sentence, its `{name}` fields filled in as they are."""
        sentence = self._(msgid)
        return sentence.format(**fields) if fields else sentence

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the sentence that suits a count, its `{n}` filled in."""
        chosen = one if count == 1 and self.language == "en" else self._(many)
        return chosen.format(n=count)

    def of(self, text: Text) -> str:
        """Return a rule's words."""
        return text.of(self.language)

    def listed(self, items: Iterable[str]) -> str:
        """Return several things as one phrase."""
        return self._(N_("; ")).join(items)

    def sentences(self, items: Iterable[str]) -> str:
        """Return several sentences as one line."""
        return (" " if self.language == "en" else "").join(items)

    def sender(self, judgement: Judgement) -> str:
        """Return the sender's number or name and what kind that is."""
        address = judgement.message.address
        kind = (judgement.sender or classify_sender(address)).kind
        if not address:
            return self._(words.SENDER["unknown"])
        return self.text(
            N_("{sender} ({kind})"), sender=plain(address), kind=self._(words.SENDER[kind])
        )

    def when(self, ms: int | None, utc_offset_min: int | None = None, *, zone: bool = True) -> str:
        """Return a moment, with or without its zone."""
        moment = self.clock.moment(ms, utc_offset_min)
        if moment is None:
            return self._(N_("time unknown"))
        time = written(moment.local, self.language)
        return self.text(N_("{time} ({zone})"), time=time, zone=moment.zone) if zone else time

    def day(self, day: date) -> str:
        """Return a day."""
        return written(day, self.language)

    def received(self, judgement: Judgement, *, zone: bool = True) -> str:
        """Return when a message came."""
        message = judgement.message
        return self.when(message.received_ms, message.utc_offset_min, zone=zone)

    def signs(self, judgement: Judgement, *directions: Direction) -> list[str]:
        """Return the titles of the rules of these directions that fired, the strongest first."""
        fired = [e for e in judgement.evidence if not e.could_not_tell]
        return [self.title(e) for e in fired if e.direction in directions]

    def broken(self, judgement: Judgement) -> list[tuple[str, tuple[Norm, ...]]]:
        """Return each broken rule of conduct and the norms that hold where the message came."""
        return [
            (self._(words.VIOLATION[v.id]), self.ruleset.norms_of(v.id, judgement.region))
            for v in judgement.violations
        ]

    def title(self, evidence: Evidence) -> str:
        """Return what a rule is called; its id where the rule set no longer has it."""
        rule = self.ruleset.rules.get(evidence.rule_id)
        return self.of(rule.title) if rule else evidence.rule_id

    def claims(self, judgement: Judgement) -> Iterator[tuple[str, str]]:
        """Yield (name, values) of what a message says, in the order in which a person asks."""
        claims, body = judgement.claims, judgement.message.body
        overdue = claims.days_overdue
        rows: Iterable[tuple[str, list[str]]] = (
            (N_("Lender"), [claims.lender.name] if claims.lender else []),
            (N_("Amounts"), [self._amount(amount, body) for amount in claims.amounts]),
            (
                N_("Overdue for"),
                [self.text(N_("{days} days"), days=overdue.value)] if overdue else [],
            ),
            (N_("Due date"), self._date(claims.due_date)),
            (N_("Deadline"), self._date(claims.deadline)),
            (N_("Card or account ends in"), _value(claims.card_tail)),
            (N_("Numbers to call"), [phone.value for phone in claims.phones]),
            (N_("Links"), [link.value for link in claims.urls]),
            (N_("Account to pay to"), _value(claims.account)),
            (N_("Messenger contact"), _value(claims.messenger)),
        )
        for name, values in rows:
            if values:
                yield self._(name), self.listed(map(plain, values))

    def call(self, call: Call) -> str:
        """Return an entry of the contact log as one phrase."""
        said = [
            self.text(N_("{name}: {value}"), name=self._(name), value=plain(value))
            for field, name in FIELDS.items()
            if field != "message_key" and (value := getattr(call, field))
        ]
        return self.text(
            N_("{time}: {words}"),
            time=self.when(call.at_ms, call.utc_offset_min),
            words=self.listed([self._(WAY[call.way]), *said]),
        )

    def _amount(self, amount: Amount, body: str) -> str:
        known = not math.isnan(amount.value)  # masked: the text has the mark
        value = sum_of(amount.value, amount.currency) if known else body[slice(*amount.span)]
        return self.text(
            N_("{amount} ({role})"), amount=value, role=self._(words.AMOUNT[amount.role])
        )

    def _date(self, claim: DateClaim | None) -> list[str]:
        if claim is None:
            return []
        return [written(claim.value, self.language) if claim.value else claim.text]


def _value(claim: TextClaim | None) -> list[str]:
    return [claim.value] if claim else []
