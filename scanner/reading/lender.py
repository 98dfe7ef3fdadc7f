"""Whom a message says the money is owed to."""

from __future__ import annotations

import re

from scanner.reading.model import LenderClaim, Signature, Span
from scanner.reading.names import NameIndex
from scanner.reading.text import Page

GENERIC_SIGNATURE = re.compile(
    r"^(?:.{0,4}(?:通知|提醒|提示|告知|公告|通告|告知书|通知书|警告|催告函?|催收函?|律师函|传票|函件|函)(?:单|中心|函)?|"
    r"(?:法务|催收|催缴|清收|信贷|贷后|资产|风控|账单|还款|逾期|法律|信息|客服|服务|金融|业务|案件|诉讼|调解|清算|保全|诉前|外访|结算|征信|审核|系统|运营|催告)+"
    r"(?:部门?|中心|平台|管理|专员|科|处|组|服务|通知|提醒|保全|调解|公告|系统|机构|办公室|办|热线)*|"
    r"\d{3,8}|温馨.*|重要.*|紧急.*|最后.*|尊敬.*|app|sms|notice|alert|reminder|legal notice|final notice)$"
)
AUTHORITY = re.compile(
    r"法院|法庭|检察院|公安|派出所|经侦|警|仲裁|人民调解|调解(?:中心|委员会)|监管|监督管理|银保监|金管局|人民银行|人行|征信中心|公证|司法|执行局|反诈|12368|12381|"
    r"\b(?:court|police|sheriff|bailiff|fbi|cyber cell|tribunal|magistrate|barangay|polisi|pengadilan|juzgado|tòa án)\b"
)
_AGENT = re.compile(
    r"律师|律所|事务所|法律|商务|外包|催告|催收|资产|不良|咨询|信用管理|信息(?:技术|科技|服务)|服务(?:外包)?(?:有限)?|受托|"
    r"\b(?:solicitors?|attorneys?|law(?:yers?)?|adv(?:ocate)?|recovery|recoveries|collections?|legal|associates|credit control|debt)\b"
)
_CLIENT = re.compile(
    r"(?:受|代表|委托人:|委托方:|债权人:?|接受)\s?(?P<v>[\u3400-\u9fffa-z0-9()·]{2,20}?)(?:之|的)?(?:委托|授权|,|;|。|\n|应还)"
)
_PLACE = re.compile(
    r"^(?:上海|北京|天津|重庆|广州|深圳|杭州|南京|成都|武汉|厦门|苏州|四川|湖北|湖南|江苏|浙江|广东|福建|山东|河北|河南|陕西|山西|安徽|江西|云南|贵州|"
    r"辽宁|吉林|黑龙江|内蒙古|广西|海南|甘肃|青海|宁夏|新疆|西藏|中国)(?:省|市)?"
)
_NOT_IN_A_NAME = re.compile(r"您|你|我|该|贵|其|请|将|已|未|逾期|还款")
_BODY_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<v>[\u3400-\u9fffa-z0-9]{2,14}?)(?:已|已经)?(?:委托|授权)(?:我司|我方|本所|我所|本公司|我们|律师)",
        r"(?:涉及|关于|所欠|欠)(?P<v>[\u3400-\u9fffa-z0-9]{2,10}?)(?:欠款|借款|贷款|的?款项|合同)",
    )
)
_HAN_NAME = re.compile(
    r"[\u3400-\u9fffa-z0-9]{1,12}?(?:银行|消费金融|消金|小额贷款|小贷|金融|财务|信贷|数科|钱包|借条|白条|月付|分期|融资|贷款|贷|呗)"
    r"(?![^,。;]{0,3}(?:公司|中心)[^,。;]{0,2}(?:不|从不))"
)
_LEAD = re.compile(
    r"^.*(?:您好|你好|您|你|我|他|她|们|在|于|的|是|欠|涉及|关于|名下|这边|这里|向|从|到|由|与|和|及|因|将|已|为|有|笔|号|日|月|请|对|就|该|此|本|贵|登录|"
    r"打开|下载|客户|用户|通过|使用|处理|拖|还|借了|贷了|申请|办理|提醒|通知|付|条|先生|女士|部门)"
)
"""Words that may stand before a name in running text."""
_COMMON = re.compile(
    r"^(?:违规|恶意|拖欠|逾期|个人|小额|现金|线上|互联网|网络|网上|正规|助学|经营|抵押|公积金|商业|新|旧|快|信用|消费|民间|银行|多家|其他|各|一笔|汽车|住房|房|车|网|借|"
    r"手机|电子|民初|合同|专项|惠民|大额|原|上述|当前|目前|账户|账单|申请|办理|自动|手动|免息|账单|最低|借新|扣款|还款)*"
    r"(?:银行|金融|财务|信贷|钱包|借条|白条|月付|分期|融资|贷款|贷)?$"
)
_LATIN_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:on behalf of|owed to|acting for|client:?|behalf|assigned (?:to us )?by|from our client|originally owed to)\s(?P<v>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})",
        r"\b[Oo]we[sd]?\s(?P<v>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})(?=\s(?:[$£₹₱₦€]|\d|[A-Z][a-z]{0,3}\.?\s?\d|money|a\b))",
        r"\b[Yy](?:ou)?r\s(?P<v>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,2})\s(?:\w+\s)?(?:loan|card|account|acct|facility|EMI|emi|credit|bill|debt|instal?ment|payment|statement|balance|due|premium|plan|repayment|utang|ending)\b",
        r"\b(?:w/|with|from|to|at|of|sa|di|dari|de|en|kwa)\s(?P<v>[A-Z][a-z]+[A-Z]\w+|[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,2} (?:Bank|Credit|Finance|Loans?|Lending|Capital|Wireless|Energy|Water|Finserv|Housing Finance))\b",
        r"(?P<v>\b[A-Z][a-z]+(?:[A-Z][a-z]+|[A-Z]{2,4}))(?= (?:loan|utang|recovery|collections|EMI|last warning|account|card|pinjaman|préstamo))",
        r"\b(?P<v>[A-Z][\w-]+(?: [A-Z][\w&-]*)?)\s(?:loan|repayment|account|overdue|EMI)\b",
        r"^\W{0,3}(?P<v>[A-Z][a-z]+[A-Z]\w+)\b",
    )
)
_NOT_A_LENDER = frozenset(
    "dear sir madam your the this that we our you please final last urgent notice late auto home payday mobile personal "
    "credit card online loan payment legal unpaid overdue mr mrs ms hi hello pay app gcash paypal whatsapp facebook messenger viber "
    "usdt apple google cibil total min minimum emi crb bvn good court demand small".split()
)


