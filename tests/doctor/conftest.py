"""Demo phones on a real adb server, laid out for the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.doctor.bench import Bench
from scanner.doctor.model import Result
from scanner.doctor.runner import examine
from scanner.inbox.phone.server import private_server

Examine = Callable[..., dict[str, Result]]
MESSAGES = [StoredSms(id=n, address="10690000417", body="hello", date=n) for n in range(1, 4)]


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def results(tmp_path: Path) -> Iterator[Examine]:
    """Return a function that does all checks on a demo phone and returns result by name.

    Called with a profile's name, and changes to it.
    """
    with ExitStack() as stack:

        def results(profile: str, names: tuple[str, ...] = (), **changes: Any) -> dict[str, Result]:
            phone = stack.enter_context(DemoPhone(replace(PROFILES[profile], **changes), MESSAGES))
            server = stack.enter_context(private_server())
            server.connect(phone.address)
            with Bench(server=server, output=tmp_path) as bench:
                return {f.check.name: f.result for f in examine(bench, names)}

        yield results
