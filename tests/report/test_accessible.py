"""The report for everybody's eyes, and on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.browser import Opener, Page, unfold, violations

from scanner.i18n import LANGUAGES
from scanner.report.model import Report

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False])
def test_print_unfolds_every_message(
    opened: Opener, report: Report, scripts: bool, language: str
) -> None:
    """On paper every text and every reason is visible, in the chosen language alone."""
    page = opened(report, java_script_enabled=scripts)
    page.locator(f"label[for=ui-{language}]").click()
    page.emulate_media(media="print")
    printed = page.locator("main [lang]").evaluate_all(
        "all => [...new Set(all.filter(e => e.getClientRects().length).map(e => e.lang))]"
    )
    assert set(printed) & set(LANGUAGES) == {language}
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
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["report", "hostile_report", "empty_report"])
def test_axe_finds_no_violation(
    opened: Opener, which: str, language: str, scheme: str, request: pytest.FixtureRequest
) -> None:
    """All rules of axe-core, the page unfolded, in light and dark, in every language."""
    page = opened(request.getfixturevalue(which), language, color_scheme=scheme)
    unfold(page)
    assert violations(page) == []


def test_axe_finds_no_violation_in_the_demo(opened: Opener, demo_report: Report) -> None:
    """A card of each verdict and kind, unfolded; axe would take minutes over all of them."""
    kinds = {(j.verdict, j.kind): j for j in demo_report.cards}
    page = opened(replace(demo_report, judgements=tuple(kinds.values())), "zh-Hans")
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_pops_up(
    opened: Opener, report: Report, scheme: str
) -> None:
    """A rule, the help and a mark's explanation are looked at while they are open."""
    page = opened(report, color_scheme=scheme)
    page.locator(".card summary").first.click()
    page.locator(".card .plain").first.click()
    assert violations(page, "[popover]:popover-open") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Help and keys").click()
    assert violations(page, "#help:popover-open") == []
    page.keyboard.press("Escape")
    page.locator(".mk").first.focus()
    assert page.get_by_role("tooltip").is_visible()
    assert violations(page, ".inside") == []
