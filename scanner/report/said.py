"""A sentence in every language of the page: the page holds all of them and shows one."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from scanner.i18n import LANGUAGES, translator
from scanner.report.times import written, written_month
from scanner.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from scanner.i18n import Language
    from scanner.ruleset.model import Text

_TRANSLATORS: Final = {tag: translator(tag) for tag in LANGUAGES}


class Said:
    """Words for a person. As HTML: one `<span lang>` a language, of which the style shows one.

    As a field of another sentence it stands there in that sentence's language alone.
    """

    def __init__(self, words: Mapping[Language, Markup]) -> None:
        self._words = words

    def __getitem__(self, language: Language) -> Markup:
        """Return the words in one language."""
        return self._words[language]

    def __html__(self) -> Markup:
        return self._html

    def __str__(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> Markup:
        if len(set(self._words.values())) == 1:
            return self._words[LANGUAGES[0]]
        span = Markup('<span lang="{}">{}</span>')
        return Markup("").join(span.format(tag, self._words[tag]) for tag in LANGUAGES)


Words = Markup | Said
"""What may be shown: the same for everybody, or in each language."""


def said(msgid: str, **fields: object) -> Said:
    """Return a sentence, its `{name}` fields filled and made safe to look at."""
    return _filled(dict.fromkeys(LANGUAGES, msgid), fields) if fields else _constant(msgid)


def said_plural(one: str, many: str, count: int, **fields: object) -> Said:
    """Return the sentence that suits a count; `{n}` is the count.

    Only English tells one from many here; a catalogue holds the plural sentence.
    """
    msgids = {tag: one if tag == "en" and count == 1 else many for tag in LANGUAGES}
    return _filled(msgids, {"n": count, **fields})


@cache
def said_text(text: Text) -> Said:
    """Return a rule's words."""
    return Said({tag: escape(text.of(tag)) for tag in LANGUAGES})


def said_when(when: date | datetime) -> Said:
    """Return a day, or a moment to the minute."""
    return Said({tag: escape(written(when, tag)) for tag in LANGUAGES})


def said_month(month: date) -> Said:
    """Return a month."""
    return Said({tag: escape(written_month(month, tag)) for tag in LANGUAGES})


@cache
def _constant(msgid: str) -> Said:
    return Said({tag: escape(_TRANSLATORS[tag](msgid)) for tag in LANGUAGES})


def _filled(msgids: Mapping[Language, str], fields: Mapping[str, object]) -> Said:
    safe = {
        name: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        for name, value in fields.items()
    }
    return Said(
        {
            tag: escape(_TRANSLATORS[tag](msgid)).format(
                **{n: v[tag] if isinstance(v, Said) else v for n, v in safe.items()}
            )
            for tag, msgid in msgids.items()
        }
    )
