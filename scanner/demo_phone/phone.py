"""The demo phone: an Android phone with an invented inbox that the real adb server connects to."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from typing import TYPE_CHECKING, Self

from scanner.demo_phone.commands import PhoneCommands
from scanner.demo_phone.daemon import Connection
from scanner.demo_phone.provider import SmsProvider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

    from scanner.demo_phone.profiles import Profile
    from scanner.demo_phone.provider import StoredSms


class DemoPhone:
    """A phone that waits for an adb server at `address`, on the loopback interface only.

    A context manager. Connect with adb's `host:connect:ADDRESS`.

    Args:
        profile: which phone, with which obstacles; see `PROFILES`.
        messages: what its SMS table holds.

    Attributes:
        tamper: what becomes of the stdout of each `content` and `bu` on its way. For tests.
        before_query: called with the arguments of each `content` command before it looks, from
            the thread that answers; may `insert` and `delete`. For tests.
    """

    def __init__(self, profile: Profile, messages: Iterable[StoredSms] = ()) -> None:
        self.profile = profile
        self.tamper: Callable[[bytes], bytes] = _as_it_is
        self.before_query: Callable[[Sequence[str]], object] = _nothing
        self._sms = SmsProvider(profile, messages)
        self._commands = PhoneCommands(profile, self._sms, hooks=self).by_name()
        self._lock = threading.Lock()
        self._port = 0
        self._listener: socket.socket | None = None
        self._connections: list[Connection] = []
        self._threads: list[threading.Thread] = []
        self.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where it listens: "127.0.0.1:PORT", which is also its serial in adb."""
        return f"127.0.0.1:{self._port}"

    def insert(self, *messages: StoredSms) -> None:
        """Let messages arrive."""
        self._sms.insert(*messages)

    def delete(self, message_id: int) -> None:
        """Remove a message, as its owner would."""
        self._sms.delete(message_id)

    def plug(self) -> None:
        """Put the cable in (again): accept connections, at the same address as before."""
        listener = socket.socket()
        try:
            if os.name == "posix":  # on Windows the option would let others take the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self._port))
            listener.listen()
        except OSError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        thread = threading.Thread(
            target=self._accept, args=(listener,), name="demo-phone", daemon=True
        )
        with self._lock:
            self._listener = listener
            self._threads.append(thread)
        thread.start()

    def unplug(self) -> None:
        """Pull the cable out: every connection ends at once, wherever it is."""
        with self._lock:
            listener, self._listener = self._listener, None
        if listener is not None:
            _wake_and_close(listener)
        self.shake()

    def shake(self) -> None:
        """Move a loose plug: every connection ends at once, and new ones are taken."""
        with self._lock:
            connections, self._connections = self._connections, []
        for connection in connections:
            connection.close()

    def authorise(self) -> None:
        """Press "Allow" in the dialog of a phone that asks whether to trust the computer."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.authorise()

    def close(self) -> None:
        """Unplug, and wait until nothing of the phone runs any more."""
        self.unplug()
        with self._lock:
            threads, self._threads = self._threads, []
        for thread in threads:
            thread.join()
        self._sms.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                accepted, _address = listener.accept()
            except OSError:
                return  # unplugged
            connection = Connection(accepted, self.profile, self._commands, on_drop=self.unplug)
            thread = threading.Thread(
                target=self._serve, args=(connection,), name="demo-phone connection", daemon=True
            )
            with self._lock:
                if self._listener is not listener:
                    accepted.close()
                    return
                self._connections.append(connection)
                self._threads = [*(t for t in self._threads if t.is_alive()), thread]
                thread.start()

    def _serve(self, connection: Connection) -> None:
        connection.serve()
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)


def _as_it_is(stdout: bytes) -> bytes:
    return stdout


def _nothing(_arguments: Sequence[str]) -> None:
    pass


def _wake_and_close(listener: socket.socket) -> None:
    """Close a listening socket, and end an accept() that waits on it in another thread.

    On macOS closing alone does not end it, so a last connection wakes it first.
    """
    with contextlib.suppress(OSError):
        socket.create_connection(listener.getsockname(), timeout=1).close()
    listener.close()
