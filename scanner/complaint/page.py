"""The printable page of a complaint pack: one file without a script, in one language."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from scanner.complaint.letters import ReadyText
from scanner.complaint.model import Case, Complaint
from scanner.judging.model import Evidence
from scanner.message import Message
from scanner.report import words
from scanner.report.teller import Teller
from scanner.report.times import Clock
from scanner.report.visible import visible
from scanner.resources import resource_folder
from scanner.ruleset.lists import Norm
from scanner.ruleset.model import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """One piece of evidence, ready to be shown."""

    title: str
    id: str
    rule: Rule | None
    quotes: list[tuple[str, Markup, Markup]]
    """(time, sender, text) of the earlier messages that it rests on."""
    norms: tuple[Norm, ...] = ()


def render_page(complaint: Complaint, texts: Sequence[ReadyText], sums: Mapping[str, str]) -> str:
    """Return the page.

    Args:
        complaint: what it is about.
        texts: what to say or paste at each channel.
        sums: SHA-256 of the other files of the pack, by name.
    """
    folder = resource_folder("reports")
    environment = Environment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    teller = Teller(complaint.ruleset, complaint.language, Clock(complaint.time_zone))

    def translated(msgid: str, **fields: object) -> Markup:
        sentence = escape(teller.text(msgid))
        return sentence.format(**fields) if fields else sentence

    style = (folder / "styles" / "complaint.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals.update(
        {"_": translated, "ngettext": teller.ngettext, "visible": visible, "words": words}
    )
    return environment.get_template("complaint.html.jinja").render(
        complaint=complaint,
        teller=teller,
        style=Markup(style),  # noqa: S704 - a file of ours
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'",
        cases=list(zip(complaint.cases, complaint.files, strict=True)),
        signs=lambda case, *directions: _signs(case, directions, teller),
        broken=lambda case: _broken(case, complaint, teller),
        texts=texts,
        sums=sums,
    )


def _signs(case: Case, directions: tuple[str, ...], teller: Teller) -> list[_Sign]:
    return [
        _sign(case, evidence, teller)
        for evidence in case.judgement.evidence
        if evidence.direction in directions and not evidence.could_not_tell
    ]


def _broken(case: Case, complaint: Complaint, teller: Teller) -> list[_Sign]:
    judgement = case.judgement
    return [
        _sign(case, v.evidence, teller, complaint.ruleset.norms_of(v.id, judgement.region))
        for v in judgement.violations
    ]


def _sign(case: Case, evidence: Evidence, teller: Teller, norms: tuple[Norm, ...] = ()) -> _Sign:
    found = [case.earlier[e] for e in evidence.earlier if e in case.earlier]
    return _Sign(
        title=teller.title(evidence),
        id=f"{evidence.rule_id} v{evidence.version}",
        rule=teller.ruleset.rules.get(evidence.rule_id),
        quotes=[_quote(message, teller) for message in found],
        norms=norms,
    )


def _quote(message: Message, teller: Teller) -> tuple[str, Markup, Markup]:
    when = teller.when(message.received_ms, message.utc_offset_min)
    return when, visible(message.address or "?"), visible(message.body)
