"""Finding messages: chips, fields, the query, the address, the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

import pytest
from support.browser import Opener, Page

from scanner.judging.model import Judgement
from scanner.report.model import Report

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

FORGED, SUSPICIOUS, UNVERIFIED, CONSISTENT = "m1", "m2", "m3", "m4"


def shown(page: Page) -> list[str]:
    """Return the ids of the cards that are shown, in the order of the page.

    A link's new address is heard after the click, so the page is given a frame to do so.
    """
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    ids: list[str] = page.locator(".card:visible").evaluate_all("all => all.map(card => card.id)")
    return ids


FOUND_BY: Mapping[str, list[str]] = {
    "上门": [FORGED],
    "上門": [FORGED],
    "山城銀行 -bill": [FORGED],
    "http://shancheng-pay.example": [FORGED],
    "LAWSUIT": [UNVERIFIED],
    "山城银行 -bill": [FORGED],
    "-山城银行": [SUSPICIOUS, UNVERIFIED],
    "verdict:likely_forged": [FORGED],
    "结论：可疑": [SUSPICIOUS],
    "結論：很可能偽造": [FORGED],
    "verdict:likely_forged lender:山城 -bill": [FORGED],
    "lender:山城": [FORGED, CONSISTENT],
    "债权方:山城 -kind:due": [FORGED],
    "債權人:山城 -kind:due": [FORGED],
    "kind:legal": [UNVERIFIED],
    "sender:mobile": [FORGED],
    "sender:95000": [CONSISTENT],
    "conduct:threat": [FORGED],
    "-conduct:threat": [SUSPICIOUS, UNVERIFIED, CONSISTENT],
    "rule:callback": [FORGED, SUSPICIOUS],
    "from:2026-05-24": [SUSPICIOUS, UNVERIFIED],
    "to:2026-05-20": [CONSISTENT],
    "from:2026-05-23 to:2026-05": [FORGED, SUSPICIOUS, UNVERIFIED],
    '"days past due"': [UNVERIFIED],
    '"past days"': [],
    "nobody:knows": [],
    "verdict:": [FORGED, SUSPICIOUS, UNVERIFIED, CONSISTENT],
    "((((": [],
}


def test_query_finds(opened: Opener, report: Report) -> None:
    """Words, negations, quotations and keys in every language; the count says how many."""
    page = opened(report)
    for query, found in FOUND_BY.items():
        page.get_by_role("searchbox").fill(query)
        assert shown(page) == found, query
        assert page.locator("#shown").inner_text() == str(len(found)), query
        assert page.locator("#nothing").is_visible() == (not found), query


def test_chips_and_fields_narrow_together_and_the_address_keeps_them(
    opened: Opener, report: Report
) -> None:
    """A reload shows the same, in the same language; "show all" undoes it."""
    page = opened(report)
    page.locator("#filter details summary").click()
    page.get_by_role("checkbox", name="Likely forged").check()
    page.get_by_role("checkbox", name="Consistent").check()
    assert shown(page) == [FORGED, CONSISTENT]
    assert not page.locator("#suspicious").is_visible()
    page.locator("#filter input[name=lender]").fill("山城银行")
    page.locator("input[name=to]").fill("2026-05-22")
    page.get_by_text("繁體中文", exact=True).click()
    page.reload()
    assert shown(page) == [CONSISTENT]
    assert page.locator("#filter details").get_attribute("open") is not None
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.title() == "催收簡訊檢查報告"
    page.locator("#filter [data-clear]").click()
    assert shown(page) == [FORGED, SUSPICIOUS, UNVERIFIED, CONSISTENT]


def test_order_by_time_holds_within_a_verdict(opened: Opener, report: Report) -> None:
    """The most urgent verdict stays first; a change back restores the order of urgency."""
    card = report.cards[0]
    others = [
        replace(card, score=1, message=replace(card.message, received_ms=ms))
        for ms in (1000, 2000, 3000)
    ]
    page = opened(replace(report, judgements=(*report.judgements, *others)))
    before = shown(page)
    assert before[:4] == ["m1", "m2", "m3", "m4"]
    page.get_by_label("oldest first").check()
    assert shown(page)[:4] == ["m4", "m3", "m2", "m1"]
    page.get_by_label("newest first").check()
    assert shown(page)[:4] == ["m1", "m2", "m3", "m4"]
    page.get_by_label("most urgent first").check()
    assert shown(page) == before


def test_address_given_by_somebody_else_is_obeyed_and_runs_nothing(
    opened: Opener, report: Report
) -> None:
    """What stands in the address is compared, never put into the page."""
    attack = quote('<img src=x onerror="window.pwned=1">')
    page = opened(report, anchor=f"#q={attack}&lender={attack}&campaign={attack}&lang={attack}")
    assert shown(page) == []
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
    assert page.faults == []  # type: ignore[attr-defined]


def test_table_under_a_picture_narrows_the_list(opened: Opener, report: Report) -> None:
    """A day of the timeline, a class of senders, a lender: the list shows its messages."""
    page = opened(report)
    page.locator("#pictures .table summary").first.click()
    page.get_by_role("link", name="24 May 2026").click()
    assert shown(page) == [SUSPICIOUS]
    page.locator("#pictures .table summary").last.click()
    page.get_by_role("link", name="service number, 95 or 96").click()
    assert shown(page) == [CONSISTENT]
    page.locator("#l1 summary").click()
    page.locator("#l1").get_by_role("link", name="Show only these messages").click()
    assert shown(page) == [FORGED, CONSISTENT]
    page.go_back()
    assert shown(page) == [CONSISTENT]


def test_keys_walk_open_narrow_and_help(opened: Opener, report: Report) -> None:
    """Everything without a mouse; keys typed into the search are letters."""
    page = opened(report)
    press = page.keyboard.press
    press("j")
    press("j")
    assert page.evaluate("document.activeElement.closest('.card').id") == "m2"
    press("k")
    press("o")
    assert page.locator("#m1 blockquote.body").is_visible()
    press("2")
    assert shown(page) == [SUSPICIOUS]
    press("0")
    assert len(shown(page)) == 4
    for language in ("zh-Hans", "zh-Hant", "en", "zh-Hans"):
        press("l")
        assert page.locator("html").get_attribute("lang") == language
    press("?")
    assert page.locator("#help").is_visible()
    press("Escape")
    assert not page.locator("#help").is_visible()
    press("/")
    page.keyboard.type("j2?")
    assert page.get_by_role("searchbox").input_value() == "j2?"


def test_tab_alone_reaches_every_control_in_the_order_of_the_page(
    opened: Opener, report: Report, forged: Judgement
) -> None:
    """From the link to the messages through an opened card to the last rule, and never stuck."""
    page = opened(replace(report, judgements=(forged,)))
    page.evaluate("document.querySelector('.card details').open = true")
    places: list[int] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "document.activeElement === document.body ? -1"
            " : [...document.querySelectorAll('*')].indexOf(document.activeElement)"
        )
        if place < 0:
            break
        places.append(place)
    wanted = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((e, place) => e.checkVisibility()"
        " && e.tabIndex >= 0 && e.matches('a[href], button, summary, input:not([type=radio])')"
        " ? [place] : [])"
    )
    assert len(wanted) > 30
    assert set(wanted) <= set(places)
    assert places == sorted(places)
