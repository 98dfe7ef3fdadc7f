"""Choosing a phone: every state that adb knows has words and a way out of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.protocol import MAX_PAYLOAD, VERSION, Command, Message, read_message
from scanner.errors import PhoneNotReady
from scanner.inbox.phone.device import ListedPhone, choose_phone, explain, read_list
from scanner.inbox.phone.server import AdbServer

PlugIn = Callable[..., DemoPhone]


@contextmanager
def device_in_mode(mode: str) -> Iterator[str]:
    """Be a device that says what it is and does nothing else; yield its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def serve() -> None:
        try:
            while True:
                connection, _ = listener.accept()
                connections.append(connection)
                read_message(connection)
                banner = f"{mode}::ro.product.model=Pixel_8;features=cmd".encode()
                answer = Message(Command.CNXN, VERSION, MAX_PAYLOAD, banner)
                connection.sendall(answer.encode())
        except OSError:
            return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in connections:
            connection.close()
        thread.join()


def refused(server: AdbServer, serial: str | None = None) -> PhoneNotReady:
    """Return why no phone can be chosen."""
    with pytest.raises(PhoneNotReady) as caught:
        choose_phone(server, serial, patience_s=0.5)
    assert caught.value.exit_code == 75
    return caught.value


def test_no_phone_says_how_to_connect_one(adb_server: AdbServer) -> None:
    """Cable and USB debugging."""
    error = refused(adb_server)
    assert str(error) == "No phone is connected."
    assert "USB debugging" in error.hint


def test_the_only_phone_is_chosen_and_described(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """By its own properties; its serial does not show when printed."""
    phone = plug_in("miui-blocked")
    device = choose_phone(adb_server)
    assert device.serial == phone.address
    assert (device.name, device.android, device.sdk) == ("Xiaomi 2201123C", "14", 34)
    assert (device.skin, device.time_zone) == ("HyperOS 1.0", "Asia/Shanghai")
    assert phone.address not in repr(device)


def test_several_phones_are_listed_with_their_models(
    adb_server: AdbServer, plug_in: PlugIn
) -> None:
    """And the option that names one."""
    phones = [plug_in("android-14"), plug_in("miui-blocked")]
    error = refused(adb_server)
    assert str(error).startswith("Several phones are connected")
    assert f"Pixel 8 ({phones[0].address})" in str(error)
    assert f"2201123C ({phones[1].address})" in str(error)
    assert "--serial" in error.hint
    assert choose_phone(adb_server, phones[1].address).model == "2201123C"


def test_the_serial_may_come_from_adbs_own_variable(
    adb_server: AdbServer, plug_in: PlugIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ANDROID_SERIAL, unless an argument says otherwise."""
    first, second = plug_in("android-14"), plug_in("android-10")
    monkeypatch.setenv("ANDROID_SERIAL", second.address)
    assert choose_phone(adb_server).android == "10"
    assert choose_phone(adb_server, first.address).android == "14"


def test_a_wrong_serial_lists_what_there_is(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """A slip of the pen is seen at once."""
    phone = plug_in("android-14")
    error = refused(adb_server, "emulator-5554")
    assert str(error) == "No connected phone has the serial emulator-5554."
    assert phone.address in str(error.fields["phones"])


def test_an_unauthorised_phone_says_what_to_press(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """The dialog, and what to do where it does not show."""
    error = refused(adb_server, plug_in("unauthorised").address)
    assert "does not allow this computer" in str(error)
    assert "Allow USB debugging?" in error.hint


def test_a_phone_is_chosen_once_it_is_allowed(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """The person presses Allow, and nothing needs to be plugged in again."""
    phone = plug_in("unauthorised")
    refused(adb_server, phone.address)
    phone.authorise()
    with adb_server.talk(5) as talk:  # adb answers once the phone is there
        talk.request(f"host-serial:{phone.address}:wait-for-any-device")
        assert talk.read(4) == b"OKAY"
    assert choose_phone(adb_server, phone.address, patience_s=2).model == "Pixel 8"


def test_the_one_ready_phone_is_chosen_among_others(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """As adb does not, but a person would."""
    plug_in("unauthorised")
    ready = plug_in("android-10")
    assert choose_phone(adb_server).serial == ready.address


def test_an_offline_phone_says_how_to_wake_it(adb_server: AdbServer, plug_in: PlugIn) -> None:
    """Connected, and without an answer."""
    error = refused(adb_server, plug_in("offline").address)
    assert "(offline)" in str(error)
    assert "plug it in again" in error.hint


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("recovery", "recovery mode"),
        ("rescue", "recovery mode"),
        ("sideload", "system update"),
        ("bootloader", "bootloader"),
    ],
)
def test_a_phone_in_another_mode_is_to_be_restarted(
    adb_server: AdbServer, mode: str, words: str
) -> None:
    """The real server reads these modes from what the device says of itself."""
    with device_in_mode(mode) as address:
        adb_server.connect(address)
        error = refused(adb_server, address)
    assert words in str(error)
    assert "estart it normally" in error.hint


def test_a_state_unknown_to_us_is_shown_as_adb_calls_it() -> None:
    """Newer adb may know more states than we do."""
    error = explain([ListedPhone("1A2B", "hibernating", "Pixel 8")], None)
    assert "Pixel 8 (1A2B)" in str(error)
    assert '"hibernating"' in str(error)


def test_a_phone_without_usb_permission_says_what_linux_needs() -> None:
    """The lines as adb 36 prints them: blanks in the state, and in what stands for the serial."""
    reason = "no permissions (missing udev rules? user is in the plugdev group)"
    see = "see [http://developer.android.com/tools/device.html]"
    short = [f"(no serial number)\t{reason}; {see}", "R5CT1234\tdevice"]
    long = [
        f"(no serial number)     {reason}; {see} usb:1-2 transport_id:7",
        "R5CT1234               device usb:1-3 product:p model:SM_S9180 device:d transport_id:8",
    ]
    without, ready = read_list(short, long)
    assert (without.serial, without.model) == ("(no serial number)", "")
    assert ready == ListedPhone("R5CT1234", "device", "SM S9180")
    error = explain([without], None)
    assert "does not let you use the USB port" in str(error)
    assert "udev" in error.hint
    assert "plugdev" in error.hint


@pytest.mark.parametrize(
    ("state", "words"),
    [("authorizing", "agreeing with this computer"), ("connecting", "still connecting")],
)
def test_a_passing_state_that_does_not_pass_has_words(state: str, words: str) -> None:
    """These last for a moment, as a rule."""
    assert words in str(explain([ListedPhone("1A2B", state)], None))
