"""Claims in the words of many writers: days, tails, sums, houses, terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading
from scanner.reading.past_due import is_past_due

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""
MUMBAI = "2026-04-15T10:00+05:30"
LONDON = "2026-04-15T10:00+01:00"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("您的养殖贷款已欠息33天，请到网点处理", 33),
        ("贵司场地费已逾约定付款日8天，请安排", 8),
        ("房租已过支付日6天，请尽快转账", 6),
        ("閣下期數過咗5日未收到，請入返", 5),
        ("至今41天您仍未履行还款义务", 41),
        ("自三月起一直未入账，到今天有19天了", 19),
        ("十八天了一分钱没看见，你说怎么办", 18),
        ("这笔账单6天前就该还了", 6),
        ("学费已超过缴费日一周，请到前台", 7),
        ("您的欠款超-期22夭，请处理", 22),
        ("Your account is still open 51 days, please pay", 51),
        ("Su cuota está vencida por 12 días", 12),
        ("nag-overdue na po ang loan nyo ng 16 days", 16),
        ("您10月房租已过5日付款日未到账", None),
        ("账单已出，10日前要还哦", None),
        ("学费晚了快两周了", None),
    ],
)
def test_how_late(read: Read, text: str, days: int | None) -> None:
    """Counted from a due date in any words; the day that bills fall due is no count."""
    claim = read(text).claims.days_overdue
    assert (claim.value if claim else None) == days


@pytest.mark.parametrize(
    ("text", "tail", "at"),
    [
        ("門號末三碼318的帳單已逾期", "318", HERE),
        ("水號尾碼5520本期水費逾期", "5520", HERE),
        ("Balance on account ending 4K7D is overdue", "4K7D", LONDON),
        ("Your mortgage (a/c ending 17B) is in arrears", "17B", LONDON),
        ("Postpaid a/c 2210***09 has an unpaid balance", "09", LONDON),
        ("Pay Rs 900 on a/c 6620 today", "6620", MUMBAI),
        ("Akaun berakhir 4410 tertunggak", "4410", HERE),
        ("You are 19 days past due. Offer ends 6pm.", None, LONDON),
    ],
)
def test_tails(read: Read, text: str, tail: str | None, at: str) -> None:
    """Three digits of a line, letters among the digits, two digits behind stars."""
    claim = read(text, at=at).claims.card_tail
    assert (claim.value if claim else None) == tail


@pytest.mark.parametrize(
    ("text", "sums", "at"),
    [
        ("你借的钱今晚前3200不到账就别怪我", [3200], HERE),
        ("欠我们平台2600装死是吧", [2600], HERE),
        ("你昨天到期的2000没还", [2000], HERE),
        ("特批减免：3150元一次性结清欠款", [3150], HERE),
        ("打到主管账户，壹万伍仟整，欠款结清", [15000], HERE),
        ("您在360借条的借款逾期", [], HERE),
        ("典当的18K金镯逾期利息未结", [], HERE),
        ("苏E·77*31欠停车费85元", [85], HERE),
        ("您逾期了，可申请周转3万先垫上", [], HERE),
        ("11月28的那笔到现在没进来", [], HERE),
        ("FIR u/s 420 will be filed for your loan default", [], MUMBAI),
        ("Your EMI of Maple Finance 3650 bounced, not yet cleared", [3650], MUMBAI),
        ("Your loan is overdue, pay with charges 720", [720], MUMBAI),
        ("Your balance of R12 600.50 is overdue", [12600.5], "2026-04-15T10:00+02:00"),
        ("Vehicle ending 771K has an unpaid toll of $9.00", [9], LONDON),
    ],
)
def test_sums(read: Read, text: str, sums: list[float], at: str) -> None:
    """A bare figure beside a word of paying; no plate, section, name or new loan."""
    assert [amount.value for amount in read(text, at=at).claims.amounts] == sums


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("【遠傳】電信費$880已逾繳費期限", "TWD"),
        ("您的网络账单RM120已逾期", "MYR"),
        ("组屋贷款分期S$600逾期", "SGD"),
        ("Thief! where is the 15k u carry. Pay am for ur loan, bvn blocked", "NGN"),
    ],
)
def test_whose_money(read: Read, text: str, currency: str) -> None:
    """Houses and coins tell the region; "u" beside a figure is mostly "you"."""
    assert [amount.currency for amount in read(text).claims.amounts] == [currency]


@pytest.mark.parametrize(
    ("text", "lender"),
    [
        ("【支付宝】您的花呗账单已逾期", "花呗"),
        ("欠的钱今天转我支付宝 1870000 2233，别装死", None),
        ("【丰达信服】您在甲乙消费金融的借款已逾期", "甲乙消费金融"),
        ("【丙丁调解】您与甲乙物业的物业费纠纷已受理", "甲乙物业"),
        ("甲丙律師行代表安信信貸：欠款請即清還", "安信信貸"),
        ("WeLend追數部：今日入數", "WeLend"),
        ("【贷后管家】那笔账没平", None),
        ("【停车执法】您欠停车费80元", None),
        ("我是省呗委外的，你的借款逾期了", "省呗"),
        ("欠邦民財務成個月未還", "邦民財務"),
        ("Zenka final reminder: Ksh 4,100 not paid", "Zenka"),
        ("Please tell him to pay Tala today", "Tala"),
        ("Lowell here, you owe £300 on an old Vodafone account", "Vodafone"),
        ("IRS Case Unit: your back taxes are overdue", "IRS"),
        ("Officer Dale: you failed to repay. Fees owed to Speedy Cash", "Speedy Cash"),
        ("EFCC: petition by Okash, loan unpaid", "Okash"),
        ("Your HDFC Bank Credit Card is overdue", "HDFC Bank"),
        ("Hello, Alder Dental accounts here. Your balance is unpaid", "Alder Dental"),
        ("Alder Homes has forwarded your unpaid rent to our attorneys", "Alder Homes"),
        ("This is Alpha Collections for Beta Credit. Your file is late", "Beta Credit"),
        ("Your balance is unpaid. - Priya", "Priya"),
        ("Your Navi loan is unpaid. - Priya", "Navi"),
    ],
)
def test_houses(read: Read, text: str, lender: str | None) -> None:
    """Known houses, buyers of debts, ways to pay, titles and persons that are no house."""
    claim = read(text).claims.lender
    assert (claim.name if claim else None) == lender


@pytest.mark.parametrize(
    ("text", "due", "deadline", "at"),
    [
        ("Your bill of $40.00 will be charged May 3", "2026-05-03", None, LONDON),
        ("Your payment of $40 is set for 05 May", "2026-05-05", None, LONDON),
        ("Rent of £800 hasn't landed (due 12th)", "2026-04-12", None, LONDON),
        ("Ur loan P900 is due tom po", "2026-04-16", None, HERE),
        ("EMI of Rs 900 dated 05-Apr not received", "2026-04-05", None, MUMBAI),
        ("Unpaid toll of £3 from 3 April", None, None, LONDON),
        ("【丙丁】昨日扣款未成功，请补足欠款", None, None, HERE),
        ("俺是收电费的，欠着，明儿个再不交就掐了", None, "2026-04-16", HERE),
        ("Regularise your overdue account within seven (7) days", None, "2026-04-22", LONDON),
        ("Kindly pay your late loan today or your name goes to CRB", None, "2026-04-15", LONDON),
        ("Your arrears: a summons will be issued on 20 May", None, "2026-05-20", LONDON),
        ("You are in arrears. Settle this week or we send an agent", None, "2026-04-19", LONDON),
        ("欠钱不还，明天带兄弟过去坐坐", None, None, HERE),
        ("欠钱不还，聽日出傳票", None, None, HERE),
        ("Overdue. Tomorrow our team is coming to your shop", None, None, LONDON),
        ("12号那笔没来，每天多算一点点", "2026-04-12", None, HERE),
    ],
)
def test_terms(read: Read, text: str, due: str | None, deadline: str | None, at: str) -> None:
    """Debits to come are due; what is only announced sets no term."""
    claims = read(text, at=at).claims
    found = [
        claim.value.isoformat() if claim and claim.value else None
        for claim in (claims.due_date, claims.deadline)
    ]
    assert found == [due, deadline]


@pytest.mark.parametrize(
    ("text", "messenger"),
    [
        ("逾期加V【hk0099】给你还款码", "微信 hk0099"),
        ("逾期处理 加q 2840000933", "QQ 2840000933"),
        ("逾期，收據傳LINE wt0011", "LINE wt0011"),
        ("逾期请加LINE:herun_07 洽詢", "LINE herun_07"),
        ("Overdue. WhatsApp our officer Ben at 9003 0042", "WhatsApp 9003 0042"),
        ("Overdue. We post your photo in the village WhatsApp group.", None),
    ],
)
def test_contacts(read: Read, text: str, messenger: str | None) -> None:
    """Brackets around the name, and a person between service and number."""
    claim = read(text).claims.messenger
    assert (claim.value if claim else None) == messenger


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("那笔没扣到,抽空补上", True),
        ("你妈在菜场卖菜我知道", True),
        ("再不给就拉货", True),
        ("your payment was returned nsf", True),
        ("unless we hear from you by may 3", True),
        ("今天没扣成功,晚上还会再扣一次", False),
        ("今天24点前存入不计逾期", False),
        ("余额不足,请充值", False),
        ("rent due fri", False),
    ],
)
def test_what_is_late(text: str, *, said: bool) -> None:
    """A debit that can still be made good today is not late."""
    assert is_past_due(text) is said


@pytest.mark.parametrize(
    ("text", "sums", "at"),
    [
        ("青禾贷2700 扫我发的码，再拖着不还就去你公司", [2700], HERE),
        ("逾期了，4150，别装看不见", [4150], HERE),
        ("Besharam, KopiKash overdue, 3900 abhi bhejo", [3900], MUMBAI),
        ("We did not get £87 and it is overdue", [87], LONDON),
        ("Unpaid charge: it has gone up to £140", [140], LONDON),
        ("【青山县人民法院】（2026）青1399民初2201号，您逾期未履行", [], HERE),
        ("逾期未还，请入会议号 738 204 116 核对", [], HERE),
        ("逾期了。你姐夫137开头那个号我打过了", [], HERE),
        ("您逾期未还，手头紧可在App申请5000周转", [], HERE),
        ("你欠的还不还，3200 还是 3900 你选", [3200, 3900], HERE),
    ],
)
def test_the_only_bare_number_of_a_debt_past_due(
    read: Read, text: str, sums: list[float], at: str
) -> None:
    """It is the sum, unless it is a part of a case, a meeting, a telephone number or an offer."""
    assert [a.value for a in read(text, at=at).claims.amounts] == sums
