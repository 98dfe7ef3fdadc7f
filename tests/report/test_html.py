"""The page as text: what it says, what it never holds."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from scanner.report.html import render_html
from scanner.report.model import Report


class Page(HTMLParser):
    """Collects the tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    """Return the ordinary page in English."""
    return render_html(report, "en")


@pytest.fixture(scope="module")
def hostile_page(hostile_report: Report) -> str:
    """Return the page of the hostile inbox."""
    return render_html(hostile_report, "en")


def test_page_links_only_into_itself(page: str, hostile_page: str) -> None:
    """No href, src or other address leaves the file."""
    for each in (page, hostile_page):
        tags = Page(each).tags
        addresses = [
            value
            for _, attributes in tags
            for name, value in attributes.items()
            if name in {"href", "src", "srcset", "action", "formaction", "data", "poster", "ping"}
        ]
        assert addresses
        assert all(value and value.startswith("#") for value in addresses)
        assert not {name for name, _ in tags} & {"link", "img", "iframe", "object", "embed", "base"}


def test_page_has_no_inline_handlers_or_styles(page: str, hostile_page: str) -> None:
    """The policy would block them; a page that has none proves nothing slipped in."""
    for each in (page, hostile_page):
        for _, attributes in Page(each).tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_page_of_a_hostile_inbox_has_the_scripts_of_any_page(page: str, hostile_page: str) -> None:
    """One script, one style: ours."""
    for each in (page, hostile_page):
        names = [name for name, _ in Page(each).tags]
        assert (names.count("script"), names.count("style")) == (1, 1)


def test_policy_allows_exactly_the_style_and_the_script_that_are_there(page: str) -> None:
    """The hashes are those of the bytes between the tags."""
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0])
    for tag in ("style", "script"):
        content = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_page_shows_each_part_of_a_card(page: str) -> None:
    """Text, evidence, limits, claims, earlier message, violation with norm, contacts, advice."""
    text = Page(page).text
    for words in (
        "hxxp://shancheng-pay[.]example/a1",
        "Link of nobody known",
        "There are exceptions.",
        "¥1,280.50 (",
        "23 May 2026, 18:03",
        "【山城银行】您尾号0042的信用卡本期账单",
        "No threats.",
        "95000",
        "Report threats to the police.",
        "The verdict would be another if this did not hold:",
        "The sender of the message is not known.",
        "+8613800000001",
        "Asia/Shanghai, UTC+08:00",
        "12321",
    ):
        assert words in text, words


def test_page_leaves_out_messages_that_are_not_about_debts(page: str) -> None:
    """Small talk is counted, not shown."""
    assert "今晚一起吃饭吗" not in page
    assert "1 other message is not about a debt" in Page(page).text


def test_page_never_names_the_serial(page: str) -> None:
    """The serial would identify the phone to whoever gets the page."""
    assert "SECRETSERIAL" not in page


def test_page_opens_in_the_language_asked_for(report: Report) -> None:
    """And holds the others."""
    for language, title in (
        ("zh-Hans", "催收短信检查报告"),
        ("zh-Hant", "催收簡訊檢查報告"),
        ("en", "Debt-collection messages"),
    ):
        page = render_html(report, language)  # type: ignore[arg-type]
        assert f'<html lang="{language}">' in page
        assert re.search(rf'value="{language}"[^>]* checked', page)
        assert f"<title>{title}" in page
        assert "很可能伪造" in page
        assert "很可能偽造" in page
        assert "Likely forged" in page


def test_page_marks_the_demo_in_title_and_banner(report: Report, page: str) -> None:
    """A real inbox has neither."""
    demo = replace(report, acquisition=replace(report.acquisition, source="demo"))
    shown = render_html(demo, "en")
    assert "<title>DEMO" in shown
    assert 'class="demo"' in shown
    assert "DEMO" not in Page(page).text
    assert 'class="demo"' not in page


def test_page_of_a_hostile_inbox_runs_no_template(hostile_page: str) -> None:
    """{{ 7*7 }} in a message stays what it is, and {name} is not looked up."""
    assert "{{ 7*7 }}{% for x in () %}{0.__class__}{name}" in Page(hostile_page).text


def test_page_with_100_000_messages_stays_small(report: Report) -> None:
    """Only messages about debts get a card."""
    chat = report.judgements[-1]
    many = replace(report, judgements=(*report.judgements, *([chat] * 100_000)))
    assert len(render_html(many, "en")) < len(render_html(report, "en")) + 200


def test_page_of_the_demo_shows_every_message_about_a_debt(demo_report: Report) -> None:
    """Whatever the rules that ship find, its text and its signs are on the page."""
    page = render_html(demo_report, "zh-Hans")
    assert page.count('<article class="card') == len(demo_report.cards) > 50
    for judgement in demo_report.cards:
        for evidence in judgement.evidence:
            assert f'id="rule-{evidence.rule_id}"' in page
    assert {j.verdict for j in demo_report.cards} == set(demo_report.verdict_counts)
