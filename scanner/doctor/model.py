"""A check, its result, and what a person sees of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from scanner.doctor.bench import Bench
from scanner.errors import PhoneNotReady, ScannerError
from scanner.inbox.phone.device import ListedPhone

Status = Literal["ok", "note", "failed", "skipped", "crashed"]
"""`note`: nothing is wrong, but there is something to know. `skipped`: it could not be tried."""


@dataclass(frozen=True, slots=True)
class VendorNote:
    """A fact about a maker's system."""

    message: str
    """A msgid."""
    source: str
    """URL of whoever found it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came out of a check."""

    status: Status
    message: str
    """One sentence, a msgid with `{name}` fields."""
    fix: str = ""
    """What to do, likewise; where it can, in the words that the phone shows."""
    fields: dict[str, object] = field(default_factory=dict)
    exit_code: int = 0
    """0 unless failed or crashed; 75 where the phone is absent or not ready, else 2."""
    notes: tuple[VendorNote, ...] = ()


def ok(message: str, *, notes: tuple[VendorNote, ...] = (), **fields: object) -> Result:
    """All is well."""
    return Result(status="ok", message=message, fields=fields, notes=notes)


def note(
    message: str, fix: str = "", *, notes: tuple[VendorNote, ...] = (), **fields: object
) -> Result:
    """Nothing is wrong, but there is something to know."""
    return Result(status="note", message=message, fix=fix, fields=fields, notes=notes)


def skipped(message: str, **fields: object) -> Result:
    """It could not be tried, or there is nothing to try."""
    return Result(status="skipped", message=message, fields=fields)


def failed(
    error: ScannerError, *, notes: tuple[VendorNote, ...] = (), not_ready: bool = False
) -> Result:
    """Something is in the way, told by the error that a scan would end with.

    Args:
        error: with its sentence, what to do, and exit code.
        notes: what else may be behind it.
        not_ready: it is the phone's state, whatever the error's exit code.
    """
    return Result(
        status="failed",
        message=error.message,
        fix=error.hint,
        fields=error.fields,
        exit_code=PhoneNotReady.exit_code
        if not_ready or isinstance(error, PhoneNotReady)
        else ScannerError.exit_code,
        notes=notes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that is looked at."""

    name: str
    """Stable id, such as "row-probe"."""
    title: str
    """What it looks at, a msgid."""
    of_computer: Callable[[Bench], Result] | None = None
    of_phone: Callable[[Bench, ListedPhone], Result] | None = None
    """Either this or that: once for the computer, or for each phone."""
    needs: tuple[str, ...] = ()
    """Names of checks without which it cannot be tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check that was done."""

    check: Check
    phone: ListedPhone | None
    """None where it is about the computer."""
    result: Result
    seconds: float
