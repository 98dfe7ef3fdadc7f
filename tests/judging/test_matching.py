"""How rules are applied to readings: views, spans, combinations, what cannot be told, validity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.rulesets import rule_matching, write_rules

from scanner.errors import RulesError
from scanner.judging.matching import (
    NO_INBOX,
    NO_SENDER,
    NO_TIME,
    CheckFunction,
    CompiledRule,
    Found,
    Outcome,
    Unknown,
    compile_rules,
    evaluate,
)
from scanner.judging.witness import Witness, witness_of
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.names import NameIndex
from scanner.reading.reader import Reader
from scanner.ruleset.directory import Directory
from scanner.ruleset.load import load_ruleset

Compile = Callable[..., CompiledRule]
READER = Reader(NameIndex({}))
MAY_20 = 1_779_206_400_000  # 2026-05-19T16:00Z, midnight of 20 May in China


def reading_of(body: str, address: str | None = None, received_ms: int | None = MAY_20) -> Reading:
    """Return a message as understood, received in China."""
    return READER.read(
        Message(
            message_id="1",
            address=address,
            body=body,
            received_ms=received_ms,
            utc_offset_min=480,
        )
    )


def witness_for(reading: Reading) -> Witness:
    """Return the witness of a message that came alone."""
    return witness_of(reading.message, (), READER, Directory({}))


def always(*_: object) -> Outcome:
    """Stand in for a check that finds something."""
    return Found(spans=((0, 1),), detail={"from": "check"}, earlier=("m1",))


def never(*_: object) -> Outcome:
    """Stand in for a check that finds nothing."""
    return None


def cannot_tell(*_: object) -> Outcome:
    """Stand in for a check that lacks what it needs."""
    return Unknown("No data.")


CHECKS: Mapping[str, CheckFunction] = {
    "always": always,
    "never": never,
    "cannot-tell": cannot_tell,
}


@pytest.fixture
def compiled(tmp_path: Path) -> Compile:
    """Return a function that compiles a rule with this [match] table."""

    def compile_match(match: str, **fields: str) -> CompiledRule:
        folder = write_rules(tmp_path, rule_matching(match, **fields))
        (rule,) = compile_rules(load_ruleset(folder), CHECKS).rules
        return rule

    return compile_match


def apply(rule: CompiledRule, reading: Reading) -> Outcome:
    """Apply a rule to a message that came alone."""
    return evaluate(rule, reading, witness_for(reading))


def test_regex_matches_the_normalised_text_and_marks_the_original(compiled: Compile) -> None:
    """Full-width digits, traditional characters and capitals are read through."""
    rule = compiled(r"type = 'regex'" + "\n" + r"pattern = '贷款\d{3}元'")
    body = "您的貸款１００元逾期"
    found = apply(rule, reading_of(body))
    assert isinstance(found, Found)
    ((start, end),) = found.spans
    assert body[start:end] == "貸款１００元"
    assert found.view == "normalised"


def test_regex_names_the_first_view_that_matches(compiled: Compile) -> None:
    """The skeleton is needed where the characters were pulled apart."""
    rule = compiled("type = 'regex'\npattern = '逾期'\non = ['normalised', 'skeleton']")
    plain = apply(rule, reading_of("已逾期"))
    apart = apply(rule, reading_of("已逾*期"))
    assert isinstance(plain, Found)
    assert isinstance(apart, Found)
    assert (plain.view, apart.view) == ("normalised", "skeleton")
    assert apart.spans == ((1, 4),)


def test_regex_marks_every_place_and_gives_named_groups_as_detail(compiled: Compile) -> None:
    """What the explanation may show."""
    rule = compiled("type = 'regex'\npattern = '转给(?P<payee>[张王])经理'")
    found = apply(rule, reading_of("转给张经理,不是转给王经理"))
    assert isinstance(found, Found)
    assert found.spans == ((0, 5), (8, 13))
    assert found.detail == {"payee": "张"}


def test_phrases_prefer_the_longest(compiled: Compile) -> None:
    """And are literal: a dot is a dot."""
    rule = compiled("type = 'phrases'\nany = ['信用卡', '信用卡中心', 'a.b']")
    found = apply(rule, reading_of("信用卡中心"))
    assert isinstance(found, Found)
    assert found.spans == ((0, 5),)
    assert apply(rule, reading_of("acb")) is None


def test_sender_class_without_a_sender_cannot_be_told(compiled: Compile) -> None:
    """No sender is not an innocent sender."""
    rule = compiled("type = 'sender'\nclasses = ['short_code_95']")
    assert apply(rule, reading_of("x", "95588")) == Found()
    assert apply(rule, reading_of("x", "13800138000")) is None
    assert apply(rule, reading_of("x", None)) == Unknown(NO_SENDER)


def parts(kind: str, *names: str) -> str:
    """Return a [match] table that combines checks."""
    of = "".join(f"\n[[match.of]]\ntype = 'check'\nname = '{name}'" for name in names)
    return f"type = '{kind}'{of}"


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (parts("all", "always", "always"), Found),
        (parts("all", "always", "never"), type(None)),
        (parts("all", "cannot-tell", "never"), type(None)),
        (parts("all", "cannot-tell", "always"), Unknown),
        (parts("any", "never", "always"), Found),
        (parts("any", "cannot-tell", "always"), Found),
        (parts("any", "cannot-tell", "never"), Unknown),
        (parts("any", "never", "never"), type(None)),
        (parts("none", "never", "never"), Found),
        (parts("none", "never", "always"), type(None)),
        (parts("none", "never", "cannot-tell"), Unknown),
    ],
)
def test_combinations_follow_three_valued_logic(
    compiled: Compile, match: str, expected: type
) -> None:
    """What cannot be told decides nothing that another part decides."""
    assert isinstance(apply(compiled(match), reading_of("x")), expected)


def test_all_puts_the_evidence_of_its_parts_together(compiled: Compile) -> None:
    """Spans in order, details and earlier messages merged."""
    rule = compiled(
        "type = 'all'\n[[match.of]]\ntype = 'check'\nname = 'always'\n"
        "[[match.of]]\ntype = 'regex'\npattern = '逾期'"
    )
    found = apply(rule, reading_of("已经逾期"))
    assert isinstance(found, Found)
    assert found.spans == ((0, 1), (2, 4))
    assert found.view == "normalised"
    assert found.detail == {"from": "check"}
    assert found.earlier == ("m1",)


def test_check_without_a_witness_cannot_tell(compiled: Compile) -> None:
    """Kinds are decided on the text alone."""
    rule = compiled("type = 'check'\nname = 'always'")
    assert evaluate(rule, reading_of("x")) == Unknown(NO_INBOX)


def test_check_gets_its_parameters(tmp_path: Path) -> None:
    """As the rule's file has them."""
    seen: list[object] = []

    def spy(reading: Reading, witness: Witness, ruleset: object, params: object) -> Outcome:
        seen.append(params)

    folder = write_rules(
        tmp_path, rule_matching("type = 'check'\nname = 'spy'\nparams = { how = ['a'], n = 2 }")
    )
    (rule,) = compile_rules(load_ruleset(folder), {"spy": spy}).rules
    assert apply(rule, reading_of("x")) is None
    assert seen == [{"how": ("a",), "n": 2}]


