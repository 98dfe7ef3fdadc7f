"""Runs the command as a person does: in a process of its own, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.inbox.phone.server import private_server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Connect = Callable[..., "tuple[list[DemoPhone], dict[str, str]]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs `sms-scanner ARGUMENTS` in English and returns its outcome."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scanner", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "SMS_SCANNER_LANG": "en", "COLUMNS": "100", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=100,
        )

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
