"""Strangers' text made safe to look at: nothing hidden, nothing that reorders, nothing to tap."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
"""Characters of visible categories that show nothing: fillers, Braille blank, joiners."""
_SUSPECTS = re.compile(
    f"[{_BLANK_LETTERS}]"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    r"|(?<=[\w-])\.(?=[A-Za-z]{2}|中国|中國|公司|网络|網絡|在线|手机|集团)"  # a host name …
    r"|(?<=\d)\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?!\d))"  # … or an address of four numbers
    r"|(?i:htt(?=ps?:))"
)
_EXCERPT = 90
_ZWJ, _ZWNJ = "\u200d", "\u200c"
_EMOJI_STYLE = "\ufe0f"
_JOINS_EMOJI = {"So", "Sk", "Sm", "Mn", "Me", "Po", "Nd"}
"""Categories of what stands before a variation selector or a joiner in an emoji: ❤️ 👩‍💻 1️⃣."""


def visible(text: str) -> Markup:
    """Return a stranger's text as HTML: escaped, hidden characters shown, links not tappable.

    Hidden, control and bidirectional characters become marked tokens such as `U+202E`; a dot in a
    host name becomes `[.]` and `http` becomes `hxxp`, so that no viewer turns them into links.
    """
    return _replaced(text, 0, len(text), dict(replacements(text)))


def excerpt(text: str) -> Markup:
    """Return the beginning of a stranger's text on one line, made safe like `visible`."""
    return visible(" ".join(text[: _EXCERPT * 2].split())[:_EXCERPT])


def visible_part(text: str, start: int, end: int, changed: dict[int, tuple[int, Markup]]) -> Markup:
    """Return `text[start:end]` like `visible`, with the `replacements` of the whole text."""
    return _replaced(text, start, end, changed)


def replacements(text: str) -> Iterator[tuple[int, tuple[int, Markup]]]:
    """Yield (start, (end, HTML)) for each place of a text that must not be shown as it is."""
    for match in _SUSPECTS.finditer(text):
        found, start = match[0], match.start()
        if found == ".":
            yield start, (match.end(), Markup('<span class="df">[.]</span>'))
        elif found.lower() == "htt":
            yield start, (match.end(), Markup("hxx"))
        elif found == "\r" and text[start + 1 : start + 2] == "\n":
            yield start, (match.end(), Markup(""))
        elif not _belongs(text, start):
            yield start, (match.end(), _token(found))


def _replaced(text: str, start: int, end: int, changed: dict[int, tuple[int, Markup]]) -> Markup:
    pieces: list[str] = []
    at = start
    for place in sorted(p for p in changed if start <= p < end):
        upto, shown = changed[place]
        pieces += (escape(text[at:place]), shown)
        at = min(upto, end)
    pieces.append(escape(text[at:end]))
    return Markup("").join(pieces)


def _belongs(text: str, at: int) -> bool:
    """Tell whether a joiner or variation selector is an ordinary part of an emoji or script."""
    character, before = text[at], text[at - 1 : at]
    if not before:
        return False
    if character in (_ZWJ, _ZWNJ) and "\u0900" <= before <= "\u0dff":
        return True  # Indic scripts write with joiners
    if character == _ZWJ:
        after = text[at + 1 : at + 2]
        return _is_emoji_part(before) and bool(after) and _is_emoji_part(after)
    return character == _EMOJI_STYLE and _is_emoji_part(before)


def _is_emoji_part(character: str) -> bool:
    return character in "#*" or unicodedata.category(character) in _JOINS_EMOJI


def _token(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return Markup('<abbr class="tok" title="{name}">{code}</abbr>').format(
        name=name or "hidden", code=code
    )
