"""rules/lists/variants.toml: characters and words that are written otherwise to evade filters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import tomli

from scanner.resources import resource_folder


@dataclass(frozen=True)
class _Spelling:
    """A word and the characters that each of its characters may be written as."""

    word: str
    pattern: re.Pattern[str]
    steps: Mapping[str, str]
    """read + seen character -> step."""


@dataclass(frozen=True)
class Variants:
    """What the list says, ready for use.

    Attributes:
        radicals: radical code point -> the ideograph that it stands for.
        ordinary: everyday alternative -> the character that rules are written with.
    """

    radicals: Mapping[str, str]
    ordinary: Mapping[str, str]
    _splits: Mapping[str, str]
    _by_head: Mapping[str, tuple[_Spelling, ...]]
    """First two characters of a disguised word -> what it could be, longest first."""

    def find(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, read as, step) of each disguised stretch of a normalised text."""
        done = 0
        for i in range(len(text) - 1):
            candidates = self._by_head.get(text[i : i + 2])
            if candidates is None or i < done:
                continue
            for candidate in candidates:
                if m := candidate.pattern.match(text, i):
                    done = m.end()
                    yield from self._edits(i, m[0], candidate)
                    break

    def _edits(
        self, at: int, spelling: str, candidate: _Spelling
    ) -> Iterator[tuple[int, int, str, str]]:
        if spelling in self._splits:
            yield (at, at + len(spelling), candidate.word, "split-character")
        else:
            yield from _per_character(at, spelling, candidate.word, candidate.steps)


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
        OSError, tomli.TOMLDecodeError, KeyError, ValueError: the file is not what it should be.
    """
    data = tomli.loads(path.read_text(encoding="utf-8"))
    radicals = dict(zip(data["radicals"]["seen"], data["radicals"]["read"], strict=True))
    ordinary = dict(zip(data["ordinary"]["seen"], data["ordinary"]["read"], strict=True))
    splits = {entry["parts"]: entry["word"] for entry in data["split"]}
    spellings = [_Spelling(word, re.compile(parts), {}) for parts, word in splits.items()]
    heads: dict[str, list[_Spelling]] = {}
    for candidate in spellings:
        heads.setdefault(candidate.pattern.pattern[:2], []).append(candidate)
    for entry in sorted(data["word"], key=lambda entry: -len(entry["word"])):
        candidate, classes = _spelling(entry)
        for first, second in product(*classes[:2]):
            if first + second != candidate.word:
                heads.setdefault(first + second, []).append(candidate)
    by_head = {head: tuple(found) for head, found in heads.items()}
    return Variants(radicals, ordinary, splits, by_head)


def _spelling(entry: dict[str, Any]) -> tuple[_Spelling, list[str]]:
    """Return a word of the list, and for each of its characters how it may be written."""
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
    pattern = re.compile("".join(f"[{classes[c]}]" for c in word))
    return _Spelling(word, pattern, steps), [classes[c] for c in word]
