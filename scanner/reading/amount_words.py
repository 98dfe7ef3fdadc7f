"""Currencies, and the words around a sum that give it its role or rule it out."""

from __future__ import annotations

import re

from scanner.reading.model import AmountRole, Region
from scanner.reading.numerals import DIGITS, HAN_NUMBER
from scanner.reading.patterns import any_of, compiled

CURRENCY_OF: dict[Region, str] = {
    "CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "SG": "SGD", "MY": "MYR", "IN": "INR",
    "ID": "IDR", "PH": "PHP", "VN": "VND", "TH": "THB", "US": "USD", "GB": "GBP", "AU": "AUD",
    "NZ": "NZD", "CA": "CAD", "KE": "KES", "NG": "NGN", "GH": "GHS", "ZA": "ZAR", "UG": "UGX",
    "TZ": "TZS", "MX": "MXN", "CO": "COP", "PE": "PEN", "ES": "EUR", "BR": "BRL",
}  # fmt: skip
BEFORE: tuple[tuple[str, str], ...] = (
    (r"hk\$|hkd|港币|港元", "HKD"),
    (r"nt\$|ntd|twd|nt(?=\d)|新台币", "TWD"),
    (r"s\$|sgd", "SGD"),
    (r"rm|myr|马币", "MYR"),
    (r"₹|rs\.?|inr|re(?=\s\d)", "INR"),
    (r"₱|php|p", "PHP"),
    (r"ksh\.?|kshs\.?|kes", "KES"),
    (r"₦|ngn|n", "NGN"),
    (r"rp\.?|idr", "IDR"),
    (r"£|gbp", "GBP"),
    (r"us\$|usd(?!t)", "USD"),
    (r"usdt", "USDT"),
    (r"a\$|au\$|aud", "AUD"),
    (r"nz\$|nzd", "NZD"),
    (r"c\$|ca\$|cad", "CAD"),
    (r"mx\$|mxn", "MXN"),
    (r"r\$|brl", "BRL"),
    (r"s/\.?|pen", "PEN"),
    (r"gh[¢₵]|ghs|ghc|₵", "GHS"),
    (r"ugx|ush", "UGX"),
    (r"tsh|tzs", "TZS"),
    (r"zar|r(?=\s?\d\d|\s?\d[,\s]\d{3}\b)", "ZAR"),
    (r"€|eur", "EUR"),
    (r"₫|vnd", "VND"),
    (r"cop", "COP"),
    (r"mop\$?", "MOP"),
    (r"฿|thb", "THB"),
    (r"rmb|cny|人民币|¥|y(?=\d)", "CNY"),
    (r"\$", "$"),
)
"""Sign before a number -> ISO 4217; "$" = the reader's own dollar."""
AFTER: tuple[tuple[str, str], ...] = (
    (r"港[币元]|蚊|hkd", "HKD"),
    (r"新台币|台币|twd", "TWD"),
    (r"美[元金]|usd(?!t)|us dollars?", "USD"),
    (r"usdt|(?<=\d)u(?![a-z])|(?<=\d\s)u(?=[,。.;!到转给打入至])", "USDT"),
    (r"元整?|块钱?|圆|rmb|人民币|cny|大洋", "元"),
    (r"₫|đ(?:ồng)?|vnd|dong|(?<=00)d(?![a-z])", "VND"),
    (r"rupees?|rs(?!\.?\s?\d)|inr|/-", "INR"),
    (r"rupiah", "IDR"),
    (r"naira", "NGN"),
    (r"bob|shillings?|kes|ksh|/=", "KES"),
    (r"pesos?|php", "peso"),
    (r"€|euros?|eur", "EUR"),
    (r"dollars?|bucks?", "$"),
    (r"pounds?|quid|gbp", "GBP"),
    (r"ringgit|myr|马币|令吉", "MYR"),
    (r"cedis?", "GHS"),
    (r"rand", "ZAR"),
    (r"soles", "PEN"),
    (r"reais", "BRL"),
    (r"sgd", "SGD"),
    (r"baht|บาท", "THB"),
    (r"원", "KRW"),
)
"""Sign after a number -> ISO 4217; "元" and "peso" = the reader's own."""
FOREIGN = {"美元": "USD", "美金": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR", "英镑": "GBP"}
FOREIGN_BILL = re.compile(
    rf"(?P<v>{'|'.join(FOREIGN)})(?:账单|账户|欠款|部分|最低|应还|还款|金额|额|为|是|:){{1,3}}$"
)
"""The currency said before what is owed in it: 美元账单34.80元."""

_NUMBER = (
    r"(?:\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d{1,2})?(?!\d)|\d+(?!\d))"
)
_SPACED = r"\d{1,3}(?: \d{3}){1,2}(?:,\d{2})?(?=\s?(?:€|eur))"
"""1 200 €, as it is written in French."""
_RAND = r"(?<=r)\d{1,3} \d{3}(?:\.\d\d)?(?!\d| \d)"
"""R8 650, as it is written in South Africa."""
_MULTIPLIER = (
    r"(?:(?<=\d)[kwml](?![a-z0-9-])|万|千|百|million|mil|lakhs?|lac|crore|rb|ribu|jt|juta|tr|triệu|"
    r"nghìn|ngàn)"
)
_BIG = r"(?:jt|juta|rb|ribu|lakhs?|lac|crore|triệu)"
_HAN_SUM = rf"{HAN_NUMBER}{{0,12}}[十百千万拾佰仟]{HAN_NUMBER}{{0,12}}"
_NOT_GLUED = r"(?:(?<![\d.a-z/-])|(?<=[为是:,额 ]-))(?<!\d,)"
MONEY = re.compile(
    rf"(?<![a-z0-9'’\u00c0-\u1eff])(?P<before>{'|'.join(p for p, _ in BEFORE)})[\s:]{{0,2}}"
    rf"(?P<a>{_RAND}|{_NUMBER})(?:\s?(?P<am>{_MULTIPLIER})(?![a-z-])(?P<amt>\d(?!\d))?)?"
    r"(?:\s?(?:元|块))?(?:/-)?"
    rf"|{_NOT_GLUED}(?P<b>{_SPACED}|{_NUMBER})\s?(?:(?P<bm>{_MULTIPLIER})(?P<bmt>\d(?!\d))?)?\s?多?"
    rf"(?P<after>{'|'.join(p for p, _ in AFTER)})(?![a-z])"
    r"(?:(?<=[块元])(?P<jiao>[一二三四五六七八九半\d])(?:[毛角]|(?<=块.)(?![\d十百千万天个月年])))?"
    rf"|(?P<h>{_HAN_SUM})(?:多|几)?(?:元整?|块|圆整?|(?<=[拾佰仟])整|人民币|(?P<hk>蚊|港[币元纸]))"
    rf"(?:(?P<hj>[{DIGITS}])[角毛])?(?:零?(?P<hf>[{DIGITS}])分(?!之|期|钟|钱))?"
    r"|"
    rf"{_NOT_GLUED}(?P<c>\d+(?:[.,]\d{{1,2}})?)"
    rf"(?:(?P<cm>[万w]|千(?![瓦克米卡])|tr(?![a-z]|\d\d))(?P<cmt>\d(?!\d))?|"
    rf"\s?(?P<cl>{_BIG}))(?![a-z人次字户家名条])"
)
"""A sum that shows its currency or its unit. Groups: before + a; b + after; h in Chinese numerals;
c with a multiplier alone. am, bm, cm: multiplier; amt, bmt, cmt: its tenths (1万2)."""
_OWED_HAN = any_of(
    "欠款? 欠费 欠下 欠着 金额 本金 利息 滞纳金 手续费 只需 仅需 只要 转账 打款 汇款 还款额",
    "应还额 最低额 本息 账款",
    "借款 贷款 还款 应还 待还 须还 需还 还 缴 付 转 打 结清 那笔 一笔 余额 共 合计 总计 罚息",
    "违约金 费 那 那笔",
)
_OWED_LATIN = any_of(
    "pay send lipa owe[sd]? owing took borrowed balance(?:_of|_is)? amt",
    "amount(?:_due|_of|_is)?",
    "settle clear fee(?:_of)? facilitation loan_of debt_of utang(?:_mo|_na)? bayaran due_of",
    "arrears_of bill_of deni(?:_la|_lako)? tagihan sebesar utang_anda debe deuda_de adeudo_de",
    "saldo_de outstanding total repay dues nợ số_tiền overdue",
)
BARE = compiled(
    rf"{_OWED_HAN}(?:了|是|为|:|约|的|您|我|你|我们|我司)?"
    rf"\s?(?P<v>(?!\d(?![\d.,kw])|0\d){_NUMBER})(?P<m>[kw](?![a-z0-9]))?"
    r"(?![\d.,]*(?:\s?[-/:.至到~–—]\s?\d|[*x…]|\s\d{{4}}|[年月日号天期点时分%笔次张个小位]|个|[栋幢楼层室单号度页]|"
    r"\s?[a-z@]))",
    rf"(?<![a-z]){_OWED_LATIN}(?::|\s)\s?(?!0\d)"
    r"(?P<v>\d{1,3}(?:[.,]\d{3})+(?:\.\d{1,2})?|\d{3,7}(?:\.\d{1,2})?)"
    r"(?![\d.,]*(?:[-/:.]\d|%|\s?(?:days?|dpd|hrs?|hours?|mins?|times|siku|hari|ngày|días)\b|\s\d|"
    r"[a-z栋幢]))",
)
"""A number without currency after a word of owing or paying."""

BARE_HAN = re.compile(
    rf"{_OWED_HAN}(?:了|是|为|:|约|的)?(?P<v>{_HAN_SUM})(?![天日月年期次个号名人户岁])"
)
"""The same in Chinese numerals: 欠款五千二."""

PLATE = re.compile(
    r"(?<![\u3400-\u9fff])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.]?"
    r"[a-z0-9*]{2,7}(?![a-z0-9*])"
)
"""A number plate, whose figures are no sum."""

FEE_BY_THE_DAY = re.compile(
    r"(?:滞纳金|违约金|罚[息金]|利息|费|fees?|charges?|penalty|interest)"
    r"(?:按|为|是|of|:|\s){0,2}(?:每[日天月]|一天|按[日月])?(?:[加收计按]|需付|\s)?\s?$"
)
BELOW_ZERO = re.compile(r"(?:余额|账户|负数?)[^\d;。]{0,6}-$")
"""A balance below zero is owed: 话费余额为-36.82元."""
RATE_AFTER = re.compile(r"^\s?(?:/|每|per\b|a\s|p/)\s?(?:天|日|月|年|次|day|month|week|d\b)")
NOT_OWED_BEFORE = re.compile(
    any_of(
        "立减 满减 减免(?:了|优惠)?(?!\\W{0,2}[:,]) 再减 可减",
        "优惠(?:券)? 奖励 返现 红包 礼金 领 最高(?:可)?借?",
        "可借 可提(?:现)? 提现",
        "实扣 已扣(?:款|收)? 已还(?:款)? 已付(?:款)? 已缴(?:纳)? 已收到?(?:您)?(?:的)?",
        "[卡账]户?[里内]余额 话费余额",
        "额度(?:已)?(?:为|:|提升至|提至|\\+|至|恢复至)? 可用余额 账户余额 赔付 补贴 免息券 "
        "(?<!减)免",
        "(?:当前|卡内|账户|可|目前|现有)余额(?:只有|仅有?|只剩|仅剩|还有|为|:)? 再借 重新借",
        "(?:再|可|新)申请(?:一笔)? (?:多|先|新)借 (?<!已)再放 周转 秒批 最高批 raised_to "
        "increased_to \\bwin",
        "(?:按)?每[日天月](?:按)? 按日",
        "cashback(?:_of)? rewards?(?:_of)? limit(?:_is|_of|_to|_now)? save",
        "(?<!gone_)(?<!now_)(?<!risen_)up_to",
        "(?<!%_)discount(?:_of)?",
        "available(?:_balance)?(?:_is)? borrow bonus(?:_of)? qualify_for (?<!not_)\\bget hasta",
        "khuyến_mãi",
        "(?:take_|get_)?(?:a_)?fresh top-?up_loan(?:_of)?",
    )
    + r"\W{0,3}$"
)
NEW_LOAN_BEFORE = re.compile(
    r"(?:新贷|新口子|另外批|再批|给您?批|批(?:了|您)?一?笔|下款|放你|结清贷|备了)[^\d,。;]{0,3}$"
)
"""What another loan would bring is not owed."""
NOT_OWED_AFTER = re.compile(
    r"^\s?(?:以[内下]|新额度|以上的?(?:用户|客户|欠款)|额度|优惠|红包|奖励|券|回赠|话费(?!欠)|cashback|off\b|discount|bonus|limit|voucher|coupon|免息)"
)

_FEES = any_of(
    "滞纳金 违约金 罚息 罚金 手续费 (?<!物业)服务费 逾期费 逾期利息 保证金 押金 解冻费 保释金",
    "公证费 律师费 诉讼费",
    "执行费 材料费 工本费 会员费 延期费 展期费 担保费 撤案费 费用 (?<!物业)管理费(?!用)",
    r"\b(?:fees?|charges?|penalty|penalties|fine)\b \bfacilitation\b \bbail\b \badd\b denda multa",
    "recargo interest_of phí",
)
_INSTALMENTS = any_of(
    "第[\\d一二三四五六七八九十]+期 那(?:一)?期 一期 每期 月供 供款 租金 月租 期款 利息",
    "(?<!逾期)本息 代扣 扣款 扣收",
    "划扣 要从 扣到",
    r"\bemi\b instal?l?ments? amorti[sz]ation next_payment (?:auto_|loan_|your_|missed_)payment_of",
    r"\bloan_payment\b direct_debit \brent\b cicilan angsuran cuota hulog trả_góp \bpremium\b s&cc",
    "repayment_of",
)
_TOTALS = any_of(
    "全部 合计 总计 总额 总欠 总共 一次性 全额 结清 剩余本金 账单 折扣还款 和解金 结单",
    r"\btotal\b in_full full_(?:amount|balance) statement \bloan_of\b \bborrowed\b payoff",
    "letter_of_claim",
)
_OVERDUES = any_of(
    "逾期 拖欠 欠 未还 未付 未缴 待还 待补 超期 过期",
    r"\boverdue\b past_due \barrears\b \bbehind\b outstanding unpaid \bowe[ds]?\b in_default",
    "tunggakan vencid quá_hạn utang deni balance",
)
MINIMUM = r"最低(?:还款|应还|应缴|还|缴)?额?|\bmin(?:imum)?\b|mínimo|tối thiểu"
ROLE_WORDS: tuple[tuple[AmountRole, re.Pattern[str]], ...] = (
    ("minimum", re.compile(MINIMUM)),
    ("fee", re.compile(_FEES)),
    ("instalment", re.compile(_INSTALMENTS)),
    ("total", re.compile(_TOTALS)),
    ("overdue", re.compile(_OVERDUES)),
)
MINIMUM_AFTER = re.compile(r"\s?(?:的)?\s?(?:minimum|min\b|最低)")
FEE_AFTER = re.compile(
    r"\s?(?:的)?\s?(?:late|extension|processing|penalty|fee|手续费|保证金|滞纳金|违约金)"
)
TOTAL_BEFORE = re.compile(
    r"(?:全部|全部(?:欠款|本息|款项)|一次性(?:结清|还清)|"
    r"\btotal (?:outstanding|due|amount|balance|debt|payable|owed)\W{0,3}(?:is|of)?\s*)$"
)
TOTAL_AFTER = re.compile(r"\s?,?(?:其中|可按.{1,4}一次性|一次性)")
DEBIT_BEFORE = re.compile(r"试扣|tried to (?:take|collect|debit)|could not (?:take|collect|debit)")
DEBIT_AFTER = re.compile(",?(?:将)?从|(?:的)?还?(?:没|未)扣")
SUM_OF_ARREARS = re.compile("账单|逾期总额|^(?!.*(?:本息|本金|利息)).*(?:合计|总计|总额|总共)")
"""Words of a total that is here only the sum of what is late."""
PAID_IN_PARTS = re.compile(
    any_of(
        "贷(?!款?逾期) 借[条呗款钱] 分期 安逸花 有钱花 宜享花 金条 租金 房租 月供 首期 下期",
        "第\\S{1,3}[期笔次] klarna afterpay clearpay affirm pay_in_[34] payment_(?:of|\\d)",
        r"\bdd\b direct_debit monthly_payment",
    )
)
ONE_BILL = re.compile(
    any_of(
        "信用卡 账单 结单 花呗 白条 月付 结清 话费 电费 水费 燃?气费 物业",
        "到期还本 本金 总额 应缴总 最低",
        r"credit_card statement \bbills?\b lease \bmin(?:imum)?\b",
    )
)
"""What is due of a loan is one instalment of it; a bill is due as a whole."""
ARREARS_OF = re.compile(
    r"(?:欠|逾期|未还|待还|未付|累计)(?:付|款|的|缴)?(?:贷款)?(?:本息|供款|本金)"
)
"""What of interest and principal has run up: no single instalment."""
LOAN_OF = re.compile(r"(?:loan of|borrowed|sebesar)\W*$")
"""The sum lent; where it is the only one, it is what is late."""
CLAUSE_END = re.compile(r"[。;!?\n\x00]|\.\s")
