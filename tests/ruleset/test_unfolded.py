"""Patterns that no normalised text can match."""

import pytest

from scanner.ruleset.unfolded import unfolded_in_pattern, unfolded_in_text


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("WhatsApp", "WA"),
        ("貸款", "貸"),
        ("（逾期）", "（）"),
        ("[A-Z]{2}", "AZ"),
        ("(?:请|請)付", "請"),
        (r"\bpay\b|还款.{0,9}[^A]\D", ""),
    ],
)
def test_unfolded_characters_are_found_wherever_they_stand(pattern: str, found: str) -> None:
    """Capitals, traditional characters and full width; classes and negated sets do not count."""
    assert sorted(unfolded_in_pattern(pattern)) == sorted(found)


def test_unfolded_in_text_leaves_blanks_alone() -> None:
    """A phrase of several words is fine."""
    assert unfolded_in_text("final notice") == ""
