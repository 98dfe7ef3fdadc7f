"""Sums that show no currency: only their shape and the words beside them tell them from a count.

Three shapes, from the surest to the least sure: 12,618.05, 1,620 and 412.09 need only a text
about money that is owed; 517.3, 4.3k and 9千 need a word of owing or paying in their sentence;
1560 needs one beside it, and is no date, flat, tail, count, reading of a meter or percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.reading.numerals import han_number
from scanner.reading.patterns import any_of

_ABOUT_MONEY = re.compile(
    any_of(
        "欠 还 缴 交 费 贷 租 款 账 付 扣 划 收 存 转 刷 打 逾 过期 超期 利息 罚息 违约 滞纳",
        "律师 法院 诉 债",
        "催 借 期 结 通牒 征信 补 本金 拖 钱 银行 卡 现金 车位 额 元 块 余 合同",
        r"pay \bowe overdue \bdue\b loan debt arrears \bbill utang hulog settle \bemi\b balance",
        r"collect cash wallet petition lawsuit \bowed m-?pesa gcash",
        r"behind money close renew clear extension unpaid outstanding rent fees? instal?l?ment",
        r"\bdeni bayad lipa tagihan pinjaman bayar",
        r"\bnợ\b vay deuda adeudo pago last_notice final_notice transfer deposit late default",
        r"\bliya\b udhaar paisa repayment scam",
    )
)
_UNITS = any_of(
    "% ‰",
    "[年月日号天夭期点时秒次张个小位条户人岁折度级届楼层室栋幢单倍笔]",
    "[页类种件台辆份宗家名吨群例枚] 分钟",
    "分(?!期|钱) 平(?!了|掉|账|上|仓) 多?(?:天|次|人|户|张|个|位|名|岁|"
    "条) 千瓦 立方 方(?!便) 公里 米 斤 克",
    r"dpd \+_dpd \+_days kwh kw m3 m³ cu km kg gb mb g m l cm pts? points? mins? minutes? days?",
    r"dys? hrs? hours? times",
    "weeks? wks? months? years? yrs? am pm st nd rd th followers? people persons? contacts? items?",
    "din mahine hafte baje tarikh dag(?:en)? uur tagen? jours? giorni dias ngay tháng thang bulan",
    "bln accounts? steps runs? siku hari ngày días araw ppl pcs pax cases?",
    "messages? calls? followers",
)
_AFTER = (
    r"(?![\d%‰#*@_…]|[.:/-]\d|,\d(?!\d?[号日月点天])|\.\.|\s\d{3}|\s?[-—–~至到]\s?\d|\s?\([$£€₹]"
    rf"|\s?{_UNITS}(?![a-z])|[a-z]|(?:借条|数科|金融|信用卡|人品|贷款|小贷|好借|公积金))"
)
_BEFORE = r"(?<![\da-z@#_*$€£¥₹₱₦\x00])(?<!\d[.,:/-])(?<![./-])(?<!\d月)"
_SURE = re.compile(
    rf"{_BEFORE}(?P<v>\d{{1,3}}(?:,\d{{2,3}}){{0,3}},\d{{3}}(?:\.\d{{1,2}})?|"
    rf"\d{{1,7}}\.\d\d){_AFTER}"
)
_LIKELY = re.compile(rf"{_BEFORE}(?P<v>\d{{2,7}}\.\d|\d{{1,4}}(?:\.\d{{1,2}})?(?P<m>k)){_AFTER}")
_POSSIBLE = re.compile(rf"{_BEFORE}(?P<v>[1-9]\d{{1,5}}){_AFTER}")
_TIMES = re.compile(
    rf"(?:月供|租金?|期|费|供款|instal?ments?|emis?)\s?\d{{1,2}}\s?[x×*]\s?"
    rf"(?P<v>[1-9]\d{{2,5}}(?:\.\d{{1,2}})?){_AFTER}"
)
"""So many times the same sum: 月供2×3360."""
_HAN_DIGIT = "[一二两三四五六七八九]"
_ELLIPTIC = re.compile(
    rf"(?<![第十百千万周\d])(?P<v>{_HAN_DIGIT}(?:万{_HAN_DIGIT}(?:千{_HAN_DIGIT}?)?|千{_HAN_DIGIT}"
    rf"(?:百{_HAN_DIGIT}?)?|百{_HAN_DIGIT}))"
    r"(?![十百千万亿\d天日月年周期次个号名人户位岁度吨平米里斤公页条字步页多元块]|分(?!期))"
)
"""Spoken sums whose last unit is left out, as nobody counts anything else: 一千八, 三万六."""
_COINS = re.compile(
    r"(?:违约金|滞纳金|罚息|利息|晚|迟|每)[^,。;\d]{0,4}?天(?:加|收|要|多|罚|算|是|就){0,2}"
    rf"(?P<v>(?P<yuan>{_HAN_DIGIT})块(?:(?P<jiao>{_HAN_DIGIT}|半)毛?)?"
    rf"|(?P<mao>{_HAN_DIGIT})[毛角](?:(?P<fen>{_HAN_DIGIT})分?)?|(?P<cent>{_HAN_DIGIT})分(?P<li>{_HAN_DIGIT})厘?)"
)
_NOT_A_SUM_BEFORE = re.compile(
    any_of(
        "利率 汇率 指数 评分 版本 积分 余额 气温 额度 可借 可提 体重 温度 用电 用水 用气 电量",
        "水量 气量",
        "读数 行情 单价 评级 rate score version ver v usage reading balance_of_points",
    )
    + r"[为:是约达至]?\s?$"
)
_LABEL_BEFORE = re.compile(
    any_of(
        "u/s ipc u/ss 尾号? 尾数 四位 末位 后四 号码? 编号 单号 案号 卡 户号 电号 工号 房 楼 栋 "
        "幢 室 座 第",
        "字 回复? 单元",
        "转人工 分机 代码 提取码 取件码 验证码 群 法庭 车位号 车牌",
        r"\b(?:no|num|number|ref|flat|room|unit|blk|block|apt|case|acct?|account|a/c|ending|code)",
        r"\b(?:otp|pin|id|plate|reg|invoice|order|policy|ticket|section|sec|article|act|year|card)",
        r"\b(?:class|size|lot|file|press|reply|claim|customer|contract|in|by|at|on|day|since|of)",
    )
    + r"[\s.:#(]{0,3}$"
)
_OWED_BEFORE = re.compile(
    any_of(
        "垫 那个 月供 费 费用 贷 借 租 房租 金额? 款 欠 差 补 漏 钱 账单?(?!号)",
        "本息 利息 息 学期 季度 期 笔",
        "尾巴 还 缴 交",
        "付 转 打 存 扣 划 收 价 余 剩 共 计 车位 押 折 讨 拿 要 赔 丢 (?:罚|每天?多)",
    )
    + r"(?:了|的|是|为|:|约|您|你|我|他|还有?|差|一共|共|就|才|只|有|四年|"
    r"[一二两三四五六七八九俩仨半\d]{1,2}"
    r"(?:年|个?季度|个?月)|这?学期|本期|上期|当期|目前|现在|剩|余|合计|额|够|足|齐|清|满|不清|我们|我们?平台|公司|物业|,|、|\s){0,3}$"
)
_PAY_AFTER = re.compile(
    r"(?:的(?!.{0,3}(?:号|卡))|您|你|都|还|先|就|才|总|一直|至今|到现在|,|\s|自动|记得|备好|准备|"
    r"块钱|水钱|"
    r"一次|直接|在|好){0,3}"
    r"(?:[没未](?!有?人|空)|欠着|转|打(?:到|给|过|我)|存|交|缴|付|还(?:上|清|款|没|未)|划|扣|补|"
    r"[还给]不[还给]|今[天晚日](?:内|之内|下午|晚上|下班)?[^,。;]{0,4}(?:到|转|打|还|交|平账|平掉|清|处理)|不到账|不到位|一分不少|先(?:进|打|转|给|还)|结(?!果)|给|空着|到账|"
    r"到位|拖|挂着|入账|备好|逾期|过期|迟|晚了|漏|弄|差|没来|就清|了结)"
    r"|[,、]?.{0,4}借(?:的|了|走)|的?(?:手续费|展期费|本金|利息|[房月仓车]?租(?![客户房])|保证金|"
    r"押金|违约金|尾款)"
)
_OWED_AFTER = re.compile(
    r"\s?(?:(?:today|tonight|2nite|tonite)\b|(?:ka|ki) (?:payment|emi|due)\b|kab\b|"
    r"liya\b|lang\b|naman\b|na utang|still (?:owing|due|unpaid)|outstanding|overdue|unpaid|"
    r"owing|owed\b|bounced?\b|of [a-z]{3,14} (?:pending|due|overdue)|(?:ground )?rent\b|service "
    r"charge|"
    r"is (?:overdue|unpaid|outstanding|late|not)\b|not in\b|(?:is |was )?(?:paid|pending|"
    r"minimum|nahi|ka bill|ki emi)\b|due\b|late (?:fee|charge|"
    r"thing)|behind|short\b|in arrears|remaining)"
)
_LATIN_BEFORE = re.compile(
    any_of(
        r"(?:paying (?<![a-z])pay send give giving transfer deposit remit settle owes? owed",
        r"owe_us owe_(?:the|our)_company emi rent fees? charges?",
        r"instal?l?ments? hulog utang bayad bayaran sum amount total balance just only clear",
        r"lipa tuma",
        r"ready unpaid default pending",
        r"debe deuda pagar nợ trả bayar hutang tunggakan cicilan loan premium charge dues borrowed",
        r"took kulang short close renew_with until tak)",
    )
    + r"(?:\s(?:of|is|us|me|was|only|just|po|na|ng|the|now|another|back|him|her|le|de))?[\s:]{1,2}$"
)
_SENTENCE = re.compile(r"[。;!?\n\x00]|\.\s")
_WIDE = 20
"""Characters before and after a number in which a word speaks of it."""
_SMALLEST = 20
"""Bare whole numbers below are counts, hours and days more often than sums."""
_SMALLEST_ALONE = 100
"""Likewise, where no word of owing or paying stands beside."""
_OF_A_CODE_BEFORE = re.compile(
    r"(?:[\d)][ -]|[)\]][\u3400-\u9fff]{0,2}|民初|执|诉前调?|民|刑|融|减|优惠|申请|再借"
    r"|\b(?:fir|sec|rule|mcst|writ of control|bonus)\b[a-z0-9 ]{0,12})$"
)
_OF_A_CODE_AFTER = re.compile(
    r"\s?(?:[- ]\d|民初|民|执|诉前|刑|开头|学年|那边|租[客户]|[业户]主|住户|的[,。]"
    r"|credit|off|bonus)"
)
"""Parts of case and account numbers, sections of laws, names (融360) and gifts."""
_SERVICE_CODE = re.compile(r"12\d{3}|9[56]\d{3,4}|100(?:86|10|00|01)")
"""Numbers of hotlines and apps: 通过12123补缴."""
_FEE_BEFORE = re.compile("(?:保证|押|诚意|定|订|违约|和解|滞纳)金$")
_YEAR_AFTER = re.compile(r"[-—~至到]?\s?\d|年|届|级|财|[春夏秋冬]季|采暖")
_EARLIEST, _LATEST = 2000, 2049
"""Bare whole numbers that are more likely years."""


def find_plain_sums(text: str) -> Iterator[tuple[str, str | None, int, int]]:
    """Yield (number, multiplier or None, start, end) of sums that show no currency.

    Args:
        text: of a view, with links, numbers to call, tails and accounts blanked out.
    """
    is_about_money = _ABOUT_MONEY.search(text) is not None
    for m in _TIMES.finditer(text):
        yield m["v"], None, m.start("v"), m.end("v")
    for pattern, is_sum in ((_SURE, _is_sure), (_LIKELY, _is_likely), (_POSSIBLE, _is_possible)):
        for m in pattern.finditer(text):
            before, after = _around(text, m)
            if not (is_about_money or _is_beside(before, after)):
                continue
            if not _NOT_A_SUM_BEFORE.search(before) and is_sum(m, before, after):
                multiplier = m.groupdict().get("m")
                number = m["v"].removesuffix("k") if multiplier else m["v"]
                yield number, multiplier, m.start(), m.end()


def find_only_sum(text: str) -> tuple[str, int, int] | None:
    """Return (number, start, end) of the one bare number of a text that can be a sum, if it is one.

    For a text that says that something is past due and shows no sum otherwise: 2700 扫我发的码.
    """
    found = [
        m
        for m in _POSSIBLE.finditer(text)
        if int(m["v"]) >= _SMALLEST_ALONE
        and not _OF_A_CODE_BEFORE.search(text, max(0, m.start() - _WIDE), m.start())
        and not _OF_A_CODE_AFTER.match(text, m.end())
        and _may_be_sum(m, *_around(text, m))
    ]
    return (found[0]["v"], *found[0].span()) if len(found) == 1 else None


def find_coins(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield (value, start, end) of fees by the day that are said in coins: 一天一毛四 = 0.14."""
    worth = {"yuan": 1000, "jiao": 100, "mao": 100, "fen": 10, "cent": 10, "li": 1}
    for m in _COINS.finditer(text):
        thousandths = sum(
            worth[name] * (5 if said == "半" else int(han_number(said) or 0))
            for name, said in m.groupdict().items()
            if said and name in worth
        )
        yield thousandths / 1000, m.start("v"), m.end("v")


