"""The proof refuses every kind of tampering, on the phone's side of adb and on ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError
from scanner.inbox.phone.box import BoxReader
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.proof import BoxRead
from scanner.inbox.phone.query import INBOX
from scanner.inbox.phone.read import read_inbox
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell, ShellResult

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]
Tamper = Callable[[bytes], bytes]
Damage = Callable[[ShellResult], ShellResult]


def is_page(stdout: bytes) -> bool:
    """Tell a page of messages from totals and lists of ids."""
    return b", a=" in stdout


def on_lines(change: Callable[[list[bytes]], list[bytes]]) -> Tamper:
    """Change the rows of pages of messages."""
    return lambda out: b"".join(change(out.splitlines(True))) if is_page(out) else out


def renumber(lines: list[bytes]) -> list[bytes]:
    """Number rows anew, as a careful forger would."""
    return [re.sub(rb"^Row: \d+", b"Row: %d" % n, line) for n, line in enumerate(lines)]


def copy_with_next_id(lines: list[bytes]) -> list[bytes]:
    """Add a row that is right in every other way."""
    last_id = int(re.search(rb" i=(\d+)", lines[-1])[1])  # type: ignore[index]
    extra = re.sub(rb" i=\d+", b" i=%d" % (last_id - 1), lines[-1])
    return renumber([*lines, extra])


def swap_bodies(lines: list[bytes]) -> list[bytes]:
    """Exchange the texts of two rows, of different length."""
    first, second = (re.search(rb", n=\d+, b=X'[0-9A-F]*'", lines[i])[0] for i in (0, 1))  # type: ignore[index]
    changed = list(lines)
    changed[0] = lines[0].replace(first.split(b", b=")[1], second.split(b", b=")[1])
    return changed


TAMPERINGS: dict[str, Tamper] = {
    "a lost row": on_lines(lambda rows: rows[:2] + rows[3:]),
    "a lost row, the others numbered anew": on_lines(lambda rows: renumber(rows[:2] + rows[3:])),
    "a repeated row": on_lines(lambda rows: [*rows, rows[-1]]),
    "a repeated row, numbered anew": on_lines(lambda rows: renumber([*rows, rows[-1]])),
    "an extra row": on_lines(copy_with_next_id),
    "rows swapped": on_lines(lambda rows: [rows[1], rows[0], *rows[2:]]),
    "rows swapped and numbered anew": on_lines(
        lambda rows: renumber([rows[1], rows[0], *rows[2:]])
    ),
    "a page cut in the middle of a row": lambda out: out[: len(out) // 2] if is_page(out) else out,
    "a text made longer": lambda out: re.sub(
        rb"(b=X'[0-9A-F]+)', z", rb"\g<1>41', z", out, count=1
    ),
    "half a byte": lambda out: re.sub(rb"(b=X'[0-9A-F]+)'", rb"\g<1>4'", out, count=1),
    "a text in lower case hex": lambda out: re.sub(
        rb"b=X'[0-9A-F]+', z", b"b=X'4f', z", out, count=1
    ),
    "the text of another row": on_lines(swap_bodies),
    "marks of another answer": lambda out: re.sub(rb"k=[0-9a-f]{32}", b"k=" + b"0" * 32, out),
    "one closing mark wrong": lambda out: re.sub(
        rb"z=[0-9a-f]{32}", b"z=" + b"0" * 32, out, count=1
    ),
    "an id outside the range": on_lines(
        lambda rows: [re.sub(rb" i=\d+", b" i=999999", rows[0]), *rows[1:]]
    ),
    "words between rows": on_lines(lambda rows: [rows[0], b"WARNING: hello\n", *rows[1:]]),
    "an empty answer": lambda out: b"" if is_page(out) else out,
    "no result": lambda out: b"No result found.\n" if is_page(out) else out,
    "a count that differs": lambda out: re.sub(rb" n=\d+, x", b" n=9, x", out),
    "a sum of lengths that differs": lambda out: re.sub(rb" w=\d+", b" w=9", out),
    "a sum of ids that differs": lambda out: re.sub(rb" y=\d+", b" y=9", out),
    "text that is not UTF-8": lambda out: out.replace(b"h=X'E4B8AD'", b"h=X'D6D0'"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
@pytest.mark.parametrize("profile", ["android-14", "no-shell-v2"])
def test_the_proof_refuses(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    profile: str,
    tampering: str,
) -> None:
    """Each one, done to every answer that it applies to."""
    stored = make_messages(range(1, 40))
    stored[-1] = replace(stored[-1], body="of another length")
    phone = plug_in(profile, stored)
    phone.tamper = TAMPERINGS[tampering]
    device = choose_phone(adb_server, phone.address, patience_s=2)
    with pytest.raises(AcquisitionError, match=r"does not hold together|does not add up"):
        read_inbox(adb_server, device)


class DamagedShell(Shell):
    """A phone's shell whose answers are damaged after adb delivered them."""

    damage: Damage = staticmethod(lambda result: result)

    def run(self, command: str, timeout_s: float) -> ShellResult:
        """Run the command on the phone, then do the damage."""
        return self.damage(super().run(command, timeout_s))


