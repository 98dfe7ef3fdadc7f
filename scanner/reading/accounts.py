"""Card tails, payees and messenger contacts."""

from __future__ import annotations

import re

from scanner.reading.model import Span, TextClaim
from scanner.reading.patterns import any_of, compiled, words
from scanner.reading.text import Page

_TAIL = re.compile(
    r"(?:尾号|尾数|末[四三4]位|后四位|后4位|尾4位|尾四位|[末后]六位|末码|末[三四五]码|尾码|末尾|卡尾|"
    r"尾)(?:号|数)?(?:为|是|:|的)?\s?[(\[【\"'“「]?[*x]{0,4}"
    r"(?:(?P<q>\d(?:-\d){3})(?![\d-])|"
    r"(?P<a>[0-9]{3,6}|[0-9a-z]{2,3}\d)(?![0-9]|\.{2}|[*…]))"
    r"|(?<![a-z])(?:ending|ends|end)(?:\s(?:in|with|on))?\s(?:no\.?\s)?-?[*x.]{0,4}"
    r"(?:(?P<b>\d{3,6})(?![\da-z])|(?P<r>(?=[0-9a-z]{0,3}\d)(?=[0-9a-z]{0,5}[a-z])(?!\d{1,2}(?:[ap]m|st|nd|rd|th|h)\b)[0-9a-z]{2,6})(?![0-9a-z]))"
    r"|(?<![a-z])ending (?:in |with )?(?P<s>\d\d)(?![\d:.,%/]|\s?(?:[a-z]{3}|days?)\b)"
    r"|(?<![a-z0-9x*•.])(?:[x*•.]{2,8}|[x*]{1,8}[- ])(?P<c>\d{3,6})(?!\d)"
    r"|(?<!\d)\d{4}\s?[*x]{2,12}\s?(?P<d>\d{4})(?!\d)"
    r"|(?<![还刷充买给冲办退])卡片?(?:号)?\s?"
    r"(?:[(\[](?P<e>\d{4})[)\]]|(?P<f>\d{4})(?![\d元块.,年万:*x…]|[ -]\d{4}))"
    r"|(?:card|a/c|acct?|account|visa|mastercard)(?: no\.?| number)?\s?"
    r"[*x(]{1,4}-?(?P<g>\d{3,6})(?!\d)"
    r"|(?<![\d/-])(?<!\d[.,:])(?P<h>(?!20\d\d)\d{4})"
    r"(?:的?(?:牡丹|金穗|龙)?卡|的?(?:信用卡|储蓄卡|账户)|[这那嗰个𠮶]?张(?:[卡咭]|[,。]))(?!号)"
    r"|(?:[农工建中招交邮商]行|银行|从(?:您|你)?(?:的)?)(?P<j>(?!20\d\d)\d{4})"
    r"(?=[里内]|没|未|余额|的?卡|账户|代?扣|划)"
    r"|(?:户号|电号|水号|气号|用户号码?|客户号|户口|账户|合同号?|\bacct?|\baccount|\ba/c|\bcan)"
    r"(?: no)?[.:为是]?\s?(?:\d{1,8}[*x…]{2,12}|[*x….]{1,12})(?P<k>\d{3,6})(?![\d-])"
    r"|(?:\bacct?|\baccount|\ba/c|\bcontract|账户) ?(?:no\.? )?\d{1,8}[*x]{2,8}(?P<t>\d{2,6})(?!\d)"
    r"|(?:户号|电号|水号|气号|用户号码?|客户号)(?:为|是|:)?\s?"
    r"(?P<l>\d{1,8}(?:-\d{1,6}){1,4})(?![\d*x-])"
    r"|(?:银行|[农工建中招交邮商]行|中信|光大|民生|平安|兴业|浦发|广发|华夏)\((?P<o>\d{4})\)"
    r"|\b(?:acct?|account|a/c)(?: no\.?)?\s(?P<p>(?!20\d\d)\d{4})(?![\d-]|[.,]\d|\s\d)"
    r"|\b(?:acct?|account)(?: no\.?)?:?\s(?P<m>\d{4,9}-\d{1,3})(?![\d-])"
    r"|\bcards? (?:no\.? )?(?P<n>(?!20\d\d)\d{4})(?![\d.,]\d|\d)"
    r"|(?:last (?:4|four)(?: digits)?|berakhir(?:an)?|terminada en|terminaci[oó]n|que termina en|"
    r"(?:kết thúc|đuôi)(?: bằng)?(?: số)?|nagtatapos sa|ลงท้าย(?:ด้วย)?)"
    r"\s?(?:is|:)?\s?[*x]{0,4}(?P<i>\d{3,6})(?!\d)"
)
_NOT_A_CARD = re.compile(r"(?:学号|车牌|汽车|车辆|手机|电话|vehicle|plate|phone|mobile)\W?$")
_PAYEE_BEFORE = re.compile(
    r"(?:[存转汇打付](?:至|到|入|给|进|我|他|她)|代收|收款(?:账户|账号|人|卡)?:?|transfer to|"
    r"deposit to|"
    r"send to)"
    r"[^,。;]{0,12}$"
)
_HOLDER_AFTER = re.compile(r"\s?[(,]?(?:实名|户名|收款人|姓名|name)")
_NAME_AFTER = re.compile(r"\s[\u3400-\u9fff]{2,3}(?:[,。)]|$)")
_LOAN = re.compile(r"(?:借据|合同|贷款|订单|loan|contract|agreement)\W{0,6}(?:\w{0,4}\W)?$")

