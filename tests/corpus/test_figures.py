"""Shares, intervals, F1 and confusion, against values worked out elsewhere."""

from __future__ import annotations

import math

import pytest

from scanner.corpus.figures import Confusion, Hits, Share, hits_of


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (Share(10, 10), 0.7225, 1.0),  # Wilson 1927, as in R's binom::binom.wilson
        (Share(0, 20), 0.0, 0.1611),
        (Share(81, 263), 0.2553, 0.3662),  # Newcombe 1998, table I
        (Share(15, 148), 0.0624, 0.1605),
    ],
)
def test_the_interval_is_that_of_wilson(share: Share, low: float, high: float) -> None:
    """The published examples of the method."""
    assert share.interval == pytest.approx((low, high), abs=1e-4)


def test_a_share_of_nothing_is_unknown() -> None:
    """Neither 0 nor 1: nothing was asked."""
    assert math.isnan(Share(0, 0).value)
    assert Share(0, 0).interval == (0.0, 1.0)


def test_hits_give_precision_recall_and_f1() -> None:
    """Three right, one found wrongly, two missed."""
    hits = hits_of([(True, True)] * 3 + [(False, True)] + [(True, False)] * 2 + [(False, False)])
    assert hits == Hits(3, 1, 2)
    assert (hits.precision, hits.recall) == (Share(3, 4), Share(3, 5))
    assert hits.f1 == pytest.approx(2 / 3)
    assert math.isnan(Hits().f1)


def test_macro_f1_counts_each_labelled_class_once() -> None:
    """A class that nobody labelled does not pull the mean down; one never judged right does."""
    confusion = Confusion([("a", "a"), ("a", "a"), ("b", "a")], ["a", "b", "c"])
    assert confusion.hits("a") == Hits(2, 1, 0)
    assert confusion.macro_f1 == pytest.approx((0.8 + 0.0) / 2)
    assert confusion.accuracy == Share(2, 3)
