"""Links: scheme-less, glued to Chinese, defanged, split."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "links", "at"),
    [
        ("点击https://t.cn/A6xyz查看", ["https://t.cn/A6xyz"], HERE),
        ("登录http://1.2.3.4:8080/pay还款", ["http://1.2.3.4:8080/pay"], HERE),
        ("登录dwz.cn/abc。", ["dwz.cn/abc"], HERE),
        ("登录m.abc-bank.com/h5?id=12&x=3，否则", ["m.abc-bank.com/h5?id=12&x=3"], HERE),
        ("官网www.abc.com.cn，谢谢", ["www.abc.com.cn"], HERE),
        ("点击abc.com/x查看", ["abc.com/x"], HERE),
        ("访问abc点com还款", ["abc.com"], HERE),
        ("访问 a b c . c o m 还款", ["abc.com"], HERE),
        ("访问abc。com还款", ["abc.com"], HERE),
        ("访问abc[.]com/pay还款", ["abc.com/pay"], HERE),
        ("visit hxxps://abc.com/x now", ["https://abc.com/x"], HERE),
        ("pay at bit.ly/3abc, thanks", ["bit.ly/3abc"], HERE),
        ("(see abc.co.uk/pay)", ["abc.co.uk/pay"], HERE),
        ("Go to https://abc.com/pay?a=1.", ["https://abc.com/pay?a=1"], HERE),
        ("Visit ABC.COM or Www.Def.Net", ["ABC.COM", "Www.Def.Net"], HERE),
        ("版本2.0.1更新，1.5元起，时间12.30", [], HERE),
        ("Your bill is overdue.Please pay. Thank you.In case of doubt call", [], HERE),
        ("Pay arrears.To avoid fees pay now.Call us", [], HERE),
        ("访问ａｂｃ．ｃｏｍ／ｐ", ["abc.com/p"], HERE),
        ("ab\u200bc.com/x", ["abc.com/x"], HERE),
        ("邮箱abc@def.com", [], HERE),
        ("点击链接 xkd8.top/ab ，退订回T", ["xkd8.top/ab"], HERE),
        ("https://abc.top/#/login?u=1还款", ["https://abc.top/#/login?u=1"], HERE),
        ("App.已更新", [], HERE),
        ("abc.com、def.cn", ["abc.com", "def.cn"], HERE),
        ("pay:abc.xyz", ["abc.xyz"], HERE),
        ("请到 abcdef -pay 。cc 结清", ["abcdef-pay.cc"], HERE),
        ("Pay in the HMRC app or at gov.uk.", ["gov.uk"], HERE),
        ("拖了3天 - 明天到期。cc一下", [], HERE),
        ("bayar di https://danacepat.my.id/x sekarang", ["https://danacepat.my.id/x"], HERE),
    ],
)
def test_links_are_read_and_prose_is_not(
    read: Read, text: str, links: list[object], at: str
) -> None:
    """Hosts by the public suffix list; versions, prices and missing blanks are none."""
    assert [link.value for link in read(text, at=at).claims.urls] == links


@pytest.mark.parametrize(
    ("text", "domain", "obfuscated"),
    [
        ("登录 pay.abc.com.cn/x", "abc.com.cn", False),
        ("see https://www.abc.co.uk/pay", "abc.co.uk", False),
        ("登录http://1.2.3.4/x", "1.2.3.4", False),
        ("访问abc点com", "abc.com", True),
        ("访问abc[.]com", "abc.com", True),
        ("访问ab\u200bc.com", "abc.com", True),
        ("访问ａｂｃ．ｃｏｍ", "abc.com", True),
        ("访问 a b c . c o m", "abc.com", True),
    ],
)
def test_a_link_has_its_registrable_domain(
    read: Read, text: str, domain: str, *, obfuscated: bool
) -> None:
    """And says whether it had to be put together."""
    (link,) = read(text).claims.urls
    assert (link.domain, link.obfuscated) == (domain, obfuscated)


def test_a_full_width_comma_ends_a_path(read: Read) -> None:
    """The sentence goes on after it; an ASCII comma may belong to the path."""
    assert [u.value for u in read("登录abc.com/x，def处理").claims.urls] == ["abc.com/x"]
