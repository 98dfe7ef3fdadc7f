"""When a claim counts as read right."""

from __future__ import annotations

import pytest

from scanner.corpus.claims import compare_claims
from scanner.corpus.figures import Hits


@pytest.mark.parametrize(
    ("name", "labelled", "read"),
    [
        ("phones", ["0900 000 0672"], ["0900-0000672"]),
        ("urls", ["http://Pay.example.net/a/"], ["pay.example.net/a"]),
        ("amounts", [{"value": 12, "currency": "CNY"}], [{"value": 12.0, "currency": "CNY"}]),
        ("lender", "Harbor Ridge CU", "harbor ridge  CU"),
        ("card_tail", "0831", "0831"),
        ("due_date", "2026-03-05", "2026-03-05"),
        ("deadline", "2026-03-05T18:00:21+08:00", "2026-03-05T18:00"),
        ("deadline", "2026-03-05T24:00", "2026-03-05"),
        ("deadline", "2026-03-06T00:00", "2026-03-05"),
        ("messenger", "微信 hk_01", "微信hk_01"),
        ("messenger", "hk_01", "微信 hk_01"),
        ("messenger", "WhatsApp: 9003 0042", "WhatsApp 90030042"),
        ("account", "6217 0000 1234 5678 王*", "6217000012345678"),
        ("account", "sort 20-00-91 acc 71830000 D Pearce", "71830000"),
        ("account", "Paybill 888000", "888000"),
    ],
)
def test_equal_values_count_in_any_writing(name: str, labelled: object, read: object) -> None:
    """Blanks, hyphens, letter case, scheme, seconds and what stands beside a number."""
    assert compare_claims({name: labelled}, {name: read})[name] == Hits(right=1)


@pytest.mark.parametrize(
    ("name", "labelled", "read"),
    [
        ("phones", ["09000000672"], ["09000000673"]),
        ("urls", ["pay.example.net/a"], ["pay.example.net/b"]),
        ("amounts", [{"value": 12, "currency": "CNY"}], [{"value": 12, "currency": "HKD"}]),
        ("due_date", "2026-03-05", "2026-03-05T18:00"),
        ("days_overdue", 3, 30),
        ("messenger", "微信 hk_01", "微信 hk_02"),
        ("account", "6217 0000 1234 5678", "6217 0000 1234 5679"),
        ("account", "王丽", "王兰"),
    ],
)
def test_other_values_are_wrong_and_missed(name: str, labelled: object, read: object) -> None:
    """One found that is not there, and one there that was not found."""
    assert compare_claims({name: labelled}, {name: read})[name] == Hits(wrong=1, missed=1)


def test_each_of_several_values_counts() -> None:
    """Two of three sums read, and the role of one of them wrong."""
    sums = [{"value": v, "currency": "CNY", "role": "total"} for v in (1, 2, 3)]
    read = [sums[0], {**sums[1], "role": "fee"}]
    compared = compare_claims({"amounts": sums}, {"amounts": read})
    assert compared["amounts"] == Hits(right=2, missed=1)
    assert compared["amount roles"] == Hits(right=1, wrong=1, missed=2)


def test_a_field_that_neither_has_is_not_counted() -> None:
    """Silence about silence would flatter every figure."""
    assert compare_claims({}, {}) == {}
