"""Whether the links of a message lead to whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from scanner.judging.checks.brand import (
    ORDINARY_WORDS,
    is_bare_token,
    is_plain_name,
    leans_on,
    names_a_product,
    tokens_of_entity,
    tokens_of_name,
)
from scanner.judging.checks.parties import claimed_entities, claimed_names, is_one_of
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Link, Reading
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_GOVERNMENT = re.compile(
    r"(?:^|\.)(?:gov|mil|gov\.[a-z]{2}|go\.[a-z]{2}|gob\.[a-z]{2}|gouv\.[a-z]{2}|gc\.ca|govt\.nz|nhs\.uk|"
    r"police\.uk)$|(?:^|\.)(?:revenue\.ie|courts\.ie|canada\.ca|europa\.eu)$"
)
_PUBLIC_BODY = re.compile(
    r"法院|公安|税务|\b(?:council|borough|hmrc|hmcts|dvla|courts?|police|revenue)\b", re.IGNORECASE
)
"""Their own sites stand under a government's ending."""
_SCHOOL = re.compile(r"(?:^|\.)(?:edu|edu\.[a-z]{2}|ac\.[a-z]{2})$")
_SCHOOL_NAME = re.compile(
    r"大学|学院|学校|中学|小学|\b(?:university|college|school|institute|academy)\b", re.IGNORECASE
)
_CHEAP_ENDINGS = re.compile(
    r"\.(?:top|xyz|club|win|lat|click|pw|wang|ink|shop|vip|icu|cyou|buzz|live|site|online|store|fun|"
    r"link|loan|cash|work|rest|bond|sbs|cfd|cc|tk|ml|ga|cf|gq|ws|info|biz|life|world|today|digital)$"
)
_BRAND = re.compile(r"(?<![\w-])(?:[A-Z]{1,2}-)?[A-Z][a-z]{0,10}[A-Z][A-Za-z]{3,12}(?![\w-])")
"""A word with a capital inside: ordinary words have none."""

_NAME_OF_WORDS = re.compile(r"(?<!\w)[A-Z][\w’'-]*(?:,? (?:(?:&|and|of) )?[A-Z][\w’'-]*){1,4}")
_NAME_AND_WORD = re.compile(r"\b([A-Z]{2,6}) ([a-z]{4,12})\b")
_FREE_HOSTS = re.compile(r"(?:^|\.)(?:github|wixsite|weebly|web|pages|netlify|vercel)\.[a-z]+$")

_NOT_FOREIGN = ("own", "government", "plausible")


def link_of(reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]) -> Outcome:
    """Find links of one standing.

    Params: `standing`, one of "own", "government", "lookalike", "another", "unknown",
    "plausible" (see `standing_of`).
    """
    wanted = params["standing"]
    found: list[Link] = []
    detail: dict[str, str] = {}
    for link in reading.claims.urls:
        standing, whose = standing_of(link, reading, ruleset)
        if standing == wanted:
            found.append(link)
            detail.setdefault("domain", link.domain)
            if whose:
                detail.setdefault("owner", whose)
    return Found(tuple(link.span for link in found), "original", detail) if found else None


