"""Turns a validation error into words for a rule's author: which file, which field, what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec
import tomli

from scanner.ruleset import lists, model


@dataclass(frozen=True, slots=True)
class FileError:
    """One mistake in one file of the rule set."""

    file: str
    """Path within the rules folder."""
    place: str
    """JSON path of the field ("$.match.pattern"), "line 7", or "" for the file as a whole."""
    what: str
    hint: str

    def __str__(self) -> str:
        place = f" at {self.place}" if self.place else ""
        return f"{self.file}{place}: {self.what} {self.hint}".rstrip()


def of_toml(file: str, error: tomli.TOMLDecodeError) -> FileError:
    """Explain why a file is not TOML."""
    what, _, place = str(error).partition(" (at ")
    return FileError(
        file,
        place.rstrip(")").split(",")[0],
        f"It is not valid TOML: {what}.",
        "Put texts in quotation marks; patterns in single ones.",
    )


def of_schema(file: str, error: msgspec.ValidationError) -> FileError:
    """Explain why a file does not hold to its schema."""
    what, _, place = str(error).partition(" - at ")
    place = place.strip("`") or "$"
    return FileError(file, place, f"{what}.", _hint(what, place))


def _hint(what: str, place: str) -> str:  # noqa: PLR0911 - one return a kind of mistake
    named = re.findall(r"`([^`]*)`", what)
    field = re.sub(r"\[[^\]]*\]", "", place).rpartition(".")[2]
    if "unknown field" in what:
        near = difflib.get_close_matches(named[-1], _fields(), n=1)
        return f"Did you mean `{near[0]}`?" if near else "Remove it or correct its spelling."
    if "missing required field" in what:
        return f"Add `{named[-1]}`; docs/rules.md shows a whole rule."
    if what.startswith("Invalid") and field in _choices():
        return f"Choose one of: {', '.join(_choices()[field])}."
    if what.startswith("Invalid") and field == "type":
        return "Choose one of: regex, phrases, sender, check, all, any, none."
    if "got `str`" in what and "array" in what:
        return 'Put the value in brackets: ["…"].'
    if what.startswith("Expected"):
        return "Correct the value."
    return "docs/rules.md describes the field."


def _structs() -> Iterator[type[msgspec.Struct]]:
    for module in (model, lists):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, msgspec.Struct):
                yield value


@cache
def _fields() -> tuple[str, ...]:
    names = {name for struct in _structs() for name in struct.__struct_fields__}
    return tuple(sorted(names | {"type"}))


@cache
def _choices() -> dict[str, tuple[str, ...]]:
    """Field name -> the values it may have, for fields of a fixed vocabulary."""
    choices: dict[str, tuple[str, ...]] = {}
    for struct in _structs():
        for name, hint in get_type_hints(struct).items():
            for kind in (hint, *get_args(hint)):
                if get_origin(kind) is Literal:
                    choices.setdefault(name, get_args(kind))
    return choices
