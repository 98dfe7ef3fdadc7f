"""`review` and `history rejudge` from a person's chair."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import Run

from scanner.demo_phone.provider import StoredSms

Connect = Callable[..., tuple[list, dict[str, str]]]

FORGED = (
    "【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,"
    "否则将起诉。"
)
HOSTILE = FORGED + "\x1b[2J\x1b]0;owned\x07\u202e"


def sms(number: int, body: str) -> StoredSms:
    """Return a message."""
    return StoredSms(id=number, address="17000000417", body=body, date=1_760_000_000_000 + number)


@pytest.fixture
def state(connect: Connect, run: Run, tmp_path: Path) -> dict[str, str]:
    """Return the environment of a person whose phone, with two forgeries, was scanned."""
    environment = {"SMS_SCANNER_STATE": str(tmp_path / "state")}
    _, server = connect("android-14", messages=[sms(1, FORGED), sms(2, HOSTILE)])
    assert run("scan", **environment, **server).returncode == 0
    return environment


def answer(state: dict[str, str], words: str, *arguments: str) -> str:
    """Run `review` with these answers and return what it says."""
    outcome = subprocess.run(
        [sys.executable, "-m", "scanner", "--lang", "en", "review", *arguments],
        env={**os.environ, **state},
        input=words,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def test_findings_are_labelled_and_rules_counted(run: Run, state: dict[str, str]) -> None:
    """Asked once each; one right, one wrong; the table tells it of each rule."""
    assert "No finding has a label yet" in run("review", "rules", **state).stdout
    said = answer(state, "y\nn\ng\n")
    assert said.count("Is the verdict right?") == 2
    assert "Labelled: 2." in said
    assert "Every finding has a label already" in answer(state, "")
    table = run("review", "rules", **state).stdout
    assert re.search(r"^link-lookalike +1 +1 +50% +9% – 91%", table, re.MULTILINE)
    shown = run("history", "show", "1", **state).stdout
    assert len(re.findall(r"Likely forged +right", shown)) == 1
    assert len(re.findall(r"Likely forged +wrong", shown)) == 1


def test_what_was_answered_before_leaving_is_kept(run: Run, state: dict[str, str]) -> None:
    """By q, or by the end of input."""
    assert "Labelled: 1." in answer(state, "y\nq\n")
    assert "[1/1]" in answer(state, "s\n")
    assert "[1/2]" in answer(state, "", "label", "--again")


def test_a_strangers_text_does_nothing_to_the_terminal(state: dict[str, str]) -> None:
    """No escape sequence, no hidden character, no link to click."""
    said = answer(state, "s\ns\n")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "U+001B[2J" in said
    assert "cmb-card[.]top" in said


def test_one_finding_is_labelled_by_name(run: Run, state: dict[str, str]) -> None:
    """As `history show` lists it; another name is refused with words."""
    shown = run("history", "show", "1", **state).stdout
    key = re.findall(r"^([0-9a-f]{16}) ", shown, re.MULTILINE)[0]
    done = run("review", "mark", "1", key, "--wrong", "--really", "other", **state)
    assert done.returncode == 0, done.stderr
    assert re.search(rf"{key}.*wrong", run("history", "show", "1", **state).stdout)
    refused = run("review", "mark", "1", "0" * 16, "--right", **state)
    assert refused.returncode == 2
    assert "holds no finding" in refused.stderr


def test_judging_again_tells_which_verdicts_change_and_why(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """By a rule of one's own, with its title and points; and not a word by the same rules."""
    state = {"SMS_SCANNER_STATE": str(tmp_path / "state")}
    plain = "【北川银行】您的信用卡已逾期，请尽快还款，拨打青蛙热线。"
    _, server = connect("android-14", messages=[sms(1, plain), sms(2, "see you at eight")])
    assert run("scan", **state, **server).returncode == 0
    same = run("history", "rejudge", "1", **state)
    assert "1 kept texts were judged again" in same.stdout
    assert "Nothing was judged otherwise." in same.stdout
    assert "Of 1 other messages no text is kept" in same.stderr
    own = tmp_path / "rules"
    own.mkdir()
    (own / "frog-line.toml").write_text(OWN_RULE, encoding="utf-8")
    outcome = run("history", "rejudge", "1", "--rules", own, **state)
    assert outcome.returncode == 0, outcome.stderr
    assert "Suspicious, Overdue reminder -> Likely forged, Overdue reminder" in outcome.stdout
    assert "    + Names the frog line  frog-line v1  +3\n" in outcome.stdout
    assert run("scan", "--rules", own, **state, **server).returncode == 0
    assert "    + frog-line v1  +3\n" in run("history", "diff", "1", **state).stdout


OWN_RULE = """
id = "frog-line"
version = 1
title = { zh = "提到青蛙热线", en = "Names the frog line" }
group = "contact"
direction = "forged"
weight = 3.0
severity = "high"
status = "test"
created = 2026-11-24
updated = 2026-11-24

[explain]
zh = "没有银行用这条热线。"
en = "No bank uses this line."

[limits]
zh = "只是一个例子。"
en = "Only an example."

[[source]]
url = "https://example.org/frog"
tier = "community"
checked = 2026-11-23
says = "Nobody calls frogs."

[match]
type = "phrases"
any = ["青蛙热线"]

[[hit]]
text = "【北川银行】您的信用卡已逾期，请拨打青蛙热线还款。"
[[hit]]
text = "【北川银行】您的贷款已逾期，青蛙热线等您还款。"
[[miss]]
text = "【北川银行】您的信用卡已逾期，请还款。"
why = "no frog"
[[miss]]
text = "【北川银行】您的信用卡已逾期，请拨打青娃热线还款。"
why = "another word"
"""
