"""The first screen: what was read, what was found, what to do first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.i18n import N_
from scanner.judging.model import VERDICTS
from scanner.report.said import said, said_plural

if TYPE_CHECKING:
    from scanner.judging.model import Verdict
    from scanner.reading.model import Region
    from scanner.report.model import Report
    from scanner.report.said import Said
    from scanner.report.times import Clock, Moment
    from scanner.ruleset.lists import Advice, Channel, Norm
    from scanner.ruleset.model import Rule

_FIRST_STEPS = 4
_FIRST_MS = 946_684_800_000  # 2000-01-01: no Android phone is older
_A_DAY_MS = 86_400_000  # a phone's clock may be ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a person sees before any message."""

    headline: Said
    meaning: Said
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
    norms: tuple[Norm, ...]
    """Norms that messages break, in the order of norms.toml."""
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
    possible = [t for t in times if is_possible(t, report)]
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
        norms=_norms(report),
        rules=_rules(report),
    )


def is_possible(ms: int | None, report: Report) -> bool:
    """Tell whether a message can have come then: after the first phone, before the report."""
    return ms is not None and _FIRST_MS <= ms <= report.created_ms + _A_DAY_MS


def advice_per_verdict(report: Report) -> dict[Verdict, tuple[Advice, ...]]:
    """Return the next steps for each verdict, where most of the messages come from."""
    region = _region(report)
    return {verdict: report.ruleset.advice_for({verdict}, region) for verdict in VERDICTS}


def _region(report: Report) -> Region | None:
    """Return the region that most of the cards belong to."""
    counts = Counter(j.region for j in report.cards if j.region)
    return counts.most_common(1)[0][0] if counts else None


def _headline(report: Report) -> tuple[Said, Said]:
    counts = report.verdict_counts
    cards = sum(counts.values())
    if forged := counts["likely_forged"]:
        return (
            said_plural("{n} message is likely forged", "{n} messages are likely forged", forged),
            said(N_("Do not pay and do not call back until you have asked the lender itself.")),
        )
    if suspicious := counts["suspicious"]:
        return (
            said_plural("{n} message is suspicious", "{n} messages are suspicious", suspicious),
            said(N_("Do not pay and do not call back until you have asked the lender itself.")),
        )
    if cards:
        return (
            said_plural(
                "No sign of forgery in {n} message about a debt",
                "No sign of forgery in {n} messages about debts",
                cards,
            ),
            said(N_("That is not a proof: an SMS can never be proved genuine.")),
        )
    if report.is_whole:
        return (
            said(N_("No debt-collection message was found")),
            said(N_("The whole inbox was read.")),
        )
    return (
        said(N_("Nothing was found in what could be read")),
        said(N_("The inbox was not proved to be read whole: see below what is missing.")),
    )


def _norms(report: Report) -> tuple[Norm, ...]:
    broken = {(violation.id, j.region) for j in report.cards for violation in j.violations}
    ruleset = report.ruleset
    ids = {norm.id for violation, region in broken for norm in ruleset.norms_of(violation, region)}
    return tuple(norm for norm in ruleset.norms.values() if norm.id in ids)


def _rules(report: Report) -> list[tuple[Rule, int]]:
    counts: Counter[str] = Counter()
    for judgement in report.cards:
        violations = (v.evidence for v in judgement.violations)
        counts.update({e.rule_id for e in (*judgement.evidence, *violations)})
    return [(report.ruleset.rules[rule_id], n) for rule_id, n in counts.most_common()]
