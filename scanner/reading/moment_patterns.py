"""How dates, times of day and lengths of time are written, by name; tried in this order."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari januar janvier enero ene",
            "february feb februari februar février febrero",
            "march mar maret maart märz mars marzo mac",
            "april apr avril abril abr",
            "may mei mayo",
            "june jun juni juin junio",
            "july jul juli julai juillet julio",
            "august aug agustus augustus ogos août agosto ago",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec desember disember des dezember décembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
DAY_WORDS = {
    word: days
    for days, words in {
        -2: ("前天",),
        -1: ("昨天", "昨日", "昨晚", "yesterday", "kemarin", "kahapon", "jana", "ayer", "hôm qua"),
        0: (
            *("今天", "今日", "本日", "当日", "当天", "今晚", "今早"),
            *("今夜", "即日", "今儿个", "今儿", "今"),
            *("today", "tonight", "2day", "tdy", "end of day", "eod", "cob", "close of business"),
            *("hari ini", "hari ni", "malam ini", "malam ni", "sore ini", "ngayong araw", "ngayon"),
            *("mamayang gabi", "tonite", "2nite", "2nyt", "tonyt"),
            *("leo", "hoy", "hôm nay", "hom nay", "aaj", "vandaag", "heute", "aujourd'hui"),
        ),
        1: (
            *("明天", "明日", "明儿个", "明儿", "明早"),
            *("明晚", "听日", "听晚", "听朝", "翌日", "次日"),
            *("tomorrow", "tmr", "tmrw", "tomoro", "2moro", "tomorow", "tommorow", "tommorrow"),
            *("tmrow", "2morrow", "kal subah", "kal sham", "kal shaam", "kal tak"),
            *("besok", "esok", "bukas", "kesho", "mañana", "ngày mai", "ngay mai", "demain"),
        ),
        2: ("后天", "后日"),
        3: ("大后天",),
    }.items()
    for word in words
}
WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "mon 一 senin lun",
            "tue 二 selasa mar",
            "wed 三 rabu mié",
            "thu 四 kamis jue",
            "fri 五 jumat vie",
            "sat 六 sabtu sáb",
            "sun 日 天 minggu dom",
        )
    )
    for name in names.split()
}
HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1), "圣诞": (12, 25)}
"""Holidays of a fixed day -> month and day."""
SWAHILI_HOURS = {
    name: hour
    for hour, name in enumerate(
        (
            *("moja", "mbili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa", "kumi"),
            *("kumi na moja", "kumi na mbili"),
        ),
        start=1,
    )
}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MON = f"(?:{_any(MONTHS)})"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_HAN_DAY = (
    r"(?:三十一?|卅一?|(?:二十|廿)[一二三四五六七八九]?|十[一二三四五六七八九]?|"
    r"[一二三四五六七八九])"
)
_N = r"(?:\d{1,3}|半|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|ten|an?)"
_HOUR = r"(?:[01]?\d|2[0-4])"
_MIN = r"[0-5]\d"
_UNIT = "|".join(
    (
        *(r"工作日|working days?|business days?|days?|天|日(?=内|后|之内|之后|以内|未)",),
        *(r"hours?|hrs?|hr|h(?![a-z\d])|小时|钟头|钟|minutes?|mins|(?<!\ba )min|分钟",),
        *(r"weeks?|wks?|周|星期|礼拜|jam|menit|hari|saa|siku|horas?|minutos?|días?",),
        *(r"giờ|ngày|phút|araw|oras|ghante?|ghanta|din|dag(?:en)?|uur|tagen?|jours?|heures?",),
    )
)

RANGES = re.compile(
    r"\d{1,2}[:.]\d\d\s?(?:[-–—~至到]|to)\s?(?:次日)?\d{1,2}[:.]\d\d"
    r"|\d{1,2}\s?[ap]m\s?(?:[-–—~]|to|and)?\s?\d{1,2}\s?[ap]m"
    r"|\d{1,2}[点时]\s?[-–—~至到]\s?(?:次日)?\d{1,2}[点时]"
    r"|mon(?:day)?\s?(?:[-–~]|to)\s?(?:fri|sat|sun)(?:day)?|(?:本|这|下)?(?:个)?周[一二三四五六][-–~至到](?:本|这|下)?周?[二三四五六日]"
)
"""Opening hours: no moment of them is a date of the debt."""
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "ymd",
            (
                rf"(?<![\d.])(?P<y>20\d\d)(?P<sep>\s?年\s?|[-/.])(?P<m>{_M})(?:\s?月\s?|(?P=sep))"
                rf"(?P<d>{_D})(?!\d)\s?[日号]?"
            ),
        ),
        (
            "md_han",
            rf"(?<!\d)(?:(?P<next>次年|明年|去年))?(?P<m>{_M})\s?月\s?(?P<d>{_D})(?!\d)\s?[日号]?",
        ),
        (
            "md_words",
            (
                r"(?P<mw>十[一二]?|[一二三四五六七八九])月"
                rf"(?P<dw>{_HAN_DAY})[日号]"
            ),
        ),
        (
            "md_dot",
            rf"(?<![\d.])(?P<m>{_M})\.(?P<d>{_D})(?!\d)(?=\s?(?:号|日|前|之前|以前|到期|还款日))",
        ),
        (
            "month_end",
            rf"(?:(?P<m>{_M})月|(?P<this>本月|这个月|月)|(?P<nextm>下月|下个月))(?:月)?底",
        ),
        (
            "this_month",
            rf"(?P<which>本月|这个?月|当月|下月|下个月|次月)\s?(?P<d>{_D})(?!\d)\s?[日号]?",
        ),
        (
            "dmy",
            rf"(?<![\d./-])(?P<a>{_D})(?P<sep>[-/.])(?P<b>{_D})(?P=sep)(?P<y>20\d\d|\d\d)(?![\d/-])",
        ),
        (
            "d_mon",
            (
                rf"(?<![\d./])(?P<d>{_D}){_TH}[\s-]?(?:of\s|de\s)?(?P<mon>{_MON})(?![a-z])"
                r"(?:\.?[\s,-]{1,2}(?P<y>20\d\d|2\d(?!\d)))?"
            ),
        ),
        (
            "mon_d",
            (
                rf"(?<![a-z])(?P<mon>{_MON})\.?[\s-]?(?P<d>{_D}){_TH}(?!\d|[:.]\d)"
                r"(?:,?\s(?P<y>20\d\d))?"
            ),
        ),
        ("slash", rf"(?<![\d./$第-])(?P<a>{_D})/(?P<b>{_D})(?![\d/期]|\.\d)"),
        ("h24", rf"(?<![\d.,:])(?P<h>[01]\d|2[0-3])(?P<min>{_MIN})\s?(?:hrs|hours|h)\b"),
        (
            "h24",
            rf"(?:(?<=lúc )|(?<=trước )|(?<=truoc ))(?P<h>{_HOUR})h(?P<min>{_MIN})?(?![a-z\d])",
        ),
        (
            "in_span",
            (
                rf"(?<![a-z0-9.])(?P<n>{_N})(?:\s?\(\d{{1,3}}\))?(?:(?:\s?[x×]\s?|\s?)(?P<n2>24))?\s?个?\s?"
                rf"(?P<unit>{_UNIT})(?![a-z])"
            ),
        ),
        (
            "h12",
            (
                r"(?<![\d:.,$£€₹])(?P<h>1[0-2]|[1-9])(?P<min>)(?P<ap>)"
                r"(?=\s?(?:tonight|this evening)\b)"
            ),
        ),
        (
            "week_end",
            (
                r"(?:本|这个?)(?:周|星期|礼拜)(?:末|(?=之?内|以内))|周末(?=前|之前)"
                r"|end of (?:the |this )?week|(?<![a-z])this week(?! ?(?:we|our|is|i)\b)"
            ),
        ),
        ("month_end", r"(?P<this>本月|这个月)(?=(?:之|以)?内|若?仍)"),
        (
            "this_month_han",
            (
                r"(?P<which>本月|这个?月|当月|下月|下个月|次月)"
                rf"(?P<dw>{_HAN_DAY})(?:[日号]|(?<=廿.)(?=[。,;]|$))"
            ),
        ),
        (
            "day_word",
            (
                r"(?<![a-z\d至迄而])(?!(?<=如)今)(?!(?<=uob )tmrw)(?!今[年季期后次回朝个])"
                rf"(?!(?:(?<=[.!?] )|^)hoy)(?:{_any(DAY_WORDS)})(?![a-z])"
            ),
        ),
        (
            "weekday_han",
            r"(?P<wk>本周|这周|下周|本星期|下星期|周|星期|礼拜)(?P<wd>[一二三四五六日天])",
        ),
        (
            "weekday",
            (
                r"(?<![a-z])(?:(?P<nx>next|this|coming)\s)?"
                r"(?P<wd>mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?(?![a-z])"
            ),
        ),
        (
            "holiday",
            (
                r"(?P<feast>元旦|五一|国庆|圣诞)节?(?=[之以]?前(?!的)|扣|当天|那天|到期)"
                r"|(?:(?<=before )|(?<=by ))(?P<latin>christmas|xmas)(?![a-z])"
            ),
        ),
        ("year_end", r"(?:(?:今年)?年底|年末|end of (?:the |this )?year|year[- ]end)"),
        (
            "day_alone_han",
            (
                rf"(?<![月\d一二三四五六七八九十])(?P<dw>(?!.号){_HAN_DAY})号"
                r"(?=前|之前|以前|到期|扣|还|要|就是)"
            ),
        ),
        (
            "day_th",
            (
                r"\b(?:the |(?<=due )|(?<=due on )|(?<=presented on ))"
                r"(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?! (?:of|emi|inst|pay|time|notice|"
                r"call))"
            ),
        ),
        ("day_word", r"(?:(?<=due )|(?<=\bby )|(?<=is ))tom(?![a-z’'])"),
        (
            "day_alone",
            (
                rf"(?<![\d月./-])(?P<d>{_D})\s?[日号]"
                r"(?!\d(?!\d?[点时:])|\s?的?缴[款费]期|线|楼|店|院|内|子|订单|[a-z])"
            ),
        ),
        (
            "month_end_en",
            rf"(?:end of (?:the |this )?month|month[- ]end|end of (?P<mon>{_MON})(?![a-z]))",
        ),
        (
            "ampm",
            (
                rf"(?<![\d:])(?<!\d[.,])(?P<h>1[0-2]|0?\d)(?:[:.](?P<min>{_MIN}))?\s?"
                r"(?P<ap>(?:a\.?m|p\.?m)(?![a-z])\.?|nn(?![a-z])|noon(?![a-z]))"
            ),
        ),
        (
            "noon",
            (
                r"(?<![a-z])(?:(?P<h>12)\s?)?(?P<word>noon|midday|midnight|midnite|12nn|正午|"
                r"中午(?:(?:十二|12)[点时](?:整|钟)?)?(?!\s?[\d一二两三]{1,2}\s?[点时:])|午夜)(?![a-z])"
            ),
        ),
        (
            "clock_han",
            (
                r"(?<!\d)(?<!\d[.,])"
                r"(?:(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜里|晚|早)\s?)?"
                rf"(?P<h>{_HOUR}|(?!一时(?![前整半许,。;]))"
                r"(?!一点[点儿]|(?<=[早晚快多少点有差])一点(?!钟|半|整|前|之前|以前))[一二三四五六七八九十]{1,3}|"
                r"(?<=[午晚上早朝夜里天日])两|两(?=\s?点(?:钟|半|整|之?前|以前)))"
                r"\s?(?:点钟?|时|(?<![a-z]\d):(?=[0-5]\d))"
                rf"(?P<min>{_MIN}|半|整)?分?(?!\d|[间期差])"
            ),
        ),
        (
            "swahili",
            (
                rf"saa (?P<word>{_any(SWAHILI_HOURS)})"
                r"(?: (?P<part>asubuhi|mchana|jioni|usiku|alasiri))?"
            ),
        ),
        ("alas", r"alas[- ](?P<h>1[0-2]|\d)(?: ng (?P<part>umaga|tanghali|hapon|gabi))?"),
        (
            "h24",
            rf"(?<![\d.,:/$£])(?P<h>{_HOUR})[:.h](?P<min>{_MIN})(?!\d|[.:]\d|%|\s?(?:元|块))",
        ),
        ("h12", r"(?<![\d:.,])(?P<h>1[0-2]|[1-9])(?P<min>)(?P<ap>)\s?(?:baje|bje)(?![a-z])"),
        ("h12", r"(?<![\d:.,])(?P<h>1[0-2]|[1-9])(?P<min>)(?P<ap>)\s?o'?clock(?![a-z])"),
        (
            "h12",
            (
                r"(?:(?<=\bby )|(?<=\bb4 )|(?<=\bbefore ))"
                r"(?P<h>1[0-2]|[1-9])(?P<min>)(?P<ap>)(?=\s?(?:[.!;,](?!\d)|$|(?:or|n|and|else|today|"
                r"2day|tmrw|tomorrow|sharp)\b))"
            ),
        ),
        ("h24", rf"(?:jam|pukul|las|lúc)\s(?P<h>{_HOUR})(?:[.:](?P<min>{_MIN}))?(?!\d)"),
    )
)
"""Name -> pattern. scanner/reading/moments.py works the value out from its named groups."""
DAY_WORDS["tom"] = 1
"""Short for tomorrow, and a name: read only behind the words of its own pattern."""
