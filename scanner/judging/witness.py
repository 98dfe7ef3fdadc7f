"""The inbox as witness: what earlier messages of the same inbox can say about one message.

Nothing is read before it is asked for, and nothing twice: an inbox of 100,000 messages is indexed
by sender and by the name that each message gives itself, and only messages that stand under the
same sender or lender as a judged one are ever read closely.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from scanner.debts import MyDebts
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.sender import classify_sender
from scanner.ruleset.directory import Directory, name_key

DAY_MS = 86_400_000
_DAYS = 400
"""How far back testimony reaches: a year and a month, so that yearly bills are still heard."""
_AT_MOST = 40
"""Earlier messages heard per sender or name, the latest first."""
_NAME_AT_EDGE = re.compile(
    r"^\s*[【\[]([^】\]]{2,30})[】\]]"  # 【name】 at the start
    r"|[【\[]([^】\]]{2,30})[】\]]\s*$"  # … at the end
    r"|^\s*([^\W\d_][\w .&'’-]{1,28}?)\s*[:：]"  # Name: …
    r"|^[Dd]ear [^,]{2,30}, your ([A-Z]\w+(?: [A-Z]\w+)?) "  # Dear customer, your Name …
)

_VARYING = re.compile(
    r"[【\[][^】\]]*[】\]]|https?://\S+|\b[A-Z][\w'’]*"
    r"|[A-Za-z0-9*._/-]{0,60}[0-9*./][A-Za-z0-9*._/-]*|[\W_]+"
)
_SHORTEST_TEMPLATE = 14
_ALIKE = 88.0
"""Of 100: templates of which a few characters differ, as campaigns vary them."""
_COMPARED = 2_000
"""Messages before the judged one whose templates are compared by likeness; bounds the time."""
_CHINESE_CODE = re.compile(r"^86(?=1\d{10}$)")


class ReadsMessages(Protocol):
    """What the witness needs of a `scanner.reading.reader.Reader`."""

    def read(self, message: Message) -> Reading:
        """Return the message as understood."""


class InboxIndex:
    """The messages of one inbox, found by sender and by the name they give themselves."""

    def __init__(
        self,
        messages: Iterable[Message],
        reader: ReadsMessages,
        directory: Directory,
        debts: MyDebts | None = None,
    ) -> None:
        self.debts = debts
        self._reader = reader
        self._directory = directory
        dated = [m for m in messages if m.received_ms is not None]
        dated.sort(key=lambda m: m.received_ms or 0)
        self._messages = dated
        self._readings: dict[int, Reading] = {}
        self._sender_keys: dict[str | None, str] = {}
        self._name_keys: dict[str, str] = {}
        self._address_keys: dict[str | None, tuple[str, ...]] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_template: dict[str, list[int]] = defaultdict(list)
        self._templates: dict[int, str] = {}
        for place, message in enumerate(dated):
            for key in self._keys(message):
                self._by_key[key].append(place)

    def witness(self, message: Message) -> Witness:
        """Return the testimony of what came before this message."""
        return Witness(self, message)

    def read(self, message: Message) -> Reading:
        """Return the message as understood, by the same reader as its witnesses."""
        return self._reader.read(message)

    def sender_key(self, address: str | None) -> str:
        """Return the form in which senders are compared; "" when unknown.

        An Indian header is the same with any operator prefix, a number with or without +86.
        """
        if address not in self._sender_keys:
            sender = classify_sender(address)
            name = sender.header.upper() or _CHINESE_CODE.sub("", sender.number)
            self._sender_keys[address] = f"from:{name}" if name else ""
        return self._sender_keys[address]

    def name_keys(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the keys of whom these names mean: the entity, or the bare name when unknown."""
        for name in names:
            if name not in self._name_keys:
                entity = self._directory.by_name(name)
                self._name_keys[name] = f"who:{entity.id}" if entity else f"name:{name_key(name)}"
            yield self._name_keys[name]

    def _keys(self, message: Message) -> set[str]:
        keys = set(self._keys_of_address(message.address))
        name = name_at_edge(message.body)
        if name:
            keys.update(self.name_keys([name]))
        return keys

    def _keys_of_address(self, address: str | None) -> tuple[str, ...]:
        """Return the keys that an address alone gives: the sender, and its owner where known."""
        if address not in self._address_keys:
            key = self.sender_key(address)
            owner = self._directory.owner_of_sender(address) if address else None
            keys = ((key,) if key else ()) + ((f"who:{owner[0].id}",) if owner else ())
            self._address_keys[address] = keys
        return self._address_keys[address]

    def before(self, message: Message, keys: Iterable[str]) -> tuple[Reading, ...]:
        """Return readings of what came before under any of the keys, the latest first."""
        now = message.received_ms
        if now is None:
            return ()
        first = bisect_left(self._messages, now - _DAYS * DAY_MS, key=lambda m: m.received_ms or 0)
        places: set[int] = set()
        for key in keys:
            heard = self._by_key.get(key, [])
            places.update(heard[bisect_left(heard, first) : self._end(heard, message)][-_AT_MOST:])
        return tuple(self._reading(place) for place in sorted(places, reverse=True))

    def same_template(self, message: Message) -> tuple[Message, ...]:
        """Return earlier messages of other senders with the same text, names and figures aside."""
        if not self._by_template:
            for place in range(len(self._messages)):
                self._by_template[self._template(place)].append(place)
        template = template_of(message.body)
        if len(template) < _SHORTEST_TEMPLATE or message.received_ms is None:
            return ()
        places = self._by_template.get(template, [])
        places = places[: self._end(places, message)] or self._alike(template, message)
        mine = self.sender_key(message.address)
        return tuple(
            self._messages[place]
            for place in places
            if self.sender_key(self._messages[place].address) != mine
        )

    def _alike(self, template: str, message: Message) -> list[int]:
        """Return where messages with nearly this template stand, among the latest before it."""
        now = message.received_ms or 0
        end = bisect_left(self._messages, now, key=lambda m: m.received_ms or 0)
        places = range(max(0, end - _COMPARED), end)
        templates = [self._template(place) for place in places]
        alike = extract(
            template, templates, scorer=ratio, score_cutoff=_ALIKE, limit=_AT_MOST, processor=None
        )
        return sorted(places[at] for _, _, at in alike)

    def _template(self, place: int) -> str:
        if place not in self._templates:
            self._templates[place] = template_of(self._messages[place].body)
        return self._templates[place]

    def _end(self, heard: Sequence[int], message: Message) -> int:
        """Return where in `heard` the messages begin that are not earlier than this one."""
        now = message.received_ms or 0
        return bisect_left(heard, now, key=lambda place: self._messages[place].received_ms or 0)

    def _reading(self, place: int) -> Reading:
        if place not in self._readings:
            self._readings[place] = self._reader.read(self._messages[place])
        return self._readings[place]


