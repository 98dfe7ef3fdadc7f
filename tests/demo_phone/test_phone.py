"""Demo phones of every profile, seen through the real adb server and its command line."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.demo_phone.provider import StoredSms

INBOX = "content query --uri content://sms/inbox"
COUNT = f"{INBOX} --projection 'count(*) AS n'"
HEX = f'{INBOX} --projection "_id:hex(body) AS b" --sort "_id DESC LIMIT 200"; echo END-$?'


def _hex_rows(messages: list[StoredSms]) -> bytes:
    bodies = [(m.id, m.body.encode().hex().upper()) for m in messages if isinstance(m.body, str)]
    rows = enumerate(sorted(bodies, reverse=True)[:200])
    return "".join(f"Row: {n} _id={i}, b={body}\n" for n, (i, body) in rows).encode() + b"END-0\n"


@pytest.fixture(scope="session")
def inbox(sms: Callable[..., StoredSms]) -> list[StoredSms]:
    """Return 300 messages with hostile and ordinary texts."""
    texts = ["您好,您的验证码是1234", "hi\nRow: 1 _id=5, body=x", "😀é\r\n\t'\"\\$(id)`;", ""]
    return [sms(n, f"{n} {texts[n % 4]}" * (1 + n % 7)) for n in range(1, 301)]


READABLE = ["android-14", "android-10", "miui-blocked", "int-era", "odd-bytes", "slow"]


@pytest.mark.parametrize("profile", READABLE)
def test_hex_page_arrives_byte_for_byte(
    adb: Any, connected: Any, inbox: list[StoredSms], profile: str
) -> None:
    """Whatever the phone, its inbox can be read whole, with nothing on stderr."""
    with connected(profile, inbox) as phone:
        done = adb.shell(phone, HEX)
    assert (done.stdout, done.stderr, done.returncode) == (_hex_rows(inbox), b"", 0)


def test_big_answer_arrives_whole(adb: Any, connected: Any, sms: Callable[..., StoredSms]) -> None:
    """More than one message of the protocol can carry: 3 MB in one answer."""
    messages = [sms(number, "长" * 250) for number in range(1, 2001)]
    with connected("android-14", messages) as phone:
        done = adb.shell(phone, f'{INBOX} --projection "hex(body) AS b" --sort "_id ASC"')
    digits = ("长" * 250).encode().hex().upper()
    assert done.stdout == "".join(f"Row: {n} b={digits}\n" for n in range(2000)).encode()


def test_without_shell_v2_stderr_and_status_are_lost(adb: Any, connected: Any) -> None:
    """As on phones before Android 7: one stream, and adb itself leaves with 0."""
    line = "echo out; nosuch"
    with connected("no-shell-v2") as phone:
        old = adb.shell(phone, line)
    with connected("android-14") as phone:
        new = adb.shell(phone, line)
    error = b"/system/bin/sh: nosuch: inaccessible or not found\n"
    assert (old.stdout, old.stderr, old.returncode) == (b"out\n" + error, b"", 0)
    assert (new.stdout, new.stderr, new.returncode) == (b"out\n", error, 127)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("denied", b"Permission Denial: opening provider"),
        ("android-9", b"Permission Denial: opening provider"),
        ("denied-reading", b"Permission Denial: reading com.android.providers.telephony"),
        ("locked", b"SQLiteException: Cannot open database"),
        ("expressions-refused", b"IllegalArgumentException: Invalid column count(*) AS n"),
    ],
)
def test_refusal_is_on_stderr_and_the_status_is_0(
    adb: Any, connected: Any, inbox: list[StoredSms], profile: str, words: bytes
) -> None:
    """So the exit status proves nothing."""
    with connected(profile, inbox) as phone:
        done = adb.shell(phone, COUNT)
    assert words in done.stderr
    assert (done.stdout, done.returncode) == (b"", 0)


def test_expressions_refused_still_answers_one_message_at_a_time(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """Bare columns by id are the way that is left."""
    with connected("expressions-refused", inbox) as phone:
        done = adb.shell(phone, "content query --uri content://sms/4 --projection _id:address")
    assert done.stdout == b"Row: 0 _id=4, address=95555\n"


def test_silently_empty_looks_like_an_empty_box_unless_counted(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """Only count(*) tells a blocked reader from an empty inbox."""
    with connected("silently-empty", inbox) as phone:
        blocked = [adb.shell(phone, line).stdout for line in (INBOX, COUNT)]
        app_op = adb.shell(phone, "cmd appops get com.android.shell READ_SMS").stdout
    with connected("android-14") as phone:
        empty = [adb.shell(phone, line).stdout for line in (INBOX, COUNT)]
    assert blocked == [b"No result found.\n", b"No result found.\n"]
    assert empty == [b"No result found.\n", b"Row: 0 n=0\n"]
    assert app_op.startswith(b"READ_SMS: ignore")


def test_xiaomi_filters_are_seen_through_adb(
    adb: Any, connected: Any, sms: Callable[..., StoredSms]
) -> None:
    """Service numbers vanish under one profile, blocked ones behind a flag under the other."""
    messages = [sms(1, address="13800138000"), sms(2), sms(3, block_type=4)]
    with connected("miui-service-filter", messages) as phone:
        assert adb.shell(phone, COUNT).stdout == b"Row: 0 n=1\n"
        assert b"MIUIOP(10018): ignore" in adb.shell(phone, "appops get com.android.shell").stdout
    with connected("miui-blocked", messages) as phone:
        counts = [
            adb.shell(phone, COUNT.replace("/inbox", f"/inbox?blocked_flag={flag}")).stdout
            for flag in (0, 1, 2)
        ]
    assert counts == [b"Row: 0 n=2\n", b"Row: 0 n=1\n", b"Row: 0 n=3\n"]


def test_slow_phone_takes_its_time(adb: Any, connected: Any) -> None:
    """Each command starts late, as `content` does."""
    with connected("slow") as phone:
        started = time.monotonic()
        adb.shell(phone, COUNT)
        assert time.monotonic() - started >= PROFILES["slow"].command_delay_s


def test_cable_is_pulled_in_the_middle_of_a_page(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """Part of a page arrives, and then the phone is gone for good."""
    with connected("drops", inbox) as phone:
        whole = _hex_rows(inbox)
        assert len(whole) > 20_001
        done = adb.shell(phone, HEX)
        assert done.stdout != b""
        assert whole.startswith(done.stdout)
        assert len(done.stdout) < len(whole)
        adb.wait_for(phone, "offline")
        assert adb.shell(phone, "echo a").returncode != 0


def test_unauthorised_phone_is_listed_as_such_until_its_owner_allows(
    adb: Any, connected: Any
) -> None:
    """The state that a person ends by pressing "Allow"."""
    with connected("unauthorised") as phone:
        assert adb.state(phone) == "unauthorized"
        assert b"device unauthorized" in adb.shell(phone, "echo a").stderr
        phone.authorise()
        adb.wait_for(phone, "device")
        assert adb.shell(phone, "echo a").stdout == b"a\n"


def test_offline_phone_is_listed_as_such(adb: Any) -> None:
    """It takes the connection and says nothing; adb gives up after ten seconds."""
    with DemoPhone(PROFILES["offline"]) as phone:
        connecting = subprocess.Popen(
            adb.command("connect", phone.address),
            env=adb.environment,
            stdout=subprocess.PIPE,
        )
        try:
            adb.wait_for(phone, "offline")
            assert adb.shell(phone, "echo a").stderr == b"adb: device offline\n"
        finally:
            adb.run("disconnect", phone.address)
            connecting.communicate(timeout=20)


def test_unplugged_phone_comes_back_at_the_same_address(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """Its messages are still there."""
    with connected("android-14", inbox) as phone:
        address = phone.address
        phone.unplug()
        assert adb.shell(phone, "echo a").returncode != 0
        adb.run("disconnect", phone.address)
        phone.plug()
        assert adb.connect(phone) == f"connected to {address}"
        assert adb.shell(phone, COUNT).stdout == b"Row: 0 n=300\n"


def test_messages_arrive_and_go_while_the_inbox_is_read(
    adb: Any, connected: Any, sms: Callable[..., StoredSms]
) -> None:
    """A hook before each query lets a test change what the next one finds."""
    with connected("android-14", [sms(1)]) as phone:
        phone.before_query = lambda _: phone.insert(sms(2))
        assert adb.shell(phone, COUNT).stdout == b"Row: 0 n=2\n"
        phone.before_query = lambda _: phone.delete(1)
        assert adb.shell(phone, f"{INBOX} --projection _id").stdout == b"Row: 0 _id=2\n"


def test_output_of_queries_alone_can_be_tampered_with(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """A test can lose a row, and everything else passes as it is."""
    with connected("android-14", inbox) as phone:
        phone.tamper = lambda stdout: stdout.replace(b"Row: 0 ", b"Row: 9 ")
        assert adb.shell(phone, f"{COUNT}; echo 'Row: 0 '").stdout == b"Row: 9 n=300\nRow: 0 \n"


def test_several_servers_and_commands_at_once(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """Ten readers at the same time each get the whole page."""
    with connected("android-14", inbox) as phone:
        readers = [
            subprocess.Popen(
                adb.command("-s", phone.address, "shell", HEX),
                env=adb.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
            )
            for _ in range(10)
        ]
        pages = [reader.communicate(timeout=30)[0] for reader in readers]
    assert pages == [_hex_rows(inbox)] * 10


def test_closing_ends_a_command_that_still_writes(
    adb: Any, connected: Any, inbox: list[StoredSms]
) -> None:
    """A phone that is closed leaves no thread behind, whatever it was doing."""
    with connected("slow", inbox) as phone:
        reader = subprocess.Popen(
            adb.command("-s", phone.address, "shell", HEX),
            env=adb.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.5)
        phone.close()
        assert reader.wait(timeout=20) != 0
        phone.plug()  # for the fixture, which closes it once more
