"""The file of what a person owes: written, read again, and explained where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.debts import Debt, MyDebts, checked, read_debts, to_toml
from scanner.errors import InputError

STATED = MyDebts(
    complete=True,
    debt=(
        Debt(lender='安心借 "A\\B"', kind="card", tail="12aB", instalment=600.5, due_day=31),
        Debt(lender="Copper Bank", currency="USD", settled=True),
    ),
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Also quotes, backslashes and Chinese."""
    path = tmp_path / "my-debts.toml"
    path.write_text(to_toml(STATED), "utf-8")
    assert read_debts(path) == STATED


def test_no_file_is_no_statement(tmp_path: Path) -> None:
    """Neither an error nor “I owe nothing”."""
    assert read_debts(tmp_path / "my-debts.toml") is None


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ('[[debt]]\nlender = "A"\n', "debt 1, field lender", "Name the lender"),
        ('[[debt]]\nlender = "AB"\n[[debt]]\nlender = "CD"\ndue_day = 32\n', "debt 2", "1 to 31"),
        ('[[debt]]\nlender = "AB"\ntail = "1234567890"\n', "field tail", "3 to 6"),
        ('[[debt]]\nlender = "AB"\ninstalment = "600"\n', "field instalment", "600.50"),
        ('[[debt]]\nlendr = "AB"\n', "field lendr", "debts add"),
        ("[[debt]]\nkind = 'card'\n", "field lender", "Name the lender"),
        ("[[debt]\n", "not TOML", "debts add"),
    ],
)
def test_a_mistake_is_named_with_what_it_should_be(
    tmp_path: Path, text: str, words: str, hint: str
) -> None:
    """Which debt, which field, and how to write it."""
    path = tmp_path / "my-debts.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_debts(path)
    assert words in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize("lender", ["", "A", "A\nB", "x" * 61])
def test_a_lender_has_a_name_on_one_line(lender: str) -> None:
    """It is compared with names in messages."""
    with pytest.raises(InputError, match="lender"):
        checked({"lender": lender})
