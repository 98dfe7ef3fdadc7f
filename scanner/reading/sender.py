"""Who the phone says wrote, classed by the shape of the address.

A shape proves nothing: a fake base station can show any sender. It says what class of number the
message claims to come from; the directory knows whose it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.reading.model import Region, Sender
from scanner.reading.numbering import class_in, country_of
from scanner.reading.views import views_of

_INDIA_HEADER = re.compile(r"[A-Z]{2}-([A-Z0-9]{3,9})(?:-[A-Z])?", re.IGNORECASE)
"""Operator and circle, header, and since 2025 the kind of traffic: VM-HDFCBK, AX-KOTAKB-S."""
_PUNCTUATION = re.compile(r"[\s().\-–—/]")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@lru_cache(maxsize=4096)
def classify_sender(address: str | None, region_hint: Region | None = None) -> Sender:
    """Return the class of a sender's address.

    Args:
        address: as the phone stores it; None or "" = unknown.
        region_hint: where the reader lives, as far as the text tells; it decides which plan a
            national number is read by, and whether a +… number is from abroad.
    """
    stored = address or ""
    shown = views_of(stored).normalised
    visible = "".join(
        stored[s:e] if stored[s:e].lower() == c else c
        for s, e, c in zip(shown.starts, shown.ends, shown.text, strict=True)
    ).strip()
    if not visible:
        return Sender(stored, "unknown")
    if _EMAIL.fullmatch(visible):
        return Sender(stored, "email")
    digits = _PUNCTUATION.sub("", visible)
    if re.fullmatch(r"\+?[0-9]+", digits):
        return _of_digits(stored, digits, region_hint)
    return _of_name(stored, visible)


def _of_name(stored: str, name: str) -> Sender:
    if m := _INDIA_HEADER.fullmatch(name):
        return Sender(stored, "alphanumeric", header=m[1], region="IN")
    if not any(c.isalnum() for c in name):
        return Sender(stored, "unknown")
    if name.startswith("#"):
        return Sender(stored, "alphanumeric", header=name[1:], region="HK")
    return Sender(stored, "alphanumeric", header=name)


def _of_digits(stored: str, written: str, hint: Region | None) -> Sender:
    number = written.lstrip("+")
    international = written.startswith("+")
    if not international and number.startswith("00") and len(number) > 8:
        international, number = True, number[2:]
    if international:
        region, national = country_of(number)
        if region == "US" and hint == "CA":
            region = "CA"
        if region is None or (hint is not None and hint != region):
            return Sender(stored, "overseas", number=number, region=region)
        kind = class_in(region, national, trunk_written=False)
        return Sender(stored, kind, number=number, region=region)
    region = hint or _region_by_shape(number)
    kind = class_in(region, number)
    if kind in ("unknown", "short_code") and region != "CN" and _is_chinese_shape(number):
        return Sender(stored, class_in("CN", number), number=number, region="CN")
    return Sender(stored, kind, number=number, region=region if kind != "short_code" else hint)


def _is_chinese_shape(number: str) -> bool:
    return bool(re.fullmatch(r"106\d{5,}|1[3-9]\d{9}|9[56]\d{3,}|100(?:86|10|00|01)\d*", number))


def _region_by_shape(number: str) -> Region:
    """Guess whose plan a bare number belongs to; mainland China's is the default."""
    if re.fullmatch(r"09\d{8}", number):
        return "TW"
    return "CN"
