"""Whether a domain leans on somebody's name: the tokens a brand can be recognised by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from scanner.reading.pinyin import romanised, spoken
from scanner.reading.views import views_of
from scanner.ruleset.directory import Entity

_SHORTEST = 3
_SHORTEST_WITHIN = 4
"""A shorter token must stand as a word of its own: "ccb" in ccb-card.shop, not in "soccbar"."""
_SHORTEST_NEAR = 5
"""Only names at least this long are compared with one letter off."""
_SHORTEST_PINYIN = 5
_LONG_BEGINNING = 6
"""So many letters at the beginning are not shared by chance: tvlicence for TV Licensing."""
_GENERIC_TAIL = re.compile(
    r"(?:农村|商业|股份|信用卡|消费|小额|网络|互联网)*"
    r"(?:银行|分期|小贷|白条|月付|钱包|借条|金融|金服|融资|财务|信贷|数科|贷款|借款|财富|资产|科技|集团|"
    r"中心|公司)+$"
)
_COMPANY_WORD = re.compile(
    r"s?(?:holdings?|group|plc|ltd|company|inc|law|legal|llp|solicitors|portfolio(?:services)?)"
)
"""What a company adds to its name in its domain: marstonholdings."""
_TRADE = re.compile(
    r"(?:water|energy|electric|power|gas|council|housing|broadband|telecom|law|legal|solicitors)"
)
"""A trade that initials are put before: stwater for Severn Trent."""
_FIRM = re.compile(
    r"\b(?:llp|llc|pllc|law|legal|solicitors?|attorneys?|advocates)\b", re.IGNORECASE
)
_LOCAL_ONLY = re.compile(r"\.com\.(?:sg|my|hk|au|cn)$")
"""Endings for which a local business must be shown."""
_LEGAL_FORMS = {"llp", "llc", "pllc", "plc", "ltd", "inc"}
_COUNTRIES = {
    "in": ("india", "ind"), "sg": ("singapore", "sg"), "my": ("malaysia", "my"), "hk": ("hk",),
    "ph": ("philippines", "ph"), "nz": ("nz",), "au": ("australia", "aus"), "ng": ("nigeria", "ng"),
    "ke": ("kenya",), "za": ("sa",), "uk": ("uk",), "ie": ("ireland",), "ae": ("uae",),
}  # fmt: skip
"""What is put after a name, under the ending of the same country: licindia.in."""
_SECOND_LEVEL = {"com", "net", "org", "co", "gov", "edu", "ac", "or", "ne", "go", "mobi"}
_LOOKALIKE_DIGITS = str.maketrans("013457", "oleast")
ORDINARY_WORDS = {
    "bank", "card", "loan", "loans", "credit", "pay", "payment", "finance", "financial", "money",
    "cash", "services", "service", "council", "group", "capital", "water", "power", "energy",
    "gas", "electric", "union", "limited", "company", "solutions", "recovery", "collections",
    "collection", "city", "county", "national", "federal", "first", "united", "the", "and", "for",
    "toll", "road", "roads", "tax", "mobile", "telecom", "online", "direct", "home", "insurance",
    "debt", "legal", "law", "court", "department", "agency", "office", "account", "accounts",
    "customer", "team", "lending", "lender", "lenders", "property", "management", "school",
    "college", "university", "health", "dental", "clinic", "leasing", "rental", "rentals",
    "apartments", "lettings", "housing", "parking", "portfolio", "utilities", "billing",
    "associates", "receivables", "holdings", "storage", "motor", "motors", "auto",
}  # fmt: skip


def words_of(host: str) -> tuple[str, ...]:
    """Return the words of a host name without its public suffix: "ccb-card.shop" -> ccb, card."""
    labels = (label for label in _labels(host) if label != "www")
    return tuple(word for label in labels for word in re.split(r"[-_]", label) if word)


def _labels(host: str) -> list[str]:
    """Return a host's labels without its public suffix, at least one; the registered one last."""
    labels = host.lower().rstrip(".").split(".")
    labels = labels[:-1] or labels
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels


def leans_on(host: str, tokens: Iterable[str]) -> str | None:
    """Return the token that a host name contains or nearly contains, None when there is none."""
    words = words_of(host)
    joined = "".join(words)
    for token in sorted(tokens, key=len, reverse=True):
        for word in words:
            letters = re.sub(r"\d+$|^\d+", "", word)
            if token in (word, letters) or (len(token) >= _SHORTEST_WITHIN and token in joined):
                return token
            if len(token) >= _SHORTEST_NEAR and (
                Levenshtein.distance(word, token, score_cutoff=1) <= 1
                or token in word.translate(_LOOKALIKE_DIGITS)
                or (
                    len(word) >= _LONG_BEGINNING
                    and word[:_LONG_BEGINNING] == token[:_LONG_BEGINNING]
                )
            ):
                return token
    return None


