"""The ways in which a phone is read, and what is kept of it for the next time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from scanner.cli.console import Console
from scanner.errors import ScannerError
from scanner.history.identity import phone_key
from scanner.i18n import N_
from scanner.inbox.acquisition import Device, Inbox, Source
from scanner.inbox.files.android_backup import Passwords, no_password
from scanner.inbox.files.pulled import write_pulled
from scanner.inbox.kept import KeptInbox
from scanner.inbox.phone.backup import read_backup
from scanner.inbox.phone.plain import read_plain
from scanner.inbox.phone.read import Progress, read_inbox
from scanner.inbox.phone.root import read_root_copy
from scanner.inbox.phone.server import AdbServer
from scanner.places import kept_inbox
from scanner.whole_file import write_whole

Way = Literal["rows", "backup", "root", "plain"]
"""Rows that are proved; a backup that the phone makes; a copy of its database, by root; rows as
plain text, which prove nothing."""


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


def read_phone(
    console: Console, server: AdbServer, device: Device, source: Source, how: How
) -> Inbox:
    """Read a phone in the way that was chosen, with words on what its owner has to do.

    Raises:
        AcquisitionError, PhoneNotReady: it could not be read.
    """
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
    if how.way == "root":
        console.warn(N_("If the phone asks whether Shell may be root, allow it."))
        return read_root_copy(server, device, source=source, deadline_s=how.deadline_s)
    if how.way == "plain":
        return read_plain(server, device, source=source, deadline_s=how.deadline_s)
    # The demo phone's messages are new ones each time.
    device, kept = (device, None) if source == "demo" else _kept(device, how)
    inbox = _read_rows(console, server, device, source, how, kept)
    if kept and how.output is None:
        try:
            write_whole(kept.path, write_pulled(inbox, "jsonl"))
            kept.done()
        except ScannerError as error:  # the report does not depend on it
            console.error(error)
    return inbox


def _read_rows(
    console: Console,
    server: AdbServer,
    device: Device,
    source: Source,
    how: How,
    kept: KeptInbox | None,
) -> Inbox:
    known = kept.known() if kept and not how.fresh else []
    if known:
        console.say(N_("Texts that were read before are not asked for again."))
    with console.counting(N_("Reading")) as count:

        def show(progress: Progress) -> None:
            count(progress.read, progress.expected)

        try:
            return read_inbox(
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
