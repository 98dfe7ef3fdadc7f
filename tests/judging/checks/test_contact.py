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
