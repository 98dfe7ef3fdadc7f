"""One connection of an ADB server to the demo phone: handshake, streams, flow control.

Semantics of the real daemon: AOSP packages/modules/adb, `adb.cpp`, `sockets.cpp`,
`daemon/services.cpp`, `daemon/shell_service.cpp` (Android 15). A stream may have one WRTE on its
way at a time; the other side's OKAY allows the next.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from itertools import cycle
from typing import TYPE_CHECKING

from scanner.demo_phone.protocol import (
    MAX_PAYLOAD,
    VERSION,
    Auth,
    Command,
    Message,
    PacketId,
    ProtocolError,
    banner,
    encode_packet,
    read_message,
)
from scanner.demo_phone.shell import run_shell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.demo_phone.profiles import Profile
    from scanner.demo_phone.shell import CommandFunction


class _StreamClosedError(Exception):
    """The other side does not want any more of a stream."""


class Connection:
    """Serves one ADB server until either side closes the connection.

    Args:
        connection: the accepted socket; owned from here on.
        profile: which phone to be.
        commands: of the phone's shell.
        on_drop: called when the profile's `drop_after_bytes` is reached.
    """

    def __init__(
        self,
        connection: socket.socket,
        profile: Profile,
        commands: Mapping[str, CommandFunction],
        on_drop: Callable[[], None],
    ) -> None:
        self._profile = profile
        self._commands = commands
        self._socket = connection
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sending = threading.Lock()
        self._on_drop = on_drop
        self._streams: dict[int, _Stream] = {}
        self._next_id = 1
        self._output = 0
        self._max_payload = 4096
        self._threads: list[threading.Thread] = []

    def serve(self) -> None:
        """Answer until the connection ends; then wait for the commands still running."""
        try:
            while (message := read_message(self._socket)) is not None:
                self._answer(message)
        except (OSError, ProtocolError):
            pass  # whatever broke, the phone is unplugged then
        finally:
            self.close()
            for stream in list(self._streams.values()):
                stream.stop()
            for thread in self._threads:
                thread.join()
            self._socket.close()

    def close(self) -> None:
        """End the connection at once, in the middle of whatever it carries. From any thread."""
        with contextlib.suppress(OSError):  # it is closed already
            self._socket.shutdown(socket.SHUT_RDWR)

    def authorise(self) -> None:
        """Let the server in, as its owner does by pressing "Allow"."""
        offered = banner(
            name=self._profile.device,
            model=self._profile.model,
            device=self._profile.device,
            features=self._profile.features,
        )
        self.send(Command.CNXN, VERSION, MAX_PAYLOAD, offered)

    @property
    def write_sizes(self) -> tuple[int, ...]:
        """Sizes in bytes that messages of output take in turn."""
        return self._profile.write_sizes or (self._max_payload,)

    @property
    def write_pause_s(self) -> float:
        """Time before each message of output."""
        return self._profile.write_pause_s

    def send(self, command: Command, arg0: int, arg1: int, payload: bytes = b"") -> None:
        """Send a message. May be called from any thread.

        Raises:
            OSError: the connection is broken.
        """
        with self._sending:
            self._socket.sendall(Message(command, arg0, arg1, payload).encode())

    def send_output(self, local_id: int, remote_id: int, data: bytes) -> None:
        """Send a stream's output; pull the cable where the profile's limit is reached.

        Raises:
            OSError: the connection is broken.
        """
        limit = self._profile.drop_after_bytes
        self._output += len(data)
        if limit is None or self._output < limit:
            self.send(Command.WRTE, local_id, remote_id, data)
            return
        fits = max(len(data) - (self._output - limit), 0)
        self.send(Command.WRTE, local_id, remote_id, data[:fits])
        self._on_drop()

    def _answer(self, message: Message) -> None:
        match message.command:
            case Command.CNXN:
                self._max_payload = min(message.arg1, MAX_PAYLOAD)
                if self._profile.connection == "device":
                    self.authorise()
                elif self._profile.connection == "unauthorised":
                    self.send(Command.AUTH, Auth.TOKEN, 0, os.urandom(20))
            case Command.AUTH if message.arg0 == Auth.SIGNATURE:
                self.send(Command.AUTH, Auth.TOKEN, 0, os.urandom(20))
            case Command.OPEN:
                service, _, _ = message.payload.partition(b"\0")  # a C string
                self._open(message.arg0, service.decode("utf-8", "replace"))
            case Command.WRTE if message.arg1 in self._streams:
                # No command here reads its input, but the server waits until it may send more.
                self.send(Command.OKAY, message.arg1, message.arg0)
            case Command.OKAY if message.arg1 in self._streams:
                self._streams[message.arg1].allow()
            case Command.CLSE if message.arg1 in self._streams:
                self._streams.pop(message.arg1).stop()
            case _:
                pass  # an answer to a stream that is gone, or to a question never asked

    def _open(self, remote_id: int, service: str) -> None:
        kind, _, line = service.partition(":")
        name, *options = kind.split(",")
        is_v2 = name == "shell" and "v2" in options
        if name not in ("shell", "exec") or not line or (is_v2 and not self._profile.shell_v2):
            self.send(Command.CLSE, 0, remote_id)
            return
        encode = (
            _as_packets if is_v2 and "pty" not in options else _as_pty_packets if is_v2 else _raw
        )
        stream = _Stream(self, self._next_id, remote_id, encode)
        self._next_id += 1
        self._streams[stream.local_id] = stream
        self.send(Command.OKAY, stream.local_id, remote_id)
        thread = threading.Thread(
            target=self._run, args=(stream, line), name=f"demo-phone {name}", daemon=True
        )
        self._threads = [*(t for t in self._threads if t.is_alive()), thread]
        thread.start()

    def _run(self, stream: _Stream, line: str) -> None:
        """Run a command line and send what it writes; the body of a stream's thread."""
        try:
            time.sleep(self._profile.command_delay_s)
            status = run_shell(line, self._commands, stream.write)
            if stream.encode is not _raw:
                stream.write(PacketId.EXIT, bytes([status]))
        except (OSError, _StreamClosedError):
            pass  # nobody listens any more
        finally:
            if self._streams.pop(stream.local_id, None):
                with contextlib.suppress(OSError):  # the connection is gone as well
                    self.send(Command.CLSE, stream.local_id, stream.remote_id)


