"""Who is who: lenders, authorities and carriers, found by name, number, domain or sender.

Facts come from `rules/lists/directory/*.toml`, each with its source. A number or domain that is not
listed says nothing: the lists are known to be incomplete.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from scanner.reading.model import Region
from scanner.reading.views import views_of
from scanner.ruleset.lists import EntityKind, EntityRow, Listed, Statement
from scanner.ruleset.model import Text, Tier

SenderHow = Literal["listed", "short-code", "port-suffix"]
"""The address is listed; it is the entity's own short code, perhaps with an extension or area code;
it is a 106… port that ends in the entity's own hotline."""

_SHORT_CODE = re.compile(r"(?:0\d{2,3})?9[56]\d{3,4}|1[02]\d{3}")
_HOTLINE_400 = re.compile(r"[48]00\d{7}")
_AREA_CODE = re.compile(r"0(?:10|2\d|[3-9]\d{2})(?=(?:9[56]\d{3,4}|12\d{3})$)")
_LANDLINE_OF_CHINA = re.compile(r"(?:10|2\d|[3-9]\d{2})\d{7,8}")
_OPERATOR_PREFIX = re.compile(r"^[A-Z]{2}-|-[A-Z]$")
_CORPORATE = re.compile(r"(?:股份)?(?:有限(?:责任)?)?公司$")
_DEPARTMENT = re.compile(
    r"(?:(?:股份)?有限(?:责任)?公司|集团|信用卡(?:中心)?|客服(?:中心)?|总行|.{2,8}[分支]行)+"
)
_LONGEST_EXTENSION = {"95": 6, "96": 6, "100": 4}
"""First digits of a short code -> digits that may follow it: 9555801 is 95558 and 01."""
_SHORTEST_SUFFIX = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One value and where it was read."""

    value: str
    url: str
    tier: Tier
    checked: date
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that an entity always or never does, and where it was read."""

    text: Text
    url: str
    tier: Tier
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A lender, authority or carrier, with everything that is known about it."""

    id: str
    kind: EntityKind
    name: str
    name_en: str = ""
    region: Region = "CN"
    group: str = ""
    """Entities of one group may speak for each other; "" = it belongs to none."""
    aliases: tuple[str, ...] = ()
    """Every name that means this entity, its full name included."""
    names: tuple[Fact, ...] = ()
    former_names: tuple[Fact, ...] = ()
    brands: tuple[Fact, ...] = ()
    operators: tuple[Fact, ...] = ()
    signatures: tuple[Fact, ...] = ()
    hotlines: tuple[Fact, ...] = ()
    senders: tuple[Fact, ...] = ()
    port_patterns: tuple[Fact, ...] = ()
    domains: tuple[Fact, ...] = ()
    apps: tuple[Fact, ...] = ()
    licence: tuple[Fact, ...] = ()
    never: tuple[Habit, ...] = ()
    discloses: tuple[Habit, ...] = ()

    def may_speak_for(self, other: Entity) -> bool:
        """Tell whether a message of the other may come from this one: the same, or one group."""
        return self.id == other.id or bool(self.group and self.group == other.group)


_NAMES = ("names", "former_names", "brands", "operators", "signatures")
_NUMBERS_AND_PLACES = ("hotlines", "senders", "port_patterns", "domains", "apps", "licence")


def entity_of(row: EntityRow) -> Entity:
    """Return the entity that a row describes: its statements turned from by-source to by-kind."""
    facts = {
        name: tuple(
            _fact(value, statement)
            for statement in row.statement
            for value in getattr(statement, name)
        )
        for name in (*_NAMES, *_NUMBERS_AND_PLACES)
    }
    sourced = (fact.value for name in _NAMES for fact in facts[name])
    written = [row.name, row.name_en, *row.aliases, *sourced]
    every = [form for name in written for form in (name, _CORPORATE.sub("", name)) if form]
    return Entity(
        id=row.id,
        kind=row.kind,
        name=row.name,
        name_en=row.name_en,
        region=row.region,
        group=row.group,
        aliases=tuple(dict.fromkeys(every)),
        names=facts["names"],
        former_names=facts["former_names"],
        brands=facts["brands"],
        operators=facts["operators"],
        signatures=facts["signatures"],
        hotlines=facts["hotlines"],
        senders=facts["senders"],
        port_patterns=facts["port_patterns"],
        domains=facts["domains"],
        apps=facts["apps"],
        licence=facts["licence"],
        never=tuple(_habit(text, s) for s in row.statement for text in s.never),
        discloses=tuple(_habit(text, s) for s in row.statement for text in s.discloses),
    )


def _fact(value: str | Listed, statement: Statement) -> Fact:
    row = Listed(value) if isinstance(value, str) else value
    return Fact(row.value, statement.url, statement.tier, statement.checked, row.label, row.note)


def _habit(text: Text, statement: Statement) -> Habit:
    return Habit(text, statement.url, statement.tier, statement.checked)


class Directory:
    """Lookups over the entities. Every lookup is a few dictionary accesses.

    A number, name or domain that several entities of different groups share is nobody's: it cannot
    tell who wrote.
    """

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        every = list(entities.values())
        self._by_name = _owners((name_key(name), e) for e in every for name in e.aliases)
        self._by_domain = _owners((fact.value.lower(), e) for e in every for fact in e.domains)
        self._by_sender = _owners(
            (key, e) for e in every for fact in e.senders for key in _address_keys(fact.value)
        )
        hotlines = [
            (key, e) for e in every for fact in e.hotlines for key in number_keys(fact.value)
        ]
        self._by_number = _owners(hotlines) | self._by_sender
        self._short_codes = _owners((n, e) for n, e in hotlines if _SHORT_CODE.fullmatch(n))
        self._port_suffixes = self._short_codes | _owners(
            (n, e) for n, e in hotlines if _HOTLINE_400.fullmatch(n)
        )
        self._port_patterns = [
            (re.compile(re.escape(fact.value).replace(r"\*", r"\d*")), e)
            for e in every
            for fact in e.port_patterns
        ]

    @property
    def aliases(self) -> Mapping[str, str]:
        """Every name that means one entity only -> its id."""
        return {
            name: owner.id
            for entity in self.entities.values()
            for name in entity.aliases
            if (owner := self._by_name.get(name_key(name)))
        }

    def by_name(self, name: str) -> Entity | None:
        """Return the entity of this name, as written in a text or a 【signature】.

        Also finds "中国工商银行股份有限公司", "招商银行信用卡中心" and "建设银行杭州分行" by the
        name that they begin with, and a service number that is used as a name: "12381".
        """
        key = name_key(name)
        for end in range(len(key), 1, -1):
            found = self._by_name.get(key[:end])
            if found and (end == len(key) or _DEPARTMENT.fullmatch(key[end:])):
                return found
        return self._by_number.get(key)

    def owner_of_number(self, number: str) -> Entity | None:
        """Return the entity whose hotline or sending number this is; digits are compared."""
        return next((e for key in number_keys(number) if (e := self._by_number.get(key))), None)

    def owner_of_domain(self, domain: str) -> Entity | None:
        """Return the entity that holds this domain, or the domain that this host belongs to."""
        labels = domain.lower().rstrip(".").split(".")
        for first in range(len(labels) - 1):
            if found := self._by_domain.get(".".join(labels[first:])):
                return found
        return None

    def owner_of_sender(self, address: str) -> tuple[Entity, SenderHow] | None:
        """Return who sends from this address, and how that is known; None = nobody known.

        The longest suffix or prefix wins: 95188-3 is another company than 95188.
        """
        keys = list(_address_keys(address))
        for key in keys:
            if found := self._by_sender.get(key):
                return found, "listed"
        number = keys[0] if keys else ""
        if number.startswith("106"):
            return self._owner_of_port(number)
        for key in keys:
            if found := self._short_codes.get(key) or self._by_extension(key):
                return found, "short-code"
        return None

    def _by_extension(self, number: str) -> Entity | None:
        longest = next((n for p, n in _LONGEST_EXTENSION.items() if number.startswith(p)), 0)
        for digits in range(1, longest + 1):
            if found := self._short_codes.get(number[:-digits]):
                return found
        return None

    def _owner_of_port(self, number: str) -> tuple[Entity, SenderHow] | None:
        for start in range(3, len(number) - _SHORTEST_SUFFIX + 1):
            if found := self._port_suffixes.get(number[start:]):
                return found, "port-suffix"
        for pattern, found in self._port_patterns:
            if pattern.fullmatch(number):
                return found, "port-suffix"
        return None


def _owners(pairs: Iterable[tuple[str, Entity]]) -> dict[str, Entity]:
    """Return key -> owner; keys that entities of different groups claim are left out."""
    claims: dict[str, list[Entity]] = defaultdict(list)
    for key, entity in pairs:
        claims[key].append(entity)
    return {
        key: owners[0]
        for key, owners in claims.items()
        if all(owners[0].may_speak_for(other) for other in owners)
    }


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return the form in which names are compared: as the normalised view, no blanks or brackets.

    So that 匯豐銀行, 汇丰银行 and 【汇丰银行】 are one name.
    """
    return re.sub(r"[\s【】\[\]「」()·]+", "", views_of(name).normalised.text)


def number_keys(number: str) -> Iterator[str]:
    """Yield the digit strings under which a number may be listed, the most specific first.

    Country code 86 goes; a Hong Kong number is also known without its 852, a short code also
    without the area code before it.
    """
    digits = re.sub(r"\D", "", number)
    if not digits:
        return
    international = number.strip().startswith(("+", "00"))
    digits = digits.removeprefix("00")
    if international and digits.startswith("86"):
        digits = digits[2:]
        if _LANDLINE_OF_CHINA.fullmatch(digits) and not _HOTLINE_400.fullmatch(digits):
            digits = "0" + digits
    yield digits
    if international and digits.startswith("852"):
        yield digits[3:]
    elif (bare := _AREA_CODE.sub("", digits)) != digits:
        yield bare


def _address_keys(address: str) -> Iterable[str]:
    """Yield the forms of a sender: digits of a number, upper-case name of a header."""
    if re.search(r"[A-Za-z]", address):
        name = address.strip().upper()
        return dict.fromkeys((name, _OPERATOR_PREFIX.sub("", name)))
    return number_keys(address)
