"""What the reader's own statement adds to a verdict."""

from __future__ import annotations

import pytest
from support.judging import fired, rules, sms

from scanner.debts import Debt, MyDebts
from scanner.judging.judge import judge
from scanner.judging.model import Judgement

OVERDUE = "【平川贷】您尾号1234的借款已逾期6天，待还1,280元，请登录App还款。"


def judged(text: str, debts: MyDebts | None, sender: str = "106900001234") -> Judgement:
    """Return the judgement of one message, given a statement of debts."""
    return judge([sms(text, sender)], rules(), debts)[0]


def test_without_a_statement_nothing_is_said() -> None:
    """Not even that it is missing: hardly anybody will make one."""
    judgement = judged(OVERDUE, None)
    assert not any(e.rule_id.startswith("debts-") for e in judgement.evidence)


def test_an_agreeing_statement_makes_a_plain_reminder_consistent() -> None:
    """As an earlier bill in the inbox would."""
    mine = MyDebts(debt=(Debt(lender="平川贷", tail="1234"),))
    assert judged(OVERDUE, mine).verdict == "consistent"
    evidence = next(e for e in judged(OVERDUE, mine).evidence if e.rule_id == "debts-same-figures")
    assert evidence.detail == {"lender": "平川贷", "what": "card tail"}


def test_a_denied_debt_with_another_red_flag_is_likely_forged() -> None:
    """Alone it is one red flag: a person can have forgotten a debt."""
    nothing = MyDebts(complete=True)
    assert judged(OVERDUE, nothing).verdict == "suspicious"
    with_mobile = OVERDUE.replace("登录App还款", "致电13800001234还款")
    assert judged(with_mobile, nothing).verdict == "likely_forged"


@pytest.mark.parametrize(
    ("listed", "named"),
    [
        ("招行", "招商银行信用卡"),
        ("招商银行", "招商银行"),
        ("安心借", "安心借款"),
        ("安心借", "安心借"),
        ("小米金融", "天星金融"),
    ],
)
def test_a_lender_is_known_by_each_of_its_names(listed: str, named: str) -> None:
    """Short names, former names, and names written a little differently."""
    mine = MyDebts(complete=True, debt=(Debt(lender=listed),))
    judgement = judged(f"【{named}】您的借款已逾期3天，请尽快还款。", mine)
    assert "debts-lender-listed" in fired(judgement)
    assert "debts-lender-not-listed" not in fired(judgement)


@pytest.mark.parametrize(("listed", "named"), [("招商银行", "交通银行"), ("安心借", "平川贷")])
def test_names_that_only_share_an_ending_are_two(listed: str, named: str) -> None:
    """Every bank is called a bank."""
    mine = MyDebts(complete=True, debt=(Debt(lender=listed),))
    judgement = judged(f"【{named}】您的借款已逾期3天，请尽快还款。", mine)
    assert "debts-lender-not-listed" in fired(judgement)


def test_one_of_two_debts_at_a_lender_is_enough_to_agree() -> None:
    """A settled loan says nothing about an open card."""
    mine = MyDebts(
        complete=True,
        debt=(Debt(lender="平川贷", tail="9999", settled=True), Debt(lender="平川贷", tail="1234")),
    )
    found = fired(judged(OVERDUE, mine))
    assert "debts-same-figures" in found
    assert not {"debts-settled-by-list", "debts-other-tail"} & found


def test_a_sum_of_another_currency_is_another_sum() -> None:
    """1,280 yuan are not 1,280 dollars."""
    text = "Copper Bank: your loan instalment of USD 45.20 is 3 days overdue."
    same = MyDebts(debt=(Debt(lender="Copper Bank", instalment=45.2, currency="USD"),))
    other = MyDebts(debt=(Debt(lender="Copper Bank", instalment=45.2, currency="CNY"),))
    assert "debts-same-figures" in fired(judged(text, same, "CopperBank"))
    assert "debts-same-figures" not in fired(judged(text, other, "CopperBank"))
