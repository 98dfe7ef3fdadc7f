"""Waits for phones to be plugged in, by adb's own stream of its list of devices.

`host:track-devices` sends the whole list at once and again whenever it changes
(adb's SERVICES.TXT). A server that ends, or is replaced by another, is waited for.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from scanner.errors import PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.device import READY, list_phones, read_list
from scanner.inbox.phone.server import AdbServer

_RETRY_S = 10.0
"""Between two tries at one phone: a cable that wobbles is let settle."""
_SERVER_PAUSE_S = (1.0, 60.0)
"""Before the adb server is sought again: at first, and at most."""


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
    _tried: dict[str, float] = field(default_factory=dict)

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
        ready: set[str] = set()
        with server.talk(math.inf) as talk:
            talk.request("host:track-devices")
            while True:
                phones = read_list(talk.read_block().splitlines(), [])
                now_ready = {phone.serial for phone in phones if phone.state == READY}
                arrived, ready = now_ready - ready, now_ready
                for serial in sorted(arrived):
                    self._welcome(server, serial)

    def _welcome(self, server: AdbServer, serial: str) -> None:
        now = self.clock()
        self._forget_before(now)
        if serial in self._scanned:
            return
        if serial in self._tried:
            self.pause(_RETRY_S)
            if not any(p.serial == serial and p.state == READY for p in list_phones(server)):
                return  # gone again; when it comes back we hear of it
        if self.scan(serial):
            self._scanned[serial] = self.clock()
            self._tried.pop(serial, None)
        else:
            self._tried[serial] = self.clock()

    def _forget_before(self, now: float) -> None:
        """Drop what no longer matters: phones on a network come under ever new addresses."""
        self._scanned = {s: t for s, t in self._scanned.items() if now - t < self.period_s}
        self._tried = {s: t for s, t in self._tried.items() if now - t < _RETRY_S}
