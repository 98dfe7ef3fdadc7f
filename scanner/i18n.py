"""The languages of everything a person reads outside the rules.

The English sentence is the msgid; `reports/locale/zh_Hans.po` and `zh_Hant.po` hold the Chinese. A
sentence may have `{name}` fields, filled in after it was translated. `tests/test_i18n.py` holds
sources and catalogues together: no sentence stays untranslated and no translation outlives its
sentence. How the words of rules are had in Traditional Chinese is said in `scanner.traditional`.
"""

from __future__ import annotations

import functools
import locale
import os
import re
from typing import TYPE_CHECKING, Final, Literal

import polib

from scanner.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh-Hans", "zh-Hant", "en")
"""BCP 47 tags, in the order in which a person is offered them."""
_TRADITIONAL: Final = re.compile(
    r"hant|traditional|[_-](?:tw|hk|mo)\b|taiwan|hong kong|maca[ou]", re.IGNORECASE
)
"""What names of the system's language have in them where Traditional Chinese is written."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Return the sentence as it is: it is translated where it is shown."""
    return sentence


def translator(language: Language) -> Callable[[str], str]:
    """Return the function that translates a msgid; a sentence without a translation stays English.

    Raises:
        FileNotFoundError: the installation has no catalogue.
    """
    if language == "en":
        return N_
    sentences = _catalogue(language)
    return lambda sentence: sentences.get(sentence, sentence)


def system_language() -> Language:
    """Return the language that the person's system is set to; English when it is none of ours.

    Chinese of Taiwan, Hong Kong and Macau is Traditional, every other kind Simplified, unless the
    name of the language says which script it is.
    """
    chosen = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))),
        None,
    )
    name = chosen or locale.getlocale()[0] or ""  # Windows: "Chinese (Simplified)_China"
    if not name.lower().startswith(("zh", "chinese")):
        return "en"
    is_simplified = re.search("hans|simplified", name, re.IGNORECASE)
    return "zh-Hant" if _TRADITIONAL.search(name) and not is_simplified else "zh-Hans"


@functools.cache
def _catalogue(language: Language) -> Mapping[str, str]:
    path = resource_folder("reports") / "locale" / f"{language.replace('-', '_')}.po"
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is missing: install sms-scanner again")
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}
