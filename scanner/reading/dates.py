"""Which moment of a text is the due date, which the deadline, and how many days overdue it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from scanner.reading import date_words as said
from scanner.reading.model import Count, DateClaim, Region, Span
from scanner.reading.moments import Moment, count_of, find_moments
from scanner.reading.text import Page, masked

Role = Literal["due", "deadline"]
Weight = int
"""How strongly the words around a moment give it its role; the strongest of a role is taken."""
_NOON = 12 * 60
_MIDNIGHT = 24 * 60
_LONGEST_DELAY = 5000
"""Days; more is a number of something else."""
_HALF_A_MONTH = 15
_CLAUSE = 72
"""So many characters before a moment are looked at, as far as they are of its clause."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What a text says about time."""

    due_date: DateClaim | None = None
    deadline: DateClaim | None = None
    days_overdue: Count | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A moment as the text mentions it: a day, a time of day, both, or a length of time."""

    parts: tuple[Moment, ...]
    before: str
    after: str
    words: str
    later: str
    """What follows the clause."""

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return max(part.end for part in self.parts)

    @property
    def day(self) -> date | None:
        return next((part.day for part in self.parts if part.day), None)

    @property
    def clock(self) -> int | None:
        return next((part.clock for part in self.parts if part.clock is not None), None)


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
    claims: dict[Role, DateClaim] = {}
    weights: dict[Role, Weight] = {}
    for mention in _mentions(find_moments(text, received, region), text):
        judged = _role(mention, received, past_due=past_due)
        if judged is None or judged[1] <= weights.get(judged[0], 0):
            continue
        role, weights[judged[0]] = judged
        value, (start, end) = _solve(text, mention, received, role)
        due = claims["due"].value if "due" in claims else None
        if role == "deadline" and due and re.match("当[日天]", text[start:end]):
            value = _on_the_day(value, due)
        claims[role] = DateClaim(value, page.shown[start:end], page.span(start, end))
    return Dates(claims.get("due"), claims.get("deadline"), days)


def _days_overdue(page: Page, text: str) -> tuple[Count | None, Span | None]:
    for pattern in said.DAYS_OVERDUE:
        for m in pattern.finditer(text):
            if said.ONLY_IF.search(text[max(0, m.start() - 12) : m.start()]):
                continue
            groups = m.groupdict()
            value = int(count_of(groups["n"] or groups["n2"]))
            if 0 < value < _LONGEST_DELAY:
                return Count(value, page.span(*m.span())), m.span()
    for pattern in said.WEEKS_OVERDUE:
        if found := pattern.search(text):
            weeks = found.groupdict().get("w")
            value = int(count_of(weeks)) * 7 if weeks else _HALF_A_MONTH
            return Count(value, page.span(*found.span())), found.span()
    return None, None


_SMALL_WORD = re.compile(
    r"[\s,(]{0,2}(?:的|at|by|on|before|上午|around|,|kabla ya|jam|pukul|las|lúc|ng)?\s?"
)


def _mentions(moments: list[Moment], text: str) -> list[_Mention]:
    """Put a day and a time of day together where nothing but a small word is between them."""
    groups: list[tuple[Moment, ...]] = []
    for moment in moments:
        previous = groups[-1] if groups else ()
        gap = text[previous[-1].end : moment.start] if previous else "?"
        if len(previous) != 1 or not _SMALL_WORD.fullmatch(gap):
            groups.append((moment,))
        elif _completes(previous[0], moment):
            groups[-1] = (previous[0], moment)
        elif _restates(previous[0], moment):
            groups[-1] = (replace(moment, start=previous[0].start),)
        else:
            groups.append((moment,))
    return [_mention(group, text) for group in groups]


def _mention(parts: tuple[Moment, ...], text: str) -> _Mention:
    start, end = parts[0].start, max(part.end for part in parts)
    before = said.CLAUSE_END.split(text[max(0, start - _CLAUSE) : start])[-1]
    after, *later = said.CLAUSE_END.split(text[end : end + _CLAUSE])
    return _Mention(parts, before, after[:40], text[start:end], "\n".join(later))


def _completes(first: Moment, second: Moment) -> bool:
    if first.length or second.length:
        return False
    return (first.clock is None) != (second.clock is None)


def _restates(first: Moment, second: Moment) -> bool:
    """3天(1月21日), Fri 1/16: the second says the first again."""
    if first.kind == "weekday" and second.day is not None:
        return second.kind in ("slash", "d_mon", "mon_d", "dmy")
    return first.length is not None and second.day is not None and second.kind in ("md_han", "ymd")


def _role(
    mention: _Mention, received: datetime | None, *, past_due: bool
) -> tuple[Role, Weight] | None:
    says_until = bool(
        said.UNTIL_AFTER.match(mention.after) or said.UNTIL_BEFORE.search(mention.before)
    )
    if mention.parts[0].length is not None:
        if _is_no_term_of_time(mention):
            return None
        return _role_of_length(
            mention.before, mention.after, says_until=says_until, past_due=past_due
        )
    if mention.parts[0].kind == "day_word" and _is_no_term(mention):
        return None
    return _role_of_day(mention, received, says_until=says_until, past_due=past_due)


def _role_of_day(
    mention: _Mention, received: datetime | None, *, says_until: bool, past_due: bool
) -> tuple[Role, Weight] | None:
    before, after = mention.before, mention.after
    says_due = bool(said.DUE_BEFORE.search(before) or said.DUE_AFTER.match(after))
    is_to_come = mention.day and received and mention.day > received.date()
    if is_to_come and not says_due and said.AS_OF.search(before):
        says_until = True
    if past_due and _is_asked_for(mention, received):
        says_due = False
    is_late_since = said.LATE_SINCE.search(before) or said.LATE_SINCE_AFTER.match(after)
    if not is_late_since and _is_of_another_matter(mention, received, says_until=says_until):
        return None
    is_over = mention.day and received and mention.day < received.date() and not is_late_since
    if is_over:
        if mention.words.startswith("昨") and said.NOT_TAKEN_YESTERDAY.match(after):
            return None
        was_tried = said.TRIED.search(before + after)
        is_another = not says_due and said.DONE_THEN.match(after)
        weight = 3 if says_due else 2 if past_due or was_tried else 1
        return None if is_another else ("due", weight)
    if is_late_since or (says_due and not (past_due and says_until)):
        return ("due", 4)
    if says_until:
        is_pressing = said.PRESSING.search(f"{before} {after}")
        is_today = mention.day is None or mention.parts[0].kind == "day_word"
        if not is_today and said.LAST_DAY.match(after):
            is_pressing = None
        is_deadline = past_due or is_pressing or (mention.clock is not None and is_today)
        return ("deadline", 4) if is_deadline else ("due", 3)
    return _role_by_tone(mention, past_due=past_due)


def _is_asked_for(mention: _Mention, received: datetime | None) -> bool:
    """Tell 请今日还款 from 今日还款日: payment is asked for on a day that is not over."""
    if mention.parts[0].kind not in ("day_word", "week_end", "month_end", "weekday_han"):
        return False
    is_over = mention.day and received and mention.day < received.date()
    return not is_over and said.ASKED_BEFORE.search(mention.before) is not None


def _is_no_term(mention: _Mention) -> bool:
    """Tell a word for a day that sets no term: 拖到今天, 今天能还吗, 付清当日撤案."""
    before, after = mention.before, mention.after
    if said.UP_TO_NOW_BEFORE.search(before):
        return True
    if before.endswith("到") and said.UP_TO_NOW.match(after):
        return True
    if before.endswith("已于") or said.WHEN_DONE.match(mention.words + after):
        return True
    return said.CAN_YOU.match(after) is not None and not said.OR_ELSE_LATER.search(
        after + mention.later
    )


def _is_of_another_matter(
    mention: _Mention, received: datetime | None, *, says_until: bool
) -> bool:
    """Tell a hearing, or the day up to which or on which something else was done."""
    before, after = mention.before, mention.after
    is_until = said.UNTIL_AFTER.match(after) is not None
    if said.HEARING_BEFORE.search(before):
        return True
    if mention.day and said.HEARING.match(after) and not is_until:
        return True
    is_to_come = mention.day and received and mention.day > received.date()
    if is_to_come and (said.AS_OF.search(before) or after.startswith("起")):
        return False
    is_reference = said.NOT_OF_THE_DEBT.search(before) and (mention.clock is None or not says_until)
    if said.EMI_DATED.search(before):
        return False
    return bool(is_reference) and not is_until


def _role_by_tone(mention: _Mention, *, past_due: bool) -> tuple[Role, Weight] | None:
    """Judge a moment that no "before" and no "due" goes with: 今天还清, tonight, 4月20日起诉."""
    before, after = mention.before, mention.after
    kind = mention.parts[0].kind
    is_soon = mention.clock is not None or kind == "day_word"
    is_consequence = said.CONSEQUENCE.match(after) or said.CONSEQUENCE_BEFORE.search(before)
    if past_due and not is_soon and is_consequence:
        is_only_planned = kind == "month_end" and said.PLANNED_BEFORE.search(before)
        return None if is_only_planned else ("deadline", 2)
    if mention.clock is not None and said.RETRY_AFTER.match(after):
        return ("deadline", 2)
    is_pressed = past_due and is_soon and said.OR_ELSE_AFTER.search(after)
    is_soft = said.SOFT.search(f"{before} {after[:16]}") and not is_pressed
    if is_soft or re.match(r"\s?(?:是|为|系|起|中)", after):
        return None
    if is_soon:
        return _role_of_what_is_soon(mention, past_due=past_due)
    if past_due:
        is_stated = re.search(r"(?:将?于|after|on|后)\s*$", before) or re.match(r"\s?后", after)
        is_asked = kind == "week_end" and said.PAY.search(before[-24:])
        return ("deadline", 1) if is_stated or is_asked else None
    is_named = mention.day and said.LATER_DUE.match(after)
    weight = 2 if is_named else 1
    return ("due", weight) if mention.day and (is_named or kind != "weekday") else None


def _role_of_what_is_soon(mention: _Mention, *, past_due: bool) -> tuple[Role, Weight] | None:
    """Judge today, tonight, 18:00."""
    before, after = mention.before, mention.after
    if mention.clock is None and said.VISIT_AFTER.match(after):
        is_threat = said.OR_ELSE.search(before) or said.UNLESS_BEFORE.search(before)
        return ("deadline", 2) if is_threat else None
    if not past_due and mention.clock is None and said.LATER_DUE.match(after):
        return ("due", 2)
    asks_to_pay = said.PAY.search(f"{before[-16:]} {after[:16]}")
    if past_due or asks_to_pay or said.PRESSING.search(f"{before} {after}"):
        return ("deadline", 3 if asks_to_pay else 2)
    return None


def _role_of_length(
    before: str, after: str, *, says_until: bool, past_due: bool
) -> tuple[Role, Weight] | None:
    if past_due and (said.TIME_LEFT.search(before) or said.LATER_THEN.match(after)):
        return ("deadline", 3)
    if said.LENGTH_IS_DUE_AFTER.match(after) or said.LENGTH_IS_DUE_BEFORE.search(before):
        return ("due", 4)
    if said.LENGTH_LEFT.match(after):
        return ("due", 2)
    if not says_until and not said.LENGTH_TO_ANSWER.match(after):
        return None
    is_of_others = said.LENGTH_OF_OTHERS.search(after[:8]) or re.search(r"last\s*$", before)
    if past_due and said.LENGTH_UNMET.match(after):
        is_of_others = None
    return None if is_of_others else ("deadline", 4)


def _is_no_term_of_time(mention: _Mention) -> bool:
    """Tell a length of time that counts from elsewhere, has run, or is ago."""
    before = mention.before
    if said.FROM_A_PAPER.search(before) or said.DISPUTE_BEFORE.search(before):
        return True
    is_long = (mention.parts[0].length or timedelta()) >= timedelta(days=1)
    if is_long and said.NOT_A_TERM_BEFORE.search(before):
        return True
    return re.match(r"\s?前", mention.after) is not None  # 4天前: ago


def _solve(
    text: str, mention: _Mention, received: datetime | None, role: Role
) -> tuple[date | datetime | None, Span]:
    """Return the moment, and the stretch of the words that say it."""
    first = mention.parts[0]
    if first.length is not None:
        return _solve_length(text, mention, first.length, received)
    span = (mention.start, mention.end)
    day, clock = mention.day, mention.clock
    said_words = text[mention.start : mention.end]
    if clock is not None and clock < _NOON and re.search("晚|夜|night|malam|gabi", said_words):
        clock += _NOON
    elif clock == _NOON and re.search("晚|夜", said_words):
        clock = _MIDNIGHT
    if clock is None:
        is_past = re.search(r"\b(?:was|were|missed|since|last)\b[^.]*$", mention.before)
        if day and first.kind == "weekday" and role == "due" and is_past:
            day -= timedelta(days=7)
        return day, span
    if day is None or (role == "deadline" and received and day == received.date()):
        if day is None or not received:
            return (_next_time(received, clock) if received else None), span
        return _time_today(received, clock), span
    if clock >= _MIDNIGHT or role == "due":
        return day, span
    return datetime.combine(day, time(clock // 60, clock % 60)), span


def _solve_length(
    text: str, mention: _Mention, length: timedelta, received: datetime | None
) -> tuple[date | datetime | None, Span]:
    start, end = mention.start, mention.end
    starts_elsewhere = said.STARTS_ELSEWHERE.match(text[end : end + 12])
    if received is None or mention.parts[0].working or starts_elsewhere:
        within = re.search(r"\bwithin\s$", text[:start])
        end += 1 if text[end : end + 1] == "内" else 0
        return None, (within.start() if within else start, end)
    moment = received + length
    whole_days = length % timedelta(days=1) == timedelta(0)
    if whole_days and said.COUNTED_IN_DAYS.search(text[start:end]):
        return moment.date(), (start, end)
    return moment.replace(second=0, microsecond=0), (start, end)


def _on_the_day(value: date | datetime | None, due: date) -> date | datetime | None:
    """Return the time that is said "of that day" (当日17点), the day being the due date."""
    day = due.date() if isinstance(due, datetime) else due
    return datetime.combine(day, value.time()) if isinstance(value, datetime) else day


def _time_today(received: datetime, clock: int) -> datetime | date:
    """Return the time of the day of arrival, even where it is over by then."""
    moment = _next_time(received, clock)
    over = isinstance(moment, datetime) and moment.date() > received.date()
    return moment - timedelta(days=1) if over else moment


def _next_time(received: datetime, clock: int) -> datetime | date:
    """Return when the clock next shows this time; 4 o'clock said at noon is in the afternoon."""
    if clock >= _MIDNIGHT:
        return received.date()
    today = datetime.combine(received.date(), time(clock // 60, clock % 60))
    if today >= received.replace(second=0, microsecond=0):
        return today
    if clock < _NOON and (later := today + timedelta(hours=12)) > received:
        return later
    return today + timedelta(days=1)
