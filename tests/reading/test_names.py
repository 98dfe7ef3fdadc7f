"""The index of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.reading.names import NameIndex

INDEX = NameIndex(
    {
        "招联金融": "zl",
        "招联": "zl",
        "招商银行": "cmb",
        "360借条": "360",
        "MoneyTree": "mt",
        "花呗": "hb",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("您的招联金融借款", ["招联金融"]),
        ("招联和招商银行", ["招联", "招商银行"]),
        ("您在360借条的借款", ["360借条"]),
        ("your moneytree loan", ["moneytree"]),
        ("mymoneytrees", []),
        ("1360借条", []),
    ],
)
def test_the_longest_alias_is_found_where_it_stands(text: str, found: list[str]) -> None:
    """Latin aliases and digits stand alone; Chinese ones stand in running text."""
    assert [text[hit.start : hit.end] for hit in INDEX.find(text)] == found


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("招商银行", "cmb"),
        ("招商银行股份有限公司", "cmb"),
        ("招商银行信用卡中心", "cmb"),
        ("moneytree", "mt"),
        ("ＭｏｎｅｙＴｒｅｅ", "mt"),
        ("招商证券", None),
        ("新招商银行", None),
    ],
)
def test_a_name_is_an_entity_only_when_it_is_its_alias(name: str, entity: str | None) -> None:
    """Generic endings aside, nothing may be added."""
    assert INDEX.entity_of(name) == entity


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("招连金融", "zl"),
        ("花贝", "hb"),
        ("MoneyTrea", "mt"),
        ("Money Tree", None),
        ("招商银行", None),
        ("浙商银行", None),
        ("新招商银行", None),
        ("借呗", None),
    ],
)
def test_a_lookalike_resembles_without_being_or_containing(name: str, entity: str | None) -> None:
    """Honest names of the same kind differ as little as one character; they are not accused."""
    assert INDEX.lookalike_of(name) == entity


@given(st.text(max_size=20))
def test_any_name_can_be_asked_for(name: str) -> None:
    """No text breaks the index, and no name is both an entity and a look-alike."""
    assert not (INDEX.entity_of(name) and INDEX.lookalike_of(name))
    for hit in INDEX.find(name):
        assert 0 <= hit.start < hit.end <= len(name)