def tokens_of_entity(entity: Entity) -> frozenset[str]:
    """Return what a domain of this entity would be recognised by: names, domains, hotlines."""
    tokens: set[str] = set()
    for name in entity.aliases:
        tokens.update(tokens_of_name(name))
    for fact in entity.domains:
        tokens.update(w for w in words_of(fact.value) if len(w) >= _SHORTEST)
    tokens.update(re.sub(r"\D", "", fact.value) for fact in entity.hotlines)
    return frozenset(t for t in tokens if len(t) >= _SHORTEST and t not in ORDINARY_WORDS)


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two names differ in writing but are read the same, tones aside."""
    return one != other and spoken(one) == spoken(other)


@lru_cache(maxsize=4096)
def tokens_of_name(name: str) -> frozenset[str]:
    """Return the Latin words and the pinyin of a name, without ordinary words.

    Not the initials of the pinyin: three letters stand in many a domain by chance. Those that an
    institution does use ("icbc") are in its own domain.
    """
    tokens = {*_latin_words(name), *("".join(spoken(part)) for part in _han_parts(name))}
    return frozenset(t for t in tokens if len(t) >= _SHORTEST and t not in ORDINARY_WORDS)


@lru_cache(maxsize=4096)
def pinyin_of_name(name: str) -> frozenset[str]:
    """Return a Chinese name in pinyin and Wade-Giles: whole, without ending, its first two."""
    parts = _han_parts(name)
    return frozenset(
        re.sub(r"[^a-z]", "", latin.lower())
        for part in {*parts, *(p[:2] for p in parts)}
        for latin in romanised(part)
    )


def _han_parts(name: str) -> set[str]:
    """Return the Han characters of a name, simplified: all of them, and without generic ending."""
    han = "".join(re.findall(r"[\u4e00-\u9fff]", views_of(name).normalised.text))
    return {part for part in (han, _GENERIC_TAIL.sub("", han)) if len(part) > 1}


def is_bare_token(host: str, tokens: Iterable[str]) -> bool:
    """Tell whether the registered part of a host is one of the tokens and nothing else."""
    return _labels(host)[-1] in set(tokens)


def is_plain_name(host: str, name: str) -> bool:
    """Tell whether a host is a name and nothing else: harborridge.com for "Harbor Ridge CU".

    Its registered part is the name or the beginning of it, perhaps after "go", "my" or "get"; or
    the first words and letters of the rest: brightsmilefd.com for "Bright Smile Family Dental".
    """
    words = _ascii(name)
    letters = "".join(words)
    registered = re.sub(r"[-_]", "", _labels(host)[-1])
    if registered == letters and len(letters) >= _SHORTEST:
        return True  # pge.com of PG&E
    parts = (registered, re.sub(r"^(?:go|my|get)", "", registered))
    if any(len(p) >= _SHORTEST_WITHIN and letters.startswith(p) for p in parts):
        return True
    if _labels(host)[-1] == registered and _with_a_company_word(registered, words):
        return True
    return (
        (bool(words) and _LOCAL_ONLY.search(host) is not None and registered == words[0] + "group")
        or _with_its_country(host, letters)
        or _is_firm(_labels(host)[-1], name, words)
        or (len(words) > 1 and _begins_each(registered, words))
        or any(_shortens(registered, words[:n], words[n:]) for n in range(1, len(words)))
    )


def names_a_product(host: str, names: Iterable[str], text: str) -> bool:
    """Tell whether a host joins the initials of a name and a word of the text: jd-jintiao.vip.

    Each alone stands in many a domain by chance; 京东 and 金条 together do not.
    """
    first, *others = re.split(r"[-_]", _labels(host)[-1])
    if not others or first not in {initials for name in names for initials in _initials(name)}:
        return False
    han = re.findall(r"[\u4e00-\u9fff]+", text)
    pairs = {run[at : at + 2] for run in han for at in range(len(run) - 1)}
    said = {"".join(spoken(pair)) for pair in pairs}
    return any(len(word) >= _SHORTEST_PINYIN and word in said for word in others)


def _initials(name: str) -> Iterator[str]:
    for part in _han_parts(name):
        yield "".join(syllable[0] for syllable in spoken(part))
    if name.isascii() and 1 < len(name) < _SHORTEST_PINYIN:
        yield name.lower()


def _with_a_company_word(registered: str, words: list[str]) -> bool:
    """Tell whether a name, or its initials before a trade, is followed by a company's word."""
    for name in ("".join(words), "".join(words).rstrip("s"), words[0] if words else ""):
        if len(name) >= _LONG_BEGINNING and _COMPANY_WORD.fullmatch(registered.removeprefix(name)):
            return True
    initials = "".join(word[0] for word in words if word not in _LEGAL_FORMS)
    return len(initials) > 1 and _TRADE.fullmatch(registered.removeprefix(initials)) is not None


def _with_its_country(host: str, letters: str) -> bool:
    """Tell whether a name is followed by its country, under that country's ending: licindia.in."""
    registered, ending = _labels(host)[-1], host.lower().rstrip(".").rsplit(".", 1)[-1]
    countries = _COUNTRIES.get(ending, ())
    return len(letters) >= _SHORTEST and any(registered == letters + c for c in countries)


def _is_firm(label: str, name: str, words: list[str]) -> bool:
    """Tell whether a host is a law firm's name before "-law": harlowpike-law.com."""
    head = label.removesuffix("-law")
    if head == label or not _FIRM.search(name):
        return False
    return len(head) >= _LONG_BEGINNING and "".join(words).startswith(head)


def _begins_each(registered: str, words: list[str]) -> bool:
    """Tell whether the first word is shortened and the next one whole: progleasing.com."""
    tail = registered.removesuffix(words[1])
    return _SHORTEST_WITHIN <= len(tail) < len(registered) and words[0].startswith(tail)


def _shortens(registered: str, kept: list[str], rest: list[str]) -> bool:
    """Tell whether a name consists of whole words and letters of the others in their order."""
    head = "".join(kept)
    tail = registered.removeprefix(head)
    if len(head) < _LONG_BEGINNING or not tail or tail == registered or tail[0] != rest[0][0]:
        return False
    letters = iter("".join(rest))
    return all(letter in letters for letter in tail)


def _latin_words(name: str) -> Iterator[str]:
    words = _ascii(name)
    yield from words
    whole = "".join(words)
    yield whole
    while words and words[-1] in ORDINARY_WORDS:
        words = words[:-1]
    yield "".join(words)


def _ascii(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    return re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