def find_lender(
    page: Page, text: str, signature: Signature | None, names: NameIndex
) -> LenderClaim | None:
    """Return the creditor that a message names: the original one before an agent that writes for it.

    Args:
        page: of the view that `text` is of.
        text: its text with links blanked out.
        signature: of the message.
        names: of the directory.
    """
    signed = signature.name if signature else ""
    folded = re.sub(r"\s", "", signed.lower())
    own = (
        bool(signed)
        and not GENERIC_SIGNATURE.match(folded)
        and not AUTHORITY.search(signed.lower())
    )
    agent = own and bool(_AGENT.search(signed.lower())) and names.entity_of(signed) is None
    body_claim = _in_body(page, text, signature, names)
    if own and not agent and signature:
        return _claim(names, signed, signature.span)
    if body_claim:
        return body_claim
    if (
        own
        and signature
        and not re.search(r"律师|律所|事务所|solicitor|attorney|law\b|adv\b", signed.lower())
    ):
        return _claim(names, signed, signature.span)
    return None


def _claim(names: NameIndex, name: str, span: Span) -> LenderClaim:
    entity = names.entity_of(name) or names.entity_of(_PLACE.sub("", name))
    return LenderClaim(name, span, entity, None if entity else names.lookalike_of(name))


def _in_body(
    page: Page, text: str, signature: Signature | None, names: NameIndex
) -> LenderClaim | None:
    inside = signature.span if signature else (-1, -1)
    cased = page.shown
    if found := _first(page, cased, inside, names, [(_CLIENT, text)]):
        return found
    for hit in names.find(text):
        span = page.span(hit.start, hit.end)
        name = page.shown[hit.start : hit.end]
        if (span[0] < inside[1] and inside[0] < span[1]) or AUTHORITY.search(name.lower()):
            continue
        if not _only_a_tool(text, hit.start, hit.end):
            return LenderClaim(name, span, hit.entity_id)
    if found := _unlisted_han(page, text, inside, names):
        return found
    return _first(
        page,
        cased,
        inside,
        names,
        [(p, text) for p in _BODY_CLAIMS] + [(p, cased) for p in _LATIN_CLAIMS],
    )


def _first(
    page: Page,
    cased: str,
    inside: Span,
    names: NameIndex,
    patterns: list[tuple[re.Pattern[str], str]],
) -> LenderClaim | None:
    for pattern, where in patterns:
        for m in pattern.finditer(where):
            start, end = m.span("v")
            name = cased[start:end].strip()
            span = page.span(start, end)
            if span[0] < inside[1] and inside[0] < span[1]:
                continue
            if name.lower().split()[0] in _NOT_A_LENDER or AUTHORITY.search(name.lower()):
                continue
            if GENERIC_SIGNATURE.match(name.lower()) or _NOT_IN_A_NAME.search(name):
                continue
            return _claim(names, name, span)
    return None


def _unlisted_han(page: Page, text: str, inside: Span, names: NameIndex) -> LenderClaim | None:
    """Return a name in running text that ends as a lender's does, and is no common noun."""
    for m in _HAN_NAME.finditer(text):
        lead = _LEAD.match(m[0])
        start = m.start() + (lead.end() if lead else 0)
        name = text[start : m.end()]
        span = page.span(start, m.end()) if name else (0, 0)
        if len(name) < 3 or _COMMON.match(name) or (span[0] < inside[1] and inside[0] < span[1]):
            continue
        if (
            re.search(r"\d{3}", name)
            or AUTHORITY.search(name)
            or _only_a_tool(text, start, m.end())
        ):
            continue
        return _claim(names, page.shown[start : m.end()], span)
    return None


def _only_a_tool(text: str, start: int, end: int) -> bool:
    """A name as the way to pay or the card to debit is not the creditor: 支付宝账号, 招行尾号6620."""
    after = text[end : end + 8]
    before = text[max(0, start - 6) : start]
    if re.match(
        r"(?:app)?(?:卡|储蓄卡|的?卡)?\s?\(?(?:尾号|账号|账户(?:余额|扣|转)|余额|卡号|转账|搜|扫码?|收款|付款码|:)|支付|红包",
        after,
    ):
        return True
    return bool(re.search(r"(?:转至|转到|通过|用|扣自|冻结|从|登录|打开|下载|[、])$", before))
