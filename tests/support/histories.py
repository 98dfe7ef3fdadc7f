"""Reports made up for tests of the history."""

from __future__ import annotations

from support.judging import rules, sms

from scanner.inbox.acquisition import Acquisition, Device
from scanner.judging.judge import judge
from scanner.message import Message
from scanner.report.model import Report

DAY_MS = 86_400_000
NOON_MS = 1_776_139_200_000  # 2026-04-14T12:00:00+08:00
FORGED = (
    "【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top "
    "登录还款并输入短信验证码,否则将起诉。"
)
GREETING = "明天下午三点老地方见，带上雨伞。"


def forged(number: int = 1) -> Message:
    """Return a collection message that is judged likely forged."""
    return sms(FORGED, f"170000004{number:02}", f"2026-04-{number:02}T10:00:00+08:00")


def greeting(number: int = 1) -> Message:
    """Return a message that is none of our business."""
    return sms(f"{GREETING}{number}", "13800000000", f"2026-04-{number:02}T11:00:00+08:00")


def report_on(
    *messages: Message,
    serial: str = "SERIAL-4711",
    at_ms: int = NOON_MS,
    demo: bool = False,
) -> Report:
    """Return the report on a phone with these messages, read at a moment."""
    device = Device(serial=serial, manufacturer="Google", model="Pixel 8")
    return Report(
        acquisition=Acquisition(
            source="demo" if demo else "phone",
            name="Demo phone" if demo else device.name,
            transport="hex pages",
            completeness="proved",
            read=len(messages),
            device=device,
            started_ms=at_ms,
        ),
        judgements=tuple(judge(messages, rules())),
        ruleset=rules(),
        created_ms=at_ms + 1000,
        tool_version="test",
    )
