"""The phones that were reached without a cable, so that the next scan finds them again.

They are known by the serial number that the phone itself tells (`ro.serialno`): addresses are given
out anew by the network, and ports change whenever wireless debugging is switched on.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from scanner.places import state_folder
from scanner.whole_file import write_whole


class RememberedPhone(msgspec.Struct, frozen=True, kw_only=True):
    """A phone that was reached over the network."""

    serial: str
    """`ro.serialno`."""
    address: str
    """"host:port" where it was last reached; "" if it was discovered by its name."""
    name: str
    """Brand and model."""


def remembered_phones(file: Path | None = None) -> list[RememberedPhone]:
    """Return the phones, the latest first; none where the file is absent or damaged."""
    try:
        return msgspec.json.decode(_file(file).read_bytes(), type=list[RememberedPhone])
    except (OSError, msgspec.DecodeError):
        return []


def remember(phone: RememberedPhone, file: Path | None = None) -> None:
    """Note where a phone was reached. Raises OutputError."""
    others = [known for known in remembered_phones(file) if known.serial != phone.serial]
    _write([phone, *others], file)


def forget(name: str, file: Path | None = None) -> list[RememberedPhone]:
    """Forget the phones with that serial or address, and return them. Raises OutputError."""
    known = remembered_phones(file)
    forgotten = [phone for phone in known if name in {phone.serial, phone.address}]
    if forgotten:
        _write([phone for phone in known if phone not in forgotten], file)
    return forgotten


def _file(file: Path | None) -> Path:
    return file or state_folder() / "wireless-phones.json"


def _write(phones: list[RememberedPhone], file: Path | None) -> None:
    content = msgspec.json.format(msgspec.json.encode(phones), indent=2)
    write_whole(_file(file), [content + b"\n"])
