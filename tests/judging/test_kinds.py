"""What a message is about: the kinds, the words that decide them, and the words that must not."""

import pytest

from scanner.judging.checks import CHECKS
from scanner.judging.kinds import ANCHOR_AT, COLLECTION_AT, decide_kind, kind_of
from scanner.judging.matching import CompiledRules, compile_rules
from scanner.judging.model import Kind
from scanner.message import Message
from scanner.reading.reader import Reader
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

BANK = "95588"
PORT = "106900001234"
MOBILE = "+8613800001111"

DUE = [
    (PORT, "【青禾消费金融】您5月20日有一笔786.20元要从尾号6620的卡扣，请提前准备资金。"),
    (BANK, "您尾号3322信用卡本期账单3,221.40元，还款日5月18日，最低还款额161.07元。"),
    (PORT, "【山泉水务】3月水费86.4元已出账，请在25日前缴纳，以免产生违约金。"),
    (PORT, "【青禾消费金融】今日扣款失败，请在22点前存入资金，避免逾期影响征信。"),
    ("", "Reminder: your instalment of $44.10 is due tomorrow. Pay on time to avoid a late fee."),
    (
        "",
        "Dear customer, EMI of Rs 4,215 is due on 05-Mar. Keep balance to avoid bounce charges.",
    ),
    ("", "Tagihan listrik Anda Rp 210.000 jatuh tempo tgl 20."),
]
OVERDUE = [
    (PORT, "【青禾消费金融】您的借款已逾期6天，待还1,280元，请登录App还款。"),
    (BANK, "您3月信用卡账单最低还款额尚未还足，已计收违约金20.00元，请补足。"),
    (PORT, "【山泉水务】户号10023，您家3月份水费至今未交，请尽快补交。"),
    (PORT, "【快享】您的账.单逾/期未还，金 额 1 8 6 0，请尽快处 理"),
    (MOBILE, "您好，我是青禾消费金融的小李，您3月那期扣款没成功，麻烦看一下卡里余额。"),
    ("HKBANK", "閣下信用卡之最低付款額已過期未付，請即繳付，如已付款請毋須理會。"),
    (
        "",
        "We have not received your loan payment of $318.44 due 03/01. If already sent, thank you.",
    ),
    (
        "",
        "Rs 3,450 EMI for loan XX22 could not be collected due to low balance. Pls fund your a/c.",
    ),
    ("", "Khoản vay của bạn đã quá hạn 3 ngày, vui lòng thanh toán."),
    ("", "Su préstamo presenta un saldo vencido de $1,230."),
    ("", "お支払い期限を過ぎてもご入金の確認ができておりません。"),
]
DEMAND = [
    (BANK, "您尾号8140的信用卡连续两期未还，请于5月20日前归还，否则将报送征信系统。"),
    (PORT, "【恒川资产】您在青禾的债权已依法转让至我公司，请与我们联系办理还款。"),
    (PORT, "您是张某预留的联系人，其贷款已逾期多日，请转告本人尽快还款。"),
    (MOBILE, "欠我的五千块拖了三个月了，今晚八点前必须打到我卡上。"),
    (MOBILE, "再不还钱我就通知你通讯录里所有人，让你单位也知道你欠款。"),
    (PORT, "户号3201已欠费三个月，若3月31日前未缴清，将依法停电。"),
    ("", "Your account is 45 days past due and will be endorsed to a collection agency."),
    ("", "Please tell your brother to pay his overdue loan before we call your family again."),
    ("", "Pay your loan of N15,000 before 4pm or we send your picture to all your contacts."),
    ("", "Pinjaman anda telat 14 hari! Bayar hari ini atau data disebar ke semua kontak."),
    ("", "Makapal ang mukha mo! 12 days ka na hindi nagbabayad, pupuntahan ka namin sa bahay."),
    ("", "Openstaande factuur: laatste herinnering, daarna incassobureau."),
]
LEGAL = [
    ("12368", "【青山县人民法院】李某：借款合同纠纷一案已立案，定于6月3日9时开庭。"),
    (PORT, "您的贷款已逾期96天，我司已委托律师准备起诉，请尽快归还。"),
    (PORT, "【仲裁委员会】您与某公司的借款合同纠纷已受理，文书将另行送达。"),
    (MOBILE, "你借款不还涉嫌诈骗，今天不还清就来派出所做笔录。"),
    ("", "Unless £1,240 is paid within 7 days we will issue County Court proceedings against you."),
    ("", "A warrant for your arrest was signed over an unpaid payday loan."),
    ("", "Tunggakan Anda akan kami bawa ke jalur hukum."),
    ("", "Votre dette de 240 € sera transmise à un huissier."),
]
NONE = [
    (PORT, "【青禾消费金融】您的逾期款786.20元已还清，账户恢复正常。"),
    (PORT, "验证码 482913，您正在进行逾期账单还款，请勿泄露。"),
    ("12381", "近期有人冒充平台客服，以逾期影响征信为由要求转账，均为诈骗，请勿相信。"),
    (PORT, "信用卡逾期还不上？专业停息挂账，债务重组，不成功不收费。"),
    (PORT, "【市图书馆】您借阅的图书已超期9天，请尽快归还。"),
    (PORT, "【蜂巢】您的包裹已逾期48小时未取，请尽快取件。"),
    (PORT, "您有8,800积分逾期将清零，请登录兑换。"),
    (PORT, "诚聘催收专员，底薪六千，五险一金。"),
    ("12368", "您申请执行的案件已到账执行款，请办理领款。"),
    (MOBILE, "老弟，借你的三万我年后就还你，不急吧"),
    (MOBILE, "我刚收到短信说我逾期要起诉，是骗子吧？"),
    ("", "Payment of Rs 8,430 received towards your overdue EMI. Thank you."),
    ("", "OTP 661290 to pay your card overdue. Do not share it."),
    ("", "A caller who threatens arrest over a loan is a scammer: hang up."),
    ("", "Drowning in debt? Write off up to 80% today."),
    ("", "Your library book is overdue. Renew it online."),
    ("", "You are overdue for your dental check-up."),
    ("", "Menawarkan barang lelang jatuh tempo dari pegadaian."),
    ("", "明天下午三点开会，别迟到。"),
    ("", ""),
]
EXPECTED: dict[Kind, list[tuple[str, str]]] = {
    "due_reminder": DUE,
    "overdue_reminder": OVERDUE,
    "payment_demand": DEMAND,
    "legal_warning": LEGAL,
    "none": NONE,
}
CASES = [(kind, *message) for kind, messages in EXPECTED.items() for message in messages]


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """Return the built-in rules."""
    return load_ruleset()


