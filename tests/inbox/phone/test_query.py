"""The lines sent to the phone."""

from __future__ import annotations

import re
import shlex

import pytest

from scanner.inbox.phone.query import BLOCKED, INBOX, Query, page_query, totals_query

QUERIES = [
    totals_query(INBOX),
    totals_query(BLOCKED, 7),
    page_query(INBOX, 1, 100, 200),
    page_query(BLOCKED, 0, 2**62, 2000),
]


def projection(query: Query) -> list[str]:
    """Return the columns as Android's `content` splits them."""
    words = shlex.split(query.command.partition(";")[0])
    return re.split(r"\s*:\s*", words[words.index("--projection") + 1])


@pytest.mark.parametrize("query", QUERIES)
def test_each_column_has_a_name_that_android_finds_again(query: Query) -> None:
    """It looks values up by name, whatever the case, and cuts a name at its last dot."""
    aliases = [column.rpartition(" AS ")[2] for column in projection(query)]
    assert aliases == ["k", *(column.alias for column in query.columns), "z"]
    assert len({alias.lower() for alias in aliases}) == len(aliases)
    assert not any("." in alias for alias in aliases)


@pytest.mark.parametrize("query", QUERIES)
def test_no_word_is_used_that_the_newest_android_refuses(query: Query) -> None:
    """The lists of SqlQueryChecker.java beside Telephony.ReadRestriction, in any case."""
    refused = (
        r"(?i)\b(SELECT|UNION|EXCEPT|INTERSECT|JOIN|FROM|GROUP|HAVING|WINDOW|VALUES|HEX|SUBSTR|INSTR|"
        r"SQLITE_VERSION|UNICODE|PRINTF|RANDOM|RANDOMBLOB|ZEROBLOB|TYPEOF)\b"
    )
    words = shlex.split(query.command.partition("; echo ")[0])[4:]
    assert not re.findall(refused, " ".join(words))


@pytest.mark.parametrize("query", QUERIES)
def test_nothing_is_asked_that_android_10_refuses(query: Query) -> None:
    """SmsProvider's check for other callers: SELECT, a second statement, comments."""
    words = shlex.split(query.command.partition("; echo ")[0])
    sql = " ".join(words[4:])
    assert not re.search(r"\bselect\b|;|--(?!projection|where|sort)|/\*", sql, re.IGNORECASE)


def test_marks_are_fresh_in_every_query() -> None:
    """Three numbers of 128 bits, none of them used twice."""
    queries = [page_query(INBOX, 1, 100, 10) for _ in range(50)]
    marks = [mark for q in queries for mark in (q.opening, q.closing, q.end)]
    assert len(set(marks)) == 150
    assert all(re.fullmatch(r"(END-)?[0-9a-f]{32}", mark) for mark in marks)


@pytest.mark.parametrize("query", QUERIES)
def test_the_phones_shell_reads_the_words_as_they_are_meant(query: Query) -> None:
    """One command with pairs of option and value, then one echo.

    `content` refuses a value that is empty or begins with "--".
    """
    command, _, echo = query.command.partition("; ")
    program, subcommand, *rest = shlex.split(command)
    assert (program, subcommand) == ("content", "query")
    options = dict(zip(rest[::2], rest[1::2], strict=True))
    assert (
        {"--uri", "--projection"} <= set(options) <= {"--uri", "--projection", "--where", "--sort"}
    )
    assert all(value and not value.startswith("--") for value in options.values())
    assert shlex.split(echo) == ["echo", query.end]
