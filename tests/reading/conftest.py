"""A reader with a handful of names, and a way to give it a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.names import NameIndex
from scanner.reading.reader import Reader

NAMES = {
    "招商银行": "cmb",
    "招行": "cmb",
    "工商银行": "icbc",
    "建设银行": "ccb",
    "马上消费金融": "msxf",
    "360借条": "360",
    "分期乐": "fenqile",
    "省呗": "shengbei",
    "京东金融": "jd",
    "支付宝": "alipay",
    "Harvest Bank": "harvest",
}
Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def names() -> NameIndex:
    """Return an index of a few names."""
    return NameIndex(NAMES)


@pytest.fixture(scope="session")
def read(names: NameIndex) -> Read:
    """Return a function that reads a text as if it came at a given local time."""
    reader = Reader(names)

    def read_text(
        text: str, sender: str | None = None, at: str = "2026-04-15T10:00+08:00"
    ) -> Reading:
        moment = datetime.fromisoformat(at)
        offset = moment.utcoffset()
        return reader.read(
            Message(
                message_id="1",
                address=sender,
                body=text,
                received_ms=int(moment.timestamp() * 1000),
                utc_offset_min=int(offset.total_seconds() // 60) if offset else 0,
            )
        )

    return read_text
