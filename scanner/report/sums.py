"""Sums of money as people write them: the same in each language of ours."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = {
    "CNY": "¥", "HKD": "HK$", "MOP": "MOP$", "TWD": "NT$", "SGD": "S$", "MYR": "RM", "INR": "₹",
    "IDR": "Rp", "PHP": "₱", "VND": "₫", "THB": "฿", "JPY": "JP¥", "KRW": "₩", "USD": "US$",
    "GBP": "£", "EUR": "€", "AUD": "A$", "NZD": "NZ$", "CAD": "C$", "BRL": "R$", "MXN": "MX$",
    "NGN": "₦",
}  # fmt: skip
"""Signs that mean one currency alone; any other is named by its three letters."""
_WITHOUT_CENTS: Final = {"TWD", "IDR", "VND", "JPY", "KRW"}


def sum_of(value: float, currency: str) -> str:
    """Return a sum with its currency: "¥1,280.50", "NT$3,260", "KES 900.00"."""
    has_no_cents = currency in _WITHOUT_CENTS and value == int(value)
    figure = f"{value:,.0f}" if has_no_cents else f"{value:,.2f}"
    sign = _SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{currency} {figure}"
