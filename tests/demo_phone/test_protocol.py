"""The wire format, and the daemon's answers to it message by message."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.protocol import (
    Auth,
    Command,
    Message,
    PacketId,
    ProtocolError,
    encode_packet,
    read_message,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.demo_phone.provider import StoredSms

HOST = b"host::features=shell_v2,cmd\0"


class Host:
    """An ADB server's side of a connection, spelt out by hand."""

    def __init__(self, phone: DemoPhone) -> None:
        host, _, port = phone.address.partition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=5)

    def send(self, command: bytes, arg0: int, arg1: int, payload: bytes = b"") -> None:
        """Send a message, packed without the product's help."""
        (word,) = struct.unpack("<I", command)
        header = struct.pack("<6I", word, arg0, arg1, len(payload), 0, word ^ 0xFFFFFFFF)
        self.socket.sendall(header + payload)

    def receive(self) -> tuple[bytes, int, int, bytes]:
        """Receive a message, unpacked likewise."""
        header = self._exactly(24)
        word, arg0, arg1, length, checksum, magic = struct.unpack("<6I", header)
        payload = self._exactly(length)
        assert magic == word ^ 0xFFFFFFFF
        assert checksum in (0, sum(payload))
        return header[:4], arg0, arg1, payload

    def greet(self, max_payload: int = 1024 * 1024) -> bytes:
        """Shake hands; return the phone's banner."""
        self.send(b"CNXN", 0x01000001, max_payload, HOST)
        command, version, size, banner = self.receive()
        assert (command, version, size) == (b"CNXN", 0x01000001, 1024 * 1024)
        return banner

    def _exactly(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            part = self.socket.recv(length - len(data))
            assert part, "the phone closed the connection"
            data += part
        return data


@pytest.fixture
def phone() -> Iterator[DemoPhone]:
    """Return a phone without obstacles and without messages."""
    with DemoPhone(PROFILES["android-14"]) as phone:
        yield phone


@pytest.fixture
def host(phone: DemoPhone) -> Iterator[Host]:
    """Return a connection to it."""
    host = Host(phone)
    yield host
    host.socket.close()


def test_message_is_a_header_of_six_words_and_a_payload() -> None:
    """Command, two arguments, length, checksum, and the command's complement."""
    encoded = Message(Command.CNXN, 0x01000001, 4096, b"device::").encode()
    assert encoded[:16] == b"CNXN\x01\x00\x00\x01\x00\x10\x00\x00\x08\x00\x00\x00"
    assert encoded[16:24] == struct.pack("<I", sum(b"device::")) + b"\xbc\xb1\xa7\xb1"
    assert encoded[24:] == b"device::"


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x00" * 24,
        struct.pack("<6I", Command.OKAY, 1, 1, 0, 0, 0),
        struct.pack("<6I", Command.WRTE, 1, 1, 1 << 30, 0, Command.WRTE ^ 0xFFFFFFFF),
        struct.pack("<6I", 0x58585858, 1, 1, 0, 0, 0x58585858 ^ 0xFFFFFFFF),
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    """Another protocol, zeros, a wrong complement, too long a payload, an unknown command."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        with pytest.raises(ProtocolError):
            read_message(ours)


@pytest.mark.parametrize("length", [0, 4, 24, 26])
def test_end_of_the_connection_is_no_message(length: int) -> None:
    """Also in the middle of a header, and in the middle of a payload."""
    encoded = Message(Command.WRTE, 1, 1, b"data").encode()
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(encoded[:length])
        assert read_message(ours) is None


def test_shell_packet_is_id_length_and_data() -> None:
    """One byte, four bytes little-endian, the data."""
    assert encode_packet(PacketId.STDERR, b"abc") == b"\x02\x03\x00\x00\x00abc"


def test_handshake_names_the_phone_and_its_features(host: Host) -> None:
    """The banner is what `adb devices -l` shows."""
    assert host.greet() == (
        b"device::ro.product.name=shiba;ro.product.model=Pixel 8;ro.product.device=shiba;"
        b"features=shell_v2,cmd,stat_v2,ls_v2"
    )


@pytest.mark.parametrize("service", [b"sync:\0", b"shell:\0", b"shell,v2,raw:\0", b"tcp:80\0"])
def test_service_that_is_not_there_is_closed_at_once(host: Host, service: bytes) -> None:
    """A failed OPEN is answered by CLSE with 0 for our id."""
    host.greet()
    host.send(b"OPEN", 9, 0, service)
    assert host.receive() == (b"CLSE", 0, 9, b"")


def test_old_phone_does_not_know_the_new_shell() -> None:
    """Without shell_v2 in the banner, a server that asks for it all the same is refused."""
    with DemoPhone(PROFILES["no-shell-v2"]) as phone:
        host = Host(phone)
        with host.socket:
            assert host.greet().endswith(b";features=cmd")
            host.send(b"OPEN", 9, 0, b"shell,v2,raw:echo a\0")
            assert host.receive() == (b"CLSE", 0, 9, b"")


def test_next_write_waits_until_the_last_one_is_taken(phone: DemoPhone, host: Host) -> None:
    """One WRTE at a time: without OKAY nothing more comes."""
    host.greet(max_payload=4)
    host.send(b"OPEN", 9, 0, b"shell:echo abcdef\0")
    command, ours, theirs, _ = host.receive()
    assert (command, theirs) == (b"OKAY", 9)
    assert host.receive() == (b"WRTE", ours, 9, b"abcd")
    host.socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        host.receive()
    host.socket.settimeout(5)
    host.send(b"OKAY", 9, ours)
    assert host.receive() == (b"WRTE", ours, 9, b"ef\n")
    assert host.receive() == (b"CLSE", ours, 9, b"")


def test_streams_run_side_by_side(host: Host) -> None:
    """A stream that waits for its reader does not hold up another one."""
    host.greet(max_payload=4)
    host.send(b"OPEN", 1, 0, b"shell:echo first\0")
    assert host.receive()[0] == b"OKAY"
    assert host.receive()[3] == b"firs"  # and is not taken
    host.send(b"OPEN", 2, 0, b"exec:echo b\0")
    seen = [host.receive() for _ in range(3)]
    assert [(command, remote) for command, _, remote, _ in seen] == [
        (b"OKAY", 2),
        (b"WRTE", 2),
        (b"CLSE", 2),
    ]


def test_closed_stream_writes_no_more(host: Host, phone: DemoPhone) -> None:
    """When the server loses interest, the rest of the output is dropped."""
    host.greet(max_payload=4)
    host.send(b"OPEN", 1, 0, b"shell:echo abcdefgh\0")
    _, ours, _, _ = host.receive()
    assert host.receive()[3] == b"abcd"
    host.send(b"CLSE", 1, ours)
    host.send(b"OKAY", 1, ours)  # came late
    host.send(b"OPEN", 2, 0, b"shell:echo b\0")
    assert [host.receive()[2] for _ in range(3)] == [2, 2, 2]


def test_input_is_taken_and_ignored(host: Host) -> None:
    """The server may send stdin; it gets its OKAY."""
    host.greet(max_payload=4)
    host.send(b"OPEN", 1, 0, b"shell:echo abcdefgh\0")
    _, ours, _, _ = host.receive()
    assert host.receive()[0] == b"WRTE"
    host.send(b"WRTE", 1, ours, b"hello")
    assert host.receive() == (b"OKAY", ours, 1, b"")


@pytest.mark.parametrize(
    ("service", "written"),
    [
        (b"shell:echo a; nosuch", b"a\n/system/bin/sh: nosuch: inaccessible or not found\n"),
        (
            b"shell,v2,raw:echo a; nosuch",
            (
                b"\x01\x02\0\0\0a\n"
                b"\x02\x32\0\0\0/system/bin/sh: nosuch: inaccessible or not found\n"
                b"\x03\x01\0\0\0\x7f"
            ),
        ),
        (
            b"shell,v2,TERM=xterm-256color,pty:echo a; nosuch",
            (
                b"\x01\x03\0\0\0a\r\n"
                b"\x01\x33\0\0\0/system/bin/sh: nosuch: inaccessible or not found\r\n"
                b"\x03\x01\0\0\0\x7f"
            ),
        ),
    ],
)
def test_each_kind_of_shell_writes_in_its_own_way(
    host: Host, service: bytes, written: bytes
) -> None:
    """Merged and bare; in packets; on a terminal merged, in packets, with CR LF."""
    host.greet()
    host.send(b"OPEN", 1, 0, service + b"\0")
    _, ours, _, _ = host.receive()
    data = b""
    while (message := host.receive())[0] == b"WRTE":
        data += message[3]
        host.send(b"OKAY", 1, ours)
    assert (message[0], data) == (b"CLSE", written)


def test_unauthorised_phone_asks_for_ever(sms: Callable[..., StoredSms]) -> None:
    """A signature is answered by a new token, a public key by waiting for the owner."""
    with DemoPhone(PROFILES["unauthorised"], [sms(1)]) as phone:
        host = Host(phone)
        with host.socket:
            host.send(b"CNXN", 0x01000001, 4096, HOST)
            first = host.receive()
            host.send(b"AUTH", Auth.SIGNATURE, 0, b"s" * 256)
            second = host.receive()
            assert (first[:2], second[:2]) == ((b"AUTH", Auth.TOKEN), (b"AUTH", Auth.TOKEN))
            assert first[3] != second[3]
            assert len(first[3]) == 20
            host.send(b"AUTH", Auth.RSAPUBLICKEY, 0, b"key\0")
            host.send(b"OPEN", 1, 0, b"shell:echo a\0")
            phone.authorise()
            assert host.receive()[0] == b"CNXN"
