"""Reads one box of a phone that takes no SQL expressions, column by column, and proves it whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from scanner.errors import AcquisitionError
from scanner.inbox.phone.ask import Asker
from scanner.inbox.phone.box import Progress, Withheld
from scanner.inbox.phone.columns import (
    NUMBERS,
    TEXTS,
    Changed,
    Numbers,
    as_time,
    list_query,
    read_list,
    read_texts,
    text_query,
)
from scanner.inbox.phone.page import StoredMessage
from scanner.inbox.phone.proof import BoxRead, totals_of

_ROUNDS = 3
_PAGE_ROWS = 200

Text = tuple[str | None, int, bool]
"""A text, its length in bytes, and whether it is known to the byte."""


class ColumnReader:
    """Reads boxes of one phone; see `columns` for what proves them.

    Args:
        asker: of the phone.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def read(self, uri: str, progress: Callable[[Progress], None]) -> BoxRead:
        """Read a whole box.

        Raises:
            Withheld: no id was listed; whether there are messages is unknown.
            ProviderRefusal, AcquisitionError, PhoneNotReady: as `BoxReader.read`.
        """
        self._asker.repeated = self._asker.warned = 0
        for _ in range(_ROUNDS):
            try:
                return self._read(uri, progress)
            except Changed:
                self._asker.repeated += 1
        raise AcquisitionError(
            "Messages were deleted on the phone again and again while it was read. None of it was "
            "used.",
            "Leave the phone alone until the report is there, and run this again.",
        )

    def shows_again(self, uri: str, box: BoxRead) -> bool:
        """Tell whether a URI shows any of the messages of a box that was read."""
        return not self._list(uri).keys().isdisjoint(message.id for message in box.messages)

    def count(self, uri: str) -> int:
        """Return how many messages are listed; 0 may also mean that none is shown. As `read`."""
        return len(self._list(uri))

    def _read(self, uri: str, progress: Callable[[Progress], None]) -> BoxRead:
        listed = self._list(uri, NUMBERS)
        if not listed:
            raise Withheld
        progress(Progress(0, len(listed)))
        # A missing text and one that reads "NULL" are printed alike; so are BLOBs and "BLOB".
        missing = {name: self._list(uri, (), f"{name} IS NULL").keys() for name in TEXTS}
        binary = {name: self._list(uri, (), f"{name}>=x''").keys() for name in TEXTS}
        ids = sorted(listed)
        messages: list[StoredMessage] = []
        for start in range(0, len(ids), _PAGE_ROWS):
            page = ids[start : start + _PAGE_ROWS]
            texts = {
                name: {
                    identity: _text(octets, identity in missing[name], identity in binary[name])
                    for identity, octets in self._texts(uri, name, page).items()
                }
                for name in TEXTS
            }
            messages += [_message(n, listed[n], {t: texts[t][n] for t in TEXTS}) for n in page]
            progress(Progress(len(messages), len(listed)))
        after = self._list(uri).keys()
        if {identity for identity in after if identity <= ids[-1]} != set(ids):
            raise Changed
        messages.reverse()
        totals = totals_of(messages)
        return BoxRead(
            messages=messages,
            before=totals,
            after=totals,
            pages=-(-len(ids) // _PAGE_ROWS),
            repeated=self._asker.repeated,
            warned=self._asker.warned,
            arrived=len(after) - len(ids),
            by_columns=True,
        )

    def _list(
        self, uri: str, columns: Sequence[str] = (), condition: str = ""
    ) -> Mapping[int, Numbers]:
        return self._asker.ask(partial(list_query, uri, columns, condition), read_list)

    def _texts(self, uri: str, column: str, ids: Sequence[int]) -> dict[int, bytes]:
        """Return a column's texts by id; halve the range where some have line breaks."""
        texts = self._asker.ask(partial(text_query, uri, column, ids), read_texts)
        if texts is None:
            middle = len(ids) // 2
            texts = self._texts(uri, column, ids[:middle]) | self._texts(uri, column, ids[middle:])
        return texts


def _text(octets: bytes, is_missing: bool, is_binary: bool) -> Text:
    if is_missing and octets == b"NULL":
        return None, 0, True
    if is_missing:  # it had none when ids were listed
        raise Changed
    if is_binary:
        return "\ufffd", len(octets), False
    text = octets.decode("utf-8", "replace")
    # Android itself puts U+FFFD for bytes that are not UTF-8.
    return text, len(octets), "\ufffd" not in text


def _message(identity: int, numbers: Numbers, texts: Mapping[str, Text]) -> StoredMessage:
    body, body_bytes, body_intact = texts["body"]
    address, address_bytes, address_intact = texts["address"]
    centre, _, centre_intact = texts["service_center"]
    return StoredMessage(
        id=identity,
        address=address,
        received_ms=as_time(numbers["date"]),
        sent_ms=as_time(numbers["date_sent"]),
        read=numbers["read"],
        subscription_id=numbers["sub_id"],
        thread_id=numbers["thread_id"],
        service_center=centre,
        body=body,
        body_bytes=body_bytes,
        address_bytes=address_bytes,
        intact=body_intact and address_intact and centre_intact,
    )
