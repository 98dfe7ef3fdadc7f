"""Numbers to call or to pay to that are spelt in Chinese numerals: 一五五 四四零九 八七二一."""

from __future__ import annotations

import re
from dataclasses import replace

from scanner.reading.text import Page

_NUMERALS = "零〇○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖"
_VALUE = str.maketrans(_NUMERALS, "0001123456789123456789")
_DIGIT = f"[{_NUMERALS}0-9]"
_RUN = re.compile(
    rf"(?<![{_NUMERALS}0-9十百千万元])(?=[0-9 -]{{0,12}}[{_NUMERALS}])"
    rf"{_DIGIT}(?:[ -]?{_DIGIT}){{6,20}}(?![{_NUMERALS}0-9十百千万亿元块年月日天期])"
)
_TAIL = re.compile(
    rf"(?:尾号|尾数|末尾|末四位|末四码|末4位|后四位|末码)[为是:]?\s?[\"'“「(]?"
    rf"(?P<v>{_DIGIT}{{4}})(?!{_DIGIT}|[十百千万元年月日天期])"
)
"""Four digits after the word for a tail."""
_FEWEST_SPELT = 4
"""Numerals among the digits of a longer number; with fewer it is a sum or a count."""


def with_digits(page: Page, text: str) -> tuple[Page, str]:
    """Return a page and a text of it with spelt numbers in digits; positions stay the same."""
    spans = [m.span("v") for m in _TAIL.finditer(text)]
    spans += [m.span() for m in _RUN.finditer(text) if _is_spelt(m[0])]
    if not spans:
        return page, text
    seen, shown = list(text), list(page.shown)
    for start, end in spans:
        digits = text[start:end].translate(_VALUE)
        seen[start:end] = shown[start:end] = digits
    return replace(page, shown="".join(shown)), "".join(seen)


def _is_spelt(run: str) -> bool:
    return sum(c in _NUMERALS for c in run) >= _FEWEST_SPELT
