"""A real adb server on a port of its own, and demo phones that it connects to."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import adbutils
import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

Done = subprocess.CompletedProcess[bytes]


class Adb:
    """The adb program and its server, as a person would use them."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.environment = environment

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of adb with arguments."""
        return [adbutils.adb_path(), "-P", str(self.port), *arguments]

    def run(self, *arguments: str, timeout_s: float = 60) -> Done:
        """Run adb and wait for it."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout_s,
            check=False,
        )

    def connect(self, phone: DemoPhone) -> str:
        """Let the server connect to a phone; return what it says."""
        return self.run("connect", phone.address).stdout.decode().strip()

    def shell(self, phone: DemoPhone, line: str) -> Done:
        """Run a command line on a phone; without a terminal, as stdin is none."""
        return self.run("-s", phone.address, "shell", line)

    def state(self, phone: DemoPhone) -> str | None:
        """Return what `adb devices` says of a phone."""
        listed = self.run("devices").stdout.decode().splitlines()
        return next((line.split("\t")[1] for line in listed if phone.address in line), None)

    def wait_for(self, phone: DemoPhone, state: str | None) -> None:
        """Wait until `adb devices` says so."""
        until = time.monotonic() + 20
        while (seen := self.state(phone)) != state:
            assert time.monotonic() < until, f"still {seen}, not {state}"
            time.sleep(0.05)


@pytest.fixture(scope="session")
def adb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adb]:
    """Return a real adb server that looks for no phone by itself, and end it at last."""
    home = str(tmp_path_factory.mktemp("adb-home"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOME": home, "USERPROFILE": home, "ANDROID_USER_HOME": home}
    environment |= {"ADB_MDNS": "0", "ADB_USB": "0", "ADB_EMU": "0"}
    adb = Adb(port, environment)
    server = subprocess.Popen(
        adb.command("server", "nodaemon"),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert time.monotonic() < until, "the adb server does not start"
                time.sleep(0.02)
        yield adb
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture
def connected(adb: Adb) -> Callable[..., AbstractContextManager[DemoPhone]]:
    """Return a function that connects the server to a new phone for a `with` block."""

    @contextmanager
    def connect(profile: str, messages: Sequence[StoredSms] = ()) -> Iterator[DemoPhone]:
        with DemoPhone(PROFILES[profile], messages) as phone:
            adb.connect(phone)
            try:
                yield phone
            finally:
                adb.run("disconnect", phone.address)

    return connect


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    """Every phone waits for its threads when it closes."""
    yield
    left = [thread.name for thread in threading.enumerate() if "demo-phone" in thread.name]
    assert left == []


@pytest.fixture(scope="session")
def sms() -> Callable[..., StoredSms]:
    """Return a function that makes the `number`th message of an inbox, one a minute."""

    def make(number: int, body: str | bytes | None = "您好", **fields: Any) -> StoredSms:
        date = 1_760_000_000_000 + number * 60_000
        values = {"address": "95555", "date": date, "date_sent": date - 2_000, **fields}
        return StoredSms(id=number, body=body, **values)

    return make
