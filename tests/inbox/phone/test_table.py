"""Local time, and what a row becomes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from scanner.inbox.acquisition import Device
from scanner.inbox.phone.page import StoredMessage
from scanner.inbox.phone.table import offset_minutes, time_zone, to_table

PHONE = Device(serial="S1", manufacturer="Google", model="Pixel 8", time_zone="Asia/Kolkata")


@pytest.mark.parametrize(
    ("at_ms", "zone", "minutes"),
    [
        (0, "Asia/Kolkata", 330),
        (1_751_328_000_000, "America/St_Johns", -150),
        (None, "Asia/Shanghai", None),
        (10**17, "Asia/Shanghai", None),  # year 3 million
        (-(10**17), "Asia/Shanghai", None),
        (0, None, None),
    ],
)
def test_offset_is_in_minutes_east_of_utc(
    at_ms: int | None, zone: str | None, minutes: int | None
) -> None:
    """Half hours and summer time included; unknown stays unknown."""
    assert offset_minutes(at_ms, ZoneInfo(zone) if zone else None) == minutes


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "a\x00b"])
def test_a_time_zone_that_is_none_is_unknown(name: str) -> None:
    """Whatever a phone may say."""
    assert time_zone(Device(serial="S1", time_zone=name)) is None


def test_boxes_are_joined_oldest_first_each() -> None:
    """With NULL kept apart from empty and from zero."""
    bare = StoredMessage(3, None, None, None, None, None, None, None, None, 0, 0, intact=True)
    full = StoredMessage(9, "a", 5, 4, 0, 0, 0, "b", "c", 1, 1, intact=True)
    frame = to_table([("inbox", [full, bare]), ("blocked", [full._replace(id=4)])], "phone", PHONE)
    assert frame["message_id"].tolist() == ["3", "9", "4"]
    assert frame["box"].tolist() == ["inbox", "inbox", "blocked"]
    first, second, _ = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert (first["address"], first["body"], first["received_ms"], first["read"]) == (
        None,
        "",
        None,
        None,
    )
    assert (second["read"], second["subscription_id"], second["thread_id"]) == (False, 0, "0")
    assert (second["sent_ms"], second["utc_offset_min"], second["device"]) == (
        4,
        330,
        "Google Pixel 8",
    )
