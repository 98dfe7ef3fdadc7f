"""The adb server: found, started, shared, refused, and left as it was."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import adbutils
import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.errors import InputError, PhoneNotReady
from scanner.inbox.phone.binary import find_adb
from scanner.inbox.phone.connection import Talk, TransportError
from scanner.inbox.phone.server import AdbServer, private_server, stop_orphan, user_server

PlugIn = Callable[..., DemoPhone]

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in program is a shell script")
linux = pytest.mark.skipif(sys.platform != "linux", reason="who is connected shows on Linux only")


@pytest.fixture(autouse=True)
def _quiet_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No settings and no adb of the person's own; servers that start look for no real phone."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    for name in (
        "ADBUTILS_ADB_PATH",
        "ADB_SERVER_SOCKET",
        "ANDROID_ADB_SERVER_ADDRESS",
        "ANDROID_ADB_SERVER_PORT",
        "ANDROID_HOME",
        "ANDROID_SDK_ROOT",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("ADB_USB", "ADB_EMU", "ADB_MDNS"):
        monkeypatch.setenv(name, "0")


def free_port() -> int:
    """Return a port that nobody listens on, below those that the system gives to others."""
    while listens(port := random.randrange(15_000, 30_000)):
        pass
    return port


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def program(path: Path, script: str) -> Path:
    """Write an executable shell script."""
    path.write_text(f"#!/bin/sh\n{textwrap.dedent(script)}", encoding="utf-8")
    path.chmod(0o755)
    return path


@contextmanager
def answering(reply: bytes) -> Iterator[int]:
    """Listen on a port and answer everybody with the same bytes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.settimeout(1)
                try:
                    client.recv(100)
                    client.sendall(reply)
                except OSError:
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def test_private_server_ends_with_its_block_and_leaves_no_key_behind() -> None:
    """Neither a process nor a file in the person's home."""
    before = set(Path.home().rglob("*"))
    with private_server() as server:
        assert server.version >= 41
        assert server.list_lines() == []
    assert not listens(server.port)
    assert set(Path.home().rglob("*")) == before


def test_private_server_ends_when_its_block_fails() -> None:
    """An error passes through and the server is gone."""
    with pytest.raises(KeyboardInterrupt), private_server() as server:
        raise KeyboardInterrupt
    assert not listens(server.port)


def test_two_private_servers_do_not_see_each_others_phones(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Each has a port of its own."""
    phone = plug_in()
    with private_server() as other:
        assert other.list_lines() == []
        assert adb_server.list_lines() == [f"{phone.address}\tdevice"]


@linux
def test_user_server_is_started_and_stopped_where_none_ran(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the port that the environment names."""
    port = free_port()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
    with user_server() as server:
        assert server.port == port
        assert listens(port)
    assert not listens(port)


@linux
def test_user_server_that_we_started_stays_while_another_program_uses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another program's connection would break."""
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(free_port()))
    server = user_server()
    with Talk(server.host, server.port, 10) as another:
        another.request("host:track-devices")
        server.close()
        assert listens(server.port)
    server.close()
    assert not listens(server.port)


@linux
def test_user_server_that_we_started_stays_for_another_scan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also while that scan is between two talks; whoever ends last does not end what it found."""
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(free_port()))
    starter = user_server()
    with user_server() as other:
        starter.close()
        assert listens(other.port)
    assert listens(other.port)
    starter.close()
    assert not listens(other.port)


_KILLED = """
import os, signal
from scanner.inbox.phone.server import user_server
server = user_server()
os.kill(os.getpid(), signal.SIGKILL)
"""


@linux
@pytest.mark.parametrize("by", ["the next scan", "the system"])
def test_user_server_of_a_scan_that_was_killed_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, by: str
) -> None:
    """It is ours again, if it is the very process that was noted."""
    port = free_port()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
    monkeypatch.setenv("SMS_SCANNER_STATE", str(tmp_path))
    killed = subprocess.run([sys.executable, "-c", _KILLED], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert listens(port)
    if by == "the system":
        stop_orphan()
    else:
        user_server().close()
    assert not listens(port)
    assert list(tmp_path.glob("adb-server*")) == []


@linux
def test_a_server_that_others_started_is_not_taken_for_the_one_that_was_noted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The noted one is gone; another process listens on its port since."""
    port = free_port()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
    monkeypatch.setenv("SMS_SCANNER_STATE", str(tmp_path))
    subprocess.run([sys.executable, "-c", _KILLED], check=False)
    with Talk("127.0.0.1", port, 10) as talk:
        talk.request("host:kill")
    while listens(port):
        pass
    subprocess.run([find_adb().path, "-P", str(port), "start-server"], check=True)
    stop_orphan()
    user_server().close()
    assert listens(port)
    with Talk("127.0.0.1", port, 10) as talk:
        talk.request("host:kill")


@pytest.mark.parametrize("socket_form", ["tcp:127.0.0.1:{}", "tcp:{}", ""])
def test_user_server_that_already_runs_is_used_and_never_stopped(
    adb_server: AdbServer, monkeypatch: pytest.MonkeyPatch, socket_form: str
) -> None:
    """Named in either of adb's two ways."""
    if socket_form:
        monkeypatch.setenv("ADB_SERVER_SOCKET", socket_form.format(adb_server.port))
    else:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(adb_server.port))
    with user_server() as server:
        assert server.port == adb_server.port
        assert server.version_notice() is None
    assert adb_server.list_lines() == []


