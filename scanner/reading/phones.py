"""Telephone numbers that a text asks to call, classed as a sender would be."""

from __future__ import annotations

import re

from scanner.reading.model import Phone, Region, Span
from scanner.reading.sender import classify_sender
from scanner.reading.text import Page

_CALL = re.compile(
    r"(?:致电|来电|拨打?|回拨|拨号|速拨|速电|回电|电话|热线|专线|专用线|咨询|查询|联系|联络|客服|座机|手机|号码|人工|投诉|服务|接洽|"
    r"洽|协商|发送[a-z0-9]{1,6}到|tel|电|call(?:ing)?|phone|dial|contact|ring|line|hotline|helpline|text|txt|sms|"
    r"whatsapp|viber|mobile|number|no\.?|at|on|reach(?: us)?|hubungi|telp|telepon|wa|nomor|tumawag|tawagan|"
    r"gọi|hotline|sđt|llame(?: al)?|llamar|teléfono|piga|simu|gcash|paynow|mpesa|m-pesa|to)"
    r"[^\d\x00+]{0,14}$"
)
_NOT_A_PHONE = re.compile(
    r"(?:户号|编号|单号|案号|订单|流水号|身份证|卡号|账号|账户|验证码|校验码|动态密码|密码|qq|企鹅|群|尾号|末四位|借据|合同号?|"
    r"ref(?:erence)?|a/c|acct?|account|card|order|case|file|loan|policy|invoice|id|code|otp|pin|识别码|till|paybill|"
    r"acc(?:ount)? no|bank|opay|token|contract|customer)\s?(?:no|num|number|#)?[^\d\n,.;。、\x00]{0,4}$"
)
_AFTER = re.compile(r"^(?:元|块|%|万|年|月\d|条|次|分(?!机)|期|天|岁|人|件|[a-z@_])")
_DIGITS = re.compile(
    r"(?<![\da-z@_.\x00*$£€¥₹₱₦])(?<![^\d]/)(?<!\d[,-])\+?\(?\d(?:[\d() .\-–—]{1,22})?\d(?![\da-z@_*])",
    re.ASCII,
)
_SHORT = re.compile(
    r"9[56]\d{3,4}(?:-\d{1,2})?|100(?:86|10|00|01)\d?|12\d{3}|11[0249]|1[012]2|96110|[48]00-?\d{3,4}-?\d{3,4}"
)
_DECIMAL = re.compile(r"\d+\.\d{1,2}|[\d,]*,\d{3}(?:\.\d+)?")
_AND = re.compile(r"\s?(?:/|,|或者?|及|和|、|or|and|&|;)\s?")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:20)?\d\d")
_GROUPS: dict[str, re.Pattern[str]] = {
    "US": re.compile(r"1?[ .-]?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}"),
}


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
    """Split a run of digits and punctuation where a sentence or a second number begins."""
    out: list[Span] = []
    at = start
    for m in re.finditer(r"\.\s|\s-\s|\s{2,}|[–—]|\)\s?\(|(?<=\d)\s(?=\+)", text[start:end]):
        out.append((at, start + m.start()))
        at = start + m.end()
    out.append((at, end))
    return [(s, e) for s, e in out if e - s > 1]


def _phone(
    page: Page,
    text: str,
    start: int,
    end: int,
    region: Region | None,
    *,
    follows: bool,
) -> Phone | None:
    while end > start and not text[end - 1].isdigit():
        end -= 1
    while start < end and text[start] not in "+(0123456789":
        start += 1
    if text[start : start + 1] == "(" and ")" not in text[start:end]:
        start += 1
    written = text[start:end]
    number = re.sub(r"\D", "", written)
    if (
        not 3 <= len(number) <= 15
        or _DECIMAL.fullmatch(written)
        or _DATE.fullmatch(written)
        or _AFTER.match(text[end:])
    ):
        return None
    before = text[max(0, start - 24) : start]
    if _NOT_A_PHONE.search(before) and not re.search(
        r"(?:电话|致电|热线|拨|call)[^\d]{0,4}$", before
    ):
        return None
    kind = classify_sender(("+" if written.startswith("+") else "") + number, region).kind
    called = follows or _CALL.search(before) is not None
    if not _plausible(written, number, kind, region, called=called):
        return None
    return Phone(page.shown[start:end], number, kind, page.span(start, end))


def _plausible(
    written: str, number: str, kind: str, region: Region | None, *, called: bool
) -> bool:
    if _SHORT.fullmatch(written) and region in ("CN", None):
        return called or kind in ("short_code_95", "hotline_400") or number in ("10086", "10010")
    if kind == "port_106":
        return called
    if written.startswith("+") or (number.startswith("00") and len(number) > 9):
        return len(number) >= 9
    if kind in ("mobile", "virtual_operator", "hotline_400"):
        if region == "CN":
            return _grouped(written, (11, 10)) or called
        return called or re.search(r"[ ()-]", written) is not None or number.startswith("0")
    if kind == "landline":
        return called or re.fullmatch(r"\(?0\d{2,3}\)?[- ]\d{3,4}[- ]?\d{3,4}", written) is not None
    if kind in ("short_code_95", "short_code_12", "carrier"):
        return called
    if kind == "short_code":
        return (
            called
            and 3 <= len(number) <= 8
            and " " not in written
            and "-" not in written
            and len(number) != 4
        )
    return called and 7 <= len(number) <= 13


def _grouped(written: str, lengths: tuple[int, ...]) -> bool:
    return len(re.sub(r"\D", "", written)) in lengths
