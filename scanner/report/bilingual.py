"""Both languages at once: the page holds each sentence twice and shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from scanner.i18n import translator
from scanner.report.visible import visible

if TYPE_CHECKING:
    from scanner.ruleset.model import Text

_BOTH = Markup('<span lang="zh-Hans">{zh}</span><span lang="en">{en}</span>')
_chinese = translator("zh-Hans")


def both(msgid: str, **fields: object) -> Markup:
    """Return a sentence in both languages, its `{name}` fields filled and made safe to look at."""
    return _pair(_chinese(msgid), msgid, fields)


def both_plural(one: str, many: str, count: int, **fields: object) -> Markup:
    """Return the sentence that suits a count, in both languages; `{n}` is the count."""
    return _pair(_chinese(many), one if count == 1 else many, {"n": count, **fields})


def both_text(text: Text) -> Markup:
    """Return a rule's words in both languages."""
    return _BOTH.format(zh=text.zh, en=text.en)


def _pair(zh: str, en: str, fields: dict[str, object]) -> Markup:
    if not fields:
        return _BOTH.format(zh=zh, en=en)
    safe: dict[str, Any] = {
        name: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        for name, value in fields.items()
    }
    return _BOTH.format(zh=escape(zh).format(**safe), en=escape(en).format(**safe))
