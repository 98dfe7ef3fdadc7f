"""The files that tell the invented inbox: their shape, and how an entry becomes a stored SMS.

`docs/demo-inbox.md` explains the form to people who want to edit it. A field that is not here is
refused, so a typo cannot pass in silence.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import tomli
from msgspec import Meta, Struct, field

from scanner.demo_phone.inbox.moments import fill_dates, moment_of, to_ms
from scanner.demo_phone.provider import StoredSms
from scanner.judging.model import Kind, Verdict
from scanner.ruleset.model import ViolationId

FOLDER = Path(__file__).resolve().parent
_SERVICE_CENTER = "+8613800000500"  # invented
_DELETED_BEFORE = {18: 1, 60: 5, 61: 1, 133: 2, 207: 1, 290: 12, 352: 1, 401: 3}
"""Index of an entry -> messages that the person deleted before it: holes in the ids."""
_NOT_THE_SCRIPT = ("contacts.toml", "templates.toml")


class Expectation(Struct, frozen=True, forbid_unknown_fields=True):
    """What a careful person says of a message."""

    kind: Kind = "none"
    verdict: Verdict | None = None
    """None for `none`, and only then."""
    violations: tuple[ViolationId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a verdict without a kind, and a kind without a verdict."""
        if (self.kind == "none") != (self.verdict is None):
            raise ValueError(f"kind {self.kind} does not go with verdict {self.verdict}")


class _Words(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What single and monthly entries share."""

    sender: str | None = field(name="from", default=None)
    """A number or name as the phone stores it, or "@" and a name of contacts.toml; absent = NULL.
    """
    to: str | None = None
    """Instead of `from`: the message was sent to that address."""
    draft: bool = False
    """With `to`: written, never sent."""
    text: str | None = None
    """Absent = NULL."""
    repeat: Annotated[int, Meta(ge=1)] = 1
    """The text this many times over."""
    read: bool = True
    sim: Annotated[int, Meta(ge=1, le=2)] = 1
    blocked: Annotated[int, Meta(ge=0)] = 0
    """Xiaomi's `block_type`: 4 filter, 12 keywords, …; 0 = not blocked."""
    expect: Expectation = Expectation()
    shows: tuple[str, ...] = ()
    """What the entry stands for: "F1" … of docs/demo-inbox.md, or words such as "zero-width"."""


class Single(_Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One message."""

    when: str
    """See `moments`."""


class Monthly(_Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The same message every month, `${1}`, `${2}`, … filled from a row of `values`."""

    day: Annotated[int, Meta(ge=1, le=28)]
    at: str
    """Local time, "HH:MM"."""
    until: Annotated[int, Meta(ge=1)] = 1
    """Months ago of the last row of `values`; the rows before it are a month earlier each."""
    values: tuple[tuple[str, ...], ...]


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the script."""

    sms: tuple[Single, ...] = ()
    monthly: tuple[Monthly, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoSms:
    """A stored SMS of the demo inbox and what it stands for."""

    sms: StoredSms
    expect: Expectation
    shows: tuple[str, ...]
    part: str
    """Name of its file without suffix: the part of life it tells."""


@cache
def _contacts() -> dict[str, str]:
    text = (FOLDER / "contacts.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), dict[str, str])


@cache
def _entries() -> tuple[tuple[str, str, _Words], ...]:
    """Return (part, when, words) of every message of every file, in the files' order."""
    return tuple(
        (path.stem, when, words)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.name not in _NOT_THE_SCRIPT
        for when, words in _unrolled(read_file(path))
    )


def read_file(path: Path) -> Script:
    """Return one file of the script.

    Raises:
        ValueError: not TOML, or not of the form above; names the file and the place.
    """
    try:
        return msgspec.convert(tomli.loads(path.read_text(encoding="utf-8")), Script)
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _unrolled(file: Script) -> Iterator[tuple[str, _Words]]:
    for single in file.sms:
        yield single.when, single
    for monthly in file.monthly:
        months = range(monthly.until + len(monthly.values) - 1, monthly.until - 1, -1)
        for ago, row in zip(months, monthly.values, strict=True):
            text = monthly.text or ""
            for number, value in enumerate(row, start=1):
                text = text.replace(f"${{{number}}}", value)
            months_ago = f"{ago} months ago, day {monthly.day}, {monthly.at}"
            yield months_ago, msgspec.structs.replace(monthly, text=text)


def played(now: datetime) -> list[DemoSms]:
    """Return the whole inbox as the phone would hold it at `now` (aware, local), oldest first.

    Raises:
        ValueError: a file of the script has a mistake; the sentence names the file or the entry.
    """
    moments = [(moment_of(when, now), part, words) for part, when, words in _entries()]
    stored = sorted((_stored(moment, part, words) for moment, part, words in moments), key=_date)
    return list(_numbered(stored))


def _date(entry: DemoSms) -> int:
    return entry.sms.date


def _stored(moment: datetime, part: str, words: _Words) -> DemoSms:
    address = words.sender if words.to is None else words.to
    if address is not None and address.startswith("@"):
        address = _contacts()[address[1:]]
    body = None if words.text is None else fill_dates(words.text, moment) * words.repeat
    noise = zlib.crc32(f"{address} {body}".encode())  # seconds that look real, always the same
    received_ms = to_ms(moment)
    received_ms += noise % 60_000 if received_ms else 0  # a clock at zero stays at zero
    incoming = words.to is None
    sms = StoredSms(
        id=0,
        address=address,
        body=body,
        date=received_ms,
        # The message centre stamps whole seconds, a little before the phone stores the message.
        date_sent=max(0, received_ms // 1000 * 1000 - noise % 5 * 1000) if incoming else 0,
        type=1 if incoming else 3 if words.draft else 2,
        read=int(words.read),
        sub_id=words.sim,
        service_center=_SERVICE_CENTER if incoming else None,
        block_type=words.blocked,
    )
    return DemoSms(sms, words.expect, words.shows, part)


def _numbered(entries: Iterable[DemoSms]) -> Iterator[DemoSms]:
    """Give ids in order of time, with holes for deleted messages, and one thread an address."""
    threads: dict[str | None, int] = {}
    sms_id = 0
    for index, entry in enumerate(entries):
        sms_id += 1 + _DELETED_BEFORE.get(index, 0)
        thread = threads.setdefault(entry.sms.address, len(threads) + 1)
        yield replace(entry, sms=replace(entry.sms, id=sms_id, thread_id=thread))
