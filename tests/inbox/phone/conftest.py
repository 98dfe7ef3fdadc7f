"""A real adb server of the test's own, and demo phones connected to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.inbox.phone.server import AdbServer, private_server

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]


@pytest.fixture
def adb_server() -> Iterator[AdbServer]:
    """A private adb server with nothing connected."""
    with private_server() as server:
        yield server


@pytest.fixture
def plug_in(adb_server: AdbServer) -> Iterator[PlugIn]:
    """Connect a demo phone: `plug_in(profile name, messages, **changes to the profile)`."""
    with ExitStack() as stack:

        def plug(
            profile: str = "android-14", messages: Sequence[StoredSms] = (), **changes: Any
        ) -> DemoPhone:
            phone = stack.enter_context(DemoPhone(replace(PROFILES[profile], **changes), messages))
            adb_server.connect(phone.address)
            return phone

        yield plug


@pytest.fixture
def make_messages() -> MakeMessages:
    """Make plain messages with the given ids, oldest first, a minute apart."""

    def make(ids: Sequence[int], **values: Any) -> list[StoredSms]:
        start_ms = 1_760_000_000_000
        return [
            StoredSms(
                **{
                    "id": number,
                    "address": f"1069{number:04}",
                    "body": f"第{number}条 parcel {number * 37} is here",
                    "date": start_ms + number * 60_000,
                    **values,
                }
            )
            for number in ids
        ]

    return make
