"""Reads labelled messages: JSONL, one object a line, as docs/corpus.md describes it.

Two forms are read, and may be mixed: messages of an inbox with a verdict (`verdict`, `violations`,
`claims`, `context`), and texts alone, judged as texts (`text_verdict`, `is_collection`). A label
that is missing is unknown, and the row counts nothing where that label is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.judging.model import COLLECTION_KINDS, Kind, Verdict
from scanner.message import Message
from scanner.ruleset.model import ViolationId

TextVerdict = Literal["genuine_looking", "suspicious", "likely_forged", "n/a"]
ALARMS: frozenset[str] = frozenset({"suspicious", "likely_forged"})
"""Verdicts by which a person is warned."""


class _Earlier(msgspec.Struct, frozen=True):
    text: str
    sender: str | None = None
    received_at: str | None = None


class _Line(msgspec.Struct, frozen=True):
    """One line. Fields that are not here are nobody's business and are passed over."""

    id: Annotated[str, msgspec.Meta(min_length=1)]
    text: str
    lang: str = ""
    region: str = ""
    sender: str | None = None
    received_at: str | None = None
    context: tuple[_Earlier, ...] = ()
    author: str = ""
    source: str = ""
    dataset: str = ""
    is_collection: bool | Literal[0, 1] | None = None
    kind: Kind | None = None
    verdict: Verdict | Literal["n/a"] | None = None
    text_verdict: TextVerdict | None = None
    violations: tuple[ViolationId, ...] | None = None
    claims: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A message and what a careful person says of it; None = nobody said."""

    id: str
    source: str
    """Author or origin, for counting and for cross-validation; the file's name where none is."""
    language: str
    inbox: tuple[Message, ...]
    """What came earlier, oldest first, and at the end the message itself."""
    is_collection: bool | None = None
    kind: Kind | None = None
    verdict: Verdict | None = None
    """None also where it does not apply: nothing is owed."""
    text_verdict: TextVerdict | None = None
    """Of texts that were judged without sender and inbox."""
    violations: frozenset[ViolationId] | None = None
    claims: dict[str, Any] | None = None

    @property
    def message(self) -> Message:
        """The labelled message."""
        return self.inbox[-1]

    @property
    def alarm(self) -> bool | None:
        """Whether a person should be warned; None = not known."""
        if self.kind == "none" or (self.kind is None and self.is_collection is False):
            return False
        verdict = self.verdict or self.text_verdict
        return None if verdict in (None, "n/a") else verdict in ALARMS

    @property
    def is_labelled(self) -> bool:
        """Whether anything is known; otherwise the row only counts findings."""
        return self.kind is not None or self.is_collection is not None


def read_corpus(paths: Iterable[Path]) -> tuple[Row, ...]:
    """Return the rows of all files, in order.

    Raises:
        InputError: a file cannot be read, a line does not hold to the form, two rows have one id,
            or there is no row at all.
    """
    rows = tuple(row for path in paths for row in _rows(path))
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise InputError(
                N_("Two rows of the corpus have the id {id}."),
                N_("Give each row an id of its own."),
                id=row.id,
            )
        seen.add(row.id)
    if not rows:
        raise InputError(
            N_("There are no messages in the corpus."),
            N_("Give at least one JSONL file; docs/corpus.md describes the form."),
        )
    return rows


def _rows(path: Path) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(_Line)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(
            N_("{path} cannot be read: {reason}."),
            N_("Check the name of the file."),
            path=path,
            reason=error.strerror,
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _row(decoder.decode(line), path.stem)
            except (msgspec.DecodeError, ValueError) as error:
                raise InputError(
                    N_("{path}, line {line}: {reason}"),
                    N_("Correct the line; docs/corpus.md describes the form."),
                    path=path,
                    line=number,
                    reason=str(error),
                ) from error


def _row(line: _Line, stem: str) -> Row:
    inbox = [
        _message(line.id, f"earlier-{place}", e.text, e.sender, e.received_at)
        for place, e in enumerate(line.context, start=1)
    ]
    inbox.append(_message(line.id, line.id, line.text, line.sender, line.received_at))
    is_collection = None if line.is_collection is None else bool(line.is_collection)
    if line.kind is not None:
        is_collection = line.kind in COLLECTION_KINDS
    return Row(
        id=line.id,
        source=line.author or line.source or line.dataset or stem,
        language=line.lang or "?",
        inbox=tuple(inbox),
        is_collection=is_collection,
        kind=line.kind,
        verdict=None if line.verdict == "n/a" else line.verdict,
        text_verdict=line.text_verdict,
        violations=None if line.violations is None else frozenset(line.violations),
        claims=line.claims,
    )


def _message(
    inbox_id: str, name: str, text: str, sender: str | None, received_at: str | None
) -> Message:
    moment = datetime.fromisoformat(received_at) if received_at else None
    offset = moment.utcoffset() if moment else None
    if moment is not None and offset is None:
        raise ValueError(f"received_at {received_at!r} has no offset from UTC")
    return Message(
        inbox_id=inbox_id,
        message_id=name,
        address=sender,
        body=text,
        received_ms=round(moment.timestamp() * 1000) if moment else None,
        utc_offset_min=round(offset.total_seconds() / 60) if offset is not None else None,
    )
