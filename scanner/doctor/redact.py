"""Takes out what names a person or their phone, for bug reports."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b")
_SHORTEST_NAME = 3
"""Shorter user and computer names would hit parts of ordinary words."""


def redactor(serials: Iterable[str]) -> Callable[[str], str]:
    """Return a function that redacts a text.

    Serial numbers become ‹serial 1›, …; network addresses but loopback's ‹address›; the home folder
    ~; and the names of user and computer ‹user› and ‹computer›.

    Args:
        serials: of all phones that were seen.
    """
    secrets = {serial: f"‹serial {n}›" for n, serial in enumerate(dict.fromkeys(serials), start=1)}
    secrets[str(Path.home())] = "~"
    longest_first = sorted(secrets, key=len, reverse=True)
    names = [(name, f"‹{what}›") for name, what in _names() if len(name) >= _SHORTEST_NAME]

    def redact(text: str) -> str:
        for secret in longest_first:
            text = text.replace(secret, secrets[secret])
        text = _ADDRESS.sub(lambda m: m[0] if m[0].startswith("127.") else "‹address›", text)
        for name, placeholder in names:
            text = re.sub(rf"(?<![\w‹]){re.escape(name)}(?![\w›])", placeholder, text)
        return text

    return redact


def _names() -> list[tuple[str, str]]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return [(user, "user"), (socket.gethostname(), "computer")]
