"""Well-known houses, found by the name that a phone shows as sender and by name in a text.

The names come from `rules/lists/houses.toml`, and from the directory for houses that it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from scanner.reading.names import NameIndex
from scanner.ruleset.directory import Directory, name_key
from scanner.ruleset.lists import House

_BEGINNING = "*"


class Houses:
    """Lookups over the houses; the indexes are made when they are first asked.

    A name that two houses claim is that of the first; the lint tells of it.
    """

    def __init__(self, rows: Mapping[str, House], directory: Directory) -> None:
        """Take rows whose `entities` are all in the directory."""
        self.rows = rows
        self._directory = directory

    def of_sender(self, name: str) -> House | None:
        """Return the house that a sender's name is of; the longest beginning wins."""
        key = _sender_key(name)
        forms = [key, *(key[:end] + _BEGINNING for end in range(len(key), 0, -1))]
        return next((self.rows[i] for form in forms if (i := self._by_sender.get(form))), None)

    def named_in(self, text: str) -> Iterator[tuple[House, int, int]]:
        """Yield each house that a normalised text names, with the place, from left to right."""
        for hit in self._in_text.find(text):
            yield self.rows[hit.entity_id], hit.start, hit.end

    def clashes(self) -> Iterator[tuple[House, House, str]]:
        """Yield each house with a name that an earlier one has, that one, and the name."""
        owners: dict[tuple[str, str], House] = {}
        for house in self.rows.values():
            senders = ((name, ("sender", _sender_key(name))) for name in house.sender)
            texts = ((name, ("text", name_key(name))) for name in self._names_of(house))
            for name, key in (*senders, *texts):
                owner = owners.setdefault(key, house)
                if owner is not house:
                    yield house, owner, name

    def _names_of(self, house: House) -> Iterator[str]:
        yield from house.text
        for entity_id in house.entities:
            yield from self._directory.entities[entity_id].aliases

    @cached_property
    def _by_sender(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for house in self.rows.values():
            for name in house.sender:
                found.setdefault(_sender_key(name), house.id)
        return found

    @cached_property
    def _in_text(self) -> NameIndex:
        found: dict[str, str] = {}
        for house in self.rows.values():
            for name in self._names_of(house):
                found.setdefault(name, house.id)
        return NameIndex(found)


def _sender_key(name: str) -> str:
    """Return the form in which senders' names are compared: no blanks, however they are written."""
    return name_key(name).replace("_", "")
