"""Runs the examples that every rule carries: its hits must fire it, its misses must not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from scanner.judging.checks import CHECKS
from scanner.judging.matching import (
    CheckFunction,
    CompiledRule,
    Found,
    Outcome,
    Unknown,
    compile_rules,
    evaluate,
)
from scanner.judging.witness import witness_of
from scanner.message import Message
from scanner.reading.reader import Reader
from scanner.ruleset.model import Earlier, Hit, Miss, Rule
from scanner.ruleset.ruleset import Ruleset

_WORKING_DAY = datetime.fromisoformat("2026-03-17T10:00:00+08:00")  # a Tuesday, no holiday anywhere


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that did not come out as its rule says."""

    rule_id: str
    example: str
    """"hit 1", "miss 2": which one, counted from 1."""
    why: str
    """One English sentence."""


def run_examples(
    ruleset: Ruleset,
    rule_ids: Collection[str] | None = None,
    checks: Mapping[str, CheckFunction] = CHECKS,
) -> list[ExampleFailure]:
    """Return the examples that failed, of some rules or (None) of all that are not deprecated.

    Raises:
        RulesError: a rule names a check that does not exist.
    """
    reader = Reader(ruleset.names)
    return [
        failure
        for compiled in compile_rules(ruleset, checks).rules
        if rule_ids is None or compiled.rule.id in rule_ids
        for failure in _failures(compiled, ruleset, reader)
    ]


def _failures(compiled: CompiledRule, ruleset: Ruleset, reader: Reader) -> Iterator[ExampleFailure]:
    rule = compiled.rule
    for name, example in _numbered(rule):
        try:
            outcome = _outcome(compiled, example, ruleset, reader)
        except ValueError:
            why = "`received_at` is not ISO 8601 with an offset, such as 2026-05-20T23:10:00+08:00."
            yield ExampleFailure(rule.id, name, why)
            continue
        except (KeyError, TypeError) as error:  # a check that lacks a parameter
            yield ExampleFailure(rule.id, name, f"A check refuses its parameters: {error!r}.")
            continue
        if isinstance(example, Hit) and not isinstance(outcome, Found):
            yield ExampleFailure(rule.id, name, _why_silent(rule, outcome))
        if isinstance(example, Miss) and isinstance(outcome, Found):
            yield ExampleFailure(rule.id, name, "The rule fires, but must stay silent.")


def _numbered(rule: Rule) -> Iterator[tuple[str, Hit | Miss]]:
    for number, hit in enumerate(rule.hit, start=1):
        yield f"hit {number}", hit
    for number, miss in enumerate(rule.miss, start=1):
        yield f"miss {number}", miss


def _outcome(
    compiled: CompiledRule, example: Hit | Miss, ruleset: Ruleset, reader: Reader
) -> Outcome:
    message, *earlier = _messages(example)
    witness = witness_of(message, earlier, reader, ruleset.directory, example.debts)
    return evaluate(compiled, reader.read(message), witness)


def _messages(example: Hit | Miss) -> Iterator[Message]:
    """Yield the example's message, then what came before it, a day apart unless it says when."""
    moment = datetime.fromisoformat(example.received_at) if example.received_at else _WORKING_DAY
    yield _message("example", example, moment)
    for number, earlier in enumerate(reversed(example.earlier), start=1):
        yield _message(f"earlier-{number}", earlier, moment - timedelta(days=number))


def _message(name: str, example: Hit | Miss | Earlier, default: datetime) -> Message:
    moment = datetime.fromisoformat(example.received_at) if example.received_at else default
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(example.received_at)
    return Message(
        inbox_id="example",
        message_id=name,
        address=example.sender or None,
        body=example.text,
        received_ms=round(moment.timestamp() * 1000),
        utc_offset_min=round(offset.total_seconds() / 60),
    )


def _why_silent(rule: Rule, outcome: Outcome) -> str:
    if isinstance(outcome, Unknown):
        return f"The rule cannot tell: {outcome.why}"
    if rule.regions:
        return f"The rule does not fire; it holds only for readers in {', '.join(rule.regions)}."
    return "The rule does not fire."