_EMAIL = r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*"
_BANK_CARD = (
    r"(?<![\d.])(?<![编单案文]号)(?<![编单案文]号:)(?<!决定书)"
    r"(?P<v>(?:62|4|5|60|3)\d(?:[ -]?\d){13,17})(?!\d)"
)
_WALLETS = any_of(
    "gcash maya paymaya m-?pesa opay palmpay kuda moniepoint paynow pay_now dana ovo gopay momo",
    "duitnow promptpay pix apple_pay ecocash e-?wallet",
    r"airtel_money line_?pay payme(?!n) bizum nequi bkash zelle cash_?app venmo phonepe gpay",
    "google_pay paytm",
)
_ACCOUNTS = any_of(
    "账号 账户 卡号 户口 收款(?:账号|人|卡) rekening rek no\\.?_rek norek va virtual_account stk",
    "số_tài_khoản cuenta clabe iban",
    "(?<!your\\s)(?<!ur\\s)(?<!tax\\s)(?:a/c(?:_no)?|acct?(?:_no|_number)?|account(?:_no|_number)?)",
)
_BANKS = (
    r"(?:maybank|cimb|rhb|public bank|bank islam|bsn|bca|bri|bni|mandiri|bdo|bpi|metrobank|"
    r"gtb(?:ank)?|uba|zenith|access(?: bank)?|first bank|monzo|starling|revolut|chase|posb|dbs|"
    r"ocbc|uob|za bank|mox|hang seng|hsbc|techcombank|vietcombank|mb ?bank|sacombank|vpbank|bidv|"
    r"hong leong|ambank|affin bank)"
)
_PAYEE = compiled(
    r"(?:支付宝|微信(?:收款|转账|转给我))(?:账号|账户|号|:|\s|转|付|给|至|到|我|个人){0,6}"
    rf"(?P<v>{_EMAIL}|1[3-9]\d(?:[ -]?\d){{8}})(?!\d)",
    r"(?<!\d)\d\d-\d\d-\d\d[\s,/]{1,2}(?:a/?c|acc(?:ount)?)?\s?(?P<v>\d{8})(?!\d)",
    r"(?<![\d-])(?P<v>\d{3}-\d{10,14})(?=\s?[(,]?\s?[\u3400-\u9fff])",
    r"(?<![\d-])(?P<v>[08]\d\d-\d{3,5}(?:-\d{3,5}){1,3})(?=\s?[(,]?\s?[\u3400-\u9fff])",
    r"[(]\d{3}[)]\s?(?P<v>\d[\d-]{8,18}\d)(?=\s?[(,]?\s?[\u3400-\u9fff])",
    r"(?:zelle|paypal|interac|e-?transfer|cash ?app|wise)\b[^\n@]{0,40}?"
    rf"(?<![\w.])(?P<v>{_EMAIL})",
    r"(?:transfer|deposit|send|pay|bank in|bayar|kirim|ck|chuyển|[入过转汇][数钱账款]|转到?|汇|"
    rf"入去)(?![a-z])[^.\n]{{0,60}}?(?<![a-z]){_BANKS}(?: acc(?:ount|t)?)?"
    r"(?: savings| current| no\.?)?[: ]{1,2}(?P<v>(?!1[38]00)\d[\d -]{7,18}\d)(?!\d)",
    rf"(?<![\d+])(?P<v>\d{{10}})\s\(?(?:moniepoint|opay|palmpay|kuda|{_BANKS})\b",
    rf"(?:upi|vpa)(?: id)?[\s:-]*(?P<v>{_EMAIL})",
    r"(?<![\w.])(?P<v>[a-z0-9._-]{2,40}@(?:ok[a-z]+|ybl|paytm|upi|axl|ibl|apl|[a-z]{3,10}bank))"
    r"(?![\w.])",
    r"(?P<v>(?:till|paybill|pay bill|buy goods|lipa na m-?pesa)(?: (?:no|number|till))?[\s.:#-]*"
    r"\d{5,9})",
    rf"(?<![a-z]){_WALLETS}[^\d\n]{{0,30}}(?:(?<=[$£€₹₱])\s?[\d,.]+[^\d\n]{{0,6}}(?:至|到|to)\s?"
    r"(?:[a-z]{2,12}\s){0,3})?"
    r"(?P<v>\+?\d[\d -]{5,16}\d)",
    r"支付宝(?:转到|转给|账号)[:\s]?(?P<v>[a-z][\w-]{4,24})(?=\s?[(,])",
    r"[汇转存打][账帐款]?(?:至|到|入|给|进)[^\d\n]{0,8}(?:\(?\d{3}\)?[ -])?(?P<v>\d[\d -]{6,20}\d)"
    r"(?=\s?[(,]?\s?(?:户名|收款人))",
    r"(?:fps|转数快)[^\d\n]{0,12}(?P<v>\d[\d -]{5,12}\d)",
    r"转\s?(?P<v>1[3-9]\d{9})\s?(?:支付宝|微信)",
    r"微信(?:零钱|转账?|收款)?[:\s]{0,2}(?P<v>wx(?:id|pay)_[a-z0-9]{3,20})",
    r"(?:支付宝|微信|账户|账号|卡号?|[转汇存打付入](?:至|到|入|给|进)?)[^\d\n,。;]{0,14}"
    r"(?P<v>\d{3,6}[-\d]{0,8}[*x]{3,8}\d{2,6})"
    r"(?=\s?[(,]?\s?(?:户名|实名|收款人|[*\u3400-\u9fff]{2,4}(?:[),。*\s(]|$)))",
    rf"(?P<w>{_ACCOUNTS})(?P<gap>(?:(?!合同|订单|编号|案号|单号|尾号|联系|致电|电话|详询|咨询|余额|拨打|官|经办|办理|办案|回拨|回电|速电|速联|老师|冻结|转入委外|协商)[^\dx*\n]){{0,16}})(?<![a-z])"
    r"(?P<v>(?:[a-z]{2}\d{2}[ a-z0-9]{10,30}|\d[\d -]{6,22}\d))(?![\d*x])",
    r"(?:send|transfer|pay|lipa|kirim|tuma|remit|facilitation|clear|settle)\b[^.\n]{0,24}?"
    r"\b(?:to|into|kwa|ke|via)\s"
    r"(?:[a-z]{2,12}\s){0,2}(?P<v>\+?\d[\d -]{7,18}\d)",
    r"(?:cash ?app|venmo)\s?(?P<v>[$@][a-z][\w-]{2,24})",
    r"(?:[农工建中招交邮]商?行|银行)卡\s?"
    r"(?P<v>\d{4}(?:[ -]?\d{4}){3}[ -]?\d{0,3})(?!\d)",
    r"[汇转存打](?:款|账)?[\d,.元]{0,10}(?:至|到|入|给|进)\s?\(?\d{3}\)?\s?[\u3400-\u9fff]{0,6}\s?"
    r"(?P<v>\d[\d-]{8,18}\d)(?=\s?[(,]?\s?[\u3400-\u9fff])",
    r"(?:付|转|打|汇)(?:款|账)?(?:给|到|至)[^,。;(]{0,10}(?:的)?微信(?:号|账号)?[:\s]?"
    r"(?P<v>1[3-9]\d{9}|[a-z][a-z0-9_-]{4,24})(?![a-z0-9_])",
    r"(?:โอน|บัญชี|เลขที่)[^\d\n]{0,30}(?P<v>\d[\d -]{8,14}\d)(?!\d)",
    r"(?:恒生|汇丰|中银|渣打|东亚|大新|国泰|中信|台新|玉山|富邦|邮局|合库|一银|华南|彰银|永丰|新光|联邦|元大)"
    r"(?:银行|商银|世华)?\s?(?:\(?[078]\d\d\)? )?"
    r"(?P<v>\d[\d -]{8,18}\d)(?=\s?[(,]?\s?[a-z\u3400-\u9fff])",
    r"\b(?:pix|chave)\b[^\d\n]{0,24}(?P<v>\+?\d[\d .-]{8,16}\d)",
    r"微信(?:转账?|付|收款)(?:到|给|至)?[:\s]?(?P<v>1[3-9]\d{9})(?!\d)",
    r"(?<![\d-])(?P<v>8\d\d[ -]\d{10,14})(?=\s?[(,]?\s?[\u3400-\u9fff])",
    _BANK_CARD,
)
_PAYING_BEFORE = re.compile(
    r"(?:(?<!自动)[转汇存打付入交缴]|收款|至|到|pay|send|transfer|deposit|remit|kirim|bayar|chuyển|"
    r"\bck\b|bank in|\bto\b(?! collect)|\buse\b|rek|cuenta|iban|clabe|stk|\bva\b|virtual|"
    r"settle|clear)[^。;\n]{0,40}$"
)
"""Money is to go into the account named here, and not out of the reader's own."""
_PAYEE_ONLY = re.compile(
    r"(?:收款(?:人|方)|户名)[:\s]{0,2}(?P<v>(?![同为是即])[*\u3400-\u9fff]{2,5}\*?)(?=[,。;、)\]】\s]|$)"
)
"""The name of the payee of a code that the text does not print."""
_PAYS_A_NAME = re.compile(r"收款|扫|[转打汇存付][到至入给]|转账|汇款|账户[:(]|账号|卡号")
"""户名:陈*明 alone names the reader whose meter it is."""
_SORT_CODE = re.compile(r"\d\d-\d\d-\d\d\s(?=\d{8})")
_CALLED = re.compile(
    r"(?:\b(?:call|dial|ring|available on|reach (?:us|me) on)|联[系络]|速联|回[电拨]|"
    r"致电[\u3400-\u9fff]{0,4}|来电|拨打?)\W{0,3}$"
)
"""What stands before a number to call, which is no account."""
_CRYPTO = re.compile(
    r"(?<![A-Za-z0-9])(?P<v>T[A-Za-z0-9]{10,40}|0x[0-9a-fA-F]{8,40}|"
    r"bc1[a-z0-9]{10,60})(?![A-Za-z0-9])"
)
_SPEAKS_OF_CRYPTO = re.compile(
    r"usdt|trc ?20|erc ?20|btc|bitcoin|比特币|泰达|crypto|wallet|地址|钱包"
)

