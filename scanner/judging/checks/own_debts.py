"""Whether a message agrees with what its reader says they owe (my-debts.toml).

A person errs and forgets, so that a name is taken for a listed one where they resemble each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import partial_ratio

from scanner.debts import Debt, MyDebts
from scanner.judging.checks.parties import creditor_names
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Reading
from scanner.ruleset.directory import name_key
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_CLOSE = 85.0
"""Of 100: 安心借 and 安心借款, Harbor Ridge CU and Harbor Ridge."""
_SAME_SUM = 0.005


def debts_agree(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a listed, open debt at the lender that the message names.

    Params: `by`: "figures" = its tail, its instalment or its day is in the message as well;
    "lender" = the lender alone, no figure of the message being another.
    """
    open_debts = [d for d in _listed(reading, witness.debts, ruleset) if not d.settled]
    agreeing = [(debt, what) for debt in open_debts if (what := _agreement(reading, debt))]
    if params["by"] == "figures":
        if not agreeing:
            return None
        debt, what = agreeing[0]
        return Found(_lender_span(reading), "original", {"lender": debt.lender, "what": what})
    if agreeing or not open_debts or all(_other_tail(reading, d) for d in open_debts):
        return None
    return Found(_lender_span(reading), "original", {"lender": open_debts[0].lender})


def debts_deny(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a demand that contradicts the list.

    Params: `what`: "lender" = the list is complete and its lenders are others; "settled" = all that
    is listed at this lender was paid off; "tail" = the list is complete, and what is listed at
    this lender has other last digits.
    """
    debts = witness.debts
    names = creditor_names(reading)
    if debts is None or not names:
        return None
    listed = _listed(reading, debts, ruleset)
    what = params["what"]
    if what == "lender":
        denied = debts.complete and not listed
    elif what == "settled":
        denied = bool(listed) and all(d.settled for d in listed)
    else:
        open_debts = [d for d in listed if not d.settled]
        denied = debts.complete and bool(open_debts)
        denied = denied and all(_other_tail(reading, d) for d in open_debts)
    if not denied:
        return None
    detail = {"claimed": names[0]}
    tail = reading.claims.card_tail
    if what == "tail" and tail:
        detail = {"now": tail.value, "then": ", ".join(d.tail for d in listed if d.tail)}
    return Found(_lender_span(reading), "original", detail)


def _listed(reading: Reading, debts: MyDebts | None, ruleset: Ruleset) -> Sequence[Debt]:
    """Return the debts that are listed at a lender whom the message names."""
    names = creditor_names(reading)
    if debts is None:
        return ()
    return [d for d in debts.debt if any(_same(d.lender, name, ruleset) for name in names)]


def _same(listed: str, named: str, ruleset: Ruleset) -> bool:
    by_name = ruleset.directory.by_name
    one, other = by_name(listed), by_name(named)
    if one is not None and other is not None:
        return one.may_speak_for(other)
    short, long = sorted((name_key(listed), name_key(named)), key=len)
    return short in long or partial_ratio(short, long) >= _CLOSE


def _agreement(reading: Reading, debt: Debt) -> str:
    """Return which figure of the debt the message knows; "" = none."""
    claims = reading.claims
    if _other_tail(reading, debt):
        return ""
    if debt.tail and claims.card_tail:
        return "card tail"
    sums = [a.value for a in claims.amounts if a.currency == debt.currency]
    if debt.instalment is not None and any(abs(s - debt.instalment) < _SAME_SUM for s in sums):
        return "amount"
    due = claims.due_date.value if claims.due_date else None
    return "due day" if _day(due) is not None and _day(due) == debt.due_day else ""


def _other_tail(reading: Reading, debt: Debt) -> bool:
    tail = reading.claims.card_tail
    if tail is None or not debt.tail:
        return False
    one, other = tail.value.lower(), debt.tail.lower()
    return not (one.endswith(other) or other.endswith(one))


def _day(moment: date | datetime | None) -> int | None:
    return moment.day if moment else None


def _lender_span(reading: Reading) -> tuple[tuple[int, int], ...]:
    claims = reading.claims
    spans = {c.span for c in (claims.signature, claims.lender) if c is not None}
    return tuple(sorted(spans))


CHECKS: Mapping[str, CheckFunction] = {
    "debts-agree": debts_agree,
    "debts-deny": debts_deny,
}
