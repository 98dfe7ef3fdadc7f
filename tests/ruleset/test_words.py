"""Word groups in patterns."""

import re

import pytest

from scanner.ruleset.words import UnknownWordsError, expand


def test_expand_prefers_the_longer_word() -> None:
    """Otherwise "信用卡中心" would be read as "信用卡"."""
    pattern = expand("%{who}", {"who": ("信用卡", "信用卡中心")})
    match = re.match(pattern, "信用卡中心")
    assert match
    assert match[0] == "信用卡中心"


def test_expand_keeps_what_stands_around_a_group() -> None:
    """A group is one unit for a following repetition."""
    pattern = expand("^%{a}{2}$", {"a": ("一", "二")})
    assert re.match(pattern, "一二")
    assert not re.match(pattern, "一")


def test_expand_follows_groups_in_groups() -> None:
    """A word may name another group."""
    pattern = expand("%{outer}", {"outer": ("请%{inner}",), "inner": ("还款", "付款")})
    assert re.fullmatch(pattern, "请付款")


@pytest.mark.parametrize(
    ("groups", "words"),
    [({}, "no word group"), ({"a": ("%{b}",), "b": ("%{a}",)}, "contains itself")],
)
def test_expand_with_unknown_or_circular_group_refuses(
    groups: dict[str, tuple[str, ...]], words: str
) -> None:
    """Both would give a pattern that means something else."""
    with pytest.raises(UnknownWordsError, match=words):
        expand("%{a}", groups)
