"""Files that are either whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from scanner.errors import OutputError
from scanner.i18n import N_
from scanner.report.formats import EXPORTS, Export, export

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.i18n import Language
    from scanner.report.model import Report

Format = Literal["html"] | Export
FORMATS: Final[tuple[Format, ...]] = ("html", *EXPORTS)

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_report(
    report: Report, target: Path, form: Format = "html", language: Language = "en"
) -> Path:
    """Write a report and return where it is.

    Args:
        report: what to write.
        target: a file; or a folder, in which a file of its own is made; or `-` for stdout.
        form: of the file.
        language: that an HTML report opens in; it holds both.

    Raises:
        OutputError: the file cannot be written. What was there before is still there, whole.
    """
    pieces = render(report, form, language)
    if str(target) == "-":
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(_encoded(piece))
        sys.stdout.buffer.flush()
        return target
    if target.is_dir():
        target /= file_name(report, form)
    write_whole(target, pieces)
    return target


def prepare_target(target: Path) -> Path:
    """Make sure, before any work is done, that `write_report` will be able to write there.

    A name without a suffix that does not exist yet is taken for a new folder, and made.

    Raises:
        OutputError: it will not.
    """
    if target.exists() and not target.is_dir() and not target.is_file():
        return target  # a device or pipe
    try:
        if not target.exists() and not target.suffix:
            target.mkdir(parents=True, mode=0o700)
        folder = target if target.is_dir() else target.parent
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _explained(error, target) from error
    return target


def render(report: Report, form: Format, language: Language) -> Iterable[str]:
    """Yield the report in one form, in pieces of text."""
    if form == "html":
        from scanner.report.html import render_html

        return [render_html(report, language)]
    return export(report, form)


def file_name(report: Report, form: Format) -> str:
    """Return a name that sorts by this computer's time: `sms-report-20260520-180305.html`."""
    made = datetime.fromtimestamp(report.created_ms / 1000).astimezone()
    demo = "-demo" if report.is_demo else ""
    return f"sms-report{demo}-{made:%Y%m%d-%H%M%S}.{form}"


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file that only its owner can read (0600), whole or not at all.

    A device or pipe (`/dev/stdout`) is written to as it is.

    Raises:
        OutputError: there is no space, no permission, or no such folder.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(_encoded(piece) for piece in pieces)
        else:
            _replace(Path(os.path.realpath(path)), pieces)
    except OSError as error:
        raise _explained(error, path) from error


def _replace(path: Path, pieces: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, made 0600 by mkstemp
            file.writelines(_encoded(piece) for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - pairs with the name that mkstemp gave
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - likewise
        raise


def _encoded(piece: str) -> bytes:
    # A lone surrogate (half an emoji, as some tools store it) has no UTF-8; JSON knows its escape.
    return piece.encode("utf-8", "backslashreplace")


def _explained(error: OSError, path: Path) -> OutputError:
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
