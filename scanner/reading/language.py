"""The language of a text, by script and by its most common words."""

from __future__ import annotations

import re
from typing import Literal

from scanner.reading.characters import is_simplified_only
from scanner.reading.model import Views

Language = Literal["zh-Hans", "zh-Hant", "en", "id", "vi", "es", "tl", "hi", "other"]

LATIN_WORD = re.compile(r"[a-zà-ỹ']+")
CANTONESE = re.compile("[嘅唔咗喺哋佢冇啲嗰嚟俾係]")
_HAN = re.compile("[\u3400-\u9fff]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u058f\u0590-\u06ff\u0e00-\u0fff\u1000-\u11ff\u3040-\u30ff\uac00-\ud7af]"
)
"""Greek, Cyrillic, Armenian, Hebrew, Arabic, Thai to Tibetan, Burmese, Hangul, Kana."""
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_FEWEST_VIETNAMESE = 3
_EVERYDAY: dict[Language, str] = {
    "en": (
        "the to your you is of and for please pay on in has been we this account call not with "
        "from are be by or if will at payment loan due overdue today balance now our it have was "
        "contact"
    ),
    "id": (
        "anda yang dan untuk telah dengan segera hari ini pinjaman kami tidak bayar tagihan "
        "jatuh tempo pembayaran atau ke di dari akan sudah belum mohon silakan hubungi nomor "
        "jika kamu utang rekening terlambat saya bisa sebesar kak kalau udah blm sdh yg tdk dgn "
        "utk bln tgl kau sila akaun bil jelaskan"
    ),
    "es": (
        "de la el su que en por para con una un los las se del tu usted pago deuda favor hoy es "
        "y no ha si al le más cuenta préstamo vencido vencida saldo pagar sido sus pague paga te "
        "me nos está"
    ),
    "tl": (
        "ang ng mga po na sa mo ka ko ikaw kayo namin hindi bayaran utang ngayon para kung ay "
        "pa lang wag iyong inyong bayad magbayad nyo ay kayong namin naman kami ni di pag hulog"
    ),
    "vi": (
        "của và bạn quý khách không vui lòng ngày đã được số khoản vay nợ hạn quy khach thanh "
        "toan truoc khoan lien qua han vui long ngay tien hom dang nay"
    ),
    "hi": (
        "aap aapka aapki aapke hai ka ki ke ko nahi karein kare bhai se jaldi turant abhi aaj "
        "kal tak paisa bhugtan karo kripya ho gayi gaya hua nahin din tarikh kist tum tera tere "
        "mera main hum bhi jama bharo raha rahi rahe warna apne"
    ),
    "other": (
        "votre vous facture le les et au du nous een heeft nog het uw van voor sie haben noch "
        "eine und der die das ihre kwa na ya lipa leo deni mkopo wako yako tafadhali siku kesho "
        "sasa habari hapa ulipe asante hii hiyo "
        "est pas nous avez avons sera cette dans pour sur ne plus merci sans des vos chez ou "
        "van u je niet wij bij met wordt zijn geen aan onze op er te "
        "ist nicht wir ihr ihre ihren bitte mit auf bei zu den dem von wird wurde ohne sind "
        "da do em não uma com seu sua foi você há il di che non per della è sua con ci"
    ),
}
"""Languages -> everyday words; `other` stands for French, Dutch, German, Portuguese,
Italian and Swahili."""
_WORDS = {language: frozenset(listed.split()) for language, listed in _EVERYDAY.items()}


def language_of(views: Views) -> Language:
    """Return the language that most of a text is written in."""
    text = views.normalised.text
    latin = LATIN_WORD.findall(text)
    if not text.isascii() and (language := _by_script(views, len(latin))):
        return language
    if not latin:
        return "other"
    distinct = set(latin)
    votes = {language: len(distinct & known) for language, known in _WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    if votes[best] == 0:
        return "en" if text.isascii() else "other"
    return "en" if votes["en"] == votes[best] else best


def _by_script(views: Views, latin: int) -> Language | None:
    text = views.normalised.text
    han = len(_HAN.findall(text))
    if _DEVANAGARI.search(text):
        return "hi"
    if len(_OTHER_SCRIPT.findall(text)) > max(han // 2, latin):
        return "other"
    if han * 3 > latin:
        return "zh-Hant" if _is_traditional(views) else "zh-Hans"
    return "vi" if len(_VIETNAMESE.findall(text)) >= _FEWEST_VIETNAMESE else None


def _is_traditional(views: Views) -> bool:
    """One disguised character in a simplified text is no traditional text."""
    body = views.original.text
    traditional = sum(
        change.span[1] - change.span[0] for change in views.changes if change.step == "traditional"
    )
    if not traditional:
        return False
    return traditional >= sum(map(is_simplified_only, body)) or CANTONESE.search(body) is not None
