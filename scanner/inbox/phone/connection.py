"""One talk with an adb server, over adbutils, with every failure turned into one of two of ours.

adbutils 2.12 has habits that must not reach the rest of the program: where no server listens, it
starts one, on another port than asked for; its timeouts count per received chunk, not per answer;
its helpers leave a socket open when the server says no; and besides AdbError it lets OSError,
EOFError, ValueError and struct.error through.
"""

from __future__ import annotations

import select
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self

from adbutils import AdbClient, AdbError
from adbutils.errors import AdbTimeout

_CONNECT_TIMEOUT_S = 3.0
_SLICE_S = 0.5
_CHUNK = 1 << 18
_MAX_SERVICE_BYTES = 0xFFFF  # a request carries its length in four hex digits


class TransportError(Exception):
    """The talk broke: with the adb server, or through it with the phone.

    The text is adb's own words or ours, never anything that the phone's command printed.
    """


class TransportTimeout(TransportError):  # noqa: N818 - named for what happened
    """Nothing is known to be broken, but time ran out."""


class Talk:
    """One connection to an adb server, closed at the end of the `with` block.

    Raises, from every method: TransportError; TransportTimeout once `timeout_s` seconds have passed
    since the talk began, however the bytes trickle.
    """

    def __init__(self, host: str, port: int, timeout_s: float) -> None:
        self._ends_at = time.monotonic() + timeout_s
        with _adb_errors():
            # Only where something listens: else adbutils would start a server of its own choice.
            socket.create_connection((host, port), min(timeout_s, _CONNECT_TIMEOUT_S)).close()
            self._socket: socket.socket = AdbClient(host, port).make_connection().conn

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def request(self, service: str) -> None:
        """Ask for a service and wait for OKAY."""
        data = service.encode()
        if len(data) > _MAX_SERVICE_BYTES:
            raise TransportError("the command is too long for adb")
        with _adb_errors():
            self._arm()
            self._socket.sendall(b"%04x" % len(data) + data)
        status = self.read(4)
        if status == b"FAIL":
            raise TransportError(self.read_block())
        if status != b"OKAY":
            raise TransportError("the answer is not adb's")

    def read_block(self) -> str:
        """Return a string that comes with its length in four hex digits."""
        with _adb_errors():
            size = int(self.read(4), 16)
        return self.read(size).decode("utf-8", "replace")

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes."""
        data = bytearray()
        while len(data) < size:
            chunk = self.receive(size - len(data))
            if not chunk:
                raise TransportError("the connection ended too early")
            data += chunk
        return bytes(data)

    def receive(self, size: int = _CHUNK) -> bytes:
        """Return what has come, at most `size` bytes; b"" at the end of the stream."""
        while True:
            with _adb_errors(), suppress(TimeoutError):
                self._arm()
                return self._socket.recv(size)

    def comes_within(self, seconds: float) -> bool:
        """Wait until something can be received, or so many seconds; tell which."""
        ends_at = time.monotonic() + seconds
        with _adb_errors():
            while True:
                wait_s = min(max(ends_at - time.monotonic(), 0), _SLICE_S)
                if select.select([self._socket], [], [], wait_s)[0]:
                    return True
                if time.monotonic() >= ends_at:
                    return False

    def _arm(self) -> None:
        """Let the socket wait no longer than what is left of the whole talk."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TransportTimeout("no complete answer in time")
        # In slices: on Windows, Ctrl-C does not reach Python while it waits for a socket.
        self._socket.settimeout(min(left, _SLICE_S))


@contextmanager
def _adb_errors() -> Iterator[None]:
    try:
        yield
    except (TimeoutError, AdbTimeout) as error:
        raise TransportTimeout("no complete answer in time") from error
    except (AdbError, OSError, EOFError, ValueError, struct.error) as error:
        raise TransportError(str(error) or type(error).__name__) from error
    except subprocess.SubprocessError as error:
        raise TransportError("adb could not be run") from error
