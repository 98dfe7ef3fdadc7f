"""The report in a real Chromium: it loads nothing, runs nothing of a stranger, and fits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scanner.report.model import Report
from scanner.report.write import write_report

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PHONE = {"width": 360, "height": 780}
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium that is installed."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that writes a report and opens it; requests and errors are noted."""
    contexts: list[BrowserContext] = []

    def open_report(report: Report, language: str = "en", anchor: str = "", **options: Any) -> Page:
        path = write_report(report, tmp_path / "report.html", "html", language)  # type: ignore[arg-type]
        context = browser.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.requests = []  # type: ignore[attr-defined]
        page.faults = []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.requests.append(request.url))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda line: page.faults.append(line.text))  # type: ignore[attr-defined]
        page.on("dialog", lambda dialog: page.faults.append(dialog.message))  # type: ignore[attr-defined]
        page.goto(path.as_uri() + anchor)
        return page

    yield open_report
    for context in contexts:
        context.close()


def unfold(page: Page) -> None:
    """Open every folded part."""
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


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


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
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
            "The messages",
            "hxxp://shancheng-pay[.]example/a1",
            "There is a real warning sign.",
            "What this report cannot tell",
        )
    ]
    assert places == sorted(places)


def test_language_is_switched_without_javascript(opened: Opener, report: Report) -> None:
    """Both languages are in the file; the buttons are plain radio buttons."""
    page = opened(report, java_script_enabled=False)
    page.get_by_text("中文", exact=True).click()
    assert page.locator("h1").inner_text() == "1 条短信很可能是伪造的"
    assert "What was read" not in page.locator("main").inner_text()


def test_filter_shows_what_was_asked_for_and_the_address_keeps_it(
    opened: Opener, report: Report
) -> None:
    """By word, by verdict; a reload shows the same."""
    page = opened(report)
    shown = ".card:not([hidden])"
    assert page.locator(shown).count() == 4
    page.get_by_role("searchbox").fill("上门")
    assert page.locator(shown).count() == 1
    page.get_by_role("searchbox").fill("")
    page.locator("#filter details summary").click()
    page.locator("input[value=likely_forged]").uncheck()
    page.locator("input[value=due_reminder]").uncheck()
    assert page.locator(shown).count() == 2
    assert page.locator("#shown").inner_text() == "2"
    assert not page.locator("#likely_forged").is_visible()
    page.get_by_text("中文", exact=True).click()
    page.reload()
    assert page.locator(shown).count() == 2
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.title() == "催收短信检查报告"


def test_mark_leads_to_its_evidence_and_tells_it_on_focus(opened: Opener, report: Report) -> None:
    """Focus shows the title of the sign; a click leads to its entry in the same card."""
    page = opened(report)
    page.locator(".card summary").first.click()
    mark = page.locator(".mk.forged").first
    assert not mark.locator(".tip").is_visible()
    mark.focus()
    assert "A deadline in hours" in mark.locator(".tip").inner_text()
    page.keyboard.press("Enter")
    entry = page.locator(":target")
    assert "A deadline in hours" in entry.inner_text()
    box = entry.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < PHONE["height"]


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


def test_many_cards_are_unpacked_only_when_they_are_opened(opened: Opener, report: Report) -> None:
    """A long report stays quick; the search still knows every word."""
    forged = report.cards[0]
    many = replace(report, judgements=(*report.judgements, *([forged] * 400)))
    page = opened(many)
    assert page.locator("blockquote.body").count() == 0
    page.get_by_role("searchbox").fill("联系王经理")
    assert page.locator(".card:not([hidden])").count() == 401
    page.locator(".card summary").nth(7).click()
    page.locator("blockquote.body").wait_for()
    assert "联系王经理" in page.locator("blockquote.body").inner_text()
    assert page.faults == []  # type: ignore[attr-defined]


def contrast(page: Page, selector: str) -> float:
    """Return the WCAG contrast of an element's text against the page."""
    luminance = """(e) => {
        const linear = (c) => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
        const part = (c) => linear(c / 255);
        const lum = (s) => { const [r, g, b] = s.match(/[\\d.]+/g).map(Number);
            return .2126 * part(r) + .7152 * part(g) + .0722 * part(b) };
        const a = lum(getComputedStyle(e).color);
        const b = lum(getComputedStyle(document.body).backgroundColor);
        return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    }"""
    ratio: float = page.locator(selector).first.evaluate(luminance)
    return ratio


def test_report_in_dark_mode_is_dark_and_legible(opened: Opener, report: Report) -> None:
    """The system's wish is followed."""
    dark = opened(report, color_scheme="dark")
    assert contrast(dark, "h1") > 12
    background = "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
    assert dark.evaluate(background) < 40
    assert opened(report, color_scheme="light").evaluate(background) > 200


@pytest.mark.parametrize("scripts", [True, False])
def test_print_unfolds_every_message(opened: Opener, report: Report, scripts: bool) -> None:
    """On paper every text and every reason is visible, with and without the script."""
    page = opened(report, java_script_enabled=scripts)
    page.emulate_media(media="print")
    for number, judgement in enumerate(report.cards):
        body = page.locator("blockquote.body").nth(number)
        text = re.sub(r"\u2060\[[\d,]+\]", "", body.inner_text())
        assert judgement.message.body[:12] in text
        box = body.bounding_box()
        assert box is not None
        assert box["height"] > 10
    assert page.locator("#rule-link-unknown").is_visible()
    assert not page.locator("#filter").is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("which", ["report", "hostile_report", "empty_report"])
def test_axe_finds_no_violation(
    opened: Opener, which: str, language: str, scheme: str, request: pytest.FixtureRequest
) -> None:
    """All rules of axe-core, the page unfolded, in light and dark, in both languages."""
    page = opened(request.getfixturevalue(which), language, color_scheme=scheme)
    unfold(page)
    # content-visibility would keep what is off screen out of axe's sight
    page.evaluate(
        "for (const c of document.querySelectorAll('.card')) c.style.contentVisibility = 'visible'"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    found = [
        (violation["id"], node["html"][:160], node["failureSummary"][:300])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
    assert len(result["passes"]) > 20


def test_axe_finds_no_violation_in_the_demo(opened: Opener, demo_report: Report) -> None:
    """A card of each verdict and kind, unfolded; axe would take minutes over all of them."""
    kinds = {(j.verdict, j.kind): j for j in demo_report.cards}
    page = opened(replace(demo_report, judgements=tuple(kinds.values())), "zh-Hans")
    unfold(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []


def test_axe_finds_no_violation_in_an_open_rule(opened: Opener, report: Report) -> None:
    """The rule's panel is hidden until it is opened, so it is looked at on its own."""
    page = opened(report)
    page.locator(".card summary").first.click()
    page.locator(".card .plain").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run('[popover]:popover-open')")["violations"] == []
