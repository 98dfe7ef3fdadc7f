"""Sums of money with their currency and role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scanner.reading import amount_words as said
from scanner.reading.model import Amount, AmountRole, Region, Span
from scanner.reading.numerals import MULTIPLIERS, arabic_number, han_number
from scanner.reading.plain_sums import find_coins, find_only_sum, find_plain_sums, find_spoken_sums
from scanner.reading.text import Page, masked

_DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "NZD", "CAD", "MXN", "COP"})
_SMALLEST_IN_WORDS = 100
"""In Chinese numerals without 元; smaller ones count other things."""
_TENTHS = {"半": 5, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}} | {
    str(i): i for i in range(10)
}
"""What stands after 块: 134块五 = 134.5."""
_YUAN = frozenset({"HKD", "TWD", "MOP"})


@dataclass(frozen=True, slots=True)
class _Money:
    value: float
    currency: str
    start: int
    end: int


def find_amounts(
    page: Page, text: str, region: Region | None, *, past_due: bool
) -> tuple[list[Amount], list[Span]]:
    """Return the sums that a text speaks of as owed or to be paid, and their spans in the view.

    Args:
        page: of the view that `text` is of.
        text: its text with links, telephone numbers and accounts blanked out.
        region: where the reader lives; decides what $, 元 and a bare number are.
        past_due: whether the text says that something is past due; the role of a plain sum.
    """
    text = masked(text, [m.span() for m in said.PLATE.finditer(text)])
    in_parts = not past_due and said.PAID_IN_PARTS.search(text) and not said.ONE_BILL.search(text)
    amounts: list[Amount] = []
    spans: list[Span] = []
    done = 0
    found = list(_money(text, region))
    if past_due and not found and (only := find_only_sum(text)):
        number, start, end = only
        found = [_Money(float(number), _own_currency(region) or "CNY", start, end)]
    for money in sorted(found, key=lambda money: money.start):
        if money.start < done:
            continue
        before, after = text[done : money.start], text[money.end : money.end + 24]
        done = money.end
        spans.append((money.start, money.end))
        if not _is_owed(text, money):
            continue
        if any((a.value, a.currency) == (money.value, money.currency) for a in amounts):
            continue
        role = _role(before, after, past_due=past_due)
        if role == "total" and in_parts:
            role = "instalment"
        amounts.append(Amount(money.value, money.currency, role, page.span(*spans[-1])))
    if past_due and len(amounts) == 1 and amounts[0].role == "total":
        start, _ = page.positions(amounts[0].span)
        if said.LOAN_OF.search(text[max(0, start - 16) : start]):
            amounts = [replace(amounts[0], role="overdue")]
    return amounts, spans


def _is_owed(text: str, money: _Money) -> bool:
    before = text[max(0, money.start - 20) : money.start]
    after = text[money.end : money.end + 16]
    is_cut_off = text[money.end - 1].isdigit() and after[:1].isdigit()
    if money.value <= 0 or is_cut_off or re.match(r"\s?%", after):
        return False
    if said.FEE_BY_THE_DAY.search(before):
        return True
    if before.endswith("-") and text[money.start : money.start + 1].isdigit():
        return said.BELOW_ZERO.search(before) is not None
    if said.NOT_OWED_BEFORE.search(before) or said.NEW_LOAN_BEFORE.search(before):
        return False
    return not (said.RATE_AFTER.match(after) or said.NOT_OWED_AFTER.match(after))


def _money(text: str, region: Region | None) -> Iterator[_Money]:
    own = _own_currency(region)
    for m in said.MONEY.finditer(text):
        if m["h"]:
            spelt = re.sub(r"^万(?=.$)", "一万", m["h"])
            value, currency = han_number(spelt), "HKD" if m["hk"] else own or "CNY"
            if value is not None:
                value = round(value + _tenths(m["hj"]) / 10 + _tenths(m["hf"]) / 100, 2)
        elif m["c"]:
            value, currency = _scaled(m["c"], m["cm"] or m["cl"], m["cmt"], own), own or "CNY"
        elif m["a"]:
            currency = _currency(m["before"], said.BEFORE, own)
            value = _scaled(m["a"].replace(" ", ""), m["am"], m["amt"], currency)
        else:
            currency = _currency(m["after"], said.AFTER, own)
            foreign = said.FOREIGN_BILL.search(text[max(0, m.start() - 12) : m.start()])
            if foreign and m["after"][0] in "元块":
                currency = said.FOREIGN[foreign["v"]]
            value = _scaled(m["b"].replace(" ", ""), m["bm"], m["bmt"], currency)
            if value is not None and m["jiao"]:
                value += _TENTHS[m["jiao"]] / 10
        if value is not None:
            yield _Money(value, currency, m.start("b") if m["b"] else m.start(), m.end())
    yield from _bare_money(text, own)


def _own_currency(region: Region | None) -> str:
    return said.CURRENCY_OF.get(region, "") if region else ""


def _bare_money(text: str, own: str) -> Iterator[_Money]:
    """Yield numbers without currency that follow a word of owing or paying."""
    for m in said.BARE_HAN.finditer(text):
        value = han_number(m["v"])
        if value is not None and value >= _SMALLEST_IN_WORDS:
            yield _Money(value, own or "CNY", m.start("v"), m.end("v"))
    for pattern in said.BARE:
        for m in pattern.finditer(text):
            number = m["v"].rstrip(".,")
            end = m.start("v") + len(number)
            value = _scaled(number, m.groupdict().get("m"), None, own)
            if value is not None and not _is_year(number, text[end : end + 1]):
                yield _Money(value, own or "CNY", m.start("v"), max(end, m.end()))
    for number, multiplier, start, end in find_plain_sums(text):
        value = _scaled(number, multiplier, None, own)
        if value is not None:
            yield _Money(value, own or "CNY", start, end)
    for value, start, end in (*find_coins(text), *find_spoken_sums(text)):
        yield _Money(value, own or "CNY", start, end)


def _is_year(number: str, after: str) -> bool:
    if number == "2000":
        return after in ("年", "-", "/")
    return re.fullmatch(r"20[0-4]\d", number) is not None and (not after or after in "年、-/. ")


def _tenths(digit: str | None) -> float:
    return han_number(digit) or 0 if digit else 0


def _scaled(number: str, multiplier: str | None, tenths: str | None, currency: str) -> float | None:
    value = arabic_number(number, currency)
    if value is None or not multiplier:
        return value
    factor = MULTIPLIERS[multiplier]
    return round(value * factor + (int(tenths) * factor / 10 if tenths else 0), 2)


def _currency(sign: str, table: tuple[tuple[str, str], ...], own: str) -> str:
    """Return the currency of a sign; what several countries call so is the reader's own."""
    shapes = ((re.sub(r"\(\?<?[=!].*?\)", "", pattern), currency) for pattern, currency in table)
    found = next((currency for shape, currency in shapes if re.fullmatch(shape, sign)), own)
    if len(sign) == 1 and sign.isalpha() and sign.isascii() and own:
        return own if found != "USDT" else found
    if found == "$":
        return own if own in _DOLLARS else "USD"
    if found == "元":
        return own if own in _YUAN else "CNY"
    if found == "peso":
        return own if own in ("MXN", "COP") else "PHP"
    return found


