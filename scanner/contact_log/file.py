"""The file of a contact log: what a report saves, `log export` writes and `log import` reads.

Its form is described in docs/contact-log.md and published as a JSON Schema by `schema`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from scanner.contact_log.model import LONGEST_FIELD, LONGEST_TEXT, Call, Way, moment_of
from scanner.errors import InputError
from scanner.i18n import N_

MARK: Final = "sms_scanner_contact_log"
VERSION: Final = 1
_LARGEST = 20_000_000
"""Bytes: ten thousand long entries."""
_LATEST_MS = 253_000_000_000_000  # the year 9987: every calendar holds it
_Field = Annotated[str, msgspec.Meta(max_length=LONGEST_FIELD)]
_Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One call, as the file has it. "" = not noted."""

    id: Annotated[
        str,
        msgspec.Meta(pattern="^[0-9a-f]{32}$", description="made once, so that none counts twice"),
    ]
    at: Annotated[
        datetime, msgspec.Meta(tz=True, description="ISO 8601 with the offset of local time")
    ]
    way: Way
    staff_name: _Field = ""
    staff_number: _Field = ""
    number: Annotated[
        str, msgspec.Meta(max_length=LONGEST_FIELD, description="that called or was called")
    ] = ""
    lender: _Field = ""
    message: Annotated[
        str, msgspec.Meta(pattern="^([0-9a-f]{16})?$", description="key of the message")
    ] = ""
    promised: _Text = ""
    note: _Text = ""


ENTRY_FIELDS: Final = Entry.__struct_fields__


class LogFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    sms_scanner_contact_log: Annotated[int, msgspec.Meta(ge=1, description="version of the form")]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    sms_scanner_contact_log: int


def read_log(path: Path) -> list[Call]:
    """Return the entries of a file.

    Raises:
        InputError: it cannot be read, is no contact log, is damaged, or of a newer version.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(
            N_("{path} cannot be read: {reason}."),
            N_("Check the name of the file."),
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    try:
        if len(data) > _LARGEST:
            raise ValueError
        version = msgspec.json.decode(data, type=_Version).sms_scanner_contact_log
        if version > VERSION:
            raise InputError(
                N_("{path} was written by a newer sms-scanner (version {version} of its form)."),
                N_("Update sms-scanner, then run this again."),
                path=path,
                version=version,
            )
        entries = msgspec.json.decode(data, type=LogFile).entries
        return [_call(entry) for entry in entries]
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise InputError(
            N_("{path} is not a contact log, or it is damaged. Nothing of it was taken."),
            N_("Save the entries in the report once more, and import that file."),
            path=path,
        ) from error


def log_json(calls: Iterable[Call]) -> str:
    """Return a file that `read_log` reads."""
    content = {MARK: VERSION, "entries": [entry_record(call) for call in calls]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def entry_record(call: Call) -> dict[str, str]:
    """Return an entry as the file has it; fields that were not noted are left out."""
    zone = timezone(timedelta(minutes=call.utc_offset_min))
    values = {
        "id": call.id,
        "at": datetime.fromtimestamp(call.at_ms / 1000, UTC).astimezone(zone).isoformat(),
        "way": call.way,
        "staff_name": call.staff_name,
        "staff_number": call.staff_number,
        "number": call.number,
        "lender": call.lender,
        "message": call.message_key,
        "promised": call.promised,
        "note": call.note,
    }
    return {name: value for name, value in values.items() if value}


def log_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the file."""
    (_,), parts = msgspec.json.schema_components([LogFile], ref_template="#/$defs/{name}")
    body = parts.pop("LogFile")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **body,
        "title": "A contact log",
        "$defs": parts,
    }


def _call(entry: Entry) -> Call:
    at_ms, utc_offset_min = moment_of(entry.at)
    if not 0 <= at_ms < _LATEST_MS:
        raise ValueError
    return Call(
        id=entry.id,
        at_ms=at_ms,
        utc_offset_min=utc_offset_min,
        way=entry.way,
        staff_name=entry.staff_name.strip(),
        staff_number=entry.staff_number.strip(),
        number=entry.number.strip(),
        lender=entry.lender.strip(),
        message_key=entry.message,
        promised=entry.promised.strip(),
        note=entry.note.strip(),
    )
