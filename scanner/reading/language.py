"""The language of a text and the region its reader lives in, from the text, its sender and its time.

Both are small votes over plain signs, so that a test can name the sign that decided.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Literal

from scanner.reading.model import Region, Views
from scanner.reading.numbering import country_of

Language = Literal["zh-Hans", "zh-Hant", "en", "id", "vi", "es", "tl", "hi", "other"]

_HAN = re.compile("[\u3400-\u9fff]")
_INTERNATIONAL = re.compile(r"\+(\d[\d ]{7,15})")
_CANTONESE = re.compile("[嘅唔咗喺哋佢冇啲嗰嚟俾係]")
_LATIN_WORD = re.compile(r"[a-zà-ỹ']+")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u058f\u0590-\u06ff\u0e00-\u0fff\u1000-\u11ff\u3040-\u30ff\uac00-\ud7af]"
)
"""Greek, Cyrillic, Armenian, Hebrew, Arabic, Thai to Tibetan, Burmese, Hangul, Kana."""
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_INDIA_HEADER = re.compile(r"(?i)[a-z]{2}-[a-z0-9]{3,9}(?:-[a-z])?")
_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "the to your you is of and for please pay on in has been we this account call not with from "
        "are be by or if will at payment loan due overdue today balance now our it have "
        "was contact".split()
    ),
    "id": frozenset(
        "anda yang dan untuk telah dengan segera hari ini pinjaman kami tidak bayar tagihan jatuh "
        "tempo pembayaran atau ke di dari akan sudah belum mohon silakan hubungi nomor jika "
        "kamu utang rekening terlambat saya bisa sebesar".split()
    ),
    "es": frozenset(
        "de la el su que en por para con una un los las se del tu usted pago deuda favor hoy es y "
        "no ha si al le más cuenta préstamo vencido vencida saldo pagar".split()
    ),
    "tl": frozenset(
        "ang ng mga po na sa mo ka ko ikaw kayo namin hindi bayaran utang ngayon para kung ay "
        "pa lang wag iyong inyong bayad magbayad nyo".split()
    ),
    "vi": frozenset("của và bạn quý khách không vui lòng ngày đã được số khoản vay nợ hạn".split()),
    "hi": frozenset(
        "aap aapka aapki aapke hai ka ki ke ko nahi karein kare bhai se jaldi turant abhi aaj kal "
        "tak paisa bhugtan karo kripya".split()
    ),
    "other": frozenset(
        "votre vous facture le les et au du nous een heeft nog het uw van voor sie haben noch eine und "
        "der die das ihre "
        "kwa na ya lipa leo deni mkopo wako yako tafadhali siku kesho sasa habari hapa ulipe "
        "asante hii hiyo".split()
    ),
}
_SIGNS: tuple[tuple[re.Pattern[str], Region], ...] = tuple(
    (re.compile(pattern), region)
    for pattern, region in (
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
)
_CODES: dict[str, Region] = {
    "hkd": "HK", "twd": "TW", "ntd": "TW", "sgd": "SG", "rm": "MY", "myr": "MY", "rs": "IN", "inr": "IN",
    "lakh": "IN", "rupees": "IN", "rp": "ID", "idr": "ID", "rupiah": "ID", "php": "PH", "vnd": "VN",
    "gbp": "GB", "quid": "GB", "ksh": "KE", "kshs": "KE", "kes": "KE", "bob": "KE", "ngn": "NG",
    "naira": "NG", "ghs": "GH", "cedis": "GH", "ugx": "UG", "ush": "UG", "tsh": "TZ", "tzs": "TZ",
    "zar": "ZA", "mxn": "MX", "cop": "CO", "pen": "PE", "soles": "PE", "euros": "ES", "eur": "ES",
    "brl": "BR", "reais": "BR", "aud": "AU", "nzd": "NZ", "cad": "CA", "rmb": "CN", "cny": "CN",
    "thb": "TH", "baht": "TH", "mop": "MO", "usd": "US",
}  # fmt: skip
"""Currency words and codes -> region; one of them decides more than anything else in the text."""
_WORD_REGIONS: dict[str, Region] = {
    word: region
    for region, words in (
        ("IN", "cibil emi upi aadhaar aadhar nbfc ecs rbi lok adalat crore paytm phonepe"),
        ("PH", "gcash barangay atty po maya nbi pesos cimb sss pagibig meralco"),
        ("KE", "mpesa pesa crb paybill till nairobi auctioneers fuliza hustler safaricom"),
        ("NG", "bvn opay palmpay efcc abeg oga moniepoint kuda gtbank"),
        ("SG", "paynow singpass lah hdb posb dbs moneylender cpf"),
        ("GB", "hmrc council bailiffs bailiff ccj dvla nhs solicitors parking enforcement"),
        ("US", "irs ssn sheriff cfpb dmv medicare llc fico toll"),
        ("ID", "ojk slik pinjol dc anda"),
        ("VN", "zalo cic"),
        ("MX", "curp oxxo buró spei"),
        ("MY", "ccris ctos maybank"),
        ("GH", "momo cedi"),
        ("AU", "afca centrelink ato"),
    )
    for word in words.split()
}  # type: ignore[misc]
_HAN_REGIONS: tuple[tuple[str, Region], ...] = (
    ("转数快", "HK"), ("过数", "HK"), ("律师楼", "HK"), ("屋苑", "HK"), ("财务", "HK"), ("信贷", "HK"),
    ("whatsapp", "HK"), ("联征", "TW"), ("联徵", "TW"), ("超商", "TW"), ("支付命令", "TW"), ("缴款", "TW"),
    ("身分证", "TW"), ("line", "TW"), ("银行帐户", "TW"),
)  # fmt: skip
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
_LANGUAGE_REGIONS: dict[Language, dict[Region, int]] = {
    "zh-Hans": {"CN": 4},
    "zh-Hant": {"HK": 1, "TW": 1},
    "id": {"ID": 3},
    "vi": {"VN": 3},
    "tl": {"PH": 3},
    "hi": {"IN": 3},
    "es": {"MX": 1, "ES": 1, "CO": 1},
}


def language_of(views: Views) -> Language:
    """Return the language that most of a text is written in."""
    text = views.normalised.text
    han = 0 if text.isascii() else len(_HAN.findall(text))
    words = _LATIN_WORD.findall(text)
    foreign = 0 if text.isascii() else len(_OTHER_SCRIPT.findall(text))
    if foreign > max(han // 2, len(words)):
        return "other"
    if han * 3 > len(words):
        return "zh-Hant" if _is_traditional(views, han) else "zh-Hans"
    if not text.isascii():
        if re.search("[\u0900-\u097f]", text):
            return "hi"
        if len(_VIETNAMESE.findall(text)) > 2:
            return "vi"
    if not words:
        return "other"
    distinct = set(words)
    votes = {language: len(distinct & known) for language, known in _WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    if votes[best] == 0:
        return "en" if text.isascii() else "other"
    return "en" if votes["en"] == votes[best] else best


def _is_traditional(views: Views, han: int) -> bool:
    traditional = sum(
        change.span[1] - change.span[0] for change in views.changes if change.step == "traditional"
    )
    if traditional * 6 >= han:
        return True
    return traditional > 0 and _CANTONESE.search(views.original.text) is not None


def region_of(
    views: Views,
    language: Language,
    address: str | None = None,
    *,
    domains: tuple[str, ...] = (),
    utc_offset_min: int | None = None,
    received: datetime | None = None,
) -> Region | None:
    """Return where the reader most likely lives, or None when nothing tells.

    Args:
        views: of the text.
        language: as `language_of` returned it.
        address: of the sender, as stored.
        domains: registrable domains of links in the text.
        utc_offset_min: local time of the phone, minutes east of UTC.
        received: local time of arrival; tells British summer time from West Africa's.
    """
    text = views.normalised.text
    votes: Counter[Region] = Counter(_LANGUAGE_REGIONS.get(language, {}))
    tokens = set(_LATIN_WORD.findall(text))
    currency = _region_of_currency(text, tokens, language)
    if currency:
        votes[currency] += 3
    elif "$" in text or "dollars" in tokens:
        votes["US"] += 1
    for token in tokens & _WORD_REGIONS.keys():
        votes[_WORD_REGIONS[token]] += 1 if language.startswith("zh") else 2
    if "o$p$" in text:
        votes["SG"] += 3
    if language == "zh-Hant":
        votes.update({region: 1 for word, region in _HAN_REGIONS if word in text})
        votes["HK"] += 3 if _CANTONESE.search(text) else 0
    for region in _regions_of_address(address or "", language):
        votes[region] += 2
    for m in _INTERNATIONAL.finditer(text):
        if region_of_number := country_of(m[1].replace(" ", ""))[0]:
            votes[region_of_number] += 1
            break
    for domain in domains:
        if region_of_suffix := _SUFFIXES.get(domain.rsplit(".", 1)[-1]):
            votes[region_of_suffix] += 1
    keepers = _OFFSETS.get(utc_offset_min, ()) if utc_offset_min is not None else ()
    if utc_offset_min == 60 and received and not 3 < received.month < 11:
        keepers = ("NG", "ES")
    for region in keepers:
        if votes[region] or language in ("en", "other"):
            votes[region] += 1
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None


def _region_of_currency(text: str, tokens: set[str], language: Language) -> Region | None:
    if language == "zh-Hans" and "$" not in text and "币" not in text and "£" not in text:
        return "CN"
    for pattern, region in _SIGNS:
        if pattern.search(text):
            return region
    return next((_CODES[token] for token in sorted(tokens & _CODES.keys())), None)


_SUFFIXES: dict[str, Region] = {
    "cn": "CN", "hk": "HK", "tw": "TW", "sg": "SG", "my": "MY", "id": "ID", "ph": "PH", "vn": "VN",
    "uk": "GB", "ke": "KE", "ng": "NG", "gh": "GH", "za": "ZA", "au": "AU", "nz": "NZ", "mx": "MX",
    "es": "ES", "br": "BR", "th": "TH",
}  # fmt: skip


def _regions_of_address(address: str, language: Language) -> tuple[Region, ...]:
    """Return the regions that the sender's address speaks for; twice = strongly."""
    if _INDIA_HEADER.fullmatch(address.strip()):
        return ("IN", "IN") if address.isupper() else ("IN",)
    compact = re.sub(r"[\s().-]", "", address)
    if compact.startswith("#"):
        return ("HK",)
    if compact.startswith("+") and compact[1:].isdigit():
        region, _ = country_of(compact[1:])
        return (region,) if region else ()
    if not compact.isdigit():
        return ()
    if re.fullmatch(r"106\d{5,}|1[3-9]\d{9}|9[56]\d{3,}|100(?:86|10|00|01)", compact):
        return ("CN",)
    if re.fullmatch(r"09\d{8}", compact):
        return ("TW",) if language.startswith("zh") else ("PH",)
    if re.fullmatch(r"\d{5,6}", compact) and language == "en":
        return ("US",)
    return ()
