"""Fitting weights: where hits point, how far they may go, and what that is worth elsewhere."""

from __future__ import annotations

import math
from dataclasses import replace as with_fields

import pytest
from msgspec.structs import replace
from support.judging import rules
from support.trials import trial

from scanner.corpus.fit import FOLDS, fit, fit_weights, folds_of, likelihood_ratio, target
from scanner.corpus.tasks import Task, task_of
from scanner.corpus.trials import Trial
from scanner.judging.kinds import ANCHOR_AT
from scanner.judging.model import Verdict
from scanner.ruleset.ruleset import Ruleset

MOBILE = "contact-mobile"
TAIL = "own-card-tail"


def rows(count: int, verdict: Verdict, *fired: str, source: str = "mine") -> list[Trial]:
    """Return rows of one verdict on which these rules fire, each of its own template."""
    return [
        trial(
            f"{verdict}-{'-'.join(fired)}-{source}-{n}",
            "payment_demand",
            verdict,
            fired=fired,
            source=source,
            text=f"{verdict} {chr(97 + n) * 20} {' '.join(fired)}",
        )
        for n in range(count)
    ]


def with_weight(weight: float, *rule_ids: str) -> Ruleset:
    """Return the rule set with another weight for some rules."""
    changed = {name: replace(rules().rules[name], weight=weight) for name in rule_ids}
    return with_fields(rules(), rules={**rules().rules, **changed})


def verdict_task(trials: list[Trial], ruleset: Ruleset | None = None) -> Task:
    """Return the verdict's task over these trials."""
    return task_of("verdict", trials, ruleset or rules())


def test_the_ratio_is_the_logarithm_of_how_much_more_often_it_fires() -> None:
    """Fired in 7 of 14 and in none of 14, with one hit added to each: log2(8/16 · 16/1)."""
    trials = [*rows(7, "suspicious", MOBILE), *rows(7, "suspicious"), *rows(14, "consistent")]
    assert likelihood_ratio(MOBILE, verdict_task(trials).cases) == pytest.approx(math.log2(8))


def test_a_weight_goes_to_the_ratio_of_its_hits() -> None:
    """Where no step costs anything."""
    trials = [*rows(7, "suspicious", MOBILE), *rows(7, "suspicious"), *rows(14, "consistent")]
    assert fit_weights(verdict_task(trials), verdict_task(trials).cases, 5) == {MOBILE: 3.0}


def test_a_weight_stays_inside_the_band_of_its_severity() -> None:
    """However much its hits say; the band is the expert's."""
    trials = [*rows(25, "suspicious", MOBILE), *rows(24, "consistent", TAIL)]
    task = verdict_task(trials)
    for name in (MOBILE, TAIL):
        least, most = rules().scoring.severity[rules().rules[name].severity]
        assert least <= target(task, name, task.cases) <= most
    assert (
        target(task, TAIL, task.cases) == rules().scoring.severity[rules().rules[TAIL].severity][1]
    )


def test_rules_with_few_hits_are_frozen() -> None:
    """Four hits say nothing that one more row could not unsay."""
    task = verdict_task([*rows(4, "suspicious", MOBILE), *rows(10, "consistent")])
    result = fit(task, least_hits=5)
    assert result.weights == {}
    assert {f.why for f in result.rules if f.rule.id == MOBILE} == {"few hits"}


def test_no_step_costs_more_than_the_weight_before() -> None:
    """Where the ratio would turn right answers wrong, the walk stops short of it."""
    ruleset = with_weight(2.4, "names-nobody")  # two sources of 2.5 would make it likely forged
    trials = [
        *rows(12, "suspicious", "names-nobody", "sender-overseas"),
        *rows(30, "unverified"),
    ]
    result = fit(verdict_task(trials, ruleset), least_hits=5)
    assert result.cost(result.after) <= result.cost(result.before) == 0
    reasons = {f.rule.id: f.why for f in result.rules}
    assert reasons["names-nobody"] == "costs more"