def read_damaged(server: AdbServer, serial: str, damage: Damage) -> BoxRead:
    """Read an inbox through a `DamagedShell`."""
    shell = DamagedShell(server, serial)
    shell.damage = damage
    reader = BoxReader(shell, lambda: True, deadline_s=20, page_rows=10)
    return reader.read(INBOX, lambda _: None)


def without_last_line(result: ShellResult) -> ShellResult:
    """Cut the end mark off."""
    lines = result.stdout.splitlines(keepends=True)
    return replace(result, stdout=b"".join(lines[:-1]))


DAMAGES: dict[str, Damage] = {
    "the end mark missing": without_last_line,
    "the end mark cut": lambda result: replace(result, stdout=result.stdout[:-2]),
    "something after the end mark": lambda result: replace(result, stdout=result.stdout + b"x\n"),
    "an error on stderr that is not known": lambda result: replace(
        result, stderr=b"WARNING: linker: x\njava.lang.OutOfMemoryError: y\n"
    ),
    "a killed command": lambda result: replace(result, stderr=b"Killed \n"),
    "a linker's warning in stdout beside a stderr": lambda result: replace(
        result, stdout=b"WARNING: linker: x\n" + result.stdout
    ),
    "a warning in stdout that is not the linker's": lambda result: replace(
        result, stdout=b"WARNING: x\n" + result.stdout, exit_code=None
    ),
    "another exit status": lambda result: replace(result, exit_code=1),
    "no exit status, and nothing else": lambda _: ShellResult(b"", b"", None),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_answer_is_refused_with(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, damage: str
) -> None:
    """Each damage, done every time."""
    phone = plug_in("android-14", make_messages(range(1, 40)))
    with pytest.raises(AcquisitionError, match="does not hold together"):
        read_damaged(adb_server, phone.address, DAMAGES[damage])


def test_an_answer_given_to_an_earlier_question_is_refused(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The marks are fresh in every question, so an old page does not pass for a new one."""
    phone = plug_in("android-14", make_messages(range(1, 40)))
    first_page: list[ShellResult] = []

    def replay(result: ShellResult) -> ShellResult:
        if not is_page(result.stdout):
            return result
        first_page.append(result)
        return first_page[0]

    with pytest.raises(AcquisitionError, match="does not hold together"):
        read_damaged(adb_server, phone.address, replay)


def test_a_single_damaged_answer_is_asked_for_again(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The inbox comes whole, and the proof tells of the repetition."""
    phone = plug_in("android-14", make_messages(range(1, 40)))
    answers = iter(range(1000))
    read = read_damaged(
        adb_server,
        phone.address,
        lambda result: without_last_line(result) if next(answers) in {0, 2, 4} else result,
    )
    assert [message.id for message in read.messages] == list(range(39, 0, -1))
    assert read.repeated == 3


def test_a_page_too_big_for_the_phone_is_asked_for_in_parts(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Android's cursor window has a size; fewer rows fit."""
    phone = plug_in("android-14", make_messages(range(1, 40)))
    too_big = (
        b"Error while accessing provider:sms\nandroid.database.sqlite.SQLiteBlobTooBigException: "
        b"Row too big to fit into CursorWindow requiredPos=0, totalRows=1\n"
    )

    def refuse_big_pages(result: ShellResult) -> ShellResult:
        if is_page(result.stdout) and result.stdout.count(b"\n") > 4:
            return replace(result, stdout=result.stdout.splitlines(True)[-1], stderr=too_big)
        return result

    read = read_damaged(adb_server, phone.address, refuse_big_pages)
    assert [message.id for message in read.messages] == list(range(39, 0, -1))