def find_spoken_sums(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield (value, start, end) of sums in words without unit or currency: 一千八 = 1800."""
    if _ABOUT_MONEY.search(text):
        for m in _ELLIPTIC.finditer(text):
            if not _NOT_A_SUM_BEFORE.search(text[max(0, m.start() - _WIDE) : m.start()]):
                yield han_number(m["v"]) or 0, m.start("v"), m.end("v")


def _around(text: str, m: re.Match[str]) -> tuple[str, str]:
    return text[max(0, m.start() - _WIDE) : m.start()], text[m.end() : m.end() + _WIDE]


def _is_sure(m: re.Match[str], before: str, after: str) -> bool:
    """A grouped number or one with cents; 12.30 could be a day or an hour without a word near."""
    if m["v"].startswith("0"):
        return False
    could_be_a_date = re.fullmatch(r"[012]?\d\.[0-5]\d", m["v"]) is not None
    return not could_be_a_date or _is_beside(before, after)


def _is_likely(m: re.Match[str], before: str, after: str) -> bool:
    if m.groupdict().get("m"):
        return _LABEL_BEFORE.search(before) is None and not after.startswith("金")
    near = _SENTENCE.split(before)[-1] + " " + _SENTENCE.split(after)[0]
    return _ABOUT_MONEY.search(near) is not None


def _is_possible(m: re.Match[str], before: str, after: str) -> bool:
    return _may_be_sum(m, before, after) and _is_beside(before, after)


def _may_be_sum(m: re.Match[str], before: str, after: str) -> bool:
    value = int(m["v"])
    if value < _SMALLEST or _LABEL_BEFORE.search(before):
        return False
    if _SERVICE_CODE.fullmatch(m["v"]):
        return False
    if _EARLIEST <= value <= _LATEST and (value > _EARLIEST or _YEAR_AFTER.match(after)):
        return _FEE_BEFORE.search(before) is not None and not _YEAR_AFTER.match(after)
    return True


def _is_beside(before: str, after: str) -> bool:
    said_before = _SENTENCE.split(before)[-1]
    if _OWED_BEFORE.search(said_before) or _LATIN_BEFORE.search(said_before):
        return True
    return bool(_PAY_AFTER.match(after) or _OWED_AFTER.match(after))
