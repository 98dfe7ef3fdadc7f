"""The ids of messages that a report shows, as a person types them: the first digits suffice."""

from __future__ import annotations

import re

from scanner.errors import InputError
from scanner.history.queries import message_keys
from scanner.history.store import History
from scanner.i18n import N_

_FULL = 16
_KEY = re.compile(r"[0-9a-f]{4,16}")


def full_key(history: History, prefix: str) -> str:
    """Return the id of the one message that begins so; a full id need not be known.

    Raises:
        InputError: it is no id, none begins so, or several do.
    """
    prefix = checked_prefix(prefix)
    found = message_keys(history, prefix)
    if len(prefix) == _FULL:
        return prefix
    return the_one(found, prefix)


def checked_prefix(prefix: str) -> str:
    """Return the beginning of an id in the form in which ids are kept. Raises InputError."""
    prefix = prefix.strip().lower()
    if not _KEY.fullmatch(prefix):
        raise InputError(
            N_("“{id}” is no id of a message."),
            N_("An id has 16 digits and letters a–f; the report shows it in each message. At least "
               "its first 4 are needed."),
            id=prefix,
        )  # fmt: skip
    return prefix


def the_one(keys: list[str], prefix: str) -> str:
    """Return the only key. Raises InputError: there is none, or there are several."""
    if not keys:
        raise InputError(
            N_("No message with the id {id} is known."),
            N_("Scan the phone first, or name the file with --input. The report shows the ids."),
            id=prefix,
        )
    if len(keys) > 1:
        raise InputError(
            N_("Several messages have an id that begins with {id}."),
            N_("Give more of its digits."),
            id=prefix,
        )
    return keys[0]
