"""Quiet hours by region, and the clock of the phone."""

from __future__ import annotations

import pytest
from support.judging import judged, rules, sms

from scanner.judging.judge import judge
from scanner.message import Message

CN = ("【安心借】您的借款已逾期3天，请尽快还款。", "10691234000", "+08:00")
GB = ("Copper Bank: your loan payment of £40.00 is overdue.", "CopperBank", "+01:00")
US = ("Copper Bank: your loan payment of $40.00 is overdue.", "72445", "-05:00")
IN = ("Copper Finance: EMI of Rs 4,000 is overdue. Pay now.", "VM-COPFIN", "+05:30")
PH = ("PesoCopper: your loan of PHP 4,000 is {} days overdue.", "PesoCopper", "+08:00")


def is_quiet(where: tuple[str, str, str], clock: str) -> bool:
    """Tell whether a message at that time of day breaks the quiet hours."""
    text, sender, offset = where
    judgement = judged(sms(text, sender, f"2026-04-14T{clock}:00{offset}"))
    assert judgement.is_collection
    return "quiet_hours" in [v.id for v in judgement.violations]


@pytest.mark.parametrize(
    ("where", "last_allowed", "first_quiet", "last_quiet", "first_allowed"),
    [
        (CN, "21:59", "22:00", "07:59", "08:00"),
        (GB, "20:59", "21:00", "07:59", "08:00"),
        (US, "20:59", "21:00", "07:59", "08:00"),
        (IN, "18:59", "19:00", "07:59", "08:00"),
    ],
)
def test_quiet_hours_begin_and_end_on_the_minute(
    where: tuple[str, str, str],
    last_allowed: str,
    first_quiet: str,
    last_quiet: str,
    first_allowed: str,
) -> None:
    """Local time, by the norm of the region."""
    assert not is_quiet(where, last_allowed)
    assert is_quiet(where, first_quiet)
    assert is_quiet(where, last_quiet)
    assert not is_quiet(where, first_allowed)


def test_philippine_hours_do_not_hold_for_debts_long_past_due() -> None:
    """Fifteen days is the limit."""
    text, sender, offset = PH
    assert is_quiet((text.format(15), sender, offset), "23:00")
    assert not is_quiet((text.format(16), sender, offset), "23:00")


def test_clock_of_the_region_serves_when_the_phone_kept_no_offset() -> None:
    """15:00 UTC is 23:00 in China."""
    message = Message(
        message_id="x", address="10691234000", body=CN[0], received_ms=1_776_178_800_000
    )
    assert "quiet_hours" in [v.id for v in judge([message], rules())[0].violations]


def test_message_without_time_breaks_no_quiet_hours() -> None:
    """What cannot be told is not held against anybody."""
    message = Message(message_id="x", address="10691234000", body=CN[0])
    assert judge([message], rules())[0].violations == ()
