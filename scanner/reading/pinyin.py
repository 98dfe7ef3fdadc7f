"""How Chinese names sound, tones aside.

pypinyin's dictionary of phrases takes 145 MB and a quarter of a second to load. Names of lenders
hold few characters that it reads better than the dictionary of single characters does, so it stays
unloaded (its documentation names the variable), and those characters stand here.
"""

from __future__ import annotations

import os
from functools import cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin, load_single_dict, pinyin
from pypinyin.constants import PINYIN_DICT

_IN_NAMES = {"行": "háng", "重": "chóng", "厦": "xià", "长": "cháng", "都": "dū", "调": "tiáo"}
"""Character -> how names of lenders read it, where the dictionary has another reading first."""

load_single_dict(
    {
        ord(character): ",".join(dict.fromkeys((reading, *PINYIN_DICT[ord(character)].split(","))))
        for character, reading in _IN_NAMES.items()
    }
)


def spoken(name: str) -> list[str]:
    """Return the pinyin of a name, a syllable a character; other text stands as it is."""
    return lazy_pinyin(name)


def romanised(name: str) -> set[str]:
    """Return a name in pinyin and in Wade-Giles, each as one word of Latin letters and marks."""
    return {"".join(lazy_pinyin(name, style=s)) for s in (Style.NORMAL, Style.WADEGILES)}


@cache
def sounds_of(character: str) -> frozenset[str]:
    """Return every reading of a character; none if it is no Chinese one."""
    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(readings[0]) if readings else frozenset()
