"""Check of the USB ports: may this person use them, and what is plugged in (Linux).

Linux tells of every USB interface in sysfs. That of adb is vendor-specific (ff), subclass 42,
protocol 1 (AOSP packages/modules/adb, `adb.h`: ADB_CLASS, ADB_SUBCLASS, ADB_PROTOCOL). The one for
files is named "MTP" (`f_mtp.c` of Android's kernels).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, ok, skipped
from scanner.errors import PhoneNotReady, ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.device import READY, explain

_SYSFS = Path("/sys/bus/usb/devices")
_DEVICE_NODES = Path("/dev/bus/usb")
_ADB = ("ff", "42", "01")


@dataclass(frozen=True, slots=True)
class UsbPhone:
    """Something on USB that offers adb, or files as phones do."""

    name: str
    """Maker and model as told over USB; may be empty."""
    node: Path
    """The device file that adb opens."""
    offers_adb: bool


def usb_phones(sysfs: Path = _SYSFS, nodes: Path = _DEVICE_NODES) -> list[UsbPhone]:
    """Return the phones on USB."""
    phones = []
    for device in sorted(sysfs.glob("[0-9]*-[0-9]*")):
        if ":" in device.name:
            continue
        interfaces = list(device.glob(f"{device.name}:*"))
        offers_adb = any(
            tuple(_read(i / f"bInterface{part}") for part in ("Class", "SubClass", "Protocol"))
            == _ADB
            for i in interfaces
        )
        if offers_adb or any("MTP" in _read(i / "interface") for i in interfaces):
            name = f"{_read(device / 'manufacturer')} {_read(device / 'product')}".strip()
            bus, number = _read(device / "busnum"), _read(device / "devnum")
            node = nodes / bus.zfill(3) / number.zfill(3)
            phones.append(UsbPhone(name, node, offers_adb))
    return phones


def judge_usb(phones: list[UsbPhone]) -> Result:
    """Return what the phones on USB mean."""
    closed = [p for p in phones if p.offers_adb and not os.access(p.node, os.R_OK | os.W_OK)]
    if closed:
        return failed(
            PhoneNotReady(
                "This computer does not let you use the USB port of the phone {phone} ({node}).",
                "Install the udev rules for Android (Debian and Ubuntu: `sudo apt install "
                "android-sdk-platform-tools-common`; Arch: `android-udev`), add yourself to the "
                "group plugdev (`sudo usermod -aG plugdev $USER`), log in again and plug the phone "
                "in again.",
                phone=closed[0].name or "?",
                node=closed[0].node,
            )
        )
    without = [p for p in phones if not p.offers_adb]
    if without and len(without) == len(phones):
        return failed(
            PhoneNotReady(
                "{phone} is connected by USB, but USB debugging is off on it.",
                "On the phone: Settings > About phone > tap Build number seven times (Xiaomi: OS "
                "version); then Settings > Developer options > USB debugging: on.",
                phone=without[0].name or "?",
            )
        )
    if phones:
        return ok(N_("You may use the USB port of: {phones}."), phones=_names(phones))
    return ok(N_("No phone is plugged in by USB."))


def _usb(bench: Bench) -> Result:
    if bench.is_demo:
        return skipped(N_("The demo phone has no cable."))
    try:
        listed = bench.phones
    except ScannerError:
        listed = []
    for phone in listed:
        if phone.state.startswith("no permissions"):
            return failed(explain([phone], phone.serial))
    if sys.platform != "linux":
        return skipped(N_("Only Linux keeps people from USB ports."))
    is_ready = any(phone.state == READY for phone in listed)
    # A phone that is ready by Wi-Fi may hang on the cable just to be charged.
    return judge_usb([p for p in usb_phones() if p.offers_adb or not is_ready])


def _names(phones: list[UsbPhone]) -> str:
    return ", ".join(phone.name or "?" for phone in phones)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


USB_CHECKS = (Check(name="usb-permission", title=N_("USB permission"), of_computer=_usb),)
