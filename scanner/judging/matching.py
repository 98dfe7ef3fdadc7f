"""Applies rules to readings: compiled once, evaluated for each message.

A match tree becomes a tree of small functions. Each answers with one of three things: `Found`,
`Unknown` (it could not tell, and why) or None (it did not match).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scanner.errors import RulesError
from scanner.i18n import N_
from scanner.ruleset.literal_index import LiteralIndex
from scanner.ruleset.literals import Literals
from scanner.ruleset.load import parts_of
from scanner.ruleset.model import (
    AllOf,
    AnyOf,
    Check,
    Match,
    NotAny,
    Phrases,
    Regex,
    Rule,
    SenderIs,
    Wording,
)
from scanner.ruleset.wordings import HALF_KNOWN, LANGUAGES, Wordings

if TYPE_CHECKING:
    from scanner.judging.witness import Witness
    from scanner.message import Message
    from scanner.reading.model import Reading, Span, ViewName
    from scanner.ruleset.model import Direction, WordingTopic
    from scanner.ruleset.patterns import Patterns
    from scanner.ruleset.ruleset import Ruleset

Param = str | int | float | bool | tuple[str, ...]
_MOST_SPANS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The rule matches."""

    spans: tuple[Span, ...] = ()
    """Where in the original body, in order; empty when it is not about the text."""
    view: ViewName = "original"
    detail: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    """message_ids of earlier messages of the inbox that this rests on."""
    strength: float | None = None
    """Of a sign that comes in degrees: the points that it is worth here, though never more than its
    rule's weight; None = all of that."""

    def points(self, rule: Rule) -> float:
        """Return what the rule is worth on this message."""
        return rule.weight if self.strength is None else min(rule.weight, self.strength)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The rule could not be applied."""

    why: str
    """One English sentence, a gettext msgid."""


Outcome = Found | Unknown | None
CheckFunction = Callable[["Reading", "Witness", "Ruleset", Mapping[str, Param]], Outcome]
_Matcher = Callable[["Reading", "Witness | None"], Outcome]

NO_SENDER = N_("The sender of the message is not known.")
NO_INBOX = N_("The rest of the inbox was not at hand.")
NO_TIME = N_("When the message was received is not known.")


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule, ready to be applied."""

    rule: Rule
    matcher: _Matcher = field(repr=False)
    literals: Literals | None
    """Strings of which each matching message has one in its normalised view or skeleton; None =
    the rule may match without any (it looks at the sender, or runs a check)."""


@dataclass(frozen=True)
class CompiledRules:
    """The rules that are in force, in order of id, ready to be applied."""

    rules: tuple[CompiledRule, ...]
    ruleset: Ruleset = field(repr=False)

    @cached_property
    def _by_direction(self) -> Mapping[str, tuple[CompiledRule, ...]]:
        directions = {c.rule.direction for c in self.rules}
        return {d: tuple(c for c in self.rules if c.rule.direction == d) for d in directions}

    def of(self, *directions: Direction) -> tuple[CompiledRule, ...]:
        """Return the rules of these directions."""
        return tuple(c for d in directions for c in self._by_direction.get(d, ()))


def compile_rules(ruleset: Ruleset, checks: Mapping[str, CheckFunction]) -> CompiledRules:
    """Prepare every rule that is not deprecated.

    Raises:
        RulesError: a rule names a check that does not exist.
    """
    in_force = (rule for rule in ruleset.rules.values() if rule.status != "deprecated")
    return CompiledRules(tuple(_compile_rule(rule, ruleset, checks) for rule in in_force), ruleset)


def _compile_rule(
    rule: Rule, ruleset: Ruleset, checks: Mapping[str, CheckFunction]
) -> CompiledRule:
    for part in parts_of(rule.match):
        if isinstance(part, Check) and part.name not in checks:
            raise RulesError(
                "Rule {rule} names the check {check}, which does not exist.",
                "The checks are: {known}.",
                rule=rule.id,
                check=part.name,
                known=", ".join(sorted(checks)),
            )
    matcher = _compile(rule.match, ruleset, checks)
    return CompiledRule(rule, matcher, _literals(rule.match, ruleset))


