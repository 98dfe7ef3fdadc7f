"""Short runs of words: what is one, and where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanner.reading.grams import FIGURE, LINK, grams


def runs(text: str) -> list[str]:
    """Return the runs without their places."""
    return [run for run, _ in grams(text)]


def test_han_runs_are_one_to_three_characters_long() -> None:
    """Longer ones are rarely seen twice."""
    assert runs("已逾期还") == ["已", "已逾", "已逾期", "逾", "逾期", "逾期还", "期", "期还", "还"]


def test_words_go_alone_and_in_pairs_cut_to_six_letters() -> None:
    """Payment, payments and paymen… are one token."""
    assert runs("payments overdue now") == [
        "paymen",
        "paymen overdu",
        "overdu",
        "overdu now",
        "now",
    ]


def test_every_figure_and_every_link_is_the_same_token() -> None:
    """No sum, date or site is learnt by heart."""
    assert runs("12.50") == runs("8,000") == runs("2026") == [FIGURE]
    assert runs("https://pay.cc/x?a=1") == runs("k7.cn") == [LINK]
    assert runs("欠12元") == ["欠", "欠 0", "0", "0 元", "元"]


def test_no_run_crosses_punctuation() -> None:
    """What stands in two sentences belongs to two thoughts."""
    assert "款请" not in runs("欠款,请付")
    assert "debt pay" not in runs("a debt. pay")


@given(st.text(max_size=200))
def test_every_run_stands_where_it_says(text: str) -> None:
    """Places are ordered, not empty and inside the text, whatever the text."""
    for run, (start, end) in grams(text):
        assert 0 <= start < end <= len(text)
        assert run
