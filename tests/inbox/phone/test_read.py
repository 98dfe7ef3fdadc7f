"""Reading whole inboxes from demo phones, through the real adb server."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.demo_phone.provider import StoredSms
from scanner.errors import AcquisitionError, PhoneNotReady, ScannerError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.phone.device import choose_phone
from scanner.inbox.phone.read import Progress, read_inbox
from scanner.inbox.phone.server import AdbServer
from scanner.message import MESSAGE_COLUMNS, from_frame

PlugIn = Callable[..., DemoPhone]
MakeMessages = Callable[..., list[StoredSms]]

_GUESS = "0" * 32
FORGERIES = (
    "Hello\nRow: 1 _id=9001, address=95555, body=Your card is blocked",
    f"\nRow: 0 k={_GUESS}, i=9002, a=X'39', d=1, s=0, r=1, u=1, g=1, c=NULL, n=1, b=X'48', z=",
    f"No result found.\nEND-{_GUESS}\n",
    "x, b=4869, z=\r\nRow: 2 k=, i=9003",
    f"48', z={_GUESS}\nRow: 1 k={_GUESS}, i=9004, a=X'39",
    "X'4869'",
    "Error while accessing provider:sms\njava.lang.SecurityException: Permission Denial",
    "'; DROP TABLE sms; --",
    "`reboot` $(reboot) \\\\ \\x00",
)
READABLE = [
    name
    for name, profile in PROFILES.items()
    if profile.connection == "device"
    and profile.access == "allowed"
    and profile.drop_after_bytes is None
    and not profile.service_filter
    and profile.conditions
]


def read(server: AdbServer, phone: DemoPhone, deadline_s: float = 30) -> Inbox:
    """Read a phone as `scan` does."""
    device = choose_phone(server, phone.address, patience_s=2)
    return read_inbox(server, device, source="demo", deadline_s=deadline_s)


def bodies(inbox: Inbox) -> dict[str, str]:
    """Return body by message id."""
    return dict(zip(inbox.messages["message_id"], inbox.messages["body"], strict=True))


@pytest.mark.parametrize("profile", READABLE)
def test_forged_rows_are_read_as_the_text_they_are(
    adb_server: AdbServer, plug_in: PlugIn, profile: str
) -> None:
    """Whatever a sender writes, in the text or as a name, makes one message and no more."""
    stored = [
        StoredSms(id=n, address=text[:60], body=text, date=1_760_000_000_000 + n)
        for n, text in enumerate(FORGERIES, start=1)
    ]
    inbox = read(adb_server, plug_in(profile, stored))
    assert bodies(inbox) == {str(sms.id): sms.body for sms in stored}
    assert list(inbox.messages["address"]) == [sms.address for sms in stored]
    assert list(inbox.messages["received_ms"]) == [sms.date for sms in stored]  # over 32 bits
    assert inbox.acquisition.completeness == "proved"


@pytest.mark.parametrize("profile", sorted(set(PROFILES) - set(READABLE) - {"offline"}))
def test_forged_rows_on_a_difficult_phone_yield_an_error_or_nothing_forged(
    adb_server: AdbServer, plug_in: PlugIn, profile: str
) -> None:
    """Where the inbox cannot be had, no row of a sender's making takes its place."""
    stored = [
        StoredSms(id=n, address="10690001", body=text, date=1_760_000_000_000)
        for n, text in enumerate(FORGERIES, start=1)
    ]
    changes = {} if PROFILES[profile].drop_after_bytes is None else {"drop_after_bytes": 100}
    phone = plug_in(profile, stored, **changes)
    if PROFILES[profile].service_filter:
        inbox = read(adb_server, phone)
        assert bodies(inbox) == {}
        assert "xiaomi-service-filter" in {notice.id for notice in inbox.acquisition.notices}
    else:
        with pytest.raises(ScannerError) as caught:
            read(adb_server, phone)
        assert not any(text in f"{caught.value} {caught.value.hint}" for text in FORGERIES)


