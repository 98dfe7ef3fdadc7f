"""Which moment of a text is the due date, which the deadline, and how many days overdue it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from scanner.reading.model import Count, DateClaim, Region, Span
from scanner.reading.moments import Moment, count_of, find_moments
from scanner.reading.text import Page, masked

_HAN_COUNT = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百叁拾贰壹肆伍陆柒捌玖廿]{1,4})"
_COUNT = r"(?P<n>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_FILLER = (
    r"[已经了达满超过至到长近约共为是:有的今第账龄数时间状态整未还款付连续累计今日现\s(]{0,9}?"
)
_DAYS = (
    r"\s?(?:天|日(?!前|内|后|起|到|还)|个自然日)(?!\s?(?:后|以上|以内|内|起|将|就|利息|免|无息|前))"
)
_DAYS_OVERDUE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:逾期|超期|过期|拖欠|超时|欠款|欠费|欠缴|逾时|未还|晚|迟|拖|已过|已超|延滞|违约){_FILLER}(?:天数{_FILLER})?{_HAN_COUNT}{_DAYS}",
        r"(?:逾期|超期)天数\s?[:为]?\s?(?P<n>\d{1,4})(?![\d.元])",
        rf"(?:还款日|到期(?:还款)?日?|截止日期?|期限)(?:已经?|过去?了?|超过|逾|至今|\s){{1,4}}{_HAN_COUNT}{_DAYS}",
        rf"过了?(?:还款|到期|缴费|付款)(?:截止)?日(?:期)?(?:已|了|有)?\s?{_HAN_COUNT}{_DAYS}",
        rf"到期(?:后)?\s?{_HAN_COUNT}{_DAYS}(?:仍|还|尚)?未",
        rf"(?:今天|今日|目前|当前|现|现在|截至今日)(?:已)?(?:是|为)?(?:逾期)?(?:的)?第\s?{_HAN_COUNT}\s?天",
        rf"(?:已|有)\s?{_HAN_COUNT}\s?天(?:未还|没还|未付|没付|未处理|未缴|逾期)",
        rf"{_COUNT}[\s-]?day(?:s|\(s\))?(?:'|s')? (?:past (?:your |the |its )?(?:due|payment)|overdue|late|behind|in arrears|delinquent|"
        r"in default|past|beyond|unpaid|outstanding|after (?:its |the |your )?due|since (?:your|the|its) due)",
        r"(?:overdue|past due|late|unpaid|delinquent|in arrears|in default|outstanding|behind|default(?:ed)?|delayed|pending)"
        rf"(?: now)?(?: by| for| since| of|:)?(?: over| more than| about)? \(?{_COUNT} ?days?",
        r"days? (?:overdue|past[ -]due|late|in arrears|delinquent)\s?(?:[:=-]|is|are)\s?(?P<n>\d{1,4})\b",
        rf"\bdue (?:date was )?{_COUNT} days? ago",
        r"\bdpd:? ?(?P<n>\d{1,4})\b|\b(?P<n2>\d{1,4}) ?dpd\b",
        r"(?:terlambat|telat|menunggak|tunggakan|keterlambatan|lewat(?: jatuh tempo)?)(?: selama| sudah| sebanyak)? (?P<n>\d{1,4}) hari",
        r"(?P<n>\d{1,4}) hari (?:terlambat|keterlambatan|menunggak|lewat)",
        r"(?P<n>\d{1,4}) días? (?:de (?:atraso|mora|retraso|vencid[oa])|vencid[oa]|en mora|atrasad[oa])",
        r"(?:quá hạn|trễ(?: hạn)?|chậm(?: thanh toán| trả)?)(?: đã)? (?P<n>\d{1,4}) ngày",
        r"(?:umechelewa|umepitiliza|limechelewa)(?: kwa)? siku (?P<n>\d{1,4})|siku (?P<n2>\d{1,4}) (?:zimepita|umechelewa|za kuchelewa)",
        r"(?P<n>\d{1,4}) (?:na )?(?:araw|days) (?:na(?:ng)? |po(?:ng)? |na pong )?(?:late|overdue|past due|delayed|lampas)",
        r"(?:overdue|late|lampas)(?: ka)?(?: na)?(?: po)?(?: ng)? (?P<n>\d{1,4}) (?:na )?(?:araw|days)",
        r"(?P<n>\d{1,4}) din (?:se )?(?:overdue|late|due|pending)",
    )
)  # fmt: skip
_ONLY_IF = re.compile(r"(?:如|若|假如|一旦|倘若|\bif\b|\bafter\b|\bonce\b)[^,。;.]{0,8}$")

_UNTIL_AFTER = re.compile(
    r"\s?(?:\)|的)?\s?(?:24时|24点|零点)?(?:之前|以前|前|以内|之内|内|截止|止|为限|有效|最后|到期前|下班前|结束前|未(?:处理|还|到账|回|付))"
)
_UNTIL_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|til|within|latest|no later than|b4|than|deadline:?|up to|expires?(?: in| on)?)(?: the)?(?: end of)?|\bin(?: the)?(?: next)?|"
    r"\b(?:have|has|only|next)|最迟|最晚|务必于|务必在|限于?|(?:最后|最终)?(?:期限|限期)(?:为|是|:)?|须于|需于|请于|请在|截止(?:日期|时间|日)?(?:为|:|至)?|之前|hanggang|bago(?: mag)?|"
    r"sebelum|paling lambat|selambatnya|dalam(?: waktu)?|maksimal|antes del?(?: las)?|hasta(?: el| las)?|dentro de|en(?: las)?(?: próximas)?|"
    r"trước|trong(?: vòng)?|chậm nhất|kabla ya|ndani ya|sa loob ng|within the next|tak|se pehle)\s*$"
)
_DUE_BEFORE = re.compile(
    r"(?:还款日(?:期)?|到期(?:还款)?日?|应还日|缴费日|扣款日(?:期)?|缴款期限|付款日|到期缴款日|最后还款日|账单日后|还款期限|期限|缴费截止(?:日)?|缴费期限|"
    r"\bdue(?: date)?(?: on| by| is| was)?|\bpayable(?: by| on)|falls? (?:due )?on|fell due(?: on)?|"
    r"was (?:due|expected)(?: on)?|jatuh tempo(?: pada)?(?: tanggal)?|tempo|vence(?: el)?|venció(?: el)?|vencimiento:?|đến hạn(?: vào)?|"
    r"takdang petsa|due sa|debited(?: on)?|collected(?: on)?|taken(?: on)?(?: or around)?|missed (?:your|the)|"
    r"past its due date|sehemu ya)(?:\s?(?:是|为|在|就在|:|于|本月|还有\d+天|\()){0,3}\s*\(?$"
)
_DUE_AFTER = re.compile(
    r"\s?\)?(?:就)?(?:是|为)?(?:末四位\d{4}的)?(?:您的|你的|本期)?(?:到期|还款日|扣款|应还|应归还|应支付|应付|应缴|代扣|自动扣|划扣|扣收|扣|还款(?!能力)|那期|那一期|的那期|"
    r"的账单|一期|有[\d一].{0,12}(?:扣|账单)|有.{0,8}要从|将从|是最后还款|到还款日|为最后|is the due|installment|instal?ment|payment|emi was)"
)
_LATER_DUE = re.compile(r"[^,。;]{0,10}(?:到期|应还|扣款|要从|还款日)")
_TRIED = re.compile(
    r"(?:没能|未能|扣款?失败|未扣|没扣|tried to|could not|couldn't|unable|bounced|missed|没有?进账|未进账|没到账)"
)
_PAY = re.compile(
    r"还清|还上|结清|缴清|清零|处理|打到|转到|转入|还款|付|\bpay\b|settle|clear|bayar|lunasi|pague|thanh toán|lipa|send"
)
_PRESSING = re.compile(
    r"必须|否则|不然|唔系|仅剩|最后|立即|立刻|马上|速|强扣|停机|起诉|提交|移交|爆|上门|走访|线上开庭|涉嫌|过时|逾时|别怪|直接|"
    r"\bor\b|else|otherwise|final|last|\bmust\b|serve[dr]?|arrest|file[ds]?|\bcut\b|disconnect|suspend|sharp"
)
_SOFT = re.compile(
    r"\bmay\b|waived|kindly|方便|再次?(?:尝试)?扣|会再|再试|re-?presented|will be (?:debited|collected|charged|taken)|受理|\bif you can\b|收到|到账通知|"
    r"(?:开庭|调解|讲座|活动)时间|received|联系(?:过|了)?您|致电您|(?:系统|银行)维护"
)
_NOT_OURS = re.compile(
    r"(?:截至|截止到|自|从|\b(?:posted|sent|dated|issued|received|since|as (?:of|at)|effective)(?: to you)?(?: on)?)\s*$"
)
Role = Literal["due", "deadline"]


@dataclass(frozen=True, slots=True)
class Dates:
    """What a text says about time; `spans` are those of the view that were read."""

    due_date: DateClaim | None = None
    deadline: DateClaim | None = None
    days_overdue: Count | None = None
    spans: tuple[Span, ...] = ()


def find_dates(
    page: Page,
    text: str,
    *,
    received: datetime | None,
    region: Region | None,
    past_due: bool,
) -> Dates:
    """Return due date, deadline and days overdue.

    Args:
        page: of the view that `text` is of.
        text: its text with sums, links and numbers blanked out.
        received: local time of arrival, without zone.
        region: where the reader lives.
        past_due: whether the text says that something is past due; then "by the 5th" is a
            deadline, else it is when the bill is due.
    """
    days, day_span = _days_overdue(page, text)
    if day_span:
        text = masked(text, [day_span])
    moments = _joined(find_moments(text, received, region), text)
    claims: dict[Role, DateClaim] = {}
    strength: dict[Role, int] = {}
    spans = [day_span] if day_span else []
    for parts in moments:
        start, end = parts[0].start, max(part.end for part in parts)
        spans.append((start, end))
        judged = _role(text, parts, received, past_due=past_due)
        if judged is None:
            continue
        role, weight = judged
        if weight > strength.get(role, 0):
            value, words = _solve(text, parts, received, role)
            shown = page.shown[words[0] : words[1]]
            claims[role] = DateClaim(value, shown, page.span(*words))
            strength[role] = weight
    return Dates(claims.get("due"), claims.get("deadline"), days, tuple(spans))


def _days_overdue(page: Page, text: str) -> tuple[Count | None, Span | None]:
    for pattern in _DAYS_OVERDUE:
        for m in pattern.finditer(text):
            if _ONLY_IF.search(text[max(0, m.start() - 12) : m.start()]):
                continue
            group = "n" if m.groupdict().get("n") else "n2"
            word = m[group]
            value = int(count_of(word))
            if 0 < value < 5000:
                return Count(value, page.span(*m.span())), m.span()
    return None, None


def _joined(moments: list[Moment], text: str) -> list[list[Moment]]:
    """Put a day and a time of day together where nothing but a small word is between them."""
    out: list[list[Moment]] = []
    for moment in moments:
        previous = out[-1] if out else []
        gap = text[previous[-1].end : moment.start] if previous else "?"
        small = re.fullmatch(
            r"[\s,(]{0,2}(?:的|at|by|on|before|上午|around|,|kabla ya|jam|pukul|las|lúc|ng)?\s?",
            gap,
        )
        one = len(previous) == 1
        if (
            small
            and one
            and (previous[0].clock is None) != (moment.clock is None)
            and not (previous[0].length or moment.length)
        ):
            previous.append(moment)
        elif small and one and _restates(previous[0], moment):
            out[-1] = [moment]
        else:
            out.append([moment])
    return out


def _restates(first: Moment, second: Moment) -> bool:
    """3天(1月21日): the second says the first again."""
    return first.length is not None and second.day is not None and second.kind in ("md_han", "ymd")


def _role(
    text: str, parts: list[Moment], received: datetime | None, *, past_due: bool
) -> tuple[Role, int] | None:
    """Return the role of a moment and how strongly the words around it say so."""
    start, end = parts[0].start, max(part.end for part in parts)
    before = re.split(r"[。;!?\n]|\.\s", text[max(0, start - 40) : start])[-1]
    after = re.split(r"[。;!?\n]|\.\s", text[end : end + 40])[0]
    first = parts[0]
    day = next((part.day for part in parts if part.day), None)
    is_past = bool(day and received and day < received.date())
    says_until = bool(_UNTIL_AFTER.match(after) or _UNTIL_BEFORE.search(before))
    says_due = bool(_DUE_BEFORE.search(before) or _DUE_AFTER.match(after))
    if first.length is not None:
        return _role_of_length(first, before, after, says_until=says_until)
    if _NOT_OURS.search(before) and not says_until:
        return None
    if is_past:
        return ("due", 3 if says_due else 2 if past_due or _TRIED.search(before + after) else 1)
    if says_due and not (past_due and says_until):
        return ("due", 4)
    near = before + " " + after[:16]
    has_clock = any(part.clock is not None for part in parts)
    is_pressing = _PRESSING.search(before + " " + after) is not None
    asks_to_pay = _PAY.search(before[-16:] + " " + after[:16]) is not None
    if says_until:
        return ("deadline", 4) if past_due or has_clock or is_pressing else ("due", 3)
    if _SOFT.search(near) or re.match(r"\s?(?:是|为|系|起|中)", after):
        return None
    if has_clock or first.kind == "day_word":
        if past_due or is_pressing or asks_to_pay:
            return ("deadline", 3 if asks_to_pay else 2)
        return ("due", 2) if day and _LATER_DUE.match(after) else None
    if past_due:
        stated = re.search(r"(?:将?于|after|on|后)\s*$", before) or re.match(r"\s?(?:后|起)", after)
        return ("deadline", 1) if stated else None
    if day and _LATER_DUE.match(after):
        return ("due", 2)
    return ("due", 1) if day and first.kind != "weekday" else None


def _role_of_length(
    length: Moment, before: str, after: str, *, says_until: bool
) -> tuple[Role, int] | None:
    if re.match(r"\s?(?:后|之后)?(?:就)?(?:到期|是?还款日|扣款)", after):
        return ("due", 4)
    if re.search(
        r"\bdue in$|due date in$|还款日(?:还有|仅剩|只剩)$|还有$|jatuh tempo dalam$",
        before.rstrip(),
    ):
        return ("due", 4)
    if re.match(r"\s?(?:to go|left|before due|until due)", after):
        return ("due", 2)
    if says_until or re.match(r"\s?(?:内|以内|之内|to (?:respond|reply|pay))", after):
        if re.search(
            r"答复|有效期|审核|到账(?!户)|办结|撤销|恢复|更新|解除|生效|放款", after[:8]
        ) or re.search(r"last\s*$", before):
            return None
        return ("deadline", 4)
    return None


def _solve(
    text: str, parts: list[Moment], received: datetime | None, role: Role
) -> tuple[date | datetime | None, Span]:
    """Return the moment, and the words that say it (with "within" where it cannot be solved)."""
    start, end = parts[0].start, max(part.end for part in parts)
    first = parts[0]
    if first.length is not None:
        starts_elsewhere = re.match(
            r"\s?(?:of|from|after|upon|to respond|to reply)\b|收到|自", text[end : end + 12]
        )
        if received is None or first.working or starts_elsewhere:
            end += 1 if text[end : end + 1] == "内" else 0
            word = re.search(r"\bwithin\s$", text[:start])
            return None, (word.start() if word else start, end)
        moment = received + first.length
        if (
            first.length >= timedelta(days=1)
            and first.length % timedelta(days=1) == timedelta(0)
            and (
                re.search(
                    r"天|日|day|周|星期|礼拜|week|wk|hari|siku|días?|ngày|araw", text[start:end]
                )
            )
        ):
            return moment.date(), (start, end)
        return moment.replace(second=0, microsecond=0), (start, end)
    day = next((part.day for part in parts if part.day), None)
    clock = next((part.clock for part in parts if part.clock is not None), None)
    if (
        clock is not None
        and clock < 12 * 60
        and re.search("晚|夜|night|malam|gabi", text[start:end])
    ):
        clock += 12 * 60
    if (
        clock is None
        and first.kind == "weekday"
        and role == "due"
        and day
        and (re.search(r"\b(?:was|were|missed|since|last)\b[^.]*$", text[:start]))
    ):
        day -= timedelta(days=7)
    if clock is None:
        return day, (start, end)
    if day is None:
        if received is None:
            return None, (start, end)
        return _next_time(received, clock), (start, end)
    if clock >= 24 * 60:
        return day, (start, end)
    if clock < 12 * 60 and received and day == received.date() and role == "deadline":
        return _next_time(received, clock), (start, end)
    return datetime.combine(day, time(clock // 60, clock % 60)), (start, end)


def _next_time(received: datetime, clock: int) -> datetime | date:
    """Return when the clock next shows this time; 4 o'clock said at noon is in the afternoon."""
    if clock >= 24 * 60:
        return received.date()
    today = datetime.combine(received.date(), time(clock // 60, clock % 60))
    if today >= received.replace(second=0, microsecond=0):
        return today
    if clock < 12 * 60 and (later := today + timedelta(hours=12)) > received:
        return later
    return today + timedelta(days=1)
