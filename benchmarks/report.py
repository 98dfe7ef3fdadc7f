"""Open a report of N findings in Chromium; compare with the plain table that other tools write.

The baseline holds the same messages as ALEAPP and Andriller show them: one table, a row a message,
no evidence, no filter. Needs playwright and an installed Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scanner import __version__
from scanner.demo_phone.inbox import demo_messages
from scanner.inbox.acquisition import Acquisition
from scanner.judging.judge import judge
from scanner.message import Message
from scanner.report.html import stream_html
from scanner.report.model import Report
from scanner.ruleset.load import load_ruleset

_A_MINUTE_MS = 60_000
_PAINTED = "() => new Promise(r => requestAnimationFrame(() => setTimeout(r)))"
_SEARCH = """() => new Promise(done => {
    const box = document.querySelector('#q');
    const started = performance.now();
    box.value = "逾期";
    box.dispatchEvent(new Event('input', {bubbles: true}));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
})"""


def report_of(count: int) -> Report:
    """Return the demo's findings, over and over until there are `count`."""
    now_ms = time.time_ns() // 1_000_000
    messages = [
        Message(
            message_id=str(row.id),
            address=row.address,
            body=row.body or "",
            received_ms=row.date,
            utc_offset_min=480,
        )
        for row in demo_messages(now_ms)
    ]
    ruleset = load_ruleset()
    found = [j for j in judge(messages, ruleset) if j.verdict]
    judgements = tuple(
        replace(
            found[n % len(found)],
            message=replace(
                found[n % len(found)].message,
                message_id=str(n),
                received_ms=now_ms - n * _A_MINUTE_MS,
            ),
        )
        for n in range(count)
    )
    acquisition = Acquisition(
        source="demo", name="demo", transport="hex pages", completeness="proved", read=count
    )
    return Report(
        acquisition=acquisition,
        judgements=judgements,
        ruleset=ruleset,
        created_ms=now_ms,
        tool_version=__version__,
    )


def plain_table(report: Report) -> str:
    """Return the page that other tools write."""
    rows = "".join(
        f"<tr><td>{escape(m.message_id)}</td><td>{escape(m.address or '')}</td>"
        f"<td>{m.received_ms}</td><td>{escape(m.body)}</td></tr>\n"
        for m in (j.message for j in report.judgements)
    )
    return f"<!DOCTYPE html><meta charset=utf-8><table border=1>{rows}</table>"


def opened(browser: Browser, path: Path) -> tuple[float, float]:
    """Return (seconds until painted, milliseconds for a search; 0 where there is none)."""
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate(_PAINTED)
    seconds = time.perf_counter() - started
    search_ms = page.evaluate(_SEARCH) if page.locator("#q").count() else 0.0
    page.close()
    return seconds, search_ms


def measure(count: int) -> None:
    """Print the figures for one size: the best of three."""
    report = report_of(count)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, table = Path(folder, "report.html"), Path(folder, "table.html")
        started = time.perf_counter()
        ours.write_text("".join(stream_html(report, "zh-Hans")), encoding="utf-8")
        render_s = time.perf_counter() - started
        table.write_text(plain_table(report), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        ours_s, search_ms = min(opened(browser, ours) for _ in range(3))
        table_s, _ = min(opened(browser, table) for _ in range(3))
        print(
            f"{count:>7,} findings: written in {render_s:.1f} s, {ours.stat().st_size / 1e6:.1f} MB"
            f" (table {table.stat().st_size / 1e6:.1f} MB); opens in {ours_s:.2f} s, table in"
            f" {table_s:.2f} s = {ours_s / table_s:.1f} x; a search takes {search_ms:.0f} ms"
        )
        browser.close()


if __name__ == "__main__":
    for size in sys.argv[1:] or ["1000", "10000"]:
        measure(int(size))
