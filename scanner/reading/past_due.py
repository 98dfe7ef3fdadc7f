"""Whether a text says that a debt is past due; the reading of dates and sums depends on it.

This is no judgement of what the message is about: scanner/judging/kinds.py decides that by rules.
"""

from __future__ import annotations

import re

from scanner.reading.patterns import any_of

_SAID = re.compile(
    any_of(
        "逾期 超期 超时 拖欠 欠费 尚欠 未付 未缴 未归还 未结清 未还清 没还 未扣 没扣 没能.{0,12}扣",
        "过了?.{0,6}还款日 已过.{0,8}(?:还款日|到期|截止) 还款日.{0,14}已过 过期 已逾",
        "催收 催告 爆催 起诉 立案 律师函 传票 执行 仲裁 失信 还钱 拖了 拖咗 尾款 晚了\\d 没有进账",
        "未收到 未到账 仍未 欠钱 逾时 拒绝还款 撤诉 欠债",
        r"overdue past[-\s]due in_arrears \bbehind\b \bunpaid\b \bmissed\b outstanding delinquent",
        r"in_default \bwas_due\b has_not_posted not_received \bdebt(?:or)?\b guarantor \bbounced\b",
        r"didn't_go_through could_not_(?:debit|collect) final_(?:notice|attempt|warning|demand)",
        r"last_warning \blate\b legal_action court warrant lawsuit \bfir\b you_owe o\$p\$",
        r"\bdefault(?:ed)?\b recovery collections?\b utang arrest past_its_due days_late shame",
        "terlambat menunggak tunggakan jatuh_tempo_telah lewat_jatuh umechelewa deni vencid atras",
        "moroso adeudo embargo quá_hạn qua_han trễ_hạn nợ_xấu bakaya",
    )
)
_NOT_SAID = re.compile(
    r"(?:避免|以免|防止|免得|免|谨防|未产生任何|没有|无|未发生|不会|如|若|如果|若有|导致|产生|造成)"
    r"\s?(?:任何|影响|信用|发生|出现|产生)?.{0,2}(?:逾期|超期)"
    r"|逾期(?:未(?:还|付|缴)的?|款)?,?(?:将|会|后|不)"
    r"|avoid.{0,24}(?:late|overdue|default|collections?)|(?:late|overdue) (?:fee|charge|penalt)\w*"
    r"|if (?:it is |you are )?(?:overdue|late|unpaid)|not (?:yet )?overdue|to avoid"
    r"|agar tidak.{0,12}terlambat|sebelum jatuh tempo|hindari"
)
"""Warnings of what is still to be avoided."""
_PERHAPS_SAID = re.compile("欠款|未还|尚未|停机|冻结")
"""Also said of a bill that is not yet due."""
_STILL_TO_COME = re.compile(
    r"即将到期|将到期|还款日(?:快到|是|为|:|\d)|前还清享|尚未到期|未(?:产生任何|发生|有)?逾期|下次还款|"
    "明[天日]到期"
)


def is_past_due(text: str) -> bool:
    """Tell whether a normalised text says that a debt is past due, warnings of it set aside."""
    said = _NOT_SAID.sub(" ", text)
    if _SAID.search(said):
        return True
    return bool(_PERHAPS_SAID.search(said)) and not _STILL_TO_COME.search(text)
