"""Judged rows of a corpus, made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scanner.corpus.rows import Row
from scanner.corpus.trials import Trial
from scanner.judging.model import COLLECTION_KINDS, Kind, Verdict
from scanner.message import Message


def trial(
    name: str,
    kind: Kind | None,
    verdict: Verdict | None = None,
    *,
    judged: tuple[Kind, Verdict | None] = ("none", None),
    fired: Iterable[str] = (),
    source: str = "mine",
    text: str = "",
    claims: dict[str, Any] | None = None,
    read: dict[str, Any] | None = None,
    **labels: Any,
) -> Trial:
    """Return a row labelled (kind, verdict) and judged as `judged`."""
    message = Message(inbox_id=name, message_id=name, body=text or f"message {name}")
    row = Row(
        id=name,
        source=source,
        language="en",
        inbox=(message,),
        is_collection=None if kind is None else kind in COLLECTION_KINDS,
        kind=kind,
        verdict=verdict,
        claims=claims,
        **labels,
    )
    return Trial(
        row=row,
        kind=judged[0],
        verdict=judged[1],
        violations=frozenset(),
        claims=read or {},
        fired=frozenset(fired),
        strengths={},
        has_sum=False,
    )
