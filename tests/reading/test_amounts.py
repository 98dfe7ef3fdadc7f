"""Sums of money: value, currency, role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "values", "at"),
    [
        ("【甲银行】您的逾期金额：人民币 3,456.78 元，请尽快还款。", [3456.78], HERE),
        ("已逾期，客服95511转6", [], HERE),
        ("你的欠款五千二逾期了", [5200], HERE),
        ("账单RMB310.00元/USD0.00已过还款日", [310], HERE),
        ("违约金5元/天，应还805元", [5, 805], HERE),
        ("您已逾期，应还￥3456.78，请处理", [3456.78], HERE),
        ("您逾期欠款3456.78RMB，请处理", [3456.78], HERE),
        ("您逾期欠款共计叁仟贰佰元整，请处理", [3200], HERE),
        ("您的贷款1.2万元已逾期", [12000], HERE),
        ("欠款2万3，今天必须还", [23000], HERE),
        ("你借的五千八块钱还没还", [5800], HERE),
        ("欠我们平台3千多块，逾期了", [3000], HERE),
        ("你欠8k，逾期12天", [8000], HERE),
        ("本金5000，利息320，合计5320元，已逾期", [5000, 320, 5320], HERE),
        ("应还本息：4,321.09元（其中违约金21.00元），已逾期", [4321.09, 21], HERE),
        ("欠款金额4589，逾期10天", [4589], HERE),
        ("逾期金额:2388，请尽快还款", [2388], HERE),
        ("今天结清只需1500，逾期作废", [1500], HERE),
        ("优惠后应还2680.5元，逾期无效", [2680.5], HERE),
        ("减免后仅需还1,860元", [1860], HERE),
        ("最低还款额500，还款日5月1日", [500], HERE),
        ("本月费用69.00元，当前余额11.20元，请充值", [69], HERE),
        ("欠款五百以内的用户今天可办理", [], HERE),
        ("本期没钱还？再借5000先把旧账平掉", [], HERE),
        ("Don't forget $214 is due on the 15th", [214], HERE),
        ("Your loan is late. Take a fresh $500, clear the old $312.40", [312.4], HERE),
        ("您的账单已过期，金额1,9O2元", [1902], HERE),
        ("立即转账 3000 到指定账户，否则起诉", [3000], HERE),
        ("请打款3000元到客服账户", [3000], HERE),
        ("您欠款￥１，２３４．５６，请尽快", [1234.56], HERE),
        ("您欠款①②③④元未还", [1234], HERE),
        ("欠 款 2 6 8 0 元 未 还", [2680], HERE),
        ("年利率36%，逾期3期，已扣3次", [], HERE),
        ("满1000减50，额度50000元等你拿", [], HERE),
        ("您的额度已提升至50,000元", [], HERE),
        ("还款成功可获200元红包，应还1,000元", [1000], HERE),
        ("您欠缴物业费1,200元（2026年1月-3月），请于4月20日前缴纳", [1200], HERE),
        ("您尾号1234的卡逾期2,000.00元，最低还款200.00元", [2000, 200], HERE),
        ("欠费停机，您已欠费56.3元", [56.3], HERE),
        ("逾期违约金按每日5元计收，应还805元", [5, 805], HERE),
        ("日息5元/天，应还805元，可用额度9,000.00", [805], HERE),
        ("账单金额共1234.5，请在25日前还", [1234.5], HERE),
        ("需还款2000，请在20号前", [2000], HERE),
        ("您名下贷款已逾期，欠8500未还", [8500], HERE),
        ("信用卡账单RMB1,234.56，最低RMB123.45", [1234.56, 123.45], HERE),
        ("信用卡账单CNY 1,234.56", [1234.56], HERE),
        ("您欠款一万二千三百元", [12300], HERE),
        ("2026年4月账单已出", [], HERE),
        ("应还金额：2026.00元", [2026], HERE),
        ("逾期本金:2,000.00,利息:56.78,罚息:12.30", [2000, 56.78, 12.3], HERE),
        ("您逾期的3笔借款共6,000元", [6000], HERE),
    ],
)
def test_sums_owed_are_read_and_other_numbers_left_alone(
    read: Read, text: str, values: list[object], at: str
) -> None:
    """Values in the ways people write them; limits, rewards, rates and dates are none."""
    assert [amount.value for amount in read(text, at=at).claims.amounts] == values


@pytest.mark.parametrize(
    ("text", "sums", "at"),
    [
        ("Your PHP loan of Php 4,500.00 is overdue", [(4500, "PHP")], HERE),
        ("PHP4,500 is past due. Pay now via GCash", [(4500, "PHP")], HERE),
        ("Your balance of 4,500 pesos is overdue po", [(4500, "PHP")], HERE),
        ("You owe P4.5k, pay today or we visit ur barangay", [(4500, "PHP")], HERE),
        ("Dear customer, Rs.12,345/- is overdue on your EMI", [(12345, "INR")], HERE),
        ("INR 12,345.00 overdue on loan, pay EMI now", [(12345, "INR")], HERE),
        ("Rs 1,23,456.78 outstanding on your loan", [(123456.78, "INR")], HERE),
        ("₹4,999 EMI bounced", [(4999, "INR")], HERE),
        ("Pay KES 2,500 now, loan overdue", [(2500, "KES")], HERE),
        ("Your loan of Kshs. 2500/= is overdue", [(2500, "KES")], HERE),
        ("Ksh2,500 loan overdue", [(2500, "KES")], HERE),
        ("NGN 25,000.00 is overdue", [(25000, "NGN")], HERE),
        ("You owe us N25k, pay now", [(25000, "NGN")], HERE),
        ("25,000 naira loan is overdue", [(25000, "NGN")], HERE),
        ("Tagihan Anda Rp1.250.000 sudah jatuh tempo, segera bayar", [(1250000, "IDR")], HERE),
        ("Tagihan Anda Rp 1,250,000 sudah jatuh tempo, segera bayar", [(1250000, "IDR")], HERE),
        ("Tunggakan Anda Rp 850rb, segera bayar", [(850000, "IDR")], HERE),
        ("Tunggakan pinjaman anda 1,5 juta, segera bayar", [(1500000, "IDR")], HERE),
        ("Bayar Rp2jt hari ini", [(2000000, "IDR")], HERE),
        ("Your account has a past due balance of $1,234.56.", [(1234.56, "SGD")], HERE),
        ("信用卡人民币账单2,019.50元，美元账单34.80元", [(2019.5, "CNY"), (34.8, "USD")], HERE),
        ("Loan overdue, final chance 2150 rs", [(2150, "INR")], "2026-04-15T10:00+05:30"),
        ("USD 99.99 past due", [(99.99, "USD")], HERE),
        ("You owe £1,200 to the council", [(1200, "GBP")], HERE),
        ("arrears of 1,200 pounds on your council tax", [(1200, "GBP")], HERE),
        ("RM 1,234.50 tertunggak / overdue", [(1234.5, "MYR")], HERE),
        ("S$1.2k overdue, call us", [(1200, "SGD")], HERE),
        ("SGD 800 overdue", [(800, "SGD")], HERE),
        ("您的帳單 NT$12,000元 已逾期", [(12000, "TWD")], HERE),
        ("貸款新台幣 5,600 元已逾期", [(5600, "TWD")], HERE),
        ("你欠港幣8,000元已逾期", [(8000, "HKD")], HERE),
        ("Khoản vay 1.500.000 VND đã quá hạn, vui lòng thanh toán", [(1500000, "VND")], HERE),
        ("Quý khách còn nợ 1,500,000đ, vui lòng thanh toán", [(1500000, "VND")], HERE),
        ("Su adeudo de $2,500.00 MXN está vencido", [(2500, "MXN")], HERE),
        ("Tiene una deuda de 1.250,50 € con nosotros, pague hoy", [(1250.5, "EUR")], HERE),
        ("Il reste une dette de 1 200 € à payer", [(1200, "EUR")], HERE),
        ("Anh còn nợ 6tr8, chuyển hôm nay", [(6800000, "VND")], HERE),
        ("대출금 1,200,000원이 연체되었습니다", [(1200000, "KRW")], HERE),
        ("Su deuda de S/ 450.00 está vencida", [(450, "PEN")], HERE),
        ("还款500USDT到钱包，否则曝光", [(500, "USDT")], HERE),
        ("客戶：你1月份月費$238仍未繳清", [(238, "HKD")], HERE),
        ("Amount due: 450.00. Your tab is overdue. HMRC", [(450, "GBP")], HERE),
        ("Hi, £20 late fee added. You now owe £120.00", [(20, "GBP"), (120, "GBP")], HERE),
    ],
)
def test_the_currency_is_what_the_reader_would_take_it_for(
    read: Read, text: str, sums: list[object], at: str
) -> None:
    """Signs, codes and words; what several countries call alike is the reader's own."""
    found = read(text, at=at).claims.amounts
    assert [(amount.value, amount.currency) for amount in found] == sums


