"""Whom the money is owed to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "lender", "at"),
    [
        ("【甲乙银行】您的贷款已逾期", "甲乙银行", HERE),
        ("【京东金融】您已逾期", "京东金融", HERE),
        ("【催收通知】您在分期乐的欠款已逾期", "分期乐", HERE),
        ("【法务部】您在甲乙消费金融的贷款已逾期", "甲乙消费金融", HERE),
        ("【张三律师事务所】受甲乙小额贷款公司委托，", "甲乙小额贷款公司", HERE),
        ("【丙丁律师事务所】您欠甲乙银行的贷款已逾期", "甲乙银行", HERE),
        ("您在360借条的借款已逾期", "360借条", HERE),
        ("您好，我是招联金融的客服，您已逾期", "招联金融", HERE),
        ("尊敬的客户，您的建设银行信用卡已逾期", "建设银行", HERE),
        ("【北京市朝阳区人民法院】您有传票", None, HERE),
        ("【还款提醒】您的借款已逾期", None, HERE),
        ("【债权转让】甲乙消费金融对您的债权已转让", "甲乙消费金融", HERE),
        ("【恒远法务】您拖欠借呗款项，准备起诉", "借呗", HERE),
        ("【招商银行法务】您的借款已逾期，将起诉", "招商银行", HERE),
        ("【花呗官方】您的账户已逾期", "花呗", HERE),
        ("誠信法律事務所：受甲乙商銀委任，台端信用卡債務已逾期", "甲乙商銀", HERE),
        ("您好，這裡是安居租賃管理，您三月份房租尚未入帳", "安居租賃管理", HERE),
        ("Alder Recovery: we act for Maple Direct. Your balance is overdue", "Maple Direct", HERE),
        ("Lowell: our agent will attend re your Vanline balance £312", "Vanline", HERE),
        (
            "Your EMI of Rs 3,276 is overdue. Keep balance to avoid charges. Maple Finance",
            "Maple Finance",
            HERE,
        ),
        ("Your Maple Credit installment is 9 days late", "Maple Credit", HERE),
        ("MAPLEX recovery: your loan is 45 days late", "MAPLEX", HERE),
        ("Hi Ms Tan, Alder Vet here. Your bill is overdue", "Alder Vet", HERE),
        ("MoneyTree: your loan is overdue", "MoneyTree", HERE),
        ("Dear customer, your QuickCash loan is overdue", "QuickCash", HERE),
        ("This is Alpha Recovery on behalf of Beta Bank. You owe $50", "Beta Bank", HERE),
        ("Your Capital One card is past due", "Capital One", HERE),
        ("Final notice: you owe ABC Lending $500", "ABC Lending", HERE),
        ("Hi Sam, your loan with KwikLoan is 5 days overdue", "KwikLoan", HERE),
        ("[MoneyTree] your loan is overdue", "MoneyTree", HERE),
        ("Your loan is overdue. - MoneyTree", "MoneyTree", HERE),
        ("Your loan is overdue. Pay now", None, HERE),
        ("Pinjaman Anda di KreditPintar sudah jatuh tempo", "KreditPintar", HERE),
        ("MoneyTree Collections: pay now, overdue", "MoneyTree", HERE),
        ("【众诚信管】甲乙银行委托我司提醒：您已逾期", "甲乙银行", HERE),
        ("【丙丁资管】您原在甲乙银行的那笔归我们了，请还", "甲乙银行", HERE),
        ("【甲乙银行信用卡】您已逾期", "甲乙银行", HERE),
        ("譚律師樓：代表甲乙財務，閣下貸款已逾期", "甲乙財務", HERE),
        ("您好，锦绣供热，热费还没交", "锦绣供热", HERE),
        ("您好，这里是湖滨口腔门诊部，分期款没到", "湖滨口腔门诊部", HERE),
        ("你的学费分期没到账，麻烦看看卡", None, HERE),
        ("请转告您的同事：他欠款不还", None, HERE),
        ("Good pm. This is Tunde from FastPay. Your loan is overdue", "FastPay", HERE),
        ("Lowell: we bought your Vanline account, balance £642.90", "Vanline", HERE),
        ("RM0.00 MoneyTree: your card has RM20 in arrears", "MoneyTree", HERE),
        ("MoneyTree Credit Card XX1234: total due Rs 900", "MoneyTree", HERE),
        ("【委外处理部】您的欠款请尽快处理", None, HERE),
        ("【还款助手】您的借款明日到期", None, HERE),
        ("【信*诚*贷】您的欠款已逾期", "信诚贷", HERE),
        ("甲乙銀行提醒您：信用貸款本期應繳1,342元", "甲乙銀行", HERE),
        ("甲乙銀行催繳：您的帳款已逾60天", "甲乙銀行", HERE),
        ("本行代表甲乙信貸通知閣下，如七日內未收到還款", "甲乙信貸", HERE),
        ("他在信用飞的钱拖了一个多月", "信用飞", HERE),
        ("麻烦转告他，富安那边的钱今天再不处理就起诉", "富安", HERE),
        ("你欠我們裕安的錢，叫他打給我", "裕安", HERE),
        ("【北辰律所】您拖欠供暖费，供热公司已委托我所处理", None, HERE),
        ("Northlake Recovery: we manage your account placed by Vanline.", "Vanline", HERE),
        ("KwikLoan ka paisa nahi bhara, Zinapa ka loan bhi", "KwikLoan", HERE),
        ("You are 16 days late on Karbona.", "Karbona", HERE),
        ("Tell her Aeon Credit is waiting for her payment", "Aeon Credit", HERE),
        ("RM0 MoneyTree: your instalment is overdue", "MoneyTree", HERE),
        ("eFlow: toll of €3.80 unpaid", "eFlow", HERE),
    ],
)
def test_the_creditor_is_named(read: Read, text: str, lender: object, at: str) -> None:
    """By signature or in the body; the original one before an agent; titles and courts are none."""
    found = read(text, at=at).claims.lender
    assert (found and found.name) == lender


@pytest.mark.parametrize(
    ("text", "entity", "lookalike"),
    [
        ("【招商银行】您已逾期", "cmb", None),
        ("【招商银行信用卡】您已逾期", "cmb", None),
        ("【招商銀行】您已逾期", "cmb", None),
        ("【招尚银行】您已逾期", None, "cmb"),
        ("【马上消费金熔】您已逾期", None, "msxf"),
        ("【省贝】您已逾期", None, "shengbei"),
        ("【泰隆银行】您已逾期", None, None),
        ("【上海招商银行】您已逾期", "cmb", None),
        ("Harvest Bank: you missed a payment", "harvest", None),
    ],
)
def test_a_known_name_is_told_from_one_that_poses_as_it(
    read: Read, text: str, entity: str | None, lookalike: str | None
) -> None:
    """An alias is exact; a look-alike differs by one telling character, or by none in sound."""
    found = read(text).claims.lender
    assert found is not None
    assert (found.entity_id, found.lookalike_of) == (entity, lookalike)


def test_the_way_to_pay_is_not_the_creditor(read: Read) -> None:
    """支付宝 is where the money should go, not to whom it is owed."""
    assert read("请转账到支付宝13800001234，逾期起诉").claims.lender is None
