"""The first screen: what was read, what was found, what to do first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.i18n import N_
from scanner.judging.model import VERDICTS
from scanner.report.bilingual import both, both_plural

if TYPE_CHECKING:
    from markupsafe import Markup

    from scanner.judging.model import Verdict
    from scanner.reading.model import Region
    from scanner.report.model import Report
    from scanner.report.times import Clock, Moment
    from scanner.ruleset.lists import Advice, Channel
    from scanner.ruleset.model import Rule

_FIRST_STEPS = 4
_FIRST_MS = 946_684_800_000  # 2000-01-01: no Android phone is older
_A_DAY_MS = 86_400_000  # a phone's clock may be ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a person sees before any message."""

    headline: Markup
    meaning: Markup
    """What the headline does and does not mean."""
    first: tuple[Advice, ...]
    """What to do first."""
    oldest: Moment | None
    newest: Moment | None
    impossible_times: int
    """Messages whose stored time lies before any phone or after the report."""
    created: Moment | None
    proved: bool
    bills: int
    collection: int
    others: int
    """Messages that are neither: not shown."""
    channels: tuple[Channel, ...]
    emergencies: tuple[Advice, ...]
    """For those who have paid already, gave data away, or owe nothing."""
    rules: list[tuple[Rule, int]]
    """Rules that fired and in how many messages, the most frequent first."""


def overview_of(report: Report, clock: Clock) -> Overview:
    """Return the first screen and the appendices of a report."""
    acquisition = report.acquisition
    kinds = report.kind_counts
    worst = next((v for v in VERDICTS if report.verdict_counts[v]), None)
    region = _region(report)
    headline, meaning = _headline(report)
    times = [t for j in report.judgements if (t := j.message.received_ms) is not None]
    possible = [t for t in times if _FIRST_MS <= t <= report.created_ms + _A_DAY_MS]
    every = report.ruleset.channels.values()
    regions = {j.region for j in report.cards}
    return Overview(
        headline=headline,
        meaning=meaning,
        first=report.ruleset.advice_for({worst}, region)[:_FIRST_STEPS] if worst else (),
        oldest=clock.moment(min(possible, default=None)),
        newest=clock.moment(max(possible, default=None)),
        impossible_times=len(times) - len(possible),
        created=clock.moment(report.created_ms),
        proved=acquisition.completeness == "proved",
        bills=kinds["due_reminder"],
        collection=sum(j.is_collection for j in report.judgements),
        others=kinds["none"],
        channels=tuple(c for c in every if c.region in regions),
        emergencies=report.ruleset.advice_for({"money_sent", "data_given", "not_my_debt"}, region),
        rules=_rules(report),
    )


def advice_per_verdict(report: Report) -> dict[Verdict, tuple[Advice, ...]]:
    """Return the next steps for each verdict, where most of the messages come from."""
    region = _region(report)
    return {verdict: report.ruleset.advice_for({verdict}, region) for verdict in VERDICTS}


def _region(report: Report) -> Region | None:
    """Return the region that most of the cards belong to."""
    counts = Counter(j.region for j in report.cards if j.region)
    return counts.most_common(1)[0][0] if counts else None


def _headline(report: Report) -> tuple[Markup, Markup]:
    counts = report.verdict_counts
    cards = sum(counts.values())
    if forged := counts["likely_forged"]:
        return (
            both_plural("{n} message is likely forged", "{n} messages are likely forged", forged),
            both(N_("Do not pay and do not call back until you have asked the lender itself.")),
        )
    if suspicious := counts["suspicious"]:
        return (
            both_plural("{n} message is suspicious", "{n} messages are suspicious", suspicious),
            both(N_("Do not pay and do not call back until you have asked the lender itself.")),
        )
    if cards:
        return (
            both_plural(
                "No sign of forgery in {n} message about a debt",
                "No sign of forgery in {n} messages about debts",
                cards,
            ),
            both(N_("That is not a proof: an SMS can never be proved genuine.")),
        )
    if report.is_whole:
        return (
            both(N_("No debt-collection message was found")),
            both(N_("The whole inbox was read.")),
        )
    return (
        both(N_("Nothing was found in what could be read")),
        both(N_("The inbox was not proved to be read whole: see below what is missing.")),
    )


def _rules(report: Report) -> list[tuple[Rule, int]]:
    counts: Counter[str] = Counter()
    for judgement in report.cards:
        violations = (v.evidence for v in judgement.violations)
        counts.update({e.rule_id for e in (*judgement.evidence, *violations)})
    return [(report.ruleset.rules[rule_id], n) for rule_id, n in counts.most_common()]
