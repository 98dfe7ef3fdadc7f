"""What the checks look at, opened when the first of them asks for it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Self

from scanner.inbox.acquisition import Device
from scanner.inbox.phone.device import ListedPhone, describe_phone, settled_phones
from scanner.inbox.phone.server import AdbServer, user_server
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.wireless import reach_all_remembered


class Bench:
    """The adb server, its phones, and the folders of one examination; closed at its end.

    Args:
        server: an adb server to look at instead of the person's own, as for the demo phone.
        serial: the only phone to look at.
        output: where reports shall go.
        user_rules: the person's own rules.
    """

    def __init__(
        self,
        *,
        server: AdbServer | None = None,
        serial: str | None = None,
        output: Path = Path(),
        user_rules: Path | None = None,
    ) -> None:
        self.is_demo = server is not None
        self.serial = serial
        self.output = output
        self.user_rules = user_rules
        self._given = server
        self._devices: dict[str, Device] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def server(self) -> AdbServer:
        """The adb server. Raises PhoneNotReady, InputError."""
        return self._given or self._stack.enter_context(user_server())

    @cached_property
    def all_phones(self) -> list[ListedPhone]:
        """Every phone that the server lists. Raises as `server`."""
        if not self.is_demo:
            reach_all_remembered(self.server)
        return settled_phones(self.server)

    @property
    def phones(self) -> list[ListedPhone]:
        """The phones to look at. Raises as `server`."""
        return [phone for phone in self.all_phones if self.serial in {None, phone.serial}]

    def device(self, phone: ListedPhone) -> Device:
        """Return how a phone describes itself. Raises AcquisitionError."""
        if phone.serial not in self._devices:
            self._devices[phone.serial] = describe_phone(self.server, phone.serial)
        return self._devices[phone.serial]

    def run(self, phone: ListedPhone, command: str, timeout_s: float = 20.0) -> str:
        """Return what a shell command printed on a phone, stdout and stderr. Raises TransportError.

        For properties and settings only; messages are read by way of `scanner.inbox.phone`.
        """
        result = Shell(self.server, phone.serial).run(command, timeout_s)
        return (result.stdout + result.stderr).decode("utf-8", "replace")
