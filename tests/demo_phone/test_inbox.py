"""The invented inbox: complete, consistent with itself, ageless, and naming nobody by accident."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from scanner.demo_phone.inbox import demo_messages, expectations, many_messages
from scanner.demo_phone.inbox.many import templates
from scanner.demo_phone.inbox.moments import DEMO_ZONE, fill_dates, local_time, moment_of, to_ms
from scanner.demo_phone.inbox.script import DemoSms, played, read_file
from scanner.judging.model import COLLECTION_KINDS, Kind, Verdict
from scanner.ruleset.model import ViolationId

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=DEMO_ZONE)
NOWS = (
    NOW,
    datetime(2027, 1, 1, 0, 5, tzinfo=DEMO_ZONE),
    datetime(2028, 2, 29, 12, 0, tzinfo=DEMO_ZONE),
    datetime(2031, 3, 31, 23, 59, tzinfo=DEMO_ZONE),
)
INBOX, SENT, DRAFT = 1, 2, 3
PATTERNS = {f"F{number}" for number in range(1, 16)} | {"F1b", "F3b", "F7b"}
ATTACKS = (
    "forged row in body", "forged row in address", "forged probe and end", "forged error",
    'text "NULL"', "script", "svg", "template", "CSV formula", "SQL and shell", "ANSI escapes",
    "bidi overrides", "control characters", "emoji", "zwj", "noncharacters", "empty body",
    "NULL body and address", "NULL address", "empty address", "huge body", "very long address",
    "date 0", "after 2038", "zero-width", "full-width", "circled digits", "inserted blanks",
    "split link", "homophones", "split characters", "prompt injection",
)  # fmt: skip


@pytest.fixture(scope="module")
def inbox() -> list[DemoSms]:
    """Every entry of the demo inbox at NOW."""
    return played(NOW)


def _showing(inbox: list[DemoSms], what: str) -> list[DemoSms]:
    return [entry for entry in inbox if what in entry.shows]


def _body(entry: DemoSms) -> str:
    assert isinstance(entry.sms.body, str)
    return entry.sms.body


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_inbox_at_any_date_spans_the_three_years_before_it(now: datetime) -> None:
    """The demo never ages: its ordinary messages lie in the last three years, whenever it runs."""
    entries = [entry for entry in played(now) if entry.part != "hostile"]
    dates = [entry.sms.date for entry in entries]
    assert to_ms(now - timedelta(days=1097)) <= min(dates) <= to_ms(now - timedelta(days=1085))
    assert to_ms(now - timedelta(days=2)) <= max(dates) < to_ms(now)
    months = {(local_time(date).year, local_time(date).month) for date in dates}
    assert len(months) >= 36


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_ids_at_any_date_ascend_with_time_and_have_holes(now: datetime) -> None:
    """The oldest message has the smallest id, and some ids are missing, as if deleted."""
    messages = [entry.sms for entry in played(now)]
    assert [m.date for m in messages] == sorted(m.date for m in messages)
    ids = [m.id for m in messages]
    assert ids == sorted(set(ids))
    assert len(ids) + 10 < ids[-1] < len(ids) + 60


def test_inbox_holds_about_400_received_messages_with_sent_ones_and_a_draft() -> None:
    """Sent messages and the draft are what Android's restricted view is about."""
    types = Counter(m.type for m in demo_messages(to_ms(NOW)))
    assert 400 <= types[INBOX] <= 480
    assert types[SENT] >= 15
    assert types[DRAFT] == 1
    assert set(types) == {INBOX, SENT, DRAFT}


def test_inbox_built_twice_is_the_same() -> None:
    """Nothing in the inbox is left to chance."""
    assert demo_messages(to_ms(NOW)) == demo_messages(to_ms(NOW))


def test_a_thread_is_one_address(inbox: list[DemoSms]) -> None:
    """Android groups by address; sent messages share the thread of what they answer."""
    pairs = {(entry.sms.address, entry.sms.thread_id) for entry in inbox}
    assert (
        len({address for address, _ in pairs}) == len({thread for _, thread in pairs}) == len(pairs)
    )
    sent_to = {entry.sms.address for entry in inbox if entry.sms.type == SENT}
    assert sent_to <= {entry.sms.address for entry in inbox if entry.sms.type == INBOX}


def test_every_pattern_of_forgery_is_there(inbox: list[DemoSms]) -> None:
    """F1 to F15 of docs/demo-inbox.md, with their variants."""
    shown = {what for entry in inbox for what in entry.shows}
    assert PATTERNS - shown == set()


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_and_oddity_is_there(inbox: list[DemoSms], attack: str) -> None:
    """What has broken parsers, terminals, spreadsheets and browsers before."""
    assert _showing(inbox, attack)


