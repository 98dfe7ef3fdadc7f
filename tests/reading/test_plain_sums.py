"""Sums that show no currency, and the numbers beside them that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
LAGOS = "2026-04-15T10:00+01:00"
MANILA = "2026-04-15T10:00+08:00"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("【甲银行】尾号1234：三个账期，15,020.66，周五前没有动静就外包", [15020.66]),
        ("【甲分期】今天没扣到，差318.07，晚上再划", [318.07]),
        ("一季度物业费1380，记得来前台", [1380]),
        ("【甲分期】安心贷第4期512.66没到账", [512.66]),
        ("今天不交两期月供2×3360就拖车", [3360]),
        ("四点前看到你还进去一千八，这事翻篇", [1800]),
        ("你借的三万六什么时候还", [36000]),
        ("先付保证金2000到指定账户", [2000]),
        ("您当妈的先帮忙垫2600吧，他欠着网贷", [2600]),
        ("弘达老李：12号车贷2980，备好", [2980]),
        ("【水司】年前那76.5的水钱还没来", [76.5]),
        ("上两个月的143没给，网速先降", [143]),
        ("3-1102 物业费拖了两季度，1,420，下来一趟", [1420]),
        ("逾期19天了 5.2K 再不还 找你家里", [5200]),
        ("给你批了，8千只收2400，今天作废", [8000, 2400]),
        ("十月的97块五还没付", [97.5]),
        ("信用社那三万到期没还", [30000]),
        ("第2期没还，RMB 4300，48小时内不还就登报", [4300]),
        ("不还2100，9点开始群发", [2100]),
        ("每天加500仓租，欠租3000", [500, 3000]),
        ("违约金一天一毛二，欠费88.40元", [0.12, 88.4]),
        ("滞纳金每天49.35，房租7,870还没付", [49.35, 7870]),
    ],
)
def test_a_sum_needs_no_currency_beside_words_of_a_debt(
    read: Read, text: str, values: list[float]
) -> None:
    """Grouped numbers and cents by themselves, whole numbers beside a word of paying."""
    assert [amount.value for amount in read(text).claims.amounts] == values


@pytest.mark.parametrize(
    "text",
    [
        "【供电】户号1122：6月用电331度，请缴费",
        "【供气】本月用气 45.20 立方，请交费",
        "7-902业主，物业费还没交",
        "（2026）浙0105执1182号：请还款",
        "请还款，咨询通过12123",
        "还款利率3.65%，日息0.05",
        "逾期请于12.30前还",
        "所欠2022—2024年的物业费",
        "缴纳2025采暖季费用",
        "三百二十户业主都交了，就您没交",
        "欠11至12月学费",
        "您的信用评分 650.50，请按时还款",
        "转账 013 2210xxxx8830，今天还",
        "钱打6217****2279孙某",
        "503租客：电费没交",
        "拖欠房租，三个月不还，46天",
        "已还2,000.00，谢谢还款",
    ],
)
def test_counts_labels_and_readings_are_no_sums(read: Read, text: str) -> None:
    """Meters, flats, case and account numbers, hotlines, rates, ranges of months, what was paid."""
    assert read(text).claims.amounts == ()


@pytest.mark.parametrize(
    ("text", "at", "sums"),
    [
        ("FINAL NOTICE. QUICKPAY 41,000. We block your BVN by noon", LAGOS, [(41000, "NGN")]),
        ("Ur 25k loan falls due tmrw, naira ready pls", LAGOS, [(25000, "NGN")]),
        ("she has utang 6k sa PeraNow and is hiding", MANILA, [(6000, "PHP")]),
        ("Pay 900 extension today, loan is overdue po", MANILA, [(900, "PHP")]),
        ("NACH of EMI 7316 bounced", "2026-04-15T10:00+05:30", [(7316, "INR")]),
        ("your loan is 90 dpd, pay Rs 4,600", "2026-04-15T10:00+05:30", [(4600, "INR")]),
        ("you're 2 payments behind, £388 today", "2026-04-15T10:00+01:00", [(388, "GBP")]),
        ("fine 22018 (£87) is overdue", "2026-04-15T10:00+01:00", [(87, "GBP")]),
        ("pay 280 USDT or we post", "2026-04-15T10:00+01:00", [(280, "USDT")]),
        ("Dues of Rs 9.4L payable", "2026-04-15T10:00+05:30", [(940000, "INR")]),
        ("Rent due. BPAY 55210, overdue $540", "2026-04-15T10:00+11:00", [(540, "AUD")]),
        ("All 214 contacts get your photo, 60 days late", MANILA, []),
    ],
)
def test_sums_in_english_without_a_sign(
    read: Read, text: str, at: str, sums: list[tuple[float, str]]
) -> None:
    """The currency is that of the reader's region."""
    found = read(text, at=at).claims.amounts
    assert [(amount.value, amount.currency) for amount in found] == sums


@pytest.mark.parametrize(
    ("text", "sender", "at", "currency"),
    [
        ("您的門號帳單1,399元尚未繳納", "0800000123", MANILA, "TWD"),
        ("天然氣費1,730元拖太久了", "55123", MANILA, "TWD"),
        ("閣下賬戶尚欠$500，請繳付", "+85260000123", MANILA, "HKD"),
        ("OCBC: the $50 minimum of your card came in late", "OCBC", MANILA, "SGD"),
        ("Fido: bill $61.02 is overdue", "+14385550119", "2026-04-15T10:00-04:00", "CAD"),
        ("Bill $61.02 is overdue", "+19295550119", "2026-04-15T10:00-04:00", "USD"),
    ],
)
def test_the_dollar_is_told_by_sender_and_wording(
    read: Read, text: str, sender: str, at: str, currency: str
) -> None:
    """$ and 元 are used in many places; who writes and how tells which."""
    (amount,) = read(text, sender=sender, at=at).claims.amounts
    assert amount.currency == currency