class Witness:
    """What came before one message, in the same inbox."""

    def __init__(self, index: InboxIndex, message: Message) -> None:
        self._index = index
        self._message = message

    @property
    def debts(self) -> MyDebts | None:
        """What the reader says of their debts; None where nothing was said."""
        return self._index.debts

    def from_same_sender(self) -> tuple[Reading, ...]:
        """Return earlier messages of the same sender, the latest first."""
        key = self._index.sender_key(self._message.address)
        return self._index.before(self._message, [key] if key else [])

    def about(self, names: Iterable[str]) -> tuple[Reading, ...]:
        """Return earlier messages that call themselves by one of these names, whoever sent them.

        Also those that came from a number which the directory gives to such an entity.
        """
        return self._index.before(self._message, set(self._index.name_keys(names)))

    def same_template(self) -> tuple[Message, ...]:
        """Return earlier messages of other senders with the same text, names and figures aside."""
        return self._index.same_template(self._message)

    def same_sender(self, other: Reading) -> bool:
        """Tell whether an earlier message has the sender of this one."""
        key = self._index.sender_key(self._message.address)
        return bool(key) and key == self._index.sender_key(other.message.address)

    def days_since(self, other: Reading) -> float:
        """Return how many days before this message the other one came."""
        return ((self._message.received_ms or 0) - (other.message.received_ms or 0)) / DAY_MS


def name_at_edge(body: str) -> str:
    """Return the name that a text gives itself at its start or end, found quickly; "" = none."""
    edge = _NAME_AT_EDGE.search(body)
    return next(g for g in edge.groups() if g) if edge else ""


def template_of(body: str) -> str:
    """Return what stays the same when a text is sent to many: no names, no figures."""
    return _VARYING.sub("", body).casefold()


def witness_of(
    message: Message,
    earlier: Iterable[Message],
    reader: ReadsMessages,
    directory: Directory,
    debts: MyDebts | None = None,
) -> Witness:
    """Return the witness of one message, given what came before it."""
    return InboxIndex([*earlier, message], reader, directory, debts).witness(message)