def foreign_link(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find links that are neither the named party's own nor a government's, as far as is known."""
    del params
    found = [
        link
        for link in reading.claims.urls
        if standing_of(link, reading, ruleset)[0] not in _NOT_FOREIGN
    ]
    return Found(_spans(found), "original", {"domain": found[0].domain}) if found else None


def host_matches(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find links that are not known to be the named party's, by their host.

    Params: `pattern`, a regular expression.
    """
    pattern = re.compile(str(params["pattern"]))
    found = [
        link
        for link in reading.claims.urls
        if standing_of(link, reading, ruleset)[0] not in _NOT_FOREIGN
        and pattern.search(link.host or link.domain)
    ]
    return Found(_spans(found), "original", {"domain": found[0].domain}) if found else None


def standing_of(link: Link, reading: Reading, ruleset: Ruleset) -> tuple[str, str]:
    """Return whose a link is, as far as can be known, and the name that it rests on.

    - own: the domain is listed for an entity that the message names;
    - government: under a government's own ending;
    - lookalike: it leans on the name, domain or hotline of the named party without being theirs;
    - another: it is listed for another entity;
    - plausible: nothing but the name of a party of which no domain is listed; or under an ending
      of schools, in the message of one;
    - unknown: none of these.
    """
    host = link.host or link.domain
    owner = ruleset.directory.owner_of_domain(host)
    entities = claimed_entities(reading, ruleset)
    if owner is not None:
        return ("own" if is_one_of(owner, entities) else "another"), owner.name
    if _GOVERNMENT.search(host):
        return "government", ""
    if _SCHOOL.search(host) and any(map(_SCHOOL_NAME.search, claimed_names(reading))):
        return "plausible", ""
    return _by_known_names(host, reading, ruleset) or _by_other_names(host, reading, ruleset)


def _by_known_names(host: str, reading: Reading, ruleset: Ruleset) -> tuple[str, str] | None:
    sent_by = ruleset.directory.owner_of_sender(reading.sender.address)
    for entity in claimed_entities(reading, ruleset):
        tokens = tokens_of_entity(entity)
        if is_bare_token(host, tokens) and not _CHEAP_ENDINGS.search(host):
            abroad = reading.region not in (None, entity.region)  # citi.com for Citibank China
            own = sent_by is not None and sent_by[0] is entity and sent_by[1] != "port-suffix"
            known = bool(entity.domains) and not abroad and not own
            return ("unknown" if known else "plausible"), entity.name
        if names_a_product(host, (*entity.aliases, entity.id), reading.views.normalised.text):
            return "lookalike", entity.name
        if leans_on(host, tokens):
            return "lookalike", entity.name
    return None


def _by_other_names(host: str, reading: Reading, ruleset: Ruleset) -> tuple[str, str]:
    names = [n for n in claimed_names(reading) if ruleset.directory.by_name(n) is None]
    entities = claimed_entities(reading, ruleset)
    at_home = [e for e in entities if reading.region in (None, e.region)]
    if not at_home and not _CHEAP_ENDINGS.search(host):
        header = [reading.sender.header] if reading.sender.header else []
        written = () if _FREE_HOSTS.search(host) else _names_outside_links(reading)
        words = () if entities else _words_outside_links(reading)
        for name in (*names, *header, *words, *written):
            if is_plain_name(host, name) and not _PUBLIC_BODY.search(name):
                return "plausible", name
    if is_bare_token(host, {reading.sender.number} - {""}):
        return "plausible", reading.sender.number  # 10010.cn from 10010
    for name in (*names, *_brands_outside_links(reading)):
        if leans_on(host, tokens_of_name(name)):
            return "lookalike", name
    return "unknown", ""


def _brands_outside_links(reading: Reading) -> tuple[str, ...]:
    """Return the words of a text that names no party which look like a brand: EZPass, E-ZPass."""
    if claimed_names(reading):
        return ()
    text = " ".join(_BRAND.findall(_text_outside_links(reading)))
    return tuple(w for w in text.split() if w.casefold() not in ORDINARY_WORDS)


def _words_outside_links(reading: Reading) -> set[str]:
    """Return the Latin words of the text, its links left out: a brand may be named anywhere."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]{2,}", _text_outside_links(reading))
    return {w for w in words if w.casefold() not in ORDINARY_WORDS}


def _names_outside_links(reading: Reading) -> Iterator[str]:
    """Yield the names of several words in the text, from each of their words on.

    "Duke Energy DISCONNECT NOTICE", "Moriarty Law for …"; and two words of which only the first has
    a capital, when it is no ordinary word: TV licence.
    """
    text = _text_outside_links(reading)
    for run in _NAME_OF_WORDS.findall(text):
        words = run.split()
        for first in range(len(words) - 1):
            if words[first].casefold().strip(",") not in ORDINARY_WORDS:
                yield " ".join(words[first:])
    for one, other in _NAME_AND_WORD.findall(text):
        if one.casefold() not in ORDINARY_WORDS:
            yield f"{one} {other}"


def _text_outside_links(reading: Reading) -> str:
    text = list(reading.views.original.text)
    for link in reading.claims.urls:
        text[link.span[0] : link.span[1]] = " " * (link.span[1] - link.span[0])
    return "".join(text)


def links_more_than(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find more than `links` different links, or more than `contacts` different contacts."""
    del ruleset
    claims = reading.claims
    links = {link.value for link in claims.urls}
    contacts = {phone.number for phone in claims.phones}
    if claims.messenger:
        contacts.add(claims.messenger.value)
    if len(links) <= int(str(params["links"])) and len(contacts) <= int(str(params["contacts"])):
        return None
    return Found(_spans((*claims.urls, *claims.phones)))


def link_obfuscated(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find links that had to be put together from pieces."""
    del ruleset, params
    spans = tuple(link.span for link in reading.claims.urls if link.obfuscated)
    return Found(spans) if spans else None


def _spans(claims: Iterable[object]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({claim.span for claim in claims}))  # type: ignore[attr-defined]


CHECKS: Mapping[str, CheckFunction] = {
    "link-of": link_of,
    "link-of-foreign": foreign_link,
    "link-host": host_matches,
    "links-more-than": links_more_than,
    "link-obfuscated": link_obfuscated,
}
