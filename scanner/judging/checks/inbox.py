"""What earlier messages of the same inbox confirm or contradict.

An earlier message is heard only when it stands under the same sender or under a name that the
judged message gives; what it was about is told by the word groups `says_…` of lists/words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from scanner.judging.checks.parties import (
    FINANCE,
    claimed_entities,
    claimed_names,
    is_one_of,
    mentioned,
)
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.sender import classify_sender
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SMALLEST_TELLING_AMOUNT = 20.0
_QUARTER_DAY = 0.25
_BILL_DAYS = 45
"""A bill speaks of the month that follows it, and a few days."""
_CARD_SETTLED_DAYS = 25
"""After this many days a credit card that was paid off can be past due with its next bill."""
_RECEIPT_DAYS = 10
_ARRANGEMENT_DAYS = 45
_FAR_ABOVE = 1.3
"""Late fees and penalty interest add to a bill, but hardly a third within a month."""
_PERSONAL = {"mobile", "virtual_operator", "overseas", "email"}
_ANNOUNCED = (
    re.compile(
        r"委托[“\"「『]?([^“”\"，。、」』]{2,20}?)[”\"」』]?(?:公司)?(?:开展|进行|负责|对您|代为|催)"
    ),
    re.compile(
        r"(?:passed|assigned|referred|handed|transferred|sold|given)(?: over)? to "
        r"(?:our (?:agent|partner)s? )?([A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,4})"
    ),
)


def agrees(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find earlier messages that know the same debt.

    Those of the same party that name the same card tail, loan number or sum; or, of the same
    sender, a loan paid out, a payment received, a failed debit or a code asked for.
    """
    del params
    confirming: list[Reading] = []
    detail: dict[str, str] = {}
    for earlier in _of_same_party(reading, witness, ruleset):
        if witness.days_since(earlier) < _QUARTER_DAY or not _unsuspicious(earlier, ruleset):
            continue
        what = _agreement(reading, earlier)
        if not what and witness.same_sender(earlier):
            what = next((g for g in _RELATION if _says(earlier, ruleset, g)), "")
        if what:
            confirming.append(earlier)
            detail.setdefault("what", what)
    return Found((), "original", detail, _ids(confirming)) if confirming else None


_RELATION = ("says_disbursed", "says_received", "says_debit_failed", "says_code")


def _agreement(reading: Reading, earlier: Reading) -> str:
    now, then = reading.claims, earlier.claims
    numbers = _numbers(earlier)
    if now.card_tail and (
        (then.card_tail and then.card_tail.value == now.card_tail.value)
        or now.card_tail.value.lower() in earlier.views.normalised.text
    ):
        return "card tail"
    sums = {a.value for a in now.amounts if a.value >= _SMALLEST_TELLING_AMOUNT}
    return "amount" if sums & numbers else ""


