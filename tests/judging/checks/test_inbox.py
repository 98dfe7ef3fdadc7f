"""What earlier messages confirm and what they contradict."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, sms

from scanner.message import Message

PAID_OUT = sms(
    "【安心借】放款成功，5,000元已到北川银行尾号1234，每月8日还620.50元。",
    "10691234000",
    "2026-02-08T10:00:00+08:00",
    message_id="paid-out",
)
BILL = sms(
    "【上海银行】尾号1234信用卡4月账单294.10元，还款日5月2日。",
    "95594",
    "2026-04-20T10:00:00+08:00",
    message_id="bill",
)
AT = "2026-05-05T10:00:00+08:00"
BILL_AT = "2026-04-20T10:00:00+08:00"


def rules_of_inbox(message: Message, *earlier: Message) -> set[str]:
    """Return the rules on the inbox that fired."""
    return {r for r in fired(judged(message, *earlier)) if r.startswith("inbox-")}


def test_loan_that_the_inbox_knows_is_confirmed_and_named() -> None:
    """The evidence says which message it rests on."""
    judgement = judged(sms("【安心借】您的620.50元已逾期2天。", "10691234000", AT), PAID_OUT)
    assert judgement.verdict == "consistent"
    evidence = {e.rule_id: e for e in judgement.evidence}["inbox-agrees"]
    assert evidence.earlier == ("paid-out",)
    assert evidence.detail["what"] == "amount"


def test_message_that_is_doubtful_itself_confirms_nothing() -> None:
    """A forger may write twice."""
    first = sms(
        "【安心借】您尾号1234账单620.50元，请联系13900001111。",
        "10691234000",
        "2026-05-01T10:00:00+08:00",
    )
    now = sms("【安心借】您尾号1234的620.50元已逾期。", "10691234000", AT)
    assert "inbox-agrees" not in rules_of_inbox(now, first)


def test_advertisement_of_the_same_sender_confirms_nothing() -> None:
    """Everybody gets those."""
    ad = sms("【安心借】最高20万额度，点开App即可申请", "10691234000", "2026-03-01T10:00:00+08:00")
    assert rules_of_inbox(sms("【安心借】您的借款已逾期。", "10691234000", AT), ad) == set()


@pytest.mark.parametrize(
    "paid",
    [
        "【安心借】您的借款已全部结清，感谢使用。",
        "【安心借】贷款已提前还清，期待再次为您服务。",
        "【安心借】您在我司已无欠款。",
    ],
)
def test_debt_that_was_paid_off_is_contradicted(paid: str) -> None:
    """From another number, too."""
    settled = sms(paid, "10691234000", "2026-04-20T10:00:00+08:00")
    now = sms("【安心借】您的借款已逾期，欠款3,000元。", "10695678000", AT)
    assert rules_of_inbox(now, settled) == {"inbox-settled"}
    assert judged(now, settled).verdict == "suspicious"


def test_contradiction_and_one_more_flag_are_likely_forged() -> None:
    """As the guide has it."""
    settled = sms("【安心借】您的借款已全部结清。", "10691234000", "2026-04-20T10:00:00+08:00")
    now = sms("【安心借】您的借款已逾期，请联系13900001111。", "10695678000", AT)
    assert judged(now, settled).verdict == "likely_forged"


def test_new_loan_after_the_old_one_was_paid_is_no_contradiction() -> None:
    """The latest word counts."""
    settled = sms("【安心借】您的借款已全部结清。", "10691234000", "2026-01-20T10:00:00+08:00")
    now = sms("【安心借】您的借款已逾期2天。", "10691234000", AT)
    assert "inbox-settled" not in rules_of_inbox(now, settled, PAID_OUT)


def test_next_instalment_is_not_contradicted_by_the_last_receipt() -> None:
    """One was paid, the next is due later."""
    receipt = sms("【安心借】您已成功还款620.50元。", "10691234000", "2026-05-01T10:00:00+08:00")
    now = sms("【安心借】您6月8日应还620.50元，请留足余额。", "10691234000", AT)
    assert "inbox-settled" not in rules_of_inbox(now, receipt)


def test_far_larger_sum_than_the_bill_contradicts_it() -> None:
    """Unless the bill came from the same sender: arrears add up."""
    text = "【上海银行】您尾号1234信用卡已逾期，应还2,941.00元。"
    assert rules_of_inbox(sms(text, "10691234000", AT), BILL) >= {"inbox-amount-differs"}
    assert "inbox-amount-differs" not in rules_of_inbox(sms(text, "95594", AT), BILL)


def test_late_fee_on_top_of_the_bill_does_not() -> None:
    """A few per cent are what a delay costs."""
    text = "【上海银行】您尾号1234信用卡已逾期，应还301.40元。"
    assert "inbox-amount-differs" not in rules_of_inbox(sms(text, "10691234000", AT), BILL)


def test_card_that_was_never_billed_contradicts_the_bills() -> None:
    """Its tail is another."""
    text = "【上海银行】您尾号4321信用卡已逾期，请尽快还款。"
    assert rules_of_inbox(sms(text, "10691234000", AT), BILL) == {"inbox-tail-differs"}


def test_personal_number_that_sold_loans_is_remembered() -> None:
    """It now collects."""
    ad = sms("低息贷款当天放款，不看征信", "13812340000", "2026-04-01T10:00:00+08:00")
    now = sms("你的借款已逾期，今天还清。", "13812340000", AT)
    assert "inbox-sender-advertised" in rules_of_inbox(now, ad)


def test_number_that_named_another_bank_before_is_doubted() -> None:
    """Ports are shared, but not by two banks in a month."""
    before = sms("【平安银行】您的贷款已逾期。", "10691234000", "2026-05-01T10:00:00+08:00")
    now = sms("【招商银行】您的贷款已逾期。", "10691234000", AT)
    assert rules_of_inbox(now, before) == {"inbox-sender-changed-name"}


def test_same_text_under_two_names_is_a_campaign() -> None:
    """But not from two ports of one lender."""
    text = "【{}】您的账户已被列入重点名单，请在今日联系我们处理欠款，逾期自负。"
    first = sms(text.format("顺意借"), "10690000001", "2026-05-01T10:00:00+08:00")
    assert "inbox-campaign" in rules_of_inbox(sms(text.format("恒丰贷"), "10690000002", AT), first)
    assert "inbox-campaign" not in rules_of_inbox(
        sms(text.format("顺意借"), "10690000002", AT), first
    )


def test_another_card_of_the_bank_confirms_nothing() -> None:
    """Even where the sum is the same: the forger read one bill and wrote another tail."""
    message = sms("【上海银行】您尾号4321信用卡294.10元已逾期。", "95594", AT)
    assert "inbox-agrees" not in rules_of_inbox(message, BILL)


def test_a_bill_whose_sum_only_the_earlier_message_names_as_one_confirms() -> None:
    """A collector writes figures without a currency; the bill before did not."""
    bill = sms("【绿洲物业】二季度物业费765元，6月30日前缴纳。", "10690455128", BILL_AT)
    message = sms("【绿洲物业】二季度那765逾期未交，请尽快缴清欠费。", "10690455128", AT)
    assert "inbox-agrees" in rules_of_inbox(message, bill)


def test_the_same_due_date_confirms() -> None:
    """Of the same sender, though the sum has grown."""
    bill = sms("Fuliza: Ksh 400.00 used. Due 4 May 2026.", "MPESA", BILL_AT, message_id="used")
    message = sms(
        "Your Fuliza balance of Ksh 412.50 was due 4 May 2026 and is overdue.", "MPESA", AT
    )
    evidence = {e.rule_id: e for e in judged(message, bill).evidence}["inbox-agrees"]
    assert evidence.detail["what"] == "due date"


@pytest.mark.parametrize(
    ("earlier", "now", "what"),
    [
        (
            "【云川租车】取车成功，预计还车5月2日。",
            "【云川租车】您的续租费1,200元已逾期3天，请尽快支付。",
            "says_dealing",
        ),
        (
            "【云川燃气】2栋904户：9-10月燃气费请尽快缴费。",
            "【云川燃气】2栋904户：燃气费386.20元逾期未缴，将停止供气。",
            "reference",
        ),
    ],
)
def test_dealings_with_the_sender_and_a_shared_reference_agree(
    earlier: str, now: str, what: str
) -> None:
    """A car picked up, a flat named twice."""
    first = sms(earlier, "106900001111", BILL_AT, message_id="first")
    evidence = {e.rule_id: e for e in judged(sms(now, "106900001111", AT), first).evidence}
    assert evidence["inbox-agrees"].detail["what"] == what


def test_a_text_that_is_varied_a_little_is_still_one_campaign() -> None:
    """Other names, figures and a few other characters, from other private numbers."""
    first = sms(
        "【平川贷】您的借款严重逾期，今日再不处理将安排外勤人员上门核实您的居住情况，请立即联系专员。",
        "+8613800000001",
        BILL_AT,
        message_id="first",
    )
    second = sms(
        "【安心借】您的借款严重逾期，今晚再不处理将安排外勤人员上门核实您的居住情况，请速联系专员。",
        "+8613800000002",
        AT,
    )
    evidence = {e.rule_id: e for e in judged(second, first).evidence}["inbox-campaign"]
    assert evidence.earlier == ("first",)
    other = sms(
        "【安心借】您的借款已逾期3天，请登录App还款，如已还请忽略，感谢您的理解与支持。",
        "+8613800000002",
        AT,
    )
    assert "inbox-campaign" not in rules_of_inbox(other, first)


@pytest.mark.parametrize(
    ("sender", "verdict"), [("+8613900004411", "consistent"), ("+8613900004499", "suspicious")]
)
def test_mobile_that_the_bank_gave_out_is_no_stranger(sender: str, verdict: str) -> None:
    """The bank's own message named the manager's number."""
    before = sms(
        "【上海银行】客户经理小陆将就您的装修贷联系您，电话13900004411。", "95594", BILL_AT
    )
    text = "我是上海银行客户经理小陆，您尾号1234的装修贷1,906.38元已逾期，请在App还款。"
    assert judged(sms(text, sender, AT), before).verdict == verdict


def test_bill_of_the_same_sender_that_fell_due_confirms_a_vague_reminder() -> None:
    """But not one that names another sum, nor one long after."""
    bill = sms("【安心借】您本期应还1,380.00元，5月2日到期。", "10691225", BILL_AT)
    vague = "【安心借】亲爱的客户，您那笔逾期款还没收到，请尽快处理。"
    other = "【安心借】您的逾期款990.00元还没收到，请尽快处理。"
    late = "2026-09-05T10:00:00+08:00"
    assert "inbox-agrees" in rules_of_inbox(sms(vague, "10691225", AT), bill)
    assert "inbox-agrees" not in rules_of_inbox(sms(other, "10691225", AT), bill)
    assert "inbox-agrees" not in rules_of_inbox(sms(vague, "10691225", late), bill)
