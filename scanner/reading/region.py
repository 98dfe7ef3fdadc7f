"""Where the reader of a text lives, by a small vote over plain signs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from scanner.reading.language import CANTONESE, LATIN_WORD, Language
from scanner.reading.model import Region, Views
from scanner.reading.numbering import country_of

_INTERNATIONAL = re.compile(r"\+(\d[\d ]{7,15})")
_TAIWAN_NUMBER = re.compile(
    r"(?<!\d)(?:\(0[2-8]\)|0[2-8]-)\d{3,4}-?\d{4}|(?<!\d)09\d{2}-?\d{3}-?\d{3}"
)
_TAIWAN_HOUSE = re.compile("远传|中华电信|和润|中租|裕富|裕融|银角")
_YUAN = re.compile(r"\d\s?元")
"""In Hong Kong sums are written with $, and 元 only after 港."""
_CANADIAN = re.compile(
    r"\+?1(?:204|226|236|249|250|263|289|306|343|354|365|367|368|382|403|416|418|428|431|437|438|"
    r"450|"
    r"460|468|474|506|514|519|548|579|581|584|587|604|613|639|647|672|683|705|709|742|753|778|"
    r"780|782|"
    r"807|819|825|867|873|879|902|905)\d{7}"
)
"""Area codes of Canada in the plan that it shares with the United States (canada: CNAC)."""
_INDIA_HEADER = re.compile(r"(?i)[a-z]{2}-[a-z0-9]{3,9}(?:-[a-z])?")
_SIGN_PATTERNS: tuple[tuple[str, Region], ...] = (
    (r"hk\$|港[币元]", "HK"),
    (r"nt\$|新台币|台币", "TW"),
    (r"(?<![a-z])s\$", "SG"),
    (r"₹|\d/-", "IN"),
    (r"₱|(?<![a-z])p ?\d[\d,]*\b", "PH"),
    (r"₫|\d ?đ\b", "VN"),
    (r"£", "GB"),
    (r"₦|(?<![a-z])n\d(?:[\d,]{2,}|[\d.]*k)\b", "NG"),
    (r"gh[¢₵]", "GH"),
    (r"(?<![a-z])r ?\d[\d ,]*\.\d\d\b", "ZA"),
    (r"mx\$", "MX"),
    (r"\bs/ ?\.?\d", "PE"),
    (r"€", "ES"),
    (r"(?<![a-z])r\$ ?\d", "BR"),
    (r"nz\$", "NZ"),
    (r"(?<![nh])a\$", "AU"),
    (r"\bc\$", "CA"),
    (r"¥|元|人民币|支付宝", "CN"),
)
_SIGNS = tuple((re.compile(pattern), region) for pattern, region in _SIGN_PATTERNS)
_CODES: dict[str, Region] = {
    "hkd": "HK", "twd": "TW", "ntd": "TW", "sgd": "SG", "rm": "MY", "myr": "MY", "rs": "IN",
    "inr": "IN",
    "lakh": "IN", "rupees": "IN", "rp": "ID", "idr": "ID", "rupiah": "ID", "php": "PH", "vnd": "VN",
    "gbp": "GB", "quid": "GB", "ksh": "KE", "kshs": "KE", "kes": "KE", "bob": "KE", "ngn": "NG",
    "naira": "NG", "ghs": "GH", "cedis": "GH", "ugx": "UG", "ush": "UG", "tsh": "TZ", "tzs": "TZ",
    "zar": "ZA", "mxn": "MX", "cop": "CO", "pen": "PE", "soles": "PE", "euros": "ES", "eur": "ES",
    "brl": "BR", "reais": "BR", "aud": "AU", "nzd": "NZ", "cad": "CA", "rmb": "CN", "cny": "CN",
    "thb": "TH", "baht": "TH", "mop": "MO", "usd": "US",
}  # fmt: skip
"""Currency words and codes -> region; one of them decides more than anything else in the text."""
_WORDS_OF: tuple[tuple[Region, str], ...] = (
    ("IN", "cibil emi upi aadhaar aadhar nbfc ecs rbi lok adalat crore paytm phonepe"),
    ("PH", "gcash barangay atty po maya nbi pesos cimb sss pagibig meralco utang hulog magbayad"),
    ("KE", "mpesa pesa crb paybill nairobi auctioneers fuliza hustler safaricom"),
    ("NG", "bvn opay palmpay efcc abeg oga moniepoint kuda gtbank"),
    ("SG", "paynow singpass lah hdb posb dbs moneylender cpf ocbc uob singtel starhub iras lta"),
    ("CA", "interac cra fido rogers telus koodo nslsc 407etr etr cibc"),
    ("CA", "scotiabank desjardins cra-arc"),
    ("GB", "hmrc council bailiffs bailiff ccj dvla nhs solicitors parking enforcement"),
    ("US", "irs ssn sheriff cfpb dmv medicare llc fico toll"),
    ("ID", "ojk slik pinjol dc anda"),
    ("VN", "zalo cic"),
    ("MX", "curp oxxo buró spei"),
    ("MY", "ccris ctos maybank akaun sila jelaskan ptptn myptptn tnb mytnb pdrm saman majistret"),
    ("MY", "cik encik pakcik makcik mahkamah peguam kereta"),
    ("ZA", "edgars truworths capitec nedbank absa fnb eskom mzansi mashonisa"),
    ("GH", "momo cedi"),
    ("AU", "afca centrelink ato bpay telstra"),
)
_WORD_REGIONS: dict[str, Region] = {
    word: region for region, listed in _WORDS_OF for word in listed.split()
}
_HAN_REGIONS: tuple[tuple[str, Region], ...] = (
    *((word, "HK") for word in ("转数快", "过数", "律师楼", "屋苑", "财务", "阁下", "whatsapp")),
    *((word, "HK") for word in ("香港", "结单", "短讯", "煤气", "入数", "差饷", "咭", "港灯")),
    *((word, "TW") for word in ("台湾", "门号", "监理", "瓦斯", "天然气", "地院", "简讯", "玉山")),
    *((word, "TW") for word in ("国泰", "台新", "燃料费", "汽燃", "里长", "身分", "机车", "etc")),
    *((word, "TW") for word in ("联征", "超商", "支付命令", "缴款", "身分证", "line", "尽速")),
    *((word, "TW") for word in ("汇入", "户名", "台端", "法律事务所", "本票裁定", "分署")),
    *((word, "TW") for word in ("牌照税", "末三码")),
    *((word, "TW") for word in ("综所税", "健保", "国税", "停话", "电信费", "大楼", "尾码")),
)
"""Words of traditional texts, as the normalised view has them."""
_OFFSETS: dict[int, tuple[Region, ...]] = {
    480: ("SG", "PH", "HK", "TW", "MY", "CN"),
    330: ("IN",),
    420: ("ID", "VN", "TH"),
    180: ("KE", "UG", "TZ"),
    120: ("ZA",),
    60: ("GB", "NG", "ES"),
    0: ("GB", "GH"),
    -240: ("US", "CA"),
    -300: ("US", "CA", "CO", "PE"),
    -360: ("US", "MX", "CA"),
    -420: ("US", "CA"),
    -480: ("US", "CA"),
    -180: ("BR",),
    600: ("AU",),
    660: ("AU",),
    720: ("NZ",),
    780: ("NZ",),
}
"""Minutes east of UTC -> regions that keep that time; the weakest of the signs."""
_DOLLAR_AT: dict[int, Region] = {480: "SG", 600: "AU", 660: "AU", 720: "NZ", 780: "NZ"}
"""Minutes east of UTC -> whose $ it is that shows no country; elsewhere that of the US."""
_LANGUAGE_REGIONS: dict[Language, dict[Region, int]] = {
    "zh-Hans": {"CN": 4},
    "zh-Hant": {"HK": 1, "TW": 1},
    "id": {"ID": 3},
    "vi": {"VN": 3},
    "tl": {"PH": 3},
    "hi": {"IN": 3},
    "es": {"MX": 1, "ES": 1, "CO": 1},
}
_OVERSEAS = re.compile(
    r"(?P<sg>(?<![a-z])s\$\s?\d|组屋|(?<![a-z])giro(?![a-z]))|(?<![a-z])rm\s?\d|马币|令吉|巴刹|安娣|大马"
)
"""Who writes simplified characters and lives in Singapore or Malaysia."""
_SUFFIXES: dict[str, Region] = {
    "cn": "CN", "hk": "HK", "tw": "TW", "sg": "SG", "my": "MY", "id": "ID", "ph": "PH", "vn": "VN",
    "uk": "GB", "ke": "KE", "ng": "NG", "gh": "GH", "za": "ZA", "au": "AU", "nz": "NZ", "mx": "MX",
    "es": "ES", "br": "BR", "th": "TH",
}  # fmt: skip
_WEST_AFRICA = 60
"""Minutes east of UTC: Nigeria always, Britain from April to October."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a message besides its text.

    Attributes:
        address: of the sender, as stored.
        domains: registrable domains of links in the text.
        utc_offset_min: local time of the phone, minutes east of UTC.
        received: local time of arrival.
    """

    address: str = ""
    domains: tuple[str, ...] = ()
    utc_offset_min: int | None = None
    received: datetime | None = None


def region_of(views: Views, language: Language, around: Surroundings) -> Region | None:
    """Return where the reader most likely lives, or None when nothing tells."""
    votes: Counter[Region] = Counter(_LANGUAGE_REGIONS.get(language, {}))
    if overseas := _region_overseas(views.normalised.text, language):
        votes[overseas] += 4
    senders = _regions_of_address(around.address, language)
    dollar = _DOLLAR_AT.get(around.utc_offset_min or 0, "US")
    if senders == ("HK",) and around.utc_offset_min in (None, 480):
        dollar = "HK"  # Singapore's and Hong Kong's clocks agree
    _vote_by_text(votes, views, language, dollar)
    for region in senders:
        votes[region] += 2
    for domain in around.domains:
        if region_of_suffix := _SUFFIXES.get(domain.rsplit(".", 1)[-1]):
            votes[region_of_suffix] += 1
    for region in _time_keepers(around):
        if votes[region] or language in ("en", "other"):
            votes[region] += 1
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None


def _vote_by_text(votes: Counter[Region], views: Views, language: Language, dollar: Region) -> None:
    text = views.normalised.text
    tokens = set(LATIN_WORD.findall(text))
    if currency := _region_of_currency(text, tokens, language):
        votes[currency] += 3
    elif "$" in text or "dollars" in tokens:
        votes["HK" if language == "zh-Hant" else dollar] += 1 if dollar == "US" else 2
    if language == "es":
        tokens = tokens - {"pesos"}  # of Mexico or Colombia then, not of the Philippines
    for token in sorted(tokens & _WORD_REGIONS.keys()):
        votes[_WORD_REGIONS[token]] += 1 if language.startswith("zh") else 2
    if "o$p$" in text:  # "owe money, pay money": the loan sharks of Singapore sign so
        votes["SG"] += 3
    if language == "zh-Hant":
        for word, region in _HAN_REGIONS:
            votes[region] += word in text
        votes["TW"] += 3 if _TAIWAN_HOUSE.search(text) else 0
        votes["TW"] += "$" not in text and _YUAN.search(text) is not None
        votes["TW"] += "帐" in text and "帳" in views.original.text
        votes["HK"] += "賬" in views.original.text
        votes["TW"] += 2 if _TAIWAN_NUMBER.search(text) else 0
        votes["HK"] += 3 if CANTONESE.search(text) else 0
    for m in _INTERNATIONAL.finditer(text):
        if region_of_number := country_of(m[1].replace(" ", ""))[0]:
            votes[region_of_number] += 1
            break


def _region_overseas(text: str, language: Language) -> Region | None:
    """Return where a text in simplified characters that speaks of no yuan was written."""
    found = _OVERSEAS.search(text) if language == "zh-Hans" else None
    return None if found is None else "SG" if found["sg"] else "MY"


def _time_keepers(around: Surroundings) -> tuple[Region, ...]:
    offset, received = around.utc_offset_min, around.received
    if offset is None:
        return ()
    if offset == _WEST_AFRICA and received and not 3 < received.month < 11:
        return ("NG", "ES")
    return _OFFSETS.get(offset, ())


def _region_of_currency(text: str, tokens: set[str], language: Language) -> Region | None:
    if language == "zh-Hans" and not any(sign in text for sign in "$币£"):
        return None if _OVERSEAS.search(text) else "CN"
    if language == "zh-Hant":  # every dollar of the region is also called 元
        text = text.replace("元", " ")
    for pattern, region in _SIGNS:
        if pattern.search(text):
            return region
    return next((_CODES[token] for token in sorted(tokens & _CODES.keys())), None)


def _regions_of_address(address: str, language: Language) -> tuple[Region, ...]:
    """Return the regions that the sender's address speaks for; twice = strongly."""
    if _INDIA_HEADER.fullmatch(address.strip()):
        return ("IN", "IN") if address.isupper() else ("IN",)
    compact = re.sub(r"[\s().-]", "", address)
    if compact.startswith("#"):
        return ("HK", "HK")
    if re.fullmatch(r"106\d{5,}", compact):
        return ("CN", "CN")  # no other region has such numbers
    if _CANADIAN.fullmatch(compact):
        return ("CA",)
    if word := _WORD_REGIONS.get(address.strip().lower()):
        return (word,)
    if compact.startswith("+") and compact[1:].isdigit():
        region, _ = country_of(compact[1:])
    elif re.fullmatch(r"1[3-9]\d{9}|9[56]\d{3,}|100(?:86|10|00|01)", compact):
        region = "CN"
    elif language == "zh-Hant" and re.fullmatch(r"\d{3}|\d{5}|0[2-8]\d{7,8}", compact):
        region = "TW"
    elif re.fullmatch(r"09\d{8}", compact):
        region = "TW" if language.startswith("zh") else "PH"
    else:
        region = "US" if re.fullmatch(r"\d{5,6}", compact) and language == "en" else None
    return (region,) if region else ()
