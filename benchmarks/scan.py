"""Scan a demo phone of N messages; compare the proved read with the usual unproved one.

The baseline is what public tools do: one `content query` through adbutils, its output split at
"Row:". It is faster to write, and believes whatever a message says.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from adbutils import AdbClient

from scanner import __version__
from scanner.cli.acquire import DEFAULT_PROFILE
from scanner.demo_phone.inbox import many_messages
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer, private_server
from scanner.judging.judge import judge
from scanner.message import from_frame
from scanner.report.html import render_html
from scanner.report.model import Report
from scanner.ruleset.load import load_ruleset

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return (seconds, what came of it)."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def naive_read(server: AdbServer, serial: str) -> list[dict[str, str]]:
    """Read as public tools do."""
    query = "content query --uri content://sms/inbox --projection _id:address:date:body"
    device = AdbClient(host=server.host, port=server.port).device(serial)
    output = device.shell2(query, v2=True).stdout
    return [
        dict(field.partition("=")[::2] for field in row.split(", "))
        for row in re.split(r"^Row: \d+ ", output, flags=re.MULTILINE)[1:]
    ]


def measure(count: int) -> None:
    """Print the figures for one size."""
    stored = many_messages(count, time.time_ns() // 1_000_000)
    with DemoPhone(PROFILES[DEFAULT_PROFILE], stored) as phone, private_server() as server:
        server.connect(phone.address)
        device = choose_phone(server, phone.address)
        naive_s, rows = timed(lambda: naive_read(server, phone.address))
        read_s, inbox = timed(lambda: read_inbox(server, device, source="demo"))
    judge_s, render_s, size, findings = judged(inbox)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>9,} messages: naive read {naive_s:.2f} s ({len(rows):,} rows believed), "
        f"proved read {read_s:.2f} s = {read_s / naive_s:.1f} x ({inbox.acquisition.read:,} rows "
        f"proved); judge {judge_s:.2f} s ({count / judge_s:,.0f}/s, {findings} findings); "
        f"render {render_s:.2f} s ({size / 1e6:.1f} MB); peak {peak_mb:,.0f} MB"
    )


def judged(inbox: Inbox) -> tuple[float, float, int, int]:
    """Return (seconds to judge, seconds to render, bytes of HTML, findings)."""
    ruleset = load_ruleset()
    judge_s, judgements = timed(lambda: judge(from_frame(inbox.messages), ruleset))
    report = Report(
        acquisition=inbox.acquisition,
        judgements=tuple(judgements),
        ruleset=ruleset,
        created_ms=time.time_ns() // 1_000_000,
        tool_version=__version__,
    )
    render_s, html = timed(lambda: render_html(report, "en"))
    findings = sum(j.is_collection for j in judgements)
    return judge_s, render_s, len(html.encode()), findings


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    if len(sizes) == 1:
        measure(sizes[0])
    for size in sizes if len(sizes) > 1 else []:  # a process each, for its own peak memory
        subprocess.run([sys.executable, __file__, str(size)], check=True)
