"""A report of very many findings: shown by the hundred, searched and printed as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.browser import Opener

from scanner.i18n import LANGUAGES
from scanner.report.html import render_html
from scanner.report.model import Report

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

UNFOLDED = ".card:not([hidden]) > details[open] blockquote.body"


@pytest.fixture(scope="module")
def long_report(report: Report) -> Report:
    """Return the ordinary report with 450 more forged messages."""
    return replace(report, judgements=(*report.judgements, *([report.cards[0]] * 450)))


def test_many_cards_are_made_only_when_they_are_shown(opened: Opener, long_report: Report) -> None:
    """A hundred a verdict are in the page, none unpacked; the search knows the others."""
    page = opened(long_report)
    assert page.locator(".card").count() == 103
    assert page.locator("blockquote.body").count() == 0
    page.get_by_role("searchbox").fill("联系王经理")
    assert page.locator("#shown").inner_text() == "451"
    page.locator(".card summary").nth(7).click()
    page.locator("blockquote.body").wait_for()
    assert "联系王经理" in page.locator("blockquote.body").inner_text()
    assert page.faults == []  # type: ignore[attr-defined]


def test_more_cards_come_on_request_and_by_link(opened: Opener, long_report: Report) -> None:
    """The button brings the next hundred in order; a link reaches one that is not there yet."""
    page = opened(long_report)
    shown = page.locator("#likely_forged .card:not([hidden])")
    more = page.locator("#likely_forged .more button")
    assert more.inner_text() == "Show more"
    for count in (200, 300, 400, 451):
        more.evaluate("button => button.click()")
        assert shown.count() == count
    assert not more.is_visible()
    ids = shown.evaluate_all("cards => cards.map(card => card.id)")
    assert ids == [f"m{number}" for number in range(1, 452)]
    linked = opened(long_report, anchor="#m449-e1")
    assert linked.locator("#m449-e1").is_visible()
    assert page.faults == linked.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_of_a_long_report_says_what_one_of_a_short_report_says(
    opened: Opener, report: Report, long_report: Report, language: str
) -> None:
    """What stands once in the page is put back into the card, in the language that is chosen."""
    texts = []
    for each in (report, long_report):
        page = opened(each, "en")
        page.locator(f"label[for=ui-{language}]").click()
        page.locator("#m1 summary").click()
        page.locator("#m1 [data-note]").wait_for()  # the last thing that is put there
        texts.append(page.locator("#m1").inner_text())
    assert "95000" in texts[0]
    assert texts[0] == texts[1]


def test_long_report_without_javascript_holds_every_card_in_the_language_it_was_made_in(
    opened: Opener, long_report: Report
) -> None:
    """No paging; what is said elsewhere is one tap away."""
    page = opened(long_report, "zh-Hans", java_script_enabled=False)
    assert page.locator(".card").count() == 454
    page.locator("#m400 summary").click()
    card = page.locator("#m400")
    assert "链接不属于所称机构" in card.inner_text()
    assert "2026年5月23日 18:03" in card.inner_text()
    assert "Speaks for a forgery" not in card.inner_text()
    card.locator("[popovertarget]").first.click()
    assert "偶有例外" in page.locator("[popover]:popover-open").inner_text()


def test_long_report_is_printed_whole_and_goes_back_to_its_pages(
    opened: Opener, long_report: Report
) -> None:
    """Paging is for the screen; what was filtered out stays out of the print."""
    page = opened(long_report)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(UNFOLDED).count() == 454
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".card:not([hidden])").count() == 103
    assert page.locator(UNFOLDED).count() == 0
    page.get_by_role("searchbox").fill("verdict:suspicious")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(UNFOLDED).count() == 1


def test_long_report_says_once_what_many_cards_say(report: Report, long_report: Report) -> None:
    """A further card costs a third less than it would, and the saving grows with the languages."""
    short, long = len(render_html(report, "en")), len(render_html(long_report, "en"))
    few = replace(report, judgements=(*report.judgements, report.cards[0]))
    in_place = len(render_html(few, "en")) - short
    assert (long - short) / 450 < in_place * 2 / 3
    assert len(re.findall("genuine senders hardly do it", render_html(long_report, "en"))) < 50
