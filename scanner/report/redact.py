"""A report that may be shown to strangers: private words masked, the same one by the same mark.

Masked are people, telephone numbers and senders, card tails and accounts, sums, messenger ids,
case numbers and what hangs on the domain of a link. Lenders, their published numbers, domains,
dates and the verdict stay. The text of messages that are about no debt is left out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from scanner.reading.model import Claims, Sender
from scanner.reading.reader import Reader
from scanner.reading.sender import classify_sender
from scanner.report.masks import Marks, Masked, digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.i18n import Language
    from scanner.inbox.acquisition import Acquisition
    from scanner.judging.model import Evidence, Judgement
    from scanner.message import Message
    from scanner.reading.model import (
        DateClaim,
        LenderClaim,
        Link,
        Phone,
        SenderClass,
        Span,
        TextClaim,
    )
    from scanner.report.model import Report

LEFT_OUT: Final = "▮"
"""In the place of the text of a message that is about no debt."""
_SHORTEST_PUBLIC = 5
"""Digits: shorter ones are too often something else than the hotline they look like."""
_A_NUMBER = 100
"""Days overdue that have three digits are masked like any number of three digits."""
_SHAPES: Final[Mapping[SenderClass, str]] = {"port_106": "106…", "short_code_95": "95…"}
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")


def redacted(report: Report, language: Language) -> Report:
    """Return the report with its private words masked; `language` is that of the marks."""
    return _Redaction(report, _marks(report, language)).report_without()


def _marks(report: Report, language: Language) -> Marks:
    directory = report.ruleset.directory

    def is_public(digits: str) -> bool:
        long_enough = len(digits) >= _SHORTEST_PUBLIC and not digits.startswith("106")
        return long_enough and directory.owner_of_number(digits) is not None

    return Marks(language, is_public)


@dataclass
class _Redaction:
    report: Report
    marks: Marks

    def report_without(self) -> Report:
        report = self.report
        quoted = {
            (j.message.inbox_id, message_id)
            for j in report.judgements
            for e in _evidence_of(j)
            for message_id in e.earlier
        }
        told = [
            j.verdict is not None or (j.message.inbox_id, j.message.message_id) in quoted
            for j in report.judgements
        ]
        keys = [(j.message.inbox_id, j.message.message_id) for j in report.judgements]
        self.ids = {key: str(number) for number, key in enumerate(dict.fromkeys(keys), start=1)}
        self.inboxes = {
            inbox: str(n) if inbox else ""
            for n, inbox in enumerate(dict.fromkeys(key[0] for key in keys), start=1)
        }
        reader = Reader(report.ruleset.names)
        judgements = [
            j if j.verdict or not keep else replace(j, claims=reader.read(j.message).claims)
            for j, keep in zip(report.judgements, told, strict=True)
        ]
        for judgement, keep in zip(judgements, told, strict=True):
            if keep:  # what one message tells to be private is so in all of them
                self.marks.learn(judgement.message.body)
                self._claims(judgement.claims, Masked("", ()))
        # Those with a text go first, so that their marks have the small numbers.
        shown = {n: self._judgement(judgements[n]) for n, keep in enumerate(told) if keep}
        return replace(
            report,
            acquisition=self._acquisition(report.acquisition),
            judgements=tuple(
                shown[n] if n in shown else self._left_out(j) for n, j in enumerate(judgements)
            ),
            is_redacted=True,
            calls=(),
        )

    def _text(self, text: str) -> str:
        return self.marks.masked(text).text

    def _judgement(self, judgement: Judgement) -> Judgement:
        body, claims = judgement.message.body, judgement.claims
        lender = claims.lender
        names = [lender.span] if lender and lender.entity_id else []
        masked = self.marks.masked(body, self._known(claims), [*names, *self._public(claims)])
        sender, address = self._sender(judgement)
        known = judgement.verdict is not None  # of quoted messages the claims served the masks only
        return replace(
            judgement,
            message=self._message(judgement.message, masked.text, address),
            evidence=tuple(self._evidence(judgement, e, masked) for e in judgement.evidence),
            violations=tuple(
                replace(v, evidence=self._evidence(judgement, v.evidence, masked))
                for v in judgement.violations
            ),
            claims=self._claims(claims, masked) if known else Claims(),
            sender=sender,
        )

    def _left_out(self, judgement: Judgement) -> Judgement:
        body = LEFT_OUT if judgement.message.body else ""
        sender, address = self._sender(judgement)
        return replace(
            judgement,
            message=self._message(judgement.message, body, address),
            evidence=tuple(replace(e, spans=(), detail={}) for e in judgement.evidence),
            violations=(),
            claims=Claims(),
            sender=sender,
        )

    def _message(self, message: Message, body: str, address: str | None) -> Message:
        return replace(
            message,
            inbox_id=self.inboxes[message.inbox_id],
            message_id=self.ids[message.inbox_id, message.message_id],
            body=body,
            address=address,
            thread_id=None,
            service_center=None,
            subscription_id=None,
        )

    def _sender(self, judgement: Judgement) -> tuple[Sender, str | None]:
        address = judgement.message.address
        sender = judgement.sender or classify_sender(address)
        if not address:
            return sender, address
        digits = digits_of(address)
        if not sender.number or sender.kind in {"alphanumeric", "email"} or not digits:
            mark = self._text(address)
        elif self.marks.is_public(digits):
            return sender, address
        else:
            mark = _SHAPES.get(sender.kind, "") + self.marks.number(sender.number)
        return Sender(mark, sender.kind, header=self._text(sender.header)), mark

    def _evidence(self, judgement: Judgement, evidence: Evidence, masked: Masked) -> Evidence:
        inbox = judgement.message.inbox_id
        earlier = ((inbox, message_id) for message_id in evidence.earlier)
        length = len(judgement.message.body)
        return replace(
            evidence,
            spans=tuple(masked.span((s, e)) for s, e in evidence.spans if 0 <= s <= e <= length),
            detail={name: self._detail(name, v, judgement) for name, v in evidence.detail.items()},
            earlier=tuple(self.ids[key] for key in earlier if key in self.ids),
        )

    def _detail(self, name: str, value: str, judgement: Judgement) -> str:
        if name in {"owner", "topic", "points", "what", "time", "norm", "step", "currency"}:
            return value  # the rule set's own words
        if name == "domain" and _DOMAIN.fullmatch(value):
            return value
        if name == "sender" and value == judgement.message.address:
            return self._sender(judgement)[1] or ""
        if name in {"amount", "now", "then"} and (figure := _figure(value)) is not None:
            return self.marks.money(figure, "CNY")
        if name in {"phone", "account", "tail"} and digits_of(value):
            return self._account(value)
        return self._text(value)

    def _known(self, claims: Claims) -> Iterator[tuple[Span, str]]:
        """Yield the private places of a message with their marks."""
        for amount in claims.amounts:
            yield amount.span, self.marks.money(amount.value, amount.currency)
        for phone in claims.phones:
            if (mark := self.marks.number(phone.value)) != phone.value:
                yield phone.span, mark
        for link in claims.urls:
            if (short := self._link(link)) != link.value:
                yield link.span, short
        for claim, mask in (
            (claims.card_tail, self._account),
            (claims.account, self._account),
            (claims.messenger, self._messenger),
        ):
            if claim:
                yield claim.span, mask(claim.value)

    def _public(self, claims: Claims) -> list[Span]:
        """Return the places of links without a private part, and of published numbers."""
        links = [u.span for u in claims.urls if self._link(u) == u.value]
        return links + [p.span for p in claims.phones if self.marks.is_public(digits_of(p.value))]

    def _claims(self, claims: Claims, masked: Masked) -> Claims:
        days = claims.days_overdue
        return Claims(
            signature=None,
            lender=self._lender(claims.lender, masked),
            amounts=tuple(
                replace(a, value=math.nan, span=masked.span(a.span)) for a in claims.amounts
            ),
            days_overdue=days if days and days.value < _A_NUMBER else None,
            due_date=self._date(claims.due_date, masked),
            deadline=self._date(claims.deadline, masked),
            card_tail=self._value(claims.card_tail, masked, secret=False),
            phones=tuple(self._phone(p, masked) for p in claims.phones),
            urls=tuple(
                replace(u, value=self._link(u), host=u.domain, span=masked.span(u.span))
                for u in claims.urls
            ),
            account=self._value(claims.account, masked),
            messenger=self._messenger_claim(claims.messenger, masked),
        )

    def _lender(self, lender: LenderClaim | None, masked: Masked) -> LenderClaim | None:
        if lender is None:
            return None
        name = lender.name if lender.entity_id else self._text(lender.name)
        return replace(lender, name=name, span=masked.span(lender.span))

    def _date(self, claim: DateClaim | None, masked: Masked) -> DateClaim | None:
        return claim and replace(claim, text=self._text(claim.text), span=masked.span(claim.span))

    def _phone(self, phone: Phone, masked: Masked) -> Phone:
        mark = self.marks.number(phone.value)
        return replace(phone, value=mark, number="", span=masked.span(phone.span))

    def _value(
        self, claim: TextClaim | None, masked: Masked, *, secret: bool = True
    ) -> TextClaim | None:
        if claim is None:
            return None
        mark = self._account(claim.value)
        if secret:
            self.marks.secret(claim.value, mark)
        return replace(claim, value=mark, span=masked.span(claim.span))

    def _messenger_claim(self, claim: TextClaim | None, masked: Masked) -> TextClaim | None:
        if claim is None:
            return None
        service, _, name = claim.value.partition(" ")
        mark = self._messenger(claim.value)
        self.marks.secret(name, mark.removeprefix(service).strip())
        return replace(claim, value=mark, span=masked.span(claim.span))

    def _messenger(self, value: str) -> str:
        service, _, name = value.partition(" ")
        return f"{self._text(service)} {self._account(name or value)}"

    def _account(self, value: str) -> str:
        """Mask a tail, an account or an id: a number by its digits, a name as it is."""
        digits = digits_of(value)
        if digits and not re.search(r"[^\W\d_]", value):
            mark = self.marks.number(value)
            return mark if mark != value else self.marks.mark("number", digits)
        return self.marks.mark("account", value.lower())

    def _link(self, link: Link) -> str:
        """Return a link up to its registrable domain, and a mark for what hangs on it."""
        if not _DOMAIN.fullmatch(link.domain):
            return self.marks.mark("link", link.value)
        bare = re.sub(r"^\w{1,8}://", "", link.value.strip().lower()).removesuffix("/")
        if bare.removeprefix("www.") == link.domain:
            return link.value
        return f"{link.domain}/{self.marks.mark('link', bare.removeprefix(link.domain))}"

    def _acquisition(self, acquisition: Acquisition) -> Acquisition:
        """Leave the phone's make and the proof; a file's name may tell whose it is."""
        name = acquisition.name
        if acquisition.source == "file":
            name = LEFT_OUT + PurePath(name).suffix
        return replace(
            acquisition,
            name=name,
            device=acquisition.device and replace(acquisition.device, serial=""),
            bad_rows=tuple(
                replace(row, fields=self._fields(row.fields)) for row in acquisition.bad_rows
            ),
            notices=tuple(replace(n, fields=self._fields(n.fields)) for n in acquisition.notices),
        )

    def _fields(self, fields: dict[str, object]) -> dict[str, object]:
        return {k: self._text(v) if isinstance(v, str) else v for k, v in fields.items()}


def _evidence_of(judgement: Judgement) -> Iterator[Evidence]:
    yield from judgement.evidence
    yield from (v.evidence for v in judgement.violations)


def _figure(value: str) -> float | None:
    try:
        return float(value.replace(",", ""))
    except ValueError:
        return None
