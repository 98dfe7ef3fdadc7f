"""What a message knows of the account, where the money should go, how it is written."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, sms


def test_customer_number_counts_like_a_card_tail() -> None:
    """Utilities know no cards."""
    text = "【云川供电】客户编号66012345，3月电费188.40元已过缴费截止日，请尽快缴纳。"
    assert judged(sms(text, "10691234000")).verdict == "consistent"


def test_fee_alone_is_no_sum_that_is_owed() -> None:
    """It says nothing about the person's bill."""
    text = "PayPine: your instalment is overdue. A £6 late fee applies."
    judgement = judged(sms(text, "60990", "2026-04-14T10:00:00+01:00"))
    assert judgement.verdict == "unverified"


def test_bank_card_as_payee_is_a_persons() -> None:
    """Companies have accounts, people have cards."""
    text = "【安心借】您的借款已逾期，请将欠款转到卡号6222000011112222333。"
    judgement = judged(sms(text, "10691234000"))
    assert judgement.verdict == "likely_forged"
    assert [v.id for v in judgement.violations] == ["private_payee"]


def test_company_account_of_a_new_creditor_is_a_doubt_only_by_its_text() -> None:
    """Assigned debts are paid to companies."""
    text = "【东湖资产】您的借款债权已转让，请汇至东湖资产管理有限公司，账号1100223344556677。"
    assert judged(sms(text, "10691234000")).verdict != "likely_forged"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("您的借款已逾\u200b期，请尽快还\u2060款。", "disguised-invisible"),
        ("您的借款已渝期，请尽快还款。", "disguised-characters"),
        ("您的借款已逾*期，请尽快还/款。", "disguised-separators"),
        ("您的借款已逾期，请加①③⑧⓪⓪⓪⓪①①①①处理。", "disguised-digits"),
        ("您的合同已超期8天，待补金额300元，请自助补足。", "evading-words"),
    ],
)
def test_each_way_of_disguise_is_a_red_flag(text: str, rule: str) -> None:
    """It needed undoing before it could be read."""
    assert rule in fired(judged(sms(f"【安心借】{text}", "10691234000")))


@pytest.mark.parametrize(
    "text",
    [
        "【安心借】①打开App ②点击还款。您的借款已逾期2天。",
        "【安心借】您的借款已逾期2天 - 还款日：4月12日 / 金额：300元",
        "【安心借】您的借款已逾期２天，应还３００元。",
    ],
)
def test_ordinary_typography_is_no_disguise(text: str) -> None:
    """Numbered steps, dashes, full-width digits."""
    assert not any(r.startswith("disguised") for r in fired(judged(sms(text, "10691234000"))))


def test_messenger_contact_counts_when_the_sender_is_unknown() -> None:
    """Not knowing the sender must not silence what the text asks for."""
    judgement = judged(sms("【安心借】您的借款已逾期，请加微信 axj_kf02 办理延期。"))
    assert "contact-messenger" in fired(judgement)
