"""What adbutils does wrong, shown on the real thing, and that it does not reach this program.

The others of its measured habits have their tests where the code is: reading that takes the square
of the size, timeouts that a trickle outlasts and a stream cut in the middle (test_shell.py), the
state "no permissions" (test_device.py), a port of one's own, a server that does not start and
commands that are too long (test_server.py), and `connect` that fails in words (test_wireless.py).
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Callable

import pytest
from adbutils import AdbClient, AdbError
from adbutils.errors import AdbTimeout

from scanner.demo_phone.phone import DemoPhone
from scanner.inbox.phone.connection import TransportError, TransportTimeout, _adb_errors
from scanner.inbox.phone.device import read_list
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell

PlugIn = Callable[..., DemoPhone]
COMMAND = "content query --uri content://sms/inbox"


def test_output_that_was_cut_off_is_success_to_adbutils_and_an_error_here(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """The cable is pulled in the middle of an answer."""
    phone = plug_in("android-14", drop_after_bytes=5_000)
    phone.tamper = lambda _: b"x" * 100_000
    client = AdbClient(host=adb_server.host, port=adb_server.port)
    half = client.device(phone.address).shell(COMMAND, encoding=None)
    assert isinstance(half, bytes)
    assert 0 < len(half) < 100_000
    phone.plug()
    adb_server.connect(phone.address)
    with pytest.raises(TransportError):
        Shell(adb_server, phone.address).run(COMMAND, 10)


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (AdbError("device offline"), TransportError),
        (AdbTimeout("adb"), TransportTimeout),
        (TimeoutError(), TransportTimeout),
        (ConnectionResetError(), TransportError),
        (EOFError(), TransportError),
        (ValueError("not hex"), TransportError),
        (struct.error("short"), TransportError),
        (subprocess.TimeoutExpired("adb", 20), TransportError),
    ],
)
def test_every_kind_of_error_that_adbutils_lets_through_is_one_of_ours(
    error: Exception, becomes: type[TransportError]
) -> None:
    """Most of them are no AdbError, and would end in a traceback."""
    with pytest.raises(becomes) as caught, _adb_errors():
        raise error
    assert isinstance(caught.value, TransportError)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("line", "serial", "state"),
    [
        ("1A2B\tno permissions (missing udev rules?)", "1A2B", "no permissions"),
        ("(no serial number)\tdevice", "(no serial number)", "device"),
    ],
)
def test_words_of_adbs_list_are_not_split_at_blanks(line: str, serial: str, state: str) -> None:
    """As adbutils does, to which the first is in the state "no" and the second called "(no"."""
    assert tuple(line.split()[:2]) != (serial, state)
    [phone] = read_list([line], [])
    assert phone.serial == serial
    assert phone.state.startswith(state)
