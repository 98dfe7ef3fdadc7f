"""Days of plugging in and out in a minute: the real `watch`, adb server and scans; flat memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.history import queries
from scanner.history.store import History
from scanner.inbox.phone.server import AdbServer, private_server

ROUNDS = 8
PLUGS = int(os.environ.get("SMS_SCANNER_PLUGS", "1600"))
"""Times that the phone is plugged in, and out again."""
GROWTH_KB = 1024


class Size(NamedTuple):
    """Of the watching process, from /proc."""

    events: int
    rss_kb: int
    handles: int
    threads: int


def size_of(process: int, events: int) -> Size:
    """Return how large it is now."""
    status = dict(
        line.partition(":")[::2]
        for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    )
    return Size(
        events=events,
        rss_kb=int(status["VmRSS"].split()[0]),
        handles=len(list(Path(f"/proc/{process}/fd").iterdir())),
        threads=int(status["Threads"]),
    )


def scans(state: Path) -> int:
    """Return how many scans succeeded."""
    with History(state / "history.sqlite") as history:
        return sum(row.outcome == "done" for row in queries.scans(history))


def plug(server: AdbServer, phone: DemoPhone) -> None:
    """Plug the phone in."""
    server.connect(phone.address)


def unplug(server: AdbServer, phone: DemoPhone) -> None:
    """Pull it out."""
    server.ask(f"host:disconnect:{phone.address}")


def stay_until_scanned(server: AdbServer, phone: DemoPhone, state: Path) -> None:
    """Plug the phone in, and leave it in, until it was scanned once more."""
    before, ends_at = scans(state), time.monotonic() + 100
    while scans(state) == before:
        assert time.monotonic() < ends_at, "it was not scanned"
        plug(server, phone)
        for _ in range(60):
            time.sleep(0.25)
            if scans(state) > before:
                return
        unplug(server, phone)  # it had just been scanned when it was plugged in


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(600)
def test_thousands_of_plugs_leave_the_watch_as_small_as_it_was(tmp_path: Path) -> None:
    """It scans between them, loses the phone in the middle of scans, and grows by nothing."""
    state = tmp_path / "state"
    config = tmp_path / "config.toml"
    config.write_text("[notices]\ndesktop = false\n", encoding="utf-8")
    sms = StoredSms(id=1, address="95588", body="see you at eight", date=1_760_000_000_000)
    with DemoPhone(PROFILES["android-14"], [sms]) as phone, private_server() as server:
        watch = subprocess.Popen(
            [sys.executable, "-m", "scanner", "--lang", "en", "watch", "--hours", "0.0002"],
            env={
                **os.environ,
                "SMS_SCANNER_STATE": str(state),
                "SMS_SCANNER_CONFIG": str(config),
                "ANDROID_ADB_SERVER_PORT": str(server.port),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            sizes: list[Size] = []
            for number in range(ROUNDS):
                for _ in range(PLUGS // ROUNDS):
                    plug(server, phone)
                    unplug(server, phone)
                stay_until_scanned(server, phone, state)
                unplug(server, phone)
                sizes.append(size_of(watch.pid, 2 * (number + 1) * (PLUGS // ROUNDS + 1)))
        finally:
            watch.terminate()
            watch.wait(60)
    sys.stdout.write("".join(f"{size}\n" for size in sizes))  # shown with pytest -s
    assert watch.returncode == 0
    first, last = sizes[1], sizes[-1]
    assert last.rss_kb - first.rss_kb < GROWTH_KB
    assert (last.handles, last.threads) == (first.handles, first.threads)
    assert scans(state) >= ROUNDS
