"""The messages that a person chose by their ids: from files, or from the last scans."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scanner.cli.console import Console
from scanner.cli.judging import report_of
from scanner.cli.keys import checked_prefix, full_key, the_one
from scanner.cli.opened import open_history
from scanner.complaint.model import Case
from scanner.errors import InputError
from scanner.history.kept import kept
from scanner.history.model import ScanRow
from scanner.i18n import N_
from scanner.inbox.acquisition import ProofStep
from scanner.inbox.files import read_files
from scanner.inbox.files.android_backup import Passwords
from scanner.judging.model import Judgement
from scanner.report.model import Report
from scanner.report.records import acquisition_record, iso_time
from scanner.ruleset.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Chosen messages of one person, and how they were read; as `Complaint` has it."""

    cases: tuple[Case, ...]
    acquisition: dict[str, Any]
    read_ms: int
    proof: tuple[ProofStep, ...] = ()
    time_zone: str = ""
    is_demo: bool = False


def from_files(
    files: tuple[Path, ...], passwords: Passwords, ids: Sequence[str], ruleset: Ruleset
) -> Chosen:
    """Return the messages with these ids from files, judged anew.

    Raises:
        InputError: a file cannot be read, or an id is none of theirs.
    """
    report = report_of(read_files(files, passwords), ruleset)
    by_key = {j.message.message_key: j for j in reversed(report.judgements)}
    keys = [
        the_one([key for key in by_key if key.startswith(prefix)], prefix)
        for prefix in map(checked_prefix, ids)
    ]
    device = report.acquisition.device
    read_ms = report.acquisition.finished_ms or report.created_ms
    return Chosen(
        cases=tuple(_case(key, by_key[key], report) for key in dict.fromkeys(keys)),
        acquisition={
            **acquisition_record(report),
            "read_at": iso_time(read_ms),
            "files": [_hashed(file) for file in files],
            "scan": None,
        },
        read_ms=read_ms,
        proof=report.acquisition.proof,
        time_zone=device.time_zone if device else "",
        is_demo=report.is_demo,
    )


def _case(key: str, judgement: Judgement, report: Report) -> Case:
    wanted = {
        (judgement.message.inbox_id, message_id)
        for e in (*judgement.evidence, *(v.evidence for v in judgement.violations))
        for message_id in e.earlier
    }
    earlier = {
        j.message.message_id: j.message
        for j in report.judgements
        if (j.message.inbox_id, j.message.message_id) in wanted
    }
    return Case(key=key, judgement=judgement, earlier=earlier)


def _hashed(file: Path) -> dict[str, str]:
    with file.open("rb") as opened:
        return {"name": file.name, "sha256": hashlib.file_digest(opened, "sha256").hexdigest()}


def from_history(console: Console, ids: Sequence[str], ruleset: Ruleset) -> Chosen:
    """Return the messages with these ids as the last scan that saw them judged them.

    Raises:
        InputError: an id is not known, no text was kept, or they are of different phones.
    """
    with open_history(console) as opened:
        keys = dict.fromkeys(full_key(opened, prefix) for prefix in ids)
        found = [kept(opened, key, ruleset) for key in keys]
    scans = {each.scan.inbox_id: each.scan for each in found}
    if len(scans) > 1:
        raise InputError(
            N_("These messages are of different phones."),
            N_("Make a pack for each phone: one person, one complaint."),
        )
    scan = max((each.scan for each in found), key=lambda scan: scan.id)
    return Chosen(
        cases=tuple(
            Case(key=each.key, judgement=each.judgement, earlier=each.earlier) for each in found
        ),
        acquisition={
            **scan.acquisition,
            "read_at": iso_time(scan.finished_ms),
            "ruleset": scan.ruleset,
            "files": [],
            "scan": scan.id,
        },
        read_ms=scan.finished_ms,
        proof=_proof(scan),
        is_demo=any(each.is_demo for each in found),
    )


def _proof(scan: ScanRow) -> tuple[ProofStep, ...]:
    """Return the steps with their figures; () of a scan that was kept without them."""
    steps = scan.acquisition["proof"]
    return tuple(ProofStep(**step) for step in steps) if all("detail" in s for s in steps) else ()
