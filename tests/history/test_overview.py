"""The page on all phones: what it counts, in a real Chromium, whatever a phone calls itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from support.histories import DAY_MS, NOON_MS, forged, greeting, report_on
from support.judging import sms

from scanner.errors import AcquisitionError, PhoneNotReady
from scanner.history import queries
from scanner.history.entry import done_scan, missed_scan
from scanner.history.model import Phone, Review
from scanner.history.overview import Overview, overview
from scanner.history.page import render_overview
from scanner.history.store import History
from scanner.i18n import LANGUAGES, Language

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
HOSTILE = '<script>window.pwned=1</script>\u202e"><img src=x onerror=window.pwned=1>{{7*7}}'
BODY = "cmb-card"
NOW_MS = NOON_MS + 12 * DAY_MS


@pytest.fixture
def desk(history: History, tmp_path: Path) -> History:
    """Return the history of a help desk: an open phone, a done one, a silent one, the demo."""
    folder = history.path.parent

    def missed(error: Exception, phone: Phone | None, day: int) -> None:
        at_ms = NOON_MS + day * DAY_MS
        scan = missed_scan(error, started_ms=at_ms, finished_ms=at_ms, phone=phone)  # type: ignore[arg-type]
        history.record_missed(scan)

    suspicious = sms("您的欠款已逾期，请回电13900000002处理。", "", "2026-04-09T10:00:00+08:00")
    first = done_scan(
        report_on(forged(1), forged(2), suspicious, greeting(1), serial="A"), folder=folder
    )
    history.record(first)
    recent = report_on(forged(3), serial="B", at_ms=NOW_MS - DAY_MS)
    done = history.record(done_scan(recent, folder=folder))
    report = tmp_path / "a report.html"
    report.write_text("x")
    history.set_report(done.scan_id, report)
    label = Review(
        message_key=forged(3).message_key, reviewed_ms=1, verdict="likely_forged", is_right=True
    )
    history.review(done.inbox_id, label)
    locked = PhoneNotReady("The phone {phone} is not authorised.", phone="x")
    missed(locked, first.phone, 3)
    missed(AcquisitionError("It ended."), first.phone, 4)
    missed(AcquisitionError("It ended."), Phone(key="c", name=HOSTILE), 5)
    missed(PhoneNotReady("No phone is connected."), None, 6)
    history.record(done_scan(report_on(forged(4), demo=True), folder=folder))
    return history


def state_of(history: History) -> Overview:
    """Return the overview of nearly twelve days later."""
    return overview(history, now_ms=NOW_MS, stale_days=7)


def test_open_is_what_alarms_and_has_no_label(desk: History) -> None:
    """The most urgent phone first, then the one not scanned for longest; the demo last."""
    state = state_of(desk)
    assert [p.about.id for p in state.phones] == [1, 3, 2, 4]
    first, silent, done, demo = state.phones
    assert first.open == {"likely_forged": 2, "suspicious": 1}
    assert [scan.reason for scan in first.missed] == ["acquisition-error", "phone-not-ready"]
    assert (silent.open, silent.days_since) == ({"likely_forged": 0, "suspicious": 0}, None)
    assert (done.is_open, done.labelled, done.days_since) == (False, 1, 0)
    assert demo.is_open
    assert state.open == {"likely_forged": 2, "suspicious": 1}
    assert [scan.reason for scan in state.absent] == ["phone-not-ready"]


def test_a_phone_not_scanned_for_long_is_pointed_out(desk: History) -> None:
    """After the days of the settings; never where they say 0; a clock that went back does not."""
    state = state_of(desk)
    assert [state.is_stale(phone) for phone in state.phones] == [True, True, False, False]
    assert state.stale == 2
    assert overview(desk, now_ms=NOW_MS, stale_days=0).stale == 0
    earlier = overview(desk, now_ms=NOON_MS - 900 * DAY_MS, stale_days=7)
    assert [phone.days_since for phone in earlier.phones] == [None] * 4


def test_a_later_scan_closes_what_it_no_longer_finds(desk: History) -> None:
    """What was missed before it counts no more."""
    folder = desk.path.parent
    desk.record(done_scan(report_on(greeting(1), serial="A", at_ms=NOW_MS), folder=folder))
    [phone] = [p for p in state_of(desk).phones if p.about.id == 1]
    assert (phone.is_open, phone.missed) == (False, ())


def test_no_text_of_a_message_and_no_sender_is_in_the_page(desk: History) -> None:
    """Counts, names of phones, and why a scan read nothing; nothing of a stranger's as HTML."""
    page = render_overview(state_of(desk), "en", "1.0")
    for private in (BODY, "招商银行", "1700000", "13900000002", forged(1).message_key):
        assert private not in page
    assert "<script" not in page
    assert "The phone … is not authorised." in page


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


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that writes the page and opens it on a phone; notes requests, faults."""
    contexts = []

    def open_page(history: History, language: Language = "en", **options: object) -> Page:
        path = tmp_path / "overview.html"
        path.write_text(render_overview(state_of(history), language, "1.0"), encoding="utf-8")
        screen = {"width": 360, "height": 780}
        context = browser.new_context(**{"viewport": screen, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.faults.append(request.url))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda line: page.faults.append(line.text))  # type: ignore[attr-defined]
        page.goto(path.as_uri())
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1100])
def test_the_page_loads_nothing_runs_nothing_and_fits(
    opened: Opener, desk: History, width: int
) -> None:
    """On a phone and on a desk; its only request is for itself."""
    page = opened(desk, viewport={"width": width, "height": 800})
    page.wait_for_timeout(100)
    assert [fault.rsplit("/", 1)[-1] for fault in page.faults] == ["overview.html"]  # type: ignore[attr-defined]
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("h1").inner_text() == "1 phone has open findings"
    rows = page.locator("tbody tr").all()
    assert len(rows) == 4
    assert re.search(r"2\s+Likely forged\s+1\s+Suspicious", rows[0].inner_text())
    assert "11 days ago" in rows[0].inner_text()
    assert "a report.html" in rows[2].inner_text()
    assert page.locator("tbody a").get_attribute("href").endswith("/a%20report.html")  # type: ignore[union-attr]


@pytest.mark.browser
def test_the_language_is_switched_without_a_script(opened: Opener, desk: History) -> None:
    """All are in the page."""
    page = opened(desk, java_script_enabled=False)
    for name, headline in (
        ("简体中文", "1 部手机有待处理的结果"),
        ("繁體中文", "1 支手機有待處理的結果"),
    ):
        page.get_by_text(name, exact=True).click()
        assert page.locator("h1").inner_text() == headline
        assert "Open findings" not in page.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation(
    opened: Opener, desk: History, language: Language, scheme: str
) -> None:
    """All rules of axe-core, in light and dark, in every language, on a phone and on a desk."""
    for width in (360, 1100):
        screen = {"width": width, "height": 900}
        page = opened(desk, language, color_scheme=scheme, viewport=screen)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run()")
        found = [(v["id"], n["html"][:160]) for v in result["violations"] for n in v["nodes"]]
        assert found == []
        assert len(result["passes"]) > 10


@pytest.mark.browser
def test_an_empty_history_says_how_to_begin(opened: Opener, history: History) -> None:
    """No table, no zero rows."""
    assert queries.inboxes(history) == []
    page = opened(history)
    assert "No phone was scanned yet." in page.locator("h1").inner_text()
    assert "sms-scanner scan" in page.locator("#phones").inner_text()
