"""Sentences in every language, and how a long page says each of them once."""

from __future__ import annotations

from markupsafe import Markup

from scanner.i18n import LANGUAGES
from scanner.report.phrases import Phrases
from scanner.report.said import Said, said, said_plural


def test_said_gives_each_language_a_span_of_its_own() -> None:
    """The style shows one of them."""
    assert said("Lender").__html__() == (
        '<span lang="zh-Hans">债权方</span><span lang="zh-Hant">債權人</span>'
        '<span lang="en">Lender</span>'
    )


def test_said_as_a_field_stands_in_the_language_of_the_sentence() -> None:
    """No language is nested in another."""
    sentence = said("Why it is read as: {kind}", kind=said("Payment demand"))
    assert sentence["en"] == "Why it is read as: Payment demand"
    assert sentence["zh-Hans"] == "为何归为“催款通知”"
    assert sentence["zh-Hant"] == "為何歸為「催款通知」"


def test_said_makes_a_strangers_field_safe_and_keeps_ours() -> None:
    """Text is escaped, markup of ours is not."""
    text = said("ending in {tail}", tail="<b>\u202e")["en"]
    assert "<b>" not in text
    assert "U+202E" in text
    assert "<bdi>1</bdi>" in said("ending in {tail}", tail=Markup("<bdi>1</bdi>"))["en"]


def test_said_plural_tells_one_from_many_in_english() -> None:
    """Chinese does not."""
    one, many = "{n:,} message read", "{n:,} messages read"
    assert said_plural(one, many, 1)["en"] == "1 message read"
    assert said_plural(one, many, 1200)["en"] == "1,200 messages read"
    assert said_plural(one, many, 1)["zh-Hans"] == "读取 1 条短信"
    assert said_plural(one, many, 1)["zh-Hant"] == "讀取 1 則簡訊"


def test_said_that_is_the_same_in_every_language_is_said_once() -> None:
    """Such as a name or a figure."""
    assert Said(dict.fromkeys(LANGUAGES, Markup("QQ"))).__html__() == "QQ"


def test_phrases_are_folded_into_references_that_read_in_the_pages_language() -> None:
    """The same sentence has one reference; a message's text is left alone."""
    phrases = Phrases("zh-Hans")
    lender = said("Lender").__html__()
    folded = phrases.fold(Markup("<b>{}</b><i>{}</i> &lt;span lang=en&gt;").format(lender, lender))
    reference = '<span data-again="w0">债权方</span>'
    assert folded == f"<b>{reference}</b><i>{reference}</i> &lt;span lang=en&gt;"
    assert phrases.__html__() == f'<span id="w0">{lender}</span>'
