"""Gets an inbox for `scan`: from the person's phone, from the demo phone, or from a file."""

from __future__ import annotations

import time

import click

from scanner.cli.console import Console
from scanner.demo_phone.inbox import demo_messages, many_messages
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.errors import PhoneNotReady
from scanner.i18n import N_
from scanner.inbox.acquisition import Inbox, Source
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.read import Progress, read_inbox
from scanner.inbox.phone.server import AdbServer, private_server, user_server

DEFAULT_PROFILE = "android-14"


def inbox_of_phone(console: Console, serial: str | None, deadline_s: float) -> Inbox:
    """Read the phone that is connected to this computer.

    Raises:
        AcquisitionError: its inbox was not proved to be read whole.
        click.exceptions.Exit: there is no phone, or it still needs something from its owner; that
            was said, with a word on the demo.
    """
    try:
        with user_server() as server:
            return _read(console, server, serial, "phone", deadline_s)
    except PhoneNotReady as error:
        console.error(error)
        console.warn(N_("To see how it works without a phone: sms-scanner scan --demo"))
        raise click.exceptions.Exit(error.exit_code) from error


def inbox_of_demo(
    console: Console, profile: str, message_count: int | None, deadline_s: float
) -> Inbox:
    """Read the demo phone, through an adb server of its own.

    Args:
        console: for progress.
        profile: a name of `PROFILES`.
        message_count: how many generated messages it holds; None = its own inbox.
        deadline_s: seconds after which reading is given up.

    Raises:
        AcquisitionError: its inbox was not proved to be read whole, as some profiles intend.
        PhoneNotReady: likewise.
    """
    now_ms = time.time_ns() // 1_000_000
    stored = (
        demo_messages(now_ms) if message_count is None else many_messages(message_count, now_ms)
    )
    with DemoPhone(PROFILES[profile], stored) as phone, private_server() as server:
        server.connect(phone.address)
        return _read(console, server, phone.address, "demo", deadline_s)


def _read(
    console: Console, server: AdbServer, serial: str | None, source: Source, deadline_s: float
) -> Inbox:
    device = choose_phone(server, serial)
    console.say(
        N_("Reading the SMS inbox of {phone}; nothing on it is changed."), phone=device.name
    )
    with console.counting(N_("Reading")) as count:

        def show(progress: Progress) -> None:
            count(progress.read, progress.expected)

        return read_inbox(server, device, source=source, progress=show, deadline_s=deadline_s)
