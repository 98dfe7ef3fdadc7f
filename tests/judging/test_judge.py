"""Whole judgements: what a message is called, why, and what it breaks."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, rules, sms

from scanner.judging.judge import judge
from scanner.message import Message

OVERDUE = "【招商银行】您尾号7120的信用卡已逾期3天，应还1,280.50元，请登录掌上生活App还款。"


def test_reminder_from_the_banks_own_number_is_consistent() -> None:
    """With its evidence, claims and region."""
    judgement = judged(sms(OVERDUE, "95555"))
    assert judgement.verdict == "consistent"
    assert judgement.is_collection
    assert "sender-own-short-code" in fired(judgement)
    assert judgement.claims.card_tail is not None
    assert judgement.region == "CN"
    assert judgement.sender is not None
    assert judgement.sender.kind == "short_code_95"


def test_same_text_from_another_banks_number_is_likely_forged() -> None:
    """Only the sender changed."""
    judgement = judged(sms(OVERDUE, "95588"))
    assert judgement.verdict == "likely_forged"
    assert judgement.decided_by == ("sender-of-another-institution",)


def test_forged_message_in_the_banks_own_thread_is_not_vouched_for() -> None:
    """A sender can be spoofed; the look-alike link decides."""
    text = "【招商银行】您尾号7120的信用卡已逾期，请登录 cmb-repay.top 还款1,280.50元。"
    genuine = sms("【招商银行】尾号7120账单1,280.50元", "95555", "2026-04-01T10:00:00+08:00")
    assert judged(sms(text, "95555"), genuine).verdict == "likely_forged"


def test_evidence_points_at_the_words_it_rests_on() -> None:
    """Spans are offsets of the body as it was received."""
    text = "【安心借】您的借款已逾\u200b期，请转账至专员个人账户。"
    judgement = judged(sms(text, "10691234000"))
    spans = {e.rule_id: [text[a:b] for a, b in e.spans] for e in judgement.evidence}
    assert spans["payee-private-account"] == ["转账至专员个人账户"]
    assert spans["disguised-invisible"] == ["\u200b"]


def test_message_that_is_about_something_else_gets_no_verdict() -> None:
    """Nor claims, nor evidence, nor violations."""
    judgement = judged(sms("晚上一起吃饭吗？六点老地方见", "13812340000"))
    assert (judgement.kind, judgement.verdict) == ("none", None)
    assert judgement.evidence == judgement.violations == ()
    assert judgement.claims.lender is None


def test_bill_to_come_is_judged_but_breaks_no_rule_of_conduct() -> None:
    """Nobody collects yet, so the hour does not matter."""
    text = "【招商银行】您尾号7120的信用卡4月账单1,280.50元，还款日4月28日。"
    judgement = judged(sms(text, "95555", "2026-04-14T23:30:00+08:00"))
    assert (judgement.kind, judgement.verdict) == ("due_reminder", "consistent")
    assert judgement.violations == ()


def test_conduct_is_judged_apart_from_the_verdict() -> None:
    """A genuine bank that writes at night breaks a rule and stays consistent."""
    judgement = judged(sms(OVERDUE, "95555", "2026-04-14T23:30:00+08:00"))
    assert judgement.verdict == "consistent"
    assert [v.id for v in judgement.violations] == ["quiet_hours"]
    assert judgement.violations[0].evidence.detail["time"] == "23:30"


def test_each_violation_is_listed_once() -> None:
    """Two rules may find the same one."""
    text = "【安心借】再不还款就移送公安机关，并上门让村里邻居都看看，让你全家都知道！"
    ids = [v.id for v in judged(sms(text, "10691234000")).violations]
    assert ids == sorted(set(ids))
    assert {"threat", "third_party"} <= set(ids)


def test_unknown_sender_is_recorded_as_could_not_tell() -> None:
    """It is no evidence for or against."""
    judgement = judged(sms(OVERDUE))
    unknown = {e.rule_id for e in judgement.evidence if e.could_not_tell}
    assert "sender-own-short-code" in unknown
    assert all(e.points == 0 for e in judgement.evidence if e.could_not_tell)


def test_judgements_come_in_the_order_given() -> None:
    """Whatever the times say."""
    late = sms(OVERDUE, "95555", "2026-04-20T10:00:00+08:00")
    early = sms("你好", "13812340000", "2026-04-01T10:00:00+08:00")
    assert [j.message for j in judge([late, early], rules())] == [late, early]


def test_inboxes_never_bear_witness_for_each_other() -> None:
    """What one person received says nothing about another."""
    text = "【安心借】您的借款已逾期，请尽快处理。"
    paid_out = "【安心借】放款成功，5,000元已到您的银行卡。"
    now = sms(text, "10691234000", inbox="a")
    mine = sms(paid_out, "10691234000", "2026-03-01T10:00:00+08:00", inbox="a")
    theirs = sms(paid_out, "10691234000", "2026-03-01T10:00:00+08:00", inbox="b")
    assert judge([theirs, now], rules())[-1].verdict == "unverified"
    assert judge([mine, now], rules())[-1].verdict == "consistent"


def test_what_came_later_does_not_count() -> None:
    """Even when it stands earlier in the file."""
    now = sms("【安心借】您的借款已逾期，请尽快处理。", "10691234000")
    later = sms(
        "【安心借】放款成功，5,000元已到您的卡。", "10691234000", "2026-05-01T10:00:00+08:00"
    )
    assert judge([later, now], rules())[-1].verdict == "unverified"


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "🙂" * 50,
        "逾期" * 20_000,
        "\ud800欠款\udfff",
        "\u0000\u202e逾期还款",
        "a" * 100_000,
    ],
    ids=["empty", "blank", "emoji", "huge", "surrogates", "controls", "long word"],
)
def test_any_text_is_judged_without_a_crash(body: str) -> None:
    """Strange input is judged or passed over, never an error."""
    message = Message(message_id="x", address="10691234000", body=body, received_ms=0)
    assert judge([message], rules())[0].message is message


@pytest.mark.parametrize("received_ms", [0, 4_300_000_000_000, 10**17, -1])
def test_dates_out_of_the_ordinary_do_not_break_a_judgement(received_ms: int) -> None:
    """1970, 2106, and clocks gone mad."""
    message = Message(message_id="x", address="95555", body=OVERDUE, received_ms=received_ms)
    assert judge([message], rules())[0].kind == "overdue_reminder"


FORGED = [
    ("【安心借】App还款通道已关闭，请扫专员收款码还款。您已逾期5天。", "10691234000"),
    ("您的贷款已逾期，回复短信验证码即可停止催收。", "17012340000"),
    ("【安心借】您的借款已逾期，请下载会议软件并开启屏幕共享办理延期。", "10691234000"),
    ("【青山县人民法院】您的借款案件有一份传票，请联系书记员13800001111。", "10691234000"),
    ("【12381】您的贷款逾期涉诈，请回拨400-233-0000解除。", "10691234000"),
    ("【微粒贷】您的借款已逾期，请安装微粒贷客户端还款。", "10691234000"),
    ("Juniper Loans: your loan is overdue. Pay now at juniper-loans-pay.top", "+447000000111"),
    (
        "HMRC: your tax debt is overdue and a warrant is issued. Pay at hmrc-pay.top",
        "+447000000111",
    ),
]


@pytest.mark.parametrize(("text", "sender"), FORGED)
def test_decisive_signs_of_forgery_are_enough(text: str, sender: str) -> None:
    """Each of the patterns that the guide calls decisive."""
    at = "2026-04-14T10:00:00+01:00" if text.isascii() else "2026-04-14T10:00:00+08:00"
    assert judged(sms(text, sender, at)).verdict == "likely_forged"


SUSPICIOUS = [
    ("【催收通知】您的欠款已严重逾期，请尽快处理。", "10691234000"),
    ("【安心借】您的账单已逾期，详情查看 q8k2.cc/a1", "10691234000"),
    ("【安心借】您的借款已逾期，请联系客服13900001111处理。", "10691234000"),
    ("【安心借】您的借款已逾期，再不还款就联系您通讯录里的亲友。", "10691234000"),
    ("【上海银行】您的贷款已逾期，请致电400-233-0000。", "10691234000"),
    ("你在安心借的借款已逾期，今天还清。", "13812340000"),
]


@pytest.mark.parametrize(("text", "sender"), SUSPICIOUS)
def test_one_doubt_is_suspicious_and_no_more(text: str, sender: str) -> None:
    """A harassing or careless collector need not be a forger."""
    assert judged(sms(text, sender)).verdict == "suspicious"