def test_unknown_check_is_refused_by_name(tmp_path: Path) -> None:
    """With the checks that there are."""
    folder = write_rules(tmp_path, rule_matching("type = 'check'\nname = 'no-such'"))
    with pytest.raises(RulesError, match="private-account names the check no-such"):
        compile_rules(load_ruleset(folder), CHECKS)


def test_rule_of_another_region_does_not_apply(compiled: Compile) -> None:
    """A Chinese message is read by someone in China."""
    here = compiled("type = 'regex'\npattern = '逾期'", regions='["CN"]')
    body = "您的贷款已逾期,请还款500元"
    assert isinstance(apply(here, reading_of(body, "95588")), Found)
    there = compiled("type = 'regex'\npattern = '逾期'", regions='["GB"]')
    assert apply(there, reading_of(body, "95588")) is None


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        ({"since": "2026-05-20"}, True),
        ({"since": "2026-05-21"}, False),
        ({"until": "2026-05-21"}, True),
        ({"until": "2026-05-20"}, False),
    ],
)
def test_rule_holds_from_its_first_day_to_the_day_before_its_last(
    compiled: Compile, fields: dict[str, str], fires: bool
) -> None:
    """By the calendar of the phone: midnight of 20 May in China is 19 May in UTC."""
    rule = compiled("type = 'regex'\npattern = '逾期'", **fields)
    assert isinstance(apply(rule, reading_of("已逾期")), Found) == fires


def test_rule_with_a_day_cannot_tell_without_a_time(compiled: Compile) -> None:
    """But what does not match, does not match at any time."""
    rule = compiled("type = 'regex'\npattern = '逾期'", since="2026-05-20")
    assert apply(rule, reading_of("已逾期", received_ms=None)) == Unknown(NO_TIME)
    assert apply(rule, reading_of("已还款", received_ms=None)) is None
    assert apply(rule, reading_of("已逾期", received_ms=10**18)) == Unknown(NO_TIME)


def test_deprecated_rule_is_not_applied(tmp_path: Path) -> None:
    """Its successor is."""
    folder = write_rules(
        tmp_path, rule_matching("type = 'regex'\npattern = '逾期'", status='"deprecated"')
    )
    assert compile_rules(load_ruleset(folder), CHECKS).rules == ()


def test_rules_are_found_by_direction(tmp_path: Path) -> None:
    """The kinds are decided first, the rest only for what is about a debt."""
    rules = compile_rules(load_ruleset(write_rules(tmp_path)), CHECKS)
    assert [c.rule.id for c in rules.of("forged", "genuine")] == ["private-account"]
    assert rules.of("kind") == ()


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("type = 'regex'\npattern = '逾期.{0,5}还款'", {"逾期"}),
        ("type = 'phrases'\nany = ['甲', '乙']", {"甲", "乙"}),
        ("type = 'regex'\npattern = '逾期'\non = ['original']", None),
        (parts("all", "always") + "\n[[match.of]]\ntype = 'regex'\npattern = '逾期'", {"逾期"}),
        (parts("any", "always") + "\n[[match.of]]\ntype = 'regex'\npattern = '逾期'", None),
    ],
)
def test_literals_are_those_without_which_the_whole_rule_is_silent(
    compiled: Compile, match: str, expected: set[str] | None
) -> None:
    """From them a gate can be derived."""
    assert compiled(match).literals == expected