def evaluate(compiled: CompiledRule, reading: Reading, witness: Witness | None = None) -> Outcome:
    """Apply one rule to one message.

    Without a witness, rules that run a check cannot tell.

    A rule of other regions does not apply; one that began or ended on some day applies only to
    messages received then, and cannot tell when that is not known.
    """
    rule = compiled.rule
    if rule.regions and reading.region not in rule.regions:
        return None
    if rule.since is None and rule.until is None:
        return compiled.matcher(reading, witness)
    day = _local_day(reading.message)
    if day is not None and not _in_force(rule, day):
        return None
    outcome = compiled.matcher(reading, witness)
    return Unknown(NO_TIME) if day is None and isinstance(outcome, Found) else outcome


def _in_force(rule: Rule, day: date) -> bool:
    begun = rule.since is None or day >= rule.since
    return begun and (rule.until is None or day < rule.until)


def _local_day(message: Message) -> date | None:
    """Return the day of receipt where the phone was; UTC when its offset is not known."""
    if message.received_ms is None:
        return None
    try:
        moment = datetime.fromtimestamp(message.received_ms / 1000, UTC)
        return (moment + timedelta(minutes=message.utc_offset_min or 0)).date()
    except (OverflowError, OSError, ValueError):
        return None


def _compile(  # noqa: PLR0911 - one return a kind of match
    match: Match, ruleset: Ruleset, checks: Mapping[str, CheckFunction]
) -> _Matcher:
    match match:
        case Regex(pattern=pattern, on=views):
            patterns = ruleset.patterns
            return _text_matcher(lambda: patterns[pattern], patterns.literals(pattern), views)
        case Phrases(any=phrases, on=views):
            longest_first = sorted(phrases, key=len, reverse=True)
            compiled = re.compile("|".join(map(re.escape, longest_first)))
            return _text_matcher(lambda: compiled, frozenset(phrases), views)
        case SenderIs():
            return _sender_matcher(match, ruleset.patterns)
        case Wording():
            return _wording_matcher(match, ruleset.wordings)
        case Check(name=name, params=params):
            return _check_matcher(checks[name], ruleset, params)
        case AllOf(of=parts):
            return _all_matcher(tuple(_compile(p, ruleset, checks) for p in _cheap_first(parts)))
        case AnyOf(of=parts):
            return _any_matcher(tuple(_compile(p, ruleset, checks) for p in parts))
        case NotAny(of=parts):
            return _none_matcher(tuple(_compile(p, ruleset, checks) for p in parts))


def _cheap_first(parts: Iterable[Match]) -> list[Match]:
    """Order the parts of an `all` so that checks run only where everything else matches."""
    cost: dict[type, int] = {SenderIs: 0, Phrases: 1, Regex: 1, Wording: 2, NotAny: 4, Check: 5}
    return sorted(parts, key=lambda part: cost.get(type(part), 3))


def _text_matcher(
    pattern: Callable[[], re.Pattern[str]], literals: Literals | None, views: tuple[ViewName, ...]
) -> _Matcher:
    needed = None if literals is None else _index_of(literals)

    def matcher(reading: Reading, _: Witness | None) -> Outcome:
        for name in views:
            view = getattr(reading.views, name)
            if needed is not None and not needed.any_in(view.text):
                continue
            found_all = pattern().finditer(view.text)
            matches = [found for found in islice(found_all, _MOST_SPANS) if found[0]]
            if matches:
                spans = tuple(view.original_span(*found.span()) for found in matches)
                named = {k: v for k, v in matches[0].groupdict().items() if v is not None}
                return Found(spans, name, named)
        return None

    return matcher


_index_of = lru_cache(maxsize=2048)(LiteralIndex)
"""One for all rule sets of the process."""


def _sender_matcher(match: SenderIs, patterns: Patterns) -> _Matcher:
    classes = frozenset(match.classes)

    def matcher(reading: Reading, _: Witness | None) -> Outcome:
        sender = reading.sender
        if sender.kind not in classes:
            return Unknown(NO_SENDER) if sender.kind == "unknown" else None
        if match.name is None or patterns[match.name].search(sender.header.lower()):
            return Found()
        return None

    return matcher


