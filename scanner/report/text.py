"""The report as sentences, the most urgent first: for those who hear it, and for a terminal.

No boxes, no colours, no columns: each line is a sentence that makes sense alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scanner.i18n import N_
from scanner.judging.model import VERDICTS
from scanner.report import words
from scanner.report.contacts import contacts_for
from scanner.report.overview import advice_per_verdict
from scanner.report.plain import plain
from scanner.report.teller import Teller
from scanner.report.times import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.i18n import Language
    from scanner.judging.model import Judgement, Verdict
    from scanner.report.model import Report

_LONGEST = 1000
"""Characters of a message's text that are read out."""


def stream_text(report: Report, language: Language) -> Iterator[str]:
    """Yield the report in pieces of plain text, a sentence or two a line."""
    device = report.acquisition.device
    teller = Teller(report.ruleset, language, Clock(device.time_zone if device else ""))
    for lines in _paragraphs(report, teller):
        yield "\n".join([*lines, "", ""])


def _paragraphs(report: Report, teller: Teller) -> Iterator[list[str]]:
    yield [*_what_was_read(report, teller), *_what_was_found(report, teller)]
    advice = advice_per_verdict(report)
    number, total = 0, len(report.cards)
    for verdict, judgements in groupby(report.cards, key=lambda judgement: judgement.verdict):
        assert verdict is not None
        steps = [teller.of(step.text) for step in advice[verdict]]
        counted = _counted(teller, verdict, report.verdict_counts[verdict])
        yield [
            teller.sentences([counted, teller.text(words.VERDICT_MEANS[verdict])]),
            *([teller.text(N_("What to do with such a message:")), *steps] if steps else []),
        ]
        for judgement in judgements:
            number += 1
            yield list(_message(report, teller, judgement, number, total))
    yield [teller.text(N_("That was everything."))]


def _what_was_read(report: Report, teller: Teller) -> Iterator[str]:
    acquisition = report.acquisition
    if report.is_demo:
        yield teller.text(N_("DEMO: invented messages of a built-in phone, nobody's real inbox."))
    if report.is_redacted:
        yield teller.text(N_("Names, numbers and sums are masked."))
    sentence = (
        N_("{source}: {count} messages read, proved to be the whole inbox.")
        if acquisition.completeness == "proved"
        else N_("{source}: {count} messages read, not proved to be the whole inbox.")
    )
    source = plain(teller.text(acquisition.name))
    yield teller.text(sentence, source=source, count=acquisition.read)
    if acquisition.bad_rows:
        yield teller.ngettext(
            "{n:,} message could not be read.",
            "{n:,} messages could not be read.",
            len(acquisition.bad_rows),
        )
    if moment := teller.clock.moment(report.created_ms):
        yield teller.text(N_("Times are in {zone}."), zone=moment.zone)
    for notice in acquisition.notices:
        yield plain(teller.text(notice.message, **notice.fields))


def _what_was_found(report: Report, teller: Teller) -> Iterator[str]:
    if not report.cards:
        yield teller.text(
            N_("There is no debt-collection message in this inbox.")
            if report.is_whole
            else N_("No debt-collection message is among those that were read.")
        )
        return
    counts = report.verdict_counts
    yield teller.sentences(
        _counted(teller, verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict]
    )
    if counts["likely_forged"] or counts["suspicious"]:
        yield teller.text(
            N_("Do not pay and do not call back until you have asked the lender itself.")
        )


def _counted(teller: Teller, verdict: Verdict, count: int) -> str:
    return {
        "likely_forged": teller.ngettext(
            "{n} message is likely forged.", "{n} messages are likely forged.", count
        ),
        "suspicious": teller.ngettext(
            "{n} message is suspicious.", "{n} messages are suspicious.", count
        ),
        "unverified": teller.ngettext(
            "{n} message is unverified.", "{n} messages are unverified.", count
        ),
        "consistent": teller.ngettext(
            "{n} message is consistent with its sender.",
            "{n} messages are consistent with their senders.",
            count,
        ),
    }[verdict]


def _message(
    report: Report, teller: Teller, judgement: Judgement, number: int, total: int
) -> Iterator[str]:
    assert judgement.verdict is not None
    yield teller.text(
        N_("Message {number} of {total}: {verdict}. {kind}."),
        number=number,
        total=total,
        verdict=teller.text(words.VERDICT[judgement.verdict]),
        kind=teller.text(words.KIND[judgement.kind]),
    )
    yield teller.text(
        N_("It came from {sender}, {time}."),
        sender=teller.sender(judgement),
        time=teller.received(judgement, zone=False),
    )
    text = _shortened(judgement.message.body)
    yield (
        teller.text(N_("The text: {text}"), text=text)
        if text
        else teller.text(N_("It has no text."))
    )
    for sentence, things in (
        (N_("Speaks for a forgery: {signs}."), teller.signs(judgement, "forged")),
        (N_("Breaks the rules for collectors: {signs}."), [b for b, _ in teller.broken(judgement)]),
        (N_("Speaks for the sender it names: {signs}."), teller.signs(judgement, "genuine")),
        (N_("Good to know: {signs}."), teller.signs(judgement, "context")),
    ):
        if things:
            yield teller.text(sentence, signs=teller.listed(things))
    for name, value in teller.claims(judgement):
        yield teller.text(N_("{name}: {value}."), name=name, value=value)
    contacts = contacts_for(judgement.claims.lender, report.ruleset.directory)
    facts = [*contacts.hotlines, *contacts.apps, *contacts.domains] if contacts else []
    if contacts and facts:
        yield teller.text(
            N_("To check, ask {name} itself: {contacts}."),
            name=contacts.name.striptags(),
            contacts=teller.listed(plain(fact.value) for fact in facts),
        )
    for call in report.calls_about(judgement):
        yield teller.text(N_("Call noted, {call}."), call=teller.call(call))
    if not report.is_redacted:
        yield teller.text(N_("Its id is {id}."), id=judgement.message.message_key)


def _shortened(body: str) -> str:
    shown = plain(body[:_LONGEST])
    return f"{shown} …" if len(body) > _LONGEST else shown
