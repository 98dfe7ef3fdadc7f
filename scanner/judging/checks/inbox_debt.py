"""Whether earlier messages of the inbox know the debt, or contradict what is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from scanner.judging.checks.testimony import ids, numbers, of_same_party, says, unsuspicious
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Reading
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_SMALLEST_TELLING_AMOUNT = 20.0
_QUARTER_DAY = 0.25
_BILL_DAYS = 45
"""A bill speaks of the month that follows it, and a few days."""
_CARD_SETTLED_DAYS = 25
"""After this many days a credit card that was paid off can be past due with its next bill."""
_RECEIPT_DAYS = 10
_ARRANGEMENT_DAYS = 45
_REFERENCE = re.compile(
    r"(?<![a-z0-9])(?=[a-z-]{0,8}\d)[a-z]{0,6}-?\d[a-z0-9-]{4,24}(?![a-z0-9.,])"
    r"|(?<!\d)\d{1,3}(?:栋|幢|座|号楼)[\d单元-]{0,8}\d{3,4}"
    r"|编号:?\s?[\u4e00-\u9fff]{1,4}\d{4}-\d{1,6}"
)
"""A number of a claim or contract, or a flat: what only the same business would repeat."""
_CASE = re.compile(r"\(\d{4}\)[\u4e00-\u9fff]\d{2,4}[\u4e00-\u9fff]{1,3}\d{1,6}号")
"""A court's case number: (2025)津0113执808号."""
_SAME_BILL_DAYS = 10
"""Due dates farther apart are those of two bills."""
_DIGITS_OF_A_SUM = 3
"""A sum of fewer different digits has those of another by chance."""
_FAR_ABOVE = 1.3
"""Late fees and penalty interest add to a bill, but hardly a third within a month."""
_RELATION = (
    "says_disbursed", "says_received", "says_debit_failed", "says_code", "says_dealing",
)  # fmt: skip
"""What only somebody who has dealings with the sender receives."""


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
    for earlier in of_same_party(reading, witness, ruleset):
        if witness.days_since(earlier) < _QUARTER_DAY or not unsuspicious(earlier, ruleset):
            continue
        what = _agreement(reading, earlier)
        if not what and _cases(reading) & _cases(earlier):
            what = "case number"
        if not what and witness.same_sender(earlier):
            what = _bill_that_fell_due(reading, earlier, ruleset)
        if not what and witness.same_sender(earlier):
            what = next((g for g in _RELATION if says(earlier, ruleset, g)), "")
            what = what or ("reference" if _references(reading) & _references(earlier) else "")
        if what:
            confirming.append(earlier)
            detail.setdefault("what", what)
    return Found((), "original", detail, ids(confirming)) if confirming else None


def _agreement(reading: Reading, earlier: Reading) -> str:
    now, then = reading.claims, earlier.claims
    if _other_tail(reading, earlier) and _is_card(reading):
        return ""
    if now.card_tail and (
        (then.card_tail and then.card_tail.value == now.card_tail.value)
        or now.card_tail.value.lower() in earlier.views.normalised.text
    ):
        return "card tail"
    if _sums(reading) & numbers(earlier) or _sums(earlier) & numbers(reading):
        return "amount"
    due = now.due_date and now.due_date.value
    return "due date" if due and then.due_date and due == then.due_date.value else ""


def _bill_that_fell_due(reading: Reading, earlier: Reading, ruleset: Ruleset) -> str:
    """Tell whether the sender billed a sum that fell due since, and now names no figure at all.

    Or names the same small sum, which a stranger's bill could have by chance.
    """
    if _other_tail(reading, earlier):
        return ""
    sums = {a.value for a in reading.claims.amounts}
    if sums:
        return "amount" if sums & {a.value for a in earlier.claims.amounts} else ""
    if reading.claims.card_tail or reading.claims.due_date:
        return ""
    due = earlier.claims.due_date or earlier.claims.deadline
    fell_due = _date_of(due.value) if due and due.value else _day(earlier)
    days = (_day(reading) - fell_due).days
    asks_for_a_sum = bool(earlier.claims.amounts) and (
        due is not None
        or says(earlier, ruleset, "says_bill")
        or any(amount.role == "overdue" for amount in earlier.claims.amounts)
    )
    return "bill" if asks_for_a_sum and 0 < days <= _BILL_DAYS else ""


