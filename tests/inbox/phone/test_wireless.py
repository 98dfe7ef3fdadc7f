"""Phones without a cable: against the real adb server, as far as that goes without a real phone.

Pairing itself (TLS with SPAKE2) needs a phone: here are its failures, as adb tells them, and the
success as AOSP's `pair_service` writes it to the wire.
"""

from __future__ import annotations

import socket
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.errors import InputError, PhoneNotReady
from scanner.inbox.phone import pairing
from scanner.inbox.phone.device import list_phones
from scanner.inbox.phone.discovery import (
    CONNECT,
    PAIRING,
    Service,
    await_service,
    check_discovery,
    read_services,
    services,
)
from scanner.inbox.phone.pairing import check_code, invite, pair
from scanner.inbox.phone.remembered import (
    RememberedPhone,
    forget,
    remember,
    remembered_phones,
)
from scanner.inbox.phone.server import AdbServer, private_server
from scanner.inbox.phone.wireless import (
    connect,
    own_serial,
    reach_all_remembered,
    reach_remembered,
    read_address,
)
from scanner.places import state_folder

PlugIn = Callable[..., DemoPhone]


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def known(phone: DemoPhone, serial: str = "DEMO0000") -> RememberedPhone:
    """Return what is remembered of a demo phone."""
    return RememberedPhone(serial=serial, address=phone.address, name="Google Pixel 8")


@contextmanager
def listener(answer: bytes | None = b"") -> Iterator[str]:
    """Listen on a port, answer whoever comes and hang up; with None, say nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            try:
                while True:
                    client, _ = server.accept()
                    with client:
                        client.recv(4096)
                        client.sendall(answer or b"")
            except OSError:
                return  # the test is over

        thread = threading.Thread(target=serve)
        if answer is not None:
            thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        if answer is not None:
            thread.join()


def unused_address() -> str:
    """Return an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("192.168.1.20:37099", "192.168.1.20", 37099),
        (" 192.168.1.20 ", "192.168.1.20", None),
        ("my-phone.local:5555", "my-phone.local", 5555),
        ("[fe80::1%eth0]:5555", "[fe80::1%eth0]", 5555),
    ],
)
def test_an_address_is_split_into_host_and_port(text: str, host: str, port: int | None) -> None:
    """As people copy it from the phone's screen."""
    assert read_address(text) == (host, port)


@pytest.mark.parametrize(
    "text", ["", ":5555", "a b:5555", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:99999", "1.2.3.4:55:6"]
)
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    """Before adb, which crashes on some of these, sees it."""
    with pytest.raises(InputError, match="not an address") as caught:
        read_address(text)
    assert "192.168.1.20:37099" in caught.value.hint


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_a_code_that_is_not_six_digits_never_reaches_adb(code: str) -> None:
    """An empty one ends adb 36's server."""
    with pytest.raises(InputError, match="six digits"):
        check_code(code)


def test_a_code_may_be_typed_in_two_groups() -> None:
    """As some phones show it."""
    assert check_code("123 456") == "123456"


def test_the_qr_code_says_name_and_password_and_neither_ends_it_early() -> None:
    """Each code is another one."""
    first, second = invite(), invite()
    assert first.text == f"WIFI:T:ADB;S:{first.name};P:{first.password};;"
    assert not set(first.name + first.password) & set(';:,\\"')
    assert first.name != second.name
    assert first.password != second.password


def test_services_are_read_by_name_kind_and_address() -> None:
    """A line that is something else is no service."""
    answer = (
        "adb-RFCT70ABCDE-hNiWLk\t_adb-tls-connect._tcp\t192.168.100.7:41373\n"
        "sms-scanner-x\t_adb-tls-pairing._tcp.\t192.168.100.7:37991\n"
        "\n"
        "something else\n"
    )
    assert read_services(answer) == [
        Service("adb-RFCT70ABCDE-hNiWLk", CONNECT, "192.168.100.7:41373"),
        Service("sms-scanner-x", PAIRING, "192.168.100.7:37991"),
    ]


def test_a_server_that_looks_for_no_phones_says_so_before_a_code_is_drawn(
    adb_server: AdbServer,
) -> None:
    """The private server has mDNS switched off; nobody stares at a QR code that cannot work."""
    with pytest.raises(PhoneNotReady, match="mdns discovery disabled"):
        check_discovery(adb_server)
    assert services(adb_server) == []
    assert await_service(adb_server, lambda _: True, 0.1) is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [(b"", "did not accept the pairing code, or ended the connection"), (None, "No phone waits")],
    ids=["hangs up", "says nothing"],
)
def test_a_pairing_that_fails_is_told_in_words(
    adb_server: AdbServer, monkeypatch: pytest.MonkeyPatch, answer: bytes | None, words: str
) -> None:
    """By the real server's answers to a peer that is no pairing phone."""
    monkeypatch.setattr(pairing, "_PAIR_TIMEOUT_S", 1.0)
    with listener(answer) as address, pytest.raises(PhoneNotReady, match=words):
        pair(adb_server, address, "123456")


