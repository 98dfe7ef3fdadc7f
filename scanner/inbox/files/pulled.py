"""The file of a pulled inbox: messages, how they were got, and a hash that ties the two.

Its form is described in docs/pulled-inbox.md. As JSON Lines the first line is a header and each
further line a message; as Parquet the header stands in the schema's metadata and each row is a
message. The hash is taken over the lines, also in Parquet, so that both carry the same one.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from scanner import __version__
from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow, Inbox, Notice, ProofStep
from scanner.inbox.files.parquet import MAGIC, pyarrow_for
from scanner.message import MESSAGE_COLUMNS, Message, from_frame

PulledForm = Literal["jsonl", "parquet"]
MARK = "sms_scanner_inbox"
PART_MARK = "sms_scanner_part"
"""Begins a file of what an interrupted reading has read so far; see `scanner.inbox.kept`."""
VERSION = 1
_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"' + MARK.encode() + rb'"\s*:')
_PART_START = b'{"' + PART_MARK.encode() + b'"'
_HEAD_BYTES = 256
_AGREES = "from-pulled-file"
_HASH_STEP = "file-hash"
_LIMIT = 1 << 63
_DAY_MIN = 24 * 60


class _Header(msgspec.Struct, frozen=True):
    sms_scanner_inbox: int
    messages: int
    sha256: str
    acquisition: Acquisition


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a file of a pulled inbox held."""

    messages: list[Message]
    acquisition: Acquisition


def write_pulled(inbox: Inbox, form: PulledForm) -> Iterator[bytes]:
    """Yield the file of an inbox, piece by piece.

    Raises:
        InputError: Parquet was asked for, and pyarrow is not installed.
    """
    lines = [_line(message) for message in from_frame(inbox.messages)]
    header = _dump(_header(inbox.acquisition, lines))
    if form == "jsonl":
        yield header + b"\n"
        yield from lines
        return
    pa, parquet = pyarrow_for(N_("Writing Parquet needs pyarrow."))
    table = pa.Table.from_pandas(inbox.messages, preserve_index=False)
    buffer = io.BytesIO()
    metadata = {**(table.schema.metadata or {}), MARK.encode(): header}
    parquet.write_table(table.replace_schema_metadata(metadata), buffer)
    yield buffer.getvalue()


