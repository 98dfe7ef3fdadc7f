"""The report in a real Chromium: it loads nothing, runs nothing of a stranger, and fits."""

from __future__ import annotations

import pytest
from support.browser import PHONE, Opener, unfold

from scanner.i18n import LANGUAGES
from scanner.report.model import Report

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

SAYS = {
    "简体中文": ("1 条短信很可能是伪造的", "2026年5月23日 18:03", "读了什么，没读什么"),
    "繁體中文": ("1 則簡訊很可能是偽造的", "2026年5月23日 18:03", "讀取了什麼，沒讀取什麼"),
    "English": ("1 message is likely forged", "23 May 2026, 18:03", "What was read, and what"),
}
"""Name of a language -> headline, time of the first card, and a heading in it."""


@pytest.mark.parametrize("which", ["report", "hostile_report", "empty_report", "demo_report"])
def test_report_loads_nothing_and_raises_nothing(
    opened: Opener, which: str, request: pytest.FixtureRequest
) -> None:
    """The only request is for the file itself; the console stays empty."""
    page = opened(request.getfixturevalue(which))
    unfold(page)
    page.wait_for_timeout(100)
    assert [url.split("/")[-1] for url in page.requests] == ["report.html"]  # type: ignore[attr-defined]
    assert page.faults == []  # type: ignore[attr-defined]


def test_hostile_messages_senders_and_names_run_nothing(
    opened: Opener, hostile_report: Report
) -> None:
    """No script of theirs ran, no element of theirs exists."""
    page = opened(hostile_report)
    unfold(page)
    for mark in page.locator(".mk").all()[:5]:
        mark.hover()
        assert page.get_by_role("tooltip").inner_text()
    assert page.evaluate("window.pwned") is None
    assert page.locator("iframe, img, svg[onload], a[href^=javascript]").count() == 0
    assert page.locator("script").count() == 1


