"""Small rule sets in temporary folders."""

from __future__ import annotations

from pathlib import Path

SCORING = """
updated = 2026-11-24
forged_at = 5.0
suspicious_at = 2.0
consistent_at = 2.0
[severity]
low = [0.0, 1.0]
medium = [1.0, 2.5]
high = [2.5, 10.0]
[group.payment]
cap = 5.0
title = { zh = "付款", en = "Payment" }
[group.kind]
cap = 1.0
title = { zh = "类别", en = "Kind" }
[group.conduct]
cap = 1.0
title = { zh = "行为", en = "Conduct" }
"""

WORDS = """
[pay]
comment = "To hand over money."
words = ['转账', '汇款']
examples = ["请转账到"]
"""

RULE = """
id = "private-account"
version = 1
title = { zh = "要求转入个人账户", en = "Asks for a transfer to a person" }
explain = { zh = "机构的还款不进个人账户。", en = "Lenders are not repaid to a person." }
limits = { zh = "小型出借人可能如此。", en = "A very small lender may do so." }
group = "payment"
direction = "forged"
weight = 3.0
severity = "high"
status = "test"
created = 2026-11-01
updated = 2026-11-02

[[source]]
url = "https://example.org/police"
tier = "press"
checked = 2026-11-23
says = "Police warning."

[match]
type = "regex"
pattern = '%{pay}到.{0,10}个人(?:账户|卡)'

[[hit]]
text = "请转账到经理个人账户"

[[hit]]
text = "今天汇款到我个人卡即可"

[[miss]]
text = "请勿转账到任何人的账户"
why = "It warns."

[[miss]]
text = "已转账到您的个人养老金户头"
why = "A receipt."
"""


def write_rules(folder: Path, rule: str = RULE, *, name: str = "private-account") -> Path:
    """Write a rule set of one rule and one word group; return its folder."""
    for path, text in (
        ("scoring.toml", SCORING),
        ("lists/words/mine.toml", WORDS),
        (f"signals/payment/{name}.toml", rule),
    ):
        write(folder / path, text)
    return folder


def write(path: Path, text: str) -> Path:
    """Write a text file and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rule_with(**fields: str) -> str:
    """Return `RULE` with top-level fields replaced by other TOML; a new field is added."""
    lines = RULE.strip().splitlines()
    for name, value in fields.items():
        new = f"{name} = {value}"
        places = [i for i, line in enumerate(lines) if line.startswith(f"{name} = ")]
        if places:
            lines[places[0]] = new
        else:
            lines.insert(0, new)
    return "\n".join(lines) + "\n"


def rule_matching(match: str, **fields: str) -> str:
    """Return `RULE` with another [match] table, given as TOML."""
    head, _, tail = rule_with(**fields).partition("[match]")
    return f"{head}[match]\n{match}\n\n[[hit]]{tail.partition('[[hit]]')[2]}"
