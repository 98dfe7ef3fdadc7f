"""Strangers' text: escaped, nothing hidden, nothing to tap."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&#34;&#39;"),
        ("涨\u200b停", "U+200B"),
        ("\u202eabc", "U+202E"),
        ("x\x00y", "U+0000"),
        ("half \ud83d", "U+D83D"),
        ("x\u200dy", "U+200D"),
        ("tag \U000e0041", "U+E0041"),
        ("blank\u3164", "U+3164"),
    ],
)
def test_visible_shows_what_would_stay_hidden(text: str, shown: str) -> None:
    """Each hidden character turns into its code point."""
    assert shown in visible(text)


@pytest.mark.parametrize("text", ["❤️ 👩‍💻 1️⃣", "नमस्‍ते", "两行\n文字\t完", "繁體，全形１２３"])
def test_visible_with_ordinary_text_changes_nothing(text: str) -> None:
    """Joiners of emoji and Indic scripts, line breaks and wide forms belong there."""
    assert str(visible(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "http://bad.example/a",
        "HTTPS://bad.example/a",
        "请访问 bad.example",
        "www.bad.example",
        "银行.中国",
        "https://192.168.0.1/p",
        "192.168.0.1",
        "mail@bad.example",
    ],
)
def test_visible_with_a_link_leaves_nothing_that_a_viewer_would_link(text: str) -> None:
    """No scheme and no host with a plain dot remains."""
    plain = re.sub(r"<[^>]+>", "", str(visible(text)))
    assert not re.search(r"https?:", plain, re.IGNORECASE)
    assert not re.search(r"\w\.(?:[a-z]{2}|中国)|(?:\d+\.){3}\d", plain)


@pytest.mark.parametrize("text", ["2026.05.20前", "3.50元", "1.请注意", "完。"])
def test_visible_with_a_dot_that_is_no_link_keeps_it(text: str) -> None:
    """Dates, amounts and list numbers stay as they are."""
    assert str(visible(text)) == text


def test_visible_with_crlf_shows_one_line_break() -> None:
    """CR LF is a line break; a lone CR could overwrite a line and is shown."""
    assert str(visible("a\r\nb")) == "a\nb"
    assert "U+000D" in visible("a\rb")


@given(st.text())
def test_visible_never_lets_markup_through(text: str) -> None:
    """Only our own three tags are in the result, and it never fails."""
    tags = set(re.findall(r"<[^>]*>", str(visible(text))))
    ours = re.compile(r'</?(?:abbr|span)(?: class="(?:tok|df)"(?: title="[^"<>]*")?)?>')
    assert all(ours.fullmatch(tag) for tag in tags)


@given(st.text(alphabet=st.characters(categories=["Lo", "Ll", "Nd", "Zs"])))
def test_visible_with_letters_loses_none(text: str) -> None:
    """Letters, digits and blanks come through unchanged."""
    shown = html.unescape(re.sub(r"<[^>]+>", "", str(visible(text))))
    assert [c for c in text if c.isalpha()] == [c for c in shown if c.isalpha() and c in text][
        : sum(c.isalpha() for c in text)
    ] or "U+" in shown
