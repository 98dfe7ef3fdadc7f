"""Open a report in Chromium; compare with the plain table that other tools write.

The baseline holds the same messages as ALEAPP and Andriller show them: one table, a row a message,
no evidence, no filter, no script; so it is the least that their pages cost. Two cases: a report of
N findings, and an inbox of N messages of which two in a hundred are findings, where those tools
list all N. Needs playwright and an installed Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from scanner import __version__
from scanner.demo_phone.inbox import demo_messages, many_messages
from scanner.demo_phone.provider import StoredSms
from scanner.inbox.acquisition import Acquisition
from scanner.judging.judge import judge
from scanner.judging.model import Judgement
from scanner.message import Message
from scanner.report.html import stream_html
from scanner.report.model import Report
from scanner.ruleset.load import load_ruleset

_THREE_YEARS_MS = 3 * 365 * 86_400_000
_PAINTED = "() => new Promise(r => requestAnimationFrame(() => setTimeout(r)))"
_SEARCH = """() => new Promise(done => {
    const box = document.querySelector('#q');
    const started = performance.now();
    box.value = "逾期";
    box.dispatchEvent(new Event('input', {bubbles: true}));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
})"""


def messages_of(rows: Iterable[StoredSms]) -> list[Message]:
    """Return stored messages as they are judged."""
    return [
        Message(
            message_id=str(row.id),
            address=row.address,
            body=row.body or "",
            received_ms=row.date,
            utc_offset_min=480,
        )
        for row in rows
    ]


def report_of_findings(count: int) -> Report:
    """Return the demo's findings, over and over until there are `count`, over three years."""
    now_ms = time.time_ns() // 1_000_000
    found = [j for j in judge(messages_of(demo_messages(now_ms)), load_ruleset()) if j.verdict]

    def copy(number: int) -> Judgement:
        original = found[number % len(found)]
        moment = now_ms - number * _THREE_YEARS_MS // count
        message = replace(original.message, message_id=str(number), received_ms=moment)
        return replace(original, message=message)

    return report_of([copy(number) for number in range(count)], now_ms)


def report_of_inbox(count: int) -> Report:
    """Return an inbox of `count` messages, judged."""
    now_ms = time.time_ns() // 1_000_000
    return report_of(judge(messages_of(many_messages(count, now_ms)), load_ruleset()), now_ms)


def report_of(judgements: list[Judgement], now_ms: int) -> Report:
    """Return these judgements as a report."""
    acquisition = Acquisition(
        source="demo",
        name="demo",
        transport="hex pages",
        completeness="proved",
        read=len(judgements),
    )
    return Report(
        acquisition=acquisition,
        judgements=tuple(judgements),
        ruleset=load_ruleset(),
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


class Opening(NamedTuple):
    """What it took to open a page; ordered by time."""

    seconds: float
    """Until it was painted, by the clock."""
    cpu_s: float
    """Of the page's process until then: what a busy machine does not change much."""
    nodes: int
    search_ms: float
    """For the first search, by the clock; 0 where there is none."""

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu_s:.2f} s of CPU, {self.nodes:,} nodes)"


def opened(browser: Browser, path: Path) -> Opening:
    """Open a page in a tab of its own."""
    page = browser.new_page()
    page.set_default_timeout(300_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    started = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate(_PAINTED)
    seconds = time.perf_counter() - started
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    nodes: int = page.evaluate("document.querySelectorAll('*').length")
    search_ms: float = page.evaluate(_SEARCH) if page.locator("#q").count() else 0.0
    page.close()
    return Opening(seconds, metrics["ProcessTime"], nodes, search_ms)


def measure(report: Report, repeats: int) -> None:
    """Print the figures for one report: the quickest of the repeats."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, table = Path(folder, "report.html"), Path(folder, "table.html")
        started = time.process_time()
        ours.write_text("".join(stream_html(report, "zh-Hans")), encoding="utf-8")
        render_s = time.process_time() - started
        table.write_text(plain_table(report), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        our_page = min(opened(browser, ours) for _ in range(repeats))
        table_page = min(opened(browser, table) for _ in range(repeats))
        browser.close()
        print(
            f"{len(report.judgements):>7,} messages, {len(report.cards):,} findings: written in"
            f" {render_s:.1f} s of CPU, {ours.stat().st_size / 1e6:.1f} MB"
            f" (table {table.stat().st_size / 1e6:.1f} MB); opens in {our_page}, table in"
            f" {table_page} = {our_page.seconds / table_page.seconds:.2f} x; first search"
            f" {our_page.search_ms:.0f} ms",
            flush=True,
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--inbox", type=int, nargs="*", default=[100_000])
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    for count in options.findings:
        measure(report_of_findings(count), options.repeats)
    for count in options.inbox:
        measure(report_of_inbox(count), options.repeats)


if __name__ == "__main__":
    main()
