"""Marks in the place of private words: the same word gets the same mark everywhere."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from scanner.i18n import N_, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scanner.i18n import Language
    from scanner.reading.model import Span

Private = Literal["person", "number", "account", "case", "link"]

_WORDS: Final[dict[Private, str]] = {
    "person": N_("Person{n}"),
    "number": N_("Number{n}"),
    "account": N_("Account{n}"),
    "case": N_("Case{n}"),
    "link": N_("Link{n}"),
}
_SIGNS: Final = {"CNY": "¥"}
_UNITS: Final = {"千": 1e3, "k": 1e3, "w": 1e4, "万": 1e4, "萬": 1e4}

# Digits of every script, circled and raised ones too; a decimal keycap is a digit with joiners.
_D = r"[\d⁰¹²³⁴-⁹₀-₉①-⑳⑴-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊱-㊿🄀-🄊]"
_HIDDEN = r"\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\u20e3\ufeff"
_BETWEEN = rf"[ \t\u00a0\u3000.\-‐-―－_·•*()（）{_HIDDEN}]{{0,3}}"
_RUN = re.compile(rf"\+?{_D}(?:{_BETWEEN}{_D})+")
_WHOLE_RUN = re.compile(rf"{_D}{{3}}")
_HAN_NUMBER = re.compile(r"[〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两]{4,}")
_DATE = re.compile(r"(?<!\d)20\d\d(?=年|([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d))")
_CURRENCIES: Final = (
    r"RMB|CNY|HK\$|HKD|NT\$|TWD|MOP|S\$|SGD|RM|MYR|Rs\.?|INR|Rp\.?|IDR|PHP|VND|THB|US\$|USD|GBP"
    r"|AUD|NZD|CAD|KES|KSh|NGN|GHS|ZAR|UGX|TZS|MXN|COP|PEN|EUR|USDT"
)
_FIGURE = rf"{_D}(?:[{_HIDDEN}]?[,，'{_HIDDEN}]?{_D})*(?:[.．]{_D}+)?"
_MONEY = re.compile(
    rf"(?P<sign>(?:[¥￥$€£₹₱₫]|(?<![A-Za-z])(?:{_CURRENCIES}|P(?=\d)))\s?)?(?P<figure>{_FIGURE})"
    rf"(?:\s?(?P<unit>[千万萬wWkK])?\s?(?P<end>[元块圆塊圓]|人民币|港币|美元|(?:{_CURRENCIES})\b))?"
)
_CENTS = re.compile(rf"{_D}[.．]{_D}{{2}}$|{_D},{_D}{{3}}")
_HAN_MONEY = re.compile(
    r"[〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬两]{2,}[元块圆塊圓]"
)
_CASE = re.compile(
    rf"[(（〔\[【]\s?{_D}{{4}}\s?[)）〕\]】]\s?[\u4e00-\u9fff]?{_D}{{0,6}}[\u4e00-\u9fff]{{1,8}}"
    rf"{_D}+(?:-{_D}+)?号?"
)
_EMAIL = re.compile(r"[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}")
_LINK = re.compile(
    r"(?i:h[tx]{2}ps?://)?(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,12}(?P<private>[/?#][!-~]{1,400})"
)

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦"
    "马苗凤花俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛"
    "狄贝臧计伏成戴谈宋庞熊纪舒屈祝董梁杜阮蓝闵席季强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞"
    "万支柯管卢莫房丁邓洪包石崔龚程邢裴陆荣翁甄曲封储靳焦巴牧车侯班秋仲伊宫宁仇甘厉武符刘景詹龙叶"
    "幸韶黎薄印白蒲卓蔺屠蒙池乔闻党翟谭贡劳冉桑桂牛边燕尚温庄柴瞿阎慕连习艾鱼容古易廖终居衡步耿满"
    "寇广欧隆师巩聂晁勾冷简饶曾沙鞠关肖涂"
    "陳趙錢孫吳鄭馮蔣韓楊許呂張嚴謝鄒蘇魯韋馬鳳羅畢樂傅齊顧黃蕭龐賈鍾盧莊陸劉葉閻龔鄧譚"
)
_NAME = rf"(?:欧阳|歐陽|上官|司马|司馬|诸葛|东方|尉迟|皇甫|公孙|[{_SURNAMES}])"
_PEOPLE = (
    re.compile(
        rf"(?P<known>{_NAME}[\u4e00-\u9fff*＊○某]{{0,2}}?)(?=\s?(?:先生|女士|小姐|太太|同志|同学|本人))"
    ),
    re.compile(
        rf"(?P<name>{_NAME}[\u4e00-\u9fff*＊○某]{{0,2}}?)"
        r"(?=经理|經理|律师(?!事务|函|所)|律師(?!事務|函|樓)|专员|專員|主任|警官|法官|检察官|老师|主管|队长)"
    ),
    re.compile(
        r"(?:收款人|户名|戶名|姓名|联系人|聯絡人|债务人|被告人?|借款人|持卡人|被执行人)\s?[:：为是]?\s?"
        rf"(?P<known>{_NAME}[\u4e00-\u9fff*＊○]{{1,2}})"
    ),
    re.compile(r"(?P<name>[\u4e00-\u9fff][*＊○]{1,2}[\u4e00-\u9fff]?|[*＊○]{1,2}[\u4e00-\u9fff])"),
    re.compile(r"(?<!\w)(?P<name>[A-Z]\*+(?:\s[A-Z][\w*]{0,20}){0,3})"),
    re.compile(
        r"\b(?:(?i:dear|hi|hello|attn:?)\s+)?(?:Mr|Mrs|Ms|Miss|Mdm|Dr|Sdr|Cik|Encik|Sr|Sra)\b\.?\s+"
        r"(?P<name>[A-Z][\w*'-]{0,20}(?:\s[A-Z][\w*'-]{0,20}){0,2})"
    ),
    re.compile(
        r"\b(?i:dear|hi|hello)\s+(?!(?i:sir|madam|customer|client|user|valued|member|cardholder"
        r"|borrower|friend|all|there|bro)\b)(?P<name>[A-Z][\w*'-]{0,20}(?:\s[A-Z][\w*'-]{0,20}){0,2})"
    ),
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with marks in it, and the way from old places to new ones."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    """(start, end, length of the mark) in the original, ascending, not overlapping."""

    def span(self, span: Span) -> Span:
        """Return where a span of the original is now; one that cuts a mark widens to all of it."""
        return (self._place(span[0], last=False), self._place(span[1], last=True))

    def _place(self, offset: int, *, last: bool) -> int:
        shift = 0
        for start, end, length in self.pieces[: bisect_right(self.pieces, (offset,))]:
            if offset < end:
                return start + shift + (length if last else 0)
            shift += length - (end - start)
        return offset + shift


@dataclass
class Marks:
    """Hands out marks; holds what it masked, so that it is masked wherever else it stands.

    A mark never has three digits in a row (see `_figures`), so that it cannot look like, or be,
    a part of what it hides.
    """

    language: Language
    is_public: Callable[[str], bool]
    """Whether digits are a number that its owner publishes, such as a bank's hotline."""
    _given: dict[tuple[str, str], str] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)
    _secrets: dict[str, str] = field(default_factory=dict)

    def mark(self, kind: Private, key: str) -> str:
        """Return the mark of a private word: `key` tells which words are the same."""
        word = translator(self.language)(_WORDS[kind])
        return self._mark(kind, key, lambda n: word.format(n=n))

    def number(self, written: str) -> str:
        """Return the mark of a number, or the number itself if it is public."""
        digits = digits_of(written)
        if self.is_public(digits):
            return written
        return self.mark("number", re.sub(r"^(?:00|0(?=86))?86(?=1\d{10}$)", "", digits) or written)

    def money(self, value: float, currency: str) -> str:
        """Return the mark of a sum: "¥▮1", "HKD▮2"."""
        sign = _SIGNS.get(currency, currency)
        return self._mark("money", f"{currency}{value:.2f}", lambda n: f"{sign}▮{n}")

    def secret(self, written: str, mark: str) -> str:
        """Have a word masked wherever it stands; words of one or two characters are not."""
        if len(written) > 2 or (len(written) == 2 and not written.isascii()):
            self._secrets[written] = mark
        return mark

    def learn(self, text: str) -> None:
        """Note the names of people in a text, to be masked wherever they stand."""
        for pattern in _PEOPLE:
            for m in pattern.finditer(text):
                if "known" in m.groupdict():
                    self.secret(m["known"], self.mark("person", m["known"]))

    def masked(
        self, text: str, known: Iterable[tuple[Span, str]] = (), keep: Iterable[Span] = ()
    ) -> Masked:
        """Return a text without private words.

        Args:
            text: any.
            known: places that are known to be private, with their marks.
            keep: places that stay unless they are known or part of something longer.
        """
        kept = [*keep, *(m.span() for m in _DATE.finditer(text))]
        found = [(start, end, mark) for (start, end), mark in known if start < end <= len(text)]
        for written, mark in self._secrets.items():
            if written in text:
                found += [(m.start(), m.end(), mark) for m in re.finditer(re.escape(written), text)]
        found += [
            (start, end, mark)
            for start, end, mark in (*self._words_seen(text), *self._figures_seen(text))
            if not any(s <= start and end <= e for s, e in kept)
        ]
        return _replaced(text, found)

    def _words_seen(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, mark) of names and links, the surest first."""
        for m in _CASE.finditer(text):
            yield (*m.span(), self.mark("case", digits_of(m[0])))
        for m in _EMAIL.finditer(text):
            yield (*m.span(), self.mark("account", m[0].lower()))
        for m in _LINK.finditer(text):
            yield (*m.span("private"), "/" + self.mark("link", m["private"]))
        for pattern in _PEOPLE:
            for m in pattern.finditer(text):
                name = "known" if "known" in m.groupdict() else "name"
                yield (*m.span(name), self.mark("person", m[name]))

    def _figures_seen(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, mark) of sums and numbers."""
        for m in _MONEY.finditer(text):
            if m["sign"] or m["end"] or _CENTS.search(m["figure"]):
                yield (*m.span(), self._money_as_written(m))
        for m in _HAN_MONEY.finditer(text):
            yield (*m.span(), self._mark("money", m[0], lambda n: f"¥▮{n}"))
        for m in _RUN.finditer(text):
            if _WHOLE_RUN.search(m[0]) or len(digits_of(m[0])) > 4:
                mark = self.number(m[0])
                if mark != m[0]:
                    yield (*m.span(), mark)
        for m in _HAN_NUMBER.finditer(text):
            yield (*m.span(), self.mark("number", m[0]))

    def _money_as_written(self, m: re.Match[str]) -> str:
        written = digits_of(re.split(r"[.．]", m["figure"])[0])
        cents = digits_of(m["figure"].replace("．", ".").partition(".")[2])
        value = float(f"{written or 0}.{cents or 0}") * _UNITS.get((m["unit"] or "").lower(), 1)
        sign = unicodedata.normalize("NFKC", (m["sign"] or m["end"] or "").strip(" ."))
        foreign = re.fullmatch(_CURRENCIES, sign) and sign not in {"RMB", "CNY"}
        return self.money(value, sign if foreign or (sign in "$€£₹₱₫" and sign) else "CNY")

    def _mark(self, kind: str, key: str, write: Callable[[str], str]) -> str:
        if (kind, key) not in self._given:
            self._count[kind] = self._count.get(kind, 0) + 1
            self._given[kind, key] = write(_figures(self._count[kind]))
        return self._given[kind, key]


