"""The demo phone's inbox: three years of an ordinary person's messages, all invented.

The messages are data in this folder, one TOML file a part of life; `docs/demo-inbox.md` says who
the person is and how to edit them.
"""

from __future__ import annotations

from scanner.demo_phone.inbox.many import many_messages
from scanner.demo_phone.inbox.moments import local_time
from scanner.demo_phone.inbox.script import Expectation, played
from scanner.demo_phone.provider import StoredSms

__all__ = ["Expectation", "demo_messages", "expectations", "many_messages"]


def demo_messages(now_ms: int) -> list[StoredSms]:
    """Return the demo inbox as it stands at `now_ms` (ms since the epoch, UTC), oldest first."""
    return [entry.sms for entry in played(local_time(now_ms))]


def expectations(now_ms: int) -> dict[int, Expectation]:
    """Return what a careful person says of each received message, by `StoredSms.id`."""
    entries = played(local_time(now_ms))
    return {entry.sms.id: entry.expect for entry in entries if entry.sms.type == 1}
