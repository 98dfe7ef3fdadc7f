"""Whether the sender's number or header fits the names in the message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from scanner.judging.checks.brand import ORDINARY_WORDS, pinyin_of_name
from scanner.judging.checks.houses import named_house
from scanner.judging.checks.parties import (
    AGENT,
    FINANCE,
    PERSONAL,
    claimed_entities,
    claimed_names,
    creditor_names,
    is_generic,
    is_one_of,
)
from scanner.judging.matching import NO_SENDER, CheckFunction, Found, Outcome, Param, Unknown
from scanner.reading.model import Reading, Span
from scanner.ruleset.directory import Entity, name_key
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_SHORTEST_HEADER = 3
_SHORTEST_PINYIN = 5
_SHORTEST_HAN = 2
_SHORTEST_OWN_NAME = 4
_LONG_BEGINNING = 6
"""So many letters in common are no chance: MoorfieldCC and MyMoorfield."""
_CLOSE = 0.7
"""Taishin and taixin: romanisations of one name differ by a letter or two."""
_GENERIC_ENDING = re.compile(r"(?:bank|finance|fin|credit|loan|card|tw)+$")
_NOBODY = {
    "info", "infosms", "notice", "notify", "alert", "alerts", "message", "reminder", "verify",
    "admin", "support", "update", "official", "system", "warning", "final", "urgent",
}  # fmt: skip
"""Headers that anybody could have."""
_COMMON_NUMBER = (
    ("法院", re.compile(r"法院|法庭|[本我]院")),
    ("税务", re.compile(r"税务|[本我]局")),
    ("法律服务", re.compile(r"人民调解|法律援助")),
)
"""Authorities of which every office writes from one number, under its own name."""
_SHORTEST_SHORT_FORM = 5
_NAME_OF_WORDS = re.compile(r"\b[A-Z][\w’']+(?: [A-Z][\w’']+){1,4}")
_TITLE = re.compile(
    r"(?i:legal|dept|collect|recover|debt|notice|alert|loan|pay|bill|acct|account|court|law)"
)
"""What a sender is called that is a title or a trade: many a text has its letters."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_INSTITUTIONS = FINANCE | {"authority", "carrier"}


