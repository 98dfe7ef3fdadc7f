"""What a redacted report hides, keeps and still points at."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from scanner.judging.judge import judge
from scanner.message import Message
from scanner.report.formats import export
from scanner.report.html import render_html
from scanner.report.masks import Marks, digits_of
from scanner.report.redact import LEFT_OUT, redacted
from scanner.report.write import FORMATS, Format, file_name, render
from scanner.ruleset.load import load_ruleset
from scanner.whole_file import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.judging.model import Judgement
    from scanner.report.model import Report

RUN = re.compile(r"\d{3,}")
HARD_TEXTS = (
    (
        "【恒正律师事务所】刘芳女士：（2026）粤0305民初40127号案，欠款人民币８８，６４３．２１元，"
        "请电１３７ ００００ ５５５１"
        "或①③⑧⓪⓪⓪⓪⑦⑦⑥②，收款人：何志远，账号6222 0000 1111 2229。"
    ),
    (
        "Dear Ms Agnes Lim, your loan USD 7,731.09 is 12 days overdue. Call +852 5000 9173, "
        "WhatsApp +85250009174 or mail agnes.lim88@mail.example, ref 5519-227."
    ),
    (
        "您尾号\u200b4\u200b8\u200b1\u200b5的贷款已逾期3天，请点 "
        "http://a7731.hk-pay0000.top/u/660318?p=137 还款或加微信 zx_lawyer_4471，"
        "刘芳女士的案件移交。"
    ),
    ("王*明您好，您的借款伍仟捌佰元已逾期20天，身份证44030020010203771X，请联系0️⃣7️⃣5️⃣5️⃣-2️⃣6️⃣1️⃣8️⃣9️⃣9️⃣0️⃣1️⃣"),
    "刘芳欠款不还，QQ 55190227，逾期将上门：13700005551，" + "9" * 300,
)


@pytest.fixture(scope="module")
def hard_report(demo_report: Report) -> Report:
    """Return an inbox of texts that hide their figures, judged by the rules that ship."""
    messages = [
        Message(message_id=f"row 13700005551 {n}", inbox_id="刘芳", address=address, body=body)
        for n, (body, address) in enumerate(
            zip(
                HARD_TEXTS,
                ("+8613700005551", "#LimLoans731", "10690000482119", "95188", None),
                strict=True,
            )
        )
    ]
    acquisition = replace(demo_report.acquisition, source="file", name="刘芳 13700005551.jsonl")
    ruleset = load_ruleset()
    return replace(
        demo_report,
        acquisition=acquisition,
        judgements=tuple(judge(messages, ruleset)),
        ruleset=ruleset,
    )


def private_texts(judgement: Judgement) -> Iterator[str]:
    """Yield what has to be hidden of one message."""
    claims = judgement.claims
    yield judgement.message.address or ""
    yield from (f"{a.value:.2f}" for a in claims.amounts)
    yield from (f"{a.value:,.2f}" for a in claims.amounts)
    yield from (p.value for p in claims.phones)
    yield from (u.value.partition(u.domain or "//")[2] for u in claims.urls)
    yield from (c.value for c in (claims.card_tail, claims.account, claims.messenger) if c)


def private_runs(report: Report) -> set[str]:
    """Return the digit runs of the masked fields; published numbers are not private."""
    owner = report.ruleset.directory.owner_of_number
    texts = [t for j in report.judgements for t in private_texts(j)]
    private = (t for t in texts if digits_of(t).startswith("106") or not owner(digits_of(t)))
    return {run for t in private for run in (*RUN.findall(t), *RUN.findall(digits_of(t)))}


def frame_runs(report: Report) -> set[str]:
    """Return the digit runs that a file has anyway: times, ids, places, sources, style."""
    bare = tuple(
        replace(j, message=replace(j.message, body="", address=None)) for j in report.judgements
    )
    frame = replace(report, judgements=bare)
    return {run for form in FORMATS for run in RUN.findall(text_of(frame, form))}


def text_of(report: Report, form: Format) -> str:
    """Return a report in one form, without what names its places: rule ids, spans, hashes."""
    data = b"".join(map(encoded, render(report, form, "en")))
    if form == "parquet":  # its text is compressed
        text = str(parquet.read_table(io.BytesIO(data)).to_pylist())
    else:
        text = data.decode()
    return re.sub(r"sha256-[\w+/=]+|[\"']spans[\"']: \[[^\"']*\]", "", text)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("which", ["demo_report", "hard_report", "hostile_report", "report"])
def test_redacted_file_holds_no_digits_of_masked_fields(
    which: str, form: Format, request: pytest.FixtureRequest
) -> None:
    """No run of three digits or more, in texts, attributes, records or cells."""
    report: Report = request.getfixturevalue(which)
    hidden = redacted(report, "zh-Hans")
    allowed = frame_runs(replace(hidden, judgements=hidden.judgements)) | {"106"}
    secret = private_runs(report) - allowed
    if which == "demo_report":
        assert len(secret) > 150
    assert set(RUN.findall(text_of(hidden, form))) & secret == set()


@pytest.mark.parametrize("which", ["demo_report", "hard_report"])
def test_redacted_texts_hold_only_published_numbers_dates_and_domains(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Whatever the rules made of a text: no other run of three digits is left in it."""
    report: Report = request.getfixturevalue(which)
    owner = report.ruleset.directory.owner_of_number
    for judgement in redacted(report, "zh-Hans").judgements:
        body = judgement.message.body
        for domain in (u.domain for u in judgement.claims.urls):
            body = body.replace(domain, "")
        body = re.sub(r"(?:[\w-]+\.)+(?:top|cc|com|cn)\b|U\+[0-9A-F]+", "", body)
        for run in re.findall(r"[\d-]{3,}", re.sub(r"20\d\d(?=年|[-/.]\d)", "", body)):
            assert owner(digits_of(run)), judgement.message.body