@pytest.fixture(scope="module")
def compiled(ruleset: Ruleset) -> CompiledRules:
    """Return them ready to be applied."""
    return compile_rules(ruleset, CHECKS)


@pytest.fixture(scope="module")
def reader(ruleset: Ruleset) -> Reader:
    """Return a reader that knows the directory's names."""
    return Reader(ruleset.names)


@pytest.mark.parametrize(("kind", "sender", "text"), CASES)
def test_a_message_has_the_kind_that_a_careful_person_gives_it(
    kind: Kind, sender: str, text: str, reader: Reader, compiled: CompiledRules
) -> None:
    """One text each for the ways of saying it."""
    message = Message(message_id="1", address=sender or None, body=text)
    assert decide_kind(reader.read(message), compiled)[0] == kind


def test_evidence_names_the_rule_its_topic_and_where_in_the_original(
    reader: Reader, compiled: CompiledRules
) -> None:
    """A person can follow the sum, and sees the words marked."""
    body = "您的借款已 逾 期6天，否则将上报征信。"
    kind, evidence = decide_kind(reader.read(Message(message_id="1", body=body)), compiled)
    assert kind == "payment_demand"
    past_due = next(e for e in evidence if e.rule_id == "zh-past-due")
    assert past_due.detail == {"topic": "overdue", "points": "2"}
    assert "逾 期" in {body[start:end] for start, end in past_due.spans} | {
        body[start:end].strip("已天6 ") for start, end in past_due.spans
    }
    assert past_due.points == 0
    assert [float(e.detail["points"]) for e in evidence] == sorted(
        (float(e.detail["points"]) for e in evidence), reverse=True
    )


