"""Who a message says it is, and whether it says so at all."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, sms

LONDON = "2026-04-14T10:00:00+01:00"


@pytest.mark.parametrize(
    "name", ["催收通知", "法务部", "信用卡中心", "网贷清收服务中心", "诉前调解中心"]
)
def test_signature_of_general_words_names_no_company(name: str) -> None:
    """A department or a purpose, whose ever."""
    judgement = judged(sms(f"【{name}】您的借款已严重逾期，请尽快处理。", "10691234000"))
    assert "generic-signature" in fired(judgement)
    assert judgement.verdict == "suspicious"


@pytest.mark.parametrize("name", ["安心借", "北川区人民调解委员会", "东湖资产", "云川水务"])
def test_signature_with_a_name_in_it_is_not_generic(name: str) -> None:
    """Known or not."""
    judgement = judged(sms(f"【{name}】您的欠款已逾期，请尽快处理。", "10691234000"))
    assert "generic-signature" not in fired(judgement)


def test_demand_that_names_nobody_is_doubted() -> None:
    """Whose money is it?"""
    assert judged(sms("您的借款已逾期，请尽快还款。", "10691234000")).verdict == "suspicious"


@pytest.mark.parametrize(
    "text",
    [
        "Your Fernway Credit card payment of £20.00 is overdue. Please pay.",
        "Your loan payment of £20.00 is overdue. Please pay. Thank you, Fernway",
        "Your loan payment of £20.00 is overdue. Pay at fernway.co.uk - Fernway",
    ],
)
def test_name_anywhere_in_the_text_is_a_name(text: str) -> None:
    """Even where it was not taken for the lender's."""
    assert "names-nobody" not in fired(judged(sms(text, "70123", LONDON)))


def test_bank_with_another_banks_debit_card_is_not_two_banks() -> None:
    """Debits come from cards of any bank."""
    text = "【浦发银行】您的贷款已逾期1天，请给建设银行扣款卡存足余额。"
    assert "two-banks-named" not in fired(judged(sms(text, "1069123495528")))


def test_one_other_character_is_not_enough_for_a_look_alike() -> None:
    """There are many banks."""
    judgement = judged(sms("【北辰银行】您的信用卡已逾期2天，请还款。", "10691234000"))
    assert "lender-name-lookalike" not in fired(judgement)


def test_name_that_sounds_like_a_bank_is_a_look_alike() -> None:
    """Written otherwise, read the same."""
    judgement = judged(sms("【建社银行】您的贷款已逾期，请尽快还款。", "10691234000"))
    assert "lender-name-lookalike" in fired(judgement)


def test_a_bill_that_names_nobody_is_no_doubt_yet() -> None:
    """Many are sent so; once it presses for the money, it must say whose it is."""
    bill = judged(sms("本期账单金额86.40元，最迟缴费日为5月4日。", "10691234000"))
    assert (bill.kind, "names-nobody" in fired(bill)) == ("due_reminder", False)
    demand = judged(sms("您的欠款已逾期，今天不还就移交外访。", "10691234000"))
    assert "names-nobody" in fired(demand)


def test_an_office_that_calls_itself_or_is_named_as_creditor_is_named() -> None:
    """This is Elm Street Pediatrics billing; your account with Peachtree Dental."""
    at = "2026-04-14T10:00:00-04:00"
    for text in (
        "This is Elm Street Pediatrics billing. Your balance of $58.20 is past due.",
        "Your account with Orchard Pediatrics shows $64.00 past due. Please mail a check.",
    ):
        assert "names-nobody" not in fired(judged(sms(text, "+13035550122", at)))


def test_title_as_a_senders_name_names_nobody() -> None:
    """LEGALDEPT could be anybody's."""
    text = "Demand before filing small claims for your unpaid account. Settle within 3 days."
    assert "names-nobody" in fired(judged(sms(text, "LEGALDEPT", LONDON)))
    assert "names-nobody" not in fired(judged(sms(text, "AlderFin", LONDON)))


@pytest.mark.parametrize(
    ("name", "doubted"),
    [("Pre-Litigation Dept", True), ("Account Services", True), ("Fernway Credit", False)],
)
def test_office_without_an_owner_names_nobody(name: str, *, doubted: bool) -> None:
    """Whose department, a short code does not tell."""
    text = f"{name}: your unpaid account is about to be filed in court. Respond today."
    at = "2026-04-14T10:00:00-05:00"
    assert ("names-nobody" in fired(judged(sms(text, "61900", at)))) is doubted


def test_stress_in_brackets_is_no_second_signature() -> None:
    """【通知】 names nobody; 【南川贷】 does."""
    text = "【安心借】{}您的欠款710.20元已逾期11天，请尽快还款。"
    assert "second-signature" not in fired(judged(sms(text.format("【通知】"), "10691234000")))
    assert "second-signature" in fired(judged(sms(text.format("【南川贷】"), "10691234000")))
