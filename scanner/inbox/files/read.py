"""Reads every record it can of files and folders, and tells what it could not."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.acquisition import Acquisition, BadRow, Inbox
from scanner.inbox.files.android_backup import Passwords, no_password
from scanner.inbox.files.formats import Opened, UnknownFormError, open_source, sources_in, strange
from scanner.inbox.files.item import LeftOut, Mended
from scanner.inbox.files.notices import Doubts, notices_of
from scanner.inbox.files.pulled import Pulled, read_pulled
from scanner.message import Message, to_frame

_TABLES = {"jsonl", "json", "csv", "parquet"}


def read_file(
    path: Path, passwords: Passwords = no_password, columns: dict[str, str] | None = None
) -> Inbox:
    """Read all received SMS of a file or folder, in its order; as `read_files`."""
    return read_files([path], passwords, columns)


def read_files(
    paths: Sequence[Path],
    passwords: Passwords = no_password,
    columns: dict[str, str] | None = None,
) -> Inbox:
    """Read all received SMS of files and folders of one person into one inbox, in their order.

    Read are what `pull` wrote; JSONL, CSV and Parquet in our fields, Android's columns or those of
    other programs; the XML of SMS Backup & Restore; the ZIP, NDJSON and JSON of SMS Import /
    Export; `.ab` files of `adb backup` and the telephony files in them; and `mmssms.db`. What a
    file is shows in its content, not in its name.

    A record that cannot be read is listed in `acquisition.bad_rows`; the others are kept. Of
    several files, so is one that cannot be read. A message that was read before (same sender, time
    and text) counts once, but not in a table in our own fields, where each row is wanted.

    Args:
        paths: of files and folders, at least one.
        passwords: for encrypted `.ab` files.
        columns: target -> name of a column, as `columns.read_columns` returns it.

    Raises:
        InputError: none of them can be read, or is of a known form.
    """
    sources = [(source, source == path) for path in paths for source in sources_in(path)]
    found = _Found(passwords, columns or {}, several=len(sources) > 1, started_ms=_now_ms())
    for source, is_named in sources:
        found.add(source, is_named=is_named)
    if not found.transports:
        raise found.errors[0] if found.errors else strange(paths[0])
    if found.several:
        found.number_anew()
    return found.inbox(", ".join(path.name for path in paths))


@dataclass
class _Found:
    """What was read so far."""

    passwords: Passwords
    columns: dict[str, str]
    several: bool = False
    """Whether there is more than one file, so that places need its name."""
    started_ms: int = 0
    messages: list[Message] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    mended: list[BadRow] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    transports: list[str] = field(default_factory=list)
    pulled: list[Acquisition] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)
    _keys: set[str] = field(default_factory=set)

    def add(self, path: Path, *, is_named: bool) -> None:
        """Read one file, or the telephony backup in a folder.

        Args:
            path: of either.
            is_named: whether a person named it, rather than a folder that it is in.
        """
        try:
            self._add(path)
        except InputError as error:
            if isinstance(error, UnknownFormError) and not is_named:
                self.doubts.unknown.append(path.name)
            else:
                self._lose(path, error)
        except OSError as error:
            self._lose(
                path,
                InputError(
                    N_("{path} cannot be read: {reason}."),
                    N_("Check the name, and that you may read it."),
                    path=path,
                    reason=error.strerror or type(error).__name__,
                ),
            )

    def _add(self, path: Path) -> None:
        if path.is_file() and (inbox := read_pulled(path)):
            self._add_pulled(inbox)
            return
        opened = open_source(path, self.passwords, self.columns)
        messages = []
        for item in opened.items:
            match item:
                case Message():
                    messages.append(item)
                case Mended():
                    messages.append(item.message)
                    self.mended.append(self._placed(item.flaw, path))
                case BadRow():
                    self.bad_rows.append(self._placed(item, path))
                case LeftOut():
                    self.left_out[item] += 1
        self.transports.append(opened.transport)
        self.doubts.note(path.name, opened.encoding, opened.columns.local_times)
        if opened.ends_abruptly:
            self.doubts.abrupt.append(path.name)
        self._take(messages, opened)

    def _take(self, messages: list[Message], opened: Opened) -> None:
        """Add messages; those that are there already only where each row is wanted."""
        if opened.transport in _TABLES and opened.columns.in_our_fields and not self.several:
            self.messages += messages
            return
        for message in messages:
            key = message.message_key
            if message.received_ms is not None and key in self._keys:
                self.left_out[LeftOut.REPEATED] += 1
                self.doubts.repeated.append(message.message_id)
                continue
            self._keys.add(key)
            self.messages.append(message)

    def _add_pulled(self, inbox: Pulled) -> None:
        self.bad_rows += inbox.acquisition.bad_rows
        self.transports.append(inbox.acquisition.transport)
        self.pulled.append(inbox.acquisition)
        if self.several:
            self._take(inbox.messages, Opened("pulled", iter(())))
        else:
            self.messages += inbox.messages

    def _lose(self, path: Path, error: InputError) -> None:
        """Note that a file could not be read; the others may be."""
        self.errors.append(error)
        row = BadRow(place=N_("the whole file"), reason=error.message, fields=error.fields)
        self.bad_rows.append(self._placed(row, path))

    def _placed(self, row: BadRow, path: Path) -> BadRow:
        return replace(row, fields={**row.fields, "file": path.name}) if self.several else row

    def number_anew(self) -> None:
        """Give messages of several files ids of their own; those of files make one inbox."""
        self.messages = [
            replace(
                message,
                message_id=str(number),
                inbox_id=message.inbox_id if message.source == "file" else "",
            )
            for number, message in enumerate(self.messages, start=1)
        ]

    def inbox(self, name: str) -> Inbox:
        """Return all of it; one pulled inbox alone keeps its proof."""
        if len(self.pulled) == len(self.transports) == 1:
            return Inbox(to_frame(self.messages), self.pulled[0])
        is_demo = any(acquisition.source == "demo" for acquisition in self.pulled)
        times = [m.received_ms for m in self.messages if m.received_ms is not None]
        acquisition = Acquisition(
            source="demo" if is_demo else "file",
            name=name,
            transport=", ".join(dict.fromkeys(self.transports)),
            completeness="unverified",
            read=len(self.messages),
            expected=len(self.messages) + len(self.bad_rows),
            skipped=self.left_out.total(),
            bad_rows=tuple(self.bad_rows),
            mended=tuple(self.mended),
            notices=notices_of(self.messages, self.left_out, self.doubts, len(self.mended)),
            oldest_ms=min(times, default=None),
            newest_ms=max(times, default=None),
            started_ms=self.started_ms,
            finished_ms=_now_ms(),
        )
        return Inbox(to_frame(self.messages), acquisition)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
