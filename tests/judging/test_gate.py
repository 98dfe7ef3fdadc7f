"""The gate: it saves readings and never changes an answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.demo_phone.inbox import demo_messages, many_messages
from scanner.judging.gate import Gate
from scanner.judging.judge import Judge, judge
from scanner.judging.model import Judgement
from scanner.message import Message
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

NOW_MS = 1_779_000_000_000


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """Return the built-in rules."""
    return load_ruleset()


@pytest.fixture(scope="module")
def gate(ruleset: Ruleset) -> Gate:
    """Return their gate."""
    return Gate(ruleset)


@pytest.fixture(scope="module")
def judge_one(ruleset: Ruleset) -> Judge:
    """Return what judges a single message, without the gate."""
    return Judge(ruleset)


def kinds_of(bodies: list[str], ruleset: Ruleset, *, gated: bool) -> list[str]:
    """Return the kind of each text, each in an inbox of its own."""
    messages = [Message(inbox_id=str(n), message_id="1", body=b) for n, b in enumerate(bodies)]
    judged: list[Judgement] = judge(messages, ruleset, gated=gated)
    return [j.kind for j in judged]


def test_every_example_of_a_kind_rule_gets_the_same_kind_with_and_without(
    ruleset: Ruleset,
) -> None:
    """Hits and misses, a few hundred texts made to be borderline."""
    rules = [rule for rule in ruleset.rules.values() if rule.direction == "kind"]
    texts = [example.text for rule in rules for example in (*rule.hit, *rule.miss)]
    assert kinds_of(texts, ruleset, gated=True) == kinds_of(texts, ruleset, gated=False)


def test_the_demo_inbox_is_judged_the_same_with_and_without(ruleset: Ruleset) -> None:
    """Obfuscated and hostile texts included."""
    texts = [str(sms.body or "") for sms in demo_messages(NOW_MS)]
    assert kinds_of(texts, ruleset, gated=True) == kinds_of(texts, ruleset, gated=False)


def test_most_ordinary_messages_are_passed_over(gate: Gate) -> None:
    """Otherwise it would save nothing."""
    bodies = [str(sms.body or "") for sms in many_messages(3000, NOW_MS)]
    assert sum(map(gate, bodies)) < len(bodies) / 3


@given(
    st.lists(
        st.sampled_from(
            [
                *"【】您的贷款信用卡已逾期未还请尽快元天起诉法院",
                "overdue",
                " loan",
                " pay",
                "逾 期",
                "\u200b",
                "1,200元",
            ]
        ),
        max_size=14,
    ).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_no_text_with_a_kind_is_passed_over(judge_one: Judge, gate: Gate, body: str) -> None:
    """Texts put together from the words that matter, in any order and disguise."""
    message = Message(message_id="1", body=body)
    if judge_one(message, judge_one.index([message])).kind != "none":
        assert gate(body)
