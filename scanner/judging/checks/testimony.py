"""What the checks of the inbox ask of earlier messages.

An earlier message is heard only when it stands under the same sender or under a name that the
judged message gives; what it was about is told by the word groups `says_…` of lists/words/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scanner.judging.checks.link import standing_of
from scanner.judging.checks.parties import PERSONAL, claimed_entities, claimed_names
from scanner.reading.model import Link, Reading
from scanner.ruleset.ruleset import Ruleset
from scanner.ruleset.words import named

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LONGEST_NUMBER = 17
_LONG_NAME = 4
"""A name of so many characters is in a text only where that party is meant."""


def of_same_party(reading: Reading, witness: Witness, ruleset: Ruleset) -> Iterable[Reading]:
    """Return earlier messages of the named parties, and of this sender where it named no other."""
    names = claimed_names(reading)
    about = witness.about(names)
    seen = {id(r) for r in about}
    mine = {n.casefold() for n in names} | {e.id for e in claimed_entities(reading, ruleset)}
    same_sender = [
        r
        for r in witness.from_same_sender()
        if id(r) not in seen
        and (
            reading.sender.kind == "alphanumeric"
            or not claimed_names(r)
            or mine & {n.casefold() for n in claimed_names(r)}
            or mine & {e.id for e in claimed_entities(r, ruleset)}
            or any(n in reading.message.body for n in claimed_names(r) if len(n) >= _LONG_NAME)
        )
    ]
    every = [*about, *same_sender]
    every.sort(key=lambda r: -(r.message.received_ms or 0))
    return every


def unsuspicious(earlier: Reading, ruleset: Ruleset) -> bool:
    """Tell whether an earlier message is fit to vouch: no personal callback, no payee."""
    if earlier.sender.kind in PERSONAL and earlier.region not in ("US", "CA"):
        return False
    claims = earlier.claims
    if claims.account or claims.messenger or any(p.kind in PERSONAL for p in claims.phones):
        return False
    return all(_is_known(link, earlier, ruleset) for link in claims.urls)


def _is_known(link: Link, earlier: Reading, ruleset: Ruleset) -> bool:
    """Tell whether a link is listed for somebody, or stands under a public body's own ending."""
    if ruleset.directory.owner_of_domain(link.domain) is not None:
        return True
    return standing_of(link, earlier, ruleset)[0] in ("government", "plausible")


def says(reading: Reading, ruleset: Ruleset, group: str) -> bool:
    """Tell whether a text holds a word of a group of lists/words/."""
    return bool(ruleset.patterns[named(group)].search(reading.views.normalised.text))


def numbers(reading: Reading) -> set[float]:
    """Return every number of the text; which of them are sums does not matter for agreement."""
    text = reading.views.normalised.text
    return {
        float(m[0].replace(",", "")) for m in _NUMBER.finditer(text) if len(m[0]) <= _LONGEST_NUMBER
    }


def ids(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Return the ids of earlier messages, for the evidence."""
    return tuple(r.message.message_id for r in readings)
