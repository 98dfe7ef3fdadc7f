"""The signs of one message in words: what was found, what it counts, what it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.i18n import N_
from scanner.report.marks import STYLES, Mark
from scanner.report.said import said, said_text
from scanner.report.visible import visible
from scanner.report.words import DETAIL, DETAIL_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.judging.model import Evidence, Judgement
    from scanner.report.said import Said, Words
    from scanner.report.times import Moment
    from scanner.ruleset.lists import Norm
    from scanner.ruleset.model import Rule, ViolationId
    from scanner.ruleset.ruleset import Ruleset

_MOST_QUOTED = 240
"""Characters of an earlier message that are quoted."""
_MOST_QUOTES = 3
"""Earlier messages that are quoted for one sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An earlier message that evidence rests on."""

    moment: Moment | None
    sender: Words
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One piece of evidence, ready to be shown."""

    number: int
    style: str
    """One of `STYLES`."""
    rule: Rule
    title: Said
    points: str
    """"+3", "-1.5"; "" where it weighs nothing."""
    weighing: Said | None
    """Why it counts less than its rule says."""
    details: list[tuple[Said, Words]]
    quotes: list[Quote]
    quotes_left_out: int
    """Earlier messages that it rests on as well."""
    unsure: Said | None
    """Why the rule could not be applied."""
    norms: tuple[Norm, ...] = ()

    @property
    def anchor(self) -> str:
        """Id of its entry under "signs found"."""
        return f"rule-{self.rule.id}"


def signs_of(
    judgement: Judgement, ruleset: Ruleset, quote: Callable[[str], Quote | None]
) -> tuple[list[Sign], list[Mark]]:
    """Return all signs of a message, numbered in the order of reading, and their marks in the text.

    Args:
        judgement: of the message.
        ruleset: that judged it.
        quote: finds an earlier message of the same inbox by its id.
    """
    found: list[tuple[str, Evidence, ViolationId | None]] = [
        *((_style(e), e, None) for e in judgement.evidence),
        *(("violation", v.evidence, v.id) for v in judgement.violations),
    ]
    found.sort(key=lambda item: STYLES.index(item[0]))  # stable: the strongest stay first
    per_group: dict[tuple[str, str], float] = defaultdict(float)
    for item in judgement.evidence:
        per_group[item.group, item.direction] += item.points
    signs: list[Sign] = []
    marks: list[Mark] = []
    for style, item, violation in found:
        rule = ruleset.rules[item.rule_id]
        sign = Sign(
            number=len(signs) + 1,
            style=style,
            rule=rule,
            title=said_text(rule.title),
            points=f"{item.points:+.3g}" if item.points else "",
            weighing=_weighing(item, ruleset, per_group[item.group, item.direction]),
            details=list(_details(item)),
            quotes=[q for q in map(quote, item.earlier[:_MOST_QUOTES]) if q],
            quotes_left_out=max(0, len(item.earlier) - _MOST_QUOTES),
            unsure=said(item.could_not_tell) if item.could_not_tell else None,
            norms=ruleset.norms_of(violation, judgement.region) if violation else (),
        )
        signs.append(sign)
        if item.spans and style not in {"unsure", "kind"}:
            marks.append(Mark(number=sign.number, style=style, spans=item.spans))
    return signs, marks


def quote_of(judgement: Judgement, moment: Moment | None) -> Quote:
    """Return an earlier message as a quotation, cut to a few lines."""
    message = judgement.message
    cut = message.body[:_MOST_QUOTED]
    return Quote(
        moment=moment,
        sender=visible(message.address) if message.address else said(N_("unknown sender")),
        text=visible(cut + ("…" if len(cut) < len(message.body) else "")),
    )


def _details(evidence: Evidence) -> Iterator[tuple[Said, Words]]:
    for name, value in evidence.detail.items():
        if name in DETAIL and value:
            known = DETAIL_VALUE.get(value) if name == "what" else None
            yield said(DETAIL[name]), said(known) if known else visible(value)


def _style(evidence: Evidence) -> str:
    if evidence.could_not_tell:
        return "unsure"
    return evidence.direction if evidence.direction in STYLES else "context"


def _weighing(evidence: Evidence, ruleset: Ruleset, group_points: float) -> Said | None:
    """Say why points were left out: the group is full, or a combination says it already."""
    if abs(evidence.points) >= abs(evidence.points_before_cap):
        return None
    scoring = ruleset.scoring.group[evidence.group]
    if abs(group_points) >= scoring.cap:
        return said(
            N_("{before} by its rule; “{group}” counts for {cap} at most"),
            before=f"{evidence.points_before_cap:+.3g}",
            group=said_text(scoring.title),
            cap=f"{scoring.cap:.3g}",
        )
    return said(
        N_("{before} by its rule; another sign counts for it"),
        before=f"{evidence.points_before_cap:+.3g}",
    )
