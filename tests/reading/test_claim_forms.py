"""Claims in unusual forms: spelt, masked, split, without currency or without a word beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HONG_KONG = "2026-04-15T10:00+08:00"
MUMBAI = "2026-04-15T10:00+05:30"
JOHANNESBURG = "2026-04-15T10:00+02:00"


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("您已逾期，速联系经办人 一三八 零零零零 五二七一 处理", ["13800005271"]),
        ("您已逾期，回电壹叁玖零零零零陆贰柒叁", ["13900006273"]),
        ("欠款已转委外，致电一三零〇〇〇〇四四八八", ["13000004488"]),
        ("您的公积金贷款未扣成功，逾期罚息照计，12329可查。", ["12329"]),
        ("税款逾期未缴，请在个人所得税App办理，12366。", ["12366"]),
        ("您尾号1200信用卡逾期，掌上银行App/95528", ["95528"]),
        ("您的贷款逾期，调解员将用0571-12368与您联系", ["0571-12368"]),
        ("您有一条逾期，请拨010-57120033人工撤销", ["010-57120033"]),
        ("卡片逾期，请把验证码报给95566专席", ["95566"]),
        ("您的账单逾期，进度请问客服021-61880000", ["021-61880000"]),
        ("人民币五千二百元整请于五月六日前还清", []),
        ("逾期采暖费2025-2026季未缴", []),
        ("逾期未还，客服QQ 1900553200核销", []),
    ],
)
def test_numbers_to_call(read: Read, text: str, phones: list[str]) -> None:
    """In Chinese numerals, at the end of a sentence, and behind a slash."""
    assert [phone.value for phone in read(text).claims.phones] == phones


@pytest.mark.parametrize(
    ("text", "phones", "at"),
    [
        ("FIR filed for loan default. Call Inspector Rao 9800001234 now", ["9800001234"], MUMBAI),
        ("EMI unpaid. Contact recovery officer 9800001299", ["9800001299"], MUMBAI),
        ("I am at your gate for the overdue EMI. Amol 9800007711", ["9800007711"], MUMBAI),
        ("港燈：電費逾期，請即繳付。2887 0000", ["2887 0000"], HONG_KONG),
        ("Your card is past due, HK$580. Enq 2770 0000.", ["2770 0000"], HONG_KONG),
    ],
)
def test_numbers_to_call_elsewhere(read: Read, text: str, phones: list[str], at: str) -> None:
    """A person's name stands between the call and the number; eight digits stand alone."""
    assert [phone.value for phone in read(text, at=at).claims.phones] == phones


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("逾期款扫码付，收款人：陈*强，付完截图", "陈*强"),
        ("欠的钱扫我发的码，收款人*国兰 ，到账撤单", "*国兰"),
        ("逾期请转支付宝 138****2200（实名*丽）", "138****2200"),
        ("逾期款转至临时专户 6217***0090（户名：王丽）", "6217***0090"),
        ("逾期，398元转 15000007730 支付宝", "15000007730"),
        ("最后机会，打微信零钱 wxid_lawtest7 就不起诉", "wxid_lawtest7"),
        ("欠款转我支付宝 一八零零零零三一一九五", "18000031195"),
        ("Overdue: send $300 by Venmo @civil-desk-pay", "@civil-desk-pay"),
        ("Past due. Use this account: 7030000223, Palmpay", "7030000223"),
        ("您的帐户已进入诉前阶段，请回拨 13127700000", None),
        ("逾期将冻结名下账户，经办张老师 18870020000", None),
        ("中電：賬戶0710033000之電費$742逾期未繳", None),
        ("Your outstanding on acct 0102440000 is overdue. Kindly pay", None),
        ("Acct 88-20400, original creditor Example Funding, balance past due", None),
    ],
)
def test_where_the_money_should_go(read: Read, text: str, account: str | None) -> None:
    """Masked, spelt, or only the payee's name; never the reader's own account."""
    claim = read(text).claims.account
    assert (claim.value if claim else None) == account


