"""Reaching phones over the network: by address, or those that were reached so before.

The adb server's answers to failures were taken down from adb 36.0.0; it gives them as if all were
well.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable

from scanner.errors import InputError, PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.device import READY, list_phones
from scanner.inbox.phone.discovery import CONNECT, services
from scanner.inbox.phone.remembered import RememberedPhone, remembered_phones
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell

CLASSIC_PORT = 5555
"""Of `adb tcpip`, and of phones before Android 11."""

_PROBE_TIMEOUT_S = 1.5
_PROPERTY_TIMEOUT_S = 10.0
_ADDRESS = re.compile(r"(\[[0-9A-Fa-f:.%\w]+\]|[^\s:\[\]]+)(?::([0-9]{1,5}))?")


def read_address(text: str) -> tuple[str, int | None]:
    """Split "host" or "host:port" ("[address]:port" for IPv6).

    Raises:
        InputError: it is neither.
    """
    match = _ADDRESS.fullmatch(text.strip())
    port = int(match[2]) if match and match[2] else None
    if match is None or (port is not None and not 0 < port <= 0xFFFF):
        raise InputError(
            "{address} is not an address of a phone.",
            "It is shown on the phone under Settings > Developer options > Wireless debugging, "
            "such as 192.168.1.20:37099.",
            address=text,
        )
    return match[1], port


def connect(server: AdbServer, text: str) -> str:
    """Let the server connect to a phone, and return its serial there, which is its address.

    Where no port is given, the one that the phone announces is taken, else `CLASSIC_PORT`.

    Raises:
        InputError: that is no address.
        PhoneNotReady: nothing that speaks ADB was reached.
    """
    host, port = read_address(text)
    if port is None:
        offers = (s.address for s in services(server) if s.kind == CONNECT)
        address = next((a for a in offers if a.startswith(f"{host}:")), f"{host}:{CLASSIC_PORT}")
    else:
        address = f"{host}:{port}"
    try:
        server.connect(address)
    except PhoneNotReady as error:
        raise _not_connected(address, str(error.fields.get("answer", ""))) from error
    return address


def own_serial(server: AdbServer, serial: str) -> str:
    """Return the serial number that a phone tells of itself; "" if it does not."""
    try:
        output = Shell(server, serial).run("getprop ro.serialno", _PROPERTY_TIMEOUT_S).stdout
    except TransportError:
        return ""
    return output.decode("utf-8", "replace").strip()


def reach_remembered(server: AdbServer, serial: str | None = None) -> str | None:
    """Connect again to phones that were reached without a cable before.

    Without `serial` nothing is tried while another phone is ready.

    Args:
        server: an adb server.
        serial: of the phone that is wanted: its own, or its address.

    Returns:
        The serial under which adb lists the wanted phone, where it differs from `serial`.

    Raises:
        PhoneNotReady: the adb server stopped answering.
    """
    listed = {phone.serial: phone.state for phone in list_phones(server)}
    if serial in listed or (serial is None and READY in listed.values()):
        return None
    for phone in remembered_phones():
        if serial in {None, phone.serial, phone.address}:
            found = _listed_as(phone, listed) or _reach(server, phone)
            if found:
                return found if serial else None
    return None


def reach_all_remembered(server: AdbServer) -> None:
    """Connect again to every phone that is remembered and not listed. Raises PhoneNotReady."""
    listed = [phone.serial for phone in list_phones(server)]
    for phone in remembered_phones():
        if not _listed_as(phone, listed):
            _reach(server, phone)


def _listed_as(phone: RememberedPhone, listed: Iterable[str]) -> str | None:
    """Return the serial under which adb lists a phone: by cable, address, or found by itself."""
    own = (phone.serial, phone.address)
    return next((s for s in listed if s in own or s.startswith(f"adb-{phone.serial}-")), None)


def _reach(server: AdbServer, phone: RememberedPhone) -> str | None:
    """Return the address at which that very phone was reached; None if it was not."""
    name = f"adb-{phone.serial}-"
    announced = [s.address for s in services(server) if s.kind == CONNECT and name in s.name]
    for address in dict.fromkeys([*announced, phone.address]):
        if not address or not _answers(server, address):
            continue
        try:
            server.connect(address)
        except PhoneNotReady:
            continue
        if own_serial(server, address) in {phone.serial, ""}:  # "": it is not ready, but it is it
            return address
        _disconnect(server, address)  # the network gave the address to another phone
    return None


def _answers(server: AdbServer, address: str) -> bool:
    """Tell quickly whether something listens; adb itself would wait ten seconds."""
    if server.host not in {"127.0.0.1", "localhost", "::1"}:
        return True  # the server's network is not ours
    try:
        host, port = read_address(address)
        probe = socket.create_connection((host.strip("[]"), port or CLASSIC_PORT), _PROBE_TIMEOUT_S)
    except (OSError, InputError):
        return False
    probe.close()
    return True


def _disconnect(server: AdbServer, address: str) -> None:
    try:
        server.ask(f"host:disconnect:{address}")
    except TransportError:
        return  # it is gone already


def _not_connected(address: str, answer: str) -> PhoneNotReady:
    if "refused" in answer:
        return PhoneNotReady(
            "Nothing at {address} takes the connection.",
            "On the phone, switch Wireless debugging on (Settings > Developer options) and use the "
            "address that it shows there; the port changes each time. The address in the pairing "
            "dialog is another one.",
            address=address,
        )
    if "resolve" in answer:
        return PhoneNotReady(
            "There is no computer or phone with the name {address} in this network.",
            "Use the numbers that the phone shows under Wireless debugging, such as "
            "192.168.1.20:37099.",
            address=address,
        )
    if any(words in answer for words in ("timed out", "No route", "unreachable", "in time")):
        return PhoneNotReady(
            "{address} cannot be reached from this computer.",
            "Phone and computer must be in the same Wi-Fi (not a guest network), and the phone's "
            "screen should be on.",
            address=address,
        )
    return PhoneNotReady(
        "adb could not connect to {address}: {answer}",
        "A phone with Android 11 or newer has to be paired once: sms-scanner pair",
        address=address,
        answer=answer,
    )
