"""Waits for phones to be plugged in, by adb's own stream of its list of devices.

`host:track-devices` sends the whole list at once and again whenever it changes
(adb's SERVICES.TXT). A server that ends, or is replaced by another, is waited for.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NoReturn

from scanner.errors import PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.device import READY, read_list
from scanner.inbox.phone.server import AdbServer

_RETRY_S = (10.0, 1800.0)
"""Between two tries at a phone that stays: at first, and at most. A phone that is locked or hidden
behind a question is tried again until its owner has unlocked it; a wobbling cable is let settle."""
_SERVER_PAUSE_S = (1.0, 60.0)
"""Before the adb server is sought again: at first, and at most."""


@dataclass(frozen=True)
class _Failure:
    """A phone that could not be read."""

    tried_at: float
    wait_s: float

    @property
    def again_at(self) -> float:
        """When it is tried again."""
        return self.tried_at + self.wait_s


@dataclass
class Watch:
    """Scans each phone when it arrives, at most once a period.

    Attributes:
        connect: returns the adb server; may raise PhoneNotReady.
        scan: takes the serial of a phone and tells whether it was read.
        period_s: seconds after a success in which an arrival means nothing.
        trouble: is told why there is no adb server, once for each time of trouble.
        clock: seconds that never go back.
        pause: waits so many seconds.
    """

    connect: Callable[[], AdbServer]
    scan: Callable[[str], bool]
    period_s: float
    trouble: Callable[[PhoneNotReady], None] = lambda _: None
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    _scanned: dict[str, float] = field(default_factory=dict)
    _failed: dict[str, _Failure] = field(default_factory=dict)

    def run(self) -> NoReturn:
        """Watch until interrupted."""
        shortest, longest = _SERVER_PAUSE_S
        wait_s = shortest
        while True:
            try:
                with self.connect() as server:
                    wait_s = shortest
                    self._follow(server)
            except TransportError:
                pass  # the server ended; the next one lists the phones anew
            except PhoneNotReady as error:
                if wait_s == shortest:
                    self.trouble(error)
                wait_s = min(wait_s * 2, longest)
            self.pause(wait_s)

    def _follow(self, server: AdbServer) -> NoReturn:
        waiting: set[str] = set()
        """Ready phones that are still to be scanned: they just arrived, or a try failed."""
        ready: set[str] = set()
        with server.talk(math.inf) as talk:
            talk.request("host:track-devices")
            while True:
                if talk.comes_within(self._rest_s(waiting)):
                    phones = read_list(talk.read_block().splitlines(), [])
                    now_ready = {phone.serial for phone in phones if phone.state == READY}
                    arrived, ready = now_ready - ready, now_ready
                    waiting = (waiting & ready) | arrived
                    self._hurry(arrived)
                for serial in sorted(waiting):
                    if self._is_done(serial):
                        waiting.discard(serial)

    def _is_done(self, serial: str) -> bool:
        """Scan a phone if it is its time; tell whether it needs nothing more."""
        self._forget_before(self.clock())
        if serial in self._scanned:
            return True
        failure = self._failed.get(serial)
        if failure and self.clock() < failure.again_at:
            return False
        if self.scan(serial):
            self._scanned[serial] = self.clock()
            self._failed.pop(serial, None)
            return True
        shortest, longest = _RETRY_S
        wait_s = min(failure.wait_s * 2, longest) if failure else shortest
        self._failed[serial] = _Failure(self.clock(), wait_s)
        return False

    def _hurry(self, arrived: set[str]) -> None:
        """Let a phone that was plugged in anew wait no longer than a cable that wobbles."""
        for serial in arrived & self._failed.keys():
            self._failed[serial] = replace(self._failed[serial], wait_s=_RETRY_S[0])

    def _rest_s(self, waiting: set[str]) -> float:
        """Return how long nothing is to be done unless the list of phones changes."""
        now = self.clock()
        times = [self._failed[s].again_at for s in waiting if s in self._failed]
        return max(min(times) - now, 0.0) if times else math.inf

    def _forget_before(self, now: float) -> None:
        """Drop what no longer matters: phones on a network come under ever new addresses."""
        self._scanned = {s: t for s, t in self._scanned.items() if now - t < self.period_s}
        longest = _RETRY_S[1]
        self._failed = {s: f for s, f in self._failed.items() if now - f.again_at < longest}
