"""How `scan` and `schedule run` write into the history. It never stands in the report's way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from scanner.cli.console import Console
from scanner.cli.opened import open_history
from scanner.errors import ScannerError
from scanner.history.entry import done_scan, has_history, missed_scan, phone_of
from scanner.history.model import Finding, Recorded
from scanner.history.queries import calls, news
from scanner.history.store import History, history_file
from scanner.i18n import N_
from scanner.inbox.acquisition import Device
from scanner.report.model import Report

_T = TypeVar("_T")


@dataclass
class Attempt:
    """One try to read a phone."""

    device: Device | None = None
    """The phone, once it is known."""


@dataclass(frozen=True)
class Recorder:
    """Writes scans into the history; what goes wrong with that becomes a warning."""

    console: Console
    enabled: bool = True
    scheduled: bool = False
    missed: list[ScannerError] = field(default_factory=list)
    """What ended attempts, in order."""

    @contextmanager
    def attempt(self) -> Iterator[Attempt]:
        """Record the error that ends the block, if one does."""
        attempt, started_ms = Attempt(), now_ms()
        try:
            yield attempt
        except ScannerError as error:
            self.missed.append(error)
            if self.enabled:
                self._try(partial(self._miss, error, attempt.device, started_ms))
            raise

    def done(self, report: Report) -> tuple[Recorded, list[Finding]] | None:
        """Record a scan and return its number and what is new in it.

        None where it was not recorded: it is not wanted, or it failed, which was said.
        """
        if not self.enabled or not has_history(report.acquisition):
            return None

        def record(history: History) -> tuple[Recorded, list[Finding]]:
            scan = done_scan(report, scheduled=self.scheduled, folder=history.path.parent)
            recorded = history.record(scan)
            self._say(recorded)
            return recorded, news(history, recorded.inbox_id, recorded.scan_id)

        return self._try(record)

    def with_log(self, report: Report) -> Report:
        """Return the report with the entries of the contact log about its messages.

        As it is where the history is not to be used, or was never made.
        """
        if not self.enabled or not history_file().exists():
            return report
        entries = self._try(calls)
        keys = {judgement.message.message_key for judgement in report.cards} if entries else set()
        found = tuple(entry for entry in entries or () if entry.message_key in keys)
        return replace(report, calls=found)

    def reported(self, recorded: Recorded, paths: Sequence[Path], *, told: bool) -> None:
        """Note where the report is, and whether the person has been told of what is new."""

        def note(history: History) -> None:
            files = [path for path in paths if path.is_file()]
            if files:
                history.set_report(recorded.scan_id, files[0])
            if told:
                history.mark_told(recorded.inbox_id, recorded.scan_id)

        self._try(note)

    def _try(self, use: Callable[[History], _T]) -> _T | None:
        try:
            with open_history(self.console) as history:
                return use(history)
        except ScannerError as error:
            self.console.error(error)
            return None

    def _miss(
        self, error: ScannerError, device: Device | None, started_ms: int, history: History
    ) -> None:
        phone = phone_of(device, history.path.parent) if device and device.identity else None
        history.record_missed(
            missed_scan(
                error,
                started_ms=started_ms,
                finished_ms=now_ms(),
                phone=phone,
                scheduled=self.scheduled,
            )
        )

    def _say(self, recorded: Recorded) -> None:
        if recorded.was_reset:
            self.console.warn(
                N_(
                    "Most messages of the last scan are gone from this phone: it was reset, or "
                    "they were deleted."
                )
            )
        if recorded.clock_went_back:
            self.console.warn(
                N_("This computer's clock is behind the last scan; times may be wrong.")
            )


def now_ms() -> int:
    """Return the time in ms since the epoch, UTC."""
    return time.time_ns() // 1_000_000
