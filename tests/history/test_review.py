"""What a person thinks of findings, and the precision of rules by it."""

import pytest
from support.histories import forged, greeting
from support.judging import rules

from scanner.history import queries
from scanner.history.model import Finding, Really, Review
from scanner.history.precision import precision_of_rules
from scanner.history.store import History
from scanner.judging.model import Verdict


def review(key: str, verdict: Verdict, is_right: bool, really: Really = "") -> Review:
    """Return a review."""
    return Review(message_key=key, reviewed_ms=1, verdict=verdict, is_right=is_right, really=really)


def finding(key: str, *fired: str) -> Finding:
    """Return a finding that rests on these rules."""
    evidence = ", ".join(f'{{"rule": "{rule}", "version": 1, "points": 1}}' for rule in fired)
    return Finding(
        message_key=key,
        kind="payment_demand",
        verdict="suspicious",
        score=1,
        violations=(),
        evidence=f"[{evidence}]",
    )


def test_a_review_is_kept_the_later_one_replaces_it_and_forgetting_removes_it(
    history: History,
    scan,  # noqa: ANN001
) -> None:
    """Another scan, and another verdict, leave it as it is."""
    recorded = scan(forged(1), forged(2))
    first, second = (m.message_key for m in (forged(1), forged(2)))
    history.review(recorded.inbox_id, review(first, "likely_forged", False, "genuine"))
    history.review(recorded.inbox_id, review(second, "likely_forged", True))
    history.review(recorded.inbox_id, review(first, "likely_forged", True, "forged"))
    scan(forged(1), greeting(1))
    kept = queries.reviews(history, recorded.inbox_id)
    assert [kept[first].is_right, kept[first].really, len(kept)] == [True, "forged", 2]
    assert len(queries.everything(history, 1)["reviews"]) == 2
    history.forget(recorded.inbox_id)
    assert queries.reviews(history, recorded.inbox_id) == {}


@pytest.mark.parametrize(
    ("verdict", "is_right", "really", "was_forged"),
    [
        ("likely_forged", True, "", True),
        ("suspicious", False, "", False),
        ("consistent", True, "", False),
        ("consistent", False, "", True),
        ("unverified", True, "", None),
        ("unverified", True, "forged", True),
        ("likely_forged", False, "other", False),
    ],
)
def test_the_truth_follows_from_a_review_where_it_can(
    verdict: Verdict, is_right: bool, really: Really, was_forged: bool | None
) -> None:
    """An unverified message that is "right" may be either."""
    assert review("k", verdict, is_right, really).was_forged is was_forged


def test_a_rule_is_right_where_it_says_what_the_person_says() -> None:
    """Each direction by its own measure; what cannot be refuted is left out; the worst first."""
    labelled = [
        (finding("a", "bad-link", "demand", "own-number"), review("a", "suspicious", True)),
        (finding("b", "bad-link", "demand"), review("b", "suspicious", False, "other")),
        (finding("c", "bad-link", "background"), review("c", "unverified", True)),
    ]
    found = precision_of_rules(
        labelled,
        {
            "bad-link": "forged",
            "demand": "kind",
            "own-number": "genuine",
            "background": "context",
        },
    )
    assert [(p.rule, p.right, p.wrong) for p in found] == [
        ("own-number", 0, 1),
        ("bad-link", 1, 1),
        ("demand", 1, 1),
    ]


def test_the_interval_is_wilsons_and_narrows_with_labels() -> None:
    """Textbook values: 8 of 10, 80 of 100."""
    directions = {"r": "forged"}
    outcomes = []
    for right, wrong in ((8, 2), (80, 20)):
        labelled = [
            (finding(str(n), "r"), review(str(n), "suspicious", n < right))
            for n in range(right + wrong)
        ]
        [precision] = precision_of_rules(labelled, directions)  # type: ignore[arg-type]
        outcomes.append(tuple(round(bound, 3) for bound in precision.share.interval))
    assert outcomes == [(0.49, 0.943), (0.711, 0.867)]


def test_the_rules_of_a_real_finding_are_counted(history: History, scan) -> None:  # noqa: ANN001
    """From the evidence that the history keeps."""
    scan(forged(1))
    [found] = queries.last_findings(history, 1)
    directions = {rule.id: rule.direction for rule in rules().rules.values()}
    labelled = [(found, review(found.message_key, found.verdict, False, "genuine"))]
    by_rule = {p.rule: p for p in precision_of_rules(labelled, directions)}
    assert (by_rule["link-lookalike"].right, by_rule["link-lookalike"].wrong) == (0, 1)
    assert (by_rule["zh-past-due"].right, by_rule["zh-past-due"].wrong) == (1, 0)
