"""Telephone numbers to call."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]
HERE = "2026-04-15T10:00+08:00"
"""A Wednesday morning in China."""


@pytest.mark.parametrize(
    ("text", "phones", "at"),
    [
        ("请致电客服热线：400 660 1234", ["400 660 1234"], HERE),
        ("请致电400-660-1234转2", ["400-660-1234"], HERE),
        ("联系电话(010)8888-7777", ["(010)8888-7777"], HERE),
        ("联系电话010-88887777。", ["010-88887777"], HERE),
        ("联系电话0755 8888 7777", ["0755 8888 7777"], HERE),
        ("请联系李经理13800001234处理", ["13800001234"], HERE),
        ("请联系 +86 138 0000 1234", ["+86 138 0000 1234"], HERE),
        ("请联系138-0000-1234或13900001234", ["138-0000-1234", "13900001234"], HERE),
        ("致电13800001234/13900001234", ["13800001234", "13900001234"], HERE),
        ("详询95588", ["95588"], HERE),
        ("工行客服95588，投诉12378", ["95588", "12378"], HERE),
        ("咨询4006001234。", ["4006001234"], HERE),
        ("咨询①③⑧00001234", ["13800001234"], HERE),
        ("速联 1 3 8 0 0 0 0 1 2 3 4", ["13800001234"], HERE),
        ("案号（2026）浙0791民初1234号，合同号20260412001，订单13800001", [], HERE),
        ("户号30021877欠费", [], HERE),
        ("验证码123456，5分钟有效", [], HERE),
        ("您尾号1234的卡，2026-04-20到期", [], HERE),
        ("身份证号330102199001011234", [], HERE),
        ("请拨打110或96110", ["110", "96110"], HERE),
        ("Call 1-888-555-0123 now", ["1-888-555-0123"], "2026-04-15T10:00-04:00"),
        ("Call us at (888) 555-0123.", ["(888) 555-0123"], "2026-04-15T10:00-04:00"),
        ("Call 888.555.0123 today", ["888.555.0123"], "2026-04-15T10:00-04:00"),
        ("Phone +1 (555) 010-0120", ["+1 (555) 010-0120"], "2026-04-15T10:00-04:00"),
        (
            "Call 0800 123 4567 or 0330 123 4567",
            ["0800 123 4567", "0330 123 4567"],
            "2026-04-15T10:00+01:00",
        ),
        ("Card in arrears. Enquiry 1300880000.", ["1300880000"], HERE),
        ("Pay via the app or call 889-10000 po", ["889-10000"], HERE),
        ("Ring +44 7700 900123", ["+44 7700 900123"], "2026-04-15T10:00+01:00"),
        ("Call 1800-123-4567 for EMI help", ["1800-123-4567"], "2026-04-15T10:00+05:30"),
        ("Contact +91-9000012345 EMI", ["+91-9000012345"], "2026-04-15T10:00+05:30"),
        ("Call officer 9000012345 for EMI", ["9000012345"], "2026-04-15T10:00+05:30"),
        ("Call (02) 8555 0000 or 0917-555-0000 po", ["(02) 8555 0000", "0917-555-0000"], HERE),
        (
            "Call +254 700 000 123 or 0700000123 M-Pesa",
            ["+254 700 000 123", "0700000123"],
            "2026-04-15T10:00+03:00",
        ),
        ("Call 08000000123 naira", ["08000000123"], "2026-04-15T10:00+01:00"),
        ("請致電2345 6789查詢，過數", ["2345 6789"], HERE),
        ("請致電02-2345-6789，逾期超商", ["02-2345-6789"], HERE),
        ("請電0912-345-678，聯徵", ["0912-345-678"], HERE),
        ("请联系座机 88887777", ["88887777"], HERE),
        ("Ref 22-0871, case 45671234", [], HERE),
        ("pay in shops or ph 0818 50 10 50.", ["0818 50 10 50"], "2026-04-15T10:00+01:00"),
        ("Sort it. 0345 555 0184", ["0345 555 0184"], "2026-04-15T10:00+01:00"),
        ("即轉數快 60000116 陳生，逾期HK$500", ["60000116"], HERE),
        ("欠款3000，13800001234联系我", ["13800001234"], HERE),
        ("请缴费，6月用电331度", [], HERE),
        ("請匯至008-1234567（戶名林某），逾期不候", [], HERE),
        ("PAY TO 9010000001 OPAY (BLESSING) naira", [], "2026-04-15T10:00+01:00"),
    ],
)
def test_numbers_to_call_are_read_as_printed(
    read: Read, text: str, phones: list[object], at: str
) -> None:
    """Grouping and country code stay; order, case and customer numbers are none."""
    assert [phone.value for phone in read(text, at=at).claims.phones] == phones


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请联系13800001234", "mobile"),
        ("请联系17000001234", "virtual_operator"),
        ("请致电400-660-1234", "hotline_400"),
        ("请致电95588", "short_code_95"),
        ("请致电010-88887777", "landline"),
        ("请联系+85260001234", "overseas"),
        ("请拨打12368", "short_code_12"),
    ],
)
def test_a_number_is_classed_as_a_sender_would_be(read: Read, text: str, kind: str) -> None:
    """A callback to a private mobile is another thing than one to a hotline."""
    (phone,) = read(text).claims.phones
    assert phone.kind == kind
    assert phone.number == "".join(c for c in phone.value if c.isdigit())