def settled(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find an earlier message by which this debt was paid, with no new loan or bill since."""
    del params
    for earlier in _of_same_party(reading, witness, ruleset):  # the latest first
        if _other_tail(reading, earlier):
            continue
        days = witness.days_since(earlier)
        closed = _says(earlier, ruleset, "says_settled")
        bill_paid = _says(earlier, ruleset, "says_bill_paid") and days <= _CARD_SETTLED_DAYS
        paid = _says(earlier, ruleset, "says_received") and _pays(reading, earlier, witness)
        if (closed or bill_paid or paid) and not _due_later(reading):
            return Found((), "original", {}, _ids([earlier]))
        if any(_says(earlier, ruleset, g) for g in ("says_disbursed", "says_bill")):
            return None
    return None


def _due_later(reading: Reading) -> bool:
    """Tell whether the message speaks of a sum that is not due yet: the next instalment."""
    due = reading.claims.due_date.value if reading.claims.due_date else None
    if due is None:
        return False
    return (due.date() if isinstance(due, datetime) else due) >= _day(reading)


def arrangement(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a deferral or instalment plan that the same party confirmed not long ago."""
    del params
    for earlier in _of_same_party(reading, witness, ruleset):
        if witness.same_sender(earlier) or witness.days_since(earlier) > _ARRANGEMENT_DAYS:
            continue
        if _says(earlier, ruleset, "says_arrangement"):
            return Found((), "original", {}, _ids([earlier]))
    return None


def _pays(reading: Reading, receipt: Reading, witness: Witness) -> bool:
    """Tell whether a receipt is for the very sum claimed, and came about when it was due."""
    owed = {a.value for a in reading.claims.amounts if a.role != "fee"}
    if not owed or not owed & _numbers(receipt):
        return False
    due = reading.claims.due_date.value if reading.claims.due_date else None
    if due is None:
        overdue = reading.claims.days_overdue
        return witness.days_since(receipt) <= _RECEIPT_DAYS + (overdue.value if overdue else 0)
    day = due.date() if isinstance(due, datetime) else due
    return (_day(receipt) - day).days >= -_RECEIPT_DAYS


def _day(reading: Reading) -> date:
    return datetime.utcfromtimestamp((reading.message.received_ms or 0) / 1000).date()  # noqa: DTZ004


def differs(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a bill of the same party, by another sender, whose card tail or sum is another.

    Params: `what`, "tail" or "amount".
    """
    bills = [
        earlier
        for earlier in _of_same_party(reading, witness, ruleset)
        if witness.days_since(earlier) <= _BILL_DAYS
        and not witness.same_sender(earlier)
        and _says(earlier, ruleset, "says_bill")
    ]
    if params["what"] == "tail":
        return _tail_differs(reading, bills)
    return _amount_differs(reading, bills)


def _tail_differs(reading: Reading, bills: list[Reading]) -> Outcome:
    tail = reading.claims.card_tail
    others = [b for b in bills if b.claims.card_tail and _is_card(b)]
    if tail is None or not _is_card(reading) or not others:
        return None
    if any(tail.value in b.views.normalised.text for b in bills):
        return None
    then = others[0].claims.card_tail
    detail = {"now": tail.value, "then": then.value if then else ""}
    return Found((tail.span,), "original", detail, _ids(others))


def _amount_differs(reading: Reading, bills: list[Reading]) -> Outcome:
    owed = [a for a in reading.claims.amounts if a.role != "fee"]
    for bill in bills:
        billed = [a.value for a in bill.claims.amounts if a.role != "fee"]
        if not owed or not billed or _other_tail(reading, bill):
            continue
        if {a.value for a in owed} & _numbers(bill):
            return None
        if min(a.value for a in owed) > _FAR_ABOVE * max(billed):
            detail = {"now": f"{owed[0].value:,.2f}", "then": f"{max(billed):,.2f}"}
            return Found(tuple(a.span for a in owed), "original", detail, _ids([bill]))
    return None


def _other_tail(reading: Reading, earlier: Reading) -> bool:
    now, then = reading.claims.card_tail, earlier.claims.card_tail
    return bool(now and then and now.value != then.value)


def other_agency(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a collector that is not the one which the lender announced.

    Params: `announced`: false = another than announced, true = the announced one.
    """
    signature, lender = reading.claims.signature, reading.claims.lender
    if signature is None or ruleset.directory.by_name(signature.name) is not None:
        return None
    lenders = [ruleset.directory.entities[i].name for i in mentioned(reading, ruleset)]
    if lender is not None and lender.name != signature.name:
        lenders.append(lender.name)
    for earlier in witness.about(lenders):
        for pattern in _ANNOUNCED:
            named = pattern.search(earlier.views.original.text)
            if named is None:
                continue
            same = named[1] in signature.name or signature.name in named[1]
            if same != bool(params["announced"]):
                return None
            detail = {"now": signature.name, "then": named[1]}
            return Found((signature.span,), "original", detail, _ids([earlier]))
    return None


def sender_changed_name(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender that called itself another known institution before."""
    del params
    now = claimed_entities(reading, ruleset)
    if not now:
        return None
    changed = []
    for earlier in witness.from_same_sender():
        then = claimed_entities(earlier, ruleset)
        if any(is_one_of(entity, now) for entity in then):
            return None
        if then and then[0].kind in FINANCE and now[0].kind in FINANCE:
            changed.append(earlier)
    if not changed:
        return None
    was = claimed_entities(changed[0], ruleset)[0].name
    return Found((), "original", {"now": now[0].name, "then": was}, _ids(changed[:3]))


def sender_advertised(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a personal number that advertised loans before."""
    del params
    if reading.sender.kind not in _PERSONAL:
        return None
    ads = [e for e in witness.from_same_sender() if _says(e, ruleset, "says_loan_ad")]
    return Found((), "original", {}, _ids(ads[:3])) if ads else None


def warned(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a warning by the same party against what this message asks for: paying a person."""
    del params
    if not (reading.claims.account or reading.claims.messenger):
        return None
    warnings = [
        e
        for e in witness.about(claimed_names(reading))
        if _says(e, ruleset, "says_never_pay_persons") and not witness.same_sender(e)
    ]
    return Found((), "original", {}, _ids(warnings[:2])) if warnings else None


def campaign(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find the same text from another sender under another name, or from private numbers.

    One institution that sends the same text from several ports is no campaign.
    """
    del ruleset, params
    mine = _bracketed(reading.message.body)
    private = reading.sender.kind in _PERSONAL
    others = [
        m
        for m in witness.same_template()
        if _bracketed(m.body) != mine or (private and classify_sender(m.address).kind in _PERSONAL)
    ]
    if not others:
        return None
    return Found((), "original", {"senders": str(len(others) + 1)}, _named(others[:3]))


def _bracketed(body: str) -> str:
    found = re.search(r"【([^】]*)】", body)
    return found[1].strip() if found else ""


def _named(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(m.message_id for m in messages)


def _of_same_party(reading: Reading, witness: Witness, ruleset: Ruleset) -> Iterable[Reading]:
    """Return earlier messages of the named parties, and of this sender where it named no other."""
    names = claimed_names(reading)
    about = witness.about(names)
    seen = {id(r) for r in about}
    mine = {n.casefold() for n in names} | {e.id for e in claimed_entities(reading, ruleset)}
    same_sender = [
        r
        for r in witness.from_same_sender()
        if id(r) not in seen
        and (
            reading.sender.kind == "alphanumeric"
            or not claimed_names(r)
            or mine & {n.casefold() for n in claimed_names(r)}
            or mine & {e.id for e in claimed_entities(r, ruleset)}
        )
    ]
    every = [*about, *same_sender]
    every.sort(key=lambda r: -(r.message.received_ms or 0))
    return every


def _unsuspicious(earlier: Reading, ruleset: Ruleset) -> bool:
    """Tell whether an earlier message is fit to vouch: no personal callback, no payee."""
    if earlier.sender.kind in _PERSONAL and earlier.region not in ("US", "CA"):
        return False
    claims = earlier.claims
    if claims.account or claims.messenger or any(p.kind in _PERSONAL for p in claims.phones):
        return False
    owners = [ruleset.directory.owner_of_domain(link.domain) for link in claims.urls]
    return all(owner is not None for owner in owners)


def _says(reading: Reading, ruleset: Ruleset, group: str) -> bool:
    return bool(ruleset.patterns[f"%{{{group}}}"].search(reading.views.normalised.text))


def _numbers(reading: Reading) -> set[float]:
    text = reading.views.normalised.text
    return {float(m[0].replace(",", "")) for m in _NUMBER.finditer(text) if len(m[0]) < 18}


def _is_card(reading: Reading) -> bool:
    return bool(re.search(r"信用卡|贷记卡|\bcard\b", reading.views.normalised.text))


def _ids(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(r.message.message_id for r in readings)


CHECKS: Mapping[str, CheckFunction] = {
    "inbox-agrees": agrees,
    "inbox-settled": settled,
    "inbox-arrangement": arrangement,
    "inbox-differs": differs,
    "inbox-other-agency": other_agency,
    "inbox-sender-changed-name": sender_changed_name,
    "inbox-sender-advertised": sender_advertised,
    "inbox-warned": warned,
    "inbox-campaign": campaign,
}
