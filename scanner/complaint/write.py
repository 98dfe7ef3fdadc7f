"""Writes a complaint pack: a folder or a ZIP, whole or not at all, for its owner's eyes only."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from scanner.errors import OutputError
from scanner.i18n import N_
from scanner.whole_file import explained, write_whole


def write_pack(parts: Mapping[str, bytes], target: Path, created_ms: int) -> None:
    """Write the files of a pack.

    Args:
        parts: their contents by name.
        target: a name that ends in `.zip`, or a folder that is not there yet.
        created_ms: the time that a ZIP tells of its files.

    Raises:
        OutputError: it cannot be written; nothing half-written is left.
    """
    if target.suffix.lower() == ".zip":
        write_whole(target, [_zipped(parts, target.stem, created_ms)])
    else:
        try:
            _write_folder(parts, target)
        except OSError as error:
            raise explained(error, target) from error


def check_target(target: Path) -> None:
    """Make sure, before any work is done, that a pack replaces no folder. Raises OutputError."""
    if target.is_dir():
        raise OutputError(
            N_("{path} is there already."),
            N_("Choose another name with --output. What is there is left as it is."),
            path=target,
        )


def _write_folder(parts: Mapping[str, bytes], target: Path) -> None:
    """Write everything into a folder beside the target, then move it into its place."""
    check_target(target)
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
    try:
        for name, data in parts.items():
            file = beside / name
            file.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as opened:  # noqa: PTH123 - a descriptor, made 0600
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _zipped(parts: Mapping[str, bytes], folder: str, created_ms: int) -> bytes:
    made = datetime.fromtimestamp(created_ms / 1000).astimezone().timetuple()[:6]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", made)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100600 << 16
            packed.writestr(entry, data)
    return file.getvalue()
