"""An inbox that is kept in a file between readings, and what a broken-off reading leaves beside it.

`NAME` is a pulled inbox, whole or not there. `NAME.part` grows by a line a message while the phone
is read, and goes once the whole inbox is written; it is never taken for an inbox. Either spares a
later reading the texts that it holds, and neither is trusted: the phone is asked whether it still
has those messages (`phone.known`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from scanner.errors import ScannerError
from scanner.inbox.acquisition import Device
from scanner.inbox.files.pulled import PART_MARK, read_pulled
from scanner.inbox.phone.known import Segment, segments_of
from scanner.inbox.phone.page import StoredMessage
from scanner.message import Message


class KeptInbox:
    """What is kept of one phone at one place.

    Args:
        path: of the inbox, whether it is there or not.
        device: whose it is; its `key` tells it from others.
    """

    def __init__(self, path: Path, device: Device) -> None:
        self.path = path
        self.part = part_of(path)
        self._key = device.key
        self._file: IO[bytes] | None = None

    def known(self) -> list[Segment]:
        """Return what earlier readings of this phone left; nothing where that is of no use."""
        return segments_of([self._begun(), self._whole()])

    def add(self, messages: Sequence[StoredMessage]) -> None:
        """Keep the messages of a page. Where that fails, the reading goes on without."""
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = self._opened()
            encode = msgspec.json.Encoder().encode
            self._file.write(b"".join(encode(tuple(message)) + b"\n" for message in messages))
            self._file.flush()

    def close(self) -> None:
        """End writing; what was read so far stays."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def done(self) -> None:
        """Remove what was kept on the way: the whole inbox is written."""
        self.close()
        self.part.unlink(missing_ok=True)

    def _opened(self) -> IO[bytes]:
        # After what an earlier reading left, if it is of use; a torn line of it is passed over.
        flags = os.O_APPEND if self._begun() else os.O_TRUNC
        self.part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.part, os.O_WRONLY | os.O_CREAT | flags, 0o600)
        file = open(handle, "wb")  # noqa: PTH123, SIM115 - a descriptor, made 0600; `close` ends it
        header = msgspec.json.encode({PART_MARK: 1, "phone": self._key})
        file.write(b"\n" if flags == os.O_APPEND else header + b"\n")
        return file

    def _begun(self) -> list[StoredMessage]:
        """Return what a reading that was broken off left."""
        try:
            with self.part.open("rb") as file:
                header = msgspec.json.decode(file.readline())
                if header.get("phone") != self._key:
                    return []
                return list(_messages(file))
        except (OSError, msgspec.DecodeError, AttributeError):
            return []

    def _whole(self) -> list[StoredMessage]:
        """Return the inbox as it was last read, if it is this phone's and nobody changed it."""
        try:
            pulled = read_pulled(self.path)
        except (OSError, ScannerError):
            return []
        if pulled is None or pulled.acquisition.completeness != "proved":
            return []
        device = pulled.acquisition.device
        if device is None or device.key != self._key:
            return []
        stored = (_stored(message) for message in pulled.messages if message.box == "inbox")
        return sorted((m for m in stored if m is not None), key=lambda m: -m.id)


def part_of(path: Path) -> Path:
    """Return where a reading for `path` keeps what it has read so far."""
    return path.with_name(f"{path.name}.part")


def _messages(lines: Iterable[bytes]) -> Iterator[StoredMessage]:
    """Yield the messages of a part, newest first; a line that is torn is passed over."""
    decode = msgspec.json.Decoder(StoredMessage).decode
    found: dict[int, StoredMessage] = {}
    for line in lines:
        with contextlib.suppress(msgspec.DecodeError, ValueError):
            message = decode(line)
            found[message.id] = message
    yield from (found[number] for number in sorted(found, reverse=True))


def _stored(message: Message) -> StoredMessage | None:
    """Return a message as the phone stores it; None where its bytes are not known any more."""
    try:
        number, thread = int(message.message_id), int(message.thread_id or 0)
    except ValueError:
        return None
    if message.fidelity != "proved":
        return None
    return StoredMessage(
        id=number,
        address=message.address,
        received_ms=message.received_ms,
        sent_ms=message.sent_ms,
        read=None if message.read is None else int(message.read),
        subscription_id=message.subscription_id,
        thread_id=None if message.thread_id is None else thread,
        service_center=message.service_center,
        body=message.body,
        body_bytes=len(message.body.encode("utf-8", "surrogatepass")),
        address_bytes=len((message.address or "").encode("utf-8", "surrogatepass")),
        intact=True,
    )
