"""Root on the demo phone: the shell command `su`, and the files that only root can read.

Magisk's `su -c COMMAND` (MagiskSU, `su/su.cpp`) and userdebug's `su 0 COMMAND` (AOSP `su.cpp`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from scanner.demo_phone.shell import CommandFunction, Outcome, run_shell

FOLDER = PurePosixPath("/data/user/0/com.android.providers.telephony/databases")


class RootCommands:
    """What root can do, over the files of the phone.

    Args:
        commands: of the phone's ordinary shell.
        files: path -> content; asked for anew at each command.
    """

    def __init__(self, commands: Mapping[str, CommandFunction], files: Mapping[str, bytes]) -> None:
        self._files = files
        self._commands = {
            **commands,
            "cat": self._cat,
            "id": lambda _arguments, _stdin: Outcome(b"0\n"),
            "sha256sum": self._sha256sum,
        }

    def su(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        """Run a command as root."""
        match arguments:
            case ["-c", line] | ["0", "sh", "-c", line]:
                pass
            case _:
                return Outcome(stderr=b"su: invalid uid/gid '-c'\n", status=1)
        written = {1: bytearray(), 2: bytearray()}
        status = run_shell(line, self._commands, lambda n, data: written[n].extend(data))
        return Outcome(bytes(written[1]), bytes(written[2]), status)

    def _cat(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        missing = [path for path in arguments if path not in self._files]
        return Outcome(
            b"".join(self._files[path] for path in arguments if path in self._files),
            "".join(f"cat: {p}: No such file or directory\n" for p in missing).encode(),
            int(bool(missing)),
        )

    def _sha256sum(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        found = [path for path in arguments if path in self._files]
        lines = (f"{hashlib.sha256(self._files[p]).hexdigest()}  {p}\n" for p in found)
        missing = (f"sha256sum: {p}: No such file or directory\n" for p in arguments)
        return Outcome(
            "".join(lines).encode(),
            "".join(m for p, m in zip(arguments, missing, strict=True) if p not in found).encode(),
            int(len(found) < len(arguments)),
        )
