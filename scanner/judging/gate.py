"""A cheap first look that lets nearly all ordinary messages pass by without a full reading.

Derived from the `kind` rules, never kept by hand. Each rule needs certain strings in the text; the
rules whose strings are there give an upper bound of the points that a reading could find. Where
even that bound carries no kind, the kind is none. The gate may let too much through, never too
little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

from scanner.judging.kinds import (
    ANCHOR_AT,
    COLLECTION_AT,
    DUE_AT,
    NAMED_AT,
    PAST_DUE_TOPICS,
    named_by,
)
from scanner.judging.matching import points_of, within
from scanner.reading.views import views_of
from scanner.ruleset.literal_index import LiteralIndex
from scanner.ruleset.literals import Literals
from scanner.ruleset.model import AllOf, AnyOf, Match, Phrases, Regex, Rule, Wording, WordingTopic

if TYPE_CHECKING:
    from scanner.ruleset.ruleset import Ruleset

Way = tuple[Literals, ...]
"""Sets of strings; a text must have one of each. () asks for nothing."""
_MOST_WAYS = 64
_ALWAYS: tuple[Way, ...] = ((),)
_SEPARATED_DIGITS = re.compile(r"\d\W\d")


@dataclass(frozen=True, eq=False, slots=True)
class _Needs:
    """What a text must hold for a rule to fire, and what the rule then gives."""

    ways: tuple[Way, ...]
    points: float
    topic: Literal["past due", "due"]
    carries: bool
    """Whether a kind other than none needs this rule or one like it."""
    wording: Wording | None = None
    """Of a rule that weighs the wording: what it asks, which the text answers exactly."""

    def met_by(self, found: set[str]) -> bool:
        """Tell whether some way has all its strings among these."""
        return any(all(not need.isdisjoint(found) for need in way) for way in self.ways)

    def points_in(self, scores: Mapping[WordingTopic, float]) -> float:
        """Return the points at most, where the wording has these scores."""
        if self.wording is None:
            return self.points
        return min(self.points, points_of(self.wording, scores))


class Gate:
    """Tells which messages deserve a reading, for one rule set."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._wordings = ruleset.wordings
        needs = [n for rule in ruleset.rules.values() if (n := _needs_of(rule, ruleset))]
        self._always = [n for n in needs if () in n.ways]
        self._by_literal: dict[str, list[_Needs]] = defaultdict(list)
        for n in needs:
            if () not in n.ways:
                for literal in {lit for way in n.ways for need in way for lit in need}:
                    self._by_literal[literal].append(n)
        self._index = LiteralIndex(self._by_literal)

    def __call__(self, body: str) -> bool:
        """Tell whether a message with this body could have a kind other than none."""
        text, skeleton = _texts_of(body)
        found = set(self._index.found_in(text))
        touched = {n for lit in found for n in self._by_literal[lit]}
        scores = self._wordings.scores(skeleton)
        met = [n for n in self._always if n.wording is None or within(n.wording, scores)]
        met += (n for n in touched if n.met_by(found))
        past_due = [n for n in met if n.topic == "past due"]
        each = [(n.points_in(scores), n.wording is not None) for n in past_due]
        named = named_by(each, has_sum=True)
        points = sum(points for points, _ in each)
        if any(n.carries for n in past_due) and named >= NAMED_AT and points >= COLLECTION_AT:
            return True
        return sum(n.points_in(scores) for n in met if n.topic == "due") >= DUE_AT


def _needs_of(rule: Rule, ruleset: Ruleset) -> _Needs | None:
    """Return the needs of a rule that can add to a kind; None for every other rule."""
    if rule.direction != "kind" or rule.status == "deprecated":
        return None
    ways = _ways(rule.match, ruleset)
    wording = rule.match if isinstance(rule.match, Wording) else None
    if rule.topic in PAST_DUE_TOPICS:
        carries = rule.weight >= ANCHOR_AT
        return _Needs(ways, rule.weight, "past due", carries, wording)
    if rule.topic == "due":
        return _Needs(ways, rule.weight, "due", carries=True, wording=wording)
    return None


def _texts_of(body: str) -> tuple[str, str]:
    """Return what rules match on (both views, the same one only once), and the skeleton."""
    if body.isascii() and not _SEPARATED_DIGITS.search(body):
        return (body.lower(),) * 2  # all that the views do to it
    views = views_of(body)
    normalised, skeleton = views.normalised.text, views.skeleton.text
    both = normalised if normalised == skeleton else f"{normalised}\n{skeleton}"
    return both, skeleton


def _ways(match: Match, ruleset: Ruleset) -> tuple[Way, ...]:
    """Return the ways in which a text can satisfy a match, as far as strings tell."""
    match match:
        case Regex(pattern=pattern, on=views) if "original" not in views:
            return _way(ruleset.patterns.literals(pattern))
        case Phrases(any=phrases, on=views) if "original" not in views:
            return _way(frozenset(phrases))
        case AllOf(of=parts):
            ways: list[Way] = [()]
            for part in parts:
                more = [(*a, *b) for a, b in product(ways, _ways(part, ruleset))]
                ways = more if len(more) <= _MOST_WAYS else ways
            return tuple(ways)
        case AnyOf(of=parts):
            return tuple(way for part in parts for way in _ways(part, ruleset))
        case _:
            return _ALWAYS


def _way(literals: Literals | None) -> tuple[Way, ...]:
    """Return the one way of having any of these strings."""
    if literals is None or any(len(lit) == 1 and lit.isascii() for lit in literals):
        return _ALWAYS  # a single letter or digit is in nearly every text
    return ((literals,),)
