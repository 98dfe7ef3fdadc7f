"""The rules about rules: each one finds its mistake, and a good rule passes them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rulesets import RULE, WORDS, rule_matching, rule_with, write, write_rules

from scanner.ruleset.lint import LintProblem, lint
from scanner.ruleset.load import load_ruleset

DEEP = """
type = 'all'
[[match.of]]
type = 'none'
[[match.of.of]]
type = 'regex'
pattern = '(?:a+)+b'
"""
CHECKS = {"link-of", "phone-of"}


def problems_of(folder: Path) -> list[LintProblem]:
    """Return what the lint says about a folder."""
    return lint(load_ruleset(folder), folder, CHECKS)


def only_problem(folder: Path) -> LintProblem:
    """Return the one thing that the lint says about a folder."""
    (problem,) = problems_of(folder)
    return problem


def test_lint_of_a_good_rule_finds_nothing(tmp_path: Path) -> None:
    """The rule that all other tests here spoil."""
    assert problems_of(write_rules(tmp_path)) == []


def test_lint_of_a_file_with_another_name_names_both(tmp_path: Path) -> None:
    """A rule is found by its id."""
    problem = only_problem(write_rules(tmp_path, name="other"))
    assert (problem.file, problem.place) == ("signals/payment/other.toml", "$.id")
    assert problem.hint == "Rename it private-account.toml."


@pytest.mark.parametrize(
    ("english", "refused"),
    [
        ("This is definitely a fraud.", True),
        ("A low balance proves it.", True),
        ("No SMS can prove itself.", False),
    ],
)
def test_lint_of_advice_that_claims_too_much(tmp_path: Path, english: str, refused: bool) -> None:
    """What a reader is told to do must not say more than the verdict does."""
    write_rules(tmp_path)
    advice = f"""
