"""The HTML report: one file that loads nothing, runs only its own script and reads without it."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scanner.i18n import LANGUAGES, N_, translator
from scanner.judging.model import VERDICTS
from scanner.report import words
from scanner.report.assets import load_assets
from scanner.report.calls import CallLog
from scanner.report.campaigns import campaigns_of
from scanner.report.cards import CardMaker
from scanner.report.contacts import contacts_of_cards
from scanner.report.facets import either_script, facets_of, keys_of, plain_name
from scanner.report.overview import advice_per_verdict, overview_of
from scanner.report.parties import parties_of
from scanner.report.phrases import Phrases
from scanner.report.pictures import sender_rows, span_of, timeline_of
from scanner.report.said import said, said_plural, said_text, said_when
from scanner.report.story import StoryTeller, told
from scanner.report.times import Clock
from scanner.report.visible import visible
from scanner.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.i18n import Language
    from scanner.report.model import Report

_PIECES_AT_ONCE = 500
_LONG = 300
"""Cards from which on what many of them say stands once in the page."""
_PAGE_SIZE = 100
"""Cards of a verdict that are shown at once, and then at a time, where scripts run."""
_TITLE = N_("Debt-collection messages: report")
_DEMO_TITLE = N_("DEMO – Debt-collection messages: report")


def render_html(report: Report, language: Language) -> str:
    """Return the report as one HTML page; see `stream_html`."""
    return "".join(stream_html(report, language))


@cache
def templates() -> Environment:
    """Return the environment of the page's templates; a process compiles each only once."""
    environment = Environment(
        loader=FileSystemLoader(resource_folder("reports") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        {
            "_": said,
            "ngettext": said_plural,
            "text": said_text,
            "at": said_when,
            "visible": visible,
            "plain_name": plain_name,
            "keys": keys_of,
            "words": words,
        }
    )
    return environment


def stream_html(report: Report, language: Language) -> Iterator[str]:
    """Yield the report in pieces: one HTML page that opens in `language` and holds all of them.

    Raises:
        FileNotFoundError: the installation has no templates.
        jinja2.TemplateError: a template names something that does not exist.
    """
    is_long = len(report.cards) > _LONG
    title = _DEMO_TITLE if report.is_demo else _TITLE
    stream = (
        templates()
        .get_template("report.html.jinja")
        .stream(
            report=report,
            language=language,
            titles={tag: translator(tag)(title) for tag in LANGUAGES},
            assets=load_assets(),
            verdicts=VERDICTS,
            advice=advice_per_verdict(report),
            is_long=is_long,
            page_size=_PAGE_SIZE if is_long else _LONG,
            phrases=Phrases(language),
            **_contents(report),
        )
    )
    stream.enable_buffering(_PIECES_AT_ONCE)
    return iter(stream)


def _contents(report: Report) -> dict[str, Any]:
    """Return what the page shows of the messages; what can be long is made while it is written."""
    device = report.acquisition.device
    clock = Clock(device.time_zone if device else "")
    parties, campaigns = parties_of(report), campaigns_of(report)
    cards = CardMaker(
        report,
        clock,
        parties={number: party.id for party in parties for number in party.cards},
        campaigns={number: campaign.id for campaign in campaigns for number in campaign.cards},
    )
    teller = StoryTeller(report, clock)
    return {
        "overview": overview_of(report, clock),
        "log": CallLog(report, clock),
        "facets": facets_of(report),
        "either_script": either_script(report),
        "timeline": timeline_of(report, clock),
        "span": span_of(report),
        "senders": sender_rows(report),
        # Cards are sorted by verdict.
        "groups": groupby(cards.cards(), key=lambda card: card.judgement.verdict),
        "parties": parties,
        "stories": teller.stories(parties),
        "contacts": contacts_of_cards(report),
        "campaigns": campaigns,
        "campaign_stories": (
            (campaign, told(map(teller.step, campaign.cards))) for campaign in campaigns
        ),
    }