def _wording_matcher(match: Wording, wordings: Wordings) -> _Matcher:
    heard = LANGUAGES if match.at_least is None else LANGUAGES | HALF_KNOWN

    def matcher(reading: Reading, _: Witness | None) -> Outcome:
        if reading.language not in heard:
            return None
        view = reading.views.skeleton
        scores = wordings.scores(view.text)
        if reading.language in HALF_KNOWN:
            scores = wordings.without_head_start(scores)
        if not within(match, scores):
            return None
        telling = wordings.telling(view.text, match.topic, against=match.at_least is None)
        spans = tuple(view.original_span(*span) for span in telling)
        return Found(spans, view.name, strength=points_of(match, scores))

    return matcher


def within(match: Wording, scores: Mapping[WordingTopic, float]) -> bool:
    """Tell whether a text with these scores matches."""
    score = scores.get(match.topic)
    return (
        score is not None
        and (match.at_least is None or score >= match.at_least)
        and (match.at_most is None or score <= match.at_most)
    )


def points_of(match: Wording, scores: Mapping[WordingTopic, float]) -> float:
    """Return the points that it is worth on a text with these scores, if it matches."""
    return match.share * abs(scores[match.topic])


def _check_matcher(check: CheckFunction, ruleset: Ruleset, params: Mapping[str, Param]) -> _Matcher:
    def matcher(reading: Reading, witness: Witness | None) -> Outcome:
        if witness is None:
            return Unknown(NO_INBOX)
        return check(reading, witness, ruleset, params)

    return matcher


def _all_matcher(parts: tuple[_Matcher, ...]) -> _Matcher:
    def matcher(reading: Reading, witness: Witness | None) -> Outcome:
        found: list[Found] = []
        unknown: Unknown | None = None
        for part in parts:
            outcome = part(reading, witness)
            if outcome is None:
                return None
            if isinstance(outcome, Unknown):
                unknown = unknown or outcome
            else:
                found.append(outcome)
        return unknown or _merged(found)

    return matcher


def _merged(found: Iterable[Found]) -> Found:
    """Return the evidence of several parts as one; the view is that of the first with a span."""
    parts = list(found)
    return Found(
        spans=tuple(sorted({span for part in parts for span in part.spans})),
        view=next((part.view for part in parts if part.spans), "original"),
        detail={key: value for part in parts for key, value in part.detail.items()},
        earlier=tuple(dict.fromkeys(i for part in parts for i in part.earlier)),
    )


def _any_matcher(parts: tuple[_Matcher, ...]) -> _Matcher:
    def matcher(reading: Reading, witness: Witness | None) -> Outcome:
        unknown: Unknown | None = None
        for part in parts:
            outcome = part(reading, witness)
            if isinstance(outcome, Found):
                return outcome
            unknown = unknown or outcome
        return unknown

    return matcher


def _none_matcher(parts: tuple[_Matcher, ...]) -> _Matcher:
    any_of = _any_matcher(parts)

    def matcher(reading: Reading, witness: Witness | None) -> Outcome:
        outcome = any_of(reading, witness)
        if isinstance(outcome, Found):
            return None
        return outcome or Found()

    return matcher


def _literals(match: Match, ruleset: Ruleset) -> Literals | None:
    """Return the strings of which a message must have one for the whole tree to match."""
    match match:
        case Regex(pattern=pattern, on=views) if "original" not in views:
            return ruleset.patterns.literals(pattern)
        case Phrases(any=phrases, on=views) if "original" not in views:
            return frozenset(phrases)
        case AllOf(of=parts):
            known = [lits for p in parts if (lits := _literals(p, ruleset)) is not None]
            return min(known, key=len, default=None)
        case AnyOf(of=parts):
            each = [_literals(p, ruleset) for p in parts]
            if any(lits is None for lits in each):
                return None
            return frozenset().union(*(lits for lits in each if lits is not None))
        case _:
            return None
