"""What one character is read as: compatibility forms, digit styles, simplified form, case.

The fold of a character is computed when it is first met and kept, so that importing costs nothing
and a text costs one dictionary look-up a character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from scanner.reading.variants import variants

if TYPE_CHECKING:
    from opencc import OpenCC

ODD = "\ufdd0"
"""Stands for a character that is not read as exactly one other. A Unicode noncharacter: a text that
holds it takes the slow path and keeps it."""
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u034f\u180b\u180c\u180d\u180f"
"""Default-ignorable characters that are not of category Cf."""
_PICTURED = {"🔟": "10", "🆔": "id", "➕": "+", "➖": "-", "💯": "100"}
"""Emoji that are read as text; a keycap is handled where the sequence is visible."""
_LONGEST_EXPANSION = 4
"""Longer compatibility expansions (U+FDFA is 18 characters) are ornaments, not disguise."""


def is_invisible(character: str) -> bool:
    """Tell whether the character takes no room and says nothing (Unicode default-ignorable)."""
    if character in _BLANK_LETTERS or unicodedata.category(character) == "Cf":
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def reading_of(character: str) -> tuple[str, str]:
    """Return what a visible character is read as, and the step that says so ("" = ordinary).

    Ordinary: ASCII case, full-width punctuation, decimal digits of other scripts. The result is
    stable: reading it again changes nothing.
    """
    text, step = character, ""
    for _ in range(4):
        folded, this_step = _fold_once(text) if len(text) == 1 else (text, "")
        if len(folded) > 1:
            folded = "".join(_fold_once(c)[0] for c in folded)
        if folded == text:
            break
        text, step = folded, step or this_step
    return text, step


def _fold_once(character: str) -> tuple[str, str]:
    if character.isascii():
        return character.lower(), ""
    for reader in (_read_number, _read_listed, _read_form, _read_han, _read_ringed_letter):
        if found := reader(character):
            return found
    lowered = character.lower()
    return (lowered if len(lowered) == 1 else character), ""


def _read_number(character: str) -> tuple[str, str] | None:
    if character in _PICTURED:
        return _PICTURED[character], "emoji-digit"
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character)), _step_of_digit(character)
    if category == "No" and (value := _ringed_value(character)):
        return value, "circled-digit"
    return None


def _read_listed(character: str) -> tuple[str, str] | None:
    listed = variants()
    if character in listed.radicals:
        return listed.radicals[character], "radical"
    if character in listed.ordinary:
        return listed.ordinary[character], ""
    return None


def _read_form(character: str) -> tuple[str, str] | None:
    """Read a compatibility form (NFKC); long and combining expansions are left as they are."""
    folded = unicodedata.normalize("NFKC", character)
    if folded == character:
        return None
    if len(folded) > _LONGEST_EXPANSION or any(unicodedata.combining(c) for c in folded):
        return character, ""
    return folded.lower(), _step_of_form(character, folded)


def _read_han(character: str) -> tuple[str, str] | None:
    traditional, japanese = _simplifiers()
    if character in traditional:
        return traditional[character], "traditional"
    if character in japanese:
        return japanese[character], "variant"
    return None


def _read_ringed_letter(character: str) -> tuple[str, str] | None:
    """Read 🅰 or 🅥, which NFKC leaves alone."""
    name = unicodedata.name(character, "")
    if "LATIN CAPITAL LETTER" in name and ("CIRCLED" in name or "SQUARED" in name):
        return name[-1].lower(), "styled-letter"
    return None


def _step_of_digit(character: str) -> str:
    if "\uff10" <= character <= "\uff19":
        return "full-width"
    return "circled-digit" if character >= "\U0001d7ce" else ""


def _ringed_value(character: str) -> str:
    """Return the number of ①, ❷, ⒊ or ⑽; "" for fractions and superscripts: no disguise."""
    name = unicodedata.name(character, "")
    if not any(word in name for word in ("CIRCLED", "PARENTHESIZED", "FULL STOP", "SANS-SERIF")):
        return ""
    value = unicodedata.numeric(character, -1)
    return str(int(value)) if value >= 0 and value == int(value) else ""


def _step_of_form(character: str, folded: str) -> str:
    if "\u3380" <= character <= "\u33df":
        return ""  # ㎡, ㎏: how everybody writes them
    if "\u2f00" <= character <= "\u2fd5":
        return "radical"
    if not any(c.isalnum() for c in folded) or unicodedata.combining(folded[-1]):
        return ""
    form = unicodedata.decomposition(character).partition(">")[0]
    if form == "<wide":
        return "full-width"
    return "styled-letter" if form in ("<circle", "<square", "<font") else ""


@cache
def _simplifiers() -> tuple[dict[str, str], dict[str, str]]:
    """Return OpenCC's simplifications (t2s), and those of Japanese forms (jp2t, then t2s).

    Character by character, not by phrase: offsets stay exact, and no surname is taken for another
    word. A Japanese form that is also an everyday simplified character (芸, 欠) stays as it is.
    """
    from opencc import OpenCC

    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
    characters = [chr(code) for first, end in blocks for code in range(first, end)]
    column = "\n".join(characters)
    to_simplified = OpenCC("t2s")
    simplified = to_simplified.convert(column).split("\n")
    japanese = to_simplified.convert(OpenCC("jp2t").convert(column)).split("\n")
    traditional = {c: s for c, s in zip(characters, simplified, strict=True) if c != s}
    return traditional, {
        c: j
        for c, j in zip(characters, japanese, strict=True)
        if c != j and len(j) == 1 and c not in traditional and not is_in(c, "gb2312")
    }


def written_either_way(characters: AbstractSet[str]) -> Mapping[str, str]:
    """Return traditional character -> simplified, for those of which either form is among these."""
    traditional, _ = _simplifiers()
    return {t: s for t, s in traditional.items() if t in characters or s in characters}


@cache
def is_simplified_only(character: str) -> bool:
    """Tell whether a character is written so in simplified text only (OpenCC, s2t)."""
    return bool(_to_traditional().convert(character) != character)


@cache
def _to_traditional() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("s2t")


def is_in(character: str, charset: str) -> bool:
    """Tell whether a set has the character: gb2312 is everyday simplified, big5 traditional."""
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


class FoldTable(dict[int, str]):
    """Code point -> the one character it is read as, or `ODD`; for `str.translate`.

    `notable` collects the characters met so far whose reading is worth a `Change`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.notable: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_invisible(character) or unicodedata.category(character) in ("Mn", "Me"):
            folded = ODD
        else:
            folded, step = reading_of(character)
            if step:
                self.notable.add(character)
            if len(folded) != 1:
                folded = ODD
        self[code] = folded
        return folded
