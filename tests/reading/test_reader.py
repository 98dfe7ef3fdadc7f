"""The reader as a whole: any text, any time, any sender."""

from __future__ import annotations

import time
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.message import Message
from scanner.reading.model import Claims
from scanner.reading.names import NameIndex
from scanner.reading.reader import Reader, is_past_due, local_time

READER = Reader(NameIndex({"招商银行": "cmb", "马上消费金融": "msxf"}))
PIECES = st.sampled_from(
    [
        *(
            "【招商银行】",
            "您的",
            "欠款",
            "逾期",
            "35天",
            "￥1,234.56",
            "元",
            "尾号",
            "1234",
            "请于",
        ),
        *("5月20日前", "18:00", "今天", "2小时内", "致电", "95588", "13800001234", "http://a.cn/x"),
        *("加微信", "abc123", "6222020000112233445", "overdue", "by", "Rs", "pay", "$5", "Feb 30"),
        *(
            "99/99",
            "\u200b",
            "①②",
            "逾/期",
            "點",
            ".",
            ",",
            ":",
            "(",
            ")",
            "[",
            "]",
            "-",
            "2月30日",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(" ".join),
)


def spans_of(claims: Claims) -> list[tuple[int, int]]:
    """Return the span of everything that was claimed."""
    found = []
    for field in fields(claims):
        value = getattr(claims, field.name)
        values = value if isinstance(value, tuple) else (value,)
        found += [claim.span for claim in values if claim is not None]
    return found


@given(
    text=TEXTS,
    sender=st.one_of(st.none(), st.text(max_size=20)),
    received=st.one_of(st.none(), st.integers(-(2**63), 2**63)),
    offset=st.one_of(st.none(), st.integers(-(10**6), 10**6)),
)
def test_any_message_is_read_and_every_claim_lies_inside_it(
    text: str, sender: str | None, received: int | None, offset: int | None
) -> None:
    """No text, sender or time stamp breaks the reader."""
    reading = READER.read(
        Message(
            message_id="1", address=sender, body=text, received_ms=received, utc_offset_min=offset
        )
    )
    for start, end in spans_of(reading.claims):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "🙂" * 300,
        "逾期" * 20_000,
        "1 " * 20_000,
        "a." * 20_000,
        "(" * 20_000,
        "您您您的" * 5_000,
        "\u200b" * 20_000,
        "A b " * 10_000,
    ],
    ids=["empty", "blank", "emoji", "han", "digits", "dots", "brackets", "lead", "zw", "latin"],
)
def test_a_hostile_text_is_read_in_reasonable_time(text: str) -> None:
    """A message of 100 KB must not hold up a scan."""
    began = time.process_time()
    reading = READER.read(Message(message_id="1", body=text, received_ms=1_776_000_000_000))
    assert reading.claims is not None
    assert time.process_time() - began < 5


def test_claims_are_worked_out_only_when_asked_for() -> None:
    """Reading an ordinary message costs its views; its claims wait until a judge wants them."""
    reading = READER.read(Message(message_id="1", body="【招商银行】您已逾期3天"))
    assert "claims" not in vars(reading)
    assert reading.claims.days_overdue is not None
    assert "claims" in vars(reading)


@pytest.mark.parametrize(
    ("received", "offset", "expected"),
    [
        (0, 480, "1970-01-01T08:00:00"),
        (4_291_747_200_000, 0, "2106-01-01T00:00:00"),
        (None, 480, None),
        (10**18, 0, None),
        (-(10**18), 0, None),
    ],
)
def test_a_broken_clock_gives_no_time(
    received: int | None, offset: int, expected: str | None
) -> None:
    """1970 and 2106 are times; the year 31690708 is not."""
    moment = local_time(Message(message_id="1", received_ms=received, utc_offset_min=offset))
    assert (moment and moment.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("您的借款已逾期", True),
        ("请按时还款,避免逾期", False),
        ("逾期将产生罚息", False),
        ("本期欠款500元,4月20日前还清享全免息", False),
        ("欠款500元,请尽快", True),
        ("your payment is overdue", True),
        ("pay by friday to avoid late fees", False),
        ("20号那笔1,143.50没来", True),
        ("再不处理就打给你单位", True),
        ("您的水费两期一直没交", True),
        ("we have not received your instalment", True),
        ("your name goes to the credit bureau", True),
        ("12月管理费1,420元,请于月底前缴交", False),
        ("今天统一扣,自动从卡里走", False),
        ("your payment of $40 is due on friday", False),
    ],
)
def test_a_warning_of_arrears_is_not_arrears(text: str, *, said: bool) -> None:
    """Due reminders speak of what would happen."""
    assert is_past_due(text) is said