class _Stream:
    """One service that the server has opened, and its turn to write."""

    def __init__(
        self,
        connection: Connection,
        local_id: int,
        remote_id: int,
        encode: Callable[[int, bytes], bytes],
    ) -> None:
        self.local_id = local_id
        self.remote_id = remote_id
        self.encode = encode
        self._connection = connection
        self._sizes = cycle(connection.write_sizes)
        self._may_write = threading.Event()
        self._may_write.set()
        self._is_stopped = False

    def allow(self) -> None:
        """Let the next WRTE go: the server has taken the last one."""
        self._may_write.set()

    def stop(self) -> None:
        """Tell the writer that nobody wants more."""
        self._is_stopped = True
        self._may_write.set()

    def write(self, descriptor: int, data: bytes) -> None:
        """Send what a command wrote, message by message as the server takes them.

        Raises:
            OSError: the connection is broken.
            _StreamClosedError: the server closed the stream.
        """
        rest = memoryview(self.encode(descriptor, data))
        while rest:
            self._may_write.wait()
            if self._is_stopped:
                raise _StreamClosedError
            self._may_write.clear()
            time.sleep(self._connection.write_pause_s)
            size = next(self._sizes)
            self._connection.send_output(self.local_id, self.remote_id, bytes(rest[:size]))
            rest = rest[size:]


_PACKET_DATA = 8 * 1024
"""Most data of a shell_v2 packet here: the buffer of Java's System.out, so what one read finds."""


def _as_packets(packet_id: int, data: bytes) -> bytes:
    """shell_v2 without a terminal: stdout and stderr apart."""
    parts = range(0, len(data), _PACKET_DATA)
    return b"".join(
        encode_packet(PacketId(packet_id), data[start : start + _PACKET_DATA]) for start in parts
    )


def _as_pty_packets(packet_id: int, data: bytes) -> bytes:
    """shell_v2 on a terminal: stderr merged into stdout, lines ended by CR LF."""
    if packet_id == PacketId.EXIT:
        return _as_packets(packet_id, data)
    return _as_packets(PacketId.STDOUT, data.replace(b"\n", b"\r\n"))


def _raw(_descriptor: int, data: bytes) -> bytes:
    """The older protocol, on a raw terminal: stderr merged into stdout, and no exit status."""
    return data
