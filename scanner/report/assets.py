"""The page's own style and script, put together from files, and the policy that allows them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from scanner.i18n import LANGUAGES
from scanner.resources import resource_folder

_STYLES: Final = ("page", "overview", "pictures", "filter", "messages", "evidence", "log", "print")
_SCRIPTS: Final = ("cards", "query", "language", "filter", "marks", "keys", "print", "start", "log")
"""In this order, in one scope: later files use what earlier ones define."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """What stands between `<style>` and `<script>` tags."""

    style: Markup
    script: Markup

    @property
    def policy(self) -> str:
        """The policy that forbids everything but this style and this script.

        The hashes are those of the exact bytes between the tags (CSP level 3, hash-source).
        """
        return (
            "default-src 'none'; img-src data:; "
            f"style-src '{_hash_source(self.style)}'; script-src '{_hash_source(self.script)}'; "
            "base-uri 'none'; form-action 'none'"
        )


def load_assets() -> Assets:
    """Return style and script.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    folder = resource_folder("reports")
    scripts = [(folder / "scripts" / f"{n}.js").read_text(encoding="utf-8") for n in _SCRIPTS]
    return Assets(
        style=load_style(_STYLES),
        script=Markup('"use strict";\n{\n%s}\n' % "\n".join(scripts)),  # noqa: S704, UP031 - likewise
    )


def load_style(names: Iterable[str]) -> Markup:
    """Return these files of reports/styles, and what shows one language of a page at a time.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    folder = resource_folder("reports") / "styles"
    styles = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return Markup("\n".join([*styles, _one_language_shown()]))  # noqa: S704 - files of ours


def _one_language_shown() -> str:
    """Return the style that shows the chosen language of those in the page, without a script."""
    return "\n".join(
        f"body:has(#ui-{tag}:checked) :is({others}) {{ display: none; }}"
        for tag in LANGUAGES
        if (others := ", ".join(f'[lang="{other}"]' for other in LANGUAGES if other != tag))
    )


def _hash_source(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