@pytest.mark.parametrize(
    "word",
    ["刘芳", "何志远", "Agnes", "王*明", "伍仟", "zx_lawyer", "agnes.lim", "a7731", "0305", "①③⑧"],
)
def test_redacted_report_names_nobody(hard_report: Report, word: str) -> None:
    """People, ids, case numbers and links' private parts, also of a file's own name and ids."""
    before = text_of(hard_report, "html") + text_of(hard_report, "json")
    hidden = redacted(hard_report, "zh-Hans")
    assert word in before
    for form in FORMATS:
        assert word not in text_of(hidden, form)


def test_redacted_report_gives_the_same_word_the_same_mark(hard_report: Report) -> None:
    """A person, and a number as a sender, in full-width digits and in the text."""
    first, *_, last = redacted(hard_report, "zh-Hans").judgements
    person = re.search(r"人\d+(?=女士)", first.message.body)
    assert person
    assert last.message.body.startswith(person[0])
    number = first.message.address
    assert number
    assert re.fullmatch(r"号码[\d·]+", number)
    assert f"请电{number}或" in first.message.body
    assert f"上门：{number}，" in last.message.body


def test_redacted_report_keeps_lenders_hotlines_domains_dates_and_verdicts(report: Report) -> None:
    """What a reader needs to judge the message himself."""
    hidden = redacted(report, "zh-Hans")
    bill, forged = hidden.judgements[:2]
    assert [j.verdict for j in hidden.judgements] == [j.verdict for j in report.judgements]
    assert bill.message.address == "95000"
    assert "还款日05月25日" in bill.message.body
    assert forged.message.body.startswith("【山城银行】人1先生，您的贷款¥▮1已逾期12天")
    assert "shancheng-pay.example/链接1" in forged.message.body
    assert "要求回拨手机号" in render_html(hidden, "zh-Hans")


def test_redacted_sender_keeps_class_and_shape(demo_report: Report) -> None:
    """A port stays a port and a mobile a mobile."""
    hidden = redacted(demo_report, "zh-Hans")
    for before, after in zip(demo_report.judgements, hidden.judgements, strict=True):
        if before.sender:
            assert after.sender
            assert after.sender.kind == before.sender.kind
        if before.sender and before.sender.kind == "port_106":
            assert re.fullmatch(r"106…号码[\d·]+", after.message.address or "")


def test_redacted_evidence_points_at_the_same_words(report: Report) -> None:
    """Spans move with the text; one that cuts a mark takes all of it."""
    forged = redacted(report, "zh-Hans").judgements[1]
    words = {e.rule_id: forged.message.body[slice(*e.spans[0])] for e in forged.evidence if e.spans}
    assert words["names-bank"] == "山城银行"
    assert words["bill-agrees"] == "¥▮1"
    assert words["callback-mobile"] == "号码2联系人1经理"
    assert words["link-unknown"] == "shancheng-pay.example/链接1"
    assert words["deadline-hours"].startswith("今日18:00前点击 shancheng-pay")


def test_redacted_report_leaves_out_texts_about_no_debt(report: Report) -> None:
    """Small talk is nobody's business; what evidence quotes stays, masked."""
    hidden = redacted(report, "zh-Hans")
    assert hidden.judgements[-1].message.body == LEFT_OUT
    assert "今晚一起吃饭吗" not in "".join(export(hidden, "json"))
    assert hidden.judgements[1].evidence[3].earlier == (hidden.judgements[0].message.message_id,)


def test_redacted_exports_say_that_they_are(report: Report) -> None:
    """In the document, on every line, in the file's name and on the page; sums are null."""
    hidden = redacted(report, "en")
    document = json.loads("".join(export(hidden, "json")))
    assert document["redacted"] is True
    assert document["messages"][1]["claims"]["amounts"][0]["value"] is None
    assert all(json.loads(line)["redacted"] for line in export(hidden, "jsonl"))
    assert "-redacted-" in file_name(hidden, "html")
    assert 'class="redacted"' in render_html(hidden, "en")
    assert 'class="redacted"' not in render_html(report, "en")
    assert "▮ CNY overdue" in "".join(export(hidden, "csv"))


@given(st.text(st.sampled_from("0123 5678９８①.,，元¥年月-\u200b王*a/@"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_masked_text_of_any_shape_keeps_no_long_run_and_maps_every_place(text: str) -> None:
    """Nothing but dates and what a domain name holds keeps three digits in a row."""
    masked = Marks("zh-Hans", lambda _: False).masked(text)
    left = re.sub(r"20\d\d(?=年|[-/.]\d)", "", masked.text)
    assert not RUN.search(left)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            first, last = masked.span((start, end))
            assert 0 <= first < last <= len(masked.text)
