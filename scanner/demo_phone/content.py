"""The shell command `content`, as Android's Content.java has it (12 and later).

It always leaves with 0: arguments that it does not like are told on stdout, exceptions on stderr.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scanner.demo_phone.provider import ProviderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

    from scanner.demo_phone.provider import Rows, SmsProvider, Value

_PROJECTION_SEPARATOR = re.compile(r"[ \t\n\x0b\f\r]*:[ \t\n\x0b\f\r]*")
_OPTIONS = frozenset(("--uri", "--user", "--where", "--sort", "--projection", "--extra"))
_BINDING = re.compile(r"[^:]*:[bsilfdn]:[^:]*")
_USAGE = """\
usage: adb shell content [subcommand] [options]

usage: adb shell content query --uri <URI> [--user <USER_ID>] [--projection <PROJECTION>] \
[--where <WHERE>] [--sort <SORT_ORDER>] [--extra <BINDING>...]
  <PROJECTION> is a list of colon separated column names and is formatted:
  <COLUMN_NAME>[:<COLUMN_NAME>...]
  <SORT_ORDER> is the order in which rows in the result should be sorted.
  Example:
  # Select "name" and "value" columns from secure settings where "name" is equal to \
"new_setting" and sort the result by name in ascending order.
  adb shell content query --uri content://settings/secure --projection name:value \
--where "name='new_setting'" --sort "name ASC"

"""
_REMOTE_STACK = """\
	at android.os.Parcel.createExceptionOrNull(Parcel.java:3057)
	at android.os.Parcel.createException(Parcel.java:3041)
	at android.os.Parcel.readException(Parcel.java:3024)
	at android.database.DatabaseUtils.readExceptionFromParcel(DatabaseUtils.java:190)
	at android.database.DatabaseUtils.readExceptionFromParcel(DatabaseUtils.java:142)
	at android.content.ContentProviderProxy.query(ContentProviderNative.java:481)
"""
_STACK = """\
	at com.android.commands.content.Content$QueryCommand.onExecute(Content.java:661)
	at com.android.commands.content.Content$Command.execute(Content.java:523)
	at com.android.commands.content.Content.main(Content.java:739)
	at com.android.internal.os.RuntimeInit.nativeFinishInit(Native Method)
	at com.android.internal.os.RuntimeInit.main(RuntimeInit.java:359)
"""
_WINDOW = 2 * 1024 * 1024
"""Bytes of a CursorWindow (config_cursorWindowSize); a row must fit into one."""


class _IllegalStateError(Exception):
    """A Java IllegalStateException in `content` itself."""


class _UsageError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Query:
    uri: str
    projection: list[str] | None
    where: str | None
    sort: str | None


def run_content(
    arguments: Sequence[str],
    providers: Mapping[str, SmsProvider],
    integers: Literal["long", "int"] = "long",
) -> tuple[bytes, bytes]:
    """Run `content ARGUMENTS` over providers by authority and return its stdout and stderr."""
    try:
        query = _parse(arguments)
    except _UsageError as error:
        return f"{_USAGE}\n[ERROR] {error}\n".encode(), b""
    authority = unquote(urlsplit(query.uri).netloc) or "null"
    printed: list[str] = []
    try:
        if authority not in providers:
            raise _IllegalStateError(f"Could not find provider: {authority}")
        found = providers[authority].query(query.uri, query.projection, query.where, query.sort)
        for line in _lines(found, integers):
            printed.append(line)  # noqa: PERF402 - lines before an exception have been printed
    except (ProviderError, _IllegalStateError) as error:
        if isinstance(error, ProviderError):
            name, stack = error.java_class, _REMOTE_STACK + _STACK
        else:
            name, stack = "java.lang.IllegalStateException", _STACK
        told = f"Error while accessing provider:{authority}\n{name}: {error}\n{stack}"
        return _encode(printed), told.encode()
    return _encode(printed), b""


def _parse(arguments: Sequence[str]) -> _Query:
    rest = iter(arguments)
    operation = next(rest, "null")
    if operation != "query":
        raise _UsageError(f"Unsupported operation: {operation}")
    options: dict[str, str] = {}
    for name in rest:
        if name not in _OPTIONS:
            raise _UsageError(f"Unsupported argument: {name}")
        value = next(rest, "")
        if name == "--extra" and not _BINDING.fullmatch(value):
            raise _UsageError(f"Binding not well formed: {value or 'null'}")
        if name != "--extra" and (not value or value.startswith("--")):
            raise _UsageError(f"No value for argument: {name}")
        if name == "--user" and not re.fullmatch(r"[+-]?\d+", value):
            raise _UsageError(f'For input string: "{value}"')  # as Java's parseInt says it
        options[name] = value
    if "--uri" not in options:
        raise _UsageError("Content provider URI not specified. Did you specify --uri argument?")
    columns = options.get("--projection")
    return _Query(
        uri=options["--uri"],
        projection=None if columns is None else _split(columns),
        where=options.get("--where"),
        sort=options.get("--sort"),
    )


def _split(projection: str) -> list[str]:
    """Split as Java's String.split, which drops empty strings at the end."""
    columns = _PROJECTION_SEPARATOR.split(projection)
    while columns and not columns[-1]:
        columns.pop()
    return columns


def _lines(found: Rows | None, integers: Literal["long", "int"]) -> Iterator[str]:
    if found is None or not found.rows:
        yield "No result found.\n"
        return
    indices = [_column_index(found.columns, name) for name in found.columns]
    if -1 in indices:
        raise _IllegalStateError(
            "Couldn't read row 0, col -1 from CursorWindow.  Make sure the Cursor is initialized"
            " correctly before accessing data from it."
        )
    show = _show_int if integers == "int" else _show
    columns = [(f"{name}=", index) for name, index in zip(found.columns, indices, strict=True)]
    for number, row in enumerate(found.rows):
        line = ", ".join([label + show(row[index]) for label, index in columns])
        if len(line) > _WINDOW:
            raise ProviderError(
                "android.database.sqlite.SQLiteException",
                f"Row too big to fit into CursorWindow requiredPos={number},"
                f" totalRows={len(found.rows)}",
            )
        yield f"Row: {number} {line}\n"


def _encode(lines: list[str]) -> bytes:
    return "".join(lines).encode("utf-8", "replace")


def _column_index(columns: Sequence[str], name: str) -> int:
    """Find a column as AbstractCursor.getColumnIndex does: any case, nothing before a '.' ."""
    wanted = name.rpartition(".")[2].lower()
    return next((i for i, column in enumerate(columns) if column.lower() == wanted), -1)


def _show(value: Value) -> str:
    match value:
        case str():
            return value
        case int():
            return str(value)
        case None:
            return "NULL"
        case bytes():
            return "BLOB"
        case float():
            return _java_float(value)


def _show_int(value: Value) -> str:
    """As `_show`, with getInt: the lower 32 bits."""
    if isinstance(value, int):
        return str((value + 2**31) % 2**32 - 2**31)
    return _show(value)


def _java_float(value: float) -> str:
    """Print with a float's seven digits, as getFloat loses the others."""
    return repr(float(f"{value:.7g}"))
