"""The name by which a message says who it is from: 【…】, [..], "Name:" or a name at the end."""

from __future__ import annotations

import re

from scanner.reading.model import Signature
from scanner.reading.text import Page

_BRACKET = re.compile(r"【\s*([^【】]{1,40}?)\s*】")
_SQUARE = re.compile(r"^\s*\[\s*([^\[\]\n]{1,40}?)\s*\]|\[\s*([^\[\]\n]{1,40}?)\s*\]\s*$")
_HAN_PREFIX = re.compile(
    r"^\s*([\u3400-\u9fff][\u3400-\u9fffa-z0-9()·]{1,14}?)(?:温馨)?(?:提醒|提示|通知|客服|贷后)?\s?[::]\s*(?=\S)"
)
_NOT_A_NAME = re.compile(
    r"(?:通知|提醒|提示|专员.*|您好|你好|先生|女士|用户|客户|委托人|截至|户名|地址|尊敬|亲爱|注意|重要|公告|警告|老板|姐|哥)$"
)
_LATIN_PREFIX = re.compile(
    r"^\s*(?:\W{0,2})((?:the )?[A-Z0-9][\w&.'’-]*(?:[ ][A-Z0-9&][\w&.'’-]*|[ ](?:of|and|the|de|la)){0,4}"
    r"(?: \([A-Za-z .]{3,20}\))?)\s?(?::|\s-\s|\s\|\s)\s*(?=\S)"
)
_GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|final|last|urgent|notice|reminder|alert|warning|important|attention|re|fw|"
    r"legal notice|ftc|tip|from|payment|loan|valentine|advisory|public)\b.{0,20}$|"
    r".*(?:notice|reminder|alert|warning|advisory|attempt)$",
    re.IGNORECASE,
)
_LATIN_SUFFIX = re.compile(r"[-–—~]\s*([A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,3})\s*\.?\s*$")
_HERE = re.compile(
    r"^\s*(?:[A-Za-z]\w+[,.!] )?(?:This is )?([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})(?: (?:here|hapa|ini)\b)"
)
_THIS_IS = re.compile(r"\b[Tt]his is ([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})(?=[.,]| and| from)")


def find_signature(page: Page) -> Signature | None:
    """Return the signature of a message.

    Args:
        page: of its normalised view.
    """
    text = page.view.text
    brackets = list(_BRACKET.finditer(text))
    for m in (brackets[:1] if brackets and not text[: brackets[0].start()].strip() else []) + [
        m for m in brackets[-1:] if not text[m.end() :].strip(" .!。\n")
    ]:
        return _named(page, m.span(1), "bracket", whole=m.span())
    if brackets and brackets[0].start() <= 4:
        return _named(page, brackets[0].span(1), "bracket", whole=brackets[0].span())
    if m := _SQUARE.search(text):
        group = 1 if m[1] else 2
        return _named(page, m.span(group), "square", whole=m.span())
    if (
        (m := _HAN_PREFIX.match(text))
        and not _NOT_A_NAME.search(m[1])
        and m.end(1) > m.start(1) + 1
    ):
        return _named(page, m.span(1), "prefix")
    return _latin(page)


def _latin(page: Page) -> Signature | None:
    """English texts name their sender in capitals, so they are read with their case."""
    text = page.shown
    if (m := _LATIN_PREFIX.match(text)) and not _GREETING.match(m[1]):
        return _named(page, m.span(1), "prefix")
    for pattern in (_HERE, _THIS_IS):
        if m := pattern.search(text):
            return _named(page, m.span(1), "prefix")
    if m := _LATIN_SUFFIX.search(text):
        return _named(page, m.span(1), "suffix")
    return None


def _named(
    page: Page,
    name: tuple[int, int],
    style: str,
    *,
    whole: tuple[int, int] | None = None,
) -> Signature:
    span = page.span(*(whole or name))
    return Signature(page.shown[name[0] : name[1]], span, style)  # type: ignore[arg-type]
