"""A reminder comes once a period, and never because of a clock."""

from scanner.schedule.reminder import days_to_remind_of

DAY = 86_400_000


def test_one_reminder_a_period_however_often_it_runs() -> None:
    """Thirty days of runs twice a day, seven days the period."""
    runs = [day * DAY // 2 for day in range(1, 61)]
    said = [
        days
        for previous, now in zip([None, *runs], runs, strict=False)
        if (days := days_to_remind_of(0, previous, now, 7)) is not None
    ]
    assert said == [7, 14, 21, 28]


def test_a_success_begins_the_period_anew() -> None:
    """Days are counted from it."""
    assert days_to_remind_of(10 * DAY, 12 * DAY, 16 * DAY, 7) is None
    assert days_to_remind_of(10 * DAY, 16 * DAY, 17 * DAY, 7) == 7


def test_a_clock_that_jumps_reminds_at_most_once() -> None:
    """Back: never; forward: once."""
    assert days_to_remind_of(100 * DAY, 101 * DAY, 3 * DAY, 7) is None
    assert days_to_remind_of(100 * DAY, 3 * DAY, 101 * DAY, 7) is None
    assert days_to_remind_of(0, DAY, 900 * DAY, 7) == 900
    assert days_to_remind_of(0, 900 * DAY, 900 * DAY + 1, 7) is None


def test_never_where_that_is_set_or_nothing_ever_succeeded() -> None:
    """0 days, and no success."""
    assert days_to_remind_of(0, None, 900 * DAY, 0) is None
    assert days_to_remind_of(None, None, 900 * DAY, 7) is None
