"""One command on a phone: streams apart, ends seen, deadlines kept."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.inbox.phone.connection import TransportError, TransportTimeout
from scanner.inbox.phone.server import AdbServer
from scanner.inbox.phone.shell import Shell

PlugIn = Callable[..., DemoPhone]
LOUD = "content query --uri content://nowhere; echo done"


def test_shell_v2_keeps_stdout_and_stderr_apart(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """And brings the exit status, which `content` leaves at 0 whatever happens."""
    result = Shell(adb_server, plug_in().address).run(LOUD, 5)
    assert result.stdout == b"done\n"
    assert result.stderr.startswith(b"Error while accessing provider:nowhere")
    assert result.exit_code == 0


def test_without_shell_v2_everything_is_in_stdout(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """As phones before Android 7 have it."""
    result = Shell(adb_server, plug_in("no-shell-v2").address).run(LOUD, 5)
    assert result.stdout.startswith(b"Error while accessing provider:nowhere")
    assert result.stdout.endswith(b"done\n")
    assert (result.stderr, result.exit_code) == (b"", None)


def test_a_server_before_version_41_is_asked_in_the_way_it_knows(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Newer servers still know that way, so this one shows whether it is right."""
    phone = plug_in()
    adb_server.version = 39
    assert Shell(adb_server, phone.address).run("echo x", 5).stdout == b"x\n"


@pytest.mark.parametrize("sizes", [(1,), (3, 7), (5, 1, 4096)])
def test_output_split_anywhere_comes_whole(
    adb_server: AdbServer, plug_in: PlugIn, sizes: tuple[int, ...]
) -> None:
    """Also in the middle of a packet's header."""
    phone = plug_in(write_sizes=sizes)
    assert (
        Shell(adb_server, phone.address).run("echo 中文; echo x", 5).stdout == "中文\nx\n".encode()
    )


def test_a_stream_that_ends_before_its_exit_status_is_an_error(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Half an answer never passes for a whole one."""
    phone = plug_in(drop_after_bytes=10)
    with pytest.raises(TransportError):
        Shell(adb_server, phone.address).run("getprop", 5)


def test_the_deadline_is_over_the_whole_command(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """Bytes that keep coming do not extend it."""
    phone = plug_in(write_sizes=(8,), write_pause_s=0.05)
    shell = Shell(adb_server, phone.address)
    began = time.monotonic()
    with pytest.raises(TransportTimeout):
        shell.run("getprop", 0.6)
    assert 0.5 < time.monotonic() - began < 2.5


def test_a_phone_that_says_nothing_is_given_up_in_time(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Not a byte comes for longer than the deadline."""
    phone = plug_in(command_delay_s=3)
    began = time.monotonic()
    with pytest.raises(TransportTimeout):
        Shell(adb_server, phone.address).run("getprop", 0.3)
    assert time.monotonic() - began < 2


def test_megabytes_are_read_in_time_in_proportion(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """Eight times the output takes far less than 64 times as long, with shell_v2 and without."""
    for profile in ("android-14", "no-shell-v2"):
        phone = plug_in(profile)
        shell = Shell(adb_server, phone.address)
        seconds = []
        for megabytes in (1, 8):
            phone.tamper = lambda _, size=megabytes: b"x" * (size << 20)  # type: ignore[misc]
            began = time.monotonic()
            result = shell.run("content query --uri content://sms/inbox", 30)
            seconds.append(time.monotonic() - began)
            assert len(result.stdout) == megabytes << 20
        assert seconds[1] < 25 * seconds[0] + 0.5


def test_a_phone_that_is_not_there_is_adbs_own_error(adb_server: AdbServer) -> None:
    """In its own words."""
    with pytest.raises(TransportError, match=r"device 'nobody' not found"):
        Shell(adb_server, "nobody").run("echo x", 5)
