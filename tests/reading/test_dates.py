"""Due dates, deadlines, days overdue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "deadline", "at"),
    [
        ("您已逾期，请于今日17:30前还清", "2026-04-15T17:30", HERE),
        ("您已逾期，请于4月18日24时前还清", "2026-04-18", HERE),
        ("您已逾期，请在明天中午12点前还清", "2026-04-16T12:00", HERE),
        ("您已逾期，限48小时内还清", "2026-04-17T10:00", HERE),
        ("您已逾期，限你3天内还清", "2026-04-18", HERE),
        ("您已逾期，请于2026年4月20日前处理", "2026-04-20", HERE),
        ("您已逾期，请于2026-04-20 18:00前处理", "2026-04-20T18:00", HERE),
        ("您已逾期，请于4.20前处理", "2026-04-20", HERE),
        ("您已逾期，请务必在本周五前处理", "2026-04-17", HERE),
        ("您已逾期，请于下周一前处理", "2026-04-20", HERE),
        ("您已逾期，请在月底前处理", "2026-04-30", HERE),
        ("您已逾期，最后期限：4月16日", "2026-04-16", HERE),
        ("您已逾期，请半小时内回电，否则起诉", "2026-04-15T10:30", HERE),
        ("您已逾期，一小时之内不处理就上门", "2026-04-15T11:00", HERE),
        ("您已逾期，今晚8点前打款", "2026-04-15T20:00", HERE),
        ("您已逾期，下午五点前处理", "2026-04-15T17:00", HERE),
        ("您已逾期，中午之前处理", "2026-04-15T12:00", HERE),
        ("欠的钱明天中午十二点还不到账你试试", "2026-04-16T12:00", HERE),
        ("您已逾期，一时周转不开可申请分期", None, HERE),
        ("您已逾期，今日9:00前处理", "2026-04-15T21:00", HERE),
        ("您已逾期，今日18:00前处理", "2026-04-15T18:00", "2026-04-15T19:20+08:00"),
        ("您已逾期，剩余2小时", "2026-04-15T12:00", HERE),
        ("您的不良记录将于24小时后公示", "2026-04-16T10:00", HERE),
        ("您的欠费号码将在3小时后销号", "2026-04-15T13:00", HERE),
        ("您已逾期，一个小时不到账就群发", "2026-04-15T11:00", HERE),
        ("您已逾期，超过4月20日将停课", "2026-04-20", HERE),
        ("您已逾期，晚于18点不再受理", "2026-04-15T18:00", HERE),
        ("您已逾期，请于年底前结清", "2026-12-31", HERE),
        ("您已逾期，本月底仍不结就停机", "2026-04-30", HERE),
        ("您已逾期，否则今晚移交外访组", "2026-04-15", HERE),
        ("您已逾期，聽晚之前找數", "2026-04-16", HERE),
        ("你再不还钱，今晚给我个准话", "2026-04-15", HERE),
        ("您已逾期，保证金核实后24小时内原路退还", None, HERE),
        ("您已逾期，请转账并备注户号，次日入账", None, HERE),
        ("调解委员会：您与甲银行的欠款纠纷，请于4月20日下午2点到街道办二楼参加调解", None, HERE),
        ("您已逾期，请处理。步骤2: 登录", None, HERE),
        ("Your loan is overdue. Call before 8 tonight", "2026-04-15T20:00", HERE),
        ("Udhaar nahi bhara, aaj 6 bje tak bharo", "2026-04-15T18:00", HERE),
        ("Your loan is late, it will be submitted to the bureau this Friday", "2026-04-17", HERE),
        ("您已逾期，请立即处理", None, HERE),
        ("您的欠费已停机，缴清后30分钟内自动复机", None, HERE),
        ("欠费已停电，4月18日起将拆表，缴清后24小时内复电", "2026-04-18", HERE),
        ("您的借款未扣到，18点系统会再扣一次，请存够", "2026-04-15T18:00", HERE),
        ("您的借款已逾期，我行拟于月底报送征信", None, HERE),
        ("您的借款已逾期，我司将于48小时后向法院申请立案", "2026-04-17T10:00", HERE),
        ("您的借款已逾期，明天我们会联系您的亲友", None, HERE),
        ("您的借款已逾期，不处理的话否则明天联系您的亲友", "2026-04-16", HERE),
        ("Council tax overdue. Pay in full before the hearing on 24 April", "2026-04-24", HERE),
        ("Small Claims: consultation for claim by Alder Dental is on 24 April", None, HERE),
        ("您已逾期，将于4月20日向法院提起诉讼", "2026-04-20", HERE),
        ("您已逾期，请本周内还款", "2026-04-19", HERE),
        ("您已逾期，本月十八日前联系", "2026-04-18", HERE),
        ("您已逾期，四月二十五日前还清", "2026-04-25", HERE),
        ("您已逾期，阀门4月20日关闭", "2026-04-20", HERE),
        ("两个账期没还，本周五仍未收到将转外包", "2026-04-17", HERE),
        ("欠钱不还，剩12个小时", "2026-04-15T22:00", HERE),
        ("失联了，1小时后群发通讯录", "2026-04-15T11:00", HERE),
        ("燃料费逾期，今晚12点前补缴", "2026-04-15", HERE),
        ("warrant for overdue loan. Deposit b4 16h00", "2026-04-15T16:00", HERE),
        ("Account overdue. Revert by the end of this week", "2026-04-19", HERE),
        ("您已逾期，截止今天18点未还将起诉", "2026-04-15T18:00", HERE),
        ("逾期未还，30分钟内联系我", "2026-04-15T10:30", HERE),
        ("您已逾期，请于15日18时前还款", "2026-04-15T18:00", HERE),
        ("您已逾期，请在20号之前还款", "2026-04-20", HERE),
        ("您已逾期，明早9点前还款", "2026-04-16T09:00", HERE),
        ("您已逾期，24小時內還款", "2026-04-16T10:00", HERE),
        ("您已逾期，五日内还款", "2026-04-20", HERE),
        ("您已逾期，請於4/20前繳納", "2026-04-20", HERE),
        ("Your loan is overdue. Pay by 5pm today or we sue", "2026-04-15T17:00", HERE),
        ("Your loan is overdue. Pay by tomorrow 12 noon", "2026-04-16T12:00", HERE),
        ("Your loan is overdue. Pay within 24 hours", "2026-04-16T10:00", HERE),
        ("Your loan is overdue. Pay within the next 48hrs", "2026-04-17T10:00", HERE),
        ("Your loan is overdue. Pay within 7 days", "2026-04-22", HERE),
        ("Your loan is overdue. Settle by Friday", "2026-04-17", HERE),
        ("Your loan is overdue. Settle by Friday 17 April", "2026-04-17", HERE),
        ("Your loan is overdue. Settle before April 20, 2026", "2026-04-20", HERE),
        ("Your loan is overdue. Settle by 20/04/2026", "2026-04-20", HERE),
        ("Your loan is overdue. Settle by 20-Apr-2026", "2026-04-20", HERE),
        ("Your loan is overdue. Settle by 20th of April", "2026-04-20", HERE),
        ("Your loan is overdue. Pay before EOD", "2026-04-15", HERE),
        ("Your loan is overdue. Pay by end of day today", "2026-04-15", HERE),
        ("Your loan is overdue. Pay by close of business", "2026-04-15", HERE),
        ("Your loan is overdue. Pay by midnight", "2026-04-15", HERE),
        ("Your loan is overdue. You have until 6:30 PM to pay", "2026-04-15T18:30", HERE),
        ("Your loan is overdue. You have 2 hours", "2026-04-15T12:00", HERE),
        ("Your loan is overdue. Respond in 2hrs", "2026-04-15T12:00", HERE),
        ("Your loan is overdue. Deadline: 04/20/2026", "2026-04-20", HERE),
        ("Pay ur overdue loan b4 3pm", "2026-04-15T15:00", HERE),
        ("Pay ur overdue loan by tmr 3pm", "2026-04-16T15:00", HERE),
        ("FINAL NOTICE: pay the overdue amount by Monday", "2026-04-20", HERE),
        ("Your loan is overdue. Pay by 1700 hrs", "2026-04-15T17:00", HERE),
        ("Your loan is overdue. Pay before 17:00", "2026-04-15T17:00", HERE),
        ("Bayar tunggakan Anda sebelum jam 17.00", "2026-04-15T17:00", "2026-04-15T10:00+07:00"),
        (
            "Tunggakan Anda harus dibayar dalam 1x24 jam",
            "2026-04-16T10:00",
            "2026-04-15T10:00+07:00",
        ),
        ("Bayar tunggakan Anda hari ini juga", "2026-04-15", "2026-04-15T10:00+07:00"),
        ("Lunasi tunggakan dalam 3 hari", "2026-04-18", "2026-04-15T10:00+07:00"),
        ("Bayaran mo utang mo bago mag alas 5 ng hapon", "2026-04-15T17:00", HERE),
        (
            "Su deuda está vencida, pague antes de las 6 pm",
            "2026-04-15T18:00",
            "2026-04-15T10:00-06:00",
        ),
        ("Su deuda vencida: pague en 24 horas", "2026-04-16T10:00", "2026-04-15T10:00-06:00"),
        (
            "Khoản nợ quá hạn, thanh toán trước 17h hôm nay",
            "2026-04-15T17:00",
            "2026-04-15T10:00+07:00",
        ),
        ("您4月10日到期的账单已逾期，请于4月18日前还款", "2026-04-18", HERE),
    ],
)
def test_the_deadline_is_worked_out_from_the_time_of_arrival(
    read: Read, text: str, deadline: object, at: str
) -> None:
    """Dates, times, words and lengths of time, in several languages."""
    found = read(text, at=at).claims.deadline
    assert (found and found.iso) == deadline


@pytest.mark.parametrize(
    ("text", "due", "at"),
    [
        ("【甲银行】您的账单还款日为4月25日", "2026-04-25", HERE),
        ("您的借款将于3天后到期", "2026-04-18", HERE),
        ("您的借款明日到期", "2026-04-16", HERE),
        ("您的账单到期还款日04月25日", "2026-04-25", HERE),
        ("您的账单到期还款日2026/04/25", "2026-04-25", HERE),
        ("您4月账单将于25日扣款", "2026-04-25", HERE),
        ("本月25日是您的还款日", "2026-04-25", HERE),
        ("请于4月25日前还款，以免逾期", "2026-04-25", HERE),
        ("您4月10日应还的款项已逾期", "2026-04-10", HERE),
        ("您的贷款于4月10日到期，现已逾期5天", "2026-04-10", HERE),
        ("您原定4月10日的还款尚未到账，已逾期", "2026-04-10", HERE),
        ("还款日：2026年4月20日", "2026-04-20", HERE),
        ("明天是第7期约定还款日，记得留够钱", "2026-04-16", HERE),
        ("4月30日为最晚付款日", "2026-04-30", HERE),
        ("下周一为您的缴款日", "2026-04-20", HERE),
        ("明日需还735元", "2026-04-16", HERE),
        ("您的卡今天要扣房贷，请存够", "2026-04-15", HERE),
        ("二季度物业费开始收取，缴费截至4月30日", "2026-04-30", HERE),
        ("Your car note comes up Friday", "2026-04-17", HERE),
        ("Monthly dues are payable until the 25th", "2026-04-25", HERE),
        ("Your loan payment date is 25-04-2026", "2026-04-25", HERE),
        ("Your bill falls due tomorow", "2026-04-16", HERE),
        ("今天是您的还款日，请确保余额充足", "2026-04-15", HERE),
        ("Your payment is due on 04/25/2026", "2026-04-25", HERE),
        ("Your payment is due April 25", "2026-04-25", HERE),
        ("Your payment of $5 was due on Apr 10th", "2026-04-10", HERE),
        ("Payment due date: 25 Apr 2026", "2026-04-25", HERE),
        ("Your EMI of Rs 500 is due on 25-04-2026", "2026-04-25", HERE),
        ("Your bill is due tomorrow", "2026-04-16", HERE),
        ("Your bill is due in 3 days", "2026-04-18", HERE),
        ("Please pay your rent by Apr 25", "2026-04-25", HERE),
        ("Tagihan Anda jatuh tempo 25 April 2026", "2026-04-25", HERE),
        ("Su pago vence el 25 de abril", "2026-04-25", HERE),
        ("Your loan was due on Monday", "2026-04-13", HERE),
        ("您4月10日到期的账单已逾期，请于4月18日前还款", "2026-04-10", HERE),
        ("手机分期第5/12期268元没扣到", None, HERE),
    ],
)
def test_the_due_date_is_told_from_the_deadline(
    read: Read, text: str, due: object, at: str
) -> None:
    """A day before which to pay is when a bill is due, unless it is past due."""
    found = read(text, at=at).claims.due_date
    assert (found and found.iso) == due


@pytest.mark.parametrize(
    ("text", "days", "at"),
    [
        ("您的学费还款日已过一周", 7, HERE),
        ("那笔钱都晚了两个星期了", 14, HERE),
        ("You are 3 weeks behind with your rent", 21, HERE),
        ("学费约定月初交，现已过半个月", 15, HERE),
        ("您逾69天仍不还", 69, HERE),
        ("您的水费已过缴费期18天", 18, HERE),
        ("Your card dues are 35 days old", 35, HERE),
        ("Your repayment is still outstanding after 10 days", 10, HERE),
        ("您已逾期，请于一周内补齐", None, HERE),
        ("您已逾期35天", 35, HERE),
        ("您的借款过了约定时间5天", 5, HERE),
        ("您的贷款已过期三星期", 21, HERE),
        ("您的款項已逾繳款日5天", 5, HERE),
        ("Khoan vay qua han 15 ngay", 15, HERE),
        ("逾期第35天", 35, HERE),
        ("已逾期三十五天", 35, HERE),
        ("逾期 35 日", 35, HERE),
        ("逾期天数：35", 35, HERE),
        ("逾期天数35天", 35, HERE),
        ("逾期已达35天", 35, HERE),
        ("逾期超过90天", 90, HERE),
        ("已连续逾期62天", 62, HERE),
        ("超期未还12天", 12, HERE),
        ("还款日已过去5天", 5, HERE),
        ("迟了5天", 5, HERE),
        ("逾期2个月", None, HERE),
        ("欠费已12天，罚息天天涨", 12, HERE),
        ("账单已过最后还款日2天", 2, HERE),
        ("您 已 yu 期 6 天", 6, HERE),
        ("您欠 款 已 经 2 1 天", 21, HERE),
        ("y0ur l0an is 0verdue by 3 days", 3, HERE),
        ("账单过期11天", 11, HERE),
        ("逾期时间为12天", 12, HERE),
        ("已经逾期达到8天之久", 8, HERE),
        ("逾期至今已有45天", 45, HERE),
        ("已拖欠15天", 15, HERE),
        ("逾期了整整20天", 20, HERE),
        ("逾期10天以上将上报征信", None, HERE),
        ("若逾期超过30天，将起诉", None, HERE),
        ("逾期3天内免罚息", None, HERE),
        ("overdue 35 days", 35, HERE),
        ("35 days overdue", 35, HERE),
        ("35-day overdue balance", 35, HERE),
        ("overdue (35 days)", 35, HERE),
        ("payment is now 12 days late", 12, HERE),
        ("has been overdue for over 30 days", 30, HERE),
        ("past due by 15 days", 15, HERE),
        ("15 days past its due date", 15, HERE),
        ("DPD: 15", 15, HERE),
        ("three days late", 3, HERE),
        ("Your loan is now 1 day overdue", 1, HERE),
        ("is overdue since 12 days", 12, HERE),
        ("delayed by 7 days", 7, HERE),
        ("Days overdue: 14", 14, HERE),
        ("days past due: 14", 14, HERE),
        ("due 14 days ago", 14, HERE),
        ("It has been 14 days since your due date", 14, HERE),
        ("if 30 days overdue we will sue", None, HERE),
        ("Pinjaman Anda terlambat 5 hari", 5, HERE),
        ("sudah menunggak 12 hari", 12, HERE),
        ("lewat jatuh tempo 3 hari", 3, HERE),
        ("tiene 15 días de atraso", 15, HERE),
        ("cicilan sudah 6 hari belum dibayar", 6, HERE),
        ("loan 45 din se bakaya hai", 45, HERE),
        ("de factuur is 9 dagen te laat", 9, HERE),
        ("Ihre Rate ist seit 30 Tagen überfällig", 30, HERE),
        ("votre loyer a 12 jours de retard", 12, HERE),
        ("la rata è scaduta da 8 giorni", 8, HERE),
        ("fatura vencida há 10 dias", 10, HERE),
        ("대출이 15일 연체되었습니다", 15, HERE),
        ("con 15 días de mora", 15, HERE),
        ("đã quá hạn 7 ngày", 7, HERE),
        ("5 days na pong overdue", 5, HERE),
        ("overdue na ng 5 days", 5, HERE),
        ("12 din se overdue", 12, HERE),
        ("siku 4 za kuchelewa", 4, HERE),
        ("逾期3期", None, HERE),
        ("逾期15天的客户", 15, HERE),
        ("应还2,350元已晚交17天", 17, HERE),
        ("上期还差260，过了6天了", 6, HERE),
        ("您的分期有一笔超了5天", 5, HERE),
        ("您的借款过了约定日第2天", 2, HERE),
        ("您的贷款已有33天没有还款", 33, HERE),
        ("你遲咗11日，今晚入數", 11, HERE),
        ("逾.期 18 天了哈", 18, HERE),
        ("已拖欠租金11天了", 11, HERE),
        ("您拖欠412.33元已45天", 45, HERE),
        ("尾号1234，47天，12,618.05，周五前处理", 47, HERE),
        ("罚款200元已超过15日缴款期", None, HERE),
        ("晚了有60天缓冲，保障不断", None, HERE),
        ("晚一天加五毛", None, HERE),
        ("再过5天到期", None, HERE),
        ("acct 61 days and $1,108.44 behind", 61, HERE),
        ("34 days late", 34, HERE),
        ("pymnt missed 5 dys", 5, HERE),
        ("KwikLoan: 4th day dear. Pay now", 4, HERE),
        ("day 6 ka na, bayad na", 6, HERE),
        ("38 days na maam ang hulog", 38, HERE),
        ("62 days arrears", 62, HERE),
        ("信用卡逾期逾210天", 210, HERE),
        ("租金已到约定支付日后第6日仍未付", 6, HERE),
        ("已经38天了，2,046.11元还没有还", 38, HERE),
        ("欠费413.05元已逾30日", 30, HERE),
        ("您的卡已逾缴款期限45日", 45, HERE),
        ("那笔款，过3天了", 3, HERE),
        ("账单欠732.66元已经第9天", 9, HERE),
        ("账户显示DPD4", 4, HERE),
        ("$9,318 remains unpaid after 95 days", 95, HERE),
        ("那笔1200元已过去8天，方便时还一下", 8, HERE),
        ("您的订单未按约支付已4天，请处理", 4, HERE),
        ("【某某贷】12天了，那笔款没有动静", 12, HERE),
        ("欠的2000元到今天24天了", 24, HERE),
        ("第15天啦，欠款还不还", 15, HERE),
        ("贷款超40天没有还上", 40, HERE),
        ("未还金额500元，已过约定38天", 38, HERE),
        ("账单滞后两天咯，本期还差500元", 2, HERE),
        ("4 days since your date, Rs 2,870 still open", 4, HERE),
        ("貴戶口持續90日未有還款", 90, HERE),
        ("2 EMIs are unpaid, 32 days", 32, HERE),
        ("19 days and we've not received your repayment", 19, HERE),
        ("最低应还300元，10日未收到，利息已起算", None, HERE),
        ("Your EMI is unpaid, 3 days left before it goes to an agency", None, HERE),
        ("过3天再还", None, HERE),
        ("on the 4th day of the month", None, HERE),
    ],
)
def test_days_overdue_are_read(read: Read, text: str, days: object, at: str) -> None:
    """In digits and words; what would be after so many days is not said of today."""
    found = read(text, at=at).claims.days_overdue
    assert (found and found.value) == days


@pytest.mark.parametrize(
    "text",
    [
        "您已逾期，客服热线95588（工作日9:00-18:00）",
        "截至4月14日您的账户已欠费",
        "Your bill is overdue. Lines open 9am-6pm",
        "您的投诉15个工作日内答复",
        "您已逾期，话费至今未缴",
        "欠款一案定于4月28日9时在第六法庭开庭",
        "欠款500元，限收到执行通知之日起5日内履行",
        "欠债不还的老赖，明天就去你单位拉横幅",
    ],
)
def test_opening_hours_and_statements_are_no_deadline(read: Read, text: str) -> None:
    """Not every moment of a message is one of the debt."""
    assert read(text).claims.deadline is None


def test_a_date_that_cannot_be_worked_out_is_kept_in_words(read: Read) -> None:
    """The clock of a notice period starts when the letter is received."""
    found = read("Your loan is overdue. Settle within 15 days of receipt.").claims.deadline
    assert found is not None
    assert found.value is None
    assert found.iso == "within 15 days"


def test_figures_are_read_in_the_order_of_the_region(read: Read) -> None:
    """03/04 is March in Boston and April in London."""
    text = "Your payment of {}20 is due 03/04"
    american = read(text.format("$"), at="2026-03-01T10:00-05:00").claims.due_date
    british = read(text.format("£"), at="2026-03-01T10:00+00:00").claims.due_date
    assert american is not None
    assert british is not None
    assert (american.iso, british.iso) == ("2026-03-04", "2026-04-03")


def test_the_time_of_that_day_is_a_time_of_the_due_date(read: Read) -> None:
    """当日17点 said of a debit to come is that day, not today."""
    claims = read("本月25日将从尾号1234账户划收月供，当日17点前入账即可").claims
    assert claims.due_date
    assert claims.due_date.iso == "2026-04-25"
    assert claims.deadline
    assert claims.deadline.iso == "2026-04-25T17:00"
