"""Whether the numbers to call are those of whom the message names."""

from __future__ import annotations

from support.judging import fired, judged, sms

LONDON = "2026-04-14T10:00:00+01:00"


def contacts(text: str, sender: str = "10691234000") -> set[str]:
    """Return the contact rules that fired."""
    return {rule for rule in fired(judged(sms(text, sender))) if rule.startswith("contact-")}


def test_own_hotline_speaks_for_the_bank() -> None:
    """As the only number."""
    assert contacts("【光大银行】您的信用卡已逾期，详询95595。") == {"contact-own-hotline"}


def test_number_that_is_not_listed_is_doubted_only_where_hotlines_are_known() -> None:
    """The directory knows none of an unknown lender."""
    assert contacts("【光大银行】您的信用卡已逾期，详询400-233-0000。") == {
        "contact-unlisted-number"
    }
    assert contacts("【安心借】您的借款已逾期，详询400-233-0000。") == set()


def test_public_complaint_line_is_nobodys_trick() -> None:
    """Naming the regulator's line is proper."""
    assert contacts("【光大银行】您的信用卡已逾期，投诉请拨12378。") == set()


def test_number_that_the_message_came_from_is_not_counted_twice() -> None:
    """The private sender counts already."""
    assert contacts("你的借款已逾期，回电13800001111。", "13800001111") == set()
    assert contacts("你的借款已逾期，回电13900001111。", "13800001111") == {
        "contact-mobile",
        "contact-nobody-named",
    }


def test_messenger_beside_a_private_sender_is_a_second_side() -> None:
    """Who writes is one thing, where the answer shall go another; but not with the same number."""
    judgement = judged(sms("安心借的欠款今天必须还，加微信 axj_zy01 谈", "17012340000"))
    assert "contact-messenger-of-sender" in fired(judgement)
    assert judgement.verdict == "likely_forged"
    own = sms("Your loan is overdue. WhatsApp me on 07700 900318 today.", "+447700900318", LONDON)
    assert "contact-messenger-of-sender" not in fired(judged(own))


def test_agent_that_signs_has_numbers_of_its_own() -> None:
    """A mediator's telephone need not be the bank's."""
    text = "【诚和调解中心】受光大银行委托，就您信用卡欠款9,000元调解，可致电028-61570000。"
    assert "contact-unlisted-number" not in contacts(text)


def test_sender_that_has_a_name_is_somebody() -> None:
    """So is a law office that the text names."""
    text = "We have not heard from you about the account we bought. Call 0113 496 0000."
    assert "contact-nobody-named" not in fired(judged(sms(text, "AlderFin", LONDON)))


def test_messenger_of_who_reminds_of_a_bill_is_one_side_only() -> None:
    """Nothing is late yet; the private number alone is the doubt."""
    text = "您好我是安行车贷专员，8号那期2870元别忘了存，有问题加我微信 anxing_88"
    judgement = judged(sms(text, "13800001111"))
    assert "contact-messenger-of-sender" not in fired(judgement)
    assert judgement.verdict == "suspicious"
