"""Traditional Chinese, as it is written in Taiwan, of words that were written in Simplified only.

OpenCC converts characters and everyday words; `reports/locale/zh_Hant.tsv` says what else a reader
expects. `tests/test_traditional.py` holds every derived text of the rules to its wording.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from scanner.resources import resource_folder


@functools.cache
def traditional(simplified: str) -> str:
    """Return the words in Traditional Chinese.

    Raises:
        FileNotFoundError: the installation has no glossary.
    """
    return _reworded(_opencc()(simplified))


def glossary() -> Mapping[str, str]:
    """Return what OpenCC writes -> what is said in Taiwan, in the order of the file.

    Raises:
        FileNotFoundError: the installation has no glossary.
    """
    return dict(_entries())


def _entries() -> Iterator[tuple[str, str]]:
    path = resource_folder("reports") / "locale" / "zh_Hant.tsv"
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is missing: install sms-scanner again")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            written, _, said = line.partition("\t")
            yield written, said


def _reworded(text: str) -> str:
    words, pattern = _wording()
    return pattern.sub(lambda match: words[match[0]], text)


@functools.cache
def _wording() -> tuple[Mapping[str, str], re.Pattern[str]]:
    words = glossary()
    longest_first = sorted(words, key=len, reverse=True)
    return words, re.compile("|".join(map(re.escape, longest_first)))


@functools.cache
def _opencc() -> Callable[[str], str]:
    """Return OpenCC's conversion. It takes a tenth of a second to load: only what is shown is."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2twp").convert
    return convert
