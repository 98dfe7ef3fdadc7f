"""The language of a text and the region its reader lives in, from the text, its sender and its time.

Both are small votes over plain signs, so that a test can name the sign that decided.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from scanner.reading.model import Region, Views
from scanner.reading.numbering import country_of

Language = Literal["zh-Hans", "zh-Hant", "en", "id", "vi", "es", "tl", "hi", "other"]

_HAN = re.compile("[\u3400-\u9fff]")
_CANTONESE = re.compile("[嘅唔咗喺哋佢冇啲嗰嚟俾係]")
_LATIN_WORD = re.compile(r"[a-zà-ỹ']+")
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
        "kwa na ya lipa leo deni mkopo wako yako tafadhali siku kesho sasa habari hapa ulipe "
        "asante hii hiyo".split()
    ),
}

_CURRENCY_SIGNS: tuple[tuple[re.Pattern[str], Region], ...] = tuple(
    (re.compile(pattern), region)
    for pattern, region in (
        (r"hk\$|\bhkd|港[币元]", "HK"),
        (r"nt\$|\btwd|新台币|新臺幣", "TW"),
        (r"(?<![a-z])s\$|\bsgd", "SG"),
        (r"\brm ?\d|\bmyr", "MY"),
        (r"₹|\brs\.? ?\d|\binr\b|\blakh\b|rupee", "IN"),
        (r"\brp\.? ?\d|\bidr\b|rupiah", "ID"),
        (r"₱|\bphp ?\d|(?<![a-z])p ?\d[\d,]*\b|\bpesos? lang", "PH"),
        (r"₫|\bvnd|\d ?đ\b|\d{3}đ", "VN"),
        (r"£|\bgbp\b|\d ?quid\b", "GB"),
        (r"\bksh|\bkes\b|\d ?bob\b", "KE"),
        (r"₦|\bngn\b|(?<![a-z])n\d[\d,]{2,}|naira", "NG"),
        (r"\bghs\b|gh¢|gh₵|\bcedis?\b", "GH"),
        (r"\bugx\b|\bush", "UG"),
        (r"\btsh|\btzs\b", "TZ"),
        (r"(?<![a-z])r ?\d[\d ,]*\.\d\d\b|\bzar\b", "ZA"),
        (r"\bmxn\b|mx\$", "MX"),
        (r"\bcop\b", "CO"),
        (r"\bs/ ?\.?\d|\bpen\b|\bsoles\b", "PE"),
        (r"€|\beuros?\b", "ES"),
        (r"r\$ ?\d|\bbrl\b", "BR"),
        (r"a\$|\baud\b", "AU"),
        (r"nz\$|\bnzd\b", "NZ"),
        (r"c\$|\bcad\b", "CA"),
        (r"us\$|\busd\b(?!t)", "US"),
        (r"元|人民币|\brmb\b|\bcny\b|¥|支付宝", "CN"),
        (r"(?<![a-z])\$ ?\d", "US"),
    )
)
_REGION_WORDS: tuple[tuple[re.Pattern[str], Region], ...] = tuple(
    (re.compile(pattern), region)
    for pattern, region in (
        (r"转数快|过数|律师楼|物业处|屋苑|八达通|whatsapp.*(?:财务|信贷)|(?:财务|信贷).*whatsapp", "HK"),
        (r"联徵|联征|超商|支付命令|line ?[::]|台湾|缴款|分期第|身分证|申报户", "TW"),
        (r"\bcibil\b|\bemi\b|\bupi\b|\baadhaa?r\b|\bpan card\b|\bfir\b|\bnbfc\b|\becs\b|\brbi\b", "IN"),
        (r"\bgcash\b|\bbarangay\b|\batty\.?\b|\bpo\b|\bmaya\b|\bnbi\b|\bsec\b.*lending", "PH"),
        (r"\bm-?pesa\b|\bcrb\b|\bpaybill\b|\btill\b ?\d|\bnairobi\b|\bauctioneers?\b", "KE"),
        (r"\bbvn\b|\bopay\b|\bpalmpay\b|\befcc\b|\babeg\b|\boga\b|\bmoniepoint\b", "NG"),
        (r"\bpaynow\b|\bsingpass\b|\bo\$p\$|\blah\b|\bs&cc\b|\btoa payoh\b|\bhdb\b", "SG"),
        (r"\bhmrc\b|\bcouncil tax\b|\bbailiffs?\b|\bccj\b|\bsort code\b|\bnhs\b|\bdd\b", "GB"),
        (r"\birs\b|\bssn\b|\bsheriff\b|\bcfpb\b|\bmsg ?& ?data\b|\breply stop\b|\bdmv\b", "US"),
        (r"\bojk\b|\bslik\b|\bdebt collector\b.*\banda\b|\bpinjol\b", "ID"),
        (r"\bcic\b.*\bnợ\b|\bzalo\b", "VN"),
        (r"\bburó de crédito\b|\bcurp\b|\boxxo\b", "MX"),
        (r"\bccris\b|\bctos\b|\bbank negara\b", "MY"),
    )
)
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


def language_of(views: Views) -> Language:
    """Return the language that most of a text is written in."""
    text = views.normalised.text
    han = len(_HAN.findall(text))
    if han * 3 > len(_LATIN_WORD.findall(text)):
        return "zh-Hant" if _is_traditional(views, han) else "zh-Hans"
    if re.search("[\u0900-\u097f]", text):
        return "hi"
    words = _LATIN_WORD.findall(text)
    if len(re.findall("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", text)) > 2:
        return "vi"
    if not words:
        return "other"
    votes = Counter({language: sum(w in known for w in words) for language, known in _WORDS.items()})
    language, count = votes.most_common(1)[0]
    if count == 0:
        return "en" if text.isascii() else "other"
    return "en" if votes["en"] == count else language


def _is_traditional(views: Views, han: int) -> bool:
    traditional = sum(
        change.span[1] - change.span[0] for change in views.changes if change.step == "traditional"
    )
    cantonese = bool(_CANTONESE.search(views.original.text))
    return traditional * 6 >= han or (cantonese and traditional > 0)


def region_of(
    views: Views,
    language: Language,
    address: str | None = None,
    utc_offset_min: int | None = None,
    domains: tuple[str, ...] = (),
) -> Region | None:
    """Return where the reader most likely lives, or None when nothing tells.

    Args:
        views: of the text.
        language: as `language_of` returned it.
        address: of the sender, as stored.
        utc_offset_min: local time of the phone, minutes east of UTC.
        domains: registrable domains of links in the text.
    """
    text = views.normalised.text
    votes: Counter[Region] = Counter()
    if language == "zh-Hans":
        votes["CN"] += 4
    elif language == "zh-Hant":
        votes.update({"HK": 1, "TW": 1})
        if _CANTONESE.search(text):
            votes["HK"] += 3
    elif language in ("id", "vi", "tl", "hi"):
        votes[{"id": "ID", "vi": "VN", "tl": "PH", "hi": "IN"}[language]] += 3  # type: ignore[index]
    elif language == "es":
        votes.update({"MX": 1, "ES": 1, "CO": 1})
    for pattern, region in _CURRENCY_SIGNS:
        if pattern.search(text):
            votes[region] += 1 if region == "US" else 3
            break
    for pattern, region in _REGION_WORDS:
        if pattern.search(text):
            votes[region] += 2
    for region in _regions_of_address(address or "", language):
        votes[region] += 2
    for domain in domains:
        suffix = domain.rsplit(".", 1)[-1]
        if suffix != "in" and (region_of_suffix := _SUFFIXES.get(suffix)):
            votes[region_of_suffix] += 1
    keepers = _OFFSETS.get(utc_offset_min, ()) if utc_offset_min is not None else ()
    for region in keepers:
        if votes[region] or language == "en":
            votes[region] += 1
    if not votes or (best := votes.most_common(1)[0])[1] == 0:
        return None
    return best[0]


_SUFFIXES: dict[str, Region] = {
    "cn": "CN", "hk": "HK", "tw": "TW", "sg": "SG", "my": "MY", "id": "ID", "ph": "PH", "vn": "VN",
    "uk": "GB", "ke": "KE", "ng": "NG", "gh": "GH", "za": "ZA", "au": "AU", "nz": "NZ", "mx": "MX",
    "es": "ES", "br": "BR", "th": "TH",
}  # fmt: skip


def _regions_of_address(address: str, language: Language) -> tuple[Region, ...]:
    compact = re.sub(r"[\s().-]", "", address)
    if compact.startswith("#"):
        return ("HK",)
    if re.fullmatch(r"(?i)[a-z]{2}-[a-z0-9]{3,9}(?:-[a-z])?", address.strip()):
        return ("IN", "IN") if re.match(r"[A-Z]{2}-", address.strip()) else ("IN",)
    if compact.startswith("+") and compact[1:].isdigit():
        region, _ = country_of(compact[1:])
        return (region,) if region else ()
    if re.fullmatch(r"106\d{5,}|1[3-9]\d{9}|9[56]\d{3,}|100(?:86|10|00|01)", compact):
        return ("CN",)
    if re.fullmatch(r"09\d{8}", compact):
        return ("TW",) if language.startswith("zh") else ("PH",)
    if re.fullmatch(r"\d{5,6}", compact) and language == "en":
        return ("US",)
    return ()
