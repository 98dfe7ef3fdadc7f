"""The adb server: the user's own, shared with other programs, or a private one for the demo."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from scanner.errors import InputError, PhoneNotReady
from scanner.inbox.acquisition import Notice
from scanner.inbox.phone import own_server
from scanner.inbox.phone.binary import AdbBinary, find_adb
from scanner.inbox.phone.connection import Talk, TransportError, TransportTimeout
from scanner.inbox.phone.listener import own_sockets

DEFAULT_PORT = 5037
_REQUEST_TIMEOUT_S = 10.0
_CONNECT_TIMEOUT_S = 30.0  # adb itself waits 10 s for a device that accepts and says nothing
_START_TIMEOUT_S = 20.0
_END_TIMEOUT_S = 2.0
_PORT_ATTEMPTS = 5
_MAX_PORT = 0xFFFF
_ESTABLISHED = "01"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class AdbServer:
    """An adb server that answers. As a context manager it is closed at the end.

    Attributes:
        host: name or address; loopback unless the user's environment says otherwise.
        port: TCP port.
        version: protocol version, such as 41.
        binary: our own adb program, None where there is none.
    """

    def __init__(
        self, host: str, port: int, *, binary: AdbBinary | None = None, started: bool = False
    ) -> None:
        self.host = host
        self.port = port
        self.binary = binary
        self._started = started
        self._presence: socket.socket | None = None
        self.version = self._ask_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.close()
        except KeyboardInterrupt:  # or SIGTERM, just now: the server ends all the same
            self.close()
            raise

    def talk(self, timeout_s: float = _REQUEST_TIMEOUT_S) -> Talk:
        """Open a connection. Raises TransportError."""
        return Talk(self.host, self.port, timeout_s)

    def ask(self, service: str, timeout_s: float = _REQUEST_TIMEOUT_S) -> str:
        """Return the answer to a request such as "host:devices". Raises TransportError."""
        with self.talk(timeout_s) as talk:
            talk.request(service)
            return talk.read_block()

    def connect(self, address: str) -> None:
        """Let the server connect to a device at "host:port".

        A device that is reached but not ready (unauthorised, offline) is no error here: it is in
        the list of devices then, and `choose_phone` has the words for its state.

        Raises:
            PhoneNotReady: nothing that speaks ADB was reached.
        """
        try:
            answer = self.ask(f"host:connect:{address}", _CONNECT_TIMEOUT_S).strip()
            listed = any(line.startswith(f"{address}\t") for line in self.list_lines())
        except TransportError as error:
            answer, listed = str(error), False
        if not listed and not answer.startswith(("connected to", "already connected to")):
            raise PhoneNotReady(
                "adb could not connect to {address}: {answer}",
                "Check the address and that wireless debugging is switched on; both are shown on "
                "the phone under Developer options.",
                address=address,
                answer=answer,
            )

    def list_lines(self, *, long: bool = False) -> list[str]:
        """Return the lines of "host:devices" (serial, TAB, state) or of its long form.

        Raises TransportError.
        """
        return self.ask("host:devices-l" if long else "host:devices").splitlines()

    def version_notice(self) -> Notice | None:
        """Say so when the server was started by another version of adb than ours."""
        ours = self.binary.version if self.binary else None
        if ours is None or ours == self.version:
            return None
        return Notice(
            id="adb-server-other-version",
            message="The adb server on port {port} was started by another program, with adb "
            "1.0.{server} (the one found here is 1.0.{ours}). It was used as it is. If the phone "
            "does not show up, close that program or update its adb, run `adb kill-server`, and "
            "try again.",
            fields={"port": self.port, "server": self.version, "ours": ours},
        )

    def stay_connected(self) -> Self:
        """Hold a connection until `close`, so that another scan does not stop the server meanwhile.

        Between two talks nothing else would show that we use it.
        """
        with suppress(OSError):
            self._presence = socket.create_connection((self.host, self.port), _REQUEST_TIMEOUT_S)
        return self

    def keep_running(self) -> None:
        """Leave the server, with its connections, to the user, also if we started it."""
        if self._started:
            own_server.forget()
        self._started = False

    def close(self) -> None:
        """Stop the server if `user_server` started it and nobody else is connected to it.

        Whether others are connected shows on Linux only; elsewhere the server stays, as after any
        adb command.
        """
        if self._presence is not None:
            self._presence.close()
        if not self._started:
            return
        clients = _clients_of(self.port)
        if clients is not None:
            own_server.forget()  # it ends now, or others have begun to use it
        if clients == 0:
            with suppress(TransportError), self.talk() as talk:
                talk.request("host:kill")
            self._started = False
            _await_end(self.port)

    def _ask_version(self) -> int:
        try:
            return int(self.ask("host:version"), 16)
        except (TransportError, ValueError) as error:
            raise PhoneNotReady(
                "Something answers on port {port}, but it is not a working adb server ({reason}).",
                "Close the program that uses this port, or name another port in "
                "ANDROID_ADB_SERVER_PORT. If it is an adb server that hangs, `adb kill-server` "
                "ends it.",
                port=self.port,
                reason=str(error),
            ) from error


def user_server() -> AdbServer:
    """Return the user's adb server; it is started if none runs.

    Where it listens is said by ADB_SERVER_SOCKET (`tcp:host:port` or `tcp:port`), or by
    ANDROID_ADB_SERVER_ADDRESS and ANDROID_ADB_SERVER_PORT, as for adb itself; else port 5037 here.
    A server that already ran is never restarted, whatever its version.

    Raises:
        InputError: these variables cannot be read.
        PhoneNotReady: no adb, or its server does not start, or something else holds the port.
    """
    host, port = _server_address()
    if _listens(host, port):
        own = None
        with suppress(PhoneNotReady):  # a server without an adb of our own will do
            own = find_adb()
        # One of ours whose scan was killed is ours again, so that it ends after all.
        ours = host in _LOOPBACK and own_server.is_orphan(port)
        if ours:
            own_server.note(port)
        return AdbServer(host, port, binary=own, started=ours).stay_connected()
    if host not in _LOOPBACK:
        raise PhoneNotReady(
            "The adb server at {host}:{port} does not answer.",
            "Start adb there, or unset ANDROID_ADB_SERVER_ADDRESS and ADB_SERVER_SOCKET to use one "
            "on this computer.",
            host=host,
            port=port,
        )
    binary = find_adb()
    try:
        _start(binary, port)
        own_server.note(port)
        return AdbServer(host, port, binary=binary, started=True).stay_connected()
    except KeyboardInterrupt:  # or SIGTERM: the server may be on its way
        _undo_start(port)
        raise


def stop_orphan() -> None:
    """Stop the server of a scan that was killed, unless others use it."""
    port = own_server.orphaned_port()
    if port is not None:
        with suppress(PhoneNotReady):
            AdbServer("127.0.0.1", port, started=True).close()


@contextmanager
def private_server() -> Iterator[AdbServer]:
    """Run an adb server on a free port, for the `with` block only.

    It looks for no phone by itself (neither USB nor emulators nor the network), and its key lives
    in a temporary folder, so that it disturbs no other adb and leaves nothing behind.

    Raises:
        PhoneNotReady: no adb, or its server does not start.
    """
    binary = find_adb()
    with tempfile.TemporaryDirectory(prefix="sms-scanner-", ignore_cleanup_errors=True) as home:
        process, port = _run_private(binary, Path(home))
        try:
            yield AdbServer("127.0.0.1", port, binary=binary)
        finally:
            _end(process)


def _server_address() -> tuple[str, int]:
    sockets = os.environ.get("ADB_SERVER_SOCKET", "")
    host = os.environ.get("ANDROID_ADB_SERVER_ADDRESS") or "127.0.0.1"
    port = os.environ.get("ANDROID_ADB_SERVER_PORT") or str(DEFAULT_PORT)
    if sockets:
        scheme, _, rest = sockets.partition(":")
        host, _, port = rest.rpartition(":")
        host, port = (host or "127.0.0.1", port) if scheme == "tcp" else (host, "")
    if not (port.isascii() and port.isdigit() and 0 < int(port) <= _MAX_PORT):
        raise InputError(
            "The port of the adb server cannot be read: {value}",
            "Set ANDROID_ADB_SERVER_PORT to a number from 1 to 65535, or ADB_SERVER_SOCKET to "
            "tcp:host:port.",
            value=sockets or port,
        )
    return host, int(port)


def _listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), 2.0):
            return True
    except OSError:
        return False


def _start(binary: AdbBinary, port: int) -> None:
    # A file and not a pipe: on Windows the server inherits a pipe and holds it open for good.
    with tempfile.TemporaryFile() as output:
        try:
            code = subprocess.run(
                [binary.path, "-P", str(port), "start-server"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=_START_TIMEOUT_S,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            ).returncode
        except (OSError, subprocess.SubprocessError) as error:
            raise _not_started(binary, type(error).__name__) from error
        if code != 0:
            raise _not_started(binary, _last_line(output))


def _await_end(port: int) -> None:
    """Wait until a server that was told to end listens no more, so that the next one can start."""
    ends_at = time.monotonic() + _END_TIMEOUT_S
    while _listens("127.0.0.1", port) and time.monotonic() < ends_at:
        time.sleep(0.01)


def _undo_start(port: int) -> None:
    """Stop a server whose start was broken off, if it comes up after all."""
    ends_at = time.monotonic() + _END_TIMEOUT_S
    came_up = False
    while time.monotonic() < ends_at:
        if _listens("127.0.0.1", port):
            came_up = True
            with suppress(PhoneNotReady):
                AdbServer("127.0.0.1", port, started=True).close()
        elif came_up:
            return
        time.sleep(0.05)


def _run_private(binary: AdbBinary, home: Path) -> tuple[subprocess.Popen[bytes], int]:
    hidden = ("ADB_SERVER_SOCKET", "ANDROID_ADB_SERVER_PORT", "ANDROID_ADB_SERVER_ADDRESS")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(home)}
    environment |= {"ADB_USB": "0", "ADB_EMU": "0", "ADB_MDNS": "0"}
    with tempfile.TemporaryFile() as output:
        for _ in range(_PORT_ATTEMPTS):
            port = _free_port()
            try:
                process = subprocess.Popen(
                    [binary.path, "-P", str(port), "server", "nodaemon"],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env=environment,
                    # Ctrl-C reaches us, not the server: we end it ourselves, after the last talk.
                    start_new_session=sys.platform != "win32",
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                    | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
            except OSError as error:
                raise _not_started(binary, str(error)) from error
            try:
                if _comes_up(process, port):
                    return process, port
            except BaseException:
                _end(process)
                raise
            _end(process)  # the port was taken in the meantime, or adb cannot run at all
        raise _not_started(binary, _last_line(output))


def _comes_up(process: subprocess.Popen[bytes], port: int) -> bool:
    ends_at = time.monotonic() + _START_TIMEOUT_S
    while process.poll() is None and time.monotonic() < ends_at:
        try:
            with Talk("127.0.0.1", port, _START_TIMEOUT_S) as talk:
                talk.request("host:version")
                return True
        except TransportTimeout:
            return False
        except TransportError:
            time.sleep(0.01)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _clients_of(port: int) -> int | None:
    """Return how many connections others have to the server; None where that cannot be told.

    Our own do not count: where Ctrl-C broke off a talk, its socket is not yet closed.
    """
    if sys.platform != "linux":
        return None
    ours, clients = own_sockets(), {}
    own_ports = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            return None
        for _, local, remote, state, *_, inode in (line.split()[:10] for line in lines):
            here, there = (int(end.rpartition(":")[2], 16) for end in (local, remote))
            if there == port and inode in ours:
                own_ports.add(here)
            if here == port and state == _ESTABLISHED:
                clients[table, remote] = there
    return sum(client not in own_ports for client in clients.values())


def _last_line(output: IO[bytes]) -> str:
    output.seek(0)
    lines = output.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "?")


def _not_started(binary: AdbBinary, reason: str) -> PhoneNotReady:
    return PhoneNotReady(
        "The adb server could not be started with {path}: {reason}",
        "Run `adb start-server` in a terminal to see more. If another adb is installed, its path "
        "can be named in ADBUTILS_ADB_PATH.",
        path=binary.path,
        reason=reason,
    )
