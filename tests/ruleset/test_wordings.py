"""The table of weights, and what a text scores by it."""

from __future__ import annotations

import pytest

from scanner.ruleset.wordings import ANY, TOPICS, Wordings, read_table, table_lines

NONE = (0.0,) * len(TOPICS)


def weights(**of_topics: float) -> tuple[float, ...]:
    """Return a row of the table."""
    return tuple(of_topics.get(topic, 0.0) for topic in TOPICS)


def table(rows: dict[str, tuple[float, ...]]) -> str:
    """Return a file with these rows."""
    return "".join(table_lines(rows.items()))


def test_what_was_written_is_read() -> None:
    """Two digits behind the point are kept, and nothing is written for 0."""
    text = table({ANY: weights(past_due=-1.25), "欠 0": weights(past_due=2, legal=-0.07)})
    read = read_table(text)
    assert read.weights == {ANY: weights(past_due=-1.25), "欠 0": weights(past_due=2, legal=-0.07)}
    assert text.splitlines()[2].split("\t")[:3] == ["欠 0", "2", ""]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "first line"),
        ("run\tpast_due\n", "first line"),
        (table({ANY: NONE}) + "欠\t1\n", "line 3"),
        (table({ANY: NONE}) + table({ANY: NONE}).splitlines()[1] + "\n", "two lines"),
        (table({"欠": NONE}), "no line"),
        (table({ANY: NONE}).replace("\t\t", "\tmuch\t", 1), "line 2"),
    ],
)
def test_a_damaged_table_is_refused_with_its_line(text: str, words: str) -> None:
    """A table cut short would change verdicts in silence."""
    with pytest.raises(ValueError, match=words):
        read_table(text)


def test_a_score_adds_up_what_the_runs_weigh() -> None:
    """Each different run once, scaled by the number of runs: 9 runs count twice their weight."""
    wordings = Wordings({ANY: weights(past_due=-1), "逾期": weights(past_due=1.5)})
    assert wordings.scores("已逾期还")["past_due"] == pytest.approx(-1 + 2 * 1.5)
    assert wordings.scores("已逾期还")["legal"] == 0
    assert wordings.scores("你好")["past_due"] == -1


def test_a_rule_set_without_table_scores_nothing() -> None:
    """Rules that weigh the wording then never match."""
    assert Wordings().scores("已逾期") == {}


def test_the_telling_runs_do_not_overlap_and_the_strongest_wins() -> None:
    """They are marked in the report's text."""
    wordings = Wordings(
        {
            ANY: NONE,
            "已逾期": weights(past_due=1),
            "逾期": weights(past_due=2),
            "已逾": weights(legal=1),
        }
    )
    assert wordings.telling("已逾期", "past_due") == [(1, 3)]
    assert wordings.telling("已逾期", "legal") == [(0, 2)]
    assert wordings.telling("已逾期", "legal", against=True) == []


def test_a_single_character_is_weighed_but_not_shown() -> None:
    """A mark on one letter tells a reader nothing."""
    wordings = Wordings({ANY: NONE, "逾": weights(past_due=3), "j": weights(past_due=1)})
    assert wordings.scores("逾")["past_due"] > 0
    assert wordings.telling("逾 j", "past_due") == []


def test_a_text_of_unknown_words_speaks_for_nothing() -> None:
    """What a topic has before anything is read is no sign; against it, it stays."""
    wordings = read_table(
        table({ANY: weights(demand=1.5, past_due=-5), "utang": weights(demand=0.5, past_due=8)})
    )
    unknown = wordings.without_head_start(wordings.scores("magandang umaga"))
    assert (unknown["demand"], unknown["past_due"]) == (0, -5)
    known = wordings.without_head_start(wordings.scores("utang"))
    assert known["demand"] > 0
    assert known["past_due"] > 0
    assert Wordings().without_head_start({}) == {}