def sender_belongs(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender that the directory gives to whom the message names.

    Params: `how`, the ways of knowing that count ("listed", "short-code", "port-suffix");
    `unknown_is_no`, for exceptions to a rule that must not wait for the sender.
    """
    if not reading.sender.address:
        return None if params.get("unknown_is_no") else Unknown(NO_SENDER)
    owner = _owner(reading, ruleset)
    if owner is None or owner[1] not in _strings(params["how"]):
        return None
    entities = claimed_entities(reading, ruleset)
    named = entities or _telling_names(reading, ruleset)
    if not _speaks_for(owner[0], reading, entities) and named:
        return None
    return Found(detail={"sender": reading.sender.address, "owner": owner[0].name})


def sender_of_another(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender that belongs to another institution than the one named.

    Params: `named`: "known" = the message names a known institution, "unknown" = it names only
    parties that are not in the directory.
    """
    if not reading.sender.address:
        return Unknown(NO_SENDER)
    owner = _owner(reading, ruleset)
    names = _telling_names(reading, ruleset)
    if owner is None or not names:
        return None
    if owner[1] == "port-suffix" and owner[0].kind not in FINANCE:
        return None  # five digits of a public hotline stand at the end of many a port by chance
    if _is_named(owner[0], names) or (
        owner[0].kind == "authority" and not reading.claims.signature
    ):
        return None  # 【联通账单】; a court's notice names the parties, and itself anywhere
    entities = claimed_entities(reading, ruleset)
    known = tuple(e for e in entities if e.kind in _INSTITUTIONS)
    if bool(known) != (params["named"] == "known") or _speaks_for(owner[0], reading, entities):
        return None
    detail = {
        "sender": reading.sender.address,
        "owner": owner[0].name,
        "claimed": (known[0].name if known else names[0]),
    }
    return Found(spans=_name_spans(reading), detail=detail)


def _telling_names(reading: Reading, ruleset: Ruleset) -> tuple[str, ...]:
    """Return the claimed names that name somebody: not 缴费提醒."""
    return tuple(n for n in claimed_names(reading) if not is_generic(n, ruleset))


def sender_number(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender whose digits match. Params: `pattern`, a regular expression."""
    del ruleset
    if not reading.sender.number:
        return None if reading.sender.address else Unknown(NO_SENDER)
    matches = re.search(str(params["pattern"]), reading.sender.number)
    return Found(detail={"sender": reading.sender.address}) if matches else None


def private_sender(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender behind which a person is to be supposed; an unknown one is not."""
    del ruleset, params
    if reading.sender.kind not in PERSONAL:
        return None
    return Found(detail={"sender": reading.sender.address})


def sender_name(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender whose stored address matches. Params: `pattern`, a regular expression."""
    del ruleset
    matches = re.search(str(params["pattern"]), reading.sender.address)
    return Found(detail={"sender": reading.sender.address}) if matches else None


def sender_of_authority(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender that the directory gives to a court, the police or another authority."""
    del params
    if not reading.sender.address:
        return Unknown(NO_SENDER)
    owner = ruleset.directory.owner_of_sender(reading.sender.address)
    if owner is None or owner[0].kind != "authority":
        return None
    return Found(detail={"sender": reading.sender.address, "owner": owner[0].name})


def header_matches(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find an alphanumeric sender by whose name the message calls its creditor or itself."""
    del params
    sender = reading.sender
    if sender.kind != "alphanumeric":
        return Unknown(NO_SENDER) if sender.kind == "unknown" else None
    if sender.header.casefold() in _NOBODY:
        return None
    names = list(creditor_names(reading))
    for entity in claimed_entities(reading, ruleset):
        names += entity.aliases
    for name in names:
        if abbreviates(sender.header or sender.address, name):
            return Found(detail={"sender": sender.address, "claimed": name})
    span = None if names else _names_itself(sender.header, reading)
    span = span or named_house(reading, ruleset) or _shortens_a_name(sender.header, reading)
    if span is None:
        return None
    claimed = reading.views.original.text[slice(*span)]
    return Found((span,), detail={"sender": sender.address, "claimed": claimed})


def header_differs(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find an alphanumeric sender that has nothing of the name by which the creditor is called."""
    names = creditor_names(reading)
    if reading.sender.kind != "alphanumeric" or not names:
        return None
    if header_matches(reading, witness, ruleset, params) is not None:
        return None
    return Found(detail={"sender": reading.sender.address, "claimed": names[0]})


def registered_header(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a Hong Kong "#" sender: the "#" shows only for senders that the regulator registered."""
    del params
    if not reading.sender.address.startswith("#"):
        return None if reading.sender.address else Unknown(NO_SENDER)
    owner = ruleset.directory.owner_of_sender(reading.sender.address)
    entities = claimed_entities(reading, ruleset)
    if owner is not None and entities and not is_one_of(owner[0], entities):
        return None
    return Found(detail={"sender": reading.sender.address})


def abbreviates(header: str, name: str) -> bool:
    """Tell whether a header such as "KVRFIN" may stand for a name such as "Kaveri Finserv".

    Either contains the other; or both begin alike and the header's letters occur in the name in
    their order, or it holds one of its words; or it holds the pinyin of a Chinese name. It may also
    begin with the initials (MoJ Fines) or write "n" for "&" (LNTFIN).
    """
    if _HAN.search(header):
        return _contains_other(name_key(header), name_key(name))
    if _begins_with_initials(header, name) or (
        "&" in name and abbreviates(header, name.replace("&", "n"))
    ):
        return True
    return _is_short_form(_letters(header), name)


def _is_short_form(short: str, name: str) -> bool:
    full = _letters(name)
    if len(short) < _SHORTEST_HEADER:
        return len(short) > 1 and short == full  # O2
    if _HAN.search(name):
        return _romanises(short, name)
    if len(full) < _SHORTEST_HEADER or short in full or full in short:
        return len(full) >= _SHORTEST_HEADER
    words = [w for w in re.findall(r"[a-z0-9]+", name.casefold()) if len(w) >= _SHORTEST_HEADER]
    if short[0] != full[0]:
        return any(w in short for w in words if w not in ORDINARY_WORDS)
    rest = iter(full)
    return all(letter in rest for letter in short) or any(w in short for w in words)


def _begins_with_initials(header: str, name: str) -> bool:
    """Tell whether a header begins with a word of a name's initials: MoJ Fines."""
    first, words = header.split(maxsplit=1)[0] if header.split() else "", name.split()
    initials = "".join(word[0] for word in words)
    return len(words) >= _SHORTEST_HEADER and first.casefold() == initials.casefold()


def _contains_other(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_HAN and short in long


def _names_itself(header: str, reading: Reading) -> Span | None:
    """Return where the text says the header, as a word or at least its first six letters."""
    word = header[:_LONG_BEGINNING] if len(header) > _LONG_BEGINNING else header
    if len(word) < _SHORTEST_OWN_NAME or header.casefold() in ORDINARY_WORDS:
        return None
    links = [link.span for link in reading.claims.urls]
    spelt = r"[- ]?".join(map(re.escape, word))  # M-PESA of MPESA
    for found in re.finditer(spelt, reading.views.original.text, re.IGNORECASE):
        if not any(start <= found.start() < end for start, end in links):
            return found.span()
    return None


def _shortens_a_name(header: str, reading: Reading) -> Span | None:
    """Return the name of several words in a text of which the header is a short form.

    WestBrkAcad of Westbrook Academy, CAPFLT of Capital Float: the letters in their order, with the
    first of each of two words. A title such as LEGALDPT is short for nobody's name.
    """
    short = _letters(header)
    if len(short) < _SHORTEST_SHORT_FORM or header.casefold() in _NOBODY or _TITLE.search(header):
        return None
    text = reading.views.original.text
    for m in _NAME_OF_WORDS.finditer(text):
        if AGENT.search(m[0]):
            continue
        words = [_letters(word) for word in m[0].split()]
        for first in range(len(words) - 1):
            if _is_short_for(short, words[first : first + 3]):
                return m.span()
    return None


def _is_short_for(short: str, words: list[str]) -> bool:
    if not words[0] or not words[1] or short[0] != words[0][0] or set(words[:2]) <= ORDINARY_WORDS:
        return False
    at = short.find(words[1][0], 2)
    while at > 0:
        head, tail = short[:at], short[at:]
        if _in_order(head, words[0]) and _in_order(tail, "".join(words[1:])):
            return True
        at = short.find(words[1][0], at + 1)
    return False


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)


def _romanises(header: str, name: str) -> bool:
    """Tell whether a header holds a Chinese name in pinyin, or in a romanisation close to it."""
    bare = _GENERIC_ENDING.sub("", header)
    return any(
        pinyin in header or Levenshtein.normalized_similarity(bare, pinyin) >= _CLOSE
        for pinyin in pinyin_of_name(name)
        if len(pinyin) >= _SHORTEST_PINYIN
    )


def _owner(reading: Reading, ruleset: Ruleset) -> tuple[Entity, str] | None:
    """Return who sends from this address; a local court's 12368 is that of all courts."""
    owner = ruleset.directory.owner_of_sender(reading.sender.address)
    if owner is None and reading.sender.kind == "short_code_12":
        return ruleset.directory.owner_of_sender(reading.sender.number[-5:])
    return owner


def _speaks_for(owner: Entity, reading: Reading, entities: tuple[Entity, ...]) -> bool:
    """Tell whether the owner of the number is a named entity, or the office that is named.

    Every court writes from the courts' common number, under its own name; so do tax offices.
    """
    if is_one_of(owner, entities):
        return True
    return owner.kind == "authority" and any(
        word in owner.name and office.search(reading.views.normalised.text)
        for word, office in _COMMON_NUMBER
    )


def _is_named(owner: Entity, names: tuple[str, ...]) -> bool:
    """Tell whether a name of the owner is part of a claimed one."""
    own = {key for alias in owner.aliases if len(key := name_key(alias)) >= _SHORTEST_HAN}
    return any(key in name_key(name) for key in own for name in names)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", folded)


def _name_spans(reading: Reading) -> tuple[tuple[int, int], ...]:
    claims = reading.claims
    spans = {c.span for c in (claims.signature, claims.lender) if c is not None}
    return tuple(sorted(spans))


def _strings(value: Param) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


CHECKS: Mapping[str, CheckFunction] = {
    "sender-belongs": sender_belongs,
    "sender-of-another": sender_of_another,
    "sender-number": sender_number,
    "sender-name": sender_name,
    "private-sender": private_sender,
    "sender-of-authority": sender_of_authority,
    "header-matches": header_matches,
    "header-differs": header_differs,
    "registered-header": registered_header,
}
