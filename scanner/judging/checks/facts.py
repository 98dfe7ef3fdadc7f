"""What a message knows of the person's own account; and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Reading
from scanner.reading.patterns import words
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_BANK_CARD = re.compile(r"62\d{14,17}")
"""UnionPay card numbers: 16 to 19 digits from 62 on."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛"
    "郝顾龚邵万钱覃武戴孔汤庞樊兰殷施洪翟安颜倪严牛温季俞章鲁葛伍申尤毕聂焦向柳邢岳齐梅莫庄辛"
    "管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁甘景单柯阮桂闵麦辜"
)
_PERSON_HAN = (
    rf"(?:[{_SURNAMES}](?:[\u4e00-\u9fff*某○oOxX]{{1,2}})"
    r"|[*某][\u4e00-\u9fff*]{1,2}|[\u4e00-\u9fff][*某○][\u4e00-\u9fff*]?)"
)
_NOT_A_PERSON_HAN = r"(?!公司|银行|支行|分行|专户|账户|客服|平台|部|处|局|中心)"
_HOLDER_AFTER = re.compile(
    r"^\W{0,4}(?:户名|户主|戶名|收款人|姓名|名字|开户人|持卡人)?\W{0,3}"
    rf"(?:{_PERSON_HAN}{_NOT_A_PERSON_HAN}(?![\u4e00-\u9fff])|(?:นาย|นาง|น\.ส\.))"
)
_HOLDER_BEFORE = re.compile(
    rf"(?:打|转|汇|付|存|缴|至|到|给|入|款|进)(?!安全|应|公司|金融|银行|项|管){_PERSON_HAN}(?:的|[农工建中招交邮]行|银行|卡|账户|账号|"
    r"支付宝|微信|\W){0,4}$"
)
_LATIN_NAME = re.compile(
    r"^[\s,:(/-]{1,3}"
    r"(?i:(?:opay|palmpay|kuda|moniepoint|gtb|uba|zenith|wema|access)(?: bank)?[,\s]{1,3})?"
    r"(?i:(?:a\.?n\.?|a/n|atas nama|nama|a nombre de|name|jina|in the name of|under)[ :]{1,2})?"
    r"(?P<name>[^\W\d_][\w'’*.]*(?: [^\W\d_][\w'’*.]*){1,3})"
)
_LATIN_ALONE = re.compile(r"^\s?(?:pe\s?)?\((?P<name>[A-Z][a-z]{2,12})\)")
_LATIN_MASKED = re.compile(r"^[\s,:(/-]{1,3}[A-Z][A-Za-z ]{0,12}\*+")
_NOT_A_NAME = frozenset(
    words(
        "account acc bank ltd limited bhd sdn pte inc plc llc corp co company ref reference amount "
        "using with your no number uen paybill till finance credit loan loans services before by "
        "today now or and immediately urgently tonight am pm council court department dept"
    )
)


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
    if _HOLDER_AFTER.match(after) or _HOLDER_BEFORE.search(before) or _latin_person(after):
        return Found((account.span,), "original", {"account": account.value})
    return None


def _latin_person(after: str) -> bool:
    """Tell whether a text begins with a name: "Azlan B.", "CHAN W*", (Nguyen Van Hung)."""
    if _LATIN_MASKED.match(after):
        return True
    alone = _LATIN_ALONE.match(after)
    if alone is not None and alone["name"].casefold() not in _NOT_A_NAME:
        return True
    named = _LATIN_NAME.match(after)
    if named is None:
        return False
    parts = list(takewhile(lambda part: part[0].isupper(), named["name"].split()))
    return len(parts) > 1 and not any(p.strip(".").casefold() in _NOT_A_NAME for p in parts)


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
            if written.issuperset(body[slice(*c.span)]) and body[c.span[0] - 1] not in _SURNAMES
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
