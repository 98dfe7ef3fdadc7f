"""Reads a message: views, sender, language, region, claims. Pure; never raises on any text."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from scanner.message import Message
from scanner.reading.accounts import find_account, find_card_tail, find_messenger
from scanner.reading.amounts import find_amounts
from scanner.reading.dates import find_dates
from scanner.reading.language import language_of
from scanner.reading.lender import find_lender
from scanner.reading.links import find_links
from scanner.reading.model import Claims, Link, Reading, Region, Views
from scanner.reading.names import NameIndex
from scanner.reading.past_due import is_past_due
from scanner.reading.phones import find_phones
from scanner.reading.region import Surroundings, region_of
from scanner.reading.sender import classify_sender
from scanner.reading.signature import find_signature
from scanner.reading.spelt import with_digits
from scanner.reading.text import masked, page_of, without_joined_numbers
from scanner.reading.views import views_of

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Outside these a time stamp is broken, and dates counted from it would mean nothing."""


class Reader:
    """Reads messages with the names of one directory."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    def read(self, message: Message) -> Reading:
        """Return what a message says; the claims are worked out when they are first asked for.

        Every span lies inside its body.
        """
        views = views_of(message.body)
        language = language_of(views)
        links = find_links(message.body, views.normalised)
        around = Surroundings(
            message.address or "",
            tuple(link.domain for link in links),
            message.utc_offset_min,
            local_time(message),
        )
        region = region_of(views, language, around)
        sender = classify_sender(message.address, region)
        work_out = partial(self._claims, message, views, region, links)
        return Reading(message, views, sender, language, region, work_out)

    def _claims(
        self, message: Message, views: Views, region: Region | None, links: tuple[Link, ...]
    ) -> Claims:
        if not message.body.strip():
            return Claims()
        page = page_of(message.body, views.skeleton)
        signature = find_signature(page_of(message.body, views.normalised))
        page, text = with_digits(page, without_joined_numbers(message.body, page, page.view.text))
        text = masked(text, [page.positions(link.span) for link in links])
        lender = find_lender(page, text, signature, self._names)
        tail, tail_spans = find_card_tail(page, text)
        text = masked(text, tail_spans)
        account, account_spans = find_account(page, text, message.body)
        messenger, messenger_spans = find_messenger(page, text)
        signed = [page.positions(signature.span)] if signature else []
        phones, phone_spans = find_phones(page, masked(text, signed), region)
        text = masked(text, [*account_spans, *messenger_spans, *phone_spans])
        past_due = is_past_due(page.view.text)
        amounts, amount_spans = find_amounts(page, text, region, past_due=past_due)
        text = masked(text, amount_spans)
        dates = find_dates(
            page, text, received=local_time(message), region=region, past_due=past_due
        )
        return Claims(
            signature=signature,
            lender=lender,
            amounts=tuple(amounts),
            days_overdue=dates.days_overdue,
            due_date=dates.due_date,
            deadline=dates.deadline,
            card_tail=tail,
            phones=tuple(phones),
            urls=links,
            account=account,
            messenger=messenger,
        )


def local_time(message: Message) -> datetime | None:
    """Return the phone's local time of arrival, without zone; None when it is not known."""
    if message.received_ms is None:
        return None
    try:
        since_1970 = timedelta(
            milliseconds=message.received_ms, minutes=message.utc_offset_min or 0
        )
        moment = datetime(1970, 1, 1) + since_1970  # noqa: DTZ001 - the phone's own local time
    except OverflowError:
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
