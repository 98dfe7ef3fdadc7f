"""Who the message says it is: its signature, and the names that it borrows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scanner.judging.checks.brand import sounds_alike
from scanner.judging.checks.link import standing_of
from scanner.judging.checks.parties import (
    FINANCE,
    NAME_HINT,
    claimed_entities,
    claimed_names,
    is_generic,
    is_one_of,
    mentioned,
)
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.reading.model import Reading
from scanner.reading.views import changes_within
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_BANKS = {"bank", "internet_bank", "bank_hk"}
_DISGUISE = {"homophone", "variant", "split-character", "radical", "styled-letter"}
_TELLING = {"alphanumeric", "short_code_95", "short_code_12", "carrier", "short_code", "landline"}
"""Senders that tell who writes by themselves: nobody else is given that name or number."""
_SERVICE = {"short_code_95", "short_code_12", "carrier"}
"""Numbers that the authorities give out, one to an institution."""
_TITLE = re.compile(
    r"(?:legal|law|dept|department|notice|alert|info|payments?|pay|loans?|debts?|collect(?:ions?|or)?"
    r"|recovery|final|urgent|accounts?|billing|team|office|unit|services?|desk|admin|support|msg|sms"
    r"|court|case|claims?|reminder|[\W\d_])+",
    re.IGNORECASE,
)
"""A sender's name that is a title: LEGALDEPT."""
_OFFICE = re.compile(
    r"(?:(?:pre-? ?lit(?:igation)?|pre-? ?legal|acc(?:oun)?ts?|services?|dept\.?|department|legal"
    r"|cent(?:er|re)|processing|office|unit|collections?|recover(?:y|ies)|resolutions?|desk|team"
    r"|mediation|civil|claims?"
    r"|notices?|div(?:ision)?\.?|billing|support|customer|care|final|alert|payments?|debts?|loans?|cases?"
    r"|management|compliance|field|credit|arrears|litigation|files?|filing|review|officer|agent"
    r"|settlements?|past due|overdue|reminder|urgent|disputes?|document|delivery"
    r"|outstanding)[ /&-]{0,3}){1,5}",
    re.IGNORECASE,
)
"""What English calls an office without saying whose: Pre-Litigation Dept, Account Services."""
_APP = re.compile(r"[“\"「『《](?P<name>[^”\"」』》]{2,12})[”\"」』》]\s?(?:app|客户端|应用)")
_NAME_FOLLOWS = re.compile(
    r"[\s】\]]{0,3}[\u3400-\u9fff]{2,12}(?:财务|財務|银行|銀行|贷款|貸款|金融|电力|電力|公司|律师行|律師行)\s?[:：]"
)
"""The signer's name after what is only a title: [最後通知] 豪易財務：."""
_BRACKETS = re.compile(r"【([^】]{1,30})】")


def generic_signature(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a signature made of general words only: a department or a purpose, no company.

    From a number that tells who writes it is no doubt: 【缴费提醒】 from 10010.
    """
    del params
    signature = reading.claims.signature
    if signature is None or not is_generic(signature.name, ruleset):
        return None
    if _NAME_FOLLOWS.match(reading.views.original.text, signature.span[1]):
        return None
    owner = ruleset.directory.owner_of_sender(reading.sender.address)
    known = owner is not None and owner[1] != "port-suffix"
    if known or reading.sender.kind in _SERVICE:
        return None
    return Found((signature.span,), "original", {"signature": signature.name})


def names_nobody(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a message that names neither itself nor a creditor, or only an office: Legal Dept."""
    del params
    sender = reading.sender
    names = claimed_names(reading)
    office = bool(names) and all(_OFFICE.fullmatch(name.strip()) for name in names)
    tells = sender.kind in _TELLING and not _TITLE.fullmatch(sender.header)
    if office and sender.kind == "short_code":
        tells = False
    if (names and not office) or tells or mentioned(reading, ruleset):
        return None
    if sender.address and ruleset.directory.owner_of_sender(sender.address):
        return None
    if any(
        standing_of(link, reading, ruleset)[0] in ("own", "government", "plausible")
        for link in reading.claims.urls
    ):
        return None
    return None if NAME_HINT.search(reading.views.original.text) else Found()


def second_signature(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find 【…】 inside the text besides the signature, unless it only says 【通知】."""
    del params
    text = reading.views.original.text
    marks = [m for m in _BRACKETS.finditer(text) if m.start() == 0 or not is_generic(m[1], ruleset)]
    names = {mark[1].strip() for mark in marks}
    inner = [m for m in marks if text[: m.start()].strip() and text[m.end() :].strip()]
    if len(names) < 2 or not inner:
        return None
    return Found(tuple(m.span() for m in inner), "original", {"signature": inner[0][1]})


def lookalike_name(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a lender's name that is a known one written otherwise.

    One other character is not enough, for there are many banks: it must sound the same, be written
    with look-alike characters, or (Latin letters) be one letter off.
    """
    del params
    lender = reading.claims.lender
    if lender is None or lender.lookalike_of is None:
        return None
    meant = ruleset.directory.entities.get(lender.lookalike_of)
    at_home = meant is not None and reading.region in (None, meant.region)
    if meant is None or not (
        (lender.name.isascii() and at_home)  # Maybank of Malaysia is no disguise of China's MYbank
        or any(sounds_alike(lender.name, alias) for alias in meant.aliases)
        or any(c.step in _DISGUISE for c in changes_within(reading.views.changes, lender.span))
    ):
        return None
    detail = {"claimed": lender.name, "owner": meant.name}
    return Found((lender.span,), "original", detail)


def two_banks(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a signature of one bank over a text that names another bank only."""
    del params
    signature = reading.claims.signature
    signed = ruleset.directory.by_name(signature.name) if signature else None
    if signature is None or signed is None or signed.kind not in _BANKS:
        return None
    view = reading.views.normalised
    others: dict[str, tuple[int, int]] = {}
    for hit in ruleset.names.find(view.text):
        span = view.original_span(hit.start, hit.end)
        if not (signature.span[0] <= span[0] < signature.span[1]):
            others.setdefault(hit.entity_id, span)
    named = [ruleset.directory.entities[i] for i in others]
    if not named or any(e.kind not in _BANKS or e.may_speak_for(signed) for e in named):
        return None
    detail = {"claimed": signed.name, "owner": named[0].name}
    return Found((signature.span, others[named[0].id]), "original", detail)


def names_an_institution(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a message signed by, or about a debt to, a known financial institution."""
    del params
    for entity in claimed_entities(reading, ruleset):
        if entity.kind in FINANCE:
            return Found((), "original", {"claimed": entity.name})
    return None


def app_of_another(
    reading: Reading, _: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find the app of a known financial institution that is not the one named."""
    del params
    named = [e for e in claimed_entities(reading, ruleset) if e.kind in FINANCE]
    if not named:
        return None
    view = reading.views.normalised
    for found in _APP.finditer(view.text):
        owner = ruleset.directory.by_name(found["name"])
        if owner is not None and owner.kind in FINANCE and not is_one_of(owner, named):
            detail = {"claimed": named[0].name, "owner": owner.name}
            return Found((view.original_span(*found.span("name")),), "normalised", detail)
    return None


CHECKS: Mapping[str, CheckFunction] = {
    "generic-signature": generic_signature,
    "names-nobody": names_nobody,
    "second-signature": second_signature,
    "lookalike-name": lookalike_name,
    "two-banks": two_banks,
    "app-of-another": app_of_another,
    "names-an-institution": names_an_institution,
}
