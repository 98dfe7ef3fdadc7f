"""Numbers as people write them."""

from __future__ import annotations

import pytest

from scanner.reading.numerals import arabic_number, han_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万二", 12000),
        ("两百五", 250),
        ("壹万贰仟", 12000),
        ("叁仟贰佰", 3200),
        ("十八", 18),
        ("廿三", 23),
        ("一千零五", 1005),
        ("三万零五十", 30050),
        ("二〇二六", 2026),
        ("一亿二千万", 120_000_000),
        ("", None),
        ("五块", None),
    ],
)
def test_chinese_numerals_have_their_value(text: str, value: float | None) -> None:
    """Everyday and banker's numerals, and the tail that leaves its unit out."""
    assert han_number(text) == value


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("1,234.56", "CNY", 1234.56),
        ("1,23,456.78", "INR", 123456.78),
        ("1.250.000", "IDR", 1250000),
        ("1.250", "IDR", 1250),
        ("1.250", "USD", 1.25),
        ("1.250,50", "EUR", 1250.5),
        ("1,5", "IDR", 1.5),
        ("12,34", "USD", None),
        ("1,2345", "USD", None),
    ],
)
def test_grouping_is_read_as_the_currency_uses_it(
    text: str, currency: str, value: float | None
) -> None:
    """A dot means thousands in Jakarta and cents in New York; nonsense is no number."""
    assert arabic_number(text, currency) == value
