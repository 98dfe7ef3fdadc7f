"""Runs the command as a person does: in a process of its own, in an empty folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from support.command import Outcome, Run, WarmStarter

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.inbox.phone.server import private_server

Connect = Callable[..., "tuple[list[DemoPhone], dict[str, str]]"]


@pytest.fixture(scope="session")
def starter() -> Iterator[WarmStarter]:
    """Return what starts the commands of this session."""
    starter = WarmStarter()
    yield starter
    starter.close()


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, starter: WarmStarter) -> Run:
    """Return a function that runs `sms-scanner ARGUMENTS` in English and returns its outcome."""
    scratch = tmp_path_factory.mktemp("said")

    def run(*arguments: object, **environment: str) -> Outcome:
        language = {"SMS_SCANNER_LANG": "en", "COLUMNS": "100"}
        return starter.run([*map(str, arguments)], tmp_path, language | environment, scratch)

    return run


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Return a function that connects demo phones, named by profile, to a real adb server.

    It returns the phones and the environment in which `sms-scanner` takes that server for the
    person's own.
    """
    with private_server() as server, ExitStack() as stack:

        def connect(
            *profiles: str, messages: Sequence[StoredSms] = (), **changes: object
        ) -> tuple[list[DemoPhone], dict[str, str]]:
            phones = []
            for name in profiles:
                profile = replace(PROFILES[name], **changes)  # type: ignore[arg-type]
                phones.append(stack.enter_context(DemoPhone(profile, messages)))
                server.connect(phones[-1].address)
            return phones, {"ANDROID_ADB_SERVER_PORT": str(server.port)}

        yield connect