@pytest.mark.parametrize(
    ("text", "roles", "at"),
    [
        (
            "【甲银行】您已逾期，应还金额1,000元，最低还款100元",
            [(1000, "overdue"), (100, "minimum")],
            HERE,
        ),
        (
            "【甲银行】您4月账单1,000元，最低还款100元，还款日4月25日",
            [(1000, "total"), (100, "minimum")],
            HERE,
        ),
        ("您第3期还款500元将于25日扣款", [(500, "instalment")], HERE),
        ("逾期金额500元，滞纳金20元", [(500, "overdue"), (20, "fee")], HERE),
        (
            "Your minimum payment of $25 is due Apr 25, balance $500",
            [(25, "minimum"), (500, "total")],
            HERE,
        ),
        ("Your EMI of Rs 500 is overdue, late fee Rs 50", [(500, "instalment"), (50, "fee")], HERE),
        ("Total outstanding $900, overdue amount $100", [(900, "total"), (100, "overdue")], HERE),
        ("先交保证金2000元", [(2000, "fee")], HERE),
    ],
)
def test_the_role_comes_from_the_nearest_word(
    read: Read, text: str, roles: list[object], at: str
) -> None:
    """Overdue, minimum, fee, instalment, total."""
    found = read(text, at=at).claims.amounts
    assert [(amount.value, amount.role) for amount in found] == roles


def test_a_sum_is_marked_with_its_currency(read: Read) -> None:
    """The span covers sign, number and unit, through disguise."""
    text = "您欠款￥１，２３４．５６元，请处理"
    (amount,) = read(text).claims.amounts
    assert text[slice(*amount.span)] == "￥１，２３４．５６元"
