"""Where a text names the house that money is owed to, and what senders add to its name."""

from __future__ import annotations

import re

CLIENT = re.compile(
    r"(?:受(?!让|委托|托|理)|代表(?:债权人|申请人|客户)?|委托人:|委托方:|债权人:?|接受)\s?(?P<v>[\u3400-\u9fffa-z0-9()·]{2,20}?)"
    r"(?:之托|之|的)?"
    r"(?:委托|委任|授权|(?:通知|提醒|函告|联络|致函)(?:阁下|您|你|台端)?|就|嘅|拟|,|;|:|。|\n|应还)"
)
MANDATE = re.compile(
    r"(?<!接)受(?!让)\s?(?P<v>[\u3400-\u9fffa-z0-9()·]{2,16}?)(?:之托|(?:之|的)?(?:委托|委任))"
)
"""What a collector says of the house that it writes for, whatever it is called itself."""
HAN_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:您|你)(?:在|于|向)[“\"「]?(?P<v>[\u3400-\u9fffa-z0-9]{2,10}?)[”\"」]?(?:平台|app)?"
            r"(?:的|申请的?|办理的?|借的?)?(?:逾期)?(?:借款|贷款|欠款|账单|款项|分期)"
        ),
        (
            r"(?:您|你|方)与(?P<v>(?!我|本|借|出借|小额|某)(?:(?!之间)[\u3400-\u9fffa-z0-9]){2,14}?)"
            r"(?:的|之间)[^,。;与]{0,8}?(?:纠纷|争议|一案|合同款?|协议|欠付|借款|贷款|欠款)"
        ),
        (
            r"(?:您|你|他|她)?(?:在|于)[“\"「]?(?P<v>[\u3400-\u9fffa-z0-9]{2,10}?)[”\"」]?(?:公司)?的"
            r"(?:融资)?(?:车款|租金|账款|合同|尾款|会籍|学费|单子|那笔|融资|钱)"
        ),
        r"被(?P<v>(?!列入|债权|法院|申请)[\u3400-\u9fffa-z0-9]{3,8}?)(?:申请(?!执行)|起诉)",
        r"申请人[:是为](?P<v>(?!人)[\u3400-\u9fff]{3,16})(?=[),。;])",
        r"委托方(?P<v>(?!就|直接)[\u3400-\u9fff]{2,10}?)(?:拟|要求|材料|已决定|将)",
        r"(?P<v>[\u3400-\u9fff]{2,6}(?:租赁|消金|小贷))法务",
        (
            r"我(?:是|系|哋系)(?P<v>[\u3400-\u9fffa-z0-9]{2,8}?)"
            r"(?:委外|外包|贷后|催收|的(?:业务|客服|专员|老师|管家|同事))"
        ),
        r"拖欠(?P<v>[\u3400-\u9fff]{3,12}?)(?:租赁费|货款|租金|服务费|会费|车款)",
        (
            r"(?P<v>[\u3400-\u9fffa-z0-9]{2,14}?)(?:已|已经)?(?:委托|授权)"
            r"(?:我司|我方|本所|我所|本公司|我们|律师)"
        ),
        (
            r"(?:(?:您好|你好)[,!呀。 ]{0,2}(?:(?:这里|这边|我们?)(?:是|系))?|(?:这里|这边|"
            r"我们?)(?:是|系)|^)"
            r"(?P<v>(?:(?![的是])[\u3400-\u9fff]){2,10}?"
            r"(?:物业|供热|热力|燃气|供电所|水务|公寓|门诊部|医院|培训|学校|大学|学院|幼儿园|"
            r"驾校|健身|管理处|通讯|管委会|租赁管理))"
        ),
        (
            r"(?:您|你|他|她)(?:在|于)(?P<v>[\u3400-\u9fffa-z0-9]{2,8}?)(?:平台|app)?(?:有|的|借了?)"
            r"(?:一?笔)?(?:款子|钱|欠款|借款|贷款|账单|单子|合同)"
        ),
        (
            r"欠(?:了|咗)?(?:我们|我哋|人家)?(?P<v>[\u3400-\u9fff]{2,6}?)(?:的|嘅|那|嗰)"
            r"(?:钱|数|笔|条|\d)"
        ),
        (
            r"(?:^|[,。!?、:]|哥|姐)"
            r"(?P<v>(?!这|之|上|年|那|下|今|昨|前|公司|银行|老板)[\u3400-\u9fff]{2,6}?)"
            r"那(?:[笔边]|台车|个\d|\d)"
        ),
        (
            r"(?:涉及|关于|所欠|欠)(?P<v>[\u3400-\u9fffa-z0-9]{2,10}?)"
            r"(?:欠款|借款|贷款|的?款项|合同|分期款|车贷|卡债|信用卡款)"
        ),
        r"(?:我们?|这里|这边)是(?P<v>[\u3400-\u9fff]{2,8}?)委托的",
        r"(?:^|[,。!])(?P<v>[\u3400-\u9fff]{2,8}院)住院[处部]",
        r"^(?P<v>[\u3400-\u9fff]{2,6}?)(?:专员|客服)(?:通知|提醒|来讯|:)",
    )
)
_NAME = r"[A-Z][\w&'’-]*"
_CAMEL = r"[A-Z][a-z]+[A-Z]\w+"
_OWED = (
    r"(?:loan|card|account|acct|facility|EMI|emi|credit|bill|debt|instal{1,2}ment|payment|statement|"
    r"balance|due|premium|plan|repayment|utang|ending|Loan|Card|Account|Credit Card|Personal Loan|"
    r"Home Loan)\b"
)
LATIN_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\b(?:on behalf of|owed to|acting for|client:?|behalf|assigned (?:to us )?by|"
            r"from our client|originally owed to|placed (?:with us )?by|(?:[Ww]e|who) represent|"
            r"dues with|[Ww]e act for|acts? for|[Rr]epresent(?:s|ing)|instructed by)"
            rf"\s(?P<v>{_NAME}(?: {_NAME}){{0,3}})"
        ),
        (
            rf"\b[Oo]we[sd]?\s(?P<v>{_NAME}(?: {_NAME}){{0,3}})"
            r"(?=\s(?:[$£₹₱₦€]|\d|[A-Z][a-z]{0,3}\.?\s?\d|money|a\b))"
        ),
        rf"\b[Yy](?:ou)?r\s(?P<v>{_NAME}(?: {_NAME}){{0,2}})\s(?:[\w-]+\s)?{_OWED}",
        (
            r"\b(?:w/|with|from|to|at|of|on|sa|di|dari|de|en|kwa)\s"
            rf"(?P<v>{_CAMEL}|{_NAME}(?: {_NAME}){{0,2}} "
            r"(?:Bank|Credit|Finance|Fin|Loans?|Lending|Capital|Wireless|Energy|Water|Finserv|"
            r"Housing Finance|Council|University|College|Hospital))\b"
        ),
        (
            r"(?P<v>\b[A-Z][a-z]+(?:[A-Z][a-z]+|[A-Z]{2,4}))"
            r"(?= (?:loan|utang|recovery|collections|EMI|last warning|account|card|pinjaman|"
            r"préstamo))"
        ),
        (
            r"\b(?P<v>[A-Z][\w-]+(?: [A-Z][\w&-]*)?)\s"
            r"(?:loan|repayment|account|overdue|EMI|instal{1,2}ment|card (?:unpaid|dues?))\b"
        ),
        r"^(?P<v>[A-Z][A-Za-z]{2,14}) (?:recovery|recoveries|collections?|client|customer)\b",
        (
            rf"(?P<v>(?:{_NAME} ){{0,2}}(?:Vet|Clinic|Dental|Gym|Academy|Studio|Daycare|Motors|"
            r"Finance|Bank|Loans?|[A-Z]\w*(?:loan|cash|credit)\w*)) here\b"
        ),
        (
            r"\b(?:obo|bagi pihak|[Cc]ollections? for|[Rr]ecovery for|[Ll]egal for|(?:attorneys|"
            r"advocates|"
            r"solicitors|counsel) for|[Cc]laim by|filed (?:vs\.? you )?by|[Pp]etition by|notice "
            r"for|"
            rf"debt to|placed for|[,.] not)\s(?P<v>{_NAME}(?: {_NAME}){{0,3}})"
        ),
        (
            rf"\b(?P<v>{_NAME}(?: {_NAME}){{0,3}}) (?:has|have) (?:endorsed|forwarded|referred|"
            rf"placed|"
            r"assigned|transferred|instructed|applied|briefed|authori[sz]ed|issued)\b"
        ),
        rf"\b[Dd]ear (?P<v>{_NAME}(?: {_NAME})?) (?:cust|customer|user|client|mteja)\b",
        (
            rf"(?:^|[.,!] )(?P<v>{_NAME}(?: {_NAME}){{0,3}}(?: finance)?)"
            r"(?: agent| accounts| po| dept)? here\b"
        ),
        (
            r"^\W{0,3}(?P<v>[A-Z][\w&'-]+(?: [A-Z][\w&'-]+){0,2}) (?:final (?:notice|reminder|"
            r"demand|"
            r"request)|toll|dept|msg|enforcement|acct|agents?)\b"
        ),
        (
            rf"(?<!is )(?:(?:\bfrom|\bfrm|\bwith|\bfor) (?P<v>(?:{_CAMEL}|(?:{_NAME} "
            rf"){{1,3}}{_NAME}))"
            r"(?=[:,.;]|\s\(?[$£€]|\s(?:office|here|leasing|accounts?|billing|dept)\b)(?!,? a "
            r"debt))"
        ),
        rf"^\W{{0,3}}(?P<v>{_CAMEL})\b",
        (
            rf"\b(?!My |The |Your |Our )(?P<v>{_NAME} (?:Bank|Credit|Finance|Finserv|Lending))\b"
            r"(?= (?:is|has|was|contract|loan|card|account|app)\b)"
        ),
        r"\b(?:of|from) (?P<v>[A-Z][a-z]{3,14}) (?:recovery|collections?)\b",
        r"\b(?P<v>[A-Z][a-z]{3,14}) (?:ka|ki|ke|wal[aei]) (?:paisa|pese|loan|emi|udhaar|amount)\b",
        r"\b(?:unpaid|late on|overdue on) (?P<v>[A-Z][a-z]{3,14})(?= loan| account|[.,]|$)",
        r"\bsi [A-Z]\w+ (?:po )?(?:i?to )?(?:ng|sa|from) (?P<v>[A-Z]\w{2,14})",
        rf"\b[A-Z][a-z]+ (?:from|ng|sa)\s(?P<v>{_NAME}(?: {_NAME}){{0,2}})",
        rf"\b(?!My[A-Z])(?P<v>{_CAMEL})\b",
        (
            rf"(?<!\b[A-Z])[.!?]\s"
            rf"(?P<v>{_NAME}(?: (?:of |& )?{_NAME}){{1,3}}|[A-Z][A-Za-z]{{4,14}})[.!]?\s*$"
        ),
    )
)
PLATFORMS = frozenset({"支付宝", "微信支付", "微信", "蚂蚁集团"})
PRODUCT = re.compile("花呗|借呗|分付")
TOOL_AFTER = re.compile(
    r"(?:app)?(?:的?卡|储蓄卡)?\s?\(?"
    r"(?:尾号|账号|账户(?:余额|扣|转)|余额|卡号|转账|搜|扫码?|收款|付款码|(?:将|会)被?冻结|:)"
    r"|支付|红包|微信|同号|\s?1[3-9]\d[\d* ]|\s?\d{4}[ -]?[\d*]{4}|\s?\(?\d{3}[-)]\s?\d|"
    r"\s?[a-z0-9][\w.-]{3,24}@|\s?和银行卡"
)
TOOL_BEFORE = re.compile(
    r"(?:(?:转账?|汇款?|打款?|存|充值?)(?:到|至|进|入)|通过|用|扣自|冻结|从|登录|打开|下载|、|"
    r"[转打汇](?:给|到)?我(?:的|这个)?|往\s?|微信)$"
)
DEPARTMENT = re.compile(r"(?:法务|法務|委外|外访|催收).{0,3}$")
"""A known lender's own department: 【安逸花法务】."""
ACTS_FOR = re.compile(
    r"(?:律[师師]|法律|收[账賬数數]).{0,6}(?:代表|受托于)(?:客[户戶])?(?P<v>[\u3400-\u9fff]{3,10})$"
)
"""A lawyer and the house in one: 陳律師行代表安信信貸."""
AFTER_THE_NAME = re.compile(
    r"(?<=..)(?:信用卡(?:中心)?|(?<!大学|学院)客服(?:中心)?|账单|財務處|财务处|缴费|委外(?:讯息|"
    r"訊息)?|紧急|緊急|小叮[嚀咛]|官方|会计部|會計部|催[缴繳]|提醒[您你]|貼心|贴心|客[户戶]|卡中心|信用卡部|客户经理|法催[组部]|"
    r"[專专]案[協协]商|提提你|核[账帐]|(?<=..)小(?![贷店屋镇学区额米])[\u3400-\u9fff])+$"
)
"""What a signature adds to the name of its owner."""
ORIGINAL = re.compile(
    r"\b(?:(?:bought|purchased|acquired|took over) (?:your|the)|orig(?:inal|\.)? creditor:?|"
    r"re:? (?:the|your)(?: old)?|[Ww]e act for|[Rr]epresents|due to)\s"
    rf"(?P<v>{_NAME}(?: {_NAME}){{0,2}}?)"
    r"(?=\s(?:account|acct|bill|loan|debt|card|balance|unless)\b|[).,])"
)
"""Whose debt it was before it was sold."""
AFTER_A_LATIN_NAME = re.compile(
    r"(?<=\w{3})(?: (?:Collections?|Remedial|(?:Disconnect|Billing|Recovery|Legal) Dept|"
    r"Enforcement Unit)| Credit Card\b.{0,12}| ?\([^)]{3,20}\))$"
)
UNIT_AFTER_A_BRAND = re.compile(
    r" (?:legal|recovery|remedial|enforcement|case unit|criminal|collections?|final|lane|dept|unit|"
    r"uk|gh|ke|ng|client|customer)\b.{0,20}$",
    re.IGNORECASE,
)
"""A known house's own department, or the country that it writes in: IRS Case Unit, Klarna UK."""
HAN_UNIT = re.compile(
    r"(?<=..)(?:追[数數收](?:部|组|組)|清收部|诉讼组|訴訟組|客户部|客戶部|信用[卡咭]部|欠费户处理|客户服务|客戶服務|"
    r"贷后组|和解组|法外和解组|委外(?:法[务務])?)(?:[\u3400-\u9fff]{1,2}(?:主任|经理|先生|小姐))?(?:告知|通知)?$"
)
INSIDE_A_NAME = re.compile(r"(?<=[\u3400-\u9fff])[*_~/|·-](?=[\u3400-\u9fff])")
"""Signs put between the characters of a name: 信*诚*贷."""
SENT_BY = re.compile(r"^RM ?0(?:\.00)?:? ")
"""Malaysian operators mark what costs the reader nothing so."""
PERSON_OF = re.compile(rf"^,?\s(?:from|of)\s(?P<v>{_NAME}(?: {_NAME}){{0,2}})")
