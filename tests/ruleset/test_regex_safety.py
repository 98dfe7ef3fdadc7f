"""Patterns that a hostile text could make slow."""

import re
import time

import pytest

from scanner.ruleset.regex_safety import HOSTILE_LENGTH, why_unsafe


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(?:a+)+b", "no upper bound"),
        (r"逾期.*还款", "no upper bound"),
        (r"\d+元", "no upper bound"),
        (r"(?:a{1,9}){1,9}b", "choices from one place"),
        (r".{0,40}a.{0,40}b.{0,40}c.{0,40}d", "choices from one place"),
    ],
)
def test_pattern_that_can_take_long_is_refused(pattern: str, why: str) -> None:
    """Unbounded repetitions, nested ones, and too many gaps in a row."""
    assert why in (why_unsafe(pattern) or "")


@pytest.mark.parametrize(
    "pattern",
    [
        r"逾期.{0,30}(?:还款|结清)",
        r"\d{1,9}(?:\.\d{1,2})?元",
        r"(?:尊敬的)?客户.{0,20}(?:请|须).{0,20}还款",
        r"\bpay(?:ment)?\b",
        r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,2})?\s{0,9}元",
        r"户名[::]?\s{0,9}[a-z]{0,20}\*[a-z]{0,20}(?: [a-z]{1,20}){0,3}\)",
    ],
)
def test_bounded_pattern_is_accepted(pattern: str) -> None:
    """The usual way of writing rules."""
    assert why_unsafe(pattern) is None


def test_accepted_pattern_is_quick_on_a_text_that_nearly_matches_everywhere() -> None:
    """The promise behind the counting: a search takes milliseconds, not minutes."""
    pattern = r"客户.{0,20}(?:请|须).{0,20}还款"
    assert why_unsafe(pattern) is None
    text = ("客户请" * HOSTILE_LENGTH)[:HOSTILE_LENGTH]
    started = time.process_time()
    re.search(pattern, text)
    assert time.process_time() - started < 1
