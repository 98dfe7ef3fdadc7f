"""Whether the telephone numbers of a message are those of whom it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scanner.judging.checks.parties import (
    FINANCE,
    NAME_HINT,
    claimed_entities,
    claimed_names,
    is_one_of,
)
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Phone, Reading
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_SHORTEST_NUMBER = 7
"""Shorter numbers could agree with the end of a sender's by chance."""

_MENU_CHOICE = re.compile(r"(?<=^95\d{3})-\d$")
"""What to press after the line answers: 95511-3."""
_NO_CONTACT = re.compile(r" (?:groups?|status|stor(?:y|ies)|contacts?|chats?)$", re.IGNORECASE)
"""What stands after a messenger's name without being an account: WhatsApp groups."""
_AGENT = re.compile(r"律师|律所|调解|仲裁|法律|法务|事务所|资产|催收|委外|信息咨询|外包")


def phone_of(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find telephone numbers of one standing.

    Params: `standing`: "own" (listed for a named entity), "another" (listed for an entity that is
    not named), "unlisted" (a named financial institution has hotlines, and this is none of them),
    "nobody" (neither the message nor the sender's name names a party) or "any"; `classes`: number
    classes that count, absent = all. A number that is the sender's own counts only for "own" and
    "another", or where `senders_own` is true.
    """
    wanted = params["standing"]
    classes = params.get("classes", ())
    found: list[Phone] = []
    detail: dict[str, str] = {}
    for phone in reading.claims.phones:
        standing, whose = _standing(phone, reading, ruleset)
        if wanted not in (standing, "any") or (wanted == "any" and standing in ("own", "public")):
            continue
        if classes and phone.kind not in tuple(classes if isinstance(classes, tuple) else ()):
            continue
        passed_over = standing not in ("own", "another") and not params.get("senders_own")
        if passed_over and _is_sender(phone.number, reading):
            continue
        found.append(phone)
        detail.setdefault("phone", phone.value)
        if whose:
            detail.setdefault("owner", whose)
    return Found(tuple(p.span for p in found), "original", detail) if found else None


def _standing(phone: Phone, reading: Reading, ruleset: Ruleset) -> tuple[str, str]:
    directory = ruleset.directory
    owner = directory.owner_of_number(phone.value)
    owner = owner or directory.owner_of_number(_MENU_CHOICE.sub("", phone.value))
    entities = claimed_entities(reading, ruleset)
    if owner is not None:
        if is_one_of(owner, entities):
            return "own", owner.name
        if owner.kind in ("authority", "association"):
            return "public", owner.name
        if entities or owner.kind in FINANCE:
            return "another", owner.name
    at_home = (e for e in entities if reading.region in (None, e.region))
    if any(e.kind in FINANCE and e.hotlines for e in at_home) and not _signed_by_another(reading):
        return "unlisted", ""
    named = claimed_names(reading) or reading.sender.kind == "alphanumeric"
    if named or NAME_HINT.search(reading.views.original.text):
        return "unknown", ""
    return "nobody", ""


def _signed_by_another(reading: Reading) -> bool:
    """Tell whether an agent signs, who has telephones of its own: a mediator, a law office."""
    signature, lender = reading.claims.signature, reading.claims.lender
    if signature is None or lender is None or signature.name == lender.name:
        return False
    return _AGENT.search(signature.name) is not None


def _is_sender(number: str, reading: Reading) -> bool:
    """Tell whether a number to call is the one that the message came from."""
    digits = re.sub(r"\D", "", number).lstrip("0")
    return len(digits) >= _SHORTEST_NUMBER and reading.sender.number.endswith(digits)


def messenger(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a messenger contact, such as WeChat, QQ or WhatsApp.

    The sender's own number counts only where it poses as a known institution.
    """
    del params
    claim = reading.claims.messenger
    if claim is None or _NO_CONTACT.search(claim.value):
        return None
    poses = any(e.kind in FINANCE for e in claimed_entities(reading, ruleset))
    if _is_sender(claim.value, reading) and not poses:
        return None
    return Found((claim.span,), "original", {"contact": claim.value})


def any_contact(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find any telephone number, link or messenger contact."""
    del ruleset, params
    claims = reading.claims
    spans = [*(phone.span for phone in claims.phones), *(link.span for link in claims.urls)]
    if claims.messenger:
        spans.append(claims.messenger.span)
    return Found(tuple(sorted(spans))) if spans else None


CHECKS: Mapping[str, CheckFunction] = {
    "phone-of": phone_of,
    "messenger-contact": messenger,
    "any-contact": any_contact,
}
