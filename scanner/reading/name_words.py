"""Words that tell a lender's name from an authority, an agent and an empty title."""

from __future__ import annotations

import re

from scanner.reading.patterns import words

_LETTERS = words(
    "通知 提醒 提示 告知 公告 通告 告知书 通知书 警告 催告函 催收函 律师函 传票 函件 函"
)
_TITLES = words(
    "法务 法诉 法催 诉前 催缴 催收 清收 信贷 贷后 资产 风控 账单 还款 逾期 法律 信息 客服 服务 "
    "金融 业务 案件 诉讼 调解 清算 保全 外访 结算 征信 审核 系统 运营 催告 委外 网贷 账户 "
    "信用 延期 展期 债权 转让 账务 停电 催费 学费 物业 缴费 住宿费 欠费 诉调 客诉 欠款 结清 "
    "清欠 核实 "
    "催款 执法 停车"
)
_OFFICES = words(
    "部门? 中心 平台 管理 专员 科 处 组 服务 通知 提醒 保全 调解 公告 系统 机构 办公室 办 热线 "
    "专线 助手 专享 处理部? 管家 小组 执法 核实 催缴 催费 催款 调度部? 缴费 办 部"
)
GENERIC = re.compile(
    rf"^(?:.{{0,4}}(?:{'|'.join(_LETTERS)})(?:单|中心|函)?"
    rf"|(?:{'|'.join(_TITLES)})+(?:{'|'.join(_OFFICES)})*"
    r"|\d{3,8}|(?:温馨|重要|紧急|最后|尊敬).*"
    r"|app|sms|notice|alert|reminder|legal notice|final notice)$"
)
"""A signature that is a title, not a name: 【催收通知】, 【法务部】."""

AUTHORITY = re.compile(
    "法院|法庭|检察院|公安|派出所|经侦|警|仲裁|人民调解|调解(?:中心|委员会)|监管|监督管理|银保监|"
    "金管局|"
    "人民银行|人行|征信中心|公证|司法|执行局|反诈|检察|地检署|仲裁院|12368|12381|"
    r"\b(?:courts?|tribunals?|hmcts|pdrm|police|sheriff|bailiff|fbi|cyber cell|tribunal|"
    r"magistrate|barangay|polisi|"
    r"pengadilan|juzgado|tòa án)\b"
)
"""Those who speak of a debt without being its creditor."""

AGENT = re.compile(
    "律师|律所|事务所|法律|法务|委外(?!讯息)|商务|外包|催告|催收|资产|不良|咨询|信用管理|信息(?:技术|科技|服务)|"
    "服务(?:外包)?(?:有限)?|信服|商服|债转|助贷|汇收|诉讼部|惩戒|债权|信息$|清收|调平台|法援|受托|信管|法催|外访|资管|外包|仲裁|调解|一审|"
    r"\b(?:solicitors?|attorneys?|law(?:yers?)?|adv(?:ocate)?|recovery|recoveries|collections?|"
    r"legal|associates|credit control|debt)\b"
)
"""Those who may write for a creditor: a creditor named in the body comes before them."""
OFFICE = re.compile(
    r"(?:efcc|nbi|dci|cbi|cid|us marshals?|u\.s\.|mahkamah|cyber|dept of justice|crb kenya|"
    r"economic crimes|"
    r"high court|federal|county|interpol|enforcement|bailiff|notice|legal (?:unit|dept|team)|pdrm|"
    r"[\u3400-\u9fff]{0,2}征信.{0,4}(?:中心|局|办)|催收.{1,2}部|法诉.{0,3}部|.{0,3}清退办|税务稽查|"
    r".{0,4}惩戒)"
)
"""Who claims to prosecute, or an office without a house: no name of a creditor."""
PERSON = re.compile(
    r"(?:officer|agent|inspector|investigator|sgt|sarjan|atty|attorney|adv|advocate|"
    r"paralegal|deputy|detective|constable|secretary|sheriff|pre-?lit\w*|acct services|"
    r"account services)\b"
)
"""A person's or an office's title before a name, or alone."""
LAWYER = re.compile(r"律师|律所|事务所|\b(?:solicitors?|attorneys?|law(?:yers?)?|adv)\b")

