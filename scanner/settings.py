"""The settings file, config.toml: read, checked, explained. See docs/configuration.md."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Annotated

import msgspec
import msgspec.structs
import tomli

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.judging.model import Verdict
from scanner.places import settings_file


class Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Table `[notices]`: what a scheduled scan tells, and where."""

    desktop: bool = True
    """On this computer's desktop, if the extra `desktop` is installed."""
    push: tuple[str, ...] = ()
    """Addresses for Apprise, if the extra `push` is installed. They hold secrets."""
    at_least: Verdict = "suspicious"
    """The least urgent verdict that is told of."""
    remind_after_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 7
    """Days without a successful scan after which a reminder comes; 0 = never."""


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Table `[schedule]`: scheduled scans."""

    reports: str = ""
    """Folder for their reports; "" = `reports` in the state folder."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    notices: Notices = msgspec.field(default_factory=Notices)
    schedule: Schedule = msgspec.field(default_factory=Schedule)


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings; the usual ones where there is no file.

    Raises:
        InputError: the file cannot be read, or says something that is not known.
    """
    path = path or settings_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            N_("The settings {path} cannot be read: {reason}."),
            N_("Correct or remove the file; docs/configuration.md describes it."),
            path=path,
            reason=str(error),
        ) from error
    try:
        return msgspec.convert(tomli.loads(text), Settings)
    except tomli.TOMLDecodeError as error:
        raise InputError(
            N_("The settings {path} are not TOML: {reason}."),
            N_("Correct or remove the file; docs/configuration.md describes it."),
            path=path,
            reason=str(error),
        ) from error
    except msgspec.ValidationError as error:
        field = _field(str(error))
        near = _nearest(field) if "unknown field" in str(error) else ""
        raise InputError(
            N_("The settings {path} do not know {field}. Did you mean {near}?")
            if near
            else N_("The settings {path} hold a mistake in {field}: {reason}."),
            N_("Correct or remove the file; docs/configuration.md describes it."),
            path=path,
            field=field,
            near=near,
            reason=str(error).partition(" - at ")[0],
        ) from error


def _field(words: str) -> str:
    """Return the dotted name of the field that msgspec's words are about."""
    unknown = re.search(r"unknown field `([^`]+)`", words)
    place = re.search(r" - at `\$\.?([^`]*)`", words)
    names = [place[1] if place else "", unknown[1] if unknown else ""]
    return ".".join(name for name in names if name)


def _nearest(field: str) -> str:
    """Return the field that may have been meant, with its table; "" = none is near."""
    tables = {table.name: table.type for table in msgspec.structs.fields(Settings)}
    known = [*tables]
    known += [f"{n}.{f.name}" for n, t in tables.items() for f in msgspec.structs.fields(t)]
    return next(iter(difflib.get_close_matches(field, known, n=1, cutoff=0.75)), "")
