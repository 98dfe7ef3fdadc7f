"""Telephone numbers that a text asks to call, classed as a sender would be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.reading.model import Phone, Region, SenderClass, Span
from scanner.reading.sender import classify_sender
from scanner.reading.text import Page

_HAN_CALL = (
    "致电|来电|拨打?|回拨|拨号|速拨|速电|回电|电话|热线|专线|专用线|咨询|查询|联系|联络|客服|"
    "座机|手机|号码|人工|投诉|"
    "服务|专席|接洽|[答回]?覆|[盼答回]复|洽|协商|转数快到?|发送[a-z0-9]{1,6}到|电"
)
_LATIN_CALL = (
    r"tel|enq(?:uir(?:y|ies))?|questions|helpdesk|call(?:ing)?|ph|phone|dial|contact|ring|line|hotline|helpline|text|txt|sms|whatsapp|"
    r"viber|mobile|"
    r"mob|number|no|at|on|reach(?: us)?|hubungi|telp|telepon|wa|nomor|tumawag|tawagan|gọi|sđt|"
    r"llame(?: al)?|llamar|teléfono|piga|simu|gcash|paynow|mpesa|m-pesa|to"
)
_CALL = re.compile(
    rf"(?:(?:{_HAN_CALL})[^\d\x00+]{{0,14}}|"
    rf"(?<![a-z])(?:{_LATIN_CALL})(?![a-z])[^\d\x00+]{{0,14}})$"
)
_CALL_THIS = re.compile(
    r"(?:call|dial|text|txt|sms|ring|phone|reply(?: \w+)? to|line|gọi|电)\W{0,2}$"
)
_NOT_A_PHONE = re.compile(
    r"(?:户号|户口(?:号码)?|会议号|房间号|回复|编号|单号|案号|订单|流水号|身份证|卡号|账号|账户|验证码|校验码|动态密码|密码|qq|"
    r"企鹅|群|尾号|末四位|"
    r"借据|合同号?|ref(?:erence)?|a/c|acct?|account|card|order|case|file|loan|policy|invoice|id|"
    r"code|"
    r"otp|pin|识别码|till|paybill|acc(?:ount)? no|bank|opay|token|contract|customer)"
    r"\s?(?:no|num|number|#)?[^\d\n,.;。、\x00]{0,4}$"
)
_AFTER = re.compile(
    r"^(?:[-\s]?[x*]{2}|元|块|%|万|年|月\d|度|千瓦|吨|立方|方|kwh|条|次|分(?!机)|期|天|岁|人(?!工)|件|"
    r"[a-z@_])"
)
_PAYEE_AFTER = re.compile(r"\s?[(,]?\s?(?:户名|收款人)")
_WALLET_AFTER = re.compile(
    r"\s?\(?(?:opay|palmpay|moniepoint|kuda|gtb|uba|zenith|[a-z]{2,12} bank)\b"
)
_CALL_A_PHONE = re.compile(r"(?:电话|致电|热线|拨|报给|发给|call)[^\d]{0,4}$|(?:客服|专席)$")
_CALL_SOMEONE = re.compile(
    r"(?:\b(?:call|contact|ring|phone|dial|text|reach|hubungi|llame)\b[^\d\x00+.;]{0,40}"
    r"|\b(?:inspector|officer|agent|manager|clerk|supervisor|sgt|adv|mr|mrs|ms|shri|pegawai)\b\.?"
    r"(?: [a-z]+){1,3} "
    r"|(?:^|[.!?] )(?!phonepe|gpay|gcash|paytm|opay|maya|venmo|zelle|paynow)[a-z]{3,12} )$"
)
"""A person's name may stand between the call and the mobile: call Inspector Rao 90…, Amol 63…."""
_SET_OFF_BEFORE = re.compile(r"(?:[,。;、/(]|app|^)\s?$")
_SET_OFF_AFTER = re.compile(r"\s?(?:[。,;)]|$|可查|可询|查询|咨询|人工)")
"""A hotline that stands alone at the end: 个人所得税App办理，12366。"""
_CALLS_YOU = re.compile(r"\s?(?:与|将|会|给|向)?(?:您|你)(?:联系|来电|致电)")
_DIGITS = re.compile(
    r"(?<![\da-z_\x00*$£€¥₹₱₦])(?<![^\dp\u4e00-\u9fff]/)(?<!\d[,.-])"
    r"\+?\(?\d(?:[\d() .\-–—]{1,22})?\d(?![\da-z@_*])",
    re.ASCII,
)
_BREAK = re.compile(r"\.\s|\.{2,}|\s-\s|\s{2,}|[–—]|\)\s?\(|(?<=\d)\((?=1\d{10})|(?<=\d)\s(?=\+)")
"""Where a sentence or a second number begins inside a run of digits and punctuation."""
_AND = re.compile(r"\s?(?:/|,|或者?|及|和|、|or|and|&|;)\s?")
_SERVICE_CODE = re.compile(
    r"9[56]\d{3,4}(?:-\d{1,2})?|100(?:86|10|00|01)\d?|12\d{3}|11[0249]|1[012]2|96110|"
    r"[48]00-?\d{3,4}-?\d{3,4}"
)
_GROUPED = re.compile(
    r"0\d{2,4}[ -]\d{3}[ -]\d{3,4}|1[38]00[ -]?\d{3}[ -]?\d{3}|1[38]00[ -]\d{2}[ -]\d{4}"
    r"|0\d{1,3}-\d{3,4} ?\d{4}|0\d{1,2}-\d{6,8}"
)
"""Written in three groups with a trunk 0, or as a national line: a number to call anywhere."""
_CHINESE_LANDLINE = re.compile(r"\(?0\d{2,3}\)?[- ]\d{3,4}[- ]?\d{3,4}")
_NOT_A_MOBILE: tuple[tuple[re.Pattern[str], str, SenderClass], ...] = (
    (re.compile(r"\(?0(?:79|80)\)?[ -]"), "IN", "landline"),  # Ahmedabad, Bangalore
    (re.compile(r"\+?1?[ -]?\(?8(?:00|33|44|55|66|77|88)\)?[ -]\d{3}[ -]\d{4}"), "", "hotline_400"),
)
"""How a line is written of which the digits alone would be a mobile's: (written, region, class)."""
_ASKS_TO_CALL = re.compile(
    r"(?<![a-z])(?:contact|call|whatsapp|ring|phone|text)(?![a-z])[^\d\n.!?\x00]{0,44}$"
)
"""A person may be named between the verb and the number: contact officer Mr Devesh 98…"""
_DECIMAL = re.compile(r"\d+\.\d{1,2}|[\d,]*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:20)?\d\d")
_LOCAL_NUMBER = 7
"""Digits from which a number is one of a town rather than a short code: 889-10000."""
_FOUR_AND_FOUR: frozenset[Region] = frozenset({"HK", "SG", "MO", "PH"})
"""Where eight digits in two groups are a number to call."""
_FEWEST, _MOST = 3, 15
"""Digits of a telephone number (E.164 allows fifteen)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of digits, and how the words before it call for a call."""

    written: str
    number: str
    kind: SenderClass
    called: bool
    called_directly: bool
    called_by_name: bool
    set_off: bool


