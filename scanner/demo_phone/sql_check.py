"""The check that SmsProvider makes of a restricted caller's SQL since Android 10.

Sources: TelephonyProvider `SqlQueryChecker.java` and `SQLiteTokenizer.java` (commit 9ef0f281,
2019), and the stricter `SqlQueryChecker.java` that came beside `Telephony.ReadRestriction`. Which
release carries the stricter one first is not known here; AOSP's main of March 2025 is without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class QueryRejectedError(Exception):
    """SQL that a restricted caller may not use; the caller only sees an empty answer."""


_SUBQUERY = frozenset(("SELECT",))
_STRICT = _SUBQUERY | frozenset(
    "UNION EXCEPT INTERSECT JOIN FROM GROUP HAVING WINDOW VALUES".split()  # noqa: SIM905 - reads as SQL
    + "HEX SUBSTR SQLITE_VERSION UNICODE PRINTF INSTR RANDOM RANDOMBLOB ZEROBLOB TYPEOF".split()  # noqa: SIM905
)


def check_sql(snippets: Iterable[str | None], *, is_strict: bool = False) -> None:
    """Refuse SQL snippets (projection, selection, sort order) that could hold a subquery.

    Args:
        snippets: each is checked by itself.
        is_strict: refuse compound queries and functions that take texts apart, too.

    Raises:
        QueryRejectedError: a refused token, a semicolon, an unterminated quote or comment.
    """
    refused = _STRICT if is_strict else _SUBQUERY
    for snippet in snippets:
        for token in tokenize(snippet or ""):
            if token.upper() in refused:
                raise QueryRejectedError(f"{token.upper()} not allowed in query")


def tokenize(sql: str) -> Iterator[str]:
    """Yield words and quoted names, skipping string literals, comments and everything else.

    Raises:
        QueryRejectedError: a semicolon, an unterminated quote or comment.
    """
    position = 0
    while position < len(sql):
        char = sql[position]
        if word := _WORD.match(sql, position):
            yield word.group()
            position = word.end()
        elif char in "'\"`":
            end = _closing_quote(sql, position)
            if char != "'":
                yield sql[position + 1 : end].replace(char * 2, char)
            position = end + 1
        elif char == "[":
            end = _find(sql, "]", position + 1)
            yield sql[position + 1 : end]
            position = end + 1
        elif sql.startswith("--", position):
            position = _find(sql, "\n", position + 2) + 1
        elif sql.startswith("/*", position):
            position = _find(sql, "*/", position + 2) + 2
        elif char == ";":
            raise QueryRejectedError("Semicolon is not allowed")
        else:
            position += 1


def _closing_quote(sql: str, start: int) -> int:
    quote = sql[start]
    end = _find(sql, quote, start + 1)
    while sql[end + 1 : end + 2] == quote:  # a doubled quote stands for itself
        end = _find(sql, quote, end + 2)
    return end


def _find(sql: str, wanted: str, start: int) -> int:
    end = sql.find(wanted, start)
    if end < 0:
        raise QueryRejectedError("Unterminated quote or comment")
    return end
