"""Does all checks, in order; one that crashes stops no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from scanner.doctor.adb import ADB_CHECKS
from scanner.doctor.bench import Bench
from scanner.doctor.computer import COMPUTER_CHECKS
from scanner.doctor.model import Check, Finding, Result, skipped
from scanner.doctor.phone import PHONE_CHECKS, PHONE_CONNECTED
from scanner.doctor.sms import SMS_CHECKS
from scanner.doctor.unattended import UNATTENDED_CHECKS
from scanner.doctor.usb import USB_CHECKS
from scanner.errors import PhoneNotReady, ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.device import ListedPhone

CHECKS: tuple[Check, ...] = (
    *COMPUTER_CHECKS,
    *UNATTENDED_CHECKS,
    *ADB_CHECKS,
    *USB_CHECKS,
    PHONE_CONNECTED,
    *PHONE_CHECKS,
    *SMS_CHECKS,
)
"""In the order in which they are done: those of the computer first, then those of each phone."""


def examine(
    bench: Bench, names: Sequence[str] = (), checks: Sequence[Check] = CHECKS
) -> Iterator[Finding]:
    """Do the checks, and yield each finding as it is there.

    Args:
        bench: what they look at.
        names: of the checks that are wanted, all if none; what they need is done as well.
        checks: to choose from.
    """
    chosen = _with_needs(names or [check.name for check in checks], checks)
    done: dict[str, Finding] = {}
    for check in chosen:
        if check.of_computer:
            done[check.name] = _do(check, None, done, partial(check.of_computer, bench))
            yield done[check.name]
    of_phones = [check for check in chosen if check.of_phone]
    for phone in _phones(bench) if of_phones else ():
        done_here = dict(done)
        for check in of_phones:
            assert check.of_phone  # chosen for it
            done_here[check.name] = _do(
                check, phone, done_here, partial(check.of_phone, bench, phone)
            )
            yield done_here[check.name]


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 0 if all is well, 75 if only a phone is not ready, else 2."""
    codes = {finding.result.exit_code for finding in findings} - {0}
    if not codes:
        return 0
    return PhoneNotReady.exit_code if codes == {PhoneNotReady.exit_code} else ScannerError.exit_code


def _with_needs(names: Sequence[str], checks: Sequence[Check]) -> list[Check]:
    by_name = {check.name: check for check in checks}
    wanted: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in wanted:
            wanted.add(name)
            pending += by_name[name].needs
    return [check for check in checks if check.name in wanted]


def _phones(bench: Bench) -> list[ListedPhone]:
    try:
        return bench.phones
    except ScannerError:
        return []  # the checks of the server and of the phone's presence have said so


def _do(
    check: Check, phone: ListedPhone | None, done: dict[str, Finding], run: Callable[[], Result]
) -> Finding:
    started = time.monotonic()
    unmet = [
        done[name].check for name in check.needs if done[name].result.status not in {"ok", "note"}
    ]
    if unmet:
        result = skipped(N_("This comes first: {needed}."), needed=unmet[0].name)
    else:
        try:
            result = run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the other checks go on
            result = Result(
                status="crashed",
                message=N_("This check failed in itself ({error})."),
                fix=N_("Run it again; if it stays so, please report it with: doctor --redact"),
                # The name only: an exception's text may hold anything.
                fields={"error": type(error).__name__},
                exit_code=ScannerError.exit_code,
            )
    return Finding(check=check, phone=phone, result=result, seconds=time.monotonic() - started)
