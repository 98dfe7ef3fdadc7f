"""Who is who: lenders, authorities and carriers, found by name, number, domain or sender.

Facts come from `rules/lists/directory/*.toml`, each with its source. A number or domain that is not
listed says nothing: the lists are known to be incomplete.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from scanner.reading.model import Region
from scanner.ruleset.lists import EntityKind, EntityRow, Listed, Statement, Values
from scanner.ruleset.model import Tier

SenderHow = Literal["listed", "short-code", "port-suffix"]
"""The address is listed; it is the entity's own short code (with an extension or area code
perhaps); it is a 106… port that ends in the entity's own hotline."""

_SHORT_CODE = re.compile(r"(?:9[56]\d{3,4}|1[02]\d{3}|96110)$")
_HOTLINE_400 = re.compile(r"[48]00\d{7}$")
_AREA_CODE = re.compile(r"0(?:10|2\d|[3-9]\d{2})(?=(?:9[56]\d{3,4}|12\d{3})$)")
_OPERATOR_PREFIX = re.compile(r"^[A-Z]{2}-|-[A-Z]$")
_DEPARTMENT = re.compile(
    r"(?:(?:股份)?有限(?:责任)?公司|集团|信用卡(?:中心)?|客服(?:中心)?|总行|.{2,8}[分支]行)+"
)
_MAX_EXTENSION = 6
_MIN_PORT_SUFFIX = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One value and where it was read."""

    value: str
    url: str
    tier: Tier
    checked: date
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A lender, authority or carrier, with everything that is known about it."""

    id: str
    kind: EntityKind
    name: str
    name_en: str = ""
    region: Region = "CN"
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
    never: tuple[Fact, ...] = ()
    licence: tuple[Fact, ...] = ()
    discloses: tuple[Fact, ...] = ()


_FACT_FIELDS = (
    "names",
    "former_names",
    "brands",
    "operators",
    "signatures",
    "hotlines",
    "senders",
    "port_patterns",
    "domains",
    "apps",
    "never",
    "licence",
    "discloses",
)
_NAME_FIELDS = ("names", "former_names", "brands", "operators", "signatures")


def entity_of(row: EntityRow) -> Entity:
    """Return the entity that a row describes: its statements turned from by-source to by-kind."""
    facts = {
        name: tuple(
            _fact(value, statement)
            for statement in row.statement
            for value in _values(statement, name)
        )
        for name in _FACT_FIELDS
    }
    sourced = (fact.value for name in _NAME_FIELDS for fact in facts[name])
    every = (row.name, *((row.name_en,) if row.name_en else ()), *row.aliases, *sourced)
    return Entity(
        id=row.id,
        kind=row.kind,
        name=row.name,
        name_en=row.name_en,
        region=row.region,
        aliases=tuple(dict.fromkeys(every)),
        **facts,
    )


def _values(statement: Statement, name: str) -> Values:
    values: Values = getattr(statement, name)
    return values


def _fact(value: str | Listed, statement: Statement) -> Fact:
    row = Listed(value) if isinstance(value, str) else value
    return Fact(row.value, statement.url, statement.tier, statement.checked, row.label, row.note)


