"""Times of the day from what a person writes."""

from datetime import time

import pytest

from scanner.errors import InputError
from scanner.schedule.plan import at, every


@pytest.mark.parametrize(
    ("period", "times"),
    [
        ("12h", [time(9), time(21)]),
        ("1d", [time(9)]),
        ("8h", [time(1), time(9), time(17)]),
        (" 720 min", [time(9), time(21)]),
    ],
)
def test_a_period_becomes_times_counted_from_nine(period: str, times: list[time]) -> None:
    """In the order of the day."""
    assert list(every(period).times) == times


def test_the_shortest_period_is_a_quarter_of_an_hour() -> None:
    """96 times a day, all of them distinct."""
    assert len(set(every("15m").times)) == 96


@pytest.mark.parametrize(
    "period", ["7h", "0h", "14m", "2d", "", "12", "-1h", "1.5h", "h", "9999999h"]
)
def test_a_period_that_does_not_divide_a_day_is_refused(period: str) -> None:
    """Nor one that is no period."""
    with pytest.raises(InputError):
        every(period)


def test_times_are_sorted_and_said_once() -> None:
    """Whatever separators a Chinese keyboard gives."""
    assert at("21:00，9：30; 09:30").times == (time(9, 30), time(21))


@pytest.mark.parametrize("times", ["24:00", "9", "", "09:60", "noon", "09:00,,21:00x"])
def test_what_is_no_time_is_refused(times: str) -> None:
    """With the one that is wrong."""
    with pytest.raises(InputError):
        at(times)
