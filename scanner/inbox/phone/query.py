"""The `content query` lines sent to the phone, in a shape that no message can forge.

Android's `content` prints text as it is, so a body holding a newline and "Row: 1 _id=…" looks like
a row of its own. Here every text column comes as quote(CAST(… AS BLOB)), which is X'…' with hex
digits in between, and every row stands between two random numbers that nobody could know when a
message was written; a third one marks the end of the output.

Sources for the syntax: AOSP `cmds/content/…/Content.java` (projection parted by ":", at the first
match of a column's name) and TelephonyProvider's `SmsProvider.java` (sort is passed on verbatim, so
LIMIT works; SELECT, ";" and comments are refused from Android 10 on). The newest
`SqlQueryChecker.java`, beside `Telephony.ReadRestriction`, also refuses hex(), substr(), instr(),
unicode(), typeof() and printf(), so that none of these is used here.
"""

from __future__ import annotations

import secrets
import shlex
from dataclasses import dataclass

INBOX = "content://sms/inbox"
BLOCKED = "content://sms/inbox?blocked_flag=1"
"""Xiaomi's blocked messages (miui.provider.ExtraTelephony.BLOCKED_FLAG); ignored elsewhere."""

_INTEGER = r"(-?\d{1,19}|NULL)"
_BLOB = r"(X'[0-9A-F]*'|NULL)"


@dataclass(frozen=True, slots=True)
class Column:
    """One expression to ask for."""

    alias: str
    """Unique in its query whatever the case, and without a dot: Android finds values by name."""
    expression: str
    """SQL without a colon."""
    pattern: str
    """Regular expression, one group, of what may be printed for it."""


def _text(alias: str, expression: str) -> Column:
    return Column(alias, f"quote(CAST({expression} AS BLOB))", _BLOB)


def _number(alias: str, expression: str) -> Column:
    # As text: old builds of `content` cut integers to 32 bits.
    return Column(alias, f"CAST({expression} AS TEXT)", _INTEGER)


def _bytes(name: str) -> str:
    return f"length(CAST({name} AS BLOB))"  # length() of a text stops at a NUL


ID = Column("i", "CAST(_id AS TEXT)", r"(\d{1,19})")
BODY_BYTES = _number("n", _bytes("body"))

MESSAGE_COLUMNS = (
    ID,
    _text("a", "address"),
    _number("d", "date"),
    _number("s", "date_sent"),
    _number("r", "read"),
    _number("u", "sub_id"),
    _number("g", "thread_id"),
    _text("c", "service_center"),
    BODY_BYTES,
    _text("b", "body"),
)
"""A message; `page.read_messages` takes them in this order."""

ID_COLUMNS = (ID, BODY_BYTES)
"""A message's identity only, to see which of those that were read are still there."""

TOTAL_COLUMNS = (
    _number("n", "count(*)"),
    _number("x", "max(_id)"),
    _number("m", "min(_id)"),
    _number("y", "sum(_id)"),
    _number("w", f"sum({_bytes('body')})"),
    _number("v", f"sum({_bytes('address')})"),
    _text("h", "'中'"),
)
"""What a whole inbox adds up to. The last shows that text is UTF-8 all the way."""


ID_FACTOR = 1
WEIGHT_MODULUS = 65_521
TIME_MODULUS = 1_000_003
"""Two primes that keep the sums of a million messages within 64 bits, whatever they hold."""
_WEIGHT = f"({ID_FACTOR}+_id%{WEIGHT_MODULUS})"

SUM_COLUMNS = (
    _number("n", "count(*)"),
    _number("y", "sum(_id)"),
    _number("d", f"sum({_WEIGHT}*(date%{TIME_MODULUS}))"),
    _number("s", f"sum({_WEIGHT}*(date_sent%{TIME_MODULUS}))"),
    _number("w", f"sum({_WEIGHT}*{_bytes('body')})"),
    _number("v", f"sum({_WEIGHT}*{_bytes('address')})"),
)
"""By what messages that were read before are known again, all at once; see `known.sums_of`."""

SIGNATURE_COLUMNS = (
    ID,
    _number("d", "date"),
    _number("s", "date_sent"),
    _number("v", _bytes("address")),
    BODY_BYTES,
)
"""The same of each single message; see `known.signature_of`."""


@dataclass(frozen=True, slots=True)
class Query:
    """A command line for the phone, and what its answer has to carry."""

    command: str
    columns: tuple[Column, ...]
    opening: str
    """Random number before the columns of each row, 32 hex digits."""
    closing: str
    """Another, after them."""
    end: str
    """The last line of the answer; a third random number is in it."""
    limit: int
    """The most rows that it may have."""
    ids: range
    """The ids that its rows may have, where it asks for messages."""


def totals_query(uri: str, up_to: int | None = None) -> Query:
    """Ask for the totals of all messages, or of those whose id is at most `up_to`."""
    return _query(uri, TOTAL_COLUMNS, where=None if up_to is None else f"_id<={up_to}", limit=1)


def sums_query(uri: str, ids: range) -> Query:
    """Ask for the sums of the messages whose ids are in a range."""
    where = f"_id>={ids.start} AND _id<{ids.stop}"
    return _query(uri, SUM_COLUMNS, where=where, limit=1)


def page_query(
    uri: str, floor: int, below: int, limit: int, columns: tuple[Column, ...] = MESSAGE_COLUMNS
) -> Query:
    """Ask for messages with floor <= id < below, greatest id first, at most `limit` of them.

    Pages go by id and not by offset, so that a message arriving meanwhile moves none of them.
    """
    return _query(
        uri,
        columns,
        where=f"_id<{below} AND _id>={floor}",
        sort=f"_id DESC LIMIT {limit}",
        limit=limit,
        ids=range(floor, below),
    )


def _query(
    uri: str,
    columns: tuple[Column, ...],
    *,
    where: str | None = None,
    sort: str | None = None,
    limit: int,
    ids: range | None = None,
) -> Query:
    opening, closing, end = (secrets.token_hex(16) for _ in range(3))
    projection = ":".join(
        [
            f"'{opening}' AS k",
            *(f"{column.expression} AS {column.alias}" for column in columns),
            f"'{closing}' AS z",
        ]
    )
    words = ["content", "query", "--uri", uri, "--projection", projection]
    words += ["--where", where] if where else []
    words += ["--sort", sort] if sort else []
    command = f"{shlex.join(words)}; echo END-{end}"
    return Query(command, columns, opening, closing, f"END-{end}", limit, ids or range(0))