_IDENTIFIER = r"(?P<v>@?[a-z][a-z0-9_\-.]{3,24}|\+?\(?\d[\d -]{5,16}\d)"
_BETWEEN = any_of(
    r"\s (?:me|us|him|her|on|at|to|id|no|number)(?![a-z]) [:(\[【“\"「]",
    "号码? 同号? 群号? 客服 账号 是 为 加 联系 添加 好友 专员 经理 搜索?",
    "我 他 她 你 转给我 给我 转我 转",
    "(?:na_lang|po|for_copy)(?![a-z]) 找 检察官 书记[员官] 法官 律师 主任 经办人? 助理 老师 "
    "财务 管家",
    r"(?:小|老)[\u3400-\u9fff]",
)
_SERVICES: tuple[tuple[str, str], ...] = (
    (r"[微薇威徽][信芯心新x❤♥]|加[微薇威]|wechat|weixin|wx(?!id_|pay)", "微信"),
    (r"企业微信|企微", ""),
    (r"企业微(?!信)", "企业微信"),
    (r"官微(?=\s?[a-z]|:)|微[①\d*]信|v亻言", "微信"),
    (r"加扣(?=\s?\d{5})", ""),
    (
        (
            r"加(?:专属|您的|我的?)?(?:顾问|客服|专员|经理|管家|老师)?"
            r"(?=\s?(?!qq|vx|wx|q\d|v\d)[a-z]{1,12}(?:_|\d)[a-z0-9_]{3})"
        ),
        "",
    ),
    (r"v信", ""),
    (r"v❤|加v|vx|v(?=:)|(?<=[加我服添\u4fe1])v(?=[\s【\[(“]?[a-z]{1,12}[\d_-])|加我v", "微信"),
    (r"q[群裙]", "QQ群"),
    (r"企鹅(?:号|群)?|q ?q群?|扣扣|q(?=:|\s?\d{6})", "QQ"),
    (r"wh?ats? ?app|wtsapp|wh?ats?ap|wsapp?|wa(?=[:.\s]*(?:\+|0|\d{8}))|watsapp", "WhatsApp"),
    (r"viber", "Viber"),
    (r"telegram|tele(?=:)|纸飞机|飞机(?=:|号|\s?@)|tg(?=:|\s?@)", "Telegram"),
    (
        (
            r"line ?id(?=\s[a-z])|"
            r"line(?: ?id)?(?=\s?[:@]|书记|客服|专员|经理|(?:我|他|她|加我)\s?[:@a-z])|加line|"
            r"(?<=[\u3400-\u9fff])line(?=\s?[a-z]{1,12}[\d_])"
        ),
        "LINE",
    ),
    (r"zalo", "Zalo"),
    (r"messenger(?=\s?[:@])|钉钉|dingtalk|signal(?=\s?[:+])", ""),
)
"""How a service is written -> its name; "" = as printed."""
_MESSENGER = tuple(
    (re.compile(rf"(?<![a-z])(?P<s>{service})(?:{_BETWEEN}\s?){{0,4}}{_IDENTIFIER}"), name)
    for service, name in _SERVICES
)
_ASKED_FOR = re.compile(
    r"(?<![a-z])(?P<s>whats ?app|viber|telegram)(?: [a-z]{2,14}\.?){1,4}[ :]{1,2}"
    r"(?P<v>\+?\(?\d[\d -]{5,16}\d)"
)
"""A person may be named between the service and the number: WhatsApp our officer Ben at 9…"""
_SERVICE_NAMES = {"w": "WhatsApp", "v": "Viber", "t": "Telegram"}
_SAME_NUMBER = re.compile(
    r"(?P<v>\+?\d[\d -]{5,16}\d)\s?[(,]?\s?"
    r"(?:微信同号?|同微信|(?:v|wx|vx)同号?|微信同步|whatsapp (?:too|also|same)|"
    r"(?:pe|par|on|by|sa) whatsapp)"
)
_NOT_AN_ID = frozenset(
    words("group with http https call text message immediately before after your will from")
)
_SHORTEST_WORD_ID = 6
"""Letters of an id that has no digit or sign in it: shorter ones are words of the sentence."""