PLACE = re.compile(
    "^(?:上海|北京|天津|重庆|广州|深圳|杭州|南京|成都|武汉|厦门|苏州|四川|湖北|湖南|江苏|浙江|"
    "广东|福建|"
    "山东|河北|河南|陕西|山西|安徽|江西|云南|贵州|辽宁|吉林|黑龙江|内蒙古|广西|海南|甘肃|青海|"
    "宁夏|新疆|"
    "西藏|中国)(?:省|市)?"
)

NOT_IN_A_NAME = re.compile(
    "^的|^(?:公司|医院|当铺|外面|村支书|物流园|现金卡|店里)$|本公司|影响|^(?:供[热电水气]|物业|燃气|热力|贷款|借款)公司$|您|你|我|该|贵|其|某|xx|平台|请|将|已|未|逾期|还款"
)
LEAD = re.compile(
    "^.*(?:您好|你好|您|你|我|他|她|们|在|于|的|是|欠|了|里|被|否则|并|台端|说|涉及|关于|名下|这边|这里|向|从|到|由|与|和(?!润)|债权人|"
    "及|原告|被告|申请人|因|将|"
    "已|为|有|笔|号|日|月|请(?!人)|对|就|哋|嘅|人家|代表|该|此|(?<!日)本|贵|登录|打开|下载|客户|用户|通过|使用|处理|拖|还|"
    "借了|贷了|申请|"
    "办理|受让|提醒|通知|付|条|先生|女士|部门|可以|继续|提供|支持|享受|进行|选择|开通|冻结|查封|绑定|"
    "指定)"
)
"""Words that may stand before a name in running text."""
_KINDS = "银行|金融|财务|信贷|钱包|借条|白条|月付|分期|融资|贷款|贷"
COMMON = re.compile(
    "^(?:违规|恶意|拖欠|逾期|个人|小额|现金|线上|互联网|网络|网上|正规|助学|经营|抵押|公积金|"
    "商业|新|旧|快|信用|"
    "骗取|骗|拒不履行|店里?|儿子|女儿|老公|弟弟?|妹妹?|妹|期间|校期?间?|行|方|未结|网购|培训|那张|那台|"
    "那笔|上期|下期|房屋|货车|中古机|机车|购车|买车|恶性|装死|名下|多笔|明年|今年|去年|"
    "消费|民间|教育|银行|多家|其他|各|一笔|汽车|机车|住房|房|车|网|借|手机|电子|民初|合同|专项|惠民|"
    "大额|原|上述|当前|"
    f"目前|账户|账单|谈谈|正畸|学费|学车|未清|涉嫌|医美|家装|装修|个性化|停息|协商|公司|个|客之|"
    f"之|某|嘅|听|输入|填写|需填|一宗|涉|看一下|装死|内地|国内|自动|手动|免息|最低|借新|扣款|还款)*(?:{_KINDS})?$"
)
"""Not a name but a kind of thing: 个人贷款, 违规网贷."""
HAN_NAME = re.compile(
    rf"[\u3400-\u9fffa-z0-9]{{1,12}}?(?:消费金融|消金|小额贷款|小贷|数科|呗|{_KINDS})"
    r"(?![^,。;]{0,3}(?:公司|中心)[^,。;]{0,2}(?:不|从不))"
)

NOT_A_LENDER = frozenset(
    words(
        "dear sir madam your the this that we our you please final last urgent notice late auto "
        "home payday mobile personal credit card online loan payment legal unpaid overdue mr mrs "
        "ms hi hello pay app gcash paypal whatsapp facebook messenger viber usdt apple google "
        "cibil total min minimum emi crb bvn good court demand small "
        "cashapp paynow payid zelle venmo mpesa tg ksh "
        "usd gbp eur hkd sgd myr inr php ngn kes aud cad nzd twd cny rmb idr vnd zar ghs "
        "youtube tiktok paybill anydesk teamviewer thank thanks thx tnx tnc t&c t&cs regards reply "
        "ignore sent msg txt olp ola pcn electricity season bnpl paylater pesa valued esteemed "
        "all may jan feb march mar april apr june jun july jul august aug september sep "
        "sept october oct november nov december dec monday tuesday wednesday thursday friday fri "
        "saturday sunday sat mon tue wed thu same id ur shameless besharam quicksupport "
        "anydesk duitnow phonepe mcm "
        "text call salamat asante terima note stop sent ref team today tomorrow"
    )
)
"""First words, lower case, of English phrases that only look like names."""
