"""Where a report goes: a file, a new file in a folder, or standard output."""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from scanner.report.formats import EXPORTS, Export, export
from scanner.whole_file import encoded, explained, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.i18n import Language
    from scanner.report.model import Report

__all__ = [
    "FORMATS",
    "Format",
    "check_format",
    "file_name",
    "prepare_target",
    "write_report",
    "write_whole",
]

Format = Literal["html"] | Export
FORMATS: Final[tuple[Format, ...]] = ("html", *EXPORTS)
_SUFFIX: Final[dict[Format, str]] = {"text": "txt"}
"""Of file names, where it is not the name of the form."""


def write_report(
    report: Report,
    target: Path,
    form: Format = "html",
    language: Language = "en",
    label: str = "",
) -> Path:
    """Write a report and return where it is.

    Args:
        report: what to write.
        target: a file; or a folder, in which a file of its own is made; or `-` for stdout.
        form: of the file.
        language: that an HTML report opens in (it holds all of them), and that of text.
        label: what the name of a file of its own says besides the time, such as the phone's name.

    Raises:
        OutputError: the file cannot be written. What was there before is still there, whole.
        InputError: the form needs what is not installed; see `check_format`.
    """
    pieces = render(report, form, language)
    if str(target) == "-":
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(encoded(piece))
        sys.stdout.buffer.flush()
        return target
    if target.is_dir():
        target = _unused(target / file_name(report, form, label))
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
        raise explained(error, target) from error
    return target


def check_format(form: Format) -> None:
    """Make sure, before any work is done, that this form can be written.

    Raises:
        InputError: it needs what is not installed.
    """
    if form == "parquet":
        from scanner.report.parquet import pyarrow_modules

        pyarrow_modules()


def render(report: Report, form: Format, language: Language) -> Iterable[str | bytes]:
    """Yield the report in one form, in pieces."""
    if form == "html":
        from scanner.report.html import stream_html

        return stream_html(report, language)
    return export(report, form, language)


def file_name(report: Report, form: Format, label: str = "") -> str:
    """Return a name that sorts by this computer's time: `sms-report-20260520-180305.html`."""
    made = datetime.fromtimestamp(report.created_ms / 1000).astimezone()
    demo = "-demo" if report.is_demo else ""
    suffix = re.sub(r"[^\w.]+", "-", f"-{label}").rstrip("-.")
    redacted = "-redacted" if report.is_redacted else ""
    return f"sms-report{demo}{redacted}-{made:%Y%m%d-%H%M%S}{suffix}.{_SUFFIX.get(form, form)}"


def _unused(path: Path) -> Path:
    """Return the path, numbered if there is such a file already: of the same second."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return next(p for p in itertools.chain([path], numbered) if not p.exists())
