"""The overview of all phones as one HTML page that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from scanner.history.overview import ALARMING
from scanner.history.sentence import without_values
from scanner.i18n import LANGUAGES, N_, translator
from scanner.report import words
from scanner.report.assets import load_style
from scanner.report.said import Said, said, said_plural, said_when
from scanner.report.times import Clock, Moment
from scanner.report.visible import visible
from scanner.resources import resource_folder

if TYPE_CHECKING:
    from scanner.history.model import ScanRow
    from scanner.history.overview import Overview
    from scanner.i18n import Language

_TITLE = N_("All phones: overview")
_STYLES = ("page", "overview", "messages", "history", "print")


def render_overview(overview: Overview, language: Language, tool_version: str) -> str:
    """Return the page; it opens in `language` and holds all of them.

    Raises:
        FileNotFoundError: the installation has no templates.
        jinja2.TemplateError: a template names something that does not exist.
    """
    style = load_style(_STYLES)
    environment = Environment(
        loader=FileSystemLoader(resource_folder("reports") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        {"_": said, "ngettext": said_plural, "at": said_when, "visible": visible, "words": words}
    )
    return environment.get_template("history.html.jinja").render(
        overview=overview,
        alarming=ALARMING,
        language=language,
        titles={tag: translator(tag)(_TITLE) for tag in LANGUAGES},
        policy=_policy(style),
        style=style,
        local=local,
        reason=_reason,
        report_of=_report_of,
        tool_version=tool_version,
    )


def local(ms: int) -> Moment | None:
    """Return a moment in the time of this computer; None where no calendar holds it."""
    try:
        offset = datetime.fromtimestamp(ms / 1000).astimezone().utcoffset()
    except (OverflowError, OSError, ValueError):
        return None
    return Clock().moment(ms, round(offset.total_seconds() / 60) if offset else 0)


def _reason(scan: ScanRow) -> Said:
    said_in = {tag: translator(tag)(scan.sentence) for tag in LANGUAGES}
    return Said({tag: escape(without_values(sentence)) for tag, sentence in said_in.items()})


def _report_of(scan: ScanRow) -> tuple[str, str] | None:
    """Return address and name of the report of a scan; None where it is no longer there."""
    path = Path(scan.report) if scan.report else None
    return (path.as_uri(), path.name) if path and path.is_file() else None


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