def find_phones(page: Page, text: str, region: Region | None) -> tuple[list[Phone], list[Span]]:
    """Return the telephone numbers of a text, and their spans in the view.

    Args:
        page: of the view that `text` is of.
        text: the view's text with links, accounts and other numbers blanked out.
        region: where the reader lives; decides the plan.
    """
    phones: list[Phone] = []
    spans: list[Span] = []
    for m in _DIGITS.finditer(text):
        for start, end in _parts(text, m.start(), m.end()):
            follows = bool(spans) and _AND.fullmatch(text[spans[-1][1] : start]) is not None
            phone = _phone(page, text, start, end, region, follows=follows)
            if phone and all(phone.number != other.number for other in phones):
                phones.append(phone)
                spans.append((start, end))
    return phones, spans


def _parts(text: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    at = start
    for m in _BREAK.finditer(text, start, end):
        parts.append((at, m.start()))
        at = m.end()
    parts.append((at, end))
    return [_trimmed(text, *part) for part in parts]


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and not text[end - 1].isdigit():
        end -= 1
    while start < end and not (text[start].isdigit() or text[start] in "+("):
        start += 1
    if text[start:end].startswith("(") and ")" not in text[start:end]:
        start += 1
    return start, end


def _phone(
    page: Page, text: str, start: int, end: int, region: Region | None, *, follows: bool
) -> Phone | None:
    written = text[start:end]
    number = re.sub(r"\D", "", written)
    after = text[end : end + 24]
    if not _FEWEST <= len(number) <= _MOST or _AFTER.match(after) or _PAYEE_AFTER.match(after):
        return None
    if _WALLET_AFTER.match(after) and not number.startswith("0"):
        return None
    before = text[max(0, start - 24) : start]
    if _DECIMAL.fullmatch(written) or _DATE.fullmatch(written):
        return None
    if _NOT_A_PHONE.search(before) and not _CALL_A_PHONE.search(before):
        return None
    kind = classify_sender(("+" if written.startswith("+") else "") + number, region).kind
    kind = _written_class(written, region) or kind
    long_before = text[max(0, start - 56) : start]
    candidate = _Candidate(
        written,
        number,
        kind,
        called=follows
        or _CALL.search(before) is not None
        or _CALLS_YOU.match(after) is not None
        or (kind == "mobile" and _ASKS_TO_CALL.search(long_before) is not None),
        called_directly=_CALL_THIS.search(before) is not None,
        called_by_name=_CALL_SOMEONE.search(long_before) is not None,
        set_off=_SET_OFF_AFTER.match(after) is not None
        and _SET_OFF_BEFORE.search(before) is not None,
    )
    if not _is_plausible(candidate, region):
        return None
    return Phone(page.shown[start:end], number, candidate.kind, page.span(start, end))


def _written_class(written: str, region: Region | None) -> SenderClass | None:
    """Return the class that the grouping of a number tells, None where it tells nothing."""
    for pattern, where, kind in _NOT_A_MOBILE:
        if pattern.match(written) and where in ("", region) and region != "CN":
            return kind
    return None


def _is_plausible(c: _Candidate, region: Region | None) -> bool:
    """Tell a telephone number from an order number, as its shape and the words before it allow."""
    in_china = region in ("CN", None)
    if in_china and _SERVICE_CODE.fullmatch(c.written):
        return c.called or c.set_off or c.kind in ("short_code_95", "hotline_400", "carrier")
    is_international = c.written.startswith("+")
    if is_international or (c.number.startswith("00") and len(c.number) > 9):
        return len(c.number) >= 9
    if c.kind in ("mobile", "virtual_operator", "hotline_400"):
        is_grouped = re.search("[ ()-]", c.written) is not None or c.number.startswith("0")
        return c.called or c.called_by_name or region == "CN" or is_grouped
    if c.kind == "landline" or _GROUPED.fullmatch(c.written):
        is_written_so = _GROUPED.fullmatch(c.written) or _CHINESE_LANDLINE.fullmatch(c.written)
        stands_alone = region in _FOUR_AND_FOUR and re.fullmatch(r"\d{4}[ -]\d{4}", c.written)
        return c.called or is_written_so is not None or bool(stands_alone and c.set_off)
    if c.kind == "short_code":
        is_bare = c.written == c.number or len(c.number) >= _LOCAL_NUMBER
        return is_bare and (c.called if len(c.number) > 4 else c.called_directly)
    is_service = c.kind in ("port_106", "short_code_95", "short_code_12", "carrier")
    return c.called and (is_service or 7 <= len(c.number) <= 13)
