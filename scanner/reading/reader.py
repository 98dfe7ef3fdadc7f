"""Reads a message: views, sender, language, region, claims. A pure function; never raises on a text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial

from scanner.message import Message
from scanner.reading.accounts import find_account, find_card_tail, find_messenger
from scanner.reading.amounts import find_amounts
from scanner.reading.dates import find_dates
from scanner.reading.language import language_of, region_of
from scanner.reading.lender import find_lender
from scanner.reading.links import find_links
from scanner.reading.model import Claims, Link, Reading, Region, Views
from scanner.reading.names import NameIndex
from scanner.reading.phones import find_phones
from scanner.reading.sender import classify_sender
from scanner.reading.signature import find_signature
from scanner.reading.text import masked, page_of
from scanner.reading.views import views_of

_PAST_DUE = re.compile(
    r"逾期|超期|超时|拖欠|欠费|尚欠|未付|未缴|未归还|未结清|未还清|没还|未扣|没扣|没能.{0,12}扣|过了?.{0,6}还款日|已过.{0,8}(?:还款日|到期|截止)|还款日.{0,14}已过|过期|"
    r"催收|催告|爆催|起诉|立案|律师函|传票|执行|仲裁|失信|还钱|拖了|拖咗|尾款|晚了\d|没有进账|未收到|未到账|仍未|欠钱|逾时|拒绝还款|撤诉|欠债|"
    r"overdue|past[ -]due|in arrears|\bbehind\b|\bunpaid\b|\bmissed\b|outstanding|delinquent|in default|\bwas due\b|has not posted|"
    r"not received|\bdebt(?:or)?\b|guarantor|\bbounced\b|didn't go through|could not (?:debit|collect)|final (?:notice|attempt|warning|demand)|last warning|\blate\b|"
    r"legal action|court|warrant|lawsuit|\bfir\b|still owe|o\$p\$|\bdefault(?:ed)?\b|recovery|collections?\b|utang|arrest|past its due|days late|"
    r"terlambat|menunggak|tunggakan|jatuh tempo telah|lewat jatuh|umechelewa|deni|vencid|atras|moroso|adeudo|embargo|quá hạn|trễ hạn|nợ xấu|bakaya|shame"
)
_PERHAPS_PAST_DUE = re.compile(r"欠款|未还|尚未|停机|冻结")
"""Also said of a bill that is not yet due."""
_STILL_TO_COME = re.compile(
    r"即将到期|将到期|还款日(?:快到|是|为|:|\d)|前还清享|尚未到期|未(?:产生任何|发生|有)?逾期|下次还款|明[天日]到期"
)
_NOT_YET = re.compile(
    r"(?:避免|以免|防止|免得|免|谨防|未产生任何|没有|无|未发生|不会|如|若|如果|若有|导致|产生|造成)\s?(?:任何|影响|信用|发生|出现|产生)?.{0,2}(?:逾期|超期)|逾期(?:未(?:还|付|缴)的?|款)?,?(?:将|会|后|不)|"
    r"avoid.{0,24}(?:late|overdue|default|collections?)|(?:late|overdue) (?:fee|charge|penalt)\w*|if (?:it is |you are )?(?:overdue|late|unpaid)|not (?:yet )?overdue|"
    r"to avoid|agar tidak.{0,12}terlambat|sebelum jatuh tempo|hindari"
)


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
        domains = tuple(link.domain for link in links)
        region = region_of(
            views,
            language,
            message.address,
            domains=domains,
            utc_offset_min=message.utc_offset_min,
            received=local_time(message),
        )
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
        text = masked(page.view.text, [page.positions(link.span) for link in links])
        lender = find_lender(page, text, signature, self._names)
        tail, tail_spans = find_card_tail(page, text)
        text = masked(text, tail_spans)
        account, account_spans = find_account(page, text)
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


def is_past_due(text: str) -> bool:
    """Tell whether a normalised text says that a debt is past due, warnings of it set aside."""
    said = _NOT_YET.sub(" ", text)
    if _PAST_DUE.search(said):
        return True
    return bool(_PERHAPS_PAST_DUE.search(said)) and not _STILL_TO_COME.search(text)


def local_time(message: Message) -> datetime | None:
    """Return the phone's local time of arrival, without zone; None when it is not known."""
    if message.received_ms is None:
        return None
    try:
        utc = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=message.received_ms)
        return (utc + timedelta(minutes=message.utc_offset_min or 0)).replace(tzinfo=None)
    except OverflowError:
        return None
