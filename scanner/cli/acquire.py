"""Gets an inbox for `scan`: from the person's phone, from the demo phone, or from a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from scanner.cli.console import Console
from scanner.cli.recording import Recorder
from scanner.cli.ways import How, read_phone
from scanner.demo_phone.inbox import demo_messages, many_messages
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.errors import PhoneNotReady, ScannerError
from scanner.history.lock import only_scan_of
from scanner.i18n import N_
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone, explain, settled_phones
from scanner.inbox.phone.server import private_server, user_server
from scanner.inbox.phone.wireless import reach_all_remembered, reach_remembered

DEFAULT_PROFILE = "android-14"


def inbox_of_phone(
    console: Console,
    serial: str | None,
    how: How,
    recorder: Recorder,
) -> Inbox:
    """Read the phone that is connected to this computer.

    Until the command ends, nobody else can scan that phone.

    Raises:
        AcquisitionError: its inbox was not proved to be read whole.
        click.exceptions.Exit: there is no phone, or it still needs something from its owner; that
            was said, with a word on the demo.
    """
    with (
        _words_on_demo(console),
        recorder.attempt() as attempt,
        user_server() as server,
    ):
        serial = reach_remembered(server, serial) or serial
        attempt.device = choose_phone(server, serial)
        click.get_current_context().with_resource(only_scan_of(attempt.device))
        return read_phone(console, server, attempt.device, "phone", how)


def every_phone(
    console: Console, how: How, recorder: Recorder, use: Callable[[Inbox], int]
) -> list[int]:
    """Read each phone that is connected to this computer; what stops one stops no other.

    Args:
        console: for progress and for what stands in the way of a phone.
        how: to read each phone.
        recorder: is told of phones that could not be read.
        use: takes an inbox and returns the exit code for it.

    Returns:
        An exit code for each phone, at least one.

    Raises:
        click.exceptions.Exit: there is none at all; that was said.
    """
    codes = []
    with _words_on_demo(console), recorder.attempt(), user_server() as server:
        reach_all_remembered(server)
        phones = settled_phones(server)
        if not phones:
            raise explain(phones, None)
        for phone in phones:
            try:
                with recorder.attempt() as attempt:
                    attempt.device = choose_phone(server, phone.serial)
                    with only_scan_of(attempt.device):
                        inbox = read_phone(console, server, attempt.device, "phone", how)
                        codes.append(use(inbox))
            except ScannerError as error:
                console.error(error)
                codes.append(error.exit_code)
    return codes


def inbox_of_demo(
    console: Console,
    profile: str,
    message_count: int | None,
    how: How,
) -> Inbox:
    """Read the demo phone, through an adb server of its own.

    Args:
        console: for progress.
        profile: a name of `PROFILES`.
        message_count: how many generated messages it holds; None = its own inbox.
        how: to read it.

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
        device = choose_phone(server, phone.address)
        return read_phone(console, server, device, "demo", how)


@contextmanager
def _words_on_demo(console: Console) -> Iterator[None]:
    """Where no phone is ready, say so and that there is a demo, and leave."""
    try:
        yield
    except PhoneNotReady as error:
        console.error(error)
        console.say(N_("To see how it works without a phone: sms-scanner scan --demo"))
        raise click.exceptions.Exit(error.exit_code) from error
