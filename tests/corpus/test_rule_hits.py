"""How rightly each rule fires, and which of them tell the most."""

from __future__ import annotations

import pytest
from support.judging import rules
from support.trials import trial

from scanner.corpus.figures import Share
from scanner.corpus.rule_hits import RuleHits, question_of, rule_hits


def hits_on(*fired: tuple[str, str]) -> RuleHits:
    """Return the hits of a rule of direction forged on rows (fires or not, verdict)."""
    rule = rules().rules["contact-mobile"]
    trials = [
        trial(str(n), "payment_demand", verdict, fired=[rule.id] if fires else [])  # type: ignore[arg-type]
        for n, (fires, verdict) in enumerate(fired)
    ]
    return rule_hits([rule], trials)[0]


def test_a_rule_is_right_where_the_labels_say_what_it_says() -> None:
    """A forged rule is right on messages that deserve a warning, of whatever degree."""
    hits = hits_on(
        ("x", "suspicious"), ("x", "likely_forged"), ("x", "consistent"), ("", "unverified")
    )
    assert (hits.hits, hits.precision) == (3, Share(2, 3))
    assert (hits.speaks_for, hits.speaks_against) == (2, 2)


def test_bits_are_the_mutual_information_and_signed() -> None:
    """A rule that splits eight rows evenly and rightly tells 8 bits; the opposite one -8."""
    right = [("x", "suspicious")] * 4 + [("", "consistent")] * 4
    assert hits_on(*right).bits == pytest.approx(8)
    assert hits_on(*[("" if x else "x", v) for x, v in right]).bits == pytest.approx(-8)
    assert hits_on(("x", "suspicious"), ("x", "consistent")).bits == pytest.approx(0)


def test_rank_1_tells_the_most_of_its_direction() -> None:
    """Often and rightly comes before rarely and rightly; what never fired has no rank."""
    often, rarely, never = (
        rules().rules[name] for name in ("contact-mobile", "contact-messenger", "payee-crypto")
    )
    trials = [
        trial(str(n), "payment_demand", "suspicious", fired=[often.id, *([rarely.id] * (n < 1))])
        for n in range(4)
    ]
    trials += [trial(f"c{n}", "payment_demand", "consistent") for n in range(4)]
    ranks = {h.rule.id: h.rank for h in rule_hits([never, rarely, often], trials)}
    assert ranks == {often.id: 1, rarely.id: 2, never.id: 0}


@pytest.mark.parametrize(
    ("rule_id", "row", "answer"),
    [
        ("own-card-tail", trial("1", "payment_demand", "consistent"), True),
        ("own-card-tail", trial("1", "payment_demand", "suspicious"), False),
        ("contact-mobile", trial("1", "none"), None),
        ("zh-past-due", trial("1", "payment_demand"), True),
        ("zh-due-date", trial("1", "due_reminder"), True),
        ("zh-due-date", trial("1", "payment_demand"), None),
        ("zh-receipt", trial("1", "none"), True),
        ("conduct-insult", trial("1", "payment_demand"), None),
        (
            "conduct-insult",
            trial("1", "payment_demand", violations=frozenset({"insult"})),
            True,
        ),
    ],
)
def test_each_direction_asks_its_own_question(
    rule_id: str, row: object, answer: bool | None
) -> None:
    """None: these labels cannot tell."""
    question = question_of(rules().rules[rule_id])
    assert question is not None
    assert question(row.row) is answer  # type: ignore[attr-defined]


def test_rules_that_are_only_shown_have_no_right_or_wrong() -> None:
    """They say nothing for or against."""
    context = next(r for r in rules().rules.values() if r.direction == "context")
    assert question_of(context) is None