def _references(reading: Reading) -> set[str]:
    phones = {re.sub(r"\D", "", phone.number) for phone in reading.claims.phones}
    return set(_REFERENCE.findall(reading.views.normalised.text)) - phones


def _cases(reading: Reading) -> set[str]:
    return set(_CASE.findall(reading.views.normalised.text))


def knows_case(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find earlier messages of the same court, with the same case number and no private contact."""
    del params
    mine = _cases(reading)
    if not mine:
        return None
    known = [
        earlier
        for earlier in of_same_party(reading, witness, ruleset)
        if mine & _cases(earlier) and unsuspicious(earlier, ruleset)
    ]
    return Found((), "original", {}, ids(known)) if known else None


def _sums(reading: Reading) -> set[float]:
    return {a.value for a in reading.claims.amounts if a.value >= _SMALLEST_TELLING_AMOUNT}


def settled(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find an earlier message by which this debt was paid, with no new loan or bill since."""
    del params
    for earlier in of_same_party(reading, witness, ruleset):  # the latest first
        if _other_tail(reading, earlier):
            continue
        days = witness.days_since(earlier)
        closed = says(earlier, ruleset, "says_settled")
        bill_paid = says(earlier, ruleset, "says_bill_paid") and days <= _CARD_SETTLED_DAYS
        paid = says(earlier, ruleset, "says_received") and _pays(reading, earlier, witness)
        if (closed or bill_paid or paid) and not _due_later(reading):
            return Found((), "original", {}, ids([earlier]))
        if any(says(earlier, ruleset, g) for g in ("says_disbursed", "says_bill")):
            return None
    return None


def _due_later(reading: Reading) -> bool:
    """Tell whether the message speaks of a sum that is not due yet: the next instalment."""
    due = reading.claims.due_date.value if reading.claims.due_date else None
    if due is None or reading.claims.days_overdue:
        return False
    return (due.date() if isinstance(due, datetime) else due) >= _day(reading)


def arrangement(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a deferral or instalment plan that the same party confirmed not long ago."""
    del params
    for earlier in of_same_party(reading, witness, ruleset):
        if witness.same_sender(earlier) or witness.days_since(earlier) > _ARRANGEMENT_DAYS:
            continue
        if says(earlier, ruleset, "says_arrangement"):
            return Found((), "original", {}, ids([earlier]))
    return None


def _pays(reading: Reading, receipt: Reading, witness: Witness) -> bool:
    """Tell whether a receipt is for the very sum claimed, and came about when it was due."""
    owed = {a.value for a in reading.claims.amounts if a.role != "fee"}
    if not owed or not owed & numbers(receipt):
        return False
    due = reading.claims.due_date.value if reading.claims.due_date else None
    if due is None:
        overdue = reading.claims.days_overdue
        return witness.days_since(receipt) <= _RECEIPT_DAYS + (overdue.value if overdue else 0)
    day = due.date() if isinstance(due, datetime) else due
    return (_day(receipt) - day).days >= -_RECEIPT_DAYS


def _day(reading: Reading) -> date:
    return datetime.fromtimestamp((reading.message.received_ms or 0) / 1000, UTC).date()


def differs(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a bill of the same party, by another sender, whose card tail or sum is another.

    Also one whose sum has the same digits in another order, 1,450.27 for 1,540.27 or 2,700 for
    270.00; and, whoever sent it, one whose tail has, 2059 for 2095.

    Params: `what`, "tail", "amount" or "due date".
    """
    recent = [
        earlier
        for earlier in of_same_party(reading, witness, ruleset)
        if witness.days_since(earlier) <= _BILL_DAYS
    ]
    others = [earlier for earlier in recent if not witness.same_sender(earlier)]
    bills = [earlier for earlier in others if says(earlier, ruleset, "says_bill")]
    if params["what"] == "due date":
        return _due_date_differs(reading, recent)
    if params["what"] == "tail":
        return _tail_garbled(reading, recent) or _tail_differs(reading, bills)
    return _amount_garbled(reading, others) or _amount_differs(reading, bills)


def _due_date_differs(reading: Reading, earlier: list[Reading]) -> Outcome:
    """Find the same bill, by tail and sum, with a due date a few days off."""
    due, tail = reading.claims.due_date, reading.claims.card_tail
    if due is None or tail is None:
        return None
    for bill in earlier:
        then = bill.claims.due_date
        same_bill = tail.value in bill.views.normalised.text and _sums(reading) & _sums(bill)
        if then is None or due.value is None or then.value is None or not same_bill:
            continue
        days = abs((_date_of(due.value) - _date_of(then.value)).days)
        if days == 0:
            return None
        if days <= _SAME_BILL_DAYS:
            detail = {"now": str(due.value), "then": str(then.value)}
            return Found((due.span,), "original", detail, ids([bill]))
    return None


def _date_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _tail_garbled(reading: Reading, earlier: list[Reading]) -> Outcome:
    tail = reading.claims.card_tail
    if tail is None or any(tail.value in e.views.normalised.text for e in earlier):
        return None
    for bill in earlier:
        then = bill.claims.card_tail
        if then and then.value != tail.value and sorted(then.value) == sorted(tail.value):
            detail = {"now": tail.value, "then": then.value}
            return Found((tail.span,), "original", detail, ids([bill]))
    return None


def _amount_garbled(reading: Reading, earlier: list[Reading]) -> Outcome:
    owed = [a for a in reading.claims.amounts if a.role != "fee"]
    if any({a.value for a in owed} & numbers(e) for e in earlier):
        return None
    for bill in earlier:
        for then in bill.claims.amounts:
            for now in owed:
                if _garbles(now.value, then.value):
                    detail = {"now": f"{now.value:,.2f}", "then": f"{then.value:,.2f}"}
                    return Found((now.span,), "original", detail, ids([bill]))
    return None


def _garbles(one: float, other: float) -> bool:
    """Tell whether two sums differ in the order of their digits or in the place of the point."""
    a, b = (f"{value:.2f}".replace(".", "").strip("0") for value in (one, other))
    return one != other and len(set(a)) >= _DIGITS_OF_A_SUM and sorted(a) == sorted(b)


def _tail_differs(reading: Reading, bills: list[Reading]) -> Outcome:
    tail = reading.claims.card_tail
    others = [b for b in bills if b.claims.card_tail and _is_card(b)]
    if tail is None or not _is_card(reading) or not others:
        return None
    if any(tail.value in b.views.normalised.text for b in bills):
        return None
    then = others[0].claims.card_tail
    detail = {"now": tail.value, "then": then.value if then else ""}
    return Found((tail.span,), "original", detail, ids(others))


def _amount_differs(reading: Reading, bills: list[Reading]) -> Outcome:
    owed = [a for a in reading.claims.amounts if a.role != "fee"]
    for bill in bills:
        billed = [a.value for a in bill.claims.amounts if a.role != "fee"]
        if not owed or not billed or _other_tail(reading, bill):
            continue
        if {a.value for a in owed} & numbers(bill):
            return None
        if min(a.value for a in owed) > _FAR_ABOVE * max(billed):
            detail = {"now": f"{owed[0].value:,.2f}", "then": f"{max(billed):,.2f}"}
            return Found(tuple(a.span for a in owed), "original", detail, ids([bill]))
    return None


def _other_tail(reading: Reading, earlier: Reading) -> bool:
    now, then = reading.claims.card_tail, earlier.claims.card_tail
    return bool(now and then and now.value != then.value)


def _is_card(reading: Reading) -> bool:
    return bool(re.search(r"信用卡|贷记卡|\bcard\b", reading.views.normalised.text))


CHECKS: Mapping[str, CheckFunction] = {
    "inbox-agrees": agrees,
    "inbox-knows-case": knows_case,
    "inbox-settled": settled,
    "inbox-arrangement": arrangement,
    "inbox-differs": differs,
}
