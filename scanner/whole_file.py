"""Files that are either whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scanner.errors import OutputError
from scanner.i18n import N_

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file that only its owner can read (0600), whole or not at all.

    A device or pipe (`/dev/stdout`) is written to as it is.

    Raises:
        OutputError: there is no space, no permission, or no such folder.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(encoded(piece) for piece in pieces)
        else:
            _replace(Path(os.path.realpath(path)), pieces)
    except OSError as error:
        raise explained(error, path) from error


def prepare_file(path: Path) -> None:
    """Make sure, before any work is done, that `write_whole` will be able to write there.

    Raises:
        OutputError: it will not.
    """
    if path.exists() and not path.is_file():
        return  # a device or pipe
    folder = path.absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise explained(error, path) from error


def _replace(path: Path, pieces: Iterable[str | bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, made 0600 by mkstemp
            file.writelines(encoded(piece) for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - pairs with the name that mkstemp gave
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - likewise
        raise


def encoded(piece: str | bytes) -> bytes:
    """Return text in UTF-8; bytes as they are."""
    if isinstance(piece, bytes):
        return piece
    # A lone surrogate (half an emoji, as some tools store it) has no UTF-8; JSON knows its escape.
    return piece.encode("utf-8", "backslashreplace")


def explained(error: OSError, path: Path) -> OutputError:
    """Return the words for a file or folder that could not be written."""
    if error.errno in _NO_SPACE:
        return OutputError(
            N_("There is no space left to write {path}."),
            N_("Free some space, or choose another place with --output. Nothing was left behind."),
            path=path,
        )
    if error.errno in _NOT_ALLOWED:
        return OutputError(
            N_("{path} cannot be written: no permission."),
            N_("Choose a folder of your own with --output, for example your home folder."),
            path=path,
        )
    return OutputError(
        N_("{path} cannot be written: {reason}."),
        N_("Check the place, or choose another one with --output."),
        path=path,
        reason=error.strerror or type(error).__name__,
    )