def test_policy_blocks_a_script_that_would_get_in(opened: Opener, report: Report) -> None:
    """Even if an escape failed one day: inline scripts, handlers and images are refused."""
    page = opened(report)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.pwned = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend",
                "<img src='https://example.org/x.png' onerror='window.pwned = 2'>");
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in fault for fault in page.faults)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["report", "hostile_report", "empty_report", "demo_report"])
def test_report_on_a_phone_never_scrolls_sideways(
    opened: Opener, which: str, language: str, request: pytest.FixtureRequest
) -> None:
    """360 pixels, everything unfolded, a rule opened."""
    page = opened(request.getfixturevalue(which), language)
    unfold(page)
    if which != "empty_report":
        page.locator(".card .plain").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getClientRects().length"
        " && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.unseen')"
        " && !e.closest('.excerpt')).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_report_without_javascript_is_read_in_order(opened: Opener, report: Report) -> None:
    """Headline, what was read, messages by urgency; cards unfold; no dead controls."""
    page = opened(report, java_script_enabled=False)
    assert page.locator("h1").inner_text() == "1 message is likely forged"
    assert not page.locator("#filter").is_visible()
    page.locator(".card summary").first.click()
    text = page.locator("main").inner_text()
    places = [
        text.index(words)
        for words in (
            "What was read, and what was not",
            "Who sent them",
            "hxxp://shancheng-pay[.]example/a1",
            "There is a real warning sign.",
            "how each debt went",
            "What this report cannot tell",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("which", ["report", "empty_report", "demo_report"])
def test_no_link_leads_nowhere(
    opened: Opener, which: str, scripts: bool, request: pytest.FixtureRequest
) -> None:
    """Each address leads to a part of the page or says what to show; without scripts the former."""
    page = opened(request.getfixturevalue(which), java_script_enabled=scripts)
    addresses = page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    ids = set(page.locator("[id]").evaluate_all("all => all.map(e => e.id)"))
    lost = {a for a in addresses if a[1:] not in ids and not (scripts and "=" in a)}
    assert addresses
    assert lost == set()


@pytest.mark.parametrize("opens_in", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False])
def test_language_is_switched_with_and_without_javascript(
    opened: Opener, report: Report, opens_in: str, scripts: bool
) -> None:
    """All languages are in the file, also times; the buttons are plain radio buttons."""
    page = opened(report, opens_in, java_script_enabled=scripts)
    for name, (headline, time, _) in SAYS.items():
        page.get_by_text(name, exact=True).click()
        assert page.locator("h1").inner_text() == headline
        # inner_text has nothing of a card that is off screen
        spans = page.locator("#m1 summary time span").all()
        shown = [s for s in spans if s.evaluate("e => getComputedStyle(e).display") != "none"]
        assert [span.text_content() for span in shown] == [time]
        text = page.locator("main").inner_text()
        assert [known for known, (*_, heading) in SAYS.items() if heading in text] == [name]


def test_language_is_switched_by_keyboard(opened: Opener, report: Report) -> None:
    """One stop of the Tab key; the arrows go through the languages in their order."""
    page = opened(report)
    page.locator("#ui-en").focus()
    for name in SAYS:
        page.keyboard.press("ArrowRight")
        radio = page.get_by_role("radio", name=name)
        assert radio.is_checked()
        assert radio.evaluate("radio => radio === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") != "ui"


def test_mark_tells_its_sign_on_focus_and_leads_to_its_evidence(
    opened: Opener, report: Report
) -> None:
    """Focus tells title and reason; Escape hides it; Enter leads to the entry in the same card."""
    page = opened(report)
    page.locator(".card summary").first.click()
    tip = page.get_by_role("tooltip")
    assert tip.count() == 0
    mark = page.locator(".mk.forged").first
    mark.focus()
    assert "3. A deadline in hours" in tip.inner_text()
    assert "genuine senders hardly do it" in tip.inner_text()
    assert mark.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    assert tip.count() == 0
    page.keyboard.press("Enter")
    entry = page.locator(":target")
    assert "A deadline in hours" in entry.inner_text()
    box = entry.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < PHONE["height"]


def test_mark_tells_all_its_signs_when_it_is_hovered_and_the_tip_can_be_reached(
    opened: Opener, report: Report
) -> None:
    """The pointer may move onto the tip; when it leaves, the tip goes."""
    page = opened(report, viewport={"width": 900, "height": 800})
    page.locator(".card summary").first.click()
    page.locator(".mk[data-signs*=' ']").first.hover()
    tip = page.get_by_role("tooltip")
    assert tip.locator("strong").count() == 2
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.mouse.move(1, 1)
    tip.wait_for(state="detached")


def test_first_tap_on_a_mark_tells_and_the_second_goes_to_the_evidence(
    opened: Opener, report: Report
) -> None:
    """There is no hovering on a phone."""
    page = opened(report, has_touch=True)
    page.locator(".card summary").first.tap()
    mark = page.locator(".mk.forged").first
    mark.tap()
    assert "A deadline in hours" in page.get_by_role("tooltip").inner_text()
    assert page.locator(":target").count() == 0
    mark.tap()
    assert "A deadline in hours" in page.locator(":target").inner_text()


def test_link_into_a_folded_card_unfolds_it(opened: Opener, report: Report) -> None:
    """A bookmark of one piece of evidence leads there."""
    page = opened(report, anchor="#m2-e1")
    assert page.locator("#m2-e1").is_visible()


def test_rule_opens_with_limits_and_sources_by_keyboard(opened: Opener, report: Report) -> None:
    """The button opens it; Escape closes it and gives the focus back."""
    page = opened(report)
    page.locator(".card summary").first.click()
    button = page.locator(".card .plain").first
    button.focus()
    page.keyboard.press("Enter")
    rule = page.locator("[popover]:popover-open")
    assert "There are exceptions." in rule.inner_text()
    assert "https://example.org/notice" in rule.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[popover]:popover-open").count() == 0
