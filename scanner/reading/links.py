"""Links: with or without scheme, glued to Chinese text, defanged, split by blanks.

Hosts are recognised by the public suffix list, so that 1.5元, 2.0.1 and 12.30 are no links.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scanner.reading.model import Link, View
from scanner.reading.patterns import words
from scanner.reading.text import Page, page_of

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_LABEL = "[a-z0-9\u0400-\u04ff](?:[a-z0-9\u0400-\u04ff_-]{0,61}[a-z0-9\u0400-\u04ff])?"
_PATH = r"(?::\d{2,5})?(?:[/?#][a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?"
_PLAIN = re.compile(
    rf"(?<![a-z0-9@_.\-])(?P<scheme>(?:h(?:tt|xx)ps?:?//)?)"
    rf"(?P<host>(?:{_LABEL}\.){{1,8}}(?:[a-z]{{2,24}}|xn--[a-z0-9-]{{2,40}}|"
    rf"рф)(?![a-z0-9@_-]))(?P<path>{_PATH})"
)
_ADDRESS = re.compile(
    rf"(?<![a-z0-9_.])(?P<scheme>h(?:tt|xx)ps?:?//)(?P<host>(?:\d{{1,3}}\.){{3}}\d{{1,3}})"
    rf"(?P<path>{_PATH})"
)
_DOT = (
    r"(?:\s?(?:\[\.\]|\(\.\)|\{\.\}|【\.】|\[dot\]|\(dot\)|[。｡•·])\s?|\s\.\s?|"
    r"\.\s(?=(?:com|cn|net|org|xyz|cc)\b)|点|\sdot\s)"
)
_DEFANGED = re.compile(
    rf"(?<![a-z0-9@_.\-])(?P<scheme>(?:h(?:tt|xx)ps?:?//)?)"
    rf"(?P<host>(?:{_LABEL}(?:\.|{_DOT})){{0,4}}{_LABEL}{_DOT}(?:{_LABEL}(?:\.|{_DOT}))?"
    r"(?:com|cn|net|org|top|xyz|cc|vip|club|shop|site|info|biz|link|online|icu|fun|win|app|"
    rf"wang|ltd|pw|asia|hk|tw|uk|ph|ng|ke)(?![a-z0-9@_-]))(?P<path>{_PATH})"
)
_HYPHENED = re.compile(
    r"(?<![a-z0-9@_.\-])(?P<scheme>(?:h(?:tt|xx)ps?:?//)?)"
    r"(?P<host>[a-z0-9]{2,30}(?:\s?-\s?[a-z0-9]{2,30}){1,3}\s?[.。｡]\s?"
    rf"(?:com|cn|net|org|top|xyz|cc|vip|club|shop|site|info|biz|link|online|icu|fun|win|app)"
    rf"(?![a-z0-9@_-]))(?P<path>{_PATH})"
)
_SPACED = re.compile(
    r"(?<![a-z0-9])(?P<scheme>)"
    r"(?P<host>(?:[a-z0-9] ){2,24}\. ?(?:(?:[a-z0-9] ){1,8}\. ?)?[a-z](?: ?[a-z]){1,3})"
    r"(?![a-z0-9])(?P<path>)"
)
_MAYBE_DEFANGED = re.compile(
    r"[a-z0-9](?:\s-|-\s|\s?[。｡•·点\[({【]|\s\.|\.\s[cnox]|\sdot\s)|h(?:xx|tt)p"
)
_MAYBE_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9] [a-z0-9] [a-z0-9.]")
_TRAILING = ".,;:!?'*~="
_SITES = frozenset({"gov.uk", "gov.sg", "gov.hk", "gov.ie"})
"""Public suffixes that are sites of their own."""
_WORD_ENDINGS = frozenset(
    words(
        "in to me us is it at so no my be am as do by now today call contact help pay bank loan "
        "loans credit money cash app please if we you the and or all are on of kindly dear thank "
        "thanks one here your this for not call can will work works fyi id med name"
    )
)
"""Top-level domains, or their beginnings, that also begin an English sentence."""


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False)


def registrable_domain(host: str) -> str:
    """Return the registrable domain of a host; "" when its top-level domain does not exist."""
    if host in _SITES:
        return host
    try:
        return _suffixes().privatesuffix(host) or ""
    except (ValueError, UnicodeError):
        return ""


def find_links(body: str, view: View) -> tuple[Link, ...]:
    """Return the links of a text, left to right.

    Args:
        body: the original.
        view: its normalised view.
    """
    text = view.text
    page: Page | None = None
    found: list[Link] = []
    patterns: list[tuple[re.Pattern[str], bool]] = []
    if "." in text:
        patterns += [(_ADDRESS, False), (_PLAIN, False)]
    if _MAYBE_DEFANGED.search(text):
        patterns += [(_HYPHENED, True), (_DEFANGED, True)]
    if _MAYBE_SPACED.search(text):
        patterns.append((_SPACED, True))
    for pattern, obfuscated in patterns:
        for m in pattern.finditer(text):
            at = view.original_span(m.start(), m.end())
            if any(at[0] < link.span[1] and link.span[0] < at[1] for link in found):
                continue
            page = page or page_of(body, view)
            if link := _link(body, page, m, obfuscated=obfuscated):
                found.append(link)
    return tuple(sorted(found, key=lambda link: link.span))


def _link(body: str, page: Page, m: re.Match[str], *, obfuscated: bool) -> Link | None:
    start, end = m.span()
    for i in range(m.start("path"), end):  # a full-width comma was a comma of the sentence
        if not body[page.view.starts[i]].isascii() and page.view.text[i] in ",;:!?()":
            end = i
            break
    shown = page.shown[start:end]
    kept = shown.rstrip(_TRAILING)
    if kept.endswith(")") and "(" not in kept:
        kept = kept.rstrip(")" + _TRAILING)
    end = start + len(kept)
    host = m["host"]
    if obfuscated:
        host = re.sub(_DOT, ".", host) if " dot " in host or not _SPACED.fullmatch(host) else host
        host = re.sub(r"\s", "", host)
    is_address = re.fullmatch(r"[\d.]+", host) is not None
    domain = host if is_address else registrable_domain(host)
    if not domain:
        return None
    if is_address and not m["scheme"]:
        return None
    if not is_address and _is_prose(shown, m, host, obfuscated=obfuscated):
        return None
    host_end = m.end("host") - start
    scheme = shown[: m.end("scheme") - start].replace("hxxp", "http").replace("hXXp", "http")
    printed_host = host if obfuscated else shown[len(m["scheme"]) : host_end]
    value = (
        (scheme + printed_host + kept[host_end:])
        if end - start > host_end
        else scheme + printed_host
    )
    span = page.span(start, end)
    touched = obfuscated or "hxx" in m["scheme"] or _was_disguised(body[span[0] : span[1]])
    return Link(value, host, domain, span, touched)


def _is_prose(shown: str, m: re.Match[str], host: str, *, obfuscated: bool) -> bool:
    """Tell whether the "host" is two words of a sentence with the blank forgotten, or a number."""
    if m["scheme"] or m["path"]:
        return False
    labels = host.split(".")
    if all(label.isdigit() for label in labels[:-1]) and (obfuscated or len(labels) == 2):
        return labels[-1] not in ("com", "cn", "net", "cc", "vip", "org", "top", "xyz")
    last = shown.rsplit(".", 1)[-1]
    if len(labels) == 2 and labels[-1] in _WORD_ENDINGS:
        before = shown.split(".", 1)[0]
        return (last[:1].isupper() and not before.isupper()) or last.isupper() != before.isupper()
    return len(labels) == 2 and last[:1].isupper() and last[1:].islower() and not obfuscated


def _was_disguised(seen: str) -> bool:
    return not seen.isascii()
