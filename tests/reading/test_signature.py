"""Signatures: brackets, prefixes, suffixes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "name", "style"),
    [
        ("【甲乙银行】您的账单已出", "甲乙银行", "bracket"),
        ("您的账单已出【甲乙银行】", "甲乙银行", "bracket"),
        ("您的账单已出【甲乙银行】。", "甲乙银行", "bracket"),
        ("【 甲乙银行 】您好", "甲乙银行", "bracket"),
        ("[MoneyTree] your bill is ready", "MoneyTree", "square"),
        ("您的账单已出[甲乙贷]", "甲乙贷", "square"),
        ("甲乙財務：你的供款未到", "甲乙財務", "prefix"),
        ("甲乙電力提醒：本期電費已出", "甲乙電力", "prefix"),
        ("MoneyTree: your bill is ready", "MoneyTree", "prefix"),
        ("Grove & Hill Solicitors: a letter was sent", "Grove & Hill Solicitors", "prefix"),
        ("Hillside Dental here. You owe $5", "Hillside Dental", "prefix"),
        ("This is Alder Recovery LLC. Please call", "Alder Recovery LLC", "prefix"),
        ("Your rent is due. - Alder Office", "Alder Office", "suffix"),
        ("Your rent is due\nAlder Office", "Alder Office", "suffix"),
    ],
)
def test_a_signature_is_found_where_senders_put_it(
    read: Read, text: str, name: str, style: str
) -> None:
    """At the start or the end, in the styles of several countries."""
    signature = read(text).claims.signature
    assert signature is not None
    assert (signature.name, signature.style) == (name, style)
    assert name in text[slice(*signature.span)]


@pytest.mark.parametrize(
    "text",
    [
        "您好，您的借款已逾期",
        "尊敬的客户：您的账单已出",
        "Dear customer: your bill is ready",
        "FINAL NOTICE: pay now",
        "Your loan is overdue. Pay now.",
        "Your loan is overdue, pay by 31-May-2026.",
    ],
)
def test_a_greeting_or_a_heading_is_no_signature(read: Read, text: str) -> None:
    """What names nobody signs nothing."""
    assert read(text).claims.signature is None
