"""What phones offer on the network (mDNS), as the adb server sees it.

Sources: AOSP packages/modules/adb, `client/commandline.cpp` ("mdns") and `adb_mdns.h` (kinds).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from scanner.errors import PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.server import AdbServer

PAIRING = "_adb-tls-pairing._tcp"
CONNECT = "_adb-tls-connect._tcp"

_POLL_S = 0.5


@dataclass(frozen=True, slots=True)
class Service:
    """Something that a phone offers on the network."""

    name: str
    """Of the phone: "adb-SERIAL-xxxxxx"; while it waits for pairing by QR code, the code's name."""
    kind: str
    """`PAIRING`, `CONNECT`, or another."""
    address: str
    """"host:port"."""


def check_discovery(server: AdbServer) -> None:
    """Make sure that the adb server looks for phones on the network (mDNS).

    Raises:
        PhoneNotReady: it does not.
    """
    try:
        answer = server.ask("host:mdns:check")
    except TransportError as error:
        answer = str(error)
    if not answer.startswith("mdns daemon version"):
        raise PhoneNotReady(
            "The adb server does not look for phones on the network: {answer}",
            "Pair with a code instead: on the phone, Wireless debugging > Pair device with pairing "
            "code; here, sms-scanner pair HOST:PORT with the address in that dialog.",
            answer=answer.strip(),
        )


def services(server: AdbServer) -> list[Service]:
    """Return what phones offer on the network now; nothing where the server cannot tell."""
    try:
        return read_services(server.ask("host:mdns:services"))
    except TransportError:
        return []


def read_services(answer: str) -> list[Service]:
    """Return the services of an answer: a line each of name, kind and address, parted by tabs."""
    fields = (line.split("\t") for line in answer.splitlines())
    return [
        Service(f[0].strip(), f[1].strip().removesuffix("."), f[2].strip())
        for f in fields
        if len(f) == 3
    ]


def await_service(
    server: AdbServer, fits: Callable[[Service], bool], timeout_s: float
) -> Service | None:
    """Wait until a phone offers a service that fits; None if none did in time."""
    ends_at = time.monotonic() + timeout_s
    while True:
        found = next((service for service in services(server) if fits(service)), None)
        if found or time.monotonic() >= ends_at:
            return found
        time.sleep(_POLL_S)
