"""The check of a restricted caller's SQL, against the cases of AOSP's tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.demo_phone.sql_check import QueryRejectedError, check_sql, tokenize


@pytest.mark.parametrize(
    ("sql", "tokens"),
    [
        ("_id DESC LIMIT 200", ["_id", "DESC", "LIMIT"]),
        ("hex(body) AS b", ["hex", "body", "AS", "b"]),
        ("'it''s; -- select' AS k", ["AS", "k"]),
        ('"a""b" `c``d` [e f]', ['a"b', "c`d", "e f"]),
        ("a -- comment\nb /* ; select */ c", ["a", "b", "c"]),
        ("_id<12 AND x1", ["_id", "AND", "x1"]),
        ("", []),
    ],
)
def test_tokenize_yields_words_and_quoted_names(sql: str, tokens: list[str]) -> None:
    """String literals and comments are no tokens; quoted names are, without their quotes."""
    assert list(tokenize(sql)) == tokens


@pytest.mark.parametrize(
    "sql",
    [
        "(SELECT 1)",
        "select",
        "'x' SeLeCt",
        '"select"',
        "[select]",
        "`select`",
        "a;",
        "a; b",
        "'open",
        '"open',
        "`open",
        "[open",
        "a -- open",
        "/* open",
    ],
)
def test_subquery_semicolon_and_open_ends_are_refused(sql: str) -> None:
    """Whatever could smuggle a second query in is refused, in any of the three places."""
    with pytest.raises(QueryRejectedError):
        check_sql(["_id", None, sql])


@pytest.mark.parametrize(
    "sql",
    [
        "count(*) AS n",
        "CAST(date AS TEXT) AS d",
        "typeof(body)",
        "selected",
        "'select' AS s",
        "length(CAST(body AS BLOB)) AS n",
        "_id DESC LIMIT 200 OFFSET 400",
        "x'00'",
    ],
)
def test_expressions_that_a_scan_uses_pass(sql: str) -> None:
    """Functions, casts, literals and limits are fine in every Android version."""
    check_sql([sql, None])


@given(text=st.text("ab'\"`[]-/*; \nselect", max_size=20))
def test_literal_of_any_text_is_no_token(text: str) -> None:
    """Nothing inside a well-quoted string literal can be refused."""
    assert list(tokenize("'" + text.replace("'", "''") + "'")) == []


@pytest.mark.parametrize(
    "sql", ["hex(body)", "TypeOf(body)", "substr(a,1)", "1 UNION 2", "x FROM y"]
)
def test_strict_check_refuses_functions_that_take_texts_apart(sql: str) -> None:
    """The newest providers refuse what the older ones let pass."""
    check_sql([sql])
    with pytest.raises(QueryRejectedError):
        check_sql([sql], is_strict=True)


@pytest.mark.parametrize(
    "sql", ["quote(CAST(body AS BLOB)) AS b", "count(*)", "'hex(x)' AS k", "length(body)", "hexed"]
)
def test_strict_check_lets_other_expressions_pass(sql: str) -> None:
    """Casts, counts, lengths and quote() remain."""
    check_sql([sql], is_strict=True)
