"""What was read, from where, and how it is known to be whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Completeness = Literal["proved", "unverified"]
Source = Literal["phone", "demo", "file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The phone, as it describes itself through `getprop`. Empty string = it did not say."""

    serial: str = field(repr=False)
    """adb's serial. For choosing the phone; never written into a report."""
    manufacturer: str = ""
    model: str = ""
    android: str = ""
    """Release, such as "14"."""
    sdk: int | None = None
    skin: str = ""
    """The maker's system, such as "HyperOS 2.0" or "MIUI 14"; empty on stock Android."""
    time_zone: str = ""
    """IANA name, such as "Asia/Shanghai"."""
    hardware_serial: str = field(default="", repr=False)
    """`ro.serialno`, which stays the same by cable and over the network; never written either."""

    key: str = ""
    """By what this computer knows the phone again: a hash of the above and of a secret of its own,
    from `scanner.history.identity.phone_key`."""

    @property
    def identity(self) -> str:
        """By what the phone is known again."""
        return self.hardware_serial or self.serial

    @property
    def name(self) -> str:
        """Brand and model for a person, such as "Xiaomi 2201123C"."""
        if self.model.lower().startswith(self.manufacturer.lower()):
            return self.model or "?"
        return f"{self.manufacturer} {self.model}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofStep:
    """One thing that was checked while reading, and what came out."""

    name: str
    """Stable id: "probe", "rows-contiguous", "ids-descending", "totals", …"""
    ok: bool
    detail: str
    """One English sentence with figures, a gettext msgid with `{name}` fields."""
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the reader of the report must know about what was not or may not have been read."""

    id: str
    """Stable id: "mms-rcs-not-read", "xiaomi-service-filter", …"""
    message: str
    """One or two English sentences, a gettext msgid with `{name}` fields."""
    fields: dict[str, object] = field(default_factory=dict)
    severity: Literal["info", "warning"] = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that could not be read; the others were."""

    place: str
    """Where: "line {number}", "message {id}": a gettext msgid with `{name}` fields."""
    reason: str
    """Why, likewise. Never message text."""
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """How the messages of one inbox were got."""

    source: Source
    name: str
    """For a person: the phone's name, the file's name, or "Demo phone"."""
    transport: str
    """How a phone was read ("hex pages", "one column at a time"), or the file's format: "jsonl",
    "csv", "parquet"."""
    completeness: Completeness
    read: int
    """Messages read."""
    expected: int | None = None
    """Messages that the source said it holds; None where a source does not say."""
    skipped: int = 0
    """Records that are whole and were left out: sent ones, MMS, repeated ones."""
    bad_rows: tuple[BadRow, ...] = ()
    mended: tuple[BadRow, ...] = ()
    """Messages that were kept without a value that cannot be right: where, and what was wrong."""
    device: Device | None = None
    proof: tuple[ProofStep, ...] = ()
    notices: tuple[Notice, ...] = ()
    oldest_ms: int | None = None
    """Received time of the oldest message, ms since the epoch."""
    newest_ms: int | None = None
    started_ms: int = 0
    """ms since the epoch, UTC."""
    finished_ms: int = 0


@dataclass(frozen=True, slots=True)
class Inbox:
    """The messages of one source and how they were got."""

    messages: pd.DataFrame
    """Columns of `scanner.message.MESSAGE_COLUMNS`."""
    acquisition: Acquisition