@dataclass(frozen=True)
class Directory:
    """Lookups over the entities. Every lookup is a few dictionary accesses."""

    entities: Mapping[str, Entity]
    _by_name: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _by_number: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _by_domain: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _by_sender: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _short_codes: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _port_suffixes: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    _port_patterns: list[tuple[re.Pattern[str], str]] = field(
        init=False, repr=False, default_factory=list
    )

    def __post_init__(self) -> None:
        for entity in self.entities.values():
            for name in entity.aliases:
                self._by_name.setdefault(name_key(name), entity.id)
            for fact in entity.domains:
                self._by_domain.setdefault(fact.value.lower(), entity.id)
            self._index_numbers(entity)

    def _index_numbers(self, entity: Entity) -> None:
        for fact in entity.senders:
            for key in _address_keys(fact.value):
                self._by_sender.setdefault(key, entity.id)
                self._by_number.setdefault(key, entity.id)
        for fact in entity.hotlines:
            for key in number_keys(fact.value):
                self._by_number.setdefault(key, entity.id)
            number = next(iter(number_keys(fact.value)), "")
            if _SHORT_CODE.match(number):
                self._short_codes.setdefault(number, entity.id)
            if _SHORT_CODE.match(number) or _HOTLINE_400.match(number):
                self._port_suffixes.setdefault(number, entity.id)
        for fact in entity.port_patterns:
            pattern = re.compile(re.escape(fact.value).replace(r"\*", r"\d*"))
            self._port_patterns.append((pattern, entity.id))

    @property
    def aliases(self) -> Mapping[str, str]:
        """Every name of every entity -> entity id."""
        return {
            name: self._by_name[name_key(name)]
            for entity in self.entities.values()
            for name in entity.aliases
        }

    def by_name(self, name: str) -> Entity | None:
        """Return the entity of this name, as written in a text or a 【signature】.

        Also finds "中国工商银行股份有限公司", "招商银行信用卡中心" and "建设银行杭州分行" by the
        name that they begin with.
        """
        key = name_key(name)
        for end in range(len(key), 1, -1):
            found = self._by_name.get(key[:end])
            if found and (end == len(key) or _DEPARTMENT.fullmatch(key[end:])):
                return self.entities[found]
        return None

    def owner_of_number(self, number: str) -> Entity | None:
        """Return the entity whose hotline or sending number this is; digits are compared."""
        for key in number_keys(number):
            if found := self._by_number.get(key):
                return self.entities[found]
        return None

    def owner_of_domain(self, domain: str) -> Entity | None:
        """Return the entity that holds this domain, or the domain that this host belongs to."""
        labels = domain.lower().rstrip(".").split(".")
        for first in range(len(labels) - 1):
            if found := self._by_domain.get(".".join(labels[first:])):
                return self.entities[found]
        return None

    def owner_of_sender(self, address: str) -> tuple[Entity, SenderHow] | None:
        """Return who sends from this address, and how that is known; None = nobody known.

        The longest suffix or prefix wins: 95188-3 is another company than 95188.
        """
        keys = list(_address_keys(address))
        for key in keys:
            if found := self._by_sender.get(key):
                return self.entities[found], "listed"
        number = keys[0] if keys else ""
        if number.startswith("106"):
            return self._owner_of_port(number)
        if found := self._short_codes.get(number) or self._by_extension(number):
            return self.entities[found], "short-code"
        return None

    def _by_extension(self, number: str) -> str | None:
        """Find the short code that a number begins with: 9555801 is 95558 with extension 01."""
        if not number.startswith(("95", "96")):
            return None
        for length in range(len(number) - 1, 4, -1):
            if len(number) - length <= _MAX_EXTENSION and (
                found := self._short_codes.get(number[:length])
            ):
                return found
        return None

    def _owner_of_port(self, number: str) -> tuple[Entity, SenderHow] | None:
        for start in range(3, len(number) - _MIN_PORT_SUFFIX + 1):
            if found := self._port_suffixes.get(number[start:]):
                return self.entities[found], "port-suffix"
        for pattern, found in self._port_patterns:
            if pattern.fullmatch(number):
                return self.entities[found], "port-suffix"
        return None


def name_key(name: str) -> str:
    """Return the form in which names are compared: NFKC, lower case, no blanks or brackets."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s【】\[\]「」()·]+", "", folded)


def number_keys(number: str) -> Iterator[str]:
    """Yield the digit strings under which a number may be listed, the most specific first.

    Country code 86 and trunk zero go; a Hong Kong number is known with 852 and without.
    """
    digits = re.sub(r"\D", "", number)
    if not digits:
        return
    international = number.strip().startswith(("+", "00"))
    digits = digits.removeprefix("00")
    if international and digits.startswith("86"):
        digits = digits[2:]
        if re.match(r"(?:10|2\d|[3-9]\d{2})\d{7,8}$", digits) and not _HOTLINE_400.match(digits):
            digits = "0" + digits
    digits = _AREA_CODE.sub("", digits)
    yield digits
    if international and digits.startswith("852"):
        yield digits[3:]


def _address_keys(address: str) -> Iterable[str]:
    """Yield the forms of a sender: digits of a number, upper-case name of a header."""
    if re.search(r"[A-Za-z]", address):
        name = address.strip().upper()
        return dict.fromkeys((name, _OPERATOR_PREFIX.sub("", name)))
    return number_keys(address)
