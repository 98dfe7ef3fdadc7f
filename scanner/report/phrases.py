"""What many cards say, kept once in the page: a report of 10,000 findings has to open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from scanner.i18n import LANGUAGES

if TYPE_CHECKING:
    from scanner.i18n import Language

_IN_EVERY_LANGUAGE: Final = re.compile(
    "".join(f'<span lang="{tag}">(?P<{tag.replace("-", "_")}>[^<]*)</span>' for tag in LANGUAGES)
)


class Phrases:
    """The sentences of a page's cards, each in every language once.

    In a card stands a reference with the words in the language that the page opens in, so that it
    reads without the script, too. The script puts the other languages there when a card is shown.
    """

    def __init__(self, language: Language) -> None:
        self._own = language.replace("-", "_")
        self._ids: dict[str, str] = {}

    def fold(self, html: Markup) -> Markup:
        """Return HTML of ours with references in the place of sentences in every language."""
        return Markup(_IN_EVERY_LANGUAGE.sub(self._reference, html))  # noqa: S704 - as safe as it was

    def __html__(self) -> Markup:
        """Return what the references lead to."""
        phrase = Markup('<span id="{}">{}</span>')
        return Markup("\n").join(
            phrase.format(name, Markup(words))  # noqa: S704 - likewise
            for words, name in self._ids.items()
        )

    def _reference(self, match: re.Match[str]) -> str:
        name = self._ids.setdefault(match[0], f"w{len(self._ids)}")
        return f'<span data-again="{name}">{match[self._own]}</span>'
