"""The first words of a report: never more than was proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scanner.inbox.acquisition import BadRow, Notice, ProofStep
from scanner.judging.model import Verdict
from scanner.report.model import Report
from scanner.report.overview import overview_of
from scanner.report.times import Clock


def headline(report: Report) -> str:
    """Return the headline in both languages."""
    overview = overview_of(report, Clock("Asia/Shanghai"))
    return f"{overview.headline} {overview.meaning}"


def only(report: Report, *verdicts: Verdict) -> Report:
    """Return the report with the messages of these verdicts alone."""
    return replace(report, judgements=tuple(j for j in report.judgements if j.verdict in verdicts))


def test_headline_names_the_worst_verdict(report: Report) -> None:
    """Forged before suspicious before the rest, in both languages."""
    assert "1 message is likely forged" in headline(report)
    assert "1 条短信很可能是伪造的" in headline(report)
    assert "1 message is suspicious" in headline(only(report, "suspicious", "consistent"))


def test_headline_without_a_warning_never_says_genuine(report: Report) -> None:
    """No sign of forgery is not a proof, and the headline says so."""
    words = headline(only(report, "unverified", "consistent"))
    assert "No sign of forgery in 2 messages" in words
    assert "never be proved genuine" in words


def test_headline_of_an_inbox_proved_whole_says_nothing_found(empty_report: Report) -> None:
    """Only then may it be said."""
    assert "No debt-collection message was found" in headline(empty_report)
    assert "The whole inbox was read" in headline(empty_report)


@pytest.mark.parametrize(
    "flaw",
    [
        {"completeness": "unverified"},
        {"bad_rows": (BadRow(place="line 3", reason="body is not text"),)},
        {"notices": (Notice(id="n", message="Hidden.", severity="warning"),)},
        {"proof": (ProofStep(name="totals", ok=False, detail="No."),)},
    ],
)
def test_headline_of_an_inbox_with_any_flaw_never_says_nothing_found(
    empty_report: Report, flaw: dict[str, Any]
) -> None:
    """Unproved, with unreadable rows, with a warning or a failed check."""
    flawed = replace(empty_report, acquisition=replace(empty_report.acquisition, **flaw))
    assert "No debt-collection message was found" not in headline(flawed)
    assert "what could be read" in headline(flawed)


def test_headline_with_a_harmless_notice_may_say_nothing_found(empty_report: Report) -> None:
    """That MMS are not read is for information; it does not unprove the SMS inbox."""
    notice = Notice(id="n", message="MMS were not read.")
    noted = replace(empty_report, acquisition=replace(empty_report.acquisition, notices=(notice,)))
    assert "No debt-collection message was found" in headline(noted)


def test_cards_are_sorted_by_urgency_and_leave_out_other_messages(report: Report) -> None:
    """Forged first; small talk gets no card."""
    assert [j.verdict for j in report.cards] == [
        "likely_forged",
        "suspicious",
        "unverified",
        "consistent",
    ]


def test_overview_counts_collection_bills_and_the_rest(report: Report) -> None:
    """A bill that is not yet due is no collection message."""
    overview = overview_of(report, Clock())
    assert (overview.collection, overview.bills, overview.others) == (3, 1, 1)


def test_overview_gives_the_first_steps_of_the_worst_verdict(report: Report) -> None:
    """From the advice of the rule set, in its order."""
    assert [a.id for a in overview_of(report, Clock()).first] == ["ask-lender", "keep"]


def test_overview_leaves_impossible_times_out_of_the_span(report: Report) -> None:
    """A phone without power may have stored 1970, and a sender can claim 2106."""
    first = report.judgements[0]
    odd = tuple(
        replace(first, message=replace(first.message, received_ms=ms)) for ms in (0, 2**32 * 1000)
    )
    overview = overview_of(replace(report, judgements=(*report.judgements, *odd)), Clock())
    assert overview.oldest is not None
    assert overview.newest is not None
    assert (overview.oldest.day, overview.newest.day) == (date(2026, 5, 20), date(2026, 5, 26))
    assert overview.impossible_times == 2