def test_forged_rows_would_fool_a_parser_of_lines(inbox: list[DemoSms]) -> None:
    """Body and address each carry a line that reads like a row of `content query`."""
    row = re.compile(r"^Row: \d+ _id=\d+", re.MULTILINE)
    assert any(row.search(_body(entry)) for entry in _showing(inbox, "forged row in body"))
    (entry,) = _showing(inbox, "forged row in address")
    assert entry.sms.address is not None
    assert row.search(entry.sms.address)


def test_extreme_messages_are_extreme(inbox: list[DemoSms]) -> None:
    """NULL, empty and huge mean what they say in the stored row."""
    assert all(len(_body(entry)) >= 20_000 for entry in _showing(inbox, "huge body"))
    assert [entry.sms.body for entry in _showing(inbox, "empty body")] == [""]
    (missing,) = _showing(inbox, "NULL body and address")
    assert (missing.sms.body, missing.sms.address) == (None, None)
    assert [entry.sms.date for entry in _showing(inbox, "date 0")] == [0]
    assert all(len(entry.sms.address or "") > 300 for entry in _showing(inbox, "very long address"))
    assert all(entry.sms.date > 2**31 * 1000 for entry in _showing(inbox, "after 2038"))


def test_every_text_can_be_stored_as_utf_8(inbox: list[DemoSms]) -> None:
    """A lone surrogate or a NUL could not have reached the table."""
    for entry in inbox:
        for text in (entry.sms.address or "", entry.sms.body or ""):
            assert isinstance(text, str)
            text.encode()  # raises on a lone surrogate
            assert "\0" not in text


def test_only_received_messages_carry_expectations(inbox: list[DemoSms]) -> None:
    """A verdict is about what came in."""
    received = {entry.sms.id for entry in inbox if entry.sms.type == INBOX}
    assert set(expectations(to_ms(NOW))) == received
    assert all(entry.expect.kind == "none" for entry in inbox if entry.sms.type != INBOX)


def test_every_kind_verdict_and_violation_is_expected_somewhere() -> None:
    """The demo shows the whole range of what the scanner can say."""
    expected = expectations(to_ms(NOW)).values()
    assert {e.kind for e in expected} == set(get_args(Kind))
    assert {e.verdict for e in expected if e.kind in COLLECTION_KINDS} == set(get_args(Verdict))
    assert {v for e in expected for v in e.violations} == set(get_args(ViolationId))


def test_violations_are_expected_of_collection_messages_only() -> None:
    """Rules of conduct speak of collectors."""
    for expected in expectations(to_ms(NOW)).values():
        assert expected.kind in COLLECTION_KINDS or not expected.violations


def test_quiet_hours_are_expected_exactly_at_night(inbox: list[DemoSms]) -> None:
    """A collection-style message to the mainland between 22:00 and 8:00 breaks the quiet hours."""
    for entry in inbox:
        if entry.expect.kind in COLLECTION_KINDS:
            at_night = not 8 <= local_time(entry.sms.date).hour < 22
            assert ("quiet_hours" in entry.expect.violations) == at_night, entry.sms.id


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_the_debt_story_runs_in_its_order(now: datetime) -> None:
    """Bill, failed debit, reminders, demand, receipt; then the forgery that the receipt refutes."""
    inbox = played(now)
    story = _showing(inbox, "story")
    forgeries = _showing(inbox, "contradicts receipt")
    (forgery,) = (entry for entry in forgeries if entry.part == "loans_forged")
    assert [entry.expect.kind for entry in story] == [
        "due_reminder", "overdue_reminder", "overdue_reminder", "payment_demand", "none",
    ]  # fmt: skip
    assert "已成功还款889.06元" in _body(story[-1])
    assert "889.06元已逾期5天" in _body(forgery)
    assert story[-1].sms.date < forgery.sms.date
    assert forgery.sms.thread_id not in {entry.sms.thread_id for entry in story}
    assert forgery.expect.verdict == "likely_forged"
    bill = next(entry for entry in inbox if "第5/12期应还886.40元" in (entry.sms.body or ""))
    assert bill.sms.date < story[0].sms.date


def test_every_mobile_number_is_recognisably_invented(inbox: list[DemoSms]) -> None:
    """Mainland mobiles have 0000 after the third digit, so that nobody is called by a reader."""
    mobile = re.compile(r"(?<![+\d])(?:\+86)?(1[3-9]\d{9})(?!\d)")
    numbers = [
        number
        for entry in inbox
        for text in (entry.sms.address, entry.sms.body)
        for number in mobile.findall(str(text or ""))
    ]
    assert len(numbers) > 100
    assert [number for number in numbers if number[3:7] != "0000"] == []


