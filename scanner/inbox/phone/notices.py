"""What the reader of a report must know about messages that may not have been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanner.inbox.acquisition import Device, Notice
from scanner.inbox.phone.page import StoredMessage
from scanner.inbox.phone.proof import BoxRead
from scanner.inbox.phone.skin import is_xiaomi
from scanner.inbox.phone.table import time_zone

_ANDROID_14 = 34
_SERVICE_NUMBER = re.compile(r"(?:\+?86)?(?:10|12|400|800|95|96)\d+|.*[^\W\d_].*")
"""Mainland service numbers (carriers, 106 ports, hotlines, 95/96 codes), and names."""


def notices_of(device: Device, inbox: BoxRead, blocked: BoxRead | None) -> tuple[Notice, ...]:
    """Return the notices for an inbox and, where there is one, its box of blocked messages."""
    read = [*inbox.messages, *(blocked.messages if blocked else ())]
    return (*_about_reading(device, inbox, read), *about_phone(device, read))


def blocked_not_read() -> Notice:
    """Say that Xiaomi's blocked messages could not be had."""
    return Notice(
        id="xiaomi-blocked-not-read",
        message="This phone may keep blocked messages apart, and they could not be read. They are "
        "in its Messages app, under blocked messages.",
        severity="warning",
    )


def blocked_mixed() -> Notice:
    """Say that Xiaomi's blocked messages were shown together with the others."""
    return Notice(
        id="xiaomi-blocked-mixed",
        message="This phone shows its blocked messages together with the others. Each was counted "
        "once; blocked ones that are newer than the newest in the inbox may be missing.",
    )


def _about_reading(
    device: Device, inbox: BoxRead, read: Sequence[StoredMessage]
) -> Iterable[Notice]:
    if inbox.arrived:
        yield Notice(
            id="arrived-while-reading",
            message="Arrived while the phone was read, and not in this report: {count}.",
            fields={"count": inbox.arrived},
        )
    if inbox.deleted:
        yield Notice(
            id="deleted-while-reading",
            message="Deleted on the phone while it was read: {count}. Some of them may be in this "
            "report.",
            fields={"count": inbox.deleted},
        )
    if inbox.gone:
        yield Notice(
            id="deleted-since",
            message="Deleted on the phone since it was read before: {count}. They are not in this "
            "report.",
            fields={"count": inbox.gone},
        )
    if inbox.replaced:
        yield Notice(
            id="ids-used-again",
            message="Messages that took the place of others since the phone was read before: "
            "{count}. They were read anew.",
            fields={"count": inbox.replaced},
        )
    if inbox.gone + inbox.replaced > inbox.known:
        yield Notice(
            id="inbox-reset",
            message="Most messages of the last reading are gone from this phone: it was reset, or "
            "they were deleted.",
            severity="warning",
        )
    damaged = sum(not message.intact for message in read)
    if damaged:
        yield Notice(
            id="text-not-utf8",
            message="Messages with bytes that are not text, which are shown as �: {count}.",
            fields={"count": damaged},
        )
    if read and time_zone(device) is None:
        yield Notice(
            id="time-zone-unknown",
            message="The phone did not name a time zone that is known here, so the local time of "
            "its messages, and with it quiet hours, could not be judged.",
            severity="warning",
        )


def mms_rcs_not_read() -> Notice:
    """Say what no way of reading SMS gives."""
    return Notice(
        id="mms-rcs-not-read",
        message="Only SMS were read: no MMS, no RCS (5G messages, chat), nothing of other apps.",
    )


def about_phone(device: Device, read: Sequence[StoredMessage]) -> Iterable[Notice]:
    """Yield what a phone of this kind hides from all who read its messages over adb."""
    if is_xiaomi(device) and not any(_is_service(message.address) for message in read):
        yield Notice(
            id="xiaomi-service-filter",
            message="No message from a service number (106…, 95…) was among those read. Xiaomi's "
            "system can hide these from other readers, without saying so; collection messages come "
            "from such numbers. What is missing cannot be told from here.",
            severity="warning",
        )
    if device.sdk is not None and device.sdk >= _ANDROID_14:
        yield Notice(
            id="other-sim-not-read",
            message="Android 14 and newer hides messages of SIM cards that were never in this "
            "phone, such as those moved over from an older phone.",
        )
    yield mms_rcs_not_read()


def _is_service(address: str | None) -> bool:
    return address is not None and _SERVICE_NUMBER.fullmatch(address.strip()) is not None
