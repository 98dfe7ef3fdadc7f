"""From fired rules to points, verdicts and the smallest deciding set."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.judging import rules

from scanner.judging.matching import Found, Unknown
from scanner.judging.verdict import Fired, Weighed, weigh
from scanner.ruleset.model import Direction, Group, Rule

TEMPLATE = next(iter(rules().rules.values()))
SCORING = rules().scoring


def rule(
    name: str,
    group: Group,
    direction: Direction,
    weight: float,
    *,
    decisive: bool = False,
    replaces: tuple[str, ...] = (),
) -> Rule:
    """Return a rule of which only what is weighed matters."""
    return msgspec.structs.replace(
        TEMPLATE,
        id=name,
        group=group,
        direction=direction,
        weight=weight,
        decisive=decisive,
        replaces=replaces,
    )


def weighed(*fired: Rule) -> Weighed:
    """Weigh rules that all matched."""
    return weigh([Fired(r, Found()) for r in fired], SCORING)


def points(result: Weighed) -> dict[str, float]:
    """Return rule id -> points as counted."""
    return {e.rule_id: e.points for e in result.evidence}


LINK = rule("link", "link", "forged", 2.5)
CALLBACK = rule("callback", "contact", "forged", 2.5)
MOBILE = rule("mobile", "sender", "forged", 2.5)
NOT_A_SOURCE = rule("hours", "pressure", "forged", 2.0)
OWN_SENDER = rule("own-sender", "sender", "genuine", 3.0)
TAIL = rule("tail", "identity", "genuine", 1.0)
AMOUNT = rule("amount", "identity", "genuine", 1.0)


def test_nothing_found_is_unverified_and_decided_by_nothing() -> None:
    """Silence never speaks for a sender."""
    result = weighed()
    assert (result.verdict, result.score, result.decided_by) == ("unverified", 0.0, ())


def test_one_red_flag_is_suspicious() -> None:
    """One doubt is not a conclusion."""
    result = weighed(LINK)
    assert result.verdict == "suspicious"
    assert result.decided_by == ("link",)


def test_two_independent_sources_are_likely_forged() -> None:
    """A doubtful sender and a doubtful link do not explain each other."""
    result = weighed(LINK, MOBILE)
    assert result.verdict == "likely_forged"
    assert len(result.decided_by) == 1


def test_link_and_callback_are_one_source() -> None:
    """Both are the way to be answered."""
    assert weighed(LINK, CALLBACK).verdict == "suspicious"


def test_pressure_does_not_make_a_second_source() -> None:
    """Genuine creditors press, too."""
    assert weighed(MOBILE, NOT_A_SOURCE).verdict == "suspicious"


def test_decisive_rule_suffices_alone() -> None:
    """Whatever speaks for the sender."""
    decisive = rule("payee", "payment", "forged", 4.0, decisive=True)
    result = weighed(decisive, OWN_SENDER, TAIL, AMOUNT)
    assert result.verdict == "likely_forged"
    assert result.decided_by == ("payee",)


def test_decisive_rule_decides_even_in_a_group_that_is_full() -> None:
    """Its points are clipped, its meaning is not."""
    fills = rule("fills", "payment", "forged", 9.0)
    decisive = rule("payee", "payment", "forged", 4.0, decisive=True)
    result = weighed(fills, decisive)
    assert points(result)["payee"] == 0.0
    assert result.verdict == "likely_forged"


def test_contradiction_by_the_inbox_needs_only_one_more_flag() -> None:
    """Even one that is no independent source."""
    settled = rule("settled", "corroboration", "forged", 2.5)
    assert weighed(settled).verdict == "suspicious"
    assert weighed(settled, NOT_A_SOURCE).verdict == "likely_forged"


def test_two_facts_of_the_account_are_consistent_but_one_is_not() -> None:
    """Either could be known by chance."""
    assert weighed(TAIL).verdict == "unverified"
    both = weighed(TAIL, AMOUNT)
    assert both.verdict == "consistent"
    assert both.score == -2.0


def test_red_flag_outweighs_any_genuine_evidence() -> None:
    """A true sender can be spoofed; a consistent verdict may not be bought."""
    assert weighed(OWN_SENDER, TAIL, AMOUNT, LINK).verdict == "suspicious"


def test_group_counts_up_to_its_cap_and_the_strongest_first() -> None:
    """Saying the same thing five times does not make it truer."""
    several = [rule(f"s{n}", "sender", "forged", 2.5) for n in range(4)]
    counted = points(weighed(*several))
    assert sum(counted.values()) == SCORING.group["sender"].cap
    assert counted["s0"] == 2.5
    assert counted["s3"] == 0.0


def test_cap_of_one_direction_leaves_the_other_alone() -> None:
    """Evidence against does not use up the room of evidence for."""
    several = [rule(f"s{n}", "sender", "forged", 2.5) for n in range(4)]
    assert points(weighed(*several, OWN_SENDER))["own-sender"] == -3.0


def test_replaced_rule_is_shown_and_counts_nothing() -> None:
    """The combination says it already."""
    composite = rule("both", "link", "forged", 3.0, replaces=("link",))
    result = weighed(LINK, composite)
    assert points(result) == {"both": 3.0, "link": 0.0}
    assert {e.rule_id: e.points_before_cap for e in result.evidence}["link"] == 2.5


def test_rule_that_could_not_tell_is_recorded_last_and_weighs_nothing() -> None:
    """A look-up that failed is no innocence."""
    result = weigh(
        [Fired(MOBILE, Unknown("The sender is not known.")), Fired(TAIL, Found())], SCORING
    )
    assert [e.rule_id for e in result.evidence] == ["tail", "mobile"]
    assert result.evidence[-1].could_not_tell == "The sender is not known."
    assert result.verdict == "unverified"


def test_conduct_does_not_move_the_verdict() -> None:
    """A genuine creditor can break the rules."""
    rude = rule("rude", "conduct", "violation", 9.0)
    result = weighed(rude, TAIL, AMOUNT)
    assert result.verdict == "consistent"
    assert "rude" not in points(result)


def test_two_rules_of_one_source_decide_together_when_either_would_do() -> None:
    """Removing only one of them changes nothing."""
    result = weighed(LINK, CALLBACK)
    assert set(result.decided_by) == {"link", "callback"}


GROUPS: tuple[Group, ...] = ("sender", "link", "contact", "payment", "identity", "pressure")
ANY_RULE = st.builds(
    lambda n, group, direction, weight: rule(f"r{n}", group, direction, weight),
    st.integers(0, 10_000),
    st.sampled_from(GROUPS),
    st.sampled_from(("forged", "genuine", "context")),
    st.integers(0, 10).map(lambda halves: halves / 2),
)
RANK = {"consistent": 0, "unverified": 1, "suspicious": 2, "likely_forged": 3}


@settings(deadline=None)
@given(st.lists(ANY_RULE, max_size=8, unique_by=lambda r: r.id))
def test_score_is_the_sum_of_points_and_no_group_exceeds_its_cap(several: Iterable[Rule]) -> None:
    """What the report adds up must agree with what it shows."""
    result = weighed(*several)
    assert result.score == pytest.approx(sum(e.points for e in result.evidence), abs=1e-3)
    for group in GROUPS:
        forged = sum(e.points for e in result.evidence if e.group == group and e.points > 0)
        assert forged <= SCORING.group[group].cap + 1e-9


@settings(deadline=None)
@given(st.lists(ANY_RULE, max_size=6, unique_by=lambda r: r.id), st.sampled_from(GROUPS))
def test_more_evidence_of_forgery_never_makes_a_message_look_better(
    several: list[Rule], group: Group
) -> None:
    """Adding a flag may only raise the alarm."""
    before = weighed(*several).verdict
    after = weighed(*several, rule("one-more", group, "forged", 2.5)).verdict
    assert RANK[after] >= RANK[before]


@settings(deadline=None)
@given(st.lists(ANY_RULE, max_size=6, unique_by=lambda r: r.id))
def test_without_the_deciding_rules_the_verdict_is_another(several: list[Rule]) -> None:
    """That is what "decided by" means."""
    result = weighed(*several)
    kept = [r for r in several if r.id not in result.decided_by]
    if result.decided_by:
        assert weighed(*kept).verdict != result.verdict


def test_pressure_does_not_weaken_what_is_known_of_the_sender() -> None:
    """An enforcement firm announces its visit under its own name."""
    visit = rule("visit", "pressure", "forged", 1.8)
    assert weighed(OWN_SENDER, visit).verdict == "consistent"
    assert weighed(TAIL, AMOUNT, rule("fee", "payment", "forged", 1.0)).verdict == "unverified"
