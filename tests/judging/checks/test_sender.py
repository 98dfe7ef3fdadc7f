"""Whether the sender fits the names in the message."""

from __future__ import annotations

import pytest
from support.judging import fired, judged, sms

from scanner.judging.checks.sender import abbreviates


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("KVRFIN", "Kaveri Finserv"),
        ("COPPERBK", "Copper Bank"),
        ("CopperBank", "Copper Bank"),
        ("HarborRidge", "Harbor Ridge CU"),
        ("STGAS", "Saint Gas"),
        ("AnxinJie", "安心借"),
        ("TaishinBank", "台新銀行"),
        ("玉山銀行", "玉山銀行信用卡"),
        ("Q8", "Q8"),
    ],
)
def test_header_that_abbreviates_a_name_matches(header: str, name: str) -> None:
    """Letters in their order, a word of it, or its sound."""
    assert abbreviates(header, name)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("QUIKCR", "Kaveri Finserv"),
        ("CitiFinHK", "渣滙信貸"),
        ("BANK", "Copper Union"),
        ("CO", "Copper Bank"),
        ("FINSRV", "Kaveri Bank"),
        ("玉山銀行", "台新銀行"),
    ],
)
def test_header_of_somebody_else_does_not(header: str, name: str) -> None:
    """Ordinary words are shared by all."""
    assert not abbreviates(header, name)


@pytest.mark.parametrize(
    ("sender", "rule"),
    [
        ("1065795555", "sender-listed"),
        ("95555", "sender-own-short-code"),
        ("1069123495555", "sender-ends-in-own-hotline"),
    ],
)
def test_banks_own_numbers_are_known_in_three_ways(sender: str, rule: str) -> None:
    """Listed, its short code, a port that ends in its hotline."""
    judgement = judged(sms("【招商银行】您的信用卡账单已逾期，请尽快还款。", sender))
    assert rule in fired(judgement)
    assert judgement.verdict == "consistent"


def test_port_that_ends_in_a_public_hotline_by_chance_belongs_to_nobody() -> None:
    """Five digits coincide now and then."""
    judgement = judged(sms("【分期乐】您的账单已逾期，请尽快还款。", "1069077431012345"))
    assert judgement.verdict == "unverified"


def test_every_court_writes_from_the_courts_number() -> None:
    """Under its own name, with an area code or without."""
    text = "【青山县人民法院】（2026）皖0101民初12号金融借款合同纠纷一案已立案，请留意送达。"
    assert judged(sms(text, "12368")).verdict == "consistent"
    assert judged(sms(text, "055112368")).verdict == "consistent"


def test_law_firm_that_sends_under_its_own_name_is_not_the_creditor() -> None:
    """Its header vouches for the firm, not for the debt."""
    text = (
        "Ashgrove Solicitors: a letter of claim for £412.00 on behalf of Copper Bank was posted to "
        "you. Please respond within 30 days or court action may follow."
    )
    judgement = judged(sms(text, "Ashgrove", "2026-04-14T10:00:00+01:00"))
    assert "sender-header-matches-name" not in fired(judgement)


def test_business_in_the_us_may_write_from_an_ordinary_number() -> None:
    """Ten digits are what businesses use there."""
    text = "Pinecrest Dental: your balance of $80.00 is 30 days past due. Please pay at the desk."
    assert "sender-private-mobile" not in fired(
        judged(sms(text, "+15550100142", "2026-04-14T10:00:00-05:00"))
    )


@pytest.mark.parametrize(
    ("sender", "text", "matches"),
    [
        ("eFlow", "eFlow: journey on M50 unpaid. 3.80 overdue, pay at eflow.ie.", True),
        ("MoorfieldCC", "Council tax is overdue. Pay in MyMoorfield.", True),
        ("eFlow", "Your toll of 3.80 is overdue, pay at eflow.ie.", False),
        ("INFO", "INFO: your toll of 3.80 is overdue.", False),
        ("Council", "Your council tax is overdue.", False),
    ],
)
def test_header_by_which_a_text_calls_itself_matches(sender: str, text: str, matches: bool) -> None:
    """In its words, not in a link, and no word that everybody uses."""
    judgement = judged(sms(text, sender, "2026-04-14T10:00:00+01:00"))
    assert ("sender-header-matches-name" in fired(judgement)) is matches


def test_court_number_may_name_the_parties() -> None:
    """A creditor in the text does not make the court's number somebody else's."""
    text = "某消费金融公司诉您借款合同纠纷，已立案，请于6月30日前到庭调解。江宁法院"
    assert "sender-of-another-than-unknown-name" not in fired(judged(sms(text, "12368")))
    assert "sender-of-another-than-unknown-name" not in fired(
        judged(sms("【联通账单】您4月话费79.00元已欠费，请充值。", "10010"))
    )


def test_general_signature_from_a_known_number_is_that_owners() -> None:
    """【缴费提醒】 from the operator itself; from a 106 number it names nobody."""
    text = "【缴费提醒】您4月应缴话费79.00元，已欠费，请及时充值。"
    own = judged(sms(text, "10010"))
    assert own.verdict == "consistent"
    assert not {"generic-signature", "sender-of-another-than-unknown-name"} & fired(own)
    assert "generic-signature" in fired(judged(sms(text, "10691234000")))


def test_telling_others_is_no_doubt_of_a_bank_that_writes_from_its_own_number() -> None:
    """It may be bad conduct, but says nothing about the sender; without a sender it does."""
    text = "【农业银行】您的贷款已逾期，再联系不上本人，我们会联系您的紧急联系人。"
    assert "pressure-others-told" not in fired(judged(sms(text, "95599")))
    assert "pressure-others-told" in fired(judged(sms(text, "10691234000")))
    assert "pressure-others-told" in fired(judged(sms(text)))


def test_header_is_known_by_its_hyphened_name() -> None:
    """MPESA writes of M-PESA."""
    text = "Dear customer, your M-PESA overdraft of Ksh 640.00 is 2 days past due."
    message = sms(text, "MPESA", "2026-04-14T10:00:00+03:00")
    assert "sender-header-matches-name" in fired(judged(message))


def test_taiwans_companies_write_from_09_numbers() -> None:
    """A signed message from one is no red flag; with a link it is, and so it is without a name."""
    bill = "【安心電信】您的帳單NT$598已過繳費期限，逾期將暫停服務。"
    at = "2026-04-14T10:00:00+08:00"
    assert "sender-private-mobile" not in fired(judged(sms(bill, "0912000111", at)))
    linked = bill + "請至 axdx-pay.top 繳納"
    assert "sender-private-mobile" in fired(judged(sms(linked, "0912000111", at)))
    unsigned = "您的分期款已逾期，請盡快繳納，逾期將委外催收。"
    assert "sender-private-mobile" in fired(judged(sms(unsigned, "0912000111", at)))


def test_governments_own_number_speaks_for_its_offices() -> None:
    """111 in Taiwan and gov.sg in Singapore."""
    text = "【行政執行署】您滯欠牌照稅11,230元已移送執行，請於4月30日前繳納。"
    judgement = judged(sms(text, "111", "2026-04-14T10:00:00+08:00"))
    assert "sender-government-number" in fired(judgement)
    assert judgement.verdict == "consistent"