def test_fitting_twice_gives_the_same_as_once() -> None:
    """So that the weights in the files can be had again by the same command."""
    trials = [
        *rows(9, "suspicious", MOBILE),
        *rows(3, "consistent", MOBILE, TAIL),
        *rows(20, "consistent", TAIL, "pay-in-own-app"),
        *rows(6, "likely_forged", MOBILE, "names-nobody"),
    ]
    once = fit(verdict_task(trials), least_hits=5).weights
    assert once
    changed = rules().rules
    for name, weight in once.items():
        changed = {**changed, name: replace(changed[name], weight=weight)}
    again = fit(verdict_task(trials, with_fields(rules(), rules=changed)), least_hits=5)
    assert again.weights == {}
    assert fit(verdict_task(trials[::-1]), least_hits=5).weights == once


def test_sources_stay_whole_where_there_are_enough_of_them() -> None:
    """An author is never on both sides; no fold is empty."""
    trials = [row for n in range(7) for row in rows(6, "suspicious", MOBILE, source=f"author-{n}")]
    by, folds = folds_of(verdict_task(trials).cases)
    assert (by, len(folds)) == ("source", FOLDS)
    of_source = [{case.source for case in fold} for fold in folds]
    assert sum(map(len, of_source)) == 7
    assert all(of_source)


def test_copies_of_a_text_stay_together_where_sources_are_too_few() -> None:
    """Otherwise a fold would be judged by what it gave away."""
    trials = [
        trial(str(n), "payment_demand", "suspicious", text=f"template {'xyz'[n % 3] * 20} {n}")
        for n in range(30)
    ]
    by, folds = folds_of(verdict_task(trials).cases)
    assert by == "template"
    templates = [{case.template for case in fold} for fold in folds]
    assert sum(map(len, templates)) == len(set().union(*templates)) == 3
    assert sum(map(len, folds)) == 30


def test_weights_that_fail_on_what_they_did_not_see_do_not_hold() -> None:
    """Only one author shows why a weight must not grow: fitted without him, it does."""
    ruleset = with_weight(2.4, "names-nobody")
    trials = rows(8, "suspicious", "names-nobody", "sender-overseas", source="author-0")
    others: list[Trial] = []
    for n in range(1, 5):
        others += rows(8, "suspicious", "names-nobody", source=f"author-{n}")
        others += rows(8, "unverified", source=f"author-{n}")
    result = fit(verdict_task([*trials, *others], ruleset), least_hits=5)
    assert result.folds_by == "source"
    assert result.cost(result.after) == 0
    assert not result.holds_elsewhere
    assert fit(verdict_task(others, ruleset), least_hits=5).holds_elsewhere


def test_an_anchor_stays_an_anchor() -> None:
    """A kind rule that can carry a finding alone is not fitted below that, nor another above."""
    task = task_of("kind", [trial("1", "none")], rules())
    for name, (least, most) in task.bounds.items():
        rule = rules().rules[name]
        if rule.topic in ("overdue", "demand", "legal"):
            assert (least >= ANCHOR_AT) if rule.weight >= ANCHOR_AT else (most < ANCHOR_AT)


def test_ordinary_messages_hold_the_kind_back() -> None:
    """Rows without labels cost when a weight would make collection messages of them."""
    labelled = [
        trial(f"d{n}", "overdue_reminder", fired=["en-owing", "en-debt-named"]) for n in range(9)
    ]
    labelled += [trial(f"n{n}", "none", fired=[]) for n in range(9)]
    ordinary = [trial(f"o{n}", None, fired=["en-owing", "en-pay-request"]) for n in range(30)]
    free = fit(task_of("kind", labelled, rules()), least_hits=5)
    held = fit(task_of("kind", [*labelled, *ordinary], rules()), least_hits=5)
    assert free.weights["en-owing"] > held.weights.get("en-owing", rules().rules["en-owing"].weight)


def test_verdicts_on_texts_alone_fit_nothing() -> None:
    """They cannot say what sender and inbox are worth."""
    text = trial("1", "payment_demand", text_verdict="likely_forged", fired=[MOBILE])
    assert verdict_task([text]).cases == ()
