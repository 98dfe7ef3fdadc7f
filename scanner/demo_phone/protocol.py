"""The wire format between an ADB server and a device: messages, and shell_v2 packets inside them.

Source: AOSP packages/modules/adb (Android 15): `protocol.txt`, `adb.h`, `types.h`,
`shell_protocol.h`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

VERSION = 0x01000001
"""From this version on, nobody looks at the checksum of a payload."""

MAX_PAYLOAD = 1024 * 1024
"""Most bytes of payload a message may carry; each side says its own in CNXN."""

_HEADER = struct.Struct("<6I")
_PACKET = struct.Struct("<BI")


class Command(IntEnum):
    """The first word of a message: its name in ASCII, little-endian."""

    AUTH = 0x48545541
    CLSE = 0x45534C43
    CNXN = 0x4E584E43
    OKAY = 0x59414B4F
    OPEN = 0x4E45504F
    STLS = 0x534C5453
    WRTE = 0x45545257


class Auth(IntEnum):
    """`arg0` of AUTH."""

    TOKEN = 1
    SIGNATURE = 2
    RSAPUBLICKEY = 3


class PacketId(IntEnum):
    """The first byte of a shell_v2 packet."""

    STDIN = 0
    STDOUT = 1
    STDERR = 2
    EXIT = 3


class ProtocolError(Exception):
    """The other side sent what no ADB server sends."""


@dataclass(frozen=True, slots=True)
class Message:
    """One ADB message. In a stream, `arg0` is the sender's id of it and `arg1` the receiver's."""

    command: Command
    arg0: int
    arg1: int
    payload: bytes = b""

    def encode(self) -> bytes:
        """Return header (24 bytes) and payload."""
        # The first messages come before the versions are known, so a checksum belongs to them.
        early = self.command in (Command.CNXN, Command.AUTH)
        checksum = sum(self.payload) & 0xFFFFFFFF if early else 0
        magic = self.command ^ 0xFFFFFFFF
        header = (self.command, self.arg0, self.arg1, len(self.payload), checksum, magic)
        return _HEADER.pack(*header) + self.payload


def read_message(connection: socket.socket) -> Message | None:
    """Read one message; None where the other side has closed the connection.

    Raises:
        ProtocolError: a header that is not one, or a payload longer than announced in CNXN.
        OSError: the connection broke.
    """
    header = _read_exactly(connection, _HEADER.size)
    if header is None:
        return None
    word, arg0, arg1, length, _checksum, magic = _HEADER.unpack(header)
    if magic != word ^ 0xFFFFFFFF or length > MAX_PAYLOAD:
        raise ProtocolError("not an ADB message")
    try:
        command = Command(word)
    except ValueError:
        raise ProtocolError("an unknown ADB command") from None
    payload = _read_exactly(connection, length)
    return None if payload is None else Message(command, arg0, arg1, payload)


def encode_packet(packet_id: PacketId, data: bytes) -> bytes:
    """Return a shell_v2 packet: id (1 byte), length (4 bytes, little-endian), data."""
    return _PACKET.pack(packet_id, len(data)) + data


def banner(*, name: str, model: str, device: str, features: tuple[str, ...]) -> bytes:
    """Return what a device says of itself in CNXN (`get_connection_string`, adb.cpp)."""
    fields = {"ro.product.name": name, "ro.product.model": model, "ro.product.device": device}
    pairs = [f"{key}={value}" for key, value in fields.items()]
    return ("device::" + ";".join([*pairs, f"features={','.join(features)}"])).encode()


def _read_exactly(connection: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = connection.recv(length - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
