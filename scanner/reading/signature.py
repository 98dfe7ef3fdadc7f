"""The name by which a message says who it is from: 【…】, [..], "Name:" or a name at the end."""

from __future__ import annotations

import re
from typing import Literal

from scanner.reading.model import Signature, Span
from scanner.reading.text import Page

_BRACKET = re.compile(r"【\s*([^【】]{1,40}?)\s*】")
_SQUARE = re.compile(r"^\s*\[\s*([^\[\]\n]{1,40}?)\s*\]|\[\s*([^\[\]\n]{1,40}?)\s*\]\s*$")
_HAN_PREFIX = re.compile(
    r"^\s*([\u3400-\u9fff][\u3400-\u9fffa-z0-9()·]{1,14}?)"
    r"(?:温馨)?(?:提醒|提示|通知|客服|贷后)?\s?[::]\s*(?=\S)"
)
_NOT_A_NAME = re.compile(
    r"^(?:尊敬|亲爱|您|你|请|各位|转告).*|.*(?:户号|\d{3}).*|.*(?:通知|提醒|提示|专员.*|您好|"
    r"你好|先生|女士|用户|客户|委托人|截至|户名|地址|注意|"
    r"重要|公告|警告|老板|姐|哥)$"
)
_CAPITAL = r"[A-Z][\w&.'’-]*"
_LATIN_PREFIX = re.compile(
    r"^\s*\W{0,2}((?:the )?[a-z]?[A-Z0-9][\w&.'’-]*"
    r"(?:[ ][A-Z0-9&][\w&.'’-]*|[ ](?:of|and|the|de|la)){0,4}(?: \([A-Za-z .]{3,20}\))?)"
    r"\s?(?::|\s-\s|\s\|\s)\s*(?=\S)"
)
_GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|final|last|urgent|notice|reminder|alert|warning|important|attention|re|"
    r"fw|legal notice|ftc|tip|from|payment|loan|valentine|advisory|public)\b.{0,20}$|"
    r".*(?:notice|reminder|alert|warning|advisory|attempt)$",
    re.IGNORECASE,
)
_SELF = (
    re.compile(
        rf"^\s*(?:[A-Za-z]\w+[,.!] )?(?:This is )?({_CAPITAL}(?: {_CAPITAL}){{0,4}})"
        r" (?:here|hapa|ini)\b"
    ),
    re.compile(rf"\b[Tt]his is ({_CAPITAL}(?: {_CAPITAL}){{0,4}})(?=[.,]| and| from| on behalf)"),
)
_NO_DATE = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\W\d{2,4}\W*$)"
_SUFFIX = (
    re.compile(rf"[-–—~]\s*({_NO_DATE}{_CAPITAL}(?: [A-Z&][\w&.'’-]*){{0,3}})\s*\.?\s*$"),
    re.compile(rf"\n[ \t]*([A-Z][\w&.'’-]{{2,}}(?: {_CAPITAL}){{0,3}})\s*$"),
)


def find_signature(page: Page) -> Signature | None:
    """Return the signature of a message.

    Args:
        page: of its normalised view.
    """
    text = page.view.text
    if bracket := _bracket(text):
        return _named(page, bracket.span(1), "bracket", whole=bracket.span())
    if square := _SQUARE.search(text):
        group = 1 if square[1] else 2
        return _named(page, square.span(group), "square", whole=square.span())
    prefix = _HAN_PREFIX.match(text)
    if prefix and len(prefix[1]) > 1 and not _NOT_A_NAME.match(prefix[1]):
        return _named(page, prefix.span(1), "prefix")
    return _latin(page)


def _bracket(text: str) -> re.Match[str] | None:
    """Return the 【…】 that signs: at the start, else at the end, else close to the start."""
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        return None
    first, last = brackets[0], brackets[-1]
    if not text[: first.start()].strip():
        return first
    if not text[last.end() :].strip(" .!。\n"):
        return last
    return first if first.start() <= 4 else None  # a stray mark or two


def _latin(page: Page) -> Signature | None:
    """English texts name their sender in capitals, so they are read with their case."""
    text = page.shown
    prefix = _LATIN_PREFIX.match(text)
    if prefix and not _GREETING.match(prefix[1]):
        return _named(page, prefix.span(1), "prefix")
    for pattern in _SELF:
        if m := pattern.search(text):
            return _named(page, m.span(1), "prefix")
    for pattern in _SUFFIX:
        if m := pattern.search(text):
            return _named(page, m.span(1), "suffix")
    return None


def _named(
    page: Page,
    name: Span,
    style: Literal["bracket", "square", "prefix", "suffix"],
    *,
    whole: Span | None = None,
) -> Signature:
    return Signature(page.shown[name[0] : name[1]], page.span(*(whole or name)), style)
