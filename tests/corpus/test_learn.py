"""Learning what the wording as a whole speaks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from scanner.corpus.learn import learn, without_wordings
from scanner.corpus.rows import read_corpus
from scanner.corpus.trials import Trial, try_rows
from scanner.errors import InputError
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset
from scanner.ruleset.wordings import ANY, TOPICS, Wordings

PAST_DUE = TOPICS.index("past_due")
Try = Callable[[list[tuple[str, str]]], list[Trial]]


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """The rules of the installation, without those that weigh the wording."""
    return without_wordings(load_ruleset())


@pytest.fixture
def trials(tmp_path: Path, ruleset: Ruleset) -> Try:
    """Judge texts, each with its kind ("" = without a label)."""

    def try_texts(texts: list[tuple[str, str]]) -> list[Trial]:
        rows = [
            {"id": str(i), "text": text} | ({"kind": kind} if kind else {})
            for i, (text, kind) in enumerate(texts)
        ]
        path = tmp_path / "corpus.jsonl"
        path.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
        return list(try_rows(read_corpus([path]), ruleset))

    return try_texts


DEBTS = [
    ("阿财的窟窿还没填上", "overdue_reminder"),
    ("老李的窟窿该填了", "overdue_reminder"),
    ("这窟窿等你补呢", "payment_demand"),
    ("今晚的电影真好看", "none"),
    ("明天一起去看电影吧", "none"),
    ("电影票已经买好", "none"),
]


def test_words_that_no_rule_knows_are_learnt(trials: Try, ruleset: Ruleset) -> None:
    """They speak for a debt in texts that were never seen."""
    table = learn(trials(DEBTS), ruleset)
    assert table["窟窿"][PAST_DUE] > 0 > table["电影"][PAST_DUE]
    wordings = Wordings(table)
    hole, film = (wordings.scores(text)["past_due"] for text in ("那个窟窿呢", "电影几点"))
    assert hole > film


def test_the_same_messages_give_the_same_weights(trials: Try, ruleset: Ruleset) -> None:
    """Otherwise no one could check where the weights come from."""
    tried = trials(DEBTS)
    assert learn(tried, ruleset) == learn(tried, ruleset)


def test_a_run_of_one_message_is_left_out(trials: Try, ruleset: Ruleset) -> None:
    """A name or a slip of one author would weigh as much as a word of the trade."""
    assert "阿财" not in learn(trials(DEBTS), ruleset)


def test_messages_without_label_weigh_against_unless_the_rules_find_a_debt(
    trials: Try, ruleset: Ruleset
) -> None:
    """Collections of ordinary messages hold some that are none."""
    ordinary = [("西瓜又甜又大", ""), ("西瓜便宜卖了", "")]
    assert learn(trials([*DEBTS, *ordinary]), ruleset)["西瓜"][PAST_DUE] < 0
    found = [
        ("西瓜:您的贷款已逾期,请立即还款,否则起诉", ""),
        ("西瓜:您的信用卡已逾期,请立即还款", ""),
    ]
    assert "西瓜" not in learn(trials([*DEBTS, *found]), ruleset)


def test_labels_of_one_side_teach_nothing(trials: Try, ruleset: Ruleset) -> None:
    """And say so, before a table of nothing is written."""
    with pytest.raises(InputError, match="cannot teach"):
        learn(trials([("今晚的电影", "none"), ("电影票", "none")]), ruleset)


def test_the_table_begins_with_what_holds_for_any_text(trials: Try, ruleset: Ruleset) -> None:
    """Then come the runs, the most telling first."""
    table = learn(trials(DEBTS), ruleset)
    assert next(iter(table)) == ANY
    strongest = [max(map(abs, weights)) for run, weights in table.items() if run != ANY]
    assert strongest == sorted(strongest, reverse=True)
