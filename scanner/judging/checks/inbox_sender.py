"""Whether earlier messages of the inbox know the sender, and as whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from scanner.judging.checks.parties import (
    FINANCE,
    PERSONAL,
    claimed_entities,
    claimed_names,
    is_one_of,
    mentioned,
)
from scanner.judging.checks.testimony import ids, of_same_party, says
from scanner.judging.matching import CheckFunction, Found, Outcome, Param
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.sender import classify_sender
from scanner.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from scanner.judging.witness import Witness

_NATIONAL_DIGITS = 8
"""So many last digits of a number are the same with and without country code and trunk 0."""
_WORKS_FOR_IT = r"(?:开展|进行|负责|对您|代为|催|协助|跟进|处理|提醒|联系|与您)"
_ANNOUNCED = (
    re.compile(
        r"委托[给了]?[“\"「『]?([^“”\"，。、」』]{2,20}?)[”\"」』]?(?:公司)?" + _WORKS_FOR_IT
    ),
    re.compile(
        r"(?:passed|assigned|referred|handed|transferred|sold|given)(?: over)? to "
        r"(?:our (?:agent|partner)s? )?([A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,4})"
    ),
    re.compile(
        r"(?:现|已)?(?:改|转|交)?由[“\"「『]([^“”\"，。、」』]{2,20})[”\"」』]" + _WORKS_FOR_IT
    ),
)
"""How a lender announces who will collect for it."""


def other_agency(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a collector that is not the one which the lender announced.

    Params: `announced`: false = another than announced, true = the announced one.
    """
    signature, lender = reading.claims.signature, reading.claims.lender
    if signature is None:
        return None
    now = signature.name
    if ruleset.directory.by_name(now) is not None:  # the lender itself says who collects now
        if (said := _announced(reading)) is None:
            return None
        now = said
    lenders = [ruleset.directory.entities[i].name for i in mentioned(reading, ruleset)]
    if lender is not None and lender.name != now:
        lenders.append(lender.name)
    for earlier in witness.about(lenders):
        then = _announced(earlier)
        if then is None:
            continue
        if (then in now or now in then) != bool(params["announced"]):
            return None
        detail = {"now": now, "then": then}
        return Found((signature.span,), "original", detail, ids([earlier]))
    return None


def _announced(reading: Reading) -> str | None:
    text = reading.views.original.text
    return next((m[1] for pattern in _ANNOUNCED if (m := pattern.search(text))), None)


def sender_changed_name(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a sender that called itself another known institution before."""
    del params
    now = claimed_entities(reading, ruleset)
    if not now:
        return None
    changed = []
    for earlier in witness.from_same_sender():
        then = claimed_entities(earlier, ruleset)
        if any(is_one_of(entity, now) for entity in then):
            return None
        if then and then[0].kind in FINANCE and now[0].kind in FINANCE:
            changed.append(earlier)
    if not changed:
        return None
    was = claimed_entities(changed[0], ruleset)[0].name
    return Found((), "original", {"now": now[0].name, "then": was}, ids(changed[:3]))


def sender_advertised(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a personal number that advertised loans before."""
    del params
    if reading.sender.kind not in PERSONAL:
        return None
    ads = [e for e in witness.from_same_sender() if says(e, ruleset, "says_loan_ad")]
    return Found((), "original", {}, ids(ads[:3])) if ads else None


def named_by_party(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a personal number that the named party gave out before, by a sender of its own.

    A bank's text names the manager and the mobile from which the manager will write.
    """
    del params
    digits = reading.sender.number[-_NATIONAL_DIGITS:]
    if reading.sender.kind not in PERSONAL or len(digits) < _NATIONAL_DIGITS:
        return None
    given = [
        earlier
        for earlier in of_same_party(reading, witness, ruleset)
        if earlier.sender.kind not in PERSONAL
        and digits in re.sub(r"[ ().-]", "", earlier.views.normalised.text)
    ]
    return Found((), "original", {}, ids(given[:2])) if given else None


def warned(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find a warning by the same party against what this message asks for: paying a person."""
    del params
    if not (reading.claims.account or reading.claims.messenger):
        return None
    warnings = [
        e
        for e in witness.about(claimed_names(reading))
        if says(e, ruleset, "says_never_pay_persons") and not witness.same_sender(e)
    ]
    return Found((), "original", {}, ids(warnings[:2])) if warnings else None


def campaign(
    reading: Reading, witness: Witness, ruleset: Ruleset, params: Mapping[str, Param]
) -> Outcome:
    """Find the same text from another sender under another name, or from private numbers.

    One institution that sends the same text from several ports is no campaign.
    """
    del ruleset, params
    mine = _bracketed(reading.message.body)
    private = reading.sender.kind in PERSONAL
    others = [
        m
        for m in witness.same_template()
        if _bracketed(m.body) != mine or (private and classify_sender(m.address).kind in PERSONAL)
    ]
    if not others:
        return None
    return Found((), "original", {"senders": str(len(others) + 1)}, _named(others[:3]))


def _bracketed(body: str) -> str:
    found = re.search(r"【([^】]*)】", body)
    return found[1].strip() if found else ""


def _named(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(m.message_id for m in messages)


CHECKS: Mapping[str, CheckFunction] = {
    "inbox-other-agency": other_agency,
    "inbox-sender-changed-name": sender_changed_name,
    "inbox-sender-advertised": sender_advertised,
    "inbox-named-sender": named_by_party,
    "inbox-warned": warned,
    "inbox-campaign": campaign,
}