def test_pressure_without_a_debt_is_no_demand(compiled: CompiledRules) -> None:
    """However much of it there is: one rule has to speak of a debt."""
    pressure = [
        (c.rule, c.rule.weight)
        for c in compiled.of("kind")
        if c.rule.topic == "demand" and c.rule.weight < ANCHOR_AT
    ]
    assert sum(points for _, points in pressure) > 2 * ANCHOR_AT
    assert kind_of(pressure) == "none"


def test_the_wording_alone_is_a_debt_only_where_it_is_very_telling(
    compiled: CompiledRules,
) -> None:
    """It sees no meaning, so less telling wording needs a rule or a sum that names what is owed."""
    rules = {c.rule.id: c.rule for c in compiled.of("kind")}
    wording, pay = rules["wording-debt"], (rules["zh-pay-request"], 0.5)
    assert kind_of([(wording, 3.9)]) == "none"
    assert kind_of([(wording, 4.0)]) == "overdue_reminder"
    assert kind_of([(wording, 2.4)], has_sum=True) == "none"
    assert kind_of([(wording, 2.5)], has_sum=True) == "overdue_reminder"
    assert kind_of([(wording, 1.9), pay]) == "none"
    assert kind_of([(wording, 2.0), pay]) == "overdue_reminder"
    assert kind_of([pay], has_sum=True) == "none"
    assert kind_of([(wording, 1.5), (rules["zh-debt-named"], 1.0)]) == "overdue_reminder"


def test_wording_unlike_collection_weighs_against_it(compiled: CompiledRules) -> None:
    """So much that a word or two of a debt do not carry it."""
    rules = {c.rule.id: c.rule for c in compiled.of("kind")}
    late, debt, unlike = rules["zh-past-due"], rules["zh-debt-named"], rules["wording-ordinary"]
    named = [(late, late.weight), (debt, debt.weight)]
    assert kind_of(named) == "overdue_reminder"
    assert kind_of([*named, (unlike, 1.0)]) == "none"


def test_the_wording_counts_for_as_much_as_it_says(compiled: CompiledRules) -> None:
    """A sign that comes in degrees adds its degree, not all that its rule could."""
    rules = {c.rule.id: c.rule for c in compiled.of("kind")}
    wording, debt = rules["wording-debt"], rules["zh-debt-named"]
    enough = COLLECTION_AT - debt.weight
    assert kind_of([(wording, enough - 0.1), (debt, debt.weight)]) == "none"
    assert kind_of([(wording, enough), (debt, debt.weight)]) == "overdue_reminder"


def test_the_wording_alone_is_no_bill(compiled: CompiledRules) -> None:
    """Chat is worded like reminders, too; a sum or a word of a debt makes it one."""
    rules = {c.rule.id: (c.rule, c.rule.weight) for c in compiled.of("kind")}
    wording = rules["wording-bill"]
    assert kind_of([wording]) == "none"
    assert kind_of([wording], has_sum=True) == "due_reminder"
    assert kind_of([wording, rules["zh-debt-named"]]) == "due_reminder"


def test_the_later_kind_wins_where_two_fit(compiled: CompiledRules) -> None:
    """Legal steps over pressure over a reminder over a bill to come."""
    rules = {c.rule.id: (c.rule, c.rule.weight) for c in compiled.of("kind")}
    bill, late, debt = rules["zh-due-date"], rules["zh-past-due"], rules["zh-debt-named"]
    pressed, legal = rules["zh-deadline"], rules["zh-legal-step"]
    worded = (rules["wording-bill"][0], 0.3)
    assert kind_of([bill]) == "none"  # a date that something ends, so far
    assert kind_of([bill, worded]) == "due_reminder"
    assert kind_of([bill, late, debt]) == "overdue_reminder"
    assert kind_of([bill, late, debt, pressed]) == "payment_demand"
    assert kind_of([bill, late, debt, pressed, legal]) == "legal_warning"
    assert kind_of([bill, late, debt, rules["zh-receipt"]]) == "none"
