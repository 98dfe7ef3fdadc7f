"""The report opened in the Chromium that is installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scanner.report.model import Report
from scanner.report.write import write_report

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


def violations(page: Page, where: str = "") -> list[tuple[str, str, str]]:
    """Return what axe-core, with all its rules, finds on the page or in a part of it."""
    # content-visibility would keep what is off screen out of axe's sight
    page.evaluate(
        "for (const c of document.querySelectorAll('.card, .page'))"
        " c.style.contentVisibility = 'visible'"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("where => where ? axe.run(where) : axe.run()", where)
    assert len(result["passes"]) > 5
    return [
        (violation["id"], node["html"][:160], node["failureSummary"][:300])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
