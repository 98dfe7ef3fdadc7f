"""Gets an inbox for `scan`: from the person's phone, from the demo phone, or from a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import click

from scanner.cli.console import Console
from scanner.cli.recording import Recorder
from scanner.demo_phone.inbox import demo_messages, many_messages
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.errors import PhoneNotReady, ScannerError
from scanner.history.identity import phone_key
from scanner.history.lock import only_scan_of
from scanner.i18n import N_
from scanner.inbox.acquisition import Device, Inbox, Source
from scanner.inbox.files.android_backup import Passwords, no_password
from scanner.inbox.files.pulled import write_pulled
from scanner.inbox.kept import KeptInbox
from scanner.inbox.phone.backup import read_backup
from scanner.inbox.phone.device import choose_phone, explain, settled_phones
from scanner.inbox.phone.read import Progress, read_inbox
from scanner.inbox.phone.server import AdbServer, private_server, user_server
from scanner.inbox.phone.wireless import reach_all_remembered, reach_remembered
from scanner.places import kept_inbox
from scanner.whole_file import write_whole

DEFAULT_PROFILE = "android-14"
Way = Literal["rows", "backup"]
"""How a phone is read: row by row over adb, or by a backup that it makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a phone is to be read."""

    way: Way = "rows"
    passwords: Passwords = no_password
    """For a backup that the phone encrypts."""
    deadline_s: float = 1800
    """Seconds after which reading is given up."""
    output: Path | None = None
    """The file that the inbox is read for: what it holds is not asked for again."""
    keep: bool = False
    """Keep the inbox on this computer, for the same purpose. One that is kept already is used."""
    fresh: bool = False
    """Ask for everything, whatever is known."""


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
        return _read(console, server, attempt.device, "phone", how)


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
                        inbox = _read(console, server, attempt.device, "phone", how)
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
        return _read(console, server, device, "demo", how)


@contextmanager
def _words_on_demo(console: Console) -> Iterator[None]:
    """Where no phone is ready, say so and that there is a demo, and leave."""
    try:
        yield
    except PhoneNotReady as error:
        console.error(error)
        console.say(N_("To see how it works without a phone: sms-scanner scan --demo"))
        raise click.exceptions.Exit(error.exit_code) from error


def _read(
    console: Console,
    server: AdbServer,
    device: Device,
    source: Source,
    how: How,
) -> Inbox:
    if how.way == "backup":
        console.warn(
            N_(
                "Look at the screen of {phone}: leave the password empty there, and tap “Back up "
                "my data” within a minute. If it demands a password, choose one: it is asked for "
                "here afterwards."
            ),
            phone=device.name,
        )
        return read_backup(
            server, device, passwords=how.passwords, source=source, deadline_s=how.deadline_s
        )
    console.say(
        N_("Reading the SMS inbox of {phone}; nothing on it is changed."), phone=device.name
    )
    # The demo phone's messages are new ones each time.
    device, kept = (device, None) if source == "demo" else _kept(device, how)
    known = kept.known() if kept and not how.fresh else []
    if known:
        console.say(N_("Texts that were read before are not asked for again."))
    with console.counting(N_("Reading")) as count:

        def show(progress: Progress) -> None:
            count(progress.read, progress.expected)

        try:
            inbox = read_inbox(
                server,
                device,
                source=source,
                progress=show,
                deadline_s=how.deadline_s,
                known=known,
                keep=kept.add if kept else lambda _: None,
            )
        except (ScannerError, KeyboardInterrupt):
            if kept and kept.part.exists():
                console.warn(
                    N_("What was read so far is kept in {path}: run this again to go on."),
                    path=kept.part,
                )
            raise
        finally:
            if kept:
                kept.close()
    if kept and how.output is None:
        try:
            write_whole(kept.path, write_pulled(inbox, "jsonl"))
            kept.done()
        except ScannerError as error:  # the report does not depend on it
            console.error(error)
    return inbox


def _kept(device: Device, how: How) -> tuple[Device, KeptInbox | None]:
    """Return the phone with its key, and what is kept of it; None = nothing is, or is to be."""
    try:
        device = replace(device, key=phone_key(device.identity))
    except ScannerError:  # without a secret of this computer no phone is known again
        return device, None
    if how.output is not None:
        is_device = how.output.exists() and not how.output.is_file()  # such as /dev/stdout
        return device, None if is_device else KeptInbox(how.output, device)
    kept = KeptInbox(kept_inbox(device.key), device)
    wanted = how.keep or kept.path.exists() or kept.part.exists()
    return device, kept if wanted else None
