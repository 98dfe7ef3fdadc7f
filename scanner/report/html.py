"""The HTML report: one file that loads nothing, runs only its own script and reads without it."""

from __future__ import annotations

import base64
import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scanner.i18n import LANGUAGES, N_, translator
from scanner.judging.model import VERDICTS
from scanner.report import words
from scanner.report.bilingual import both, both_plural, both_text
from scanner.report.calls import CallLog
from scanner.report.cards import CardMaker
from scanner.report.overview import advice_per_verdict, overview_of
from scanner.report.times import Clock
from scanner.report.visible import visible
from scanner.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.i18n import Language
    from scanner.report.model import Report

_PIECES_AT_ONCE = 500
_TITLE = N_("Debt-collection messages: report")
_DEMO_TITLE = N_("DEMO – Debt-collection messages: report")


def render_html(report: Report, language: Language) -> str:
    """Return the report as one HTML page; see `stream_html`."""
    return "".join(stream_html(report, language))


def stream_html(report: Report, language: Language) -> Iterator[str]:
    """Yield the report in pieces: one HTML page that opens in `language` and holds both.

    Raises:
        FileNotFoundError: the installation has no templates.
        jinja2.TemplateError: a template names something that does not exist.
    """
    folder = resource_folder("reports")
    style, script = (
        "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
        for names in (("style.css", "styles/log.css"), ("script.js", "scripts/log.js"))
    )
    device = report.acquisition.device
    clock = Clock(device.time_zone if device else "")
    cards = CardMaker(report, clock).cards()
    title = _DEMO_TITLE if report.is_demo else _TITLE
    environment = Environment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        {"_": both, "ngettext": both_plural, "text": both_text, "visible": visible, "words": words}
    )
    stream = environment.get_template("report.html.jinja").stream(
        report=report,
        language=language,
        titles={tag: translator(tag)(title) for tag in LANGUAGES},
        policy=content_security_policy(style, script),
        style=Markup(style),  # noqa: S704 - a file of ours
        script=Markup(script),  # noqa: S704 - likewise
        overview=overview_of(report, clock),
        advice=advice_per_verdict(report),
        log=CallLog(report, clock),
        verdicts=VERDICTS,
        # Cards are sorted by verdict; a list per verdict, made while the page is written.
        groups=groupby(cards, key=lambda card: card.judgement.verdict),
    )
    stream.enable_buffering(_PIECES_AT_ONCE)
    return iter(stream)


def content_security_policy(style: str, script: str) -> str:
    """Return the policy that forbids everything but this style and this script.

    The hashes are those of the exact bytes between the tags (CSP level 3, hash-source).
    """
    return (
        "default-src 'none'; img-src data:; "
        f"style-src '{_hash_source(style)}'; script-src '{_hash_source(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
