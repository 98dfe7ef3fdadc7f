"""Loading a rules folder, a user's folder on top of it, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rulesets import RULE, SCORING, WORDS, rule_matching, rule_with, write, write_rules

from scanner.errors import RulesError
from scanner.ruleset.load import load_ruleset


def refusal(folder: Path) -> str:
    """Return the words with which a folder is refused."""
    with pytest.raises(RulesError) as caught:
        load_ruleset(folder)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_load_with_no_folder_reads_the_rules_of_the_installation() -> None:
    """Scoring, word groups and the directory are all there."""
    ruleset = load_ruleset()
    assert ruleset.scoring.group
    assert ruleset.words
    assert ruleset.directory.by_name("招商银行")


def test_load_puts_word_groups_into_patterns(tmp_path: Path) -> None:
    """The compiled pattern finds each word of the group."""
    ruleset = load_ruleset(write_rules(tmp_path))
    (pattern,) = (p for raw, p in ruleset.patterns.items() if "个人" in raw)
    assert pattern.search("请汇款到本人的个人卡")
    assert pattern.search("请转账到本人的个人账户")
    assert not pattern.search("请付到本人的个人卡")


def test_load_with_misspelt_field_names_file_and_nearest_field(tmp_path: Path) -> None:
    """A typo cannot pass in silence."""
    words = refusal(write_rules(tmp_path, rule_with(weigth="3.0")))
    assert "signals/payment/private-account.toml" in words
    assert "unknown field `weigth`" in words
    assert "Did you mean `weight`?" in words


def test_load_with_misspelt_field_inside_match_names_its_path(tmp_path: Path) -> None:
    """The place is a JSON path."""
    rule = rule_matching("type = \"regex\"\npatern = '转账'")
    words = refusal(write_rules(tmp_path, rule))
    assert "$.match" in words
    assert "Did you mean `pattern`?" in words


def test_load_with_wrong_type_names_the_field(tmp_path: Path) -> None:
    """A number in quotation marks is not a number."""
    words = refusal(write_rules(tmp_path, rule_with(weight='"3"')))
    assert "private-account.toml at $.weight: Expected `float`, got `str`." in words


def test_load_with_unknown_group_lists_the_groups(tmp_path: Path) -> None:
    """The author sees what may stand there."""
    words = refusal(write_rules(tmp_path, rule_with(group='"payments"')))
    assert "$.group" in words
    assert "Choose one of: sender, link, contact, payment" in words


def test_load_with_unknown_kind_of_match_lists_the_kinds(tmp_path: Path) -> None:
    """`type` decides which fields follow."""
    words = refusal(write_rules(tmp_path, rule_matching("type = \"regexp\"\npattern = '转账'")))
    assert "regex, phrases, sender, check, all, any, none" in words


def test_load_with_missing_field_says_which(tmp_path: Path) -> None:
    """Limits may not be left out."""
    rule = "\n".join(line for line in RULE.splitlines() if not line.startswith("limits"))
    words = refusal(write_rules(tmp_path, rule))
    assert "missing required field `limits`" in words
    assert "Add `limits`" in words


def test_load_with_one_example_asks_for_two(tmp_path: Path) -> None:
    """Two hits and two misses are the least."""
    head, _, _ = RULE.rpartition("[[miss]]")
    assert "$.miss" in refusal(write_rules(tmp_path, head))


def test_load_with_bad_regex_says_where_it_breaks(tmp_path: Path) -> None:
    """Position and reason of the regular expression's error."""
    rule = rule_matching("type = \"regex\"\npattern = '转账(到'")
    words = refusal(write_rules(tmp_path, rule))
    assert "private-account.toml at $.match.pattern" in words
    assert "missing ), unterminated subpattern at character 2" in words


def test_load_with_unknown_word_group_names_it(tmp_path: Path) -> None:
    """A group that is in no list."""
    rule = rule_matching("type = \"regex\"\npattern = '%{pays}到'")
    assert "%{pays}" in refusal(write_rules(tmp_path, rule))


def test_load_with_word_group_that_contains_itself_refuses(tmp_path: Path) -> None:
    """A circle of groups would have no end."""
    write_rules(tmp_path)
    write(
        tmp_path / "lists/words/mine.toml",
        '[pay]\ncomment = "Circle."\nwords = ["%{pay}"]\nexamples = ["x"]\n',
    )
    assert "contains itself" in refusal(tmp_path)


