"""rules/lock.json: the version and content of each rule, so that no change goes unnumbered.

A report names rules by id and version; the same pair must always mean the same rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from scanner.errors import RulesError
from scanner.ruleset.model import Rule

FILE_NAME = "lock.json"


class Locked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as it was when it was locked."""

    version: int
    sha256: str
    """Over the rule's content without its version and dates; comments and layout do not count."""


Lock = Mapping[str, Locked]


def content_hash(rule: Rule) -> str:
    """Return the SHA-256, in hex, of everything in a rule but its version, status and dates."""
    fields = msgspec.to_builtins(rule)
    for name in ("version", "status", "created", "updated"):
        del fields[name]
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def read_lock(folder: Path) -> Lock | None:
    """Return the lock of a rules folder; None when it has none.

    Raises:
        RulesError: the file is damaged.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Locked])
    except (msgspec.DecodeError, OSError) as error:
        raise RulesError(
            "{file} cannot be read: {reason}",
            "Delete it and run `sms-scanner rules lint --update-lock`.",
            file=str(path),
            reason=str(error),
        ) from error


def unnumbered(rules: Iterable[Rule], lock: Lock) -> Iterator[tuple[Rule, str]]:
    """Yield rules that do not fit the lock, each with the reason, one sentence."""
    for rule in rules:
        locked = lock.get(rule.id)
        if locked is None:
            continue
        if rule.version < locked.version:
            yield rule, f"Its version is {rule.version}, but {locked.version} was published."
        elif rule.version == locked.version and content_hash(rule) != locked.sha256:
            yield rule, f"Its content changed, but its version is still {rule.version}."


def write_lock(rules: Iterable[Rule], folder: Path) -> None:
    """Write the lock of these rules into a rules folder.

    Raises:
        OSError: the folder cannot be written.
    """
    lock = {rule.id: Locked(rule.version, content_hash(rule)) for rule in rules}
    text = msgspec.json.format(msgspec.json.encode(lock, order="sorted"), indent=1)
    temporary = folder / (FILE_NAME + ".new")
    temporary.write_bytes(text + b"\n")
    temporary.replace(folder / FILE_NAME)
