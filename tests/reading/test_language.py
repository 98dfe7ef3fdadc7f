"""Language and region of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("您的借款已逾期，请尽快还款", "zh-Hans"),
        ("您的借款已逾期，請盡快還款", "zh-Hant"),
        ("你筆數幾時還？唔該覆我", "zh-Hant"),
        ("Your loan is overdue. Please pay today.", "en"),
        ("Tagihan Anda sudah jatuh tempo, mohon segera bayar", "id"),
        ("Khoản vay của quý khách đã quá hạn, vui lòng thanh toán", "vi"),
        ("Su pago está vencido, por favor pague hoy su deuda", "es"),
        ("Bayaran mo na ang utang mo ngayon para hindi lumaki", "tl"),
        ("Aapka loan overdue hai, turant bhugtan karein", "hi"),
        ("आपका ऋण बकाया है", "hi"),
        ("Bil anda sudah lewat, sila jelaskan akaun", "id"),
        ("EMI 5 tarikh ko bounce ho gayi", "hi"),
        ("De deurwaarder legt beslag op uw loon", "other"),
        ("Votre dossier sera transmis sans paiement", "other"),
        ("Sua fatura não foi paga", "other"),
        ("대출이 연체되었습니다", "other"),
        ("ご利用料金のお支払いが確認できません", "other"),
        ("🙂🙂🙂", "other"),
    ],
)
def test_the_language_of_a_text_is_told(read: Read, text: str, language: str) -> None:
    """By script, and by everyday words where the script is Latin."""
    assert read(text).language == language


@pytest.mark.parametrize(
    ("text", "sender", "at", "region"),
    [
        ("您的借款已逾期", "+639170000123", "2026-04-15T10:00+08:00", "CN"),
        ("您的貸款HK$8,000已逾期", None, "2026-04-15T10:00+08:00", "HK"),
        ("您的帳單NT$8,000已逾期", None, "2026-04-15T10:00+08:00", "TW"),
        ("Your loan of S$800 is overdue", None, "2026-04-15T10:00+08:00", "SG"),
        ("Your EMI of Rs 500 is overdue", "VM-ABCFIN", "2026-04-15T10:00+05:30", "IN"),
        ("Your toll of $6 is unpaid", "+639170000123", "2026-04-15T10:00-04:00", "US"),
        ("You owe £20", "ABC", "2026-01-15T10:00+00:00", "GB"),
        ("Kindly pay your facility", "SwiftCash", "2026-01-15T10:00+01:00", "NG"),
        ("Kindly pay your balance", "SwiftCash", "2026-07-15T10:00+01:00", "GB"),
        ("Pay Ksh 500 via M-Pesa", None, "2026-04-15T10:00+03:00", "KE"),
        ("Pay P500 via GCash po", None, "2026-04-15T10:00+08:00", "PH"),
        ("Call +254700000123 now", None, "2026-04-15T10:00+00:00", "KE"),
    ],
)
def test_the_region_of_the_reader_is_told_by_several_signs(
    read: Read, text: str, sender: str | None, at: str, region: str
) -> None:
    """Currency, words, sender, numbers in the text and the phone's own time."""
    assert read(text, sender, at).region == region
