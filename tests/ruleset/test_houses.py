"""The list of well-known houses: how it is read, looked up, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rulesets import write, write_rules

from scanner.errors import RulesError
from scanner.ruleset.houses import Houses
from scanner.ruleset.lint import lint
from scanner.ruleset.load import load_ruleset

SHIPPED = load_ruleset()
HOUSE = """
[[house]]
id = "river-bank"
lends = true
sender = ["RiverB*", "RB"]
text = ["River Bank"]
"""


def named(houses: Houses, text: str) -> list[tuple[str, str]]:
    """Return the id of each house that a normalised text names, and how."""
    return [(house.id, text[start:end]) for house, start, end in houses.named_in(text)]


def of_sender(houses: Houses, name: str) -> str | None:
    """Return the id of the house that a sender's name is of."""
    house = houses.of_sender(name)
    return house.id if house else None


def with_houses(folder: Path, houses: str) -> Path:
    """Write a small rule set with a list of houses; return its folder."""
    write(write_rules(folder) / "lists/houses.toml", houses)
    return folder


@pytest.mark.parametrize(
    ("sender", "house"),
    [
        ("HSBC UK", "hsbc"),
        ("First_Direct", "hsbc"),
        ("中國信託", "ctbc"),
        ("UBA", "uba"),
        ("UBAgroup", None),
        ("CITI", "citibank"),
        ("CitizensAdv", None),
        ("CITIC", None),
        ("HSB-CARD", None),
        ("", None),
    ],
)
def test_sender_is_known_by_its_beginning_or_as_a_whole(sender: str, house: str | None) -> None:
    """As the list has it; case, blanks and script do not count."""
    assert of_sender(SHIPPED.houses, sender) == house


def test_text_names_houses_from_left_to_right() -> None:
    """Names stand alone, and those of the directory count as well."""
    text = "lloyds bank or monzo, not monzoid; 汇丰银行"
    assert named(SHIPPED.houses, text) == [
        ("lloyds", "lloyds bank"),
        ("monzo", "monzo"),
        ("hsbc", "汇丰银行"),
    ]


def test_names_of_the_directory_are_not_told_twice() -> None:
    """A name stands in the directory or in the list."""
    for house in SHIPPED.houses.rows.values():
        known = {n for e in house.entities for n in SHIPPED.directory.entities[e].aliases}
        assert not known.intersection(house.text), house.id


def test_longest_beginning_wins(tmp_path: Path) -> None:
    """Whatever the order of the list."""
    other = '[[house]]\nid = "river-boats"\nsender = ["RiverBoat*"]\ntext = ["River Boats"]\n'
    houses = load_ruleset(with_houses(tmp_path, HOUSE + other)).houses
    assert of_sender(houses, "RIVERBOATS") == "river-boats"
    assert of_sender(houses, "RIVERBANK") == "river-bank"


def test_user_adds_and_overrides_houses(tmp_path: Path) -> None:
    """By id, beside those of the installation."""
    mine = '[[house]]\nid = "monzo"\nsender = ["Mnz*"]\ntext = ["Mnz"]\n'
    write(tmp_path / "lists/houses.toml", HOUSE + mine)
    houses = load_ruleset(user_folder=tmp_path).houses
    assert of_sender(houses, "RiverBank") == "river-bank"
    assert of_sender(houses, "HSBC") == "hsbc"
    assert of_sender(houses, "MNZ") == "monzo"
    assert of_sender(houses, "Monzo") is None
    assert named(houses, "river bank: mnz") == [("river-bank", "river bank"), ("monzo", "mnz")]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (HOUSE.replace("lends", "lend"), "Did you mean `lends`?"),
        (HOUSE.replace('"RB"', '"*"'), "$.house[0].sender[1]"),
        (HOUSE.replace('"RB"', '"R*B"'), "$.house[0].sender[1]"),
        (HOUSE.replace('text = ["River Bank"]', ""), "needs names under `text` or `entities`"),
        (HOUSE.replace('["River Bank"]', '"River Bank"'), "Put the value in brackets"),
        (
            HOUSE + 'entities = ["river"]',
            "at $.river-bank.entities: lists/directory/ has no entity",
        ),
        (HOUSE + HOUSE, "The id river-bank occurs twice."),
    ],
)
def test_load_with_a_wrong_house_names_file_and_mistake(
    tmp_path: Path, wrong: str, words: str
) -> None:
    """A name that every sender has, a house that no text can name, an id that is not there."""
    with pytest.raises(RulesError) as caught:
        load_ruleset(with_houses(tmp_path, wrong))
    assert "lists/houses.toml" in str(caught.value)
    assert words in str(caught.value)


def test_lint_of_a_name_that_two_houses_have(tmp_path: Path) -> None:
    """Only one of them would be found."""
    other = '[[house]]\nid = "other"\nsender = ["riverb*", "Other"]\ntext = ["RIVER BANK"]\n'
    folder = with_houses(tmp_path, HOUSE + other)
    problems = lint(load_ruleset(folder), folder, ())
    assert [(p.file, p.place) for p in problems] == [("lists/houses.toml", "$.other")] * 2
    assert "river-bank has the name “RIVER BANK” as well." in {p.what for p in problems}
