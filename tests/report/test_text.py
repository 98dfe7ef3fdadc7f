"""The report as sentences: in order, nothing that only makes sense to the eye, nothing hidden."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest

from scanner.contact_log.model import Call
from scanner.i18n import LANGUAGES
from scanner.report.model import Report
from scanner.report.redact import redacted
from scanner.report.text import stream_text

WORDS = {"likely_forged": "Likely forged", "suspicious": "Suspicious", "unverified": "Unverified",
         "consistent": "Consistent"}  # fmt: skip


def text_of(report: Report, language: str = "en") -> str:
    """Return the whole text."""
    return "".join(stream_text(report, language))  # type: ignore[arg-type]


def test_messages_are_told_in_order_of_urgency_with_their_ids(demo_report: Report) -> None:
    """Each once, numbered, the worst verdict first; the ids are those of the report."""
    text = text_of(demo_report)
    told = re.findall(r"^Message (\d+) of (\d+): ([\w ]+)\.", text, re.MULTILINE)
    cards = demo_report.cards
    assert [verdict for _, _, verdict in told] == [WORDS[j.verdict or ""] for j in cards]
    assert [int(number) for number, _, _ in told] == list(range(1, len(cards) + 1))
    ids = re.findall(r"^Its id is (\w+)\.$", text, re.MULTILINE)
    assert ids == [j.message.message_key for j in cards]


def test_what_was_read_and_what_to_do_come_before_any_message(report: Report) -> None:
    """A person who stops listening after a minute has heard what matters."""
    text = text_of(report)
    places = [
        text.index(words)
        for words in (
            "proved to be the whole inbox",
            "1 message is likely forged. 1 message is suspicious.",
            "Do not pay and do not call back",
            "Keep the message and a screenshot.",
            "Message 1 of 4: Likely forged. Payment demand.",
            "+8613800000001 (mobile number), 23 May 2026, 18:03",
            "The text: 【山城银行】王先生",
            "Speaks for a forgery: Link of nobody known; Callback to a mobile; A deadline in",
            "Breaks the rules for collectors: Threatens; Draws in other people.",
            "Amounts: ¥1,280.50 (overdue).",
            "To check, ask 山城银行 itself: 95000",
            "Message 2 of 4",
            "That was everything.",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["report", "empty_report", "demo_report", "hostile_report"])
def test_nothing_of_ours_is_drawn_and_nothing_of_theirs_is_obeyed(
    which: str, language: str, request: pytest.FixtureRequest
) -> None:
    """No boxes, columns, bullets or colours; no control characters; every line stands alone."""
    report: Report = request.getfixturevalue(which)
    text = text_of(report, language)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cs", "Co"}]
    assert not any(ord(c) in range(0x202A, 0x202F) or ord(c) in range(0x2066, 0x206A) for c in text)
    assert "http://" not in text
    bodiless = text_of(
        replace(
            report,
            judgements=tuple(
                replace(
                    j, message=replace(j.message, body="", address=None), claims=type(j.claims)()
                )
                for j in report.judgements
            ),
            acquisition=replace(report.acquisition, name="x", notices=(), bad_rows=()),
        ),
        language,
    )
    assert not re.search("[─-▟■-◿•·→✓✗|]|  |\t", bodiless)
    assert all(line == line.strip() for line in bodiless.splitlines())


def test_an_empty_inbox_is_told_only_where_the_whole_was_read(empty_report: Report) -> None:
    """Else "nothing found" would be a promise that nobody can keep."""
    assert "There is no debt-collection message in this inbox." in text_of(empty_report)
    partly = replace(
        empty_report, acquisition=replace(empty_report.acquisition, completeness="unverified")
    )
    assert "among those that were read" in text_of(partly)
    assert "not proved to be the whole inbox" in text_of(partly)


def test_noted_calls_are_told_with_their_message_and_never_when_redacted(report: Report) -> None:
    """With who it was and what was promised."""
    call = Call(
        id="0" * 32, at_ms=report.created_ms, utc_offset_min=480, way="they_called",
        staff_name="王经理", promised="减免利息", message_key=report.cards[0].message.message_key,
    )  # fmt: skip
    noted = replace(report, calls=(call,))
    told = text_of(noted)
    assert "they called; Staff name: 王经理; Promised: 减免利息." in told
    assert told.index("Message 1 of") < told.index("王经理") < told.index("Message 2 of")
    masked = text_of(redacted(noted, "en"))
    assert "王经理" not in masked
    assert "Its id" not in masked