def test_every_link_is_recognisably_invented(inbox: list[DemoSms]) -> None:
    """Hosts end in .example or carry 0000, so that nobody's site is visited by a reader."""
    host = re.compile(
        r"(?<![\w.-])((?:[a-z0-9-]+\.)+(?:top|cc|com|cn|example|net|org))(?![\w.])",
        re.IGNORECASE,
    )
    hosts = [found for entry in inbox for found in host.findall(str(entry.sms.body or ""))]
    assert len(hosts) >= 15
    assert [found for found in hosts if "0000" not in found and ".example" not in f".{found}"] == []


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("412 days ago, 18:32", "2025-10-08 18:32"),
        ("1 month ago, day 31, 09:12", "2026-10-31 09:12"),
        ("9 months ago, day 30, 09:12", "2026-02-28 09:12"),
        ("last 01-01, 08:15", "2026-01-01 08:15"),
        ("last 11-24, 08:15", "2025-11-24 08:15"),
        ("last 12-31, 08:15", "2025-12-31 08:15"),
        ("3rd last 01-01, 00:02", "2024-01-01 00:02"),
        ("2038-01-20 12:00", "2038-01-20 12:00"),
    ],
)
def test_moment_of_each_form_is_the_local_time_it_names(when: str, moment: str) -> None:
    """The four forms of `when`, seen from 24 November 2026."""
    assert moment_of(when, NOW).strftime("%Y-%m-%d %H:%M") == moment


def test_moment_of_anything_else_is_refused() -> None:
    """A slip in a file must not move a message in silence."""
    with pytest.raises(ValueError, match="not a moment"):
        moment_of("yesterday", NOW)


def test_fill_dates_fills_its_own_slots_and_leaves_hostile_ones() -> None:
    """`${7*7}` is an attack that must arrive as written."""
    moment = datetime(2026, 1, 5, 9, 7, tzinfo=DEMO_ZONE)
    dates = "${md} ${mmdd+30} ${m-1mo}月 ${iso} ${ymd} 周${dow} ${hm} ${dmon-5}"
    filled = "1月5日 02月04日 12月 2026-01-05 2026年1月5日 周一 09:07 31 Dec"
    others = " ${7*7} ${nonsense} {{md}}"
    assert fill_dates(dates + others, moment) == filled + others


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('[[sms]]\nwhen = "1 days ago, 09:00"\ntxt = "hi"', "txt"),
        ('[[sms]]\nwhen = "1 days ago, 09:00"\nexpect = { kind = "debt" }', "debt"),
        ('[[sms]]\nwhen = "1 days ago, 09:00"\nexpect = { kind = "legal_warning" }', "verdict"),
        ("[[sms]\n", "story.toml"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, toml: str, named: str) -> None:
    """An unknown field, an unknown kind, a kind without a verdict, broken TOML."""
    path = tmp_path / "story.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(ValueError, match=r"story\.toml") as caught:
        read_file(path)
    assert named in str(caught.value)


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_many_messages_makes_exactly_as_many_in_order_of_time(count: int) -> None:
    """Ids are 1 to count, dates ascend and lie in the past."""
    messages = many_messages(count, to_ms(NOW))
    assert [m.id for m in messages] == list(range(1, count + 1))
    assert [m.date for m in messages] == sorted(m.date for m in messages)
    assert all(m.date < to_ms(NOW) and m.type == INBOX for m in messages)


def test_many_messages_are_distinct_as_in_a_real_inbox() -> None:
    """97 to 98 in a hundred texts are new; the rest repeat, as adverts do."""
    messages = many_messages(20_000, to_ms(NOW))
    assert 0.97 <= len({m.body for m in messages}) / len(messages) <= 0.98
    assert all("{" not in str(m.body) and "{" not in str(m.address) for m in messages)


def test_many_messages_of_the_same_seed_are_the_same() -> None:
    """A benchmark compares like with like."""
    first = many_messages(300, to_ms(NOW), seed=7)
    assert first == many_messages(300, to_ms(NOW), seed=7)
    assert first != many_messages(300, to_ms(NOW), seed=8)


def test_many_messages_are_collection_style_in_two_of_a_hundred() -> None:
    """Most of an inbox is ordinary; speed on it is what a benchmark measures."""
    parts = templates().part
    assert sum(part.share for part in parts) == 1000
    assert sum(part.share for part in parts if part.collection) == 20
    messages = many_messages(20_000, to_ms(NOW))
    said = re.compile("逾\u200b?期.*(?:天|罚息)|案件")
    debts = [m for m in messages if said.search(str(m.body)) and "滞留" not in str(m.body)]
    assert 0.014 <= len(debts) / len(messages) <= 0.026
