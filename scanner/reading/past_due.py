"""Whether a text says that a debt is past due; the reading of dates and sums depends on it.

This is no judgement of what the message is about: scanner/judging/kinds.py decides that by rules.
Here a text about a debt is taken to speak of what is late unless all that it says is still to
come: the bill of this month, the day of the debit, the balance to keep ready.
"""

from __future__ import annotations

import re

from scanner.reading.patterns import any_of

_NOT_DONE = (
    r"(?:[没未冇唔]|仍没|还没|不曾)(?:有|能|曾|见|再)?(?:按[时期约照].{0,4}|足额|及时|全额|成功|"
    r"如约|如期|任何|在.{0,6})?"
    r"(?:来|到(?!期|了?扣)|进账?|入[账数帐]?|支?付|交(?!房)|缴|给|还(?!款日)|打|补|结|扣成|见|"
    r"动静|着落|收[到妥]?|等到|看到|处理|转|"
    r"存进|续|回应|履|归还|偿还|清|足额|充|俾|畀|如约|约定|下落|接)"
)
_SAID = re.compile(
    any_of(
        "逾期 逾[._-]期 已欠 多次(?:通知|提醒|提示|催|致电|联系) 断[一二两三四五六\\d]+[期个]",
        "超期 超时 拖欠 欠费 尚欠 积欠 欠[缴交息着了我他她你您] [你您]欠 所欠",
        "欠.{0,4}[费租款] 还差 差着 (?:还|一直|仍|都|就)空着 挂[着账]",
        "拖[了着到咗左延这久回得足] 未果 已停用 没兑 迟到 迟[了咗] 晚了(?![会有要就才])",
        "晚交 晚于 迟付",
        "追偿 欠\\d 欠的?钱 装死 老赖 [负不][面良]记录",
        "昨[日天](?:已?到期|.{0,6}未) 已超 已迟 断供 断了 过了.{0,8}[天日期]",
        "已过(?!户|有效) 超过.{0,8}[期天日] 过期 已逾 逾时",
        "过[账还缴].{0,3}[期日].{0,3}[天周] 不[还交缴付接理] 拒[不绝付接]",
        "(?<!算)违约(?!金|将|会|的话) 已产生 老赖 失联 失踪 拉黑 黑名单 上门(?![抄收代服]) 外访",
        "起诉 诉状 立案(?!法团) 法院 法庭 律师 仲裁 调解 传票 裁[定决了] 判决 查封 冻结 报警",
        "报案 经侦 公安 警[察方] 派出所 诉讼 强制执行 强执 执行[局通法庭人程员保]",
        "移交 委外 委案 转委 外包 受.{0,14}之托 委托(?:我|本|律) 催 停机 停[电水气供](?!提醒)",
        "断[电网水] 掐水 拉闸 关阀 限制使用 降额 收[车房楼]",
        "拖车 通讯录 联系人 曝光 群发 爆 担保人 门口 家门 泼 [上报].{0,3}征信 征信[报黑逾将会更]",
        "报送 最后(?:通牒|机会|警告|一次|通告) 空手 长利息 罚息已",
        "债权 受让 一次性?(?:结清|还清) 减免 失信 还钱 尾款拖 欠债 撤诉 撤案 骗 限你 敢 丢人",
        "丢脸 不客气 别怪 滚",
        "[没未][有能曾]?(?:成功)?扣[到成上着动划] 再不 拖 昨[天日] 补上 补一下 漏[了缴交付还] "
        "你[妈爸爹娘媳老婆孩] 罚息(?=已|每|按日|正|在|都|\\d) 不给",
        "已经?(?:产生|计收?|有|加收)[^,。;]{0,6}罚息",
        "否则 还没(?!分期) 不良 上报 透支(?!款) 第[三四五六七八九\\d]次(?:提醒|通知|催|联系|"
        "告知|打|找|发|说|了) [三四五六七八九]遍 失约 承诺(?!消费|的分期) 说好 答应 转告",
        "支付令 公诉 接手 外派 走访 卸 拉[车猪货] 锁机 拘留 传唤 追逃 限高 扣费失败 扣数失败 "
        "退票 晚了?[\\d两一二三四五六七八九十]+[天日]",
        "超(?:账期|[\\d两一二三四五六七八九十]+[天日])",
        r"\bunless\b otherwise returned \bnsf\b \brepo\b \bclaim\b \bdpd\b since_\d cancelled "
        r"cancellation",
        r"unsettled past_its_date not_(?:recd|remitted) unsuccessful \bbounced\b hear_(?:back|"
        r"from_you) handed_over",
        r"shut_off placed_with charged?_off (?:second|third|red)_(?:notice|letter|reminder|"
        r"statement|message)",
        r"past_\d+_days still_(?:there|remaining|uncleared) deadbeat thief withheld forgot "
        r"jurmana guzar \bbaki\b",
        r"your_(?:mum|mother|wife|employer) final_(?:request|demand) last_(?:attempt|reminder) "
        r"yet_to_be",
        r"overdue past[-\s]due arrears \bbehind\b \bunpaid\b \bmissed\b outstanding delinquent",
        r"\bshort\b",
        r"default \bwas_(?:due|not) has_?n[o']t have_?n[o']t (?:did|was|is|has|have)n'?t",
        r"not_(?:yet_)?(?:been_)?(?:paid|received|settled|cleared|posted|deposited|arrived)",
        r"no_payment still_(?:not|owe[sd]?|due|open|show|unpaid|waiting|outstanding|to_come)",
        r"\bdebt(?:or)?\b guarantor bounced returned_unpaid declined failed \bowes?\b \bowed\b",
        r"(?<!statement:\s)\bowing\b",
        r"letter_of_claim filed_suit docket complaint estafa",
        r"could_not_(?:be_)?(?:debit|collect|deduct) couldn't unable_to",
        r"final_(?:notice|demand|warning|attempt|"
        r"reminder|call|advice) (?:last|l@st)_(?:chance|warning|call|notice|reminder) \blate\b",
        r"demand_letter small_claims",
        r"legal lawsuit \bfir\b o\$p\$ recovery collect(?:ions?|ors?) (?<!load_)utang arrest",
        r"(?<!traffic_)(?<!delhi_)police court writ warrant summons solicitors?",
        r"attorney lawyer \badv\b bailiffs? sheriff enforcement disconnect cut_off suspend",
        r"barred blocked terminat repossess evict",
        r"pull_out \btow\b agency contacts \bpost_(?:your|ur) expose shame scammer boss negative",
        r"lapsed? has_passed ago\b",
        r"passed_due past_its_due still_hanging judg?ment auction arbitrat \blien\b garnish",
        r"tribunal hearing",
        r"interest_is_being expired slipped open_from transferred referred already_(?:in|due)",
        "terlambat menunggak tunggakan tertunggak tak_bayar belum_(?:bayar|dibayar|lunas) lewat",
        "umechelewa deni vencid atras",
        r"hujalipa haujalipa umepita hindi_pa wala(?:ng)?_bayad lagpas lampas kahapon abhi_tak",
        r"nahi pending warna",
        "moroso adeudo embargo quá_hạn qua_han trễ_hạn nợ_xấu bakaya shame kesi askari",
    )
    + "|"
    + _NOT_DONE
)
_NOT_SAID = re.compile(
    r"(?:避免|以免|防止|免得|免招|谨防|未产生任何|没有|无|未发生|不会|导致|产生|造成)"
    r"\s?(?:任何|影响|信用|发生|出现|产生)?.{0,2}(?:逾期|超期)"
    r"|(?:避免|以免|免得|防止|免致|为免|免招|如果?|若是?|倘若?|别让|不影响)[^,。;!?]{0,24}"
    r"|(?:逾期|超期|过期|逾时|超时)(?:未(?:还|付|缴)的?|款|者|才|则)?,?(?:将|会|后|不|才|按|算|"
    r"计|产生|加|征|费)"
    r"|不算(?:逾期|晚)|都?算(?:正常|准时)|逾期费|未到期"
    r"|avoid[^.;!?]{0,40}|(?:late|overdue) (?:fee|charge|penalt)\w*"
    r"|if (?:it is |you are )?(?:overdue|late|unpaid)|not (?:yet )?overdue|no late|late after"
    r"|agar tidak.{0,12}terlambat|sebelum jatuh tempo|hindari|(?:after|skip)[^.;]{0,20}"
)
"""Warnings of what is still to be avoided."""
_SAYS_NOT_YET = re.compile(
    "未(?:产生|发生|有)?(?:任何)?逾期|不(?:计|算|视为|收)(?:逾期|违约|罚息|晚)|"
    "今[天日晚][^。;]{0,40}视[为同](?:按时|正常)|(?:今[天日晚早]|刚[刚才]?|早上|"
    "中午)[^。;]{0,16}[没未][^。;,]{0,4}扣[^。]{0,8}[,。;][^。]{0,16}(?:再|还会|还要|"
    "重新)[扣划试]|仍?按正常还款|尚未到期|就是[^,。;]{0,14}还款日|还清享|not yet overdue|no "
    "(?:late )?(?:charge|fee|penalty|bounce charge)s? (?:if|applies|tonight|today|till|until)|"
    "nothing (?:is )?marked late|no harm done|still time"
)
_TO_COME = re.compile(
    any_of(
        "即将 将[于在从自会] 到期 还款日 扣款日 缴[款费]日 出账 已出 出炉 已生成 本期 当期",
        "下[期次个月周] 明[天日早晚年] 后天 次日",
        "月底 年底 提前 备[好足] 预存 存[足够入好] 留[足够] 够不够 余额充足 确保 保持 自动扣",
        "代扣 扣收 会扣 来收 [会从].{0,8}[扣走划] 截止",
        "请于.{0,16}[前内] 开[缴征始] 记得 别忘 备好 [号日天底周月]前 今[天日].{0,6}(?:扣|到期)",
        "该交 账单已 应[还缴付交] 期限 期间 本[月季]度? 这[个学]?[月期] 缴款期",
        "首期 余额不足 还?有[\\d一二三四五六七两]+天 周[一二三四五六日](?:扣|交|收|前|付) 下季 "
        "入住 出院 开[学课]前? 取件 出场",
        "付清即可 交就行 前付 预[缴存付] 报价 下季",
        r"\bdue_(?:mon|tue|wed|thu|fri|sat|sun) \blow\b runs_(?:on|tom|tmr|this) terms_\d",
        "首扣 将扣 统一扣 自己会 听日 到日子 \\d{1,2}[号日](?![到起]) \\d{1,2}月\\d 周五前",
        "[号日]前 前交 \\d号.{0,6}(?:扣|到|交|还) 就交 就.{0,4}要 等您 到位",
        r"\bdue_(?:on|by|in|tomorrow|tmrw|today|next|this|date|from|the|\d|jan|feb|mar|apr|may|"
        r"jun|jul|aug|sep|oct|nov|dec) is_due falls?_due",
        r"will_be_(?:debited|taken|collected|charged|due|drawn|"
        r"presented) upcoming \bfalls\b coming_(?:up|out) autopay auto-?debit giro",
        r"direct_debit statement \bpay_by\b min(?:imum)?_due",
        r"bill (?:is_)?ready next_payment maintain",
        r"(?:keep|have)_(?:bal|fund|enough|money) hits_your (?:comes?|goes|runs)_(?:out|off)",
        r"by_the_\d payday payable debit_order within_\d+_days on_or_before premium leaves_your",
        r"drafts deducts as_agreed next_week",
        r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[-_\s](?:jan|feb|mar|apr|may|jun|jul|aug|sep|"
        r"oct|nov|dec) (?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}_\d{1,2}",
        r"on_the_\d{1,2}(?:st|nd|rd|th) \bdebit_\d",
        "jatuh_tempo tagihan hulog bukas besok mañana vence kesho đến_hạn sắp kal",
    )
)
"""Said of what is not yet due, where nothing says that something is late."""


def is_past_due(text: str) -> bool:
    """Tell whether a normalised text says that a debt is past due, warnings of it set aside."""
    if _SAYS_NOT_YET.search(text):
        return False
    if _SAID.search(_NOT_SAID.sub(" ", text)):
        return True
    return not (_TO_COME.search(text) or _NOT_SAID.search(text))
