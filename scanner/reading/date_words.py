"""The words around a moment that say whether it is a due date or a deadline, and days overdue."""

from __future__ import annotations

import re

from scanner.reading.patterns import any_of, compiled

_HAN_COUNT = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百叁拾贰壹肆伍陆柒捌玖廿]{1,4})"
_COUNT = r"(?P<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_FILLER = (
    r"[已经了达满超过逾至到长近约共为是:有的今第账龄数时间状态"
    r"整未还款付连续累计日现交缴咗左期\s(]{0,9}?"
)
_DAYS = (
    r"\s?(?:[天夭兲]|日(?!前|内|后|起|到|还|(?:的?)(?:支付|付款|还款|缴费|缴款|到期|扣款)日)|个自然日)"
    r"(?!\s?(?:后|以上|以内|内|起|将|就|利息|免|无息|前|的?(?:缴款|还款|宽限)期|的?缓冲|加|罚|"
    r"多(?!了|天)))"
)
_LATE = any_of(
    "逾期 超期 过期 拖欠 超时 欠款 欠费 欠缴 逾时",
    "飘红 失信 断[租供] 断了 已延后 延[误迟] 静默 已欠 欠了 [已超]-(?=\\d) 过[咗左]期",
    "未还 晚 迟 滞后 拖延? 逾[._-]期 超了 已过 已超 延滞 违约 欠息 欠供 欠交 欠租 过咗 超咗 静默”?",
)
_LATE_EN = any_of(
    "overdue past_due late unpaid delinquent in_arrears in_default outstanding behind",
    "default(?:ed)? delayed pending missed",
)
DAYS_OVERDUE = compiled(
    rf"{_LATE}{_FILLER}(?:天数{_FILLER})?{_HAN_COUNT}{_DAYS}",
    rf"{_LATE}(?:[\x00元块\s]|供款|款项|港币|货款|电费|租金|房租|费用|月供|[房车]?贷款?|借款|账单|本金|欠款|已|达|超过|了|"
    rf"有){{1,24}}?"
    rf"{_HAN_COUNT}{_DAYS}",
    rf"(?:已|有|了)\s?{_HAN_COUNT}\s?天[,、]?(?=罚息|违约金|滞纳金|利息)",
    r"(?:逾期|超期)天数\s?[:为]?\s?(?P<n>\d{1,4})(?![\d.元])",
    r"(?:还款日|到期(?:还款)?日?|截止日期?|期限)"
    rf"(?:已经?|过去?了?|超过|逾|至今|\s){{1,4}}{_HAN_COUNT}{_DAYS}",
    rf"[过逾超]了?(?:最[后晚迟])?(?:约定的?)?(?:还款|到期|应还|应缴|账单|缴费|缴款|付款|支付|交费|交租|扣款|约定)(?:的)?(?:截止|期)?[日限](?:期)?(?:已|了|有|"
    rf"第)?\s?{_HAN_COUNT}{_DAYS}",
    rf"到期(?:后)?\s?{_HAN_COUNT}{_DAYS}(?:仍|还|尚)?未",
    rf"已逾\s?{_HAN_COUNT}{_DAYS}",
    rf"逾\s?{_HAN_COUNT}{_DAYS}(?=仍|还|未|,|。|$)",
    rf"(?:到今天|至今(?:日|天)?|截至今[日天]),?(?:已经?|都|有|共){{0,2}}\s?{_HAN_COUNT}{_DAYS}",
    rf"(?<![\d.内])\s?{_HAN_COUNT}\s?天[了啦喇](?=还|连|都|[,。!]?\s?(?:[一\d连还仍都]|没|未|不))",
    rf"(?<![\d月]){_HAN_COUNT}\s?天前就?(?:该|应|要|须)(?:还|付|缴|交|到|结)",
    rf"[过逾超]了?(?:交[费租房]|房租|租金|学费)(?:的)?[日期]\s?{_HAN_COUNT}{_DAYS}",
    rf"(?:过|超|逾)了?(?:缴费|缴款|还款|付款|交费|账单|扣款)[期日]\s?{_HAN_COUNT}{_DAYS}",
    r"\b(?:dues?|balance|bill|arrears|account|repayment|payment) (?:is|are|was) "
    r"(?P<n>\d{1,4}) days? old\b",
    r"\b(?P<n>\d{1,4}) days? (?:not|un) ?(?:clear|paid|settle)\w{0,3}\b",
    r"\b(?:outstanding|unpaid|pending|not received) (?:after|for) "
    r"(?P<n>\d{1,4}) days?\b(?! (?:left|to|more))",
    rf"(?:已过|过了)(?:约定(?:的?(?:时间|日期|期限))?|期限|时限)(?:的)?\s?{_HAN_COUNT}{_DAYS}",
    rf"(?:今天|今日|目前|当前|现|现在|截至今日|已经|今|红单|(?:\x00|元|已|已为|拖着?)(?=已?为?第))"
    rf"(?:已)?(?:是|为)?(?:逾期)?(?:的)?第\s?{_HAN_COUNT}\s?天",
    rf"(?:已|有)\s?{_HAN_COUNT}\s?天(?:[未没]有?(?:还|付|缴|交|处理|进账|入账|到账)|逾期)",
    rf"(?:支付|付款|还款|缴费|缴款|到期|扣款)日?后?(?:的)?第\s?{_HAN_COUNT}{_DAYS}",
    rf"(?:已经?|都)\s?{_HAN_COUNT}\s?天了?[\x00,元块\s]{{0,24}}[还仍]?[没未]有?(?:还|付|缴|交|到账)",
    rf"(?<![再])过(?:了\s?{_HAN_COUNT}\s?天|\s?(?P<n2>\d{{1,4}})\s?天了)(?:了|还|仍|没|未|[,。!、]|$)",
    rf"(?<=[,、])\s?{_HAN_COUNT}天了?(?=[,、;])",
    r"(?:^|[】。!?])\s?(?P<n>\d{1,4})天了",
    rf"(?:已经?过去了?|到今天|至今天?|持续|逾缴|(?:支付|付款|还款|归还|缴费|缴款|到账|入账)(?:已经?|有))"
    rf"\s?{_HAN_COUNT}\s?[天日](?=[了没未还仍,。!?]|$)",
    rf"到期(?:已|了)?\s?{_HAN_COUNT}\s?天了",
    rf"(?:还没有?还|没有还上|未还上?),?已\s?{_HAN_COUNT}\s?天(?=[,。;])",
    rf"超过?\s?{_HAN_COUNT}\s?天(?=没|未有|仍|还没|还未)",
    rf"第\s?{_HAN_COUNT}\s?天(?=[啦延逾拖没未]|[^,。]{{0,6}}罚息)",
    rf"(?<![\d.内]){_HAN_COUNT}\s?天了?[没未]有?(?:还(?!款[日期])|付|缴|交|动静|到账|入账|进账|收到|处理)",
    rf"{_COUNT}[\s-]?day(?:s|\(s\))?(?:'|s')? (?:past (?:your |the |its )?(?:due|payment)|overdue|"
    r"late|behind|in arrears|delinquent|in default|past|beyond|unpaid|outstanding|"
    r"after (?:its |the |your )?due|since (?:your|the|its) due)",
    rf"{_LATE_EN}(?: now)?(?: by| for| since| of|:)?(?: over| more than| about)?"
    rf" \(?{_COUNT} ?da?ys?",
    rf"\bunpaid after {_COUNT} days?|\bunpaid, (?P<n2>\d{{1,3}}) days?\b(?! (?:left|to|more))",
    r"\bnow (?P<n>\d{1,4}) days? old\b|\bpass(?:ed)? (?:by )?(?P<n2>\d{1,4}) ?(?:days?|hari)\b",
    r"\bsince (?P<n>\d{1,4}) days?\b|\boverdue day (?P<n2>\d{1,4})\b",
    r"(?:\boverdue|-o{1,2}verdue)\b[^.;\d]{0,40}\bng (?P<n>\d{1,4}) (?:days|araw)\b",
    r"\b(?:still|stays?|left|been) (?:open|unsettled|hanging|in the red|uncleared) "
    r"(?:for )?(?P<n>\d{1,4}) days?\b",
    r"(?P<n>\d{1,4})\+ days? (?:past due|overdue|late|delinquent)",
    r"(?P<n>\d{1,4}) days? (?:ka )?(?:na |n )?(?:po(?:ng)? )?(?:ka na )?(?:di|hindi|delayed|delay|"
    r"late)\b",
    r"(?P<n>\d{1,4}) days? (?:and|&) (?:we|nothing|still|no|not)\b",
    rf"{_COUNT} days? (?:and|&|,) [\x00\s$£€₹]{{1,16}} (?:behind|past due|overdue|in arrears|late)",
    r"(?:^|[:.!,]\s)(?P<n>\d{1,3})(?:st|nd|rd|th) day\b(?! of| after| from)",
    r"\bday (?P<n>\d{1,3}) (?:ka\b|na\b|already|overdue|late|past|and still)",
    r"(?P<n>\d{1,4}) (?:days|araw) na\b(?! lang)",
    r"days? (?:overdue|past[ -]due|late|in arrears|delinquent)"
    r"\s?(?:[:=-]|is|are)\s?(?P<n>\d{1,4})\b",
    rf"\bdue (?:date was )?{_COUNT} days? ago"
    r"|(?P<n2>\d{1,3}) days? since (?:your|the|ur) (?:due )?date",
    r"(?<![a-z])dpd:? ?(?P<n>\d{1,4})\b|\b(?P<n2>\d{1,4}) ?dpd\b",
    r"(?:terlambat|telat|menunggak|tunggakan|keterlambatan|lewat(?: jatuh tempo)?)"
    r"(?: selama| sudah| sebanyak)? (?P<n>\d{1,4}) hari",
    r"(?P<n>\d{1,4}) hari (?:terlambat|keterlambatan|menunggak|lewat)",
    r"(?P<n>\d{1,4}) días? (?:de (?:atraso|mora|retraso|vencid[oa])|vencid[oa]|en mora|"
    r"atrasad[oa])",
    r"\b(?:vencid[oa]s?|en mora|impag[oa]s?|em atraso) (?:por|desde hace|hace|há) "
    r"(?P<n>\d{1,4}) d[ií]as",
    r"(?:quá hạn|qua han|tre han|cham thanh toan|trễ(?: hạn)?|"
    r"chậm(?: thanh toán| trả)?)(?: đã)? (?P<n>\d{1,4}) (?:ngày|ngay)",
    r"\b(?P<n>\d{1,4}) days? (?:arrears|gone\b|ka nang wala)"
    r"|(?:haujalipa|limezidi) siku (?P<n2>\d{1,4})",
    r"(?:umechelewa|umepitiliza|limechelewa)(?: kwa)? siku (?P<n>\d{1,4})"
    r"|siku (?P<n2>\d{1,4}) (?:zimepita|umechelewa|za kuchelewa)",
    r"(?P<n>\d{1,4}) (?:na )?(?:araw|days) (?:na(?:ng)? |po(?:ng)? |na pong )?"
    r"(?:late|overdue|past due|delayed|lampas)",
    r"(?:sudah|sdh|udah|udh|dah|telah|masuk) (?P<n>\d{1,4}) (?:hari|hr)\b"
    r"|\bh\+(?P<n2>\d{1,3})\b",
    r"\bhari ke-?(?P<n>\d{1,4})\b|(?P<n2>\d{1,4}) hari lambat",
    r"(?P<n>\d{1,4}) din (?:se |ka )?(?:bakaya|pending|late|overdue|baki|ruk|purana|upar|nahi|"
    r"cross|ho ga?y|ho chuk)",
    r"(?P<n>\d{1,4}) dag(?:en)? (?:te laat|over de|achter|na de vervaldatum)",
    r"(?:seit|bereits) (?P<n>\d{1,4}) tagen (?:überfällig|fällig|in verzug|im rückstand|offen)"
    r"|(?P<n2>\d{1,4}) tage (?:überfällig|in verzug|im rückstand|zu spät)",
    r"(?:retard de|impayée? depuis|échue? depuis) (?P<n>\d{1,4}) jours"
    r"|(?P<n2>\d{1,4}) jours de retard",
    r"(?P<n>\d{1,4}) d[ií]as (?:sin pagar|de atraso|em atraso)|\bllevas? (?P<n2>\d{1,4}) d[ií]as",
    r"\batras(?:o|ad[oa]) (?:de )?(?P<n>\d{1,4}) d[ií]as?"
    r"|(?:vencid|atrasad)[oa]s? há (?P<n2>\d{1,4}) dias",
    r"scadut[oaie] da (?P<n>\d{1,4}) giorni|(?P<n2>\d{1,4}) giorni di ritardo",
    r"\bquá (?P<n>\d{1,4}) ngày|\btre (?P<n2>\d{1,4}) ngay",
    r"(?P<n>\d{1,4})일(?:이|째)? ?(?:연체|미납|경과|지났)|연체 ?(?P<n2>\d{1,4})일",
    r"(?:ค้างชําระ|เกินกําหนด|เลยกําหนด)[^0-9]{0,16}(?P<n>\d{1,4}) ?วัน",
    r"(?:overdue|late|lampas)(?: ka)?(?: na)?(?: po)?(?: ng)? (?P<n>\d{1,4}) (?:na )?(?:araw|days)",
    r"(?P<n>\d{1,4}) din (?:se )?(?:overdue|late|due|pending)",
)
"""Group n (or n2): the count, in digits, Chinese numerals or an English word."""
ONLY_IF = re.compile(r"(?:如|若|假如|一旦|倘若|\bif\b|\bafter\b|\bonce\b)[^,。;.]{0,8}$")