def find_card_tail(page: Page, text: str) -> tuple[TextClaim | None, list[Span]]:
    """Return the printed tail of a card or account: the one to pay from before that of a loan."""
    found: list[tuple[bool, int, int]] = []
    for m in _TAIL.finditer(text):
        before = text[max(0, m.start() - 14) : m.start()]
        if _is_payee(text, m):
            continue
        if m.lastgroup and not _NOT_A_CARD.search(before):
            found.append((bool(_LOAN.search(before)), *m.span(m.lastgroup)))
    if not found:
        return None, []
    _, start, end = min(found, key=lambda item: item[0])
    tail = page.shown[start:end]
    if re.fullmatch(r"\d(?:-\d){3}", tail):
        tail = tail.replace("-", "")
    claim = TextClaim(tail, page.span(start, end))
    return claim, [(s, e) for _, s, e in found]


def _is_payee(text: str, m: re.Match[str]) -> bool:
    """Tell whether a masked number is where the money should go: 存至621700****3319 李芳."""
    before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 8]
    if _HOLDER_AFTER.match(after):
        return True
    is_masked = re.search(r"[*x•.…]{2}", m[0]) is not None
    return is_masked and bool(_PAYEE_BEFORE.search(before) or _NAME_AFTER.match(after))


def find_account(page: Page, text: str, body: str) -> tuple[TextClaim | None, list[Span]]:
    """Return where the money should go: a card or wallet number, a UPI name, a crypto address.

    The payee's name where no number is printed: a code to scan, of which only it is known.
    """
    candidates = [
        m.span("v")
        for pattern in _PAYEE
        for m in pattern.finditer(text)
        if not _is_own_account(text, m)
        and not _CALLED.search(text, max(0, m.start("v") - 16), m.start("v"))
    ]
    if _SPEAKS_OF_CRYPTO.search(text):
        addresses = (m for m in _CRYPTO.finditer(page.shown) if re.search(r"\d", m["v"]))
        candidates += [m.span("v") for m in addresses]
    if not candidates and (m := _PAYEE_ONLY.search(text)) and _PAYS_A_NAME.search(text):
        return _as_printed(page.span(*m.span("v")), body), []
    if not candidates:
        return None, []
    start, end = min(candidates)
    if m := _SORT_CODE.match(text, start, end):
        start = m.end()
    while not text[end - 1].isalnum():
        end -= 1
    return TextClaim(page.shown[start:end], page.span(start, end)), [(start, end)]


