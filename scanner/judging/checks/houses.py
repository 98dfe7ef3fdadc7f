"""Whether a sender's name is that of another house than the one a message speaks for.

The directory knows the numbers of Chinese institutions. Elsewhere the sender is a name, and names
of well-known banks, wallets and carriers tell by themselves that two of them do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scanner.judging.matching import NO_SENDER, CheckFunction, Found, Outcome, Param, Unknown
from scanner.reading.model import Reading, Span
from scanner.reading.views import views_of
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_BANKS: tuple[tuple[str, str], ...] = (
    # as a sender's name begins; as a text writes it
    ("hsbc|firstdirect", "hsbc|first direct|汇丰"),
    ("barclay|bcard|b'?card", "barclays?(?:card)?"),
    ("lloyds|halifax|bankofscot|mbna", "lloyds(?: bank)?|halifax|bank of scotland|mbna"),
    ("natwest|rbs|royalbankofscot|ulsterb", "natwest|rbs|royal bank of scotland|ulster bank"),
    ("santander", "santander"),
    ("nationwide", "nationwide"),
    ("monzo", "monzo"),
    ("starling", "starling(?: bank)?"),
    ("tsb", "tsb(?: bank)?"),
    ("revolut", "revolut"),
    ("capitalone|capone", "capital one"),
    ("chase|jpmorgan", "chase(?: bank)?|jp ?morgan"),
    ("amex|americanexp", "amex|american express|美国运通"),
    ("citi(?!z)", "citi(?:bank)?|花旗(?:银行)?"),
    ("wellsfargo", "wells fargo"),
    ("bofa|bankofam", "bank of america|bofa"),
    ("discover", "discover (?:card|bank)"),
    ("hdfc", "hdfc(?: bank)?"),
    ("icici", "icici(?: bank)?"),
    ("sbi(?!c?cap)", "sbi(?: card)?|state bank of india"),
    ("axis", "axis bank"),
    ("kotak", "kotak(?: mahindra)?(?: bank)?"),
    ("yesb", "yes bank"),
    ("idfc", "idfc(?: first)?(?: bank)?"),
    ("indus", "indusind(?: bank)?"),
    ("pnb", "pnb|punjab national bank"),
    ("canbnk|canara", "canara bank"),
    ("bajaj", "bajaj finserv|bajaj finance"),
    ("dbs|posb", "dbs|posb|星展(?:银行)?"),
    ("ocbc", "ocbc|华侨银行"),
    ("uob", "uob|大华银行"),
    ("maybank|mbb", "maybank"),
    ("cimb", "cimb"),
    ("rhb", "rhb(?: bank)?"),
    ("publicbank|pbe", "public bank"),
    ("hongleong|hlb", "hong leong(?: bank)?"),
    ("ambank", "ambank"),
    ("bdo", "bdo"),
    ("bpi", "bpi"),
    ("metrobank", "metrobank"),
    ("rcbc", "rcbc"),
    ("unionbank", "unionbank"),
    ("gcash", "gcash|gcredit|ggives|gloan"),
    ("paymaya|maya(?:bank)?$", "maya(?: credit| bank)?|paymaya"),
    ("kcb", "kcb"),
    ("equity", "equity bank"),
    ("absa", "absa"),
    ("fnb", "fnb"),
    ("capitec", "capitec"),
    ("nedbank", "nedbank"),
    ("stdbank|standardbank", "standard bank"),
    ("gtb|gtworld", "gtbank|gtb"),
    ("uba$", "uba"),
    ("zenith", "zenith bank"),
    ("accessbank", "access bank"),
    ("firstbank", "firstbank|first bank"),
    ("bochk|boc-?hk|中银", "bochk|中银香港|中银信用卡|中银"),
    ("hangseng|hase(?:b|$)|恒生", "hang seng(?: bank)?|恒生(?:银行)?"),
    ("bea(?:hk|$|-)|东亚", "bea|东亚银行|东亚"),
    ("scb|stanchart|standardch|渣打", "standard chartered|渣打(?:银行)?"),
    ("zabank", "za bank"),
    ("mox", "mox(?: bank)?"),
    ("welab", "welab(?: bank)?|汇立"),
    ("ctbc|中国信托|中信银", "ctbc|中国信托|中信银行"),
    ("cathay(?:bk|bank|ub)|国泰世华", "国泰世华(?:银行)?|cathay united"),
    ("esun|e\\.sun|玉山", "玉山(?:银行)?|e\\.?sun"),
    ("fubon|taipeifubon|富邦", "(?:台北)?富邦(?:银行)?|fubon"),
    ("taishin|台新", "台新(?:银行)?|taishin"),
    ("sinopac|永丰", "永丰(?:银行)?|sinopac"),
)
_OTHERS: tuple[tuple[str, str], ...] = (
    ("hmrc", "hmrc"),
    ("dvla", "dvla"),
    ("royalmail", "royal mail"),
    ("evri$|hermes$", "evri"),
    ("vodafone", "vodafone"),
    ("o2(?:uk)?$", "o2"),
    ("ee(?:uk)?$", "ee"),
    ("tmobile|t-mobile", "t-mobile"),
    ("verizon", "verizon"),
    ("singtel", "singtel"),
    ("starhub", "starhub"),
    ("maxis", "maxis"),
    ("celcom", "celcom"),
    ("globe(?!x)", "globe(?: telecom)?|globe postpaid"),
    ("smart(?:comm)?$", "smart postpaid"),
    ("airtel", "airtel"),
    ("safaricom|mpesa|m-pesa|fuliza", "safaricom|m-?pesa|fuliza"),
    ("comcast|xfinity", "comcast|xfinity"),
    ("clp-?(?:ppower|power|hk)?$", "clp|中电|中华电力"),
    ("cht(?:$|_)", "中华电信"),
    ("twmobile|twm", "台湾大哥大|台湾大"),
    ("fetnet|fet", "远传(?:电信)?"),
)
_HOUSES = (*_BANKS, *_OTHERS)
_BY_SENDER = tuple(re.compile(rf"(?:{sender})") for sender, _ in _HOUSES)
_IN_TEXT = tuple(re.compile(rf"(?<![a-z])(?:{text})(?![a-z])") for _, text in _HOUSES)
_SIGNS = re.compile(r"\W{0,3}(?:dear [a-z ]{2,20}, )?(?:this is |from )?$")
"""What may stand before the name by which a message begins."""
_PRODUCT = re.compile(
    r"\s?(?:[a-z]{2,12} ){0,2}"
    r"(?:card|loan|emi|overdraft|mortgage|信用卡|贷款|分期)"
)
_YOURS = re.compile(r"(?:\byour |\bur |您的?|你的?|阁下的?)$")


def header_of_another(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender's name that is a well-known house, where the message is of another one's debt.

    The message begins with the other's name and does not name the sender at all; or it speaks of
    "your … card" of another bank, whoever signs.
    """
    del ruleset, params
    if reading.sender.kind != "alphanumeric":
        return None if reading.sender.address else Unknown(NO_SENDER)
    sender = _house_of(reading.sender.header)
    if sender is None:
        return None
    view = reading.views.normalised
    named = _IN_TEXT[sender].search(view.text) is not None
    for house, pattern in enumerate(_IN_TEXT):
        if house == sender:
            continue
        for m in pattern.finditer(view.text):
            before = view.text[max(0, m.start() - 30) : m.start()]
            product = m[0].endswith("card") or _PRODUCT.match(view.text, m.end()) is not None
            signs = m.start() < len(before) + 1 and _SIGNS.fullmatch(before) is not None
            is_other_bank = product and max(sender, house) < len(_BANKS)
            if (signs and not named) or (is_other_bank and _YOURS.search(before)):
                return _found(reading, view.original_span(*m.span()))
    return None


def named_house(reading: Reading) -> Span | None:
    """Return where the text names the house that its sender's name is of, if it does."""
    house = _house_of(reading.sender.header)
    found = _IN_TEXT[house].search(reading.views.normalised.text) if house is not None else None
    return reading.views.normalised.original_span(*found.span()) if found else None


def _found(reading: Reading, span: Span) -> Found:
    start, end = span
    claimed = reading.views.original.text[start:end]
    return Found((span,), "original", {"sender": reading.sender.address, "claimed": claimed})


def _house_of(header: str) -> int | None:
    letters = re.sub(r"[\s_]", "", views_of(header).normalised.text)
    return next((n for n, p in enumerate(_BY_SENDER) if p.match(letters)), None)


CHECKS: Mapping[str, CheckFunction] = {"header-of-another": header_of_another}
