"""Watching for phones: once a period, through wobbling cables and servers that come and go."""

import itertools
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.errors import PhoneNotReady
from scanner.inbox.phone.server import AdbServer, private_server
from scanner.schedule.watch import Watch

EVENTS_PER_SERVER = 500


class Enough(Exception):  # noqa: N818 - no fault
    """Ends a watch that would run for ever."""


@contextmanager
def adb_server(lists: Iterator[str], *, at_once: bool = False) -> Iterator[int]:
    """Run a server that speaks adb's protocol and streams these lists of devices.

    With `at_once` they are sent together, so that no clock of a test runs ahead of them.
    After `EVENTS_PER_SERVER` of them it breaks the stream, as a server that is restarted does.
    """
    latest = ""

    def serve(connection: socket.socket) -> None:
        nonlocal latest
        with connection, connection.makefile("rwb", -1 if at_once else 0) as stream:
            size = stream.read(4)
            request = stream.read(int(size, 16)).decode() if size else ""
            if request == "host:version":
                stream.write(b"OKAY00040029")
            elif request.startswith("host:devices"):
                stream.write(b"OKAY%04x" % len(latest) + latest.encode())
            elif request == "host:track-devices":
                stream.write(b"OKAY")
                for _, latest in zip(range(EVENTS_PER_SERVER), lists, strict=False):
                    stream.write(b"%04x" % len(latest) + latest.encode())

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                try:
                    serve(connection)
                except OSError:
                    continue  # the watcher left first

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def watch_through(
    lists: list[str], scan: Callable[[str], bool], clock: Callable[[], float], period_s: float
) -> list[float]:
    """Watch such a server until it has streamed everything; return the pauses made."""
    pauses: list[float] = []
    left = -(-len(lists) // EVENTS_PER_SERVER)

    def pause(seconds: float) -> None:
        nonlocal left
        pauses.append(seconds)
        left -= seconds == 1.0  # once for each server that ended
        if left <= 0:
            raise Enough

    with adb_server(iter(lists), at_once=True) as port:
        watch = Watch(
            lambda: AdbServer("127.0.0.1", port), scan, period_s, clock=clock, pause=pause
        )
        with pytest.raises(Enough):
            watch.run()
    return pauses


class Clock:
    """Goes on by some seconds whenever it is asked."""

    def __init__(self, step_s: float = 5.0) -> None:
        """Begin at 0."""
        self.now = 0.0
        self.step_s = step_s

    def __call__(self) -> float:
        """Return seconds."""
        self.now += self.step_s
        return self.now


def test_thousands_of_arrivals_are_scanned_once_a_period_in_flat_memory() -> None:
    """4,000 plug and unplug events over eight servers, each phone under ever new addresses too."""
    lists = []
    for number in range(2000):
        lists += [f"PHONE\tdevice\n10.0.0.{number}:5555\tdevice\n", ""]
    scans: list[float] = []
    sizes: list[int] = []
    clock = Clock()

    def scan(serial: str) -> bool:
        if serial == "PHONE":
            scans.append(clock.now)
            sizes.append(tracemalloc.get_traced_memory()[0])
        return True

    tracemalloc.start()
    watch_through(lists, scan, clock, period_s=600)
    tracemalloc.stop()
    assert len(scans) > 40
    assert min(b - a for a, b in itertools.pairwise(scans)) >= 600
    early = sum(sizes[5:10]) / 5
    late = sum(sizes[-5:]) / 5
    assert late - early < 32_000


def test_a_cable_that_wobbles_is_given_time_and_nothing_is_lost() -> None:
    """Two failed tries, ten seconds or more apart, then a whole scan, and no more after it."""
    outcomes = iter([False, False, True])
    tried: list[float] = []
    clock = Clock(2.0)

    def scan(_serial: str) -> bool:
        tried.append(clock.now)
        return next(outcomes)

    lists = ["PHONE\toffline\n", "PHONE\tdevice\n"] * 30
    watch_through(lists, scan, clock, period_s=6000)
    assert len(tried) == 3
    assert min(b - a for a, b in itertools.pairwise(tried)) >= 10


def test_a_phone_that_stays_is_tried_again_until_it_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Locked when it was plugged in, unlocked later: nothing of that shows in adb's list."""
    monkeypatch.setattr("scanner.schedule.watch._RETRY_S", (0.1, 0.3))
    outcomes = iter([False, False, False, True])
    tried: list[float] = []

    def scan(_serial: str) -> bool:
        tried.append(time.monotonic())
        if outcome := next(outcomes):
            ended.set()
        return outcome

    ended = threading.Event()
    server_ends = threading.Event()

    def slowly() -> Iterator[str]:
        yield "PHONE\tdevice\n"
        server_ends.wait(10)

    def run() -> None:
        with adb_server(slowly()) as port, pytest.raises(Enough):
            Watch(lambda: AdbServer("127.0.0.1", port), scan, 600, pause=enough).run()

    def enough(_seconds: float) -> None:
        raise Enough

    thread = threading.Thread(target=run)
    thread.start()
    assert ended.wait(10)
    time.sleep(0.5)
    server_ends.set()
    thread.join()
    gaps = [b - a for a, b in itertools.pairwise(tried)]
    assert len(gaps) == 3
    assert gaps[0] >= 0.1
    assert gaps[1] >= 0.2
    assert gaps[2] >= 0.3


def test_a_phone_plugged_in_anew_is_tried_soon_however_often_it_failed() -> None:
    """Its owner has done something about it."""
    tried: list[float] = []
    clock = Clock(100.0)

    def scan(_serial: str) -> bool:
        tried.append(clock.now)
        return False

    watch_through(["PHONE\tdevice\n", ""] * 40, scan, clock, period_s=6000)
    assert len(tried) == 40


def test_a_phone_that_is_not_ready_is_not_scanned() -> None:
    """Neither unauthorised nor offline; it is once it is ready."""
    tried: list[str] = []
    lists = ["A\tunauthorized\n", "A\toffline\nB\tno permissions; see x\n", "A\tdevice\n"]
    watch_through(lists, lambda serial: tried.append(serial) is None, Clock(), period_s=600)
    assert tried == ["A"]


def test_no_server_is_told_once_and_waited_for_ever_longer() -> None:
    """Up to a minute, so that a computer without adb is not kept busy."""
    told: list[PhoneNotReady] = []
    pauses: list[float] = []

    def connect() -> AdbServer:
        raise PhoneNotReady("There is no adb.")

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 9:
            raise Enough

    with pytest.raises(Enough):
        Watch(connect, lambda _: True, 600, trouble=told.append, pause=pause).run()
    assert len(told) == 1
    assert pauses == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0, 60.0]


def test_a_real_server_tells_of_phones_that_come_and_go_and_may_end() -> None:
    """The demo phone, plugged in three times; then the server is stopped."""
    arrived = threading.Semaphore(0)
    ended = threading.Event()

    def scan(_serial: str) -> bool:
        arrived.release()
        return True

    def pause(_seconds: float) -> None:
        raise Enough

    with DemoPhone(PROFILES["android-14"]) as phone:
        with private_server() as server:
            watch = Watch(
                lambda: AdbServer("127.0.0.1", server.port), scan, period_s=0, pause=pause
            )

            def run() -> None:
                with pytest.raises(Enough):
                    watch.run()
                ended.set()

            thread = threading.Thread(target=run)
            thread.start()
            for _ in range(3):
                server.connect(phone.address)
                assert arrived.acquire(timeout=20)
                server.ask(f"host:disconnect:{phone.address}")
        assert ended.wait(timeout=20)
        thread.join()