def digits_of(text: str) -> str:
    """Return the digits of a text, of any script, as 0-9."""
    return "".join(
        str(int(value))
        for c in text
        if (value := unicodedata.numeric(c, -1)) >= 0 and not "\u4e00" <= c <= "\u9fff"
    )


def _figures(number: int) -> str:
    """Return a count in groups of two digits: 7, 42, "1·07"."""
    figures = str(number)
    groups = [figures[max(0, end - 2) : end] for end in range(len(figures), 0, -2)]
    return "·".join(reversed(groups))


def _with_digits(text: str, start: int, end: int) -> Span:
    """Return a place with the digits that touch it: a mark must not run into a figure."""
    while start and text[start - 1].isdigit():
        start -= 1
    while end < len(text) and text[end].isdigit():
        end += 1
    return start, end


def _replaced(text: str, found: list[tuple[int, int, str]]) -> Masked:
    """Put marks in; places that overlap become one, under the mark of the one found first."""
    ranked = sorted(
        (*_with_digits(text, start, end), rank, mark)
        for rank, (start, end, mark) in enumerate(found)
        if start < end
    )
    merged: list[tuple[int, int, int, str]] = []
    for start, end, rank, mark in ranked:
        if merged and start < merged[-1][1]:
            begun, upto, first, best = merged[-1]
            merged[-1] = (begun, max(upto, end), *min((first, best), (rank, mark)))
        else:
            merged.append((start, end, rank, mark))
    pieces: list[str] = []
    at = 0
    for start, end, _, mark in merged:
        pieces += (text[at:start], mark)
        at = end
    return Masked("".join((*pieces, text[at:])), tuple((s, e, len(m)) for s, e, _, m in merged))
