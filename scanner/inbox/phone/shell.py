"""Runs one shell command on the phone: stdout and stderr apart, under one deadline."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from scanner.inbox.phone.connection import Talk, TransportError
from scanner.inbox.phone.server import AdbServer

_TRANSPORT_IDS_SINCE = 41
"""Server version from which "host:tport:serial:" exists; older ones know "host:transport:"."""
_HEADER = struct.Struct("<BI")
_STDOUT, _STDERR, _EXIT = 1, 2, 3
_MAX_OUTPUT = 1 << 28
"""Bytes. A page is a few MB at most; more than this is a phone gone wrong, not an inbox."""


@dataclass(frozen=True, slots=True)
class ShellResult:
    """What a command left. None of it proves anything: Android's `content` fails with status 0."""

    stdout: bytes = field(repr=False)
    stderr: bytes = field(repr=False)
    """Always b"" from a phone without shell_v2, which mixes it into `stdout`."""
    exit_code: int | None
    """None from a phone without shell_v2."""


class Shell:
    """The shell of one phone.

    Raises, from every method: TransportError (TransportTimeout when the deadline passed).
    """

    def __init__(self, server: AdbServer, serial: str) -> None:
        self._server = server
        self._serial = serial

    @cached_property
    def has_v2(self) -> bool:
        """Whether the phone keeps stdout, stderr and exit status apart (Android 7 and newer)."""
        features = self._server.ask(f"host-serial:{self._serial}:features")
        return "shell_v2" in features.split(",")

    def run(self, command: str, timeout_s: float) -> ShellResult:
        """Run a command and return all that it left; a stream that ends early raises.

        Without shell_v2 the end of the stream is all there is to see, so the command's own output
        has to prove that it came to its end.
        """
        if self.has_v2:
            with self._server.talk(timeout_s) as talk:
                self._reach(talk)
                talk.request(f"shell,v2,raw:{command}")
                return _collect(_packets(talk))
        with self._server.talk(timeout_s) as talk:
            self._reach(talk)
            talk.request(f"exec:{command}")  # raw, unlike "shell:", which may rewrite newlines
            return ShellResult(_to_the_end(talk), b"", None)

    def save(self, command: str, file: BinaryIO, timeout_s: float) -> None:
        """Write to a file what a command prints, to the end of the stream, however much it is."""
        with self._server.talk(timeout_s) as talk:
            self._reach(talk)
            talk.request(f"exec:{command}")
            while chunk := talk.receive():
                file.write(chunk)

    def _reach(self, talk: Talk) -> None:
        """Tie the connection to the phone."""
        if self._server.version >= _TRANSPORT_IDS_SINCE:
            talk.request(f"host:tport:serial:{self._serial}")
            talk.read(8)  # the transport's id, which we have no use for
        else:
            talk.request(f"host:transport:{self._serial}")


def _packets(talk: Talk) -> Iterator[tuple[int, bytes]]:
    """Yield (kind, data) of the shell protocol, version 2, until the stream's end."""
    buffer = bytearray()
    while chunk := talk.receive():
        buffer += chunk
        while len(buffer) >= _HEADER.size:
            kind, size = _HEADER.unpack_from(buffer)
            if size > _MAX_OUTPUT:
                raise TransportError("the phone's answer is not in the shell protocol")
            end = _HEADER.size + size
            if len(buffer) < end:
                break
            yield kind, bytes(buffer[_HEADER.size : end])
            del buffer[:end]


def _collect(packets: Iterator[tuple[int, bytes]]) -> ShellResult:
    streams = {_STDOUT: bytearray(), _STDERR: bytearray()}
    for kind, data in packets:
        if kind == _EXIT:
            return ShellResult(
                bytes(streams[_STDOUT]), bytes(streams[_STDERR]), data[0] if data else None
            )
        if kind in streams:
            streams[kind] += data
            _check_size(streams[kind])
    raise TransportError("the connection ended in the middle of the answer")


def _to_the_end(talk: Talk) -> bytes:
    output = bytearray()
    while chunk := talk.receive():
        output += chunk
        _check_size(output)
    return bytes(output)


def _check_size(output: bytearray) -> None:
    if len(output) > _MAX_OUTPUT:
        raise TransportError("the phone's answer has no end")