def read_pulled(path: Path) -> Pulled | None:
    """Return what a file holds if it is a pulled inbox, else None.

    Messages whose hash does not agree are read all the same, but nothing of them counts as proved.

    Raises:
        InputError: its header is damaged, or of a version that is not known here.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(MAGIC):
        return _read_parquet(path)
    if _START.match(head):
        return _read_lines(path)
    if head.startswith(_PART_START):
        raise InputError(
            N_("{path} is what an interrupted reading has read so far, and no inbox."),
            N_("Run that pull or scan again: it goes on from there."),
            path=path,
        )
    return None


def _read_lines(path: Path) -> Pulled:
    with path.open("rb") as file:
        header = _parse_header(path, file.readline().removeprefix(b"\xef\xbb\xbf"))
        decode = msgspec.json.Decoder(Message).decode
        items = ((line, decode, line) for line in file)
        return _checked(path, header, items, N_("line {number}"), first=2)


def _read_parquet(path: Path) -> Pulled | None:
    pa, parquet = pyarrow_for(N_("{path} is a Parquet file, and reading it needs pyarrow."), path)
    try:
        with parquet.ParquetFile(path) as file:
            written = (file.schema_arrow.metadata or {}).get(MARK.encode())
            if written is None:
                return None
            header = _parse_header(path, written)
            rows = (row for batch in file.iter_batches() for row in batch.to_pylist())
            records = ({k: v for k, v in row.items() if v is not None} for row in rows)
            items = ((_dump(record) + b"\n", _convert, record) for record in records)
            return _checked(path, header, items, N_("row {number}"), first=1)
    except pa.ArrowException as error:
        raise InputError(
            N_("{path} is a damaged Parquet file."), N_("Write it again."), path=path
        ) from error


def _convert(record: object) -> Message:
    return msgspec.convert(record, Message)


def _checked(
    path: Path,
    header: _Header,
    items: Iterable[tuple[bytes, Callable[[Any], Message], Any]],
    place: str,
    first: int,
) -> Pulled:
    """Read every message and compare their hash with the header's.

    Args:
        path: for words.
        header: of the file.
        items: for each message its line, and a function with the value that it reads it from.
        place: of a message, a msgid with {number}.
        first: number of the first one.
    """
    digest = hashlib.sha256()
    messages: list[Message] = []
    bad_rows: list[BadRow] = []
    for number, (line, read, value) in enumerate(items, first):
        digest.update(line)
        try:
            message = read(value)
            _check_range(message)
            messages.append(message)
        except (msgspec.DecodeError, ValueError):
            reason = N_("it is not a message of a pulled inbox")
            bad_rows.append(BadRow(place=place, reason=reason, fields={"number": number}))
    agrees = digest.hexdigest() == header.sha256 and len(messages) == header.messages
    if not agrees:
        messages = [replace(message, fidelity="unverified") for message in messages]
    return Pulled(messages, _restored(header, agrees, len(messages), tuple(bad_rows), path.name))


def _check_range(message: Message) -> None:
    """Raise ValueError for a number that the table of messages cannot hold."""
    numbers = (message.received_ms, message.sent_ms, message.subscription_id)
    if any(not -_LIMIT <= number < _LIMIT for number in numbers if number is not None):
        raise ValueError
    if abs(message.utc_offset_min or 0) >= _DAY_MIN:
        raise ValueError


def _restored(
    header: _Header, agrees: bool, read: int, bad_rows: tuple[BadRow, ...], name: str
) -> Acquisition:
    written = _without_earlier_agreement(header.acquisition)
    lost = Notice(
        id="unreadable-when-pulled",
        message=N_("{count} records could not be read when this inbox was pulled into {file}."),
        fields={"count": len(written.bad_rows), "file": name},
        severity="warning",
    )
    if agrees:
        step = N_("The messages in {file} have the SHA-256 that was noted when they were pulled.")
        notice = Notice(
            id=_AGREES,
            message=N_(
                "Read from {file}, whose messages are those that were pulled: the SHA-256 agrees. "
                "Whoever changes such a file can write a new one, so it is as trustworthy as those "
                "who kept it."
            ),
            fields={"file": name},
        )
    else:
        step = N_("The messages in {file} do not have the SHA-256 that was noted in it.")
        notice = Notice(
            id="pulled-file-changed",
            message=N_(
                "The messages in {file} are not those that were pulled into it: {count} of {noted} "
                "are there, and the SHA-256 does not agree. So it is no longer known whether they "
                "are the whole inbox."
            ),
            fields={"file": name, "count": read, "noted": header.messages},
            severity="warning",
        )
    return replace(
        written,
        completeness=written.completeness if agrees else "unverified",
        read=read,
        expected=written.expected if agrees else max(header.messages, read + len(bad_rows)),
        bad_rows=bad_rows,
        notices=(notice, *((lost,) if written.bad_rows else ()), *written.notices),
        proof=(
            *written.proof,
            ProofStep(name=_HASH_STEP, ok=agrees, detail=step, fields={"file": name}),
        ),
    )


def _without_earlier_agreement(acquisition: Acquisition) -> Acquisition:
    """Leave out what an earlier reading of such a file said about that file."""
    return replace(
        acquisition,
        notices=tuple(n for n in acquisition.notices if n.id != _AGREES),
        proof=tuple(step for step in acquisition.proof if step.name != _HASH_STEP or not step.ok),
    )


def _header(acquisition: Acquisition, lines: list[bytes]) -> dict[str, object]:
    how: dict[str, Any] = msgspec.to_builtins(acquisition, enc_hook=str)
    if how["device"]:
        del how["device"]["serial"], how["device"]["hardware_serial"]
    return {
        MARK: VERSION,
        "tool": f"sms-scanner {__version__}",
        "messages": len(lines),
        "sha256": hashlib.sha256(b"".join(lines)).hexdigest(),
        "acquisition": how,
    }


def _parse_header(path: Path, text: bytes) -> _Header:
    try:
        header = json.loads(text)
        if header[MARK] != VERSION:
            raise InputError(
                N_("{path} was written by a newer sms-scanner (version {version} of its form)."),
                N_("Update sms-scanner, then run this again."),
                path=path,
                version=header[MARK],
            )
        if header["acquisition"].get("device"):
            header["acquisition"]["device"]["serial"] = ""
        parsed = msgspec.convert(header, _Header)
        _try_sentences(parsed.acquisition)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            N_("The header of {path} is damaged."),
            N_("Pull the inbox again. Without its first line it reads as ordinary JSON Lines."),
            path=path,
        ) from error
    return parsed


def _try_sentences(acquisition: Acquisition) -> None:
    """Make sure that each sentence can be shown: plain fields only, and all of them there."""
    sentences = [(notice.message, notice.fields) for notice in acquisition.notices]
    sentences += [(step.detail, step.fields) for step in acquisition.proof]
    for sentence, fields in sentences:
        for _, name, form, _ in string.Formatter().parse(sentence):
            if name is not None and not (
                name.isidentifier() and name in fields and form in {"", ","}
            ):
                raise ValueError(name)


def _line(message: Message) -> bytes:
    """Return a message as its line: the fields of `MESSAGE_COLUMNS` that are known, in order."""
    values = ((name, getattr(message, name)) for name in MESSAGE_COLUMNS)
    return _dump({name: value for name, value in values if value is not None}) + b"\n"


def _dump(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
