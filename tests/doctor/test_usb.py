"""USB: what sysfs tells of a phone, in a tree of files as Linux lays it out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scanner.doctor.usb import judge_usb, usb_phones

ADB = ("ff", "42", "01", "ADB Interface")
MTP = ("ff", "ff", "00", "MTP")
KEYBOARD = ("03", "01", "01", "")


def plug(sysfs: Path, nodes: Path, name: str, *interfaces: tuple[str, str, str, str]) -> Path:
    """Lay out a device and return its device file."""
    device = sysfs / name
    device.mkdir(parents=True)
    number = len(list(sysfs.iterdir()))
    values = {"manufacturer": "Xiaomi", "product": "Redmi", "busnum": "1", "devnum": str(number)}
    for file, value in values.items():
        (device / file).write_text(f"{value}\n")
    for n, (kind, subclass, protocol, label) in enumerate(interfaces):
        interface = device / f"{name}:1.{n}"
        interface.mkdir()
        (interface / "bInterfaceClass").write_text(f"{kind}\n")
        (interface / "bInterfaceSubClass").write_text(f"{subclass}\n")
        (interface / "bInterfaceProtocol").write_text(f"{protocol}\n")
        if label:
            (interface / "interface").write_text(f"{label}\n")
    node = nodes / "001" / f"{number:03}"
    node.parent.mkdir(parents=True, exist_ok=True)
    node.touch()
    return node


def test_a_phone_with_debugging_is_told_by_its_interface(tmp_path: Path) -> None:
    """A keyboard and a hub are none."""
    sysfs, nodes = tmp_path / "sys", tmp_path / "dev"
    plug(sysfs, nodes, "1-1", KEYBOARD)
    node = plug(sysfs, nodes, "1-2.4", MTP, ADB)
    (sysfs / "usb1").mkdir()
    [phone] = usb_phones(sysfs, nodes)
    assert (phone.name, phone.node, phone.offers_adb) == ("Xiaomi Redmi", node, True)
    assert judge_usb([phone]).status == "ok"


def test_a_phone_that_only_offers_files_needs_debugging_switched_on(tmp_path: Path) -> None:
    """The cable carries data, so that is all that is missing."""
    plug(tmp_path / "sys", tmp_path / "dev", "1-1", MTP)
    result = judge_usb(usb_phones(tmp_path / "sys", tmp_path / "dev"))
    assert result.exit_code == 75
    assert "USB debugging is off" in result.message
    assert "Build number" in result.fix


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open all")
def test_a_device_file_without_permission_asks_for_udev_rules(tmp_path: Path) -> None:
    """And for the group."""
    plug(tmp_path / "sys", tmp_path / "dev", "1-1", ADB).chmod(0)
    result = judge_usb(usb_phones(tmp_path / "sys", tmp_path / "dev"))
    assert result.exit_code == 75
    assert "udev" in result.fix


def test_a_device_file_that_is_not_there_cannot_be_used_either(tmp_path: Path) -> None:
    """As in a container."""
    plug(tmp_path / "sys", tmp_path / "dev", "1-1", ADB).unlink()
    result = judge_usb(usb_phones(tmp_path / "sys", tmp_path / "dev"))
    assert result.exit_code == 75
    assert "plugdev" in result.fix


def test_nothing_on_usb_is_nothing_wrong(tmp_path: Path) -> None:
    """A phone may be reached by Wi-Fi."""
    assert usb_phones(tmp_path / "sys", tmp_path / "dev") == []
    assert judge_usb([]).status == "ok"