def _as_printed(span: Span, body: str) -> TextClaim:
    """Return a name with the stars that hide a part of it, which no view has: *兰, 毛*兵."""
    start, end = span
    if body[start - 1 : start] == "*":
        start -= 1
    return TextClaim(body[start:end], (start, end))


def _is_own_account(text: str, m: re.Match[str]) -> bool:
    """Tell a reader's own account, or a number to call, after a word for an account."""
    groups = m.groupdict()
    if "w" not in groups or _HOLDER_AFTER.match(text, m.end()):
        return False
    if re.search("[,。;]", groups["gap"] or "") and re.fullmatch(r"1[3-9]\d{9}", groups["v"]):
        return True
    return _PAYING_BEFORE.search(text[max(0, m.start() - 48) : m.end("w")]) is None


def find_messenger(page: Page, text: str) -> tuple[TextClaim | None, list[Span]]:
    """Return the first messenger contact, as "service id"."""
    best: tuple[int, str, int, int] | None = None
    if m := _SAME_NUMBER.search(text):
        number = page.shown[m.start("v") : m.end("v")]
        best = (m.start(), f"{'WhatsApp' if 'wh' in m[0] else '微信'} {number}", *m.span("v"))
    for pattern, name in _MESSENGER:
        for m in pattern.finditer(text):
            value = page.shown[m.start("v") : m.end("v")].strip().rstrip(".")
            word = m["v"].rstrip(".")
            if word in _NOT_AN_ID or (word.isalpha() and len(word) < _SHORTEST_WORD_ID):
                continue
            service = name or page.shown[m.start("s") : m.end("s")].replace("加", "")
            if best is None or m.start() < best[0]:
                best = (m.start(), f"{service} {value}".strip(), m.start("v"), m.end("v"))
            break
    if best is None and (m := _ASKED_FOR.search(text)):
        number = page.shown[m.start("v") : m.end("v")]
        best = (m.start(), f"{_SERVICE_NAMES[m['s'][0]]} {number}", *m.span("v"))
    if best is None:
        return None, []
    at, value, start, end = best
    return TextClaim(value, page.span(at, end)), [(start, end)]
