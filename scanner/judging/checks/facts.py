"""What a message knows of the person's own account; and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scanner.judging.checks.person_names import ends_in_surname, is_beside_a_person
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Reading
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_BANK_CARD = re.compile(r"62\d{14,17}")
"""UnionPay card numbers: 16 to 19 digits from 62 on."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def card_tail(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find the tail of a card or account."""
    del ruleset, params
    tail = reading.claims.card_tail
    return Found((tail.span,), "original", {"tail": tail.value}) if tail else None


def amount(reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]) -> Outcome:
    """Find a sum of money that is owed (a fee alone does not count)."""
    del ruleset, params
    owed = [a for a in reading.claims.amounts if a.role != "fee"]
    if not owed:
        return None
    first = owed[0]
    detail = {"amount": f"{first.value:,.2f}", "currency": first.currency}
    return Found(tuple(a.span for a in owed), "original", detail)


def payee_account(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find an account, wallet or address that money is to be sent to."""
    del ruleset, params
    account = reading.claims.account
    return Found((account.span,), "original", {"account": account.value}) if account else None


def payee_bank_card(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a bank card number, which people have, where an account is to be paid into."""
    del ruleset, params
    account = reading.claims.account
    digits = re.sub(r"\D", "", account.value) if account else ""
    if account is None or not _BANK_CARD.fullmatch(digits):
        return None
    return Found((account.span,), "original", {"account": account.value})


def payee_person(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a person's name beside the account to be paid into, in Chinese, Latin or Thai script."""
    del ruleset, params
    account = reading.claims.account
    if account is None:
        return None
    text = reading.views.original.text
    start, end = account.span
    before, after = text[max(0, start - 16) : start], text[end : end + 48]
    if is_beside_a_person(before, after):
        return Found((account.span,), "original", {"account": account.value})
    return None


def disguised(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find characters that had to be undone before the text could be read.

    Params: `steps`, the ids of `Change` that count; `at_least`, how many characters there must be;
    `in_chinese` (default true), whether only texts with Han characters count; `written`, the
    characters of which what was undone must consist (absent = any; masked names do not count).
    """
    del ruleset
    steps = params["steps"]
    written = set(str(params.get("written", "")))
    if params.get("in_chinese", True) and not _HAN.search(reading.views.original.text):
        return None
    found = [c for c in reading.views.changes if c.step in (steps or ())]  # type: ignore[operator]
    if written:
        body = reading.views.original.text
        found = [
            c
            for c in found
            if written.issuperset(body[slice(*c.span)]) and not ends_in_surname(body[: c.span[0]])
        ]
    if sum(max(1, len(c.read_as)) for c in found) < int(str(params.get("at_least", 1))):
        return None
    step = found[0].step
    return Found(tuple(c.span for c in found[:8]), "original", {"step": step})


def separator_in_word(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a separator inside one of the words that filters look for."""
    del params
    sensitive = ruleset.patterns["%{sensitive_word}"]
    skeleton = reading.views.skeleton
    words = [skeleton.original_span(*m.span()) for m in sensitive.finditer(skeleton.text)]
    spans = tuple(
        change.span
        for change in reading.views.changes
        if change.step == "inserted-separator"
        and any(start < change.span[0] and change.span[1] < end for start, end in words)
    )
    return Found(spans[:8], "skeleton") if spans else None


CHECKS: Mapping[str, CheckFunction] = {
    "card-tail": card_tail,
    "amount-owed": amount,
    "payee-account": payee_account,
    "payee-bank-card": payee_bank_card,
    "payee-person": payee_person,
    "disguised-characters": disguised,
    "separator-in-word": separator_in_word,
}
