"""Whether a sender's name is that of another house than the one a message speaks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.judging import fired, judged, sms
from support.rulesets import write

from scanner.judging.judge import judge
from scanner.ruleset.load import load_ruleset

OTHER = "sender-of-another-institution"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("NatWest", "Lloyds Bank: your loan repayment of £212.40 is 9 days late. Please pay."),
        ("VM-KOTAKB", "Kotak Bank: your Axis Bank card ending 5521 is overdue by Rs 4,310."),
        ("#HangSeng", "渣打銀行：閣下尾號3320信用卡欠款HK$2,118已逾期，請盡快繳付。"),
    ],
)
def test_header_of_another_house_is_forged(sender: str, text: str) -> None:
    """Though tail and sum are given, which a forger may know."""
    judgement = judged(sms(text, sender))
    assert OTHER in fired(judgement)
    assert judgement.verdict == "likely_forged"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("LLOYDSBANK", "Halifax: your loan repayment of £212.40 is 9 days late. Please pay."),
        ("KCB", "Dear customer, your KCB M-PESA loan of KES 2,300.00 was due on 3 May, pay now."),
        ("O2", "O2: your bill of £31.00 is overdue. Your Barclays card was declined, pay again."),
        ("", "Lloyds Bank: your loan repayment of £212.40 is 9 days late. Please pay."),
        ("RiverWater", "Lloyds Bank: your loan repayment of £212.40 is 9 days late. Please pay."),
    ],
)
def test_partner_or_payers_bank_is_no_other_sender(sender: str, text: str) -> None:
    """One house has several names; a biller may name the reader's bank."""
    assert OTHER not in fired(judged(sms(text, sender)))


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("CTBCBANK", "中國信託：您信用卡(尾號1338)已逾期12日，最低應繳1,050元，請速繳款。"),
        ("WestBrkAcad", "Dinner money of £18.60 is overdue. Thank you, Westbrook Academy office"),
        ("TX-CAPFLT-S", "Your Capital Float dues on loan CF7734 remain unpaid for 47 days."),
    ],
)
def test_header_in_another_script_or_short_form_matches(sender: str, text: str) -> None:
    """Letters of the words in their order, or a house known by both names."""
    assert "sender-header-matches-name" in fired(judged(sms(text, sender)))


def test_house_of_the_users_own_list_counts(tmp_path: Path) -> None:
    """Houses are data: one that is added is one that a sender may be, or a text name."""
    message = sms(
        "River Bank: your loan repayment of £212.40 is 9 days late. Pay today.", "NatWest"
    )
    assert OTHER not in fired(judged(message))
    house = '[[house]]\nid = "river-bank"\nsender = ["RiverB*"]\ntext = ["River Bank"]\n'
    write(tmp_path / "lists/houses.toml", house)
    (judgement,) = judge([message], load_ruleset(user_folder=tmp_path))
    assert OTHER in fired(judgement)