WEEKS_OVERDUE = compiled(
    r"(?:已经?过|过去|逾期|超期|过期|晚了?|迟了?)(?:已经?|了|有|约)?\s?"
    r"(?P<w>\d{1,2}|[一两二三四五六七八])个?(?:周|星期|礼拜)"
    r"(?!\s?(?:后|内|以内|之内|前|末|[一二三四五六日天]))",
    r"(?:过|超过?|逾)了?(?:约定的?)?(?:还款|缴费|缴款|付款|交费|到期|账单)[日期](?:已经?|了|有)?\s?"
    r"(?P<w>\d{1,2}|[一两二三四五六七八])个?(?:周|星期|礼拜)(?![后内前末])",
    r"(?P<w>\d{1,2}|an?|one|two|three|four|five|six|eight) (?:weeks?|wks?) "
    r"(?:behind|overdue|past (?:its |your )?due|in arrears|late)\b",
    r"(?:已经?过|过去|晚了?|逾期)(?:已经?|了|有|约|近|快)?\s?(?P<half>半个?月)(?!\s?(?:后|内|前))",
)
"""Group w: a count of weeks; half: half a month, fifteen days."""
UNTIL_AFTER = re.compile(
    r"\s?(?:\)|的)?\s?(?:24时|24点|零点|日终)?(?:之前|以前|前(?![往去台后期述置])|以内|之内|内|截止|"
    r"止|为限|有效|最后(?!还款)|到期前|下班前|结束前|"
    r"未(?:处理|还|到账|回|付|缴|清|领|办|联系|答复|回应))"
    r"|\s?日终|\s?(?:就?是|为)[^,。;]{0,12}最后(?:一天|一日|期限|时间|时限|的?宽|的?机会)"
)
_UNTIL = any_of(
    r"\b(?:by|before|until|till|til|within|latest|no_later_than|b4|than|deadline:?|up_to)",
    r"\bexpires?(?:_in|_on)? \bin(?:_the)?(?:_next)? \b(?:have|has|only|next) within_the_next",
    "最迟 最晚 务必于 务必在 限于? (?:最后|最终)?(?:期限|限期)(?:为|是|:)? 须于 需于 请于 请在",
    "截止(?:日期|时间|日)?(?:为|:|至)?",
    "(?:有效|答辩|宽限|窗口|截止)期限?[至到] 之前 晚于 (?:超|逾|[,;。]\\s?)过了? (?<![一-鿿])过了?",
    "(?<![过已])逾",
    "hanggang bago(?:_mag)? sa_loob_ng sebelum paling_lambat selambatnya dalam(?:_waktu)? maksimal",
    "antes_del?(?:_las)? hasta(?:_el|_las)? dentro_de en(?:_las)?(?:_próximas)?",
    "trước truoc trong(?:_vòng)? chậm_nhất kabla_ya ndani_ya tak se_pehle",
)
UNTIL_BEFORE = re.compile(rf"{_UNTIL}(?: the)?(?: end of)?\s*$")
_DUE = any_of(
    "还款日(?:期)? 到期(?:还款)?日? 应还日 缴费日 扣款日(?:期)? 缴款(?:期限|截止)",
    "付款日 到期缴款日 最后还款日 账单日后 缴款截止 原[订定]于?",
    "还款期限 期限 [缴交收]费截[止至](?:日)?(?:为|到|至)? 缴费期[限至到]?",
    r"\b(?:payment|emi)_date(?:_is)?",
    r"\bdue(?:_date)?(?:_on|_by|_is|_was)? \bpayable(?:_by|_on|_until|_till) falls?_(?:due_)?on",
    r"\b(?:comes?|goes|going)_(?:out|up|off)(?:_on)?",
    r"fell_due(?:_on)?",
    "was_(?:due|expected)(?:_on)? debited(?:_on)? collected(?:_on)? taken(?:_on)?(?:_or_around)?",
    r"(?<!fee_will_be_)(?<!fee_)charged(?:_on)? (?:debited|collected)_by_\w+(?:_on)? "
    r"(?<!re-)\bpresented(?:_on)? deducted(?:_on)?",
    r"(?:drops|hits|runs|matures|coming_(?:up|out)|posts)(?:_on)?(?:_this)? (?:payment|autopay|"
    r"instal{1,2}ment|debit|draft|plan)[^.;]{0,40}(?:scheduled|set)_for",
    r"(?:\bpayment|repayment|instal{1,2}ment|draft|emi)_is(?:_on|_for)? inafika",
    "missed_(?:your|the) past_its_due_date",
    "jatuh_tempo(?:_pada)?(?:_tanggal)? tempo vence(?:_el)? venció(?:_el)? vencimiento:?",
    "đến_hạn(?:_vào)? takdang_petsa due_sa",
)
DUE_BEFORE = re.compile(
    rf"{_DUE}(?:\s?(?:是|为|在|就在|:|于|本月|还有\d+天|\(|the\b)){{0,3}}\s*\(?$"
)
DUE_AFTER = re.compile(
    r"\s?\)?(?:就)?(?:是|为)?(?:(?:末四位|尾号)[\d\x00]{3,6}的?)?(?:您的|你的|本期)?"
    + any_of(
        "到期 还款日 扣款 应还 应归还 应支付 应付 应缴 代扣 自动扣 划扣 扣收 扣 还款(?!能力)",
        "那期 那一期",
        "的那期 的账单 一期 有[\\d一].{0,12}(?:扣|账单) 有.{0,8}要从 将从 是最后还款 到还款日",
        "为(?:最后|最[晚迟]) [是为][^,。;]{0,12}(?:还款日|扣款日|缴[费款]日|到期日|付款日|交费日)",
        "is_the_due instal?lment payment emi_was na_(?:po_)?(?:ang_)?due 将扣 账单(?!日)",
        "(?:就)?到点 到时间 就在.{0,2}账单 有[^,。;]{0,12}待付 交就行 是(?![^,。;]{0,12}(?:移交|"
        "委外|起诉|开庭))[^,。;]{0,8}的日子 支付(?!宝)",
    )
)
LATER_DUE = re.compile(
    "[^,。;]{0,10}(?:到期|应还|扣款|要从|还款日|[该需要须将][还缴交付]|要扣|将扣|待还|有.{0,6}要扣)"
)
TRIED = re.compile(
    "没能|未能|扣款?失败|未扣|没扣|没有?进账|未进账|没到账|tried to|could not|couldn't|unable|"
    "bounced|missed"
)
PAY = re.compile(
    r"给我个?(?:数|答复|准话|说法)|办结|了结|搞[掂定]|bank(?:ed)? in|还清|还上|结清|"
    r"(?<![要应该])缴(?![费款纳])|清零|处理|打到|转到|转入|还款|付|\bpay(?:ing)?\b|settle|clear|"
    r"bayar|lunasi|pague|"
    r"thanh toán|lipa|send"
)
PRESSING = re.compile(
    "必须|否则|不然|唔系|仅剩|最后|立即|立刻|马上|速|强扣|停机|起诉|提交|移交|爆|上门|走访|"
    "线上开庭|涉嫌|过时|"
    r"逾时|别怪|直接|\bor\b|else|otherwise|final|last|\bmust\b|serve[dr]?|arrest|file[ds]?|\bcut\b|"
    "disconnect|suspend|sharp"
)
SOFT = re.compile(
    r"\bmay\b(?! (?:be (?:filed|issued|shut|cut|reported|sold|lodged)|commence|begin|start|file|"
    r"report|pass|refer|debit|sell))"
    r"|waived|kindly|方便|再次?(?:尝试)?扣|会再|再试|re-?presented|"
    r"will (?:be (?:debited|collected|charged|taken)|(?:re)?try)|受理|"
    r"\bif you can\b|(?<![未没有])收到|到账通知|"
    "(?:开庭|调解|讲座|活动)时间|received|(?:入账|到账|生效|退[还回])$|补上(?:就行|只|也)|还一下|办好不留|(?:已|曾|多次|电话)联系您|联系[过了]您|致电您|(?:系统|银行)维护"
)
NOT_OF_THE_DEBT = re.compile(
    r"(?:到账|收款|付[款清]|还清|(?<!缴费)(?<!交费)(?<!收费)(?<!还款)截至|(?<!缴费)(?<!交费)(?<!收费)(?<!还款)截止(?:到|至)?|自|从|"
    r"(?:承诺|答应|与您约定)(?:您|你|的)?|(?:letter|notice|claim|demand|judge?ment|order)s? "
    r"(?:of claim )?(?:dt|of)|\bdated|"
    r"judge?ment entered|mailed|(?:toll|trips?|crossing|journey|visit|copay|invoice|balance|"
    r"charge)(?: of)?[\s\x00$£€]{0,14}(?:from|on)|"
    r"\b(?:mentioned|paid)[\s\x00$£€]{0,14} on|(?<!be )(?<!for )\b(?:posted|sent|issued|"
    r"received|since|as (?:of|at)|effective)(?: to you)?(?: on)?)\s*$"
)
LENGTH_IS_DUE_AFTER = re.compile(r"\s?(?:后|之后)?(?:就)?(?:到期|是?还款日|扣款)")
LENGTH_IS_DUE_BEFORE = re.compile(
    r"(?:\bdue in|due date in|matures in|drops in|还款日(?:还有|仅剩|只剩)|还有|jatuh tempo "
    r"dalam)\s*$"
)
LENGTH_LEFT = re.compile(r"\s?(?:to go|left|before due|until due)")
LENGTH_TO_ANSWER = re.compile(r"\s?(?:内|以内|之内|to (?:respond|reply|pay))")
LENGTH_OF_OTHERS = re.compile(
    "自动|复[机电]|恢复|开通|(?<!给)答复|原路|退[还回]|有效期|审核|到账(?!户)|办结|撤销|恢复|更新|解除|生效|放款|"
    "免审|下款"
)
STARTS_ELSEWHERE = re.compile(r"\s?(?:of|from|after|upon|to respond|to reply)\b|收到|自")
"""The clock of "15 days of receipt" starts at a moment that the message does not give."""
HEARING = re.compile(
    r"^(?!\s?[不没未再])[^,。;]{0,12}(?:第.{1,4}法庭|到本院|到庭|本院|诉讼服务中心|调解室|开庭|"
    r"am at|"
    r"district court|lok adalat|[一二三四五六七八九\d]{1,2}楼|组织.{0,6}调解|准时参加)"
    r"|^[^,。;]{0,8}[到在于][^,。;]{2,16}(?:参加|会议室|调解|楼|大厅)"
)
EMI_DATED = re.compile(r"\bemi\b[^.;]{0,32}\bdated\s*$")
"""The day of an instalment, where "dated" is elsewhere that of a paper."""
NOT_TAKEN_YESTERDAY = re.compile(
    r"^(?![^,。;]{0,3}应)[^,。;]{0,14}"
    r"(?:[没未][^,。;]{0,5}(?:[扣划]|还成)|[扣划]款?[^,。;]{0,2}[没未])"
)
"""昨日扣款未成功: when the debit failed; the bill itself may be older."""
HEARING_BEFORE = re.compile(
    r"(?<!before the )(?:hearing|consultation|sitting|开庭|庭审|排期)[^.,。;]{0,12}$"
    r"|\bconsultation\b[^。;]{0,60}\bon\s?$|adalat\b[^;]{0,40}$|(?:订于?|(?<!原)定于)\s?$"
)
CONSEQUENCE = re.compile(
    "^[^,。;]{0,4}(?:起(?!逾期)|之?后|关|停|断|拉闸|移交|转|交给|送|寄出|上报|报送|起诉|立案|"
    "收[车房]|拖|委托|封|递交|"
    "列入|推|仍?未|还?没|[仍还]?不[来还见进结缴交付补]|仍欠|中止|暂停|执行远程|看不[到见]|见不到|爆|曝|群发|法院见|法庭见)"
    r"|^\s?(?:unless|your name|we (?:will )?(?:file|cut|report)|if (?:it'?s |its |it )?"
    r"(?:not|unpaid|isn'?t))|^[^.,;]{0,24}\bunless\b"
)
CONSEQUENCE_BEFORE = re.compile(
    r"(?:名单|材料|案[子件]|stops?|disconnection is set for|disconnected|suspended|will be filed|"
    r"will be lodging|remanded|cancelled|apply after|be round yours|miss)[^.,。;]{0,14}$"
    r"|(?:reported|shut off|cut off|will be issued|enforcement begins|go out|suspends?|be filed|"
    r"legal action|lien sale|goes? live|credit bureaus?|be cut)[^.,;]{0,30}$"
    r"|\b(?:submitted|referred|forwarded|escalated|handed over|passed) to[^.,。;]{0,24}$"
)
RETRY_AFTER = re.compile(
    r"^\s?(?:系统|我们|我行|我司)?(?:将|还)?会?(?:再|重新)(?:次)?(?:扣|划|试|尝试)"
)
"""When the debit is tried again, the money must be there."""
PLANNED_BEFORE = re.compile(r"(?:拟|将)于\s?(?:\d{1,2}月)?$")
"""The end of a month by which the writer plans a step is nobody's last day to pay."""
LATE_SINCE = re.compile(r"(?:overdue|unpaid|late|pending|due)\ssince\s*$")
LATE_SINCE_AFTER = re.compile(r"\s?起(?:已)?(?:逾期|拖欠|欠)")
LENGTH_UNMET = re.compile(r"\s?之?以?内?(?:仍|还)?(?:不|未|没)")
"""24小时内不付: what follows is the consequence, not what the length is the time for."""
NOT_A_TERM_BEFORE = re.compile(
    r"(?:超过?|已?满|逾|处理后|已经?过?|"
    r"延后?|顺延|展期?|缓|推迟|延长|宽限|up to|pass(?:ed)? by)\s*$"
)
"""Before a count of days that have run, or by which a loan is put off."""
DISPUTE_BEFORE = re.compile(r"(?:disput|validat|assume)[^;]{0,60}$")
"""The days that the law gives to dispute a debt are no term for paying."""
AS_OF = re.compile(r"截[至止]到?\s*$")
ASKED_BEFORE = re.compile(r"(?:请|务必|须|需|麻烦|烦请)(?:您|你)?(?:务必|在|于)?\s*$")
UNLESS_BEFORE = re.compile(r"(?:[若如倘]不|[若如]未|未能?|不)(?:能|于|在)?\s*$")
UP_TO_NOW_BEFORE = re.compile(r"(?:拖|欠|等|熬|躲|直|挂)到\s*$")
UP_TO_NOW = re.compile(
    r"^\s?(?:还|仍|都|没|未|连|为止|已|一[分直毛]|有\s?[\d一二三四五六七八九十])"
)
"""到今天还没: how long it has been, not until when."""
WHEN_DONE = re.compile(
    r"^(?:当[天日]|[次翌隔]日)\s?(?:就|即|便|会|可|立即)?(?:给你|给您|帮你|为您)?(?:撤|恢复|复[通机电]|销[案账]|消|更新|"
    r"送达|到账|解[除冻限]|结案|生效|放款|下款)"
)
"""What comes on the day on which the reader has paid: 当日撤案, 次日恢复."""
CAN_YOU = re.compile(
    r"^\s?(?:上午|下午|晚上)?(?:您|你)?能(?:不能|(?!够)[^,。;]{0,12}(?:吗|不|嘛|么)$)"
)
"""今天能还进去吗: a question; only with a consequence after it a term."""
LAST_DAY = re.compile(r"^\s?(?:就?是|为)?[^,。;]{0,12}最后(?:一天|一日|还款|缴)")
OR_ELSE_LATER = re.compile(
    r"否则|不然|不能的?话|要不|就[按只要]|别怪|后果|上报|征信|律师|起诉|立案|通讯录"
)
OR_ELSE_AFTER = re.compile(
    r"\bor (?:your|we|i|else|it|the|ur)\b|\belse\b|otherwise|to avoid (?:summons|legal|crb|"
    r"arrest|visit)|否则|不然"
)
"""A request with a consequence is no mild one: kindly pay today or your name goes to the bureau."""
OR_ELSE = re.compile(r"(?:否则|不然|要不然?|otherwise|or else)[^,。;.]{0,6}$")
VISIT_AFTER = re.compile(
    r"^(?![^,。;]{0,3}[不没未唔])[^,。;]{0,8}(?:带[人兄我铐]|派传单|坐坐|饮茶|喝茶|找[你您他她]|递|提交|出函|出传票|寄(?:出|到|往)?|走程序|走流程|走诉讼|移交|送法院|派到|出终结|开车|起算|凌晨|[去到来]你|会上门|过来|"
    r"收钱|上门|派[人单]|张?贴|走访|联系(?:您|你)(?:的)?(?:通讯录|亲友|家人|单位)|抵达|实施拘留|停用|"
    r"生效|就喺你)(?!.{0,6}否则)"
    r"|^ (?:morning,? )?(?:he|she|they|someone) will\b|^ at (?:home|work)\b"
    r"|^(?![^,.;]{0,14}\b(?:pay|settle|or|else)\b)[^.,;]{0,24}\b(?:come|coming)\b"
)
"""What the writer will do that day, with no word of paying before it: no deadline."""
DONE_THEN = re.compile(
    r"^\s?(?:的)?(?:行程|visit\b|trip\b|journey\b|appointment\b)"
    r"|^[^,。;]{0,6}(?:充电|行程|乘车|就诊|门诊)"
    r"|^[^,。;]{0,8}(?:向|申请|声请|立案|起诉|违法|违停|违规|通行|停车|提交|发出|出具|转让|受让|"
    r"贴|无票|出院|移送|送达|开票|来电)"
)
"""What happened on a day that is over, other than the bill falling due."""
FROM_A_PAPER = re.compile(
    r"(?:收函|(?:通知|判决|裁[定决]|决定书?|函|文书)[^,。;]{0,6})(?:后|之日起|起)\s*$"
)
"""The clock starts with a paper that the message is not."""
TIME_LEFT = re.compile(r"(?:只剩|仅剩|还剩|剩余?|倒计时|再给你?)(?:最后)?[:为]?\s*$")
LATER_THEN = re.compile(
    r"\s?后?(?:就|会|将|直接|我们|我|自动|正式|予以|依法|远程)?"
    r"(?:锁|立案|起诉|向[^,。;]{2,14}(?:申请|起诉|立案|提起|报案)|群发|爆|曝|发给|上门|停|断|移交|起诉|报|到您|到你|户籍|公示|销[号户]|冻结|列入|拉入|纳入|计入|"
    r"上传|上报|委托|移送|通知|查封|注销|关停|封)"
    r"|\s?,?(?:[还仍]?[不没未]有?(?:[还付缴交转回来]|到账|入账|进账|收到|见到?|看到)|看不到|见不到|不见)"
)
COUNTED_IN_DAYS = re.compile("天|日|day|周|星期|礼拜|week|wk|hari|siku|días?|ngày|araw")
CLAUSE_END = re.compile(r"[。;!?\n]|\.\s")
