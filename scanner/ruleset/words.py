"""Word groups: `%{name}` in a pattern stands for any word of that group of lists/words/."""

from __future__ import annotations

import re
from collections.abc import Mapping

REFERENCE = re.compile(r"%\{([^{}]*)\}")


def named(group: str) -> str:
    """Return how a pattern names a group."""
    return f"%{{{group}}}"


class UnknownWordsError(ValueError):
    """A pattern names a word group that does not exist, or a group that contains itself."""


def expand(pattern: str, groups: Mapping[str, tuple[str, ...]]) -> str:
    """Return the pattern with each `%{name}` replaced by a non-capturing group of its words.

    Groups may refer to other groups. Longer words come first, so that the alternation prefers
    "信用卡中心" over "信用卡".

    Raises:
        UnknownWordsError: a name is unknown, or a group contains itself.
    """
    return _expand(pattern, groups, ())


def _expand(pattern: str, groups: Mapping[str, tuple[str, ...]], within: tuple[str, ...]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in within:
            raise UnknownWordsError(f"the word group {named(name)} contains itself")
        if name not in groups:
            raise UnknownWordsError(f"there is no word group {named(name)} in lists/words/")
        words = sorted(groups[name], key=len, reverse=True)
        return f"(?:{'|'.join(_expand(word, groups, (*within, name)) for word in words)})"

    return REFERENCE.sub(replace, pattern)
