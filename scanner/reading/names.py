"""Names of lenders and institutions in a text: exact aliases, and names that pose as one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from scanner.reading.pinyin import sounds_of
from scanner.reading.views import views_of

_WORD = re.compile(r"[a-z0-9]")
_GENERIC = re.compile(
    r"(?:股份|有限)?(?:责任)?公司$|股份$|集团$|信用卡(?:中心)?$|app$|官方$|客服$|中心$"
)
"""Endings that do not change whose name it is."""
_KIND = re.compile(
    r"(?:农村商业银行|农商银行|银行|消费金融|金融|小额贷款|小贷|借条|白条|钱包|分期|贷款|贷|信贷|财务|数科|月付)$"
)
_SHORTEST_NAME = 2
_SHORTEST_HAN, _SHORTEST_LATIN = 3, 5
"""Characters from which on one edit is a look-alike; twice as many allow two."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """An alias found in a text; [start, end) is of the text that was searched."""

    start: int
    end: int
    entity_id: str


class NameIndex:
    """Finds the names of a directory.

    Args of construction:
        aliases: alias as people write it -> entity id. Case, width and traditional characters do
            not matter.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._ids: dict[str, str] = {}
        for alias, entity_id in aliases.items():
            for folded in (_folded(alias), views_of(alias.strip()).normalised.text):
                if len(folded) > 1:
                    self._ids.setdefault(folded, entity_id)
        self._by_head: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        for alias in sorted(self._ids, key=lambda alias: (-len(alias), alias)):
            self._by_head.setdefault(alias[:2], []).append(alias)
            self._by_length.setdefault(len(alias), []).append(alias)

    def find(self, text: str) -> list[NameHit]:
        """Return the aliases in a normalised text: longest first, left to right, not overlapping.

        Latin names stand between word boundaries; Chinese ones stand in running text.
        """
        hits: list[NameHit] = []
        done = 0
        for i in range(len(text) - 1):
            aliases = self._by_head.get(text[i : i + 2])
            if aliases is None or i < done:
                continue
            for alias in aliases:
                if text.startswith(alias, i) and _stands_alone(text, i, i + len(alias)):
                    hits.append(NameHit(i, i + len(alias), self._ids[alias]))
                    done = i + len(alias)
                    break
        return hits

    def entity_of(self, name: str) -> str | None:
        """Return the entity that a name is an exact alias of, generic endings aside."""
        folded = _folded(name)
        while folded:
            if folded in self._ids:
                return self._ids[folded]
            shorter = _GENERIC.sub("", folded)
            if shorter == folded:
                return None
            folded = shorter
        return None

    def lookalike_of(self, name: str) -> str | None:
        """Return the entity whose name this one resembles without being it, or None.

        Resembling: the same sound character by character, or one edit (two in long names) in the
        part that tells names apart: 银行, 消费金融 and the like are set aside where both end so,
        because honest names differ by one character of two there (泰隆银行, 泰安银行). A name that
        contains an alias is not a look-alike of it.
        """
        folded = _GENERIC.sub("", _folded(name)) or _folded(name)
        if self.entity_of(name) or len(folded) < _SHORTEST_NAME or self.find(folded):
            return None
        best: tuple[int, str] | None = None
        for length in range(len(folded) - 2, len(folded) + 3):
            for alias in self._by_length.get(length, ()):
                distance = _resemblance(folded, alias)
                if distance is not None and (best is None or distance < best[0]):
                    best = (distance, alias)
        return self._ids[best[1]] if best else None


def _folded(name: str) -> str:
    return views_of(name.strip()).normalised.text.replace(" ", "")


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    glued_before = _WORD.match(text[start]) and before and _WORD.match(before)
    glued_after = _WORD.match(text[end - 1]) and after and _WORD.match(after)
    return not (glued_before or glued_after)


def _resemblance(name: str, alias: str) -> int | None:
    """Return how many edits tell two names apart (0 = they sound the same); None = too many."""
    if len(name) == len(alias) and _sound_alike(name, alias):
        return 0
    kind = _KIND.search(alias)
    if kind and name.endswith(kind[0]):
        name, alias = name.removesuffix(kind[0]), alias.removesuffix(kind[0])
    if sorted(name) == sorted(alias):  # 京北, 北京: both may exist
        return None
    shorter = min(len(name), len(alias))
    shortest = _SHORTEST_LATIN if alias.isascii() else _SHORTEST_HAN
    allowed = 0 if shorter < shortest else 1 if shorter < 2 * shortest else 2
    distance = Levenshtein.distance(name, alias, score_cutoff=allowed)
    return distance if 0 < distance <= allowed else None


def _sound_alike(name: str, alias: str) -> bool:
    """Character by character, with any reading of each: 还款 is huan kuan and hai kuan."""
    if name == alias:
        return False
    return all(
        a == b or bool(sounds_of(a) & sounds_of(b)) for a, b in zip(name, alias, strict=True)
    )
