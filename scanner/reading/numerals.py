"""Numbers as people write them: 1,234.56, 2.3k, 1万2, 壹万贰仟, 1.250.000, 1,25,000."""

from __future__ import annotations

import re

_DIGITS = ("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = "".join(_DIGITS)
_DIGIT = {character: value for value, row in enumerate(_DIGITS) for character in row}
_UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
HAN_NUMBER = "[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟亿]"
MULTIPLIERS = {
    "k": 1e3, "l": 1e5,
    "千": 1e3, "w": 1e4, "万": 1e4, "m": 1e6, "mil": 1e3, "lakh": 1e5, "lac": 1e5,
    "lakhs": 1e5, "crore": 1e7, "rb": 1e3, "ribu": 1e3, "jt": 1e6, "juta": 1e6, "tr": 1e6,
    "triệu": 1e6, "nghìn": 1e3, "ngàn": 1e3, "百": 1e2, "million": 1e6,
}  # fmt: skip
_DOT_THOUSANDS = frozenset({"IDR", "VND", "EUR", "COP", "BRL"})
_NEVER_THREE_DECIMALS = _DOT_THOUSANDS | {"MXN"}
"""With the Mexican peso, $68.900 is a sum of Colombia or Chile: nobody writes three decimals."""


def han_number(text: str) -> float | None:
    """Return the value of Chinese numerals (一万二 = 12000, 两百五 = 250); None if none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    total = section = digit = 0
    last_unit = 1
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c]
            if digit == 0:
                last_unit = 1
        elif c in _UNIT:
            section += (digit or (1 if c in "十拾" else 0)) * _UNIT[c]
            last_unit, digit = _UNIT[c], 0
        elif c in _BIG:
            total += (section + digit) * _BIG[c]
            last_unit, section, digit = _BIG[c], 0, 0
        else:
            return None
    if all(c in _DIGIT for c in text):  # read digit by digit: 二〇二六
        return float("".join(str(_DIGIT[c]) for c in text)) if text else None
    # a last digit without its unit counts tenths of the unit before it: 1万2, 两百五
    return float(total + section + digit * (last_unit // 10 if last_unit > 10 else 1))


def arabic_number(text: str, currency: str = "") -> float | None:
    """Return the value of a number in digits; None where the grouping makes no sense.

    Args:
        text: digits with , and . only.
        currency: ISO 4217; decides what a dot means in 1.250.
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", text) and (
        currency in _NEVER_THREE_DECIMALS or text.count(".") > 1
    ):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", text) and currency in _DOT_THOUSANDS:
        return float(text.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    return None