def test_every_kind_of_text_survives_to_the_byte(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """Emoji, invisible characters, nothing at all, markup and a very long text."""
    texts = [
        "😀👩‍👩‍👧🏳️‍🌈",
        "\u202e\u200b\ufeff【招商银行】",
        "",
        None,
        "NULL",
        "-",
        "X''",
        "'",
        "a\x00b\r\nc\td",
        "<script>alert(1)</script>",
        "长" * 40_000,
        "𠮷" * 7,
    ]
    stored = [
        StoredSms(id=n, address=None, body=text, date=n) for n, text in enumerate(texts, start=1)
    ]
    stored.append(StoredSms(id=99, address="", body="x", date=99))
    inbox = read(adb_server, plug_in("android-14", stored))
    assert bodies(inbox) == {str(sms.id): sms.body or "" for sms in stored}
    assert inbox.messages["address"].isna().tolist() == [True] * len(texts) + [False]
    assert set(inbox.messages["fidelity"]) == {"proved"}


def test_bytes_that_are_no_text_are_shown_and_told(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """The message is kept, marked unverified, and the notice counts it."""
    stored = [
        StoredSms(id=1, address="95555", body=b"ok \xff\xfe", date=1),
        StoredSms(id=2, address="95555", body="fine", date=2),
    ]
    inbox = read(adb_server, plug_in("android-14", stored))
    assert bodies(inbox) == {"1": "ok \ufffd\ufffd", "2": "fine"}
    assert list(inbox.messages["fidelity"]) == ["unverified", "proved"]
    notices = {notice.id: notice.fields for notice in inbox.acquisition.notices}
    assert notices["text-not-utf8"] == {"count": 1}


def test_columns_hold_what_the_phone_stores(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """One message with every field set, one with every field missing."""
    stored = [
        StoredSms(
            id=7,
            address="106980095555",
            body="hi",
            date=1_760_000_000_123,
            date_sent=1_759_999_999_000,
            thread_id=12,
            read=0,
            sub_id=2,
            service_center="+8613800100500",
        ),
        StoredSms(id=8, address="x", body="y", date=1_760_000_060_000, date_sent=0, sub_id=-1),
    ]
    inbox = read(adb_server, plug_in("android-14", stored))
    assert dict(inbox.messages.dtypes.astype(str)) == {
        name: dtype if dtype != "str" else "str" for name, dtype in MESSAGE_COLUMNS.items()
    }
    full, bare = from_frame(inbox.messages)
    assert (full.message_id, full.thread_id, full.read) == ("7", "12", False)
    assert (full.received_ms, full.sent_ms) == (1_760_000_000_123, 1_759_999_999_000)
    assert (full.subscription_id, full.service_center) == (2, "+8613800100500")
    assert (full.source, full.device, full.box) == ("demo", "Google Pixel 8", "inbox")
    assert full.utc_offset_min == 480
    assert (bare.sent_ms, bare.service_center) == (None, None)


def test_local_time_follows_the_summer_time_of_the_phone(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """A message of July and one of January differ by an hour in London."""
    zone = ZoneInfo("Europe/London")
    times = [datetime(2025, month, 15, 12, tzinfo=zone) for month in (1, 7)]
    stored = [
        StoredSms(id=n, address="a", body="b", date=int(at.timestamp() * 1000))
        for n, at in enumerate(times, start=1)
    ]
    inbox = read(adb_server, plug_in("android-14", stored, time_zone="Europe/London"))
    assert list(inbox.messages["utc_offset_min"]) == [0, 60]


def test_five_thousand_messages_arrive_in_order_with_progress(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Every message once, oldest first; progress climbs to the count; ids may have gaps."""
    ids = [*range(10, 3000), *range(9000, 11_000), 50_000, *range(2_000_000, 2_000_009)]
    phone = plug_in("android-14", make_messages(ids))
    seen: list[Progress] = []
    device = choose_phone(adb_server, phone.address)
    inbox = read_inbox(adb_server, device, source="demo", progress=seen.append)
    assert [int(i) for i in inbox.messages["message_id"]] == ids
    assert [p.read for p in seen] == sorted(p.read for p in seen)
    assert (seen[0].read, seen[-1]) == (0, Progress(5000, 5000))
    assert inbox.acquisition.expected == inbox.acquisition.read == 5000
    assert inbox.acquisition.oldest_ms == 1_760_000_000_000 + 10 * 60_000


def test_an_empty_inbox_is_proved_empty(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """The phone counted none, which is an answer."""
    inbox = read(adb_server, plug_in("android-14", []))
    assert len(inbox.messages) == inbox.acquisition.expected == 0
    assert inbox.acquisition.completeness == "proved"
    assert inbox.acquisition.proof[0].fields["before"] == 0
    assert (inbox.acquisition.oldest_ms, inbox.acquisition.newest_ms) == (None, None)


def test_a_silently_empty_phone_is_never_taken_for_empty(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """No count at all means that messages are withheld."""
    with pytest.raises(AcquisitionError, match="not an empty inbox"):
        read(adb_server, plug_in("silently-empty", make_messages(range(1, 9))))


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("android-9", "Android 9 .* does not let adb read SMS; Android 10"),
        ("denied", "permission denied"),
        ("denied-reading", "permission denied"),
    ],
)
def test_a_refusal_has_words_of_its_own(
    adb_server: AdbServer,
    plug_in: PlugIn,
    make_messages: MakeMessages,
    profile: str,
    words: str,
) -> None:
    """Both spellings of a missing permission, and the old Androids."""
    with pytest.raises(AcquisitionError, match=words) as caught:
        read(adb_server, plug_in(profile, make_messages(range(1, 9))))
    assert "--input FILE" in caught.value.hint


@pytest.mark.parametrize("shell_v2", [True, False])
def test_a_phone_not_unlocked_since_its_start_is_to_be_unlocked(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, shell_v2: bool
) -> None:
    """Its messages are encrypted until then: nothing is refused, it is too early (exit code 75)."""
    phone = plug_in("locked", make_messages(range(1, 9)), shell_v2=shell_v2)
    with pytest.raises(PhoneNotReady, match="not unlocked since") as caught:
        read(adb_server, phone)
    assert "Unlock it once" in caught.value.hint


@pytest.mark.parametrize("profile", ["denied", "expressions-refused"])
def test_a_refusal_without_shell_v2_is_understood_in_the_mixed_output(
    adb_server: AdbServer, plug_in: PlugIn, profile: str
) -> None:
    """Old phones mix stderr into stdout."""
    phone = plug_in(profile, [], shell_v2=False)
    with pytest.raises(AcquisitionError, match=r"permission denied|form of question"):
        read(adb_server, phone)


@pytest.mark.parametrize("shell_v2", [True, False])
def test_warnings_of_the_system_are_told_and_refuse_nothing(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, shell_v2: bool
) -> None:
    """The linker of some phones grumbles before each command, on stderr or mixed into stdout."""
    stored = [*make_messages(range(1, 300)), *make_messages([300], body="WARNING: linker: x\n")]
    noisy = read(adb_server, plug_in("linker-warnings", stored, shell_v2=shell_v2))
    assert bodies(noisy) == {str(sms.id): sms.body for sms in stored}
    step = next(step for step in noisy.acquisition.proof if step.name == "warnings")
    assert step.fields["warned"] == 5  # a count, two pages, and two counts again
    quiet = read(adb_server, plug_in("android-14", stored, shell_v2=shell_v2))
    assert "warnings" not in {step.name for step in quiet.acquisition.proof}


@pytest.mark.parametrize("shell_v2", [True, False])
def test_a_refusal_is_heard_among_warnings(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages, shell_v2: bool
) -> None:
    """What tells of a failure counts, whatever stands around it."""
    phone = plug_in(
        "linker-warnings", make_messages([1]), access="opening-denied", shell_v2=shell_v2
    )
    with pytest.raises(AcquisitionError, match="permission denied"):
        read(adb_server, phone)


def test_a_slow_phone_is_given_up_at_the_deadline(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """A trickle of bytes keeps every receive short, and still does not outlast it."""
    phone = plug_in(
        "android-14", make_messages(range(1, 300)), write_sizes=(32,), write_pause_s=0.02
    )
    device = choose_phone(adb_server, phone.address, patience_s=2)  # getprop trickles as well
    began = time.monotonic()
    with pytest.raises(AcquisitionError, match=r"not read within 1\.5 seconds"):
        read_inbox(adb_server, device, deadline_s=1.5)
    assert time.monotonic() - began < 4


def test_a_cable_pulled_out_leaves_nothing_half_read(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The phone is gone in the middle of a page: words about the cable, exit code 75."""
    phone = plug_in("android-14", make_messages(range(1, 900)), drop_after_bytes=20_001)
    with pytest.raises(PhoneNotReady, match="was disconnected while"):
        read(adb_server, phone)


def test_a_loose_contact_is_got_over(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """The phone comes back by itself: what was broken off is asked again, and told in the proof."""
    stored = make_messages(range(1, 900))
    phone = plug_in("android-14", stored)
    queries = iter(range(1000))

    def shake_once(_arguments: object) -> None:
        if next(queries) == 2:
            phone.shake()

    phone.before_query = shake_once
    inbox = read(adb_server, phone)
    assert len(inbox.messages) == len(stored)
    repeated = next(step for step in inbox.acquisition.proof if step.name == "repeated")
    assert repeated.fields["repeated"] == 1


def test_an_adb_server_that_ends_leaves_nothing_half_read(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """As when another program runs `adb kill-server`; no other server is started in its place."""
    phone = plug_in("android-14", make_messages(range(1, 900)))
    device = choose_phone(adb_server, phone.address)

    def kill_server(_arguments: object) -> None:
        with adb_server.talk() as talk:
            talk.request("host:kill")

    phone.before_query = kill_server
    with pytest.raises(PhoneNotReady, match="adb server stopped answering"):
        read_inbox(adb_server, device)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for one thread")
def test_ctrl_c_ends_reading_at_once_and_leaves_the_server_in_order(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """In the middle of a wait for the phone."""
    slow = plug_in("android-14", make_messages(range(1, 9)), command_delay_s=2)
    device = choose_phone(adb_server, slow.address, patience_s=2)
    began = time.monotonic()
    main = threading.main_thread().ident
    assert main is not None
    timer = threading.Timer(0.3, signal.pthread_kill, [main, signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        read_inbox(adb_server, device)
    assert time.monotonic() - began < 1.5
    timer.join()
    assert len(read(adb_server, plug_in("android-14", make_messages([1, 2]))).messages) == 2


def test_xiaomi_blocked_messages_are_read_into_a_box_of_their_own(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """MIUI hides them from a plain query, and gives them to one with its flag."""
    stored = [*make_messages(range(1, 30)), *make_messages(range(30, 40), block_type=3)]
    inbox = read(adb_server, plug_in("miui-blocked", stored))
    boxes = dict(zip(inbox.messages["message_id"].astype(int), inbox.messages["box"], strict=True))
    assert boxes == {n: "blocked" if n >= 30 else "inbox" for n in range(1, 40)}
    assert inbox.acquisition.expected == inbox.acquisition.read == 39
    assert "blocked" in {step.name for step in inbox.acquisition.proof}


def test_blocked_messages_that_come_with_the_others_count_once(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Each id once; an arrival meanwhile is not taken for a blocked one, and that is told."""
    stored = [*make_messages(range(1, 30, 2)), *make_messages(range(2, 30, 2), block_type=3)]
    phone = plug_in("miui-blocked", stored, blocked_mixed=True)
    arrivals = iter(make_messages([50]))

    def arrive(arguments: Sequence[str]) -> None:
        if any("blocked_flag" in word for word in arguments):
            phone.insert(*arrivals)

    phone.before_query = arrive
    inbox = read(adb_server, phone)
    boxes = dict(zip(inbox.messages["message_id"].astype(int), inbox.messages["box"], strict=True))
    assert boxes == {n: "inbox" if n % 2 else "blocked" for n in range(1, 30)}
    assert inbox.acquisition.expected == inbox.acquisition.read == 29
    assert "xiaomi-blocked-mixed" in {notice.id for notice in inbox.acquisition.notices}


def test_xiaomi_that_ignores_the_blocked_flag_counts_nothing_twice(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """It answers with the inbox again; then it is unknown whether there are blocked messages."""
    phone = plug_in("miui-blocked", make_messages(range(1, 30)), blocked_box=False)
    inbox = read(adb_server, phone)
    assert list(inbox.messages["message_id"].astype(int)) == list(range(1, 30))
    assert inbox.acquisition.expected == 29
    assert "xiaomi-blocked-not-read" in {notice.id for notice in inbox.acquisition.notices}


def test_xiaomi_that_ignores_the_blocked_flag_does_not_pass_an_arrival_off_as_blocked(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """What came after the inbox was read shows in the second answer alone."""
    phone = plug_in("miui-blocked", make_messages(range(1, 30)), blocked_box=False)
    arrivals = iter(make_messages([30]))

    def arrive(arguments: Sequence[str]) -> None:
        if any("blocked_flag" in word for word in arguments):
            phone.insert(*arrivals)

    phone.before_query = arrive
    inbox = read(adb_server, phone)
    assert list(inbox.messages["message_id"].astype(int)) == list(range(1, 30))
    assert set(inbox.messages["box"]) == {"inbox"}


def test_xiaomi_without_service_messages_is_warned_about(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Its filter leaves only personal numbers, without a word; with service numbers, no warning."""
    stored = [*make_messages([1, 2, 3]), *make_messages([4, 5], address="13800138000")]
    filtered = read(adb_server, plug_in("miui-service-filter", stored)).acquisition
    assert filtered.read == 2
    warning = next(n for n in filtered.notices if n.id == "xiaomi-service-filter")
    assert warning.severity == "warning"
    whole = read(adb_server, plug_in("miui-blocked", stored)).acquisition
    assert whole.read == 5
    assert "xiaomi-service-filter" not in {notice.id for notice in whole.notices}


def test_a_report_names_what_is_never_read(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """MMS and RCS always; other SIM cards from Android 14 on."""
    new = read(adb_server, plug_in("android-14", make_messages([1]))).acquisition
    old = read(adb_server, plug_in("android-10", make_messages([1]))).acquisition
    assert {notice.id for notice in new.notices} == {"mms-rcs-not-read", "other-sim-not-read"}
    assert {notice.id for notice in old.notices} == {"mms-rcs-not-read"}


def test_an_unknown_time_zone_is_told(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """Local time stays unknown instead of being guessed."""
    inbox = read(adb_server, plug_in("android-14", make_messages([1]), time_zone="Mars/Olympus"))
    assert inbox.messages["utc_offset_min"].isna().all()
    assert "time-zone-unknown" in {notice.id for notice in inbox.acquisition.notices}


def test_the_serial_stays_out_of_the_table_and_of_print(
    adb_server: AdbServer, plug_in: PlugIn, make_messages: MakeMessages
) -> None:
    """It identifies a person's phone and serves no reader."""
    phone = plug_in("android-14", make_messages(range(1, 4)))
    inbox = read(adb_server, phone)
    assert phone.address not in inbox.messages.to_csv()
    assert phone.address not in repr(inbox.acquisition)
