"""`sms-scanner connect` and `pair`: phones without a cable."""

from __future__ import annotations

import time

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.qr import qr_code
from scanner.errors import InputError, PhoneNotReady
from scanner.i18n import N_
from scanner.inbox.phone.device import choose_phone, list_phones, settled_phones
from scanner.inbox.phone.discovery import CONNECT, PAIRING, await_service, check_discovery
from scanner.inbox.phone.pairing import check_code, invite
from scanner.inbox.phone.pairing import pair as pair_with
from scanner.inbox.phone.remembered import RememberedPhone, forget, remember
from scanner.inbox.phone.server import AdbServer, user_server
from scanner.inbox.phone.wireless import connect as connect_to
from scanner.inbox.phone.wireless import own_serial, reach_all_remembered, read_address

_SCAN_TIMEOUT_S = 180
_FIND_TIMEOUT_S = 8.0
_POLL_S = 0.5


@click.command()
@click.argument("address", metavar="[HOST[:PORT]]", required=False)
@click.option(
    "--forget", "forgotten", metavar="PHONE", help="Forget the phone with this serial or address."
)
@pass_console
def connect(console: Console, address: str | None, forgotten: str | None) -> None:
    """Connect to a phone over the network, and remember it for later scans.

    HOST:PORT is what the phone shows under Developer options > Wireless debugging; Android 11 and
    newer has to be paired once (see pair). Without it, the remembered phones are tried again.
    """
    if forgotten is not None:
        _forget(console, forgotten)
        return
    with user_server() as server:
        if address is not None:
            _use(console, server, connect_to(server, address))
            return
        reach_all_remembered(server)
        phones = [phone for phone in settled_phones(server) if _is_wireless(phone.serial)]
        if not phones:
            raise InputError(
                "No phone that was reached without a cable before is in reach now.",
                "Name its address: sms-scanner connect HOST:PORT. Android 11 and newer has to be "
                "paired once: sms-scanner pair",
            )
        for phone in phones:
            _use(console, server, phone.serial)


@click.command()
@click.argument("address", metavar="[HOST:PORT]", required=False)
@click.option("--code", help="The six digits of the phone's dialog; asked for if left out.")
@pass_console
def pair(console: Console, address: str | None, code: str | None) -> None:
    """Pair with a phone (Android 11 or newer), so that it can be read without a cable.

    Phone and computer must be in the same Wi-Fi. Without HOST:PORT a QR code is drawn: scan it on
    the phone under Developer options > Wireless debugging > Pair device with QR code. With it, the
    address and code are those of Pair device with pairing code.
    """
    with user_server() as server:
        if address is None:
            name = _by_qr(console, server)
        else:
            name = _by_code(console, server, address, code)
        console.say(N_("Paired."))
        serial = _paired_phone(server, name) if name else None
        if serial is None:
            server.keep_running()
            raise PhoneNotReady(
                "The phone is paired, but its address for reading was not found.",
                "It is shown on the phone under Wireless debugging (not in the pairing dialog): "
                "sms-scanner connect HOST:PORT",
            )
        _use(console, server, serial)


def _by_code(console: Console, server: AdbServer, address: str, code: str | None) -> str:
    _, port = read_address(address)
    if port is None:
        raise InputError(
            "The port is missing in {address}.",
            "The phone shows it in the dialog Pair device with pairing code, such as "
            "192.168.1.20:41234.",
            address=address,
        )
    if code is None:
        code = click.prompt(console.text(N_("Pairing code")), type=str, err=True)
    return pair_with(server, address, check_code(code))


def _by_qr(console: Console, server: AdbServer) -> str:
    check_discovery(server)
    invitation = invite()
    console.stderr.print(qr_code(invitation.text), soft_wrap=True)
    console.say(
        N_(
            "On the phone: Settings > Developer options > Wireless debugging > Pair device with QR "
            "code. Phone and computer must be in the same Wi-Fi. Ctrl-C ends this."
        )
    )
    offer = await_service(
        server, lambda s: s.kind == PAIRING and s.name == invitation.name, _SCAN_TIMEOUT_S
    )
    if offer is None:
        raise PhoneNotReady(
            "No phone has scanned the code within {minutes} minutes.",
            "If the phone did scan it, the network may keep devices apart (as guest networks do): "
            "pair with a code instead, sms-scanner pair HOST:PORT, or use a cable.",
            minutes=_SCAN_TIMEOUT_S // 60,
        )
    return pair_with(server, offer.address, invitation.password)


def _paired_phone(server: AdbServer, name: str) -> str | None:
    """Return the serial under which a phone is connected once it is paired; None if it is not.

    adb connects by itself to paired phones that it discovers; an older one has to be told to.
    """
    ends_at = time.monotonic() + _FIND_TIMEOUT_S
    while time.monotonic() < ends_at:
        for phone in list_phones(server):
            if phone.serial.startswith(name):
                return phone.serial
        time.sleep(_POLL_S)
    offer = await_service(server, lambda s: s.kind == CONNECT and s.name.startswith(name), 0)
    return connect_to(server, offer.address) if offer else None


def _is_wireless(serial: str) -> bool:
    return ":" in serial or CONNECT in serial


def _use(console: Console, server: AdbServer, serial: str) -> None:
    """Make sure that a phone is ready, remember it, and leave it connected."""
    server.keep_running()
    device = choose_phone(server, serial)
    own = own_serial(server, serial)
    if own:
        address = serial if ":" in serial else ""  # a discovered phone is found again by its name
        remember(RememberedPhone(serial=own, address=address, name=device.name))
    console.result(
        N_("Connected: {phone} at {address}. Read it with: sms-scanner scan --serial {serial}"),
        phone=device.name,
        address=serial,
        serial=own or serial,
    )


def _forget(console: Console, name: str) -> None:
    forgotten = forget(name)
    if not forgotten:
        raise InputError(
            "No remembered phone has the serial or address {name}.",
            "sms-scanner devices lists those that are connected.",
            name=name,
        )
    for phone in forgotten:
        console.result(
            N_("Forgotten: {phone} at {address}."), phone=phone.name, address=phone.address
        )
