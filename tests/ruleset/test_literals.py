"""The literals that a pattern cannot match without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.ruleset.literals import LiteralFinder


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:逾期|欠款).{0,20}(?:起诉|法院)", {"逾期", "欠款"}),
        ("请?尽快还款", {"尽快还款"}),
        (r"\d{1,3}天内", {"天内"}),
        (r"\bovernight\b", {"overnight"}),
        ("[转汇]账", {"转账", "汇账"}),
        ("(?:ab){1,3}", {"ab"}),
    ],
)
def test_finder_finds_the_telling_ones(pattern: str, expected: set[str]) -> None:
    """Long strings before short, few before many."""
    assert LiteralFinder()(pattern) == expected


@pytest.mark.parametrize("pattern", [r"\d{4}", "a?b?", "(?i:ab)", "[^a]b{0,2}", "(?:ab|)"])
def test_finder_gives_up_rather_than_err(pattern: str) -> None:
    """A pattern that can match without any literal has none."""
    assert LiteralFinder()(pattern) is None


_ATOMS = st.sampled_from(["a", "b", "c", "[ab]", ".", r"\d", "(?:ab|c)", "(?=a)", "(?<!b)"])
_PIECES = st.tuples(_ATOMS, st.sampled_from(["", "?", "{0,2}", "{1,3}"])).map("".join)
_SEQUENCES = st.lists(_PIECES, min_size=1, max_size=5).map("".join)
_PATTERNS = st.lists(_SEQUENCES, min_size=1, max_size=3).map("|".join)


@given(_PATTERNS, st.text(alphabet="abc1", max_size=12))
def test_no_text_matches_without_one_of_the_literals(pattern: str, text: str) -> None:
    """The prefilter never loses a match."""
    literals = LiteralFinder()(pattern)
    if literals is not None and re.search(pattern, text):
        assert any(literal in text for literal in literals)
