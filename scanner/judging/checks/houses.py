"""Whether a sender's name is that of another house than the one a message speaks for.

The directory knows the numbers of Chinese institutions. Elsewhere the sender is a name, and names
of well-known banks, wallets and carriers (`lists/houses.toml`) tell by themselves that two of them
do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scanner.judging.matching import NO_SENDER, CheckFunction, Found, Outcome, Param, Unknown
from scanner.reading.model import Reading, Span
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_SIGNS = re.compile(r"\W{0,3}(?:dear [a-z ]{2,20}, )?(?:this is |from )?$")
"""What may stand before the name by which a message begins."""
_PRODUCT = re.compile(
    r"\s?(?:[a-z]{2,12} ){0,2}"
    r"(?:card|loan|emi|overdraft|mortgage|信用卡|贷款|分期)"
)
_YOURS = re.compile(r"(?:\byour |\bur |您的?|你的?|阁下的?)$")


def header_of_another(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender's name that is a well-known house, where the message is of another one's debt.

    The message begins with the other's name and does not name the sender at all; or it speaks of
    "your … card" of another bank, whoever signs.
    """
    del params
    if reading.sender.kind != "alphanumeric":
        return None if reading.sender.address else Unknown(NO_SENDER)
    sender = ruleset.houses.of_sender(reading.sender.header)
    if sender is None:
        return None
    view = reading.views.normalised
    named = list(ruleset.houses.named_in(view.text))
    names_sender = any(house.id == sender.id for house, _, _ in named)
    for house, start, end in named:
        if house.id == sender.id:
            continue
        before = view.text[max(0, start - 30) : start]
        signs = len(before) == start and _SIGNS.fullmatch(before) is not None
        is_yours = _YOURS.search(before) is not None and _is_product(view.text, start, end)
        if (signs and not names_sender) or (is_yours and sender.lends and house.lends):
            return _found(reading, view.original_span(start, end))
    return None


def named_house(reading: Reading, ruleset: Ruleset) -> Span | None:
    """Return where the text names the house that its sender's name is of, if it does."""
    sender = ruleset.houses.of_sender(reading.sender.header)
    if sender is None:
        return None
    view = reading.views.normalised
    return next(
        (
            view.original_span(start, end)
            for house, start, end in ruleset.houses.named_in(view.text)
            if house.id == sender.id
        ),
        None,
    )


def _is_product(text: str, start: int, end: int) -> bool:
    """Tell whether a house's name is one of its cards (Barclaycard), or a card or loan follows."""
    return text.endswith("card", start, end) or _PRODUCT.match(text, end) is not None


def _found(reading: Reading, span: Span) -> Found:
    start, end = span
    claimed = reading.views.original.text[start:end]
    return Found((span,), "original", {"sender": reading.sender.address, "claimed": claimed})


CHECKS: Mapping[str, CheckFunction] = {"header-of-another": header_of_another}
