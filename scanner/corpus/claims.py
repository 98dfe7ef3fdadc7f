"""Whether claims were read right: equal values after normalisation, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from scanner.corpus.figures import Hits

_SCHEME = re.compile(r"^(?:https?|hxxps?)://", re.IGNORECASE)
_SERVICE = re.compile(
    r"^\s*(?:微信群?|企业微信|企微|[vV]信|wechat|qq群?|企鹅号?|扣扣|whatsapp|viber|telegram|tg|line|zalo|v|q)?"
    r"(?:号|id|群)?[\s::]*(?=\S)"
)
_SIGNS = str.maketrans("", "", " \t+()-@【】")
_SORT_CODE = re.compile(r"\b\d\d-\d\d-\d\d\s*(?=\D{0,8}\d{8}\b)")
_FEWEST_DIGITS = 6
"""From which on the digits of a payee tell it from any other."""
_DAY_AND_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)")


def compare_claims(labelled: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Hits]:
    """Return the hits of each field that is labelled or was read.

    A field with several values (amounts, phones, urls) counts each of them. `amounts` compares
    value and currency; `amount roles` the role as well.
    """
    found: dict[str, Hits] = {}
    for field, (name, normalise) in _FIELDS.items():
        expected = Counter(normalise(v) for v in _values(labelled.get(name)))
        got = Counter(normalise(v) for v in _values(read.get(name)))
        if expected or got:
            right = (expected & got).total()
            found[field] = Hits(right, got.total() - right, expected.total() - right)
    return found


def _values(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _sum(value: Mapping[str, Any]) -> tuple[object, ...]:
    amount = value.get("value")
    return (None if amount is None else round(float(amount), 2), value.get("currency"))


def _sum_with_role(value: Mapping[str, Any]) -> tuple[object, ...]:
    return (*_sum(value), value.get("role"))


def _digits(value: object) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", str(value)))


def _url(value: object) -> str:
    return _SCHEME.sub("", str(value).strip()).rstrip("/").casefold()


def _words(value: object) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value))).casefold()


def _moment(value: object) -> str:
    """Return a day or moment to the minute, as the phone's clock showed it.

    A label may give seconds and an offset besides, or call the end of a day its 24:00 or the 0:00
    of the next.
    """
    text = str(value)
    if not (m := _DAY_AND_TIME.match(text)):
        return text
    if m["time"] == "00:00":
        return (date.fromisoformat(m["day"]) - timedelta(days=1)).isoformat()
    return m["day"] if m["time"] == "24:00" else f"{m['day']}T{m['time']}"


def _contact(value: object) -> str:
    """Return the name or number at a messenger, without which service it is at."""
    return _SERVICE.sub("", unicodedata.normalize("NFKC", str(value)).casefold()).translate(_SIGNS)


def _payee(value: object) -> str:
    """Return the number that money should go to, without its owner, bank or sort code."""
    text = _SORT_CODE.sub("", unicodedata.normalize("NFKC", str(value)))
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= _FEWEST_DIGITS else _words(text)


_FIELDS: Mapping[str, tuple[str, Callable[[Any], object]]] = {
    "lender": ("lender", _words),
    "amounts": ("amounts", _sum),
    "amount roles": ("amounts", _sum_with_role),
    "days_overdue": ("days_overdue", int),
    "due_date": ("due_date", _moment),
    "deadline": ("deadline", _moment),
    "card_tail": ("card_tail", _words),
    "phones": ("phones", _digits),
    "urls": ("urls", _url),
    "account": ("account", _payee),
    "messenger": ("messenger", _contact),
}
"""Field of the table -> the claim it looks at, and how a value is normalised."""
FIELDS = tuple(_FIELDS)
