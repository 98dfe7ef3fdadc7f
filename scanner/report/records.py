"""A judgement as a JSON object: the machine interface, published by `scanner.report.schema`."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from scanner.reading.sender import classify_sender

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.judging.model import Evidence, Judgement
    from scanner.reading.model import Claims
    from scanner.report.model import Report
    from scanner.ruleset.ruleset import Ruleset

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes away."""

Record = dict[str, Any]


def record(judgement: Judgement, ruleset: Ruleset) -> Record:
    """Return what was found about one message, without its text.

    Claims hold only what the message says; `{}` where the kind is none. Spans are
    `[start, end)` in code points of the body.
    """
    return {
        "inbox_id": judgement.message.inbox_id,
        "message_id": judgement.message.message_id,
        "kind": judgement.kind,
        "verdict": judgement.verdict,
        "violations": list(dict.fromkeys(v.id for v in judgement.violations)),
        "claims": {} if judgement.kind == "none" else claims_record(judgement.claims),
        "evidence": [evidence_record(e) for e in judgement.evidence if not e.could_not_tell],
        "score": round(judgement.score, 2),
        "ruleset": ruleset.id,
    }


def claims_record(claims: Claims) -> Record:
    """Return the claims that a message makes; those that it does not make are left out."""
    values: Mapping[str, object] = {
        "lender": claims.lender and claims.lender.name,
        "amounts": [
            {
                "value": None if math.isnan(a.value) else plain_number(a.value),
                "currency": a.currency,
                "role": a.role,
            }
            for a in claims.amounts
        ],
        "days_overdue": claims.days_overdue and claims.days_overdue.value,
        "due_date": claims.due_date and claims.due_date.iso,
        "deadline": claims.deadline and claims.deadline.iso,
        "card_tail": claims.card_tail and claims.card_tail.value,
        "phones": [phone.value for phone in claims.phones],
        "urls": [link.value for link in claims.urls],
        "account": claims.account and claims.account.value,
        "messenger": claims.messenger and claims.messenger.value,
    }
    return {name: value for name, value in values.items() if value is not None and value != []}


def evidence_record(evidence: Evidence) -> Record:
    """Return one rule that fired."""
    return {
        "rule": evidence.rule_id,
        "version": evidence.version,
        "group": evidence.group,
        "points": round(evidence.points, 2),
        "spans": [list(span) for span in evidence.spans],
        "view": evidence.view,
    }


def message_record(judgement: Judgement) -> Record:
    """Return the message itself, for exports that a person reads without the phone at hand."""
    message = judgement.message
    sender = judgement.sender or classify_sender(message.address)
    return {
        "address": message.address,
        "sender_class": sender.kind,
        "received_at": iso_time(message.received_ms, message.utc_offset_min),
        "body": message.body,
    }


def acquisition_record(report: Report) -> Record:
    """Return how the messages were got, and how whole that is known to be."""
    acquisition = report.acquisition
    return {
        "source": acquisition.source,
        "name": acquisition.name,
        "transport": acquisition.transport,
        "completeness": acquisition.completeness,
        "read": acquisition.read,
        "expected": acquisition.expected,
        "unreadable": len(acquisition.bad_rows),
        "oldest_at": iso_time(acquisition.oldest_ms),
        "newest_at": iso_time(acquisition.newest_ms),
        "proof": [{"name": step.name, "ok": step.ok} for step in acquisition.proof],
        "notices": [notice.id for notice in acquisition.notices],
    }


def iso_time(ms: int | None, utc_offset_min: int | None = None) -> str | None:
    """Return a moment as ISO 8601 with its offset (UTC when none is known); None stays None.

    So does a time that no calendar holds: Android stores any 64-bit number.
    """
    if ms is None:
        return None
    zone = UTC if utc_offset_min is None else timezone(timedelta(minutes=utc_offset_min))
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
        return moment.astimezone(zone).isoformat(timespec="seconds")
    except OverflowError:
        return None


def plain_number(value: float) -> float:
    """Return a whole number as an int, so that it is written without ".0"."""
    return int(value) if value == int(value) else value
