"""What is counted over a corpus, and what is left out of the count."""

from __future__ import annotations

from support.trials import trial

from scanner.corpus.figures import Hits, Share
from scanner.corpus.measure import measure, measure_by

TRIALS = [
    trial("found", "payment_demand", "suspicious", judged=("payment_demand", "suspicious")),
    trial("vouched", "payment_demand", "likely_forged", judged=("payment_demand", "consistent")),
    trial("passed over", "legal_warning", "consistent"),
    trial("accused", "overdue_reminder", "consistent", judged=("legal_warning", "likely_forged")),
    trial("bill", "due_reminder", "consistent", judged=("due_reminder", "consistent")),
    trial("chat", "none"),
    trial("advertisement", "none", judged=("payment_demand", "suspicious")),
    trial("unlabelled", None, judged=("overdue_reminder", "unverified")),
]


def test_detection_and_alarm_count_only_rows_that_can_tell() -> None:
    """A row without labels is neither right nor wrong here."""
    figures = measure(TRIALS)
    assert figures.detection == Hits(right=3, wrong=1, missed=1)
    assert figures.alarm == Hits(right=1, wrong=2, missed=1)


def test_the_two_worst_mistakes_are_told_apart() -> None:
    """A forged message vouched for; a genuine one accused."""
    figures = measure(TRIALS)
    assert figures.forged_called_consistent == Share(1, 1)
    assert figures.consistent_called_forged == Share(1, 3)


def test_unlabelled_rows_count_as_ordinary_messages() -> None:
    """Two of three ordinary messages are called collection-style; one of them with an alarm."""
    figures = measure(TRIALS)
    assert figures.ordinary_detected == Share(2, 3)
    assert figures.ordinary_alarmed == Share(1, 3)


def test_a_message_passed_over_counts_against_the_verdict() -> None:
    """Its verdict is `n/a`, not missing from the table."""
    verdict = measure(TRIALS).verdict
    assert verdict["consistent", "n/a"] == 1
    assert verdict.accuracy == Share(2, 5)


def test_texts_judged_alone_have_their_own_table() -> None:
    """Unverified and consistent are both “looks genuine” there."""
    text = trial(
        "text",
        "payment_demand",
        judged=("payment_demand", "unverified"),
        text_verdict="genuine_looking",
    )
    figures = measure([text])
    assert figures.text_verdict["genuine_looking", "genuine_looking"] == 1
    assert figures.verdict.counts == {}


def test_figures_come_by_group() -> None:
    """By source here; each group counts its own rows."""
    other = trial("other", "none", source="other")
    groups = measure_by([*TRIALS, other], lambda t: t.row.source)
    assert {name: figures.rows for name, figures in groups.items()} == {"mine": 8, "other": 1}


def test_claims_and_violations_count_rows_that_name_them() -> None:
    """A row without the label says nothing about what was read."""
    labelled = trial("1", "payment_demand", claims={"days_overdue": 3}, read={"days_overdue": 3})
    silent = trial("2", "payment_demand", read={"days_overdue": 9})
    threat = trial("3", "payment_demand", violations=frozenset({"threat"}))
    figures = measure([labelled, silent, threat])
    assert figures.claims == {"days_overdue": Hits(right=1)}
    assert figures.violations == {"threat": Hits(missed=1)}
    assert figures.all_violations == Hits(missed=1)
