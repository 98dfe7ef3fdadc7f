"""Reports made by hand with the real types: an ordinary one, an empty one and a hostile one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from support.browser import browser, opened

from scanner.demo_phone.inbox import demo_messages
from scanner.inbox.acquisition import Acquisition, BadRow, Device, Notice, ProofStep
from scanner.judging.judge import judge
from scanner.judging.model import Evidence, Judgement, Kind, Verdict, Violation
from scanner.message import Message
from scanner.reading.model import (
    Amount,
    Claims,
    Count,
    DateClaim,
    LenderClaim,
    Link,
    Phone,
    Sender,
    SenderClass,
    TextClaim,
)
from scanner.report.model import Report
from scanner.ruleset.directory import Directory, Entity, Fact
from scanner.ruleset.houses import Houses
from scanner.ruleset.lists import Advice, Channel, Norm
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.model import (
    Direction,
    Group,
    GroupScoring,
    Hit,
    Miss,
    Phrases,
    Rule,
    Scoring,
    Source,
    Text,
    ViolationId,
)
from scanner.ruleset.ruleset import Ruleset

__all__ = ["browser", "opened"]  # fixtures

DAY = date(2026, 5, 1)
SOURCE = Source(url="https://example.org/notice", tier="official", checked=DAY, says="So.")
BORN_MS = 1_779_271_380_000  # 2026-05-20 18:03 in Shanghai

FORGED_TEXT = (
    "【山城银行】王先生，您的贷款1,280.50元已逾期12天，请于今日18:00前点击 "
    "http://shancheng-pay.example/a1 处理，或致电13800000001联系王经理。"
    "逾期将上门并通知您的通讯录联系人。"
)
BILL_TEXT = "【山城银行】您尾号0042的信用卡本期账单1,280.50元，还款日05月25日。"
HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>',
    "{{ 7*7 }}{% for x in () %}{0.__class__}{name}",
    "</style></script></noscript></template><script>window.pwned=1</script>",
    "<iframe src=https://example.org></iframe><a href=javascript:pwned=1>x</a>",
    "\u202e\u2066\u200b\ufeff\x00\x07\ud83d\U000e0041\u3164abc\r\ndef\rghi",
    "Z\u0351\u0361\u0489" * 40,
    "超长" * 3000,
    "",
    '=HYPERLINK("http://evil.example","x")\n  +cmd|\' /C calc\'!A0',
)


def make_rule(  # noqa: PLR0917 - a line a rule reads best as a table
    rule_id: str, direction: Direction, group: Group, zh: str, en: str, weight: float = 2.0
) -> Rule:
    """Return a rule that says something in two languages."""
    return Rule(
        id=rule_id,
        version=2,
        title=Text(zh=zh, en=en),
        explain=Text(
            zh=f"{zh}，真正的机构通常不这样做。", en=f"{en}: genuine senders hardly do it."
        ),
        limits=Text(zh="偶有例外。", en="There are exceptions."),
        group=group,
        direction=direction,
        weight=weight,
        severity="medium",
        status="stable",
        created=DAY,
        updated=DAY,
        source=(SOURCE,),
        match=Phrases(any=("x",)),
        hit=(Hit(text="x"), Hit(text="xx")),
        miss=(Miss(text="y", why="none"), Miss(text="z", why="none")),
    )


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """Return a small rule set."""
    rules = [
        make_rule(
            "link-unknown", "forged", "link", "链接不属于所称机构", "Link of nobody known", 3
        ),
        make_rule("callback-mobile", "forged", "contact", "要求回拨手机号", "Callback to a mobile"),
        make_rule(
            "deadline-hours", "forged", "pressure", "限几小时内处理", "A deadline in hours", 1
        ),
        make_rule(
            "bill-agrees", "genuine", "corroboration", "与先前账单一致", "Agrees with a bill"
        ),
        make_rule("names-bank", "context", "identity", "写明了银行", "Names a bank", 0),
        make_rule("sender-own", "genuine", "sender", "号码属于该机构", "Sent from its own number"),
        make_rule("threat-visit", "violation", "conduct", "威胁上门", "Threatens a visit", 0),
    ]
    bank = Entity(
        id="shancheng",
        kind="bank",
        name="山城银行",
        aliases=("山城银行",),
        hotlines=(Fact("95000", "https://example.org/contact", "official", DAY, "客服热线"),),
        apps=(Fact("山城银行", "https://example.org/app", "official", DAY),),
        domains=(Fact("shancheng.example", "https://example.org", "community", DAY),),
    )
    norm = Norm(
        id="no-threats",
        violations=("threat",),
        name=Text(zh="催收工作指引", en="Collection guideline"),
        says=Text(zh="不得威胁恐吓。", en="No threats."),
        binding="self_regulation",
        source=(SOURCE,),
    )
    channel = Channel(
        id="cn-12321",
        region="CN",
        name=Text(zh="12321 举报中心", en="12321 reporting centre"),
        contact="12321",
        purpose=Text(zh="举报垃圾短信", en="Report spam messages"),
        situations=("likely_forged",),
        source=(SOURCE,),
    )
    red = ("likely_forged", "suspicious")
    advice = (
        ("ask-lender", red, "用银行卡背面的电话核实。", "Call the number on your card."),
        ("keep", red, "保留短信和截图。", "Keep the message and a screenshot."),
        ("check-app", ("unverified", "consistent"), "在官方应用里核对金额。", "Check the app."),
        ("paid", ("money_sent",), "立即报警并联系银行。", "Call the police and your bank at once."),
        ("threat", ("threat",), "受到威胁时报警。", "Report threats to the police."),
    )
    return Ruleset(
        id="2026-05-01+0123456789ab",
        rules={rule.id: rule for rule in rules},
        scoring=Scoring(
            updated=DAY,
            forged_at=5,
            suspicious_at=2,
            consistent_at=2,
            severity={"low": (0, 1), "medium": (1, 3), "high": (3, 10)},
            group={
                rule.group: GroupScoring(cap=3, title=Text(zh=f"组{rule.group}", en=rule.group))
                for rule in rules
            },
        ),
        word_groups={},
        directory=Directory({bank.id: bank}),
        houses=Houses({}, Directory({})),
        channels={channel.id: channel},
        advice={
            key: Advice(id=key, situations=where, text=Text(zh=zh, en=en), source=(SOURCE,))  # type: ignore[arg-type]
            for key, where, zh, en in advice
        },
        norms={norm.id: norm},
        patterns={},
        files={},
    )


JudgementMaker = Callable[..., Judgement]


@pytest.fixture(scope="session")
def make_judgement(ruleset: Ruleset) -> JudgementMaker:
    """Return a function that makes a judgement of a text, with evidence at given words."""

    def evidence_of(body: str, rule_id: str, words: str, points: float, **more: object) -> Evidence:
        rule = ruleset.rules[rule_id]
        start = body.find(words) if words else -1
        evidence = Evidence(
            rule_id=rule_id,
            version=rule.version,
            group=rule.group,
            direction=rule.direction,
            points=points,
            points_before_cap=points,
            spans=((start, start + len(words)),) if start >= 0 else (),
        )
        return replace(evidence, **more)  # type: ignore[arg-type]

    def make(
        message_id: str,
        body: str,
        *,
        verdict: Verdict | None = None,
        kind: Kind = "none",
        address: str | None = "1069000012",
        sender: SenderClass = "port_106",
        found: tuple[tuple[object, ...], ...] = (),
        violations: tuple[ViolationId, ...] = (),
        claims: Claims | None = None,
        day: int = 0,
        decided_by: tuple[str, ...] = (),
        **message: object,
    ) -> Judgement:
        evidence = tuple(
            evidence_of(body, *item[:3], **(item[3] if len(item) > 3 else {}))  # type: ignore[misc, arg-type]
            for item in found
        )
        return Judgement(
            message=Message(
                message_id=message_id,
                body=body,
                address=address,
                received_ms=BORN_MS + day * 86_400_000,
                utc_offset_min=480,
                **message,  # type: ignore[arg-type]
            ),
            kind=kind,
            verdict=verdict,
            score=round(sum(e.points for e in evidence), 2),
            evidence=evidence,
            violations=tuple(
                Violation(id=v, evidence=evidence_of(body, "threat-visit", "上门", 0.0))
                for v in violations
            ),
            claims=claims or Claims(),
            sender=Sender(address=address or "", kind=sender if address else "unknown"),
            region="CN",
            decided_by=decided_by,
        )

    return make


@pytest.fixture(scope="session")
def forged(make_judgement: JudgementMaker) -> Judgement:
    """Return a forged demand with everything that a card can show."""
    link = "http://shancheng-pay.example/a1"
    at = FORGED_TEXT.index(link)
    call = FORGED_TEXT.index("13800000001")
    return make_judgement(
        "7",
        FORGED_TEXT,
        kind="payment_demand",
        verdict="likely_forged",
        address="+8613800000001",
        sender="mobile",
        day=3,
        found=(
            ("link-unknown", link, 3.0, {"detail": {"domain": "shancheng-pay.example"}}),
            ("callback-mobile", "13800000001联系王经理", 1.0, {"points_before_cap": 2.0}),
            ("deadline-hours", "今日18:00前点击 http://shancheng-pay", 1.0),
            ("bill-agrees", "1,280.50元", -1.0, {"earlier": ("3",)}),
            ("names-bank", "山城银行", 0.0),
            ("sender-own", "", 0.0, {"could_not_tell": "The sender of the message is not known."}),
        ),
        violations=("threat", "third_party"),
        claims=Claims(
            lender=LenderClaim("山城银行", (1, 5), entity_id="shancheng"),
            amounts=(Amount(1280.5, "CNY", "overdue", (14, 22)),),
            days_overdue=Count(12, (25, 27)),
            deadline=DateClaim(None, "今日18:00", (31, 38)),
            phones=(Phone("13800000001", "13800000001", "mobile", (call, call + 11)),),
            urls=(
                Link(link, "shancheng-pay.example", "shancheng-pay.example", (at, at + len(link))),
            ),
            card_tail=TextClaim("0042", (0, 0)),
        ),
        decided_by=("link-unknown", "callback-mobile"),
    )


@pytest.fixture(scope="session")
def acquisition() -> Acquisition:
    """Return how a phone was read, proved whole."""
    return Acquisition(
        source="phone",
        name="Shanzhai One",
        transport="hex pages",
        completeness="proved",
        read=412,
        expected=412,
        device=Device(serial="SECRETSERIAL", model="One", android="14", time_zone="Asia/Shanghai"),
        proof=(
            ProofStep(name="probe", ok=True, detail="Interrupted. Nothing was written."),
            ProofStep(name="totals", ok=True, detail="{n} of 412 rows", fields={"n": 412}),
        ),
        oldest_ms=BORN_MS - 86_400_000 * 900,
        newest_ms=BORN_MS,
    )


@pytest.fixture(scope="session")
def report(
    ruleset: Ruleset, make_judgement: JudgementMaker, forged: Judgement, acquisition: Acquisition
) -> Report:
    """Return an ordinary inbox: a forged demand, others of each verdict, and small talk."""
    lender = Claims(lender=LenderClaim("山城银行", (1, 5), entity_id="shancheng"))
    bill = make_judgement(
        "3",
        BILL_TEXT,
        kind="due_reminder",
        verdict="consistent",
        address="95000",
        sender="short_code_95",
        found=(("sender-own", "", -2.0),),
        claims=lender,
    )
    call = "您的欠款已逾期，请回电13900000002处理。"
    found = (("callback-mobile", "13900000002", 2.0),)
    suspicious = make_judgement(
        "8", call, kind="overdue_reminder", verdict="suspicious", address=None, found=found, day=4
    )
    words = "Your loan is 5 days past due. A lawsuit will follow."
    unverified = make_judgement("9", words, kind="legal_warning", verdict="unverified", day=5)
    chat = make_judgement("10", "今晚一起吃饭吗？", day=6)
    return Report(
        acquisition=acquisition,
        judgements=(bill, forged, suspicious, unverified, chat),
        ruleset=ruleset,
        created_ms=BORN_MS + 864_000_000,
        tool_version="0.0",
    )


@pytest.fixture(scope="session")
def hostile_report(report: Report, make_judgement: JudgementMaker) -> Report:
    """Return an inbox in which bodies, senders, names and claims all attack their reader."""
    judgements = [
        make_judgement(
            f"h{number}{text[:60]}",
            text,
            kind="payment_demand",
            verdict="suspicious",
            address=text[:200] or None,
            sender="alphanumeric",
            found=(
                ("names-bank", text[2:9], 0.0, {"detail": {text[:40]: text}}),
                ("link-unknown", text, 3.0, {"earlier": ("h-all",)}),
            ),
            claims=Claims(
                lender=LenderClaim(text[:300] or "?", (0, 1)),
                phones=(Phone(text or "?", "1", "mobile", (0, 1)),),
                urls=(Link(text or "?", text, text, (0, 1)),),
                deadline=DateClaim(None, text or "?", (0, 1)),
                messenger=TextClaim(text or "?", (0, 1)),
            ),
        )
        for number, text in enumerate(HOSTILE)
    ]
    quoted = make_judgement("h-all", " ".join(t[:200] for t in HOSTILE), address=HOSTILE[1])
    acquisition = replace(
        report.acquisition,
        completeness="unverified",
        name=HOSTILE[1],
        transport=HOSTILE[0],
        bad_rows=(
            BadRow(place="line {number}", reason="{x}", fields={"number": 3, "x": HOSTILE[0]}),
        ),
        notices=(
            Notice(id="n", message="Filtered: {x}", fields={"x": HOSTILE[1]}, severity="warning"),
        ),
        device=Device(serial="S", model=HOSTILE[0], android=HOSTILE[1], time_zone=HOSTILE[2]),
    )
    return replace(report, acquisition=acquisition, judgements=(*judgements, quoted))


@pytest.fixture(scope="session")
def empty_report(report: Report) -> Report:
    """Return an inbox without a message about a debt, proved whole."""
    return replace(report, judgements=report.judgements[-1:])


@pytest.fixture(scope="session")
def demo_report(acquisition: Acquisition) -> Report:
    """Return the demo inbox, judged by the rule set that ships."""
    ruleset = load_ruleset()
    now_ms = BORN_MS + 10 * 86_400_000
    messages = [
        Message(
            message_id=str(row.id),
            address=row.address,
            body=row.body or "",
            received_ms=row.date,
            utc_offset_min=480,
            source="demo",
        )
        for row in demo_messages(now_ms)
    ]
    return Report(
        acquisition=replace(acquisition, source="demo", read=len(messages), expected=len(messages)),
        judgements=tuple(judge(messages, ruleset)),
        ruleset=ruleset,
        created_ms=now_ms,
        tool_version="0.0",
    )
