"""How a phone is known again without its serial number being written down."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from filelock import FileLock

from scanner.places import state_folder
from scanner.whole_file import explained, write_whole

DEMO_KEY = "demo"
_SALT_BYTES = 16


def phone_key(serial: str, folder: Path | None = None) -> str:
    """Return a name for a phone, 32 hex digits: the hash of its serial and of a salt.

    The salt is made once and kept beside the history. Whoever has both files can try serials;
    whoever has only the history learns none.

    Args:
        serial: that the phone itself tells.
        folder: of the salt; None = the state folder.

    Raises:
        OutputError: the salt can neither be read nor kept.
    """
    salt = _salt((folder or state_folder()) / "salt")
    return hashlib.blake2b(serial.encode(), key=salt, digest_size=16).hexdigest()


def _salt(path: Path) -> bytes:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(path.with_suffix(".lock"), mode=0o600):
                if not path.exists():  # else another process was quicker
                    write_whole(path, [secrets.token_bytes(_SALT_BYTES)])
        return path.read_bytes()[:64]  # as much as the hash takes for a key
    except OSError as error:
        raise explained(error, path) from error