[[advice]]
id = "ask"
situations = ["suspicious"]
text = {{ zh = "请核实。", en = "{english}" }}
[[advice.source]]
url = "https://example.org"
tier = "press"
checked = 2026-11-24
"""
    write(tmp_path / "lists" / "advice.toml", advice)
    places = [problem.place for problem in problems_of(tmp_path)]
    assert places == (["$.ask.en"] if refused else [])


def test_lint_of_a_rule_in_another_groups_folder(tmp_path: Path) -> None:
    """The folders are the groups."""
    write_rules(tmp_path)
    (tmp_path / "signals/payment").rename(tmp_path / "signals/link")
    assert only_problem(tmp_path).hint == "Move it to payment/."


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"weight": "1.0"}, "$.weight"),
        ({"direction": '"context"'}, "$.weight"),
        ({"group": '"sender"'}, "$.group"),
        ({"limits": '{ zh = "没有", en = "It may be a tiny lender." }'}, "$.limits.zh"),
        ({"limits": '{ zh = "小型出借人可能如此", en = "None known." }'}, "$.limits.en"),
        ({"title": '{ zh = "一定是诈骗", en = "Fraud" }'}, "$.title.zh"),
        ({"title": '{ zh = "诈骗", en = "Fraud", hant = "絕對是詐騙" }'}, "$.title.hant"),
        ({"title": '{ zh = "账户", en = "Account", hant = "账户" }'}, "$.title.hant"),
        ({"explain": '{ zh = "可疑。", en = "This proves a forgery." }'}, "$.explain.en"),
        ({"topic": '"overdue"'}, "$.topic"),
        ({"violation": '"threat"'}, "$.violation"),
        ({"decisive": "true", "direction": '"genuine"'}, "$.decisive"),
        ({"updated": "2026-10-01"}, "$.updated"),
        ({"replaces": '["no-such-rule"]'}, "$.replaces"),
        ({"replaces": '["private-account"]'}, "$.replaces"),
        ({"status": '"deprecated"'}, "$.successor"),
        ({"status": '"deprecated"', "successor": '"private-account"'}, "$.successor"),
        ({"successor": '"private-account"'}, "$.successor"),
    ],
)
def test_lint_finds_what_does_not_fit_together(
    tmp_path: Path, fields: dict[str, str], place: str
) -> None:
    """One field spoilt at a time; the lint names it."""
    problems = problems_of(write_rules(tmp_path, rule_with(**fields)))
    assert place in {problem.place for problem in problems}


def test_lint_of_a_kind_rule_needs_topic_and_group(tmp_path: Path) -> None:
    """A kind rule says what the message is about."""
    rule = rule_with(direction='"kind"', weight="0")
    places = {problem.place for problem in problems_of(write_rules(tmp_path, rule))}
    assert places == {"$.topic", "$.group"}


def test_lint_of_a_violation_rule_needs_violation_and_group(tmp_path: Path) -> None:
    """A violation rule says which rule of conduct is broken."""
    rule = rule_with(direction='"violation"', weight="0")
    places = {problem.place for problem in problems_of(write_rules(tmp_path, rule))}
    assert places == {"$.violation", "$.group"}


def test_lint_of_an_unknown_check_lists_the_checks(tmp_path: Path) -> None:
    """The author sees what there is."""
    rule = rule_matching('type = "check"\nname = "links-of"')
    problem = only_problem(write_rules(tmp_path, rule))
    assert problem.what == "There is no check links-of."
    assert problem.hint == "There are: link-of, phone-of."


@pytest.mark.parametrize(
    ("match", "words"),
    [
        ("type = 'regex'\npattern = '转账.*个人'", "no upper bound"),
        ("type = 'regex'\npattern = '轉账到'", "never matches: 轉"),
        ("type = 'phrases'\nany = ['WhatsApp']", "never matches: WA"),
        (DEEP, "no upper bound"),
    ],
)
def test_lint_of_a_pattern_that_is_slow_or_never_matches(
    tmp_path: Path, match: str, words: str
) -> None:
    """At any depth of the match."""
    assert words in only_problem(write_rules(tmp_path, rule_matching(match))).what


def test_lint_of_a_pattern_on_the_original_may_have_capitals(tmp_path: Path) -> None:
    """The original keeps what the sender typed."""
    rule = rule_matching("type = 'regex'\npattern = 'TO PAY'\non = ['original']")
    assert problems_of(write_rules(tmp_path, rule)) == []


def test_lint_of_equal_titles_names_both_rules(tmp_path: Path) -> None:
    """A reader could not tell their evidence apart."""
    write_rules(tmp_path)
    write(tmp_path / "signals/payment/other.toml", rule_with(id='"other"'))
    titles = [p for p in problems_of(tmp_path) if p.place.startswith("$.title")]
    assert {p.file.rpartition("/")[2] for p in titles} == {"other.toml", "private-account.toml"}


def test_lint_of_equal_examples(tmp_path: Path) -> None:
    """A second example that is the first proves nothing."""
    rule = RULE.replace("今天汇款到我个人卡即可", "请转账到经理个人账户")
    assert only_problem(write_rules(tmp_path, rule)).place == "$.hit"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (WORDS.replace("请转账到", "请付款到"), "$.pay.examples"),
        (WORDS.replace("'汇款'", "'匯款'"), "$.pay.words"),
        (WORDS.replace("'汇款'", "'汇.*款'"), "$.pay.words"),
    ],
)
def test_lint_of_word_groups(tmp_path: Path, words: str, place: str) -> None:
    """An example that is not found, a word that never matches, a word that is slow."""
    write_rules(tmp_path)
    write(tmp_path / "lists/words/mine.toml", words)
    problem = only_problem(tmp_path)
    assert (problem.file, problem.place) == ("lists/words/mine.toml", place)


def test_lint_of_a_users_folder_leaves_the_built_in_rules_alone(tmp_path: Path) -> None:
    """The user is told of their own mistakes only."""
    base = write_rules(tmp_path / "base", rule_with(weight="1.0"))
    mine = tmp_path / "mine"
    title = '{ zh = "我的规则", en = "My rule" }'
    write(mine / "my-rule.toml", rule_with(id='"my-rule"', title=title, weight="0.5"))
    (problem,) = lint(load_ruleset(base, mine), mine, CHECKS)
    assert (problem.file, problem.place) == ("my-rule.toml", "$.weight")
