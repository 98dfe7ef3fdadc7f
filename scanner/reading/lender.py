"""Whom a message says the money is owed to."""

from __future__ import annotations

import re

from scanner.reading.model import LenderClaim, Signature, Span, View
from scanner.reading.names import NameIndex
from scanner.reading.text import printed

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
_BODY_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:受|代表|委托人:|委托方:|债权人:?|接受)\s?(?P<v>[\u3400-\u9fffa-z0-9()·]{2,20}?)(?:的?委托|授权|,|;|。|\n|应还)",
        r"(?P<v>[\u3400-\u9fffa-z0-9]{2,14}?)(?:已|已经)?(?:委托|授权)(?:我司|我方|本所|我所|本公司|我们|律师)",
        r"(?:您|你|你方|贵户)?(?:名下)?(?:于|在|向|的|是|欠|贷的?)?\s?(?P<v>[\u3400-\u9fffa-z0-9]{2,12}(?:银行|消费金融|消金|小额贷款|小贷|金融|财务|信贷|数科|钱包|借条|白条|月付|分期|贷款|贷|花|呗|融资|公司))",
        r"(?:涉及|关于|所欠|欠)(?P<v>[\u3400-\u9fffa-z0-9]{2,10}?)(?:欠款|借款|贷款|的?款项|合同)",
    )
)
_LATIN_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:on behalf of|owed to|acting for|client:?|behalf|assigned (?:to us )?by|from our client|originally owed to)\s(?P<v>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3})",
        r"\b[Yy](?:ou)?r\s(?P<v>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,2})\s(?:\w+\s)?(?:loan|card|account|acct|facility|EMI|emi|credit|bill|debt|instal?ment|payment|statement|balance|due|premium|plan|repayment|utang|ending)\b",
        r"\b(?:w/|with|from|to|at|of|sa|dari|de|kwa)\s(?P<v>[A-Z][a-z]+[A-Z]\w+|[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,2} (?:Bank|Credit|Finance|Loans?|Lending|Capital|Wireless|Energy|Water|Finserv|Housing Finance))\b",
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
    body: str, view: View, text: str, signature: Signature | None, names: NameIndex
) -> LenderClaim | None:
    """Return the creditor that a message names: the original one before an agent that writes for it.

    Args:
        body: the original.
        view: the view that `text` is of.
        text: its text with links blanked out.
        signature: of the message.
        names: of the directory.
    """
    signed = signature.name if signature else ""
    folded = re.sub(r"\s", "", signed.lower())
    own = bool(signed) and not GENERIC_SIGNATURE.match(folded) and not AUTHORITY.search(signed.lower())
    agent = own and bool(_AGENT.search(signed.lower())) and names.entity_of(signed) is None
    body_claim = _in_body(body, view, text, signature, names)
    if own and not agent and signature:
        return _claim(names, signed, signature.span)
    if body_claim:
        return body_claim
    if own and signature and not re.search(r"律师|律所|事务所|solicitor|attorney|law\b|adv\b", signed.lower()):
        return _claim(names, signed, signature.span)
    return None


def _claim(names: NameIndex, name: str, span: Span) -> LenderClaim:
    entity = names.entity_of(name)
    return LenderClaim(name, span, entity, None if entity else names.lookalike_of(name))


def _in_body(
    body: str, view: View, text: str, signature: Signature | None, names: NameIndex
) -> LenderClaim | None:
    inside = signature.span if signature else (-1, -1)
    for hit in names.find(text):
        span = view.original_span(hit.start, hit.end)
        if (span[0] < inside[1] and inside[0] < span[1]) or _only_a_tool(text, hit.start, hit.end):
            continue
        return LenderClaim(printed(body, view, hit.start, hit.end), span, hit.entity_id)
    cased = printed(body, view, 0, len(text))
    for pattern, where in [(p, text) for p in _BODY_CLAIMS] + [(p, cased) for p in _LATIN_CLAIMS]:
        for m in pattern.finditer(where):
            start, end = m.span("v")
            name = cased[start:end].strip()
            span = view.original_span(start, end)
            if span[0] < inside[1] and inside[0] < span[1]:
                continue
            if name.lower().split()[0] in _NOT_A_LENDER or AUTHORITY.search(name.lower()):
                continue
            if GENERIC_SIGNATURE.match(name.lower()) or re.search(r"(?:您|你|我|该|贵|其|请|将|已|未|逾期|还款)", name):
                continue
            return _claim(names, name, span)
    return None


def _only_a_tool(text: str, start: int, end: int) -> bool:
    """A name as the way to pay or the card to debit is not the creditor: 支付宝账号, 招行尾号6620."""
    after = text[end : end + 8]
    before = text[max(0, start - 6) : start]
    if re.match(r"(?:app)?(?:卡|储蓄卡|的?卡)?\s?\(?(?:尾号|账号|账户|余额|卡号|转账|搜|扫码?|收款|付款码|:)|支付|红包", after):
        return True
    return bool(re.search(r"(?:转至|转到|通过|用|扣自|冻结|从|登录|打开|下载|[、])$", before))
