"""Learning what the wording as a whole speaks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from scanner.corpus.learn import learn, teaching, without_wordings
from scanner.corpus.rows import Row, read_corpus
from scanner.errors import InputError
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.wordings import ANY, TOPICS, Wordings

PAST_DUE = TOPICS.index("past_due")
Read = Callable[..., list[Row]]


@pytest.fixture
def rows(tmp_path: Path) -> Read:
    """Read texts, each with its kind ("" = without a label), as a corpus."""

    def read(texts: list[tuple[str, str]], **more: str) -> list[Row]:
        written = [
            {"id": f"{text}{i}", "text": text, **more} | ({"kind": kind} if kind else {})
            for i, (text, kind) in enumerate(texts)
        ]
        path = tmp_path / "corpus.jsonl"
        path.write_bytes(b"\n".join(map(msgspec.json.encode, written)))
        return list(read_corpus([path]))

    return read


DEBTS = [
    ("阿财的窟窿还没填上", "overdue_reminder"),
    ("老李的窟窿该填了", "overdue_reminder"),
    ("这窟窿等你补呢", "payment_demand"),
    ("今晚的电影真好看", "none"),
    ("明天一起去看电影吧", "none"),
    ("电影票已经买好", "none"),
]


def test_words_that_no_rule_knows_are_learnt(rows: Read) -> None:
    """They speak for a debt in texts that were never seen."""
    table = learn(rows(DEBTS))
    assert table["窟窿"][PAST_DUE] > 0 > table["电影"][PAST_DUE]
    wordings = Wordings(table)
    hole, film = (wordings.scores(text)["past_due"] for text in ("那个窟窿呢", "电影几点"))
    assert hole > film


def test_the_same_messages_give_the_same_weights(rows: Read) -> None:
    """Otherwise no one could check where the weights come from."""
    assert learn(rows(DEBTS)) == learn(rows(DEBTS))


def test_a_row_with_a_time_of_receipt_counts_as_several(rows: Read) -> None:
    """Such sets are like an inbox; the rest are lists of wordings."""
    split = [*DEBTS, ("好大的窟窿", "none"), ("窟窿真大啊", "none")]
    as_list = rows(split)
    as_received = [*as_list[:-2], *rows(split, received_at="2026-04-14T10:00:00+08:00")[-2:]]
    received, listed = (
        Wordings(learn(taught)).scores("窟窿好大")["past_due"] for taught in (as_received, as_list)
    )
    assert received < listed


def test_a_run_of_one_message_is_left_out(rows: Read) -> None:
    """A name or a slip of one author would weigh as much as a word of the trade."""
    assert "阿财" not in learn(rows(DEBTS))


def test_messages_without_label_weigh_against_unless_the_rules_find_a_debt(rows: Read) -> None:
    """Collections of ordinary messages hold some that are none."""
    ordinary = [("西瓜又甜又大", ""), ("西瓜便宜卖了", "")]
    rules = without_wordings(load_ruleset())
    assert learn(teaching(rows([*DEBTS, *ordinary]), rules))["西瓜"][PAST_DUE] < 0
    found = [
        ("西瓜:您的贷款已逾期,请立即还款,否则起诉", ""),
        ("西瓜:您的信用卡已逾期,请立即还款", ""),
    ]
    assert "西瓜" not in learn(teaching(rows([*DEBTS, *found]), rules))


def test_labels_of_one_side_teach_nothing(rows: Read) -> None:
    """And say so, before a table of nothing is written."""
    with pytest.raises(InputError, match="cannot teach"):
        learn(rows([("今晚的电影", "none"), ("电影票", "none")]))


def test_the_table_begins_with_what_holds_for_any_text(rows: Read) -> None:
    """Then come the runs, the most telling first."""
    table = learn(rows(DEBTS))
    assert next(iter(table)) == ANY
    strongest = [max(map(abs, weights)) for run, weights in table.items() if run != ANY]
    assert strongest == sorted(strongest, reverse=True)
