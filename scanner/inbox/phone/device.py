"""Which phone to read: what state each is in, and what its owner can do about it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from scanner.errors import AcquisitionError, PhoneNotReady
from scanner.i18n import N_
from scanner.inbox.acquisition import Device
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.skin import describe, read_properties

READY = "device"
_PASSING = ("authorizing", "connecting", "offline")  # a phone just plugged in goes through these
_PATIENCE_S = 4.0
_POLL_S = 0.2
_PROPERTIES_TIMEOUT_S = 20.0
_MODEL = re.compile(r" model:(\S+)")


@dataclass(frozen=True, slots=True)
class ListedPhone:
    """A line of adb's list."""

    serial: str
    state: str
    """As adb says it: "device", "unauthorized", "no permissions (…)" …"""
    model: str = ""

    @property
    def name(self) -> str:
        """Model and serial for a person, such as "Pixel 8 (1A2B3C)"."""
        return f"{self.model} ({self.serial})" if self.model else self.serial


_WORDS = {
    "unauthorized": (
        N_("The phone {phone} does not allow this computer to debug it yet."),
        N_(
            'Unlock the phone: it asks "Allow USB debugging?". Tick "Always allow from this '
            'computer", tap Allow, and run this again. If it does not ask, switch USB debugging '
            "off and on again under Settings > Developer options."
        ),
    ),
    "authorizing": (
        N_("The phone {phone} is still agreeing with this computer on a key."),
        N_("Unlock the phone, answer its question about USB debugging, and run this again."),
    ),
    "connecting": (
        N_("The phone {phone} is still connecting."),
        N_("Wait a few seconds and run this again. If it stays so, plug the cable in again."),
    ),
    "offline": (
        N_("The phone {phone} is connected but does not answer (offline)."),
        N_(
            "Unlock the phone, pull the cable out and plug it in again. If that does not help, "
            "switch USB debugging off and on again, or restart the phone."
        ),
    ),
    "no permissions": (
        N_("This computer does not let you use the USB port of the phone {phone}."),
        N_(
            "On Linux, install the udev rules for Android (Debian and Ubuntu: `sudo apt install "
            "android-sdk-platform-tools-common`; Arch: `android-udev`), add yourself to the group "
            "plugdev (`sudo usermod -aG plugdev $USER`), log in again and plug the phone in again."
        ),
    ),
    "recovery": (
        N_("The phone {phone} is in recovery mode, where its messages cannot be read."),
        N_("Restart it normally (Reboot system now), unlock it, and run this again."),
    ),
    "sideload": (
        N_("The phone {phone} is waiting for a system update (sideload)."),
        N_("Cancel that on the phone, restart it normally, unlock it, and run this again."),
    ),
    "bootloader": (
        N_("The phone {phone} is in its bootloader, where its messages cannot be read."),
        N_("Restart it normally (Start, or hold the power button), unlock it, and run this again."),
    ),
}
_WORDS["rescue"] = _WORDS["recovery"]
_WORDS["fastboot"] = _WORDS["bootloader"]


def choose_phone(
    server: AdbServer, serial: str | None = None, *, patience_s: float = _PATIENCE_S
) -> Device:
    """Return the phone to read, which is ready, as it describes itself.

    The serial may also come from ANDROID_SERIAL, as for adb. Without one the only phone is taken,
    or the only one that is ready.

    Args:
        server: an adb server.
        serial: which phone.
        patience_s: how long to wait for a phone that is just connecting.

    Raises:
        PhoneNotReady: no phone, several, a serial that is not there, or a state that needs the
            owner.
        AcquisitionError: the phone does not answer with its properties.
    """
    wanted = serial or os.environ.get("ANDROID_SERIAL") or None
    ends_at = time.monotonic() + patience_s
    while True:
        phones = list_phones(server)
        ready = [phone for phone in _matching(phones, wanted) if phone.state == READY]
        passing = any(phone.state in _PASSING for phone in _matching(phones, wanted))
        if ready or not passing or time.monotonic() >= ends_at:
            break
        time.sleep(_POLL_S)
    if len(ready) != 1:
        raise explain(phones, wanted)
    return describe_phone(server, ready[0].serial)


