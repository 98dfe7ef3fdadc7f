"""The contact log in a real Chromium: noted in the page, saved to a file, shown the next time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scanner.contact_log.file import read_log
from scanner.contact_log.model import Call
from scanner.i18n import LANGUAGES
from scanner.report.model import Report
from scanner.report.redact import redacted
from scanner.report.write import write_report

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


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


class Opened:
    """A report opened on a phone, offline; requests, errors and dialogs are noted."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.faults: list[str] = []
        self.requests: list[str] = []

    def __call__(self, report: Report, language: str = "en", **options: object) -> Page:
        """Write and open a report; its first message is unfolded."""
        path = write_report(report, self.folder / "r.html", "html", language)  # type: ignore[arg-type]
        page = self.browser.new_context(
            viewport={"width": 360, "height": 780},
            timezone_id="Asia/Shanghai",
            offline=True,
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]
        ).new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self.faults.append(line.text))
        page.goto(path.as_uri())
        page.locator(".card summary").first.click()
        return page


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Return a function that opens a report; afterwards nothing may have gone wrong in it."""
    opened = Opened(browser, tmp_path)
    yield opened
    for context in browser.contexts:
        context.close()
    assert opened.faults == []
    assert {url.split(":")[0] for url in opened.requests} <= {"file", "blob"}


def note(page: Page, **fields: str) -> None:
    """Note a call about the first message."""
    page.locator(".card [data-note]").first.click()
    for name, value in fields.items():
        page.locator(f"#log-{name}").fill(value)
    page.get_by_label("I called").check()
    page.get_by_role("button", name="Note it").click()


def test_a_call_noted_in_the_page_is_in_the_next_report(
    opened: Opened, report: Report, tmp_path: Path
) -> None:
    """By way of the file that the page saves, field by field, in local time with its offset."""
    page = opened(report)
    note(page, at="2026-05-21T09:30", staff_name='王"经理<b>', promised="减免利息\n三期", note="=1")
    beside = page.locator(".card [data-calls] li").first
    assert "21 May 2026, 09:30" in beside.inner_text()
    assert '王"经理<b>' in beside.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    assert download.value.suggested_filename.endswith(".json")
    download.value.save_as(tmp_path / "log.json")
    [entry] = read_log(tmp_path / "log.json")
    key = report.cards[0].message.message_key
    assert (entry.way, entry.message_key, entry.lender) == ("i_called", key, "山城银行")
    assert (entry.staff_name, entry.promised, entry.note) == ('王"经理<b>', "减免利息\n三期", "=1")
    assert (entry.at_ms, entry.utc_offset_min) == (1_779_327_000_000, 480)
    later = opened(replace(report, calls=(entry,)))
    shown = later.locator(".card [data-calls] li").first.inner_text()
    assert "21 May 2026, 09:30 Asia/Shanghai, UTC+08:00 · I called" in shown
    assert '王"经理<b>' in shown
    assert "1 call is noted" in later.locator("#log").inner_text()
    assert later.locator(".card").nth(1).locator("[data-calls] li").count() == 0


def test_a_noted_call_can_be_taken_back_and_unsaved_ones_are_not_lost_in_silence(
    opened: Opened, report: Report
) -> None:
    """Closing the page asks first, until all is saved or removed."""
    page = opened(report)
    note(page, note="first")
    note(page, note="second")
    assert page.locator("#log-unsaved li").count() == 2
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.locator("#log-unsaved summary").click()
    page.locator("#log-unsaved [data-remove]").first.click()
    assert page.locator(".card [data-calls] li").all_inner_texts()[0].endswith("Note: second")
    page.locator("#log-unsaved [data-remove]").first.click()
    assert not page.locator("#log-unsaved").is_visible()
    assert page.locator(".card [data-calls] li").count() == 0


def test_the_form_is_used_by_keyboard_and_refuses_nonsense(opened: Opened, report: Report) -> None:
    """Enter opens it, Escape closes it and gives the focus back; a wrong id is not taken."""
    page = opened(report)
    button = page.locator(".card [data-note]").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#log-form").is_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.locator("#log-message").fill("not an id")
    page.locator("#log-form [type=submit]").focus()
    page.keyboard.press("Enter")
    assert page.locator("#log-form").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#log-form").is_visible()
    assert button.evaluate("e => e === document.activeElement")
    assert page.locator("#log-unsaved li").count() == 0


def test_without_javascript_there_is_no_dead_button(opened: Opened, report: Report) -> None:
    """The id stays readable, and the command that notes a call is told."""
    page = opened(report, java_script_enabled=False)
    assert page.locator("[data-note]:visible").count() == 0
    assert report.cards[0].message.message_key in page.locator(".card").first.inner_text()
    assert "sms-scanner log add" in page.locator("#log").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_and_list_are_accessible_and_fit_a_phone(
    opened: Opened, report: Report, scheme: str, language: str
) -> None:
    """Axe finds nothing, in the page and in the open form; nothing is wider than 360 pixels."""
    page = opened(report, language, color_scheme=scheme)
    page.locator(".card [data-note]").first.click()
    page.locator("#log-note").fill("字" * 200 + "w" * 300)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run('#log-form')")["violations"] == []
    wide = "e => e.scrollWidth > e.clientWidth"
    assert not page.locator("#log-form").evaluate(wide)
    page.locator("#log-form [type=submit]").click()
    with page.expect_download():
        page.locator("[data-save]").click()
    assert page.evaluate("axe.run('#log, .calls')")["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_hostile_entry_runs_nothing(opened: Opened, report: Report) -> None:
    """A log may come from a stranger's file."""
    attack = '"><img src=x onerror=window.pwned=1><script>window.pwned=1</script>\u202e'
    hostile = Call(
        id="0" * 32, at_ms=-(2**62), utc_offset_min=0, way="other", staff_name=attack, note=attack,
        message_key=report.cards[0].message.message_key,
    )  # fmt: skip
    page = opened(replace(report, calls=(hostile,)))
    assert page.evaluate("window.pwned") is None
    assert page.locator(".calls img").count() == 0
    assert "U+202E" in page.locator(".calls li").first.inner_text()


def test_a_redacted_report_has_neither_log_nor_ids(opened: Opened, report: Report) -> None:
    """It is made to be shown to strangers."""
    call = Call(
        id="0" * 32, at_ms=report.created_ms, utc_offset_min=480, way="other", staff_name="王经理",
        message_key=report.cards[0].message.message_key,
    )  # fmt: skip
    page = opened(redacted(replace(report, calls=(call,)), "en"))
    assert page.locator("#log, .calls, [data-note]").count() == 0
    assert "王经理" not in page.content()
