"""Numbering plans, as far as the shape of a number tells who may use it.

Mainland China: 电信网编号计划 (2017 edition) and the press copies that restate it; other regions:
ITU-T E.164 country codes and the national plans' mobile, fixed and toll-free prefixes (Hong Kong's
81 to 83 are personal numbers and Bangalore's 80 2 to 80 4 and 80 6 lines, no mobiles: metadata of
libphonenumber 9.0). The shape is all that is judged here: whether a number is in service, and whose
it is, is not known offline.
"""

from __future__ import annotations

import re

from scanner.reading.model import Region, SenderClass

COUNTRY_CODES: dict[str, Region] = {
    "1": "US", "86": "CN", "852": "HK", "853": "MO", "886": "TW", "65": "SG", "60": "MY",
    "91": "IN",
    "62": "ID", "63": "PH", "84": "VN", "66": "TH", "44": "GB", "61": "AU", "64": "NZ", "254": "KE",
    "234": "NG", "233": "GH", "27": "ZA", "256": "UG", "255": "TZ", "52": "MX", "57": "CO",
    "51": "PE", "34": "ES", "55": "BR",
}  # fmt: skip
"""E.164 country code -> region. +1 is read as US: it is shared, and its parts look alike."""

_CHINA: tuple[tuple[str, SenderClass], ...] = (
    (r"106\d{4,18}", "port_106"),
    (r"1(?:62|65|67|70|71)\d{8}", "virtual_operator"),
    (r"1[3-9]\d{9}", "mobile"),
    (r"100\d{2}\d{0,10}", "carrier"),
    (r"(?:0\d{2,3}|0\d{2,3}0{1,3})?12\d{3}(?:\d{0,6})", "short_code_12"),
    (r"11[0249]|12[02]", "short_code_12"),
    (r"(?:0\d{2,3})?9[56]\d{3,12}", "short_code_95"),
    (r"[48]00\d{7}\d{0,4}", "hotline_400"),
    (r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}", "landline"),
    (r"[2-8]\d{6,7}", "landline"),
    (r"\d{3,6}", "short_code"),
)
_ELSEWHERE: dict[Region, tuple[str, str, str]] = {
    # region: mobile, fixed line, toll-free or shared-cost; national form, trunk 0 included
    "HK": (r"(?:[4-79]\d|8[04-9])\d{6}", r"(?:[23]\d|8[1-3])\d{6}", r"800\d{6}"),
    "MO": (r"6\d{7}", r"28\d{6}", r"0800\d{3}"),
    "TW": (r"09\d{8}", r"0[2-8]\d{7,8}", r"0800\d{6}"),
    "SG": (r"[89]\d{7}", r"[36]\d{7}", r"1?800\d{7}"),
    "MY": (r"01\d{8,9}", r"0[3-9]\d{7,8}", r"1[38]00\d{6}"),
    "IN": (r"0?(?!80(?:[2-4]|6[0-589]))[6-9]\d{9}", r"0[1-8]\d{9}", r"1[89]\d{8,11}"),
    "ID": (r"08\d{7,11}", r"0[2-79]\d{7,10}", r"0800\d{7}"),
    "PH": (r"0?9\d{9}", r"0[2-8]\d{7,9}", r"1800\d{6,9}"),
    "VN": (r"0[35789]\d{8}", r"02\d{9}", r"1[89]00\d{4,6}"),
    "TH": (r"0[689]\d{8}", r"0[2-57]\d{7}", r"1800\d{6}"),
    "US": (r"1?[2-9]\d{9}", r"(?!)", r"1?8(?:00|33|44|55|66|77|88)\d{7}"),
    "CA": (r"1?[2-9]\d{9}", r"(?!)", r"1?8(?:00|33|44|55|66|77|88)\d{7}"),
    "GB": (r"07\d{9}", r"0[1-3]\d{8,9}", r"0[89]\d{8,9}"),
    "AU": (r"04\d{8}", r"0[2378]\d{8}", r"1[38]00\d{6}|13\d{4}"),
    "NZ": (r"02\d{7,9}", r"0[34679]\d{7}", r"0[58]0\d{6,7}"),
    "KE": (r"0[17]\d{8}", r"0[2-6]\d{7,8}", r"0800\d{6}"),
    "NG": (r"0[789][01]\d{8}|0[789]\d{9}", r"0[1-9]\d{6,8}", r"0[78]00\d{7}"),
    "GH": (r"0[25]\d{8}", r"03\d{8}", r"0800\d{5,6}"),
    "ZA": (r"0[678]\d{8}", r"0[1-5]\d{8}", r"08[06]\d{7}"),
    "UG": (r"07\d{8}", r"0[234]\d{8}", r"0800\d{6}"),
    "TZ": (r"0[67]\d{8}", r"02\d{8}", r"0800\d{6}"),
    "MX": (r"[2-9]\d{9}", r"(?!)", r"800\d{7}"),
    "CO": (r"3\d{9}", r"60\d{8}", r"01800\d{7}"),
    "PE": (r"9\d{8}", r"0[1-8]\d{6,8}", r"0800\d{5}"),
    "ES": (r"[67]\d{8}", r"[89][1-8]\d{7}", r"[89]0\d{7}"),
    "BR": (r"0?\d{2}9\d{8}", r"0?\d{2}[2-5]\d{7}", r"0[38]00\d{7}"),
}
_Plan = tuple[tuple[re.Pattern[str], SenderClass], ...]
_PLANS: dict[Region, _Plan] = {
    region: (
        (re.compile(toll_free), "hotline_400"),
        (re.compile(mobile), "mobile"),
        (re.compile(fixed), "landline"),
        (re.compile(r"\d{3,8}"), "short_code"),
    )
    for region, (mobile, fixed, toll_free) in _ELSEWHERE.items()
}
_CHINA_PLAN: _Plan = tuple((re.compile(pattern), kind) for pattern, kind in _CHINA)


def country_of(international: str) -> tuple[Region | None, str]:
    """Split digits that start with a country code into (region, national number).

    (None, digits) where the code is of no region that we know.
    """
    for length in (3, 2, 1):
        if region := COUNTRY_CODES.get(international[:length]):
            return region, international[length:]
    return None, international


def class_in(region: Region, national: str, *, trunk_written: bool = True) -> SenderClass:
    """Return the class of a national number in a region's plan, "unknown" where none fits.

    Args:
        region: whose plan.
        national: digits only.
        trunk_written: False for the national part of a +… number, which leaves the trunk 0 out.
    """
    forms = (national,) if trunk_written else (national, "0" + national)
    plan = _CHINA_PLAN if region == "CN" else _PLANS[region]
    for pattern, kind in plan:
        if any(pattern.fullmatch(form) for form in forms):
            return kind
    return "unknown"