def settled_phones(server: AdbServer, *, patience_s: float = _PATIENCE_S) -> list[ListedPhone]:
    """Return every phone that adb lists, once none of them is just connecting any more.

    Args:
        server: an adb server.
        patience_s: how long to wait for that.

    Raises:
        PhoneNotReady: the adb server stopped answering.
    """
    ends_at = time.monotonic() + patience_s
    phones = list_phones(server)
    while any(phone.state in _PASSING for phone in phones) and time.monotonic() < ends_at:
        time.sleep(_POLL_S)
        phones = list_phones(server)
    return phones


def list_phones(server: AdbServer) -> list[ListedPhone]:
    """Return every phone that adb lists, in whatever state.

    The short list gives serial and state, parted by a TAB (a state may contain blanks, and so may
    "(no serial number)"); the long list adds the model.

    Raises:
        PhoneNotReady: the adb server stopped answering.
    """
    try:
        short, long = server.list_lines(), server.list_lines(long=True)
    except TransportError as error:
        raise PhoneNotReady(
            "The adb server stopped answering: {reason}", "Run this again.", reason=str(error)
        ) from error
    return read_list(short, long)


def read_list(short: Sequence[str], long: Sequence[str]) -> list[ListedPhone]:
    """Return the phones of adb's list in its two forms, line by line."""
    phones = []
    for line in short:
        serial, _, state = line.partition("\t")
        details = next((other for other in long if other.startswith(f"{serial} ")), "")
        model = _MODEL.search(details)
        # adb writes "_" for whatever is not a letter or digit.
        phones.append(
            ListedPhone(serial, state.strip(), model[1].replace("_", " ") if model else "")
        )
    return phones


def _matching(phones: Sequence[ListedPhone], serial: str | None) -> list[ListedPhone]:
    return [phone for phone in phones if serial in (None, phone.serial)]


def explain(phones: Sequence[ListedPhone], serial: str | None) -> PhoneNotReady:
    """Return the words for a list of phones that does not hold exactly one that is ready."""
    if not phones:
        return PhoneNotReady(
            "No phone is connected.",
            "Connect it by a USB cable that carries data. On the phone, switch on USB debugging: "
            "Settings > About phone > tap Build number seven times, then Settings > Developer "
            "options > USB debugging. Unlock it and answer its question.",
        )
    found = _matching(phones, serial)
    if not found:
        return PhoneNotReady(
            "No connected phone has the serial {serial}.",
            "Connected: {phones}.",
            serial=serial,
            phones=_list_of(phones),
        )
    if len(found) > 1:
        return PhoneNotReady(
            "Several phones are connected: {phones}.",
            "Name one with --serial, or unplug the others.",
            phones=_list_of(found),
        )
    phone = found[0]
    words = next((w for state, w in _WORDS.items() if phone.state.startswith(state)), None)
    if words:
        return PhoneNotReady(*words, phone=phone.name)
    return PhoneNotReady(
        'The phone {phone} is not ready: adb calls its state "{state}".',
        "Unlock the phone, plug the cable in again, and run this again.",
        phone=phone.name,
        state=phone.state,
    )


def _list_of(phones: Sequence[ListedPhone]) -> str:
    return ", ".join(
        p.name if p.state == READY else f"{p.name} [{p.state.partition('(')[0].strip()}]"
        for p in phones
    )


def describe_phone(server: AdbServer, serial: str) -> Device:
    """Return a phone that is ready, as it describes itself.

    Raises:
        AcquisitionError: it does not answer.
    """
    try:
        output = Shell(server, serial).run("getprop", _PROPERTIES_TIMEOUT_S).stdout
    except TransportError as error:
        raise AcquisitionError(
            "The phone is connected but does not answer a simple question: {reason}",
            "Unlock the phone, plug the cable in again, and run this again.",
            reason=str(error),
        ) from error
    return describe(serial, read_properties(output.decode("utf-8", "replace")))
