"""From a report, or from what stopped a scan, to what the history keeps of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from scanner.errors import PhoneNotReady, ScannerError
from scanner.history.identity import DEMO_KEY, phone_key
from scanner.history.model import DoneScan, Finding, KeptMessage, MissedScan, Phone
from scanner.inbox.acquisition import Acquisition, Device
from scanner.judging.model import Judgement
from scanner.reading.sender import classify_sender
from scanner.report.model import Report
from scanner.report.records import acquisition_record, evidence_record


def phone_of(device: Device, folder: Path | None = None) -> Phone:
    """Return how the history names a phone. Raises OutputError."""
    return Phone(key=phone_key(device.identity, folder), name=device.name)


def has_history(acquisition: Acquisition) -> bool:
    """Tell whether a scan belongs in the history: of a phone or the demo phone, not of files."""
    return acquisition.source == "demo" or (
        acquisition.source == "phone"
        and acquisition.device is not None
        and bool(acquisition.device.identity)
    )


def done_scan(report: Report, *, scheduled: bool = False, folder: Path | None = None) -> DoneScan:
    """Return what is kept of a scan of a phone.

    Texts and senders are kept of bills, of collection messages and of the messages that evidence
    rests on; of all others only key, class of sender and time.

    Raises:
        OutputError: the salt cannot be kept.
    """
    acquisition = report.acquisition
    assert acquisition.device is not None
    if report.is_demo:
        phone = Phone(key=DEMO_KEY, name=acquisition.name, is_demo=True)
    else:
        phone = phone_of(acquisition.device, folder)
    witnesses = {
        (judgement.message.inbox_id, earlier)
        for judgement in report.cards
        for evidence in judgement.evidence
        for earlier in evidence.earlier
    }
    keys = {
        (j.message.inbox_id, j.message.message_id): j.message.message_key
        for j in report.judgements
        if (j.message.inbox_id, j.message.message_id) in witnesses
    }
    return DoneScan(
        phone=phone,
        started_ms=acquisition.started_ms,
        finished_ms=report.created_ms,
        acquisition=json.dumps(
            {**acquisition_record(report), "proof": [asdict(step) for step in acquisition.proof]},
            ensure_ascii=False,
        ),
        counts=json.dumps(_counts(report)),
        ruleset=report.ruleset.id,
        findings=tuple({j.message.message_key: finding_of(j, keys) for j in report.cards}.values()),
        messages=tuple(_kept(judgement, witnesses) for judgement in report.judgements),
        scheduled=scheduled,
    )


def missed_scan(
    error: ScannerError,
    *,
    started_ms: int,
    finished_ms: int,
    phone: Phone | None = None,
    scheduled: bool = False,
) -> MissedScan:
    """Return what is kept of a scan that an error ended.

    The values in its sentence are left out: they may name a phone that is to be forgotten later.
    """
    return MissedScan(
        outcome="skipped" if isinstance(error, PhoneNotReady) else "failed",
        reason=re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower(),
        sentence=error.message,
        started_ms=started_ms,
        finished_ms=finished_ms,
        phone=phone,
        scheduled=scheduled,
    )


def _counts(report: Report) -> dict[str, int]:
    return {
        "messages": len(report.judgements),
        "collection": sum(j.is_collection for j in report.judgements),
        **{str(verdict): count for verdict, count in report.verdict_counts.items()},
    }


def finding_of(judgement: Judgement, keys: Mapping[tuple[str, str], str]) -> Finding:
    """Return what is kept of a judgement; `keys` are those of the messages it rests on."""
    assert judgement.verdict is not None
    told = [e for e in judgement.evidence if not e.could_not_tell]
    inbox = judgement.message.inbox_id
    evidence = [
        {**evidence_record(e), "earlier": [keys[inbox, i] for i in e.earlier if (inbox, i) in keys]}
        for e in (*told, *(v.evidence for v in judgement.violations))
    ]
    return Finding(
        message_key=judgement.message.message_key,
        kind=judgement.kind,
        verdict=judgement.verdict,
        score=round(judgement.score, 2),
        violations=tuple(dict.fromkeys(v.id for v in judgement.violations)),
        evidence=json.dumps(evidence, ensure_ascii=False),
        received_ms=judgement.message.received_ms,
    )


def _kept(judgement: Judgement, witnesses: set[tuple[str, str]]) -> KeptMessage:
    message = judgement.message
    matters = judgement.kind != "none" or (message.inbox_id, message.message_id) in witnesses
    sender = judgement.sender or classify_sender(message.address)
    return KeptMessage(
        key=message.message_key,
        sender_class=sender.kind,
        received_ms=message.received_ms,
        address=message.address if matters else None,
        body=message.body.encode("utf-8", "backslashreplace").decode() if matters else None,
        sent_ms=message.sent_ms if matters else None,
        utc_offset_min=message.utc_offset_min if matters else None,
    )
