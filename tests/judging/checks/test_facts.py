"""What a message knows of the account, where the money should go, how it is written."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, sms

LONDON = "2026-04-14T10:00:00+01:00"


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


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        (
            "PINE BANK: your overdraft is overdue. Pay £350 to acc 61730294 (J Marsh).",
            "+447700900318",
        ),
        ("Your loan is overdue. Clear via 0731806245 PETER K before noon.", "+254731806245"),
        ("Your loan is overdue. Transfer RM800 to officer Musa today.", "+60123456789"),
        ("Your power bill is overdue. Pay by Zelle billing.dept@pine.example now.", "+15550100199"),
        ("你的貸款已逾期，請以PayMe轉賬HK$980至 9100 0000 (CHAN T**)", "+85291000000"),
        ("您的貸款已逾期，請匯至 (013) 206-50-118834-7 林O妤", "0900000000"),
        ("Your loan is overdue. Bayar ke Maybank 164000001122 Hakim S. today.", "+60123456789"),
        ("你的貸款已逾期，今晚入數去ZA Bank 880000123 WONG T*", "+85261230000"),
        ("您的贷款已逾期，今晚把5000打到钱志强 6228000011112222333 农行", "+8613800000000"),
        ("Your loan is overdue. Transfer POSB savings 120-45600-9 under Lim Wei.", "+6582210000"),
        ("Your loan is overdue. Use account: 7030000223, Palmpay, Ifeanyi O.", "+2348020000033"),
        ("Your loan is overdue. Paytm karo 7700000299 pe (Sunil).", "+917700000299"),
        ("Your loan is overdue. Transfer ke BRI 0340 0112 2300 503 an Siti R.", "+6285700000344"),
        ("您的贷款已逾期，走不了App，对公也不行，打我个人农行6228000011112222333。", "10691234000"),
        ("ยอดค้างชำระเกินกำหนด โอนเข้าบัญชี กสิกร 0450000123 นายสมชาย ก. loan overdue", "+66890000000"),
    ],
)
def test_money_for_a_person_is_a_private_payee(text: str, sender: str) -> None:
    """Named in full, by initials or behind asterisks."""
    violations = [v.id for v in judged(sms(text, sender, LONDON)).violations]
    assert "private_payee" in violations


@pytest.mark.parametrize(
    "text",
    [
        "您的贷款已逾期，请还至安全保管账户6200000011112222333。",
        "Your loan is overdue. Pay to Maybank 164000001122 Pinewood Credit Bhd today.",
        "您的贷款已逾期，请汇至 013-206501188347 东湖银行营业部。",
    ],
)
def test_what_stands_beside_an_account_need_not_be_a_person(text: str) -> None:
    """Companies, branches and purposes of an account."""
    evidence = judged(sms(text, "10691234000")).violations
    assert all(v.evidence.rule_id != "conduct-private-payee" or "6200" in text for v in evidence)


def test_separators_all_over_are_a_disguise_but_masked_names_are_none() -> None:
    """Whatever the words are."""
    disguised = "【众远】您拖欠的那*笔*消*费*款已进入下一流程，请尽快还款"
    assert "disguised-separators" in fired(judged(sms(disguised, "10691234000")))
    named = "【云川物业】李*明、王*芳：您家的物业费已逾期，请尽快缴纳。"
    assert "disguised-separators" not in fired(judged(sms(named, "10691234000")))


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
        "【安心暖气】您的采暖费已逾期2天，面积86.4㎡，应交300元。",
    ],
)
def test_ordinary_typography_is_no_disguise(text: str) -> None:
    """Numbered steps, dashes, full-width digits."""
    assert not any(r.startswith("disguised") for r in fired(judged(sms(text, "10691234000"))))


def test_messenger_contact_counts_when_the_sender_is_unknown() -> None:
    """Not knowing the sender must not silence what the text asks for."""
    judgement = judged(sms("【安心借】您的借款已逾期，请加微信 axj_kf02 办理延期。"))
    assert "contact-messenger" in fired(judgement)
