"""Asks a phone, again where something on the way broke, until a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from scanner.errors import AcquisitionError, PhoneNotReady
from scanner.inbox.phone.connection import TransportError
from scanner.inbox.phone.page import PageFlaw, has_warnings
from scanner.inbox.phone.shell import Shell, ShellResult

_ATTEMPTS = 3
_POLL_S = 0.2
_GRACE_S = 3.0  # for a phone that comes back by itself, as after a loose contact
_QUERY_TIMEOUT_S = 120.0


class Question(Protocol):
    """What is sent: a command line with marks of its own."""

    @property
    def command(self) -> str:
        """The line for the phone's shell."""


_Question = TypeVar("_Question", bound=Question)
_Answer = TypeVar("_Answer")


class Asker:
    """Asks one phone until a deadline, and counts what went wrong.

    Args:
        shell: of the phone.
        still_there: tells whether adb still lists the phone as ready.
        deadline_s: seconds from now, over everything.
    """

    def __init__(self, shell: Shell, still_there: Callable[[], bool], deadline_s: float) -> None:
        self._shell = shell
        self._still_there = still_there
        self._deadline_s = deadline_s
        self._ends_at = time.monotonic() + deadline_s
        self.repeated = 0
        """Answers that were asked for again because something on the way was broken."""
        self.warned = 0
        """Answers beside which the phone's system wrote warnings."""

    def ask(
        self, make: Callable[[], _Question], read: Callable[[_Question, ShellResult], _Answer]
    ) -> _Answer:
        """Send a query and return what `read` takes from its answer.

        A break on the way, or an answer that is not as asked, is met by asking again, with fresh
        marks, at most `_ATTEMPTS` times in all.

        Raises:
            ProviderRefusal, AcquisitionError, PhoneNotReady: as `read`.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            query = make()
            try:
                result = self._shell.run(query.command, self._time_left())
                answer = read(query, result)
            except PageFlaw as flaw:
                problem: Exception = AcquisitionError(
                    "What the phone sent does not hold together ({flaw}), even when asked again. "
                    "None of it was used.",
                    "Run this again. If it stays so, try another cable or USB port.",
                    flaw=flaw.kind,
                )
            except TransportError as error:
                problem = self._broken(error)
            else:
                self.warned += has_warnings(result)
                return answer
            if attempt < _ATTEMPTS:
                self.repeated += 1
        raise problem

    def _time_left(self) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise self._too_long()
        return min(left, _QUERY_TIMEOUT_S)

    def _too_long(self) -> AcquisitionError:
        return AcquisitionError(
            "The phone was not read within {seconds} seconds. None of it was used.",
            "Keep the phone unlocked and run this again; --deadline allows more time.",
            seconds=f"{self._deadline_s:g}",
        )

    def _broken(self, error: TransportError) -> AcquisitionError:
        """Return what to say if the same happens again; raise if it is no use to try again."""
        if time.monotonic() >= self._ends_at:
            raise self._too_long() from error
        ends_at = time.monotonic() + _GRACE_S
        time.sleep(_POLL_S)
        while not self._still_there():
            if time.monotonic() >= ends_at:
                raise PhoneNotReady(
                    "The phone was disconnected while its messages were read. None of it was used.",
                    "Plug it in again, leave the cable until the report is there, and run this "
                    "again.",
                ) from error
            time.sleep(_POLL_S)
        return AcquisitionError(
            "The connection to the phone broke off again and again ({reason}). Nothing was used.",
            "Try another cable or USB port, keep the phone unlocked, and run this again.",
            reason=str(error),
        )
