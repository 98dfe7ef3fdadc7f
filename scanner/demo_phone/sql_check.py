"""The check that SmsProvider makes of a restricted caller's SQL since Android 10.

Source: TelephonyProvider `SqlQueryChecker.java` and `SQLiteTokenizer.java` (commit 9ef0f281, 2019).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class QueryRejectedError(Exception):
    """SQL that a restricted caller may not use; the caller only sees an empty answer."""


def check_no_subquery(snippets: Iterable[str | None]) -> None:
    """Refuse SQL snippets (projection, selection, sort order) that could hold a subquery.

    Raises:
        QueryRejectedError: the token SELECT, a semicolon, an unterminated quote or comment.
    """
    for snippet in snippets:
        if any(token.lower() == "select" for token in tokenize(snippet or "")):
            raise QueryRejectedError("SELECT token not allowed in query")


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
