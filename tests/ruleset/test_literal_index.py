"""The index finds exactly the strings that a text holds."""

from hypothesis import given
from hypothesis import strategies as st

from scanner.ruleset.literal_index import LiteralIndex

TEXTS = st.text(alphabet="abc 逾期还", max_size=12)


@given(st.sets(TEXTS.filter(bool), max_size=12), TEXTS)
def test_it_answers_as_a_search_for_each_string_would(literals: set[str], text: str) -> None:
    """Single characters, strings that overlap and strings inside strings too."""
    index = LiteralIndex(literals)
    expected = {literal for literal in literals if literal in text}
    assert set(index.found_in(text)) == expected
    assert index.any_in(text) == bool(expected)
