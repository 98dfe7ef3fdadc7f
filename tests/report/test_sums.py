"""Sums of money with the sign of their currency."""

from __future__ import annotations

import pytest

from scanner.report.sums import sum_of


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        (1280.5, "CNY", "¥1,280.50"),
        (3260, "TWD", "NT$3,260"),
        (3260.5, "TWD", "NT$3,260.50"),
        (880, "HKD", "HK$880.00"),
        (5000, "JPY", "JP¥5,000"),
        (900, "KES", "KES 900.00"),
    ],
)
def test_sum_has_a_sign_that_means_one_currency_alone(
    value: float, currency: str, expected: str
) -> None:
    """A currency whose coins nobody uses has no decimals, unless the message gave some."""
    assert sum_of(value, currency) == expected
