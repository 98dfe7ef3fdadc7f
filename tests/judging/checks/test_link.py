"""Whose a link is, as far as can be known."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, rules, sms

from scanner.judging.checks.link import standing_of
from scanner.reading.reader import Reader

CHINA = "2026-04-14T10:00:00+08:00"
BRITAIN = "2026-04-14T10:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "sender", "at", "standing"),
    [
        ("【工商银行】您的账单已逾期，详见 m.icbc.com.cn/a", "95588", CHINA, "own"),
        ("【工商银行】您的账单已逾期，详见 icbc-vip.cc", "95588", CHINA, "lookalike"),
        ("【工商银行】您的账单已逾期，详见 cmbchina.com", "95588", CHINA, "another"),
        ("【工商银行】您的账单已逾期，详见 q7x9.cc/k", "95588", CHINA, "unknown"),
        ("【京东金融】您的金条已逾期，请点 jd-jintiao.vip", "10691234000", CHINA, "lookalike"),
        ("【中国联通】您已欠费，请点 u.10010.cn/a", "10010", CHINA, "plausible"),
        ("【中国联通】您已欠费，请点 u.10010.cn/a", "10691234000", CHINA, "unknown"),
        ("Citi: your card payment is past due. Pay at citi.com", "Citi", BRITAIN, "plausible"),
        (
            "Wren Council: your council tax is overdue: wren.gov.uk/pay",
            "Wren",
            BRITAIN,
            "government",
        ),
        (
            "Wren Council: your council tax is overdue: wren-gov.uk.top",
            "Wren",
            BRITAIN,
            "lookalike",
        ),
        (
            "Juniper Loans: your loan is overdue: juniperloans.com/me",
            "Juniper",
            BRITAIN,
            "plausible",
        ),
        ("Juniper Loans: your loan is overdue: juniper-pay.top", "Juniper", BRITAIN, "lookalike"),
        ("Juniper Loans: your loan is overdue: bx7q.click/9", "Juniper", BRITAIN, "unknown"),
    ],
)
def test_standing_of_a_link(text: str, sender: str, at: str, standing: str) -> None:
    """From the directory, the ending and the name."""
    reading = Reader(rules().names).read(sms(text, sender, at))
    assert [standing_of(link, reading, rules())[0] for link in reading.claims.urls] == [standing]


def test_school_under_an_ending_of_schools_is_plausible() -> None:
    """Others cannot register there; a shop that leans on its name still is a look-alike."""
    fee = "【云岭大学】住宿费1,200元已逾期未交，请登录 {} 缴纳。"
    assert not {"link-lookalike", "link-unknown"} & fired(
        judged(sms(fee.format("pay.yunlingu.edu.cn"), "106900100"))
    )
    assert "link-lookalike" in fired(judged(sms(fee.format("yunling-pay.shop"), "106900100")))


def test_brand_in_a_text_that_names_no_party_can_be_imitated() -> None:
    """A word with a capital inside is a brand; ordinary words are not."""
    toll = "TollPass notice: your toll of $6.99 is unpaid. Settle at tollpass-ny.top today."
    assert "link-lookalike" in fired(judged(sms(toll, "+15550100199", "2026-04-14T10:00:00-04:00")))
    plain = "Notice: your toll of $6.99 is unpaid. Settle at notice-ny.top today."
    assert "link-lookalike" not in fired(
        judged(sms(plain, "+15550100199", "2026-04-14T10:00:00-04:00"))
    )