def test_load_with_broken_toml_names_the_line(tmp_path: Path) -> None:
    """An unclosed string."""
    words = refusal(write_rules(tmp_path, RULE.replace('status = "test"', 'status = "test')))
    assert "private-account.toml at line 11: It is not valid TOML" in words


def test_load_with_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    """GBK is a usual accident on Windows."""
    write_rules(tmp_path)
    path = tmp_path / "signals/payment/private-account.toml"
    path.write_bytes(RULE.encode("gbk"))
    assert "It is not UTF-8 text." in refusal(tmp_path)


def test_load_with_several_bad_files_reports_them_all(tmp_path: Path) -> None:
    """An author sees every mistake at once."""
    write_rules(tmp_path, rule_with(weight='"3"'))
    write(tmp_path / "signals/payment/other.toml", rule_with(id='"other"', statuss='"x"'))
    write(tmp_path / "scoring.toml", SCORING.replace("forged_at", "forget_at"))
    words = refusal(tmp_path)
    assert words.startswith("The rule set cannot be used; mistakes: 3\n")
    assert all(name in words for name in ("scoring.toml", "other.toml", "private-account.toml"))


def test_load_with_the_same_id_twice_names_both_files(tmp_path: Path) -> None:
    """Within one folder; across folders the second overrides."""
    write_rules(tmp_path)
    write(tmp_path / "signals/payment/copy.toml", RULE)
    words = refusal(tmp_path)
    assert "signals/payment/copy.toml" in words
    assert "has the same id" in words


def test_load_with_unknown_list_says_which_lists_there_are(tmp_path: Path) -> None:
    """A list that nobody reads would be a silent mistake."""
    write_rules(tmp_path)
    write(tmp_path / "lists/word.toml", "")
    assert "words/*.toml" in refusal(tmp_path)


def test_load_with_empty_folder_misses_the_scoring(tmp_path: Path) -> None:
    """Without thresholds there is no verdict."""
    assert "scoring.toml: The file is missing." in refusal(tmp_path)


def test_load_with_absent_user_folder_says_so(tmp_path: Path) -> None:
    """A wrong path is not an empty set of rules."""
    with pytest.raises(RulesError, match="There is no such folder"):
        load_ruleset(write_rules(tmp_path / "base"), tmp_path / "nowhere")


def test_user_folder_adds_and_overrides_by_id(tmp_path: Path) -> None:
    """A user's rules may lie anywhere in their folder."""
    base = write_rules(tmp_path / "base")
    mine = tmp_path / "mine"
    write(mine / "private-account.toml", rule_with(weight="2.6"))
    write(mine / "deep/new-rule.toml", rule_with(id='"new-rule"'))
    write(mine / "lists/words/mine.toml", WORDS_OF_MINE)
    ruleset = load_ruleset(base, mine)
    assert set(ruleset.rules) == {"private-account", "new-rule"}
    assert ruleset.rules["private-account"].weight == 2.6
    assert ruleset.words["pay"] == ("打款",)
    assert ruleset.files["new-rule"] == mine / "deep/new-rule.toml"


WORDS_OF_MINE = '[pay]\ncomment = "Mine."\nwords = ["打款"]\nexamples = ["打款"]\n'


def test_id_changes_with_content_and_not_with_line_ends(tmp_path: Path) -> None:
    """The id names exactly one rule set, on every system."""
    first = load_ruleset(write_rules(tmp_path / "a")).id
    assert first.startswith("2026-11-24+")
    assert len(first.partition("+")[2]) == 12
    windows = write_rules(tmp_path / "b")
    for path in windows.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_ruleset(windows).id == first
    changed = write_rules(tmp_path / "c", rule_with(weight="2.9"))
    assert load_ruleset(changed).id != first


def test_load_with_the_same_word_group_twice_names_both_files(tmp_path: Path) -> None:
    """Within one folder; across folders the second overrides."""
    write_rules(tmp_path)
    write(tmp_path / "lists/words/more.toml", WORDS)
    words = refusal(tmp_path)
    assert "lists/words/more.toml at $.pay: The group is in lists/words/mine.toml as well" in words


def test_load_with_unreadable_word_groups_does_not_blame_the_rules(tmp_path: Path) -> None:
    """Every pattern that names a group would look wrong."""
    write_rules(tmp_path)
    write(tmp_path / "lists/words/mine.toml", "[pay\n")
    assert refusal(tmp_path).startswith("The rule set cannot be used; mistakes: 1\n")