@pytest.mark.parametrize(
    ("text", "messenger"),
    [
        ("逾期加VX：abc77001协商", "微信 abc77001"),
        ("逾期加V❤abc77001协商", "微信 abc77001"),
        ("逾期请添加企业微 susu_77", "企业微信 susu_77"),
        ("逾期加管家V亻言 huan_gj09", "微信 huan_gj09"),
        ("逾期请加LINE書記官 tpd_clerk00", "LINE tpd_clerk00"),
        ("逾期加老师 q q 3300007700", "QQ 3300007700"),
        ("逾期进Q裙 6088000 找小惠", "QQ群 6088000"),
        ("Overdue, msg Claire on wsap +353 85 000 0047", "WhatsApp +353 85 000 0047"),
        ("逾期款打微信零钱 wxid_lawtest7", None),
    ],
)
def test_messengers(read: Read, text: str, messenger: str | None) -> None:
    """However the service is written, its name is the usual one."""
    claim = read(text).claims.messenger
    assert (claim.value if claim else None) == messenger


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("您尾号7-1-9-4的贷款逾期", "7194"),
        ("您的信用卡（末四位“伍叁贰零”）逾期", "5320"),
        ("长城卡（尾数八八〇二）逾期", "8802"),
        ("您信用卡（末4位：9〇77）逾期", "9077"),
        ("To cancel the overdue repo, send 402.11 today", None),
        ("住宿费逾期未交，学号尾数2107", None),
    ],
)
def test_tails(read: Read, text: str, tail: str | None) -> None:
    """In Chinese numerals, with hyphens, in quotes."""
    claim = read(text).claims.card_tail
    assert (claim.value if claim else None) == tail


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("您逾期人民币捌佰肆拾贰元零伍分", [842.05]),
        ("您逾期伍仟零柒拾元贰角未还", [5070.2]),
        ("您逾期陆拾叁元捌角未还", [63.8]),
        ("欠费停机，您的话费余额为-36.82元", [36.82]),
        ("水卡账户是负数了，-13.50元，逾期未充", [13.5]),
        ("您的账户余额36.82元，逾期未还", []),
        ("您弟弟的三万二分期逾期了", [32000]),
        ("您欠的4100块三年没还", [4100]),
        ("您欠2024、2025年物业费5,880元", [5880]),
        ("您逾期了，先申请新贷5,000元还旧账", []),
        ("欠2500逾期，可申请我司新口子下款3000平账", [2500]),
        ("房租2,650,30号没交，逾期了", [2650]),
        ("老赖你听好，逾期的2600还不还", [2600]),
        ("3500今天下午必须到，逾期别怪我", [3500]),
    ],
)
def test_sums(read: Read, text: str, sums: list[float]) -> None:
    """In numerals of cheques, below zero, spoken, and no sum of another loan."""
    assert [a.value for a in read(text).claims.amounts] == sums


@pytest.mark.parametrize(
    ("text", "sums", "at"),
    [
        ("Capitec: your arrears are R1,204.80", [(1204.8, "ZAR")], JOHANNESBURG),
        ("Summons for your unpaid R8 650 account", [(8650, "ZAR")], JOHANNESBURG),
        ("你爭財務公司嗰三萬蚊唔還係咪", [(30000, "HKD")], HONG_KONG),
        ("你爭財務公司萬二蚊唔還係咪", [(12000, "HKD")], HONG_KONG),
        ("EMI overdue, keep cash ready 5640", [(5640, "INR")], MUMBAI),
        ("Late loan, wants its 1,200 today", [(1200, "INR")], MUMBAI),
    ],
)
def test_sums_elsewhere(read: Read, text: str, sums: list[tuple[float, str]], at: str) -> None:
    """Rand with a blank, 蚊, and bare numbers."""
    assert [(a.value, a.currency) for a in read(text, at=at).claims.amounts] == sums


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("你的周转金到期3天了，再不还就爆通讯录", 3),
        ("你嘅還款過咗期4日", 4),
        ("尾期拖左十日，仲未還", 10),
        ("尾期已飘红4天，最晚今日", 4),
        ("您已失信45天，账户将冻结", 45),
        ("您租的手机已断租45天", 45),
        ("本期1,440.66元已欠23天", 23),
        ("自12月5日起未缴，今已第7天", 7),
        ("你拖欠2,288元已第23天", 23),
        ("拖欠供款港幣2,950元已達23日", 23),
        ("Your account is 60+ days past due", 60),
        ("Ur due don pass by 3days, clear it", 3),
        ("Your loan is due since 9 days, unpaid", 9),
        ("Overdue ka na sa app ng 8 days", 8),
        ("Loan of 1,800 overdue day 3", 3),
        ("付286元即可延后15天还本，逾期将上征信", None),
        ("欠费3天内补缴免收违约金", None),
    ],
)
def test_days_overdue(read: Read, text: str, days: int | None) -> None:
    """Said by other words than 逾期, and not the days by which a loan is put off."""
    claim = read(text).claims.days_overdue
    assert (claim.value if claim else None) == days


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("您的借款5月29日到期，应还1,340.22元，请备足余额", "instalment"),
        ("5月房租2,450元请于5月1日前支付", "instalment"),
        ("Klarna: heads up, £23.30 comes out on Thursday", "instalment"),
        ("您的信用卡本期应还1,340.22元，还款日5月3日", "total"),
        ("您的4月电费88.20元将于5月3日到期", "total"),
        ("您的贷款本金30,000元将于5月20日到期", "total"),
        ("您的贷款已拖欠，尚欠本息6,027.88元", "overdue"),
        ("您的私人贷款逾期供款5,230元仍未收到", "overdue"),
    ],
)
def test_roles(read: Read, text: str, role: str) -> None:
    """What is due of a loan is an instalment, of a bill all of it; arrears are neither."""
    assert [a.role for a in read(text).claims.amounts] == [role]
