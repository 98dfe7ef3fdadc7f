"""Who is who: by name, number, domain and sender. Facts as the shipped lists have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.ruleset.directory import Directory, Entity, entity_of
from scanner.ruleset.lists import EntityRow
from scanner.ruleset.load import load_ruleset

DIRECTORY = load_ruleset().directory


def found(entity: Entity | None) -> str | None:
    """Return the id of what was found."""
    return entity.id if entity else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("工商银行", "icbc"),
        ("工行", "icbc"),
        ("【招商银行】", "cmb"),
        ("招商银行信用卡中心", "cmb"),
        ("建设银行杭州分行", "ccb"),
        ("中国工商银行股份有限公司", "icbc"),
        ("hsbc", "hsbc-hk"),
        ("Bank of China (Hong Kong)", "bochk"),
        ("小米金融", "xiaomi-finance"),
        ("天星数科", "xiaomi-finance"),
        ("随星借", "xiaomi-finance"),
        ("小米消费金融", "cfc-xiaomi"),
        ("捷信", "cfc-jd"),
        ("花呗", "cfc-ant"),
        ("微粒贷", "webank"),
        ("安逸花", "cfc-mashang"),
        ("360借条", "qifu"),
        ("匯豐銀行", "hsbc-cn"),
        ("中銀香港", "bochk"),
        ("上海尚诚消费金融", "cfc-shangcheng"),
        ("12381", "miit-12381"),
        ("建设银行某某科技", None),
        ("催收通知", None),
        ("", None),
    ],
)
def test_by_name_finds_who_is_meant(name: str, expected: str | None) -> None:
    """Full names, everyday names, renames, brands, departments; nobody else."""
    assert found(DIRECTORY.by_name(name)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("95588", ("icbc", "short-code")),
        ("+8695588", ("icbc", "short-code")),
        ("9558812", ("icbc", "short-code")),
        ("106980095533", ("ccb", "listed")),
        ("1069123495533", ("ccb", "port-suffix")),
        ("10690012349888", ("bankcomm", "port-suffix")),
        ("106575251121", ("mybank", "listed")),
        ("951883", ("mybank", "short-code")),
        ("95188", ("cfc-ant", "short-code")),
        ("10690000951883", ("mybank", "port-suffix")),
        ("057912368", ("court", "listed")),
        ("12381", ("miit-12381", "listed")),
        ("1008611", ("china-mobile", "short-code")),
        ("#ADCC18222", ("adcc-hk", "listed")),
        ("106900000000", None),
        ("13800138000", None),
        ("BANKOFNOWHERE", None),
        ("", None),
    ],
)
def test_owner_of_sender_says_who_and_how(address: str, expected: tuple[str, str] | None) -> None:
    """Listed numbers, own short codes with extensions, ports that end in the own hotline."""
    owner = DIRECTORY.owner_of_sender(address)
    assert (owner and (owner[0].id, owner[1])) == expected


def test_number_that_unrelated_entities_share_is_nobodys() -> None:
    """96588 is another bank's in Anhui than in Qingdao; with its area code it is clear."""
    assert DIRECTORY.owner_of_number("96588") is None
    assert found(DIRECTORY.owner_of_number("0551-96588")) == "huishang-bank"
    assert found(DIRECTORY.owner_of_number("0532 96588")) == "bank-of-qingdao"


def test_number_that_one_group_shares_belongs_to_the_group() -> None:
    """95511 is the line of all of Ping An."""
    owner = DIRECTORY.owner_of_number("95511")
    assert owner
    assert owner.may_speak_for(DIRECTORY.entities["pingan-puhui"])
    assert not owner.may_speak_for(DIRECTORY.entities["icbc"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("400-100-3399", "xiaomi-finance"),
        ("4001003399", "xiaomi-finance"),
        ("021-38695188", "ccb"),
        ("+86-21-38695188", "ccb"),
        ("0086 400 820 0588", "ccb"),
        ("22333000", "hsbc-hk"),
        ("+852 2233 3000", "hsbc-hk"),
        ("4001003398", None),
        ("no number", None),
    ],
)
def test_owner_of_number_compares_digits(number: str, expected: str | None) -> None:
    """However it is written, with country code or without."""
    assert found(DIRECTORY.owner_of_number(number)) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("icbc.com.cn", "icbc"),
        ("WWW.ICBC.COM.CN.", "icbc"),
        ("asia.ccb.com", "ccb-asia"),
        ("mobile.ccb.com", "ccb"),
        ("evil-ccb.com", None),
        ("ccb.com.evil.top", None),
        ("sz.gov.cn", None),
        ("com.cn", None),
        ("cn", None),
    ],
)
def test_owner_of_domain_goes_by_the_end_of_the_host(domain: str, expected: str | None) -> None:
    """A host belongs to whom its registrable domain belongs; a look-alike to nobody."""
    assert found(DIRECTORY.owner_of_domain(domain)) == expected


def test_every_alias_leads_to_its_entity() -> None:
    """What the name index finds, the directory knows."""
    for name, entity_id in DIRECTORY.aliases.items():
        assert found(DIRECTORY.by_name(name)) == entity_id


@given(st.text(max_size=40))
def test_lookups_take_any_text(text: str) -> None:
    """Senders and names come from strangers."""
    DIRECTORY.by_name(text)
    DIRECTORY.owner_of_number(text)
    DIRECTORY.owner_of_domain(text)
    DIRECTORY.owner_of_sender(text)


def test_name_that_two_strangers_claim_is_nobodys() -> None:
    """It cannot tell who wrote."""
    rows = [EntityRow(id=i, kind="platform", name=f"某{i}", aliases=("共用名",)) for i in "ab"]
    directory = Directory({row.id: entity_of(row) for row in rows})
    assert directory.by_name("共用名") is None
    assert "共用名" not in directory.aliases
    assert found(directory.by_name("某a")) == "a"
