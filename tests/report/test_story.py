"""Lenders, campaigns and the stories of debts, judged by the rule set that ships."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.judging import rules

from scanner.judging.judge import judge
from scanner.message import Message
from scanner.report.campaigns import campaigns_of
from scanner.report.html import render_html
from scanner.report.model import Report
from scanner.report.parties import parties_of
from scanner.report.redact import redacted
from scanner.report.story import Story, StoryTeller
from scanner.report.times import Clock

DAY_MS = 86_400_000
MAY_MS = 1_777_600_000_000
DEBT = (
    ("95555", "【招商银行】您尾号4826的信用卡05月账单￥1,200.00，到期还款日05月25日，请按时还款。"),
    ("95555", "【招商银行】您尾号4826的信用卡已逾期3天，请尽快还款￥1,200.00。"),
    (
        "+8617000004444",
        "【招商银行信用卡】您的欠款1,200.00元已逾期，今日不还将起诉，速回电17000004444。",
    ),
    ("95555", "【招商银行】您尾号4826信用卡本期账单已还清，感谢您的使用。"),
    ("95555", "【招商银行】您的验证码是246810，请勿告诉他人。"),
    ("13900001111", "今晚一起吃饭吗？"),
)
TEMPLATE = "【{}】您名下借款{}元已严重逾期，今日未处理将移交法务上门核实，速联系{}。"


def inbox(report: Report, *messages: tuple[str, str]) -> Report:
    """Return a report of an inbox with one message a day."""
    read = [
        Message(
            message_id=str(n),
            address=address,
            body=body,
            received_ms=MAY_MS + n * DAY_MS,
            utc_offset_min=480,
        )
        for n, (address, body) in enumerate(messages)
    ]
    return replace(
        report,
        judgements=tuple(judge(read, rules())),
        ruleset=rules(),
        created_ms=MAY_MS + 99 * DAY_MS,
    )


def stories(report: Report) -> dict[str, Story]:
    """Return name of a lender -> its story."""
    teller = StoryTeller(report, Clock("Asia/Shanghai"))
    return {party.name: story for party, story in teller.stories(parties_of(report))}


def test_story_goes_from_bill_to_payment(report: Report) -> None:
    """All ways of writing the bank are one party; a code and a chat are no part of a debt."""
    found = stories(inbox(report, *DEBT))
    assert list(found) == ["招商银行"]
    steps = found["招商银行"].steps
    assert (steps[0].stage, steps[-1].stage) == ("bill", "received")
    assert len(steps) == 4
    assert [bool(step.card) for step in steps] == [True, True, True, False]
    assert (steps[0].tail, steps[0].amounts) == ("4826", "¥1,200.00")
    stages = [stage for stage, _ in found["招商银行"].lanes]
    assert stages[0] == "bill"
    assert stages[-1] == "received"


def test_story_of_very_many_messages_keeps_the_latest_and_says_so(report: Report) -> None:
    """The picture still holds all of them."""
    bills = [(DEBT[0][0], DEBT[0][1].replace("1,200", f"{1000 + n}")) for n in range(70)]
    story = stories(inbox(report, *bills))["招商银行"]
    assert (len(story.steps), story.left_out, len(story.marks)) == (60, 10, 70)
    assert "1,069.00" in story.steps[-1].amounts
    page = render_html(inbox(report, *bills), "en")
    assert "10 earlier messages are left out here." in page


def test_lenders_with_urgent_messages_come_first_and_a_lookalike_is_its_own(
    report: Report,
) -> None:
    """A forged message in a bank's name stands with the bank; one of a similar name does not."""
    other = ("95588", "【工商银行】您尾号1111的信用卡05月账单￥88.00，到期还款日05月25日。")
    fake = ("+8617000004444", DEBT[2][1].replace("招商银行信用卡", "招商很行"))
    judged = inbox(report, other, DEBT[2], fake)
    names = [party.name for party in parties_of(judged)]
    assert names[-1] == "中国工商银行"
    assert "招商银行" in names
    party = next(p for p in parties_of(judged) if p.name == "招商银行")
    assert len(party.cards) == 1


def test_campaign_is_one_text_from_several_senders(report: Report) -> None:
    """Names and figures differ; the same sender twice is none; each card knows its campaign."""
    texts = [
        ("106900001", TEMPLATE.format("恒信速贷", "3,200", "13800000001")),
        ("106900001", TEMPLATE.format("恒信速贷", "3,300", "13800000001")),
        ("+8617000002222", TEMPLATE.format("顺发钱包", "5,100", "13800000002")),
        ("+8617000003333", TEMPLATE.format("即刻贷", "900", "13800000003")),
    ]
    judged = inbox(report, *texts, *DEBT)
    (campaign,) = campaigns_of(judged)
    assert (campaign.senders, len(campaign.cards), len(campaign.names)) == (3, 4, 3)
    page = render_html(judged, "zh-Hans")
    assert page.count('data-campaign="c1"') == 4
    assert "3 个号码发来的 4 条短信" in page
    assert campaigns_of(inbox(report, *texts[:2], *DEBT)) == ()


@pytest.mark.parametrize("count", [1, 100])
def test_stories_of_a_redacted_report_tell_nothing_private(report: Report, count: int) -> None:
    """Numbers, tails and sums are masked there as well, in short and in long reports."""
    judged = redacted(inbox(report, *(DEBT * count)), "en")
    page = render_html(judged, "en")
    assert 'class="story"' in page
    for private in ("4826", "17000004444", "1,200.00", "246810"):
        assert private not in page


def test_stories_of_a_hostile_inbox_are_shown_as_text(hostile_report: Report) -> None:
    """Names of lenders are strangers' words, also in lists and attributes."""
    page = render_html(hostile_report, "en")
    assert 'id="lenders"' in page
    assert "<img" not in page
    assert "&lt;script&gt;window" in page
