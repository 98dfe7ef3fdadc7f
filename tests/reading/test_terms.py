"""Which words for a day or a length of time set a term for paying, and which do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.reading.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("您的贷款逾期12天，请今日还款，否则冻结额度", "2026-04-15"),
        ("您的欠款拖得够久了，请本周内处理", "2026-04-19"),
        ("您已逾期，若不于明日处理将全面停用", "2026-04-16"),
        ("您已逾期，如明日前未清偿我行将起诉", "2026-04-16"),
        ("您的卡片欠款未还，下午两点前到账，否则上门", "2026-04-15T14:00"),
        ("您已逾期，今日6PM截止", "2026-04-15T18:00"),
        ("您已逾期，4月20日是我们替您保留的最后期限", "2026-04-20"),
        ("若4月20日日终仍未到账，逾期将报送征信", "2026-04-20"),
        ("未结清本息，截至4月20日不还将宣布全部到期", "2026-04-20"),
        ("您已欠两期燃气费，4月20日起可能停止供气", "2026-04-20"),
        ("您仍欠物业费，请于五一前缴清，否则停用门禁", "2026-05-01"),
        ("您已逾期，请于本月廿二日前联系我们", "2026-04-22"),
        ("您已逾期，请于肆月廿二日前联系我们", "2026-04-22"),
        ("您已逾期，24小时内不付恢复催收", "2026-04-16T10:00"),
        ("您的律师函已生成，三日内未答复将起诉", "2026-04-18"),
        ("您已逾期，30分钟后远程锁机", "2026-04-15T10:30"),
        ("您的账单逾期，今天能处理吗？不能的话我就登记拒绝还款", "2026-04-15"),
        ("Your rent is late. Ring me by 4 or I file", "2026-04-15T16:00"),
        ("Rent unpaid. If it is not in by Fri 4/17 5pm we file", "2026-04-17T17:00"),
        ("Letter of Claim sent. Reply by 30 April to avoid a claim", "2026-04-30"),
        ("Utang mo di pa bayad, pay tonite or we visit", "2026-04-15"),
        ("Tunggakan RM640, sila bayar sebelum 31 Julai", "2026-07-31"),
        ("您那期没还，拖到今天也没个说法", None),
        ("您的款项未入账，到今天有14天了，请安排", None),
        ("您好，那笔借款晚了6天了，今天能还进去吗", None),
        ("欠款已起诉，交齐诉讼费当日撤案", None),
        ("您的水费欠费通知已于今日寄出", None),
        ("罚款处理后15日未缴款，每日加处3%罚款", None),
        ("您已逾期，先交费用可延后7天，不付就按逾期上报", None),
        ("您有一笔账单4天前就该还了，逾期利息按日计", None),
        ("外访组将于本周四至周六上门核实您的逾期情况", None),
        ("Your card has a min payment of $40 overdue. Pay in the app", None),
        ("Hoy Ana, utang mo 2,400, bayaran mo na", None),
        ("UOB card payment overdue. Use UOB TMRW", None),
        (
            "Debt collector: if you dispute this debt in writing within 30 days we will verify it",
            None,
        ),
    ],
)
def test_terms(read: Read, text: str, deadline: str | None) -> None:
    """On a Wednesday morning, 15 April 2026, in China."""
    claim = read(text).claims.deadline
    assert (claim.iso if claim else None) == deadline


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("您的房贷将于元旦扣收2,300元，请备足", "2027-01-01"),
        ("提醒：明天要繳第6期4,800元", "2026-04-16"),
        ("这月28号有一份259元的分期要交", "2026-04-28"),
        ("廿五号要扣您四百二，请备好", "2026-04-25"),
        ("本期账单四月廿八号是最后一天，App里点一下", "2026-04-28"),
        ("尊敬的客户：截至4月8日24时您的号码已欠费36.42元", None),
    ],
)
def test_due_days(read: Read, text: str, due: str | None) -> None:
    """Holidays, days in Chinese numerals, the last day by name."""
    claim = read(text).claims.due_date
    assert (claim.iso if claim else None) == due
