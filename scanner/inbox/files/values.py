"""Single values of foreign records: texts, whole numbers, times."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from scanner.i18n import N_
from scanner.inbox.files.item import RowError

LATEST_MS = 253_402_300_799_999
"""9999-12-31T23:59:59.999Z, the last moment that Python's datetime can hold."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Replace half surrogate pairs, which JSON can write and no encoding can hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def is_missing(value: object) -> bool:
    """Tell whether a cell says nothing: absent, None, empty, or the NaN of a table."""
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def text_value(record: Mapping[str, object], name: str) -> str | None:
    """Return a field as text, a whole number too; None where it is missing.

    Raises:
        RowError: it is something else.
    """
    value = record.get(name)
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what CSV tools and pandas make of a column of ids with a gap
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowError(N_("{name} is neither text nor a whole number"), name=name)
    return clean_text(str(value))


def whole_number(record: Mapping[str, object], name: str) -> int | None:
    """Return a field as an int, whether written as number or text; None where it is missing.

    Raises:
        RowError: it is something else.
    """
    value = record.get(name)
    if is_missing(value):
        return None
    try:
        if isinstance(value, bool):
            raise TypeError
        return int(value) if isinstance(value, str) else round(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        raise RowError(N_("{name} is not a whole number"), name=name) from None


def milliseconds(record: Mapping[str, object], name: str) -> int | None:
    """Return a time in ms since the epoch; None where it is missing.

    Raises:
        RowError: it is no number, or no moment between 1970 and 9999.
    """
    number = whole_number(record, name)
    if number is not None and not 0 <= number <= LATEST_MS:
        raise RowError(N_("the time is out of range: {value} ms since 1970"), value=number)
    return number
