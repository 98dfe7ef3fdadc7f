"""Sums of money with their currency and role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.reading.model import Amount, AmountRole, Region, Span
from scanner.reading.numerals import HAN_NUMBER, MULTIPLIERS, arabic_number, han_number
from scanner.reading.text import Page

CURRENCY_OF: dict[Region, str] = {
    "CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "SG": "SGD", "MY": "MYR", "IN": "INR",
    "ID": "IDR", "PH": "PHP", "VN": "VND", "TH": "THB", "US": "USD", "GB": "GBP", "AU": "AUD",
    "NZ": "NZD", "CA": "CAD", "KE": "KES", "NG": "NGN", "GH": "GHS", "ZA": "ZAR", "UG": "UGX",
    "TZ": "TZS", "MX": "MXN", "CO": "COP", "PE": "PEN", "ES": "EUR", "BR": "BRL",
}  # fmt: skip
_BEFORE: tuple[tuple[str, str], ...] = (
    (r"hk\$|hkd|港币|港元", "HKD"), (r"nt\$|ntd|twd|nt(?=\d)|新台币", "TWD"), (r"s\$|sgd", "SGD"),
    (r"rm|myr", "MYR"), (r"₹|rs\.?|inr|re(?=\s\d)", "INR"), (r"₱|php|p", "PHP"),
    (r"ksh\.?|kshs\.?|kes", "KES"), (r"₦|ngn|n", "NGN"), (r"rp\.?|idr", "IDR"), (r"£|gbp", "GBP"),
    (r"us\$|usd", "USD"), (r"a\$|au\$|aud", "AUD"), (r"nz\$|nzd", "NZD"), (r"c\$|ca\$|cad", "CAD"),
    (r"mx\$|mxn", "MXN"), (r"r\$|brl", "BRL"), (r"s/\.?|pen", "PEN"), (r"gh[¢₵]|ghs|ghc|₵", "GHS"),
    (r"ugx|ush", "UGX"), (r"tsh|tzs", "TZS"), (r"zar|r", "ZAR"), (r"€|eur", "EUR"), (r"₫|vnd", "VND"),
    (r"cop", "COP"), (r"mop\$?", "MOP"), (r"฿|thb", "THB"),
    (r"rmb|cny|人民币|¥|￥|y(?=\d)", "CNY"), (r"\$", "$"),
)  # fmt: skip
_AFTER: tuple[tuple[str, str], ...] = (
    (r"港[币元]|蚊|hkd", "HKD"), (r"新台币|台币|twd", "TWD"), (r"美[元金]|usd(?!t)|us dollars?", "USD"),
    (r"usdt|u(?![a-z])", "USDT"), (r"元整?|块钱?|圆|rmb|人民币|cny|塊|大洋", "元"),
    (r"₫|đ(?:ồng)?|vnd|dong", "VND"), (r"rupees?|inr|/-", "INR"), (r"rupiah", "IDR"),
    (r"naira", "NGN"), (r"bob|shillings?|kes|ksh|/=", "KES"), (r"pesos?|php", "peso"),
    (r"€|euros?|eur", "EUR"), (r"dollars?|bucks?", "$"), (r"pounds?|quid|gbp", "GBP"),
    (r"ringgit|myr", "MYR"), (r"cedis?", "GHS"), (r"rand", "ZAR"), (r"soles", "PEN"), (r"reais", "BRL"),
    (r"sgd", "SGD"), (r"baht|บาท", "THB"),
)  # fmt: skip
_NUMBER = (
    r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)|\d+(?!\d)"
)
_MULTIPLIER = r"(?:(?<=\d)[kwm](?![a-z0-9-])|万|千|百|million|mil|lakhs?|lac|crore|rb|ribu|jt|juta|tr|triệu|nghìn|ngàn)"
_HAN_SUM = rf"{HAN_NUMBER}*[十百千万拾佰仟]{HAN_NUMBER}*"
_MONEY = re.compile(
    rf"(?<![a-z0-9\u00c0-\u1eff])(?P<before>{'|'.join(p for p, _ in _BEFORE)})[\s:]{{0,2}}(?P<a>{_NUMBER})"
    rf"(?:\s?(?P<am>{_MULTIPLIER})(?![a-z-])(?P<amt>\d(?!\d))?)?(?:\s?(?:元|块))?(?:/-)?"
    rf"|(?<![\d.a-z/-])(?<!\d,)(?P<b>{_NUMBER})\s?(?:(?P<bm>{_MULTIPLIER})(?P<bmt>\d(?!\d))?)?\s?多?"
    rf"(?P<after>{'|'.join(p for p, _ in _AFTER)})(?![a-z])"
    rf"|(?P<h>{_HAN_SUM})(?:多|几)?(?:元整?|块|圆|人民币)(?P<jiao>[一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?"
    rf"|(?<![\d.a-z/-])(?<!\d,)(?P<c>\d+(?:[.,]\d{{1,2}})?)(?:(?P<cm>[万w])(?P<cmt>\d(?!\d))?|\s?(?P<cl>jt|juta|rb|ribu|lakhs?|lac|crore|triệu))(?![a-z人次字户家名条])",
)
_OWED = (
    r"(?:欠款?|欠费|欠下|欠着|金额|本金|利息|滞纳金|手续费|只需|仅需|只要|转账|打款|汇款|还款额|应还额|最低额|本息|账款|借款|贷款|还款|应还|待还|须还|需还|还|缴|付|转|打|结清|那笔|一笔|余额|共|合计|总计|罚息|违约金|费)"
    r"(?:了|是|为|:|约|的|您|我|你|我们|我司)?"
)
_BARE = (
    re.compile(
        rf"{_OWED}\s?(?P<v>{_NUMBER})(?P<m>[kw](?![a-z0-9]))?(?![\d.,]*(?:[-/:.]\d|[年月日号天期点时分%笔次张个小位]|个|\s?[a-z@]))"
    ),
    re.compile(
        rf"(?:pay|send|lipa|owe[sd]?|owing|took|borrowed|balance(?: of| is)?|amount(?: due| of| is)?|amt|settle|clear|"
        rf"fee(?: of)?|facilitation|loan of|debt of|utang(?: mo| na)?|bayaran|due of|arrears of|bill of|deni(?: la| lako)?|"
        rf"tagihan|sebesar|utang anda|debe|deuda de|adeudo de|saldo de|outstanding|total|repay|dues|nợ|số tiền|overdue)"
        rf"(?::|\s)\s?(?P<v>\d{{1,3}}(?:[.,]\d{{3}})+(?:\.\d{{1,2}})?|\d{{3,7}}(?:\.\d{{1,2}})?)"
        rf"(?![\d.,]*(?:[-/:.]\d|%|\s?(?:days?|hrs?|hours?|mins?|times|siku|hari|ngày|días)\b|\s\d|[a-z]))"
    ),
)
_RATE_AFTER = re.compile(r"^\s?(?:/|每|per\b|a\s|p/)\s?(?:天|日|月|年|次|day|month|week|d\b)")
_NOT_OWED = re.compile(
    r"(?:立减|满减|减免(?:了|优惠)?|再减|可减|优惠(?:券)?|奖励|返现|红包|礼金|领|最高(?:可)?借?|可借|可提(?:现)?|提现|额度(?:已)?(?:为|:|提升至|提至|\+|至|恢复至)?|可用余额|账户余额|"
    r"cashback(?: of)?|rewards?(?: of)?|limit(?: is| of| to| now)?|up to|save|discount(?: of)?|available(?: balance)?(?: is)?|"
    r"borrow|bonus(?: of)?|qualify for|get|hasta|khuyến mãi|赔付|补贴|免息券|免|(?:按)?每[日天月](?:按)?|按日)\W{0,3}$"
)
_DISCOUNT_AFTER = re.compile(
    r"^\s?(?:额度|优惠|红包|奖励|券|cashback|off\b|discount|bonus|limit|免息)"
)

_ROLE_WORDS: tuple[tuple[AmountRole, re.Pattern[str]], ...] = (
    ("minimum", re.compile(r"最低(?:还款|应还|应缴|还|缴)?额?|\bmin(?:imum)?\b|mínimo|tối thiểu")),
    (
        "fee",
        re.compile(
            r"滞纳金|违约金|罚息|罚金|手续费|(?<!物业)服务费|逾期费|逾期利息|保证金|押金|解冻费|保释金|公证费|律师费|诉讼费|执行费|材料费|工本费|会员费|"
            r"延期费|展期费|担保费|撤案费|费用|(?<!物业)管理费(?!用)|\b(?:late|extension|processing|admin|legal|court|release|service|"
            r"penalty|facilitation|recovery|default|settlement)?\s?(?:fees?|charges?|penalty|penalties|fine)\b|"
            r"\bpenalty\b|\bfacilitation\b|\bbail\b|\badd\b|denda|multa|recargo|interest of|phí"
        ),
    ),
    (
        "instalment",
        re.compile(
            r"第[\d一二三四五六七八九十]+期|那(?:一)?期|一期|每期|月供|供款|租金|月租|期款|利息|(?<!逾期)本息|代扣|扣款|扣收|划扣|要从|扣到|"
            r"\bemi\b|instal?l?ments?|amorti[sz]ation|next payment|(?:auto |loan |your |missed )payment of|\bloan payment\b|"
            r"direct debit|\brent\b|cicilan|angsuran|cuota|hulog|trả góp|\bpremium\b|s&cc|repayment of"
        ),
    ),
    (
        "total",
        re.compile(
            r"全部|合计|总计|总额|总欠|总共|一次性|全额|结清|剩余本金|\btotal\b|in full|full (?:amount|balance)|statement|"
            r"账单|本期应还|折扣还款|和解金|结单|\bloan of\b|\bborrowed\b|payoff|letter of claim"
        ),
    ),
    (
        "overdue",
        re.compile(
            r"逾期|拖欠|欠|未还|未付|未缴|待还|待补|超期|过期|\boverdue\b|past due|\barrears\b|\bbehind\b|outstanding|"
            r"unpaid|\bowe[ds]?\b|in default|tunggakan|vencid|quá hạn|utang|deni|balance"
        ),
    ),
)
_DEBIT = re.compile(r"试扣|tried to (?:take|collect|debit|charge)|could not (?:take|collect|debit)")
_CLAUSE = re.compile(r"[。;!?\n\x00]|\.\s")


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
    found = sorted(_money(text, region), key=lambda money: money.start)
    amounts: list[Amount] = []
    spans: list[Span] = []
    last_end = 0
    for money in found:
        if money.start < last_end:
            continue
        before, after = text[last_end : money.start], text[money.end : money.end + 24]
        if _is_owed(text, money):
            role = _role(before, after, past_due=past_due)
            span = page.span(money.start, money.end)
            amounts.append(Amount(money.value, money.currency, role, span))
            spans.append((money.start, money.end))
        last_end = money.end
    return _without_repeats(amounts), spans


def _is_owed(text: str, money: _Money) -> bool:
    before = text[max(0, money.start - 20) : money.start]
    after = text[money.end : money.end + 16]
    if money.value <= 0 or _RATE_AFTER.match(after) or re.match(r"\s?%|\d", after):
        return False
    return not (_NOT_OWED.search(before) or _DISCOUNT_AFTER.match(after))


def _without_repeats(amounts: list[Amount]) -> list[Amount]:
    seen: set[tuple[float, str]] = set()
    out = []
    for amount in amounts:
        if (amount.value, amount.currency) not in seen:
            seen.add((amount.value, amount.currency))
            out.append(amount)
    return out


def _money(text: str, region: Region | None) -> Iterator[_Money]:
    own = CURRENCY_OF.get(region, "") if region else ""
    for m in _MONEY.finditer(text):
        if m["h"]:
            value = han_number(m["h"])
            if value and m["jiao"]:
                value += (han_number(m["jiao"][0]) or 0) / 10
            currency = own or "CNY"
        elif m["c"]:
            value, currency = _scaled(m["c"], m["cm"] or m["cl"], m["cmt"], own), own or "CNY"
        elif m["a"]:
            currency = _currency(m["before"], _BEFORE, own)
            value = _scaled(m["a"], m["am"], m["amt"], currency)
        else:
            currency = _currency(m["after"], _AFTER, own)
            value = _scaled(m["b"], m["bm"], m["bmt"], currency)
        if value is not None:
            start = m.start() if not m["b"] else m.start("b")
            yield _Money(value, currency, start, m.end())
    for pattern in _BARE:
        for m in pattern.finditer(text):
            value = _scaled(m["v"].rstrip(".,"), m.groupdict().get("m"), None, own)
            if value is not None and not _is_year(m["v"], text[m.end("v") : m.end("v") + 2]):
                yield _Money(
                    value, own or "CNY", m.start("v"), m.start("v") + len(m["v"].rstrip(".,"))
                )


def _is_year(number: str, after: str) -> bool:
    return bool(re.fullmatch(r"20[0-4]\d", number)) and (not after or after[0] in "年-/. ")


def _scaled(number: str, multiplier: str | None, tail: str | None, currency: str) -> float | None:
    value = arabic_number(number, currency)
    if value is None or not multiplier:
        return value
    factor = MULTIPLIERS[multiplier]
    return round(value * factor + (int(tail) * factor / 10 if tail else 0), 2)


def _currency(sign: str, table: tuple[tuple[str, str], ...], own: str) -> str:
    for pattern, currency in table:
        if re.fullmatch(pattern.replace(r"(?=\d)", "").replace(r"(?=\s\d)", ""), sign):
            break
    else:
        return own
    if len(sign) == 1 and sign.isalpha() and own and own != currency:
        return own
    if currency == "$":
        return (
            own if own in ("USD", "HKD", "TWD", "SGD", "AUD", "NZD", "CAD", "MXN", "COP") else "USD"
        )
    if currency == "元":
        return own if own in ("HKD", "TWD", "MOP") else "CNY"
    if currency == "peso":
        return own if own in ("MXN", "COP") else "PHP"
    return currency


def _role(before: str, after: str, *, past_due: bool) -> AmountRole:
    """Return the role that the nearest word before names; else a word close after; else the default."""
    clauses = _CLAUSE.split(before)
    near = clauses[-1][-40:]
    best: tuple[int, AmountRole] | None = None
    for role, pattern in _ROLE_WORDS:
        for m in pattern.finditer(near):
            if best is None or m.end() > best[0]:
                best = (m.end(), role)
    after = _CLAUSE.split(after)[0]
    if re.match(r"\s?(?:的)?\s?(?:minimum|min\b|最低)", after):
        return "minimum"
    if re.match(
        r"\s?(?:的)?\s?(?:late|extension|processing|penalty|fee|手续费|保证金|滞纳金|违约金)", after
    ):
        return "fee"
    if best and best[1] in ("minimum", "fee") and not re.search(r"共|合计|,", near[best[0] :]):
        return best[1]
    words = near + " " + after[:16]
    if re.search(
        r"\btotal (?:outstanding|due|amount|balance|debt|payable|owed)\W{0,3}(?:is|of)?\s*$", near
    ):
        return "total"
    if re.search(r"全部$|全部(?:欠款|本息|款项)$|一次性(?:结清|还清)$", near) or re.match(
        r"\s?,?(?:其中|可按.{1,4}一次性|一次性)", after
    ):
        return "total"
    if _DEBIT.search(near[-14:]) or re.match(r",?(?:将)?从|(?:的)?还?(?:没|未)扣", after):
        return "instalment"
    if past_due:
        if best and best[1] in ("instalment", "total"):
            return best[1] if best[1] == "instalment" or not re.search("账单", near) else "overdue"
        return "overdue"
    if best and best[1] in ("instalment", "total"):
        return best[1]
    instalment = _ROLE_WORDS[2][1].search(words)
    return "instalment" if instalment else "total"
