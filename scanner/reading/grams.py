"""Cuts a text into the short runs of words by which its wording is weighed.

A token is a Han character, a word of any other script, a figure (every figure is the same token, so
that no sum or date is learnt by heart) or a link (likewise). A run is one to three Han characters,
or one or two tokens of which one is no Han character, and never crosses punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.reading.model import Span

FIGURE = "0"
LINK = "www"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:/[^\s\u3400-\u9fff]{0,300})?)"
    r"|(?P<figure>\d(?:[\d,.:]{0,30}\d)?)"
    r"|(?P<han>[\u3400-\u9fff])"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<stop>[,.;:!?。、()\[\]【】\n])"
)
_HAN_RUN = 3
_WORD_RUN = 2
_LETTERS = 6
"""Words are cut to so many letters, so that pay, pays and payments are near one another."""


def grams(text: str) -> Iterator[tuple[str, Span]]:
    """Yield every run of a text with its place, from left to right; the same run may come again.

    Words inside a run are parted by blanks, Han characters by nothing.

    Args:
        text: a normalised view or skeleton: lower case, half-width, simplified.
    """
    clause: list[tuple[str, bool, int, int]] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "stop":
            yield from _runs(clause)
            clause = []
            continue
        token = match[0]
        if kind == "figure":
            token = FIGURE
        elif kind == "link":
            token = LINK
        elif kind == "word":
            token = token[:_LETTERS]
        clause.append((token, kind == "han", match.start(), match.end()))
    yield from _runs(clause)


def _runs(clause: list[tuple[str, bool, int, int]]) -> Iterator[tuple[str, Span]]:
    for i, (token, is_han, start, end) in enumerate(clause):
        yield token, (start, end)
        run, all_han = token, is_han
        for length, (more, more_is_han, _, its_end) in enumerate(clause[i + 1 : i + _HAN_RUN], 2):
            joined = all_han and more_is_han
            all_han = joined
            if length > _WORD_RUN and not joined:
                break
            run += more if joined else f" {more}"
            yield run, (start, its_end)
