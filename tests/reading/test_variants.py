"""The list of variant characters holds to what it says of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from scanner.reading.variants import load_variants
from scanner.resources import resource_folder

LIST = tomllib.loads(
    (resource_folder("rules") / "lists" / "variants.toml").read_text(encoding="utf-8")
)


def sounds(character: str) -> set[str]:
    """Return the Mandarin readings of a character, tones aside."""
    return set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@pytest.mark.parametrize("entry", LIST["word"], ids=lambda entry: entry["word"])
def test_every_sound_pair_shares_a_reading(entry: dict[str, dict[str, str]]) -> None:
    """A homophone that does not sound alike is a slip of the list."""
    for read, seen in entry.get("sound", {}).items():
        for character in seen:
            assert sounds(read) & sounds(character), f"{character} is not read as {read}"


@pytest.mark.parametrize("entry", LIST["word"], ids=lambda entry: entry["word"])
def test_no_character_is_its_own_variant(entry: dict[str, dict[str, str]]) -> None:
    """A variant differs from what it stands for, and stands for a character of the word."""
    for field in ("sound", "shape"):
        for read, seen in entry.get(field, {}).items():
            assert read in entry["word"]
            assert read not in seen


def test_a_variant_of_a_character_that_the_word_lacks_is_refused(tmp_path: Path) -> None:
    """A typo in the list is found when it is read."""
    path = tmp_path / "variants.toml"
    path.write_text(
        'split = []\n[radicals]\nseen = ""\nread = ""\n[ordinary]\nseen = ""\nread = ""\n'
        '[[word]]\nword = "逾期"\nsound = { "款" = "窾" }\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="款 is not in 逾期"):
        load_variants(path)