@pytest.mark.parametrize(
    "environment",
    [
        {"ANDROID_ADB_SERVER_PORT": "adb"},
        {"ANDROID_ADB_SERVER_PORT": "70000"},
        {"ANDROID_ADB_SERVER_PORT": "0"},
        {"ADB_SERVER_SOCKET": "localfilesystem:/tmp/adb"},
        {"ADB_SERVER_SOCKET": "tcp:host:"},
    ],
)
def test_user_server_with_an_unusable_port_is_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    """Words that name what was set."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match="cannot be read") as caught:
        user_server()
    assert next(iter(environment.values())) in str(caught.value)


def test_user_server_elsewhere_that_is_down_is_not_started_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server on another computer is that computer's business."""
    port = free_port()
    monkeypatch.setenv("ADB_SERVER_SOCKET", f"tcp:127.0.0.2:{port}")
    with pytest.raises(PhoneNotReady, match=rf"127\.0\.0\.2:{port} does not answer"):
        user_server()
    assert not listens(port)


@pytest.mark.parametrize("reply", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"OKAY0004zzzz", b""])
def test_user_server_where_something_else_holds_the_port_says_so(
    monkeypatch: pytest.MonkeyPatch, reply: bytes
) -> None:
    """A web server, a broken answer, and none."""
    with answering(reply) as port:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
        with pytest.raises(PhoneNotReady, match=f"port {port}, but it is not a working adb"):
            user_server()


@posix
def test_user_server_of_another_version_is_used_and_told(
    adb_server: AdbServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An older adb is found here than the one whose server runs."""
    old = program(tmp_path / "adb", "echo 'Android Debug Bridge version 1.0.39'\n")
    monkeypatch.setenv("ADBUTILS_ADB_PATH", str(old))
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(adb_server.port))
    with user_server() as server:
        notice = server.version_notice()
    assert notice is not None
    assert notice.fields == {"port": adb_server.port, "server": adb_server.version, "ours": 39}


@posix
def test_user_server_that_does_not_start_tells_adbs_own_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its last line, and which adb it was."""
    script = """\
        if [ "$1" = version ]; then
            echo 'Android Debug Bridge version 1.0.41'
            exit 0
        fi
        echo '* daemon not running; starting now' >&2
        echo 'ADB server did not ACK: no space left on device' >&2
        exit 1
        """
    broken = program(tmp_path / "adb", script)
    monkeypatch.setenv("ADBUTILS_ADB_PATH", str(broken))
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(free_port()))
    with pytest.raises(PhoneNotReady, match="no space left on device") as caught:
        user_server()
    assert str(broken) in str(caught.value)
    with pytest.raises(PhoneNotReady, match="no space left on device"), private_server():
        pass


def test_connect_to_nothing_says_what_adb_said(adb_server: AdbServer) -> None:
    """A port where no phone listens."""
    with pytest.raises(PhoneNotReady, match="refused"):
        adb_server.connect(f"127.0.0.1:{free_port()}")


def test_a_talk_with_no_server_starts_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left alone, adbutils would start one, on the port that the environment names."""
    elsewhere = free_port()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(elsewhere))
    with pytest.raises(TransportError):
        Talk("127.0.0.1", free_port(), 5)
    assert not listens(elsewhere)


def test_a_request_that_is_too_long_for_adb_is_refused(adb_server: AdbServer) -> None:
    """Its length is written in four hex digits."""
    with adb_server.talk() as talk, pytest.raises(TransportError, match="too long"):
        talk.request("x" * 0x10000)


@posix
def test_find_adb_takes_the_named_program_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Then the SDK, then PATH, then the bundled one."""
    bundled = find_adb()
    assert Path(bundled.path).parent == Path(adbutils.__file__).parent / "binaries"
    places = {name: tmp_path / name for name in ("path", "sdk", "named")}
    for number, place in enumerate(places.values(), start=42):
        (place / "platform-tools").mkdir(parents=True)
        folder = place / "platform-tools" if place.name == "sdk" else place
        program(folder / "adb", f"echo 'Android Debug Bridge version 1.0.{number}'\n")
    monkeypatch.setenv("PATH", str(places["path"]))
    assert find_adb().version == 42
    monkeypatch.setenv("ANDROID_HOME", str(places["sdk"]))
    assert find_adb().version == 43
    monkeypatch.setenv("ADBUTILS_ADB_PATH", str(places["named"] / "adb"))
    assert find_adb().version == 44


@posix
def test_find_adb_passes_over_a_program_that_does_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A broken adb in PATH does not hide the bundled one."""
    program(tmp_path / "adb", "exit 127\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_adb().version == 41


def test_find_adb_with_a_wrong_name_says_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Named explicitly, so nothing else is taken in its place."""
    monkeypatch.setenv("ADBUTILS_ADB_PATH", str(tmp_path / "no-adb"))
    with pytest.raises(PhoneNotReady, match="ADBUTILS_ADB_PATH names does not run"):
        find_adb()


def test_find_adb_where_there_is_none_says_how_to_get_one(tmp_path: Path) -> None:
    """As on ARM Linux, for which adbutils bundles no adb: its package without the program."""
    package = tmp_path / "adbutils"
    package.mkdir()
    for source in Path(adbutils.__file__).parent.glob("*.py"):
        (package / source.name).write_bytes(source.read_bytes())
    code = """\
        from scanner.errors import PhoneNotReady
        from scanner.inbox.phone.server import private_server, user_server
        for server in (private_server, user_server):
            try:
                with server():
                    pass
            except PhoneNotReady as error:
                print(error.exit_code, error, error.hint)
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path),
            "PATH": str(tmp_path),
            "ANDROID_ADB_SERVER_PORT": str(free_port()),
        },
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert line.startswith("75 There is no adb on this computer")
        assert "ADBUTILS_ADB_PATH" in line
