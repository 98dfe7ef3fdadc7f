"""By which letters a domain leans on somebody's name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.judging import rules

from scanner.judging.checks.brand import (
    is_plain_name,
    leans_on,
    names_a_product,
    pinyin_of_name,
    sounds_alike,
    tokens_of_entity,
    tokens_of_name,
    words_of,
)


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("ccb-card.shop", ("ccb", "card")),
        ("www.icbc.com.cn", ("icbc",)),
        ("pay.harborridge.co.uk", ("pay", "harborridge")),
        ("localhost", ("localhost",)),
    ],
)
def test_words_of_a_host_leave_out_what_everybody_has(host: str, words: tuple[str, ...]) -> None:
    """Suffixes and www belong to nobody."""
    assert words_of(host) == words


@pytest.mark.parametrize(
    "host",
    ["ccb-card.shop", "hk95533.com", "ccb2026.top", "jianshe-bank.cc", "jianshebank.vip"],
)
def test_domain_that_borrows_a_banks_letters_leans_on_it(host: str) -> None:
    """Its short name, its hotline, its pinyin."""
    assert leans_on(host, tokens_of_entity(rules().directory.entities["ccb"]))


@pytest.mark.parametrize("host", ["soccbar.com", "q8k2.cc", "loan-help.top", "card-center.shop"])
def test_domain_without_its_letters_does_not(host: str) -> None:
    """Three letters inside a word are chance, and "card" is everybody's."""
    assert leans_on(host, tokens_of_entity(rules().directory.entities["ccb"])) is None


def test_digits_that_look_like_letters_are_seen_through() -> None:
    """And one letter that is off, and a long beginning in common."""
    assert leans_on("pinec0ve-pay.top", tokens_of_name("Pinecove Lending")) == "pinecove"
    assert leans_on("c0pp3rhe4d.top", tokens_of_name("Copperhead")) == "copperhead"
    assert leans_on("birchlyn.top", tokens_of_name("Birchlin")) == "birchlin"
    assert leans_on("tollwayfines.top", tokens_of_name("Tollway Authority"))


def test_initials_of_pinyin_are_no_token() -> None:
    """Three letters stand in many a domain by chance."""
    assert "axj" not in tokens_of_name("安心借")
    assert "anxinjie" in tokens_of_name("安心借")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("harborridge.com", "Harbor Ridge CU"),
        ("www.harborridge.org", "Harbor Ridge CU"),
        ("goharborridge.com", "Harbor Ridge CU"),
        ("bills.wrenwater.co.uk", "Wren Water"),
        ("greenvalleyfd.com", "Green Valley Family Dental"),
        ("pge.com", "PG&E"),
        ("prairie-energy.com", "Prairie Energy DISCONNECT NOTICE"),
        ("lmbindia.in", "LMB"),
        ("vmgroup.com.sg", "VM Services"),
        ("hslaw.com", "Harlan & Stowe LLP"),
        ("harlanstowe-law.com", "Harlan & Stowe LLP"),
        ("progleasing.com", "Progress Leasing"),
    ],
)
def test_name_and_nothing_else_is_plain(host: str, name: str) -> None:
    """As an unknown creditor's own site would be called."""
    assert is_plain_name(host, name)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("harborridge-pay.com", "Harbor Ridge CU"),
        ("harborridge.evil.com", "Harbor Ridge CU"),
        ("ridge.com", "Harbor Ridge CU"),
        ("har.com", "Harbor Ridge CU"),
        ("harborridgepay.com", "Harbor Ridge CU"),
        ("lmbindia.com", "LMB"),
        ("vmgroup.com", "VM Services"),
        ("harbor-law.com", "Harbor Ridge CU"),
    ],
)
def test_name_with_something_added_is_not_plain(host: str, name: str) -> None:
    """That is how look-alikes are made."""
    assert not is_plain_name(host, name)


def test_romanisations_of_a_name_are_simplified_first() -> None:
    """寶 and 宝 are read alike."""
    assert "baoyu" in pinyin_of_name("寶嶼融資")


def test_names_that_sound_alike_differ_in_writing() -> None:
    """A name does not pose as itself."""
    assert sounds_alike("招商银航", "招商银行") or sounds_alike("建社银行", "建设银行")
    assert not sounds_alike("建设银行", "建设银行")
    assert not sounds_alike("北辰银行", "北京银行")


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_host_and_name_can_be_compared(host: str, name: str) -> None:
    """Links and names come from strangers."""
    leans_on(host, tokens_of_name(name))
    is_plain_name(host, name)


@pytest.mark.parametrize(
    ("host", "imitates"),
    [
        ("jd-jintiao.vip", True),  # 京东 and 金条
        ("jd-kefu.vip", False),  # nothing that the text speaks of
        ("hb-jintiao.vip", False),  # another's initials
        ("jintiao.vip", False),
    ],
)
def test_initials_and_a_product_together_imitate(host: str, *, imitates: bool) -> None:
    """Each alone stands in many a domain by chance."""
    assert names_a_product(host, ["京东", "京东金融"], "您的金条已逾期") is imitates
