"""The files of a complaint pack, each with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from scanner.complaint.letters import ready_texts
from scanner.complaint.model import Case, Complaint
from scanner.complaint.page import render_page
from scanner.contact_log.file import log_json
from scanner.report.records import iso_time, message_record, record
from scanner.whole_file import encoded

PAGE = "complaint.html"
SUMS = "SHA256SUMS"


def parts_of(complaint: Complaint) -> dict[str, bytes]:
    """Return the files of the pack by name, `/` between folders; the list of sums is the last.

    The page names the sums of all files before it; `SHA256SUMS` also that of the page, in the form
    that `sha256sum -c` reads.
    """
    texts = ready_texts(complaint)
    parts = {
        **dict(zip(complaint.files, map(_original, complaint.cases), strict=True)),
        "messages.json": _json({"messages": [_case_record(c, complaint) for c in complaint.cases]}),
        **({"contact-log.json": encoded(log_json(complaint.calls))} if complaint.calls else {}),
        "acquisition.json": _json(dict(complaint.acquisition)),
        **{f"texts/{text.name}.txt": encoded(text.text) for text in texts},
    }
    sums = {name: sha256(data) for name, data in parts.items()}
    parts[PAGE] = encoded(render_page(complaint, texts, sums))
    sums[PAGE] = sha256(parts[PAGE])
    parts[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
    return parts


def sha256(data: bytes) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(data).hexdigest()


def _original(case: Case) -> bytes:
    """Return the text of a message, byte for byte as it was read."""
    return encoded(case.judgement.message.body)


def _case_record(case: Case, complaint: Complaint) -> dict[str, Any]:
    message = case.judgement.message
    return {
        **record(case.judgement, complaint.ruleset),
        "message_key": case.key,
        **({"demo": True} if complaint.is_demo else {}),
        "message": {
            **message_record(case.judgement),
            "received_ms": message.received_ms,
            "sent_at": iso_time(message.sent_ms, message.utc_offset_min),
            "sent_ms": message.sent_ms,
            "service_center": message.service_center,
            "box": message.box,
            "fidelity": message.fidelity,
        },
    }


def _json(value: object) -> bytes:
    return encoded(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