def _role(before: str, after: str, *, past_due: bool) -> AmountRole:
    """Return the role that the nearest word gives, before rather than after; else the default."""
    near = said.CLAUSE_END.split(before)[-1][-40:]
    after = said.CLAUSE_END.split(after)[0]
    nearest, end = _nearest_role(near)
    if said.MINIMUM_AFTER.match(after):
        return "minimum"
    if said.FEE_AFTER.match(after):
        return "fee"
    if nearest in ("minimum", "fee") and not re.search("共|合计|,", near[end:]):
        return nearest
    if said.TOTAL_BEFORE.search(near) or said.TOTAL_AFTER.match(after):
        return "total"
    if said.DEBIT_BEFORE.search(near[-14:]) or said.DEBIT_AFTER.match(after):
        return "instalment"
    return _plain_role(near, after, nearest, past_due=past_due)


def _plain_role(near: str, after: str, nearest: AmountRole | None, *, past_due: bool) -> AmountRole:
    if past_due:
        if said.ARREARS_OF.search(near[-14:]) and nearest == "instalment":
            return "overdue"
        if nearest == "instalment" or (nearest == "total" and not said.SUM_OF_ARREARS.search(near)):
            return nearest
        return "overdue"
    if nearest in ("instalment", "total"):
        return nearest
    instalment = dict(said.ROLE_WORDS)["instalment"].search(f"{near} {after[:16]}")
    return "instalment" if instalment else "total"


def _nearest_role(near: str) -> tuple[AmountRole | None, int]:
    """Return the role whose word ends last, and where it ends."""
    best: tuple[AmountRole | None, int] = (None, -1)
    for role, pattern in said.ROLE_WORDS:
        for m in pattern.finditer(near):
            if m.end() > best[1]:
                best = (role, m.end())
    return best
