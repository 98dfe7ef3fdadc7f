"""What the person owes, by their own statement: an optional file, my-debts.toml.

It is heard as a witness when messages are judged. It never leaves the computer.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
import tomli
from msgspec import Meta, Struct

from scanner.errors import InputError
from scanner.i18n import N_

DebtKind = Literal["card", "loan", "instalment", "mortgage", "car", "other"]
DEBT_KINDS: tuple[DebtKind, ...] = get_args(DebtKind)

_HEADER = """\
# What I owe, for sms-scanner: it compares messages with this. Kept on this computer only.
# complete = true: I owe nothing to any other lender than these.
"""
_HINTS = {
    "lender": N_("Name the lender as its messages do, in at most 60 characters."),
    "kind": N_("The kinds are: card, loan, instalment, mortgage, car, other."),
    "tail": N_("Give the last 3 to 6 digits or letters of the card or contract, not all of it."),
    "instalment": N_("Give the sum of one payment as a number greater than 0, such as 600.50."),
    "currency": N_("Give the currency by its three letters, such as CNY."),
    "due_day": N_("Give the day of the month on which it is due, 1 to 31."),
}
_OTHERWISE = N_("Correct the file, or remove it and use `sms-scanner debts add`.")


class Debt(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One debt, or one that was paid off."""

    lender: Annotated[str, Meta(min_length=2, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$")]
    kind: DebtKind = "loan"
    tail: Annotated[str, Meta(pattern=r"^([0-9A-Za-z]{3,6})?$")] = ""
    """Last digits of the card, account or contract."""
    instalment: Annotated[float, Meta(gt=0, le=1e9)] | None = None
    """Sum of one payment, in `currency`."""
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$")] = "CNY"
    due_day: Annotated[int, Meta(ge=1, le=31)] | None = None
    """Day of the month on which a payment is due."""
    settled: bool = False
    """Paid off: nothing is owed any more."""


class MyDebts(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    complete: bool = False
    """Nothing is owed to any other lender."""
    debt: tuple[Debt, ...] = ()


def read_debts(path: Path) -> MyDebts | None:
    """Return what the person stated; None where there is no such file.

    Raises:
        InputError: the file cannot be read, or holds a mistake.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            N_("{path} cannot be read: {reason}."), _OTHERWISE, path=path, reason=str(error)
        ) from error
    try:
        return msgspec.convert(tomli.loads(text), MyDebts)
    except tomli.TOMLDecodeError as error:
        raise InputError(
            N_("{path} is not TOML: {reason}."), _OTHERWISE, path=path, reason=str(error)
        ) from error
    except msgspec.ValidationError as error:
        number, field = _place(str(error))
        raise InputError(
            N_("{path} holds a mistake in debt {number}, field {field}."),
            _HINTS.get(field, _OTHERWISE),
            path=path,
            number=number,
            field=field,
        ) from error


def checked(debt: dict[str, object]) -> Debt:
    """Return a debt made of what a person typed.

    Raises:
        InputError: a value cannot be right; says which, and what it should look like.
    """
    try:
        return msgspec.convert(debt, Debt)
    except msgspec.ValidationError as error:
        _, field = _place(str(error))
        raise InputError(
            N_("This cannot be right: {field}."), _HINTS.get(field, ""), field=field
        ) from error


def to_toml(debts: MyDebts) -> str:
    """Return the text of the file."""
    lines = [_HEADER, f"complete = {_value(debts.complete)}\n"]
    for debt in debts.debt:
        fields = msgspec.structs.asdict(debt)
        told = {name: value for name, value in fields.items() if value not in (None, "")}
        lines += ["\n[[debt]]\n", *(f"{name} = {_value(v)}\n" for name, v in told.items())]
    return "".join(lines)


def _value(value: str | float | bool) -> str:
    """Return a TOML value; JSON writes strings, numbers and truth in the same way."""
    return json.dumps(value, ensure_ascii=False)


def _place(words: str) -> tuple[int, str]:
    """Return which debt, counted from 1, and which field msgspec's words are about."""
    unknown = re.search(r"unknown field `([^`]+)`|missing required field `([^`]+)`", words)
    place = re.search(r" - at `\$(?:\.debt\[(\d+)\])?\.?([^`]*)`", words)
    number = int(place[1]) + 1 if place and place[1] else 1
    name = (unknown and (unknown[1] or unknown[2])) or (place[2] if place else "")
    return number, name or "debt"