def test_pairing_where_nobody_waits_says_that_the_dialog_must_be_open(
    adb_server: AdbServer,
) -> None:
    """The most frequent mistake: the dialog was closed, and its port with it."""
    with pytest.raises(PhoneNotReady, match="No phone waits for pairing") as caught:
        pair(adb_server, unused_address(), "123456")
    assert "dialog open" in caught.value.hint


def test_a_pairing_that_succeeds_yields_the_phones_name() -> None:
    """The bytes are those of AOSP's pair_service; a real phone is needed to see them."""
    words = b"Successfully paired to 192.168.1.5:37991 [guid=adb-RFCT70ABCDE-hNiWLk]"
    replies = [b"OKAY00040029", b"OKAY" + b"%04x" % len(words) + words]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for reply in replies:
                while True:  # a probe connects and leaves without a word
                    client, _ = server.accept()
                    with client:
                        if client.recv(4096):
                            client.sendall(reply)
                            break

        thread = threading.Thread(target=serve)
        thread.start()
        host, port = server.getsockname()
        assert (
            pair(AdbServer(host, port), "192.168.1.5:37991", "123456") == "adb-RFCT70ABCDE-hNiWLk"
        )
        thread.join()


def test_connect_reaches_a_phone_by_its_address(adb_server: AdbServer) -> None:
    """Its serial in adb is the address; a second time is no mistake."""
    from scanner.demo_phone.profiles import PROFILES

    with DemoPhone(PROFILES["android-14"]) as phone:
        assert connect(adb_server, phone.address) == phone.address
        assert connect(adb_server, phone.address) == phone.address
        assert [p.serial for p in list_phones(adb_server)] == [phone.address]
        assert own_serial(adb_server, phone.address) == "DEMO0000"


def test_connect_where_nobody_listens_tells_where_the_address_is_shown(
    adb_server: AdbServer,
) -> None:
    """The server answers OKAY and "failed to connect": that is no success."""
    with pytest.raises(PhoneNotReady, match="takes the connection") as caught:
        connect(adb_server, unused_address())
    assert "Wireless debugging" in caught.value.hint


def test_connect_to_a_name_that_nobody_has_asks_for_numbers(adb_server: AdbServer) -> None:
    """Port 5555 is taken where none is given."""
    with pytest.raises(PhoneNotReady, match=r"nowhere\.invalid:5555"):
        connect(adb_server, "nowhere.invalid")


def test_phones_are_remembered_by_serial_in_a_file_of_ones_own() -> None:
    """The latest first, one entry a phone, mode 0600, forgotten by serial or address."""
    first = RememberedPhone(serial="A", address="10.0.0.1:5", name="x")
    moved = RememberedPhone(serial="A", address="10.0.0.1:6", name="x")
    other = RememberedPhone(serial="B", address="10.0.0.2:5", name="y")
    for phone in (first, other, moved):
        remember(phone)
    assert remembered_phones() == [moved, other]
    [file] = state_folder().iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert forget("C") == []
    assert forget("10.0.0.1:6") == [moved]
    assert forget("B") == [other]
    assert remembered_phones() == []


def test_a_damaged_memory_is_forgotten_instead_of_in_the_way() -> None:
    """It is only a convenience."""
    remember(RememberedPhone(serial="A", address="10.0.0.1:5", name="x"))
    [file] = state_folder().iterdir()
    file.write_text('[{"serial": 5')
    assert remembered_phones() == []


def test_a_remembered_phone_is_reached_again_through_another_server(plug_in: PlugIn) -> None:
    """As after a restart of the computer: by its own serial number, or without naming it."""
    phone = plug_in()
    remember(known(phone))
    for wanted, listed_as in ((None, None), ("DEMO0000", phone.address)):
        with private_server() as server:
            assert reach_remembered(server, wanted) == listed_as
            assert [p.serial for p in list_phones(server)] == [phone.address]
            assert reach_remembered(server, "DEMO0000") == phone.address  # listed already


def test_a_remembered_phone_is_left_alone_while_another_is_ready(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """A plain scan must not turn one phone into several."""
    from scanner.demo_phone.profiles import PROFILES

    here = plug_in()
    with DemoPhone(PROFILES["android-10"]) as away:
        remember(known(away, "OTHER"))
        reach_remembered(adb_server)
        assert [p.serial for p in list_phones(adb_server)] == [here.address]


def test_another_phone_at_the_remembered_address_is_let_go(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """Networks hand addresses on; nobody's phone is read because it got this one."""
    from scanner.demo_phone.profiles import PROFILES

    with DemoPhone(PROFILES["android-14"]) as stranger:
        remember(known(stranger, "MINE"))
        assert reach_remembered(adb_server, "MINE") is None
        reach_all_remembered(adb_server)
        assert list_phones(adb_server) == []


def test_phones_that_are_out_of_reach_cost_no_ten_seconds(adb_server: AdbServer) -> None:
    """The server itself waits that long for each."""
    remember(RememberedPhone(serial="A", address=unused_address(), name="x"))
    remember(RememberedPhone(serial="B", address="", name="found by name only"))
    remember(RememberedPhone(serial="C", address="what is this:", name="x"))
    reach_all_remembered(adb_server)
    assert list_phones(adb_server) == []
