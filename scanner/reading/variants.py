"""rules/lists/variants.toml: characters and words that are written otherwise to evade filters."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scanner.resources import resource_folder


@dataclass(frozen=True)
class Variants:
    """What the list says, ready for use.

    Attributes:
        radicals: radical code point -> the ideograph that it stands for.
        ordinary: everyday alternative -> the character that rules are written with.
        pattern: finds a listed word in any of its spellings; the plain spelling included.
    """

    radicals: Mapping[str, str]
    ordinary: Mapping[str, str]
    pattern: re.Pattern[str]
    _spellings: tuple[tuple[re.Pattern[str], str, Mapping[str, str]], ...]
    _splits: Mapping[str, str]

    def find(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, word, step) of each disguised word in a normalised text."""
        for m in self.pattern.finditer(text):
            spelling = m[0]
            if found := self._splits.get(spelling):
                yield (m.start(), m.end(), found, "split-character")
                continue
            for pattern, word, steps in self._spellings:
                if spelling != word and pattern.fullmatch(spelling):
                    yield from _per_character(m.start(), spelling, word, steps)
                    break


def _per_character(
    at: int, spelling: str, word: str, steps: Mapping[str, str]
) -> Iterator[tuple[int, int, str, str]]:
    for i, (seen, read) in enumerate(zip(spelling, word, strict=True)):
        if seen != read:
            yield (at + i, at + i + 1, read, steps[read + seen])


@cache
def variants() -> Variants:
    """Return the list of this installation, read once."""
    return load_variants(resource_folder("rules") / "lists" / "variants.toml")


def load_variants(path: Path) -> Variants:
    """Read a list of variants.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError, ValueError: the file is not what it should be.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    radicals = dict(zip(data["radicals"]["seen"], data["radicals"]["read"], strict=True))
    ordinary = dict(zip(data["ordinary"]["seen"], data["ordinary"]["read"], strict=True))
    words = sorted(data["word"], key=lambda entry: -len(entry["word"]))
    spellings = tuple(_spelling(entry) for entry in words)
    splits = {entry["parts"]: entry["word"] for entry in data["split"]}
    alternatives = [re.escape(parts) for parts in splits] + [p.pattern for p, _, _ in spellings]
    return Variants(radicals, ordinary, re.compile("|".join(alternatives)), spellings, splits)


def _spelling(entry: dict[str, Any]) -> tuple[re.Pattern[str], str, Mapping[str, str]]:
    """Return the pattern of a word's spellings, the word, and read + seen character -> step."""
    word: str = entry["word"]
    steps: dict[str, str] = {}
    classes: dict[str, str] = {character: character for character in word}
    for field, step in (("sound", "homophone"), ("shape", "variant")):
        for read, seen in entry.get(field, {}).items():
            if read not in classes:
                raise ValueError(f"{read} is not in {word}")
            classes[read] += seen
            for character in seen:
                steps.setdefault(read + character, step)
    return re.compile("".join(f"[{classes[c]}]" for c in word)), word, steps
