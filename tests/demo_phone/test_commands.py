"""The commands beside `content`: properties, app-ops, packages, and small tools."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

import pytest

from scanner.demo_phone.commands import PhoneCommands
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import SmsProvider
from scanner.demo_phone.shell import run_shell


def run(line: str, profile: str = "android-14") -> tuple[str, str, int]:
    """Run a command line on a phone without messages."""
    written = {1: bytearray(), 2: bytearray()}
    hooks = SimpleNamespace(before_query=len, tamper=bytes)
    with closing(SmsProvider(PROFILES[profile], [])) as sms:
        commands = PhoneCommands(PROFILES[profile], sms, hooks).by_name()
        status = run_shell(line, commands, lambda fd, data: written[fd].extend(data))
    return written[1].decode(), written[2].decode(), status


@pytest.mark.parametrize(
    ("profile", "properties"),
    [
        ("android-14", "Google\nPixel 8\n14\n34\n\n\nAsia/Shanghai\n"),
        ("android-10", "Google\nPixel 3\n10\n29\n\n\nAsia/Shanghai\n"),
        ("android-9", "Google\nPixel 2\n9\n28\n\n\nAsia/Shanghai\n"),
        ("miui-blocked", "Xiaomi\n2201123C\n14\n34\nV816\nOS1.0\nAsia/Shanghai\n"),
    ],
)
def test_getprop_describes_the_phone(profile: str, properties: str) -> None:
    """An unknown property is an empty line, not an error."""
    names = "ro.product.manufacturer ro.product.model ro.build.version.release"
    names += " ro.build.version.sdk ro.miui.ui.version.name ro.mi.os.version.name"
    line = "; ".join(f"getprop {name}" for name in [*names.split(), "persist.sys.timezone"])
    assert run(line, profile) == (properties, "", 0)


def test_getprop_alone_lists_everything_and_may_take_a_default() -> None:
    """Names and values stand in brackets."""
    assert "[ro.product.model]: [Pixel 8]\n" in run("getprop")[0]
    assert run("getprop no.such.property default")[0] == "default\n"


@pytest.mark.parametrize(
    ("profile", "operation", "answer"),
    [
        ("android-14", "READ_SMS", "READ_SMS: allow; time=+1m2s345ms ago\n"),
        ("silently-empty", "READ_SMS", "READ_SMS: ignore; rejectTime=+1m2s345ms ago\n"),
        ("android-14", "WRITE_SMS", "No operations.\nDefault mode: allow\n"),
        ("denied", "", "No operations.\n"),
    ],
)
def test_appops_tells_what_the_shell_may(profile: str, operation: str, answer: str) -> None:
    """As `cmd appops get` prints it."""
    assert run(f"cmd appops get com.android.shell {operation}", profile) == (answer, "", 0)


def test_dumpsys_shows_read_sms_where_the_shell_has_it() -> None:
    """The line that tells a refusal by permission from one by app-op."""
    line = "dumpsys package com.android.shell | grep -A1 READ_SMS"
    assert "android.permission.READ_SMS: granted=true" in run(line)[0]
    assert run(line, "denied") == ("", "", 1)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("echo 'a\\nb\\nc\\nd' | grep -A1 b", ("b\nc\n", "", 0)),
        ("echo 'a\\nb\\nc\\nd' | grep -A 2 -i B", ("b\nc\nd\n", "", 0)),
        ("echo 'a.c\\nabc' | grep -F a.c", ("a.c\n", "", 0)),
        ("echo 'a\\nb' | grep -v a", ("b\n", "", 0)),
        ("echo a | grep b", ("", "", 1)),
        ("echo a | grep", ("", 'grep: see "grep --help"\n', 2)),
        ("echo a | grep '('", ("", "grep: bad REGEX: (\n", 2)),
        ("echo a | cat", ("a\n", "", 0)),
        ("cat /nosuch", ("", "cat: /nosuch: No such file or directory\n", 1)),
        ("settings get secure sms_default_application", ("com.android.mms\n", "", 0)),
        ("settings get global nosuch", ("null\n", "", 0)),
        ("cmd nosuch", ("", "cmd: Can't find service: nosuch\n", 20)),
        ("appops get com.nosuch", ("", "Error: No UID for com.nosuch in user 0\n", 255)),
        ("dumpsys package com.nosuch", ("Unable to find package: com.nosuch\n", "", 0)),
        ("/system/bin/getprop ro.product.model", ("Pixel 8\n", "", 0)),
    ],
)
def test_small_tools_answer_as_on_a_phone(line: str, answer: tuple[str, str, int]) -> None:
    """What a scan or a curious person may type."""
    assert run(line) == answer


def test_shell_is_user_2000() -> None:
    """Not root: that is why it sees the restricted view."""
    assert run("id")[0].startswith("uid=2000(shell)")
