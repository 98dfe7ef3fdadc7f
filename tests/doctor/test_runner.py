"""The runner: order, needs, and that no check can stop another."""

from __future__ import annotations

import pytest

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Finding, Result, failed, ok
from scanner.doctor.runner import CHECKS, examine, exit_code
from scanner.errors import InputError, PhoneNotReady


def crash(_bench: Bench) -> Result:
    """Fail in a way that nobody foresaw."""
    raise ZeroDivisionError("secret text")


def fine(_bench: Bench) -> Result:
    """Find nothing wrong."""
    return ok("fine")


def broken(_bench: Bench) -> Result:
    """Find something wrong."""
    return failed(InputError("broken", "mend it"))


CRASH = Check(name="crash", title="Crash", of_computer=crash)
FINE = Check(name="fine", title="Fine", of_computer=fine)
BROKEN = Check(name="broken", title="Broken", of_computer=broken)


def test_a_check_that_crashes_stops_no_other_and_tells_no_text() -> None:
    """An exception's text may hold anything, even a message."""
    crashed, after = examine(Bench(), checks=[CRASH, FINE])
    assert crashed.result.status == "crashed"
    assert crashed.result.exit_code == 2
    assert crashed.result.fields == {"error": "ZeroDivisionError"}
    assert after.result.status == "ok"


@pytest.mark.parametrize("first", [CRASH, BROKEN])
def test_what_needs_a_check_that_did_not_pass_is_not_tried(first: Check) -> None:
    """Nor what needs that in turn; the reason is named."""
    second = Check(name="second", title="", of_computer=crash, needs=(first.name,))
    third = Check(name="third", title="", of_computer=crash, needs=("second",))
    findings = list(examine(Bench(), checks=[first, second, third]))
    assert [f.result.status for f in findings[1:]] == ["skipped", "skipped"]
    assert findings[1].result.fields == {"needed": first.name}
    assert [f.result.exit_code for f in findings[1:]] == [0, 0]


def test_a_single_check_brings_what_it_needs_in_order() -> None:
    """And nothing else."""
    second = Check(name="second", title="", of_computer=fine, needs=("fine",))
    findings = examine(Bench(), ["second"], checks=[FINE, BROKEN, second])
    assert [f.check.name for f in findings] == ["fine", "second"]


def finding(error: Exception | None) -> Finding:
    """Return a finding that failed so."""
    result = failed(error) if isinstance(error, InputError | PhoneNotReady) else ok("fine")
    return Finding(check=FINE, phone=None, result=result, seconds=0)


def test_the_exit_code_tells_a_phone_that_is_not_ready_from_anything_else() -> None:
    """0, 75, and 2 where both happened."""
    fine, away, bad = finding(None), finding(PhoneNotReady("x")), finding(InputError("x"))
    assert exit_code([fine]) == 0
    assert exit_code([fine, away]) == 75
    assert exit_code([away, bad]) == 2


def test_every_check_has_a_name_of_its_own_and_needs_only_earlier_ones() -> None:
    """So that one pass is enough."""
    seen: set[str] = set()
    for check in CHECKS:
        assert check.name not in seen
        assert set(check.needs) <= seen
        assert (check.of_computer is None) != (check.of_phone is None)
        seen.add(check.name)
