"""Pairing with a phone (Android 11 and newer), by way of the adb server.

The phone shows a code that is typed in here, or it scans one from the computer's screen. Sources:
AOSP packages/modules/adb, `client/commandline.cpp` ("pair") and `client/adb_wifi.cpp`; the answers
to failures were taken down from adb 36.0.0.
"""

from __future__ import annotations

import re
import secrets
import string
from dataclasses import dataclass

from scanner.errors import InputError, PhoneNotReady
from scanner.i18n import N_
from scanner.inbox.phone.connection import TransportError, TransportTimeout
from scanner.inbox.phone.server import AdbServer

_PAIR_TIMEOUT_S = 30.0
_CODE = re.compile(r"[0-9]{6}")
_GUID = re.compile(r"\[guid=([^\]]+)\]")
_LETTERS = string.ascii_letters + string.digits
_KEEP_OPEN = N_(
    "Keep the phone's dialog open while pairing: it shows a new address and a new code each time. "
    "Phone and computer must be in the same Wi-Fi."
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a QR code tells the phone: under which name to show up, and the password."""

    name: str
    password: str

    @property
    def text(self) -> str:
        """The content of the QR code, in the form of Wi-Fi codes."""
        return f"WIFI:T:ADB;S:{self.name};P:{self.password};;"


def invite() -> Invitation:
    """Return a new invitation.

    Letters and digits only: ";" and ":" would part the QR code's text and adb's request.
    """
    name, password = ("".join(secrets.choice(_LETTERS) for _ in range(n)) for n in (10, 12))
    return Invitation(f"sms-scanner-{name}", password)


def pair(server: AdbServer, address: str, code: str) -> str:
    """Pair with a phone that waits for it; return its name on the network, "" if it gave none.

    Args:
        server: an adb server that runs as the user for whom the pairing shall hold.
        address: "host:port" from the phone's pairing dialog, or from its service.
        code: six digits from that dialog, or the password of an `Invitation`.

    Raises:
        PhoneNotReady: they did not pair.
    """
    try:
        with server.talk(_PAIR_TIMEOUT_S) as talk:
            talk.request(f"host:pair:{code}:{address}")
            # OKAY comes first in any case; a failure follows as FAIL with its words.
            size = talk.read(4)
            answer = talk.read_block() if size == b"FAIL" else talk.read(int(size, 16)).decode()
    except TransportTimeout:
        answer = "no answer"
    except (TransportError, ValueError) as error:
        answer = str(error)
    if not answer.startswith("Successfully paired"):
        raise _not_paired(address, answer)
    guid = _GUID.search(answer)
    return guid[1] if guid else ""


def check_code(code: str) -> str:
    """Return a pairing code as adb wants it.

    adb 36.0.0's server crashes on an empty one, so no other form is let through.

    Raises:
        InputError: it is not six digits.
    """
    digits = code.replace(" ", "")
    if not _CODE.fullmatch(digits):
        raise InputError(
            "A pairing code has six digits.",
            "It is shown on the phone under Wireless debugging > Pair device with pairing code.",
        )
    return digits


def _not_paired(address: str, answer: str) -> PhoneNotReady:
    if "Wrong password" in answer:
        return PhoneNotReady(
            "The phone at {address} did not accept the pairing code, or ended the connection.",
            _KEEP_OPEN,
            address=address,
        )
    if "Unable to start pairing client" in answer or answer == "no answer":
        return PhoneNotReady(
            "No phone waits for pairing at {address}.", _KEEP_OPEN, address=address
        )
    return PhoneNotReady(
        "Pairing with {address} failed: {answer}", _KEEP_OPEN, address=address, answer=answer
    )
