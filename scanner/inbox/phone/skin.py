"""What a phone says about itself in its system properties, and what its maker calls its Android."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scanner.inbox.acquisition import Device

_PROPERTY = re.compile(r"^\[([^\]]+)\]: \[(.*)\]\r?$", re.MULTILINE)

# Each maker's system, newest property first: (property, name, what to cut off its value). The
# properties are those that public device-detecting libraries read. HyperOS still carries MIUI's
# property, HarmonyOS up to 4 carries EMUI's, and realme UI carries ColorOS's, so order matters.
_SKINS = (
    ("ro.mi.os.version.name", "HyperOS", "OS"),
    ("ro.miui.ui.version.name", "MIUI", "V"),
    ("hw_sc.build.platform.version", "HarmonyOS", ""),
    ("ro.build.version.magic", "MagicOS", ""),
    ("ro.build.version.emui", "EMUI", "EmotionUI_"),
    ("ro.build.version.realmeui", "realme UI", "V"),
    ("ro.build.version.oplusrom", "ColorOS", "V"),
    ("ro.build.version.opporom", "ColorOS", "V"),
    ("ro.build.version.oneui", "One UI", ""),
)
_VIVO = "ro.vivo.os.build.display.id"  # in full: "OriginOS 4", "Funtouch OS_12"
_XIAOMI = ("HyperOS", "MIUI")


def read_properties(output: str) -> dict[str, str]:
    """Return the properties that `getprop` printed, empty ones left out."""
    return {name: value.strip() for name, value in _PROPERTY.findall(output) if value.strip()}


def describe(serial: str, properties: Mapping[str, str]) -> Device:
    """Return the phone as its properties describe it."""
    sdk = properties.get("ro.build.version.sdk", "")
    return Device(
        serial=serial,
        manufacturer=properties.get("ro.product.manufacturer", ""),
        model=properties.get("ro.product.model", ""),
        android=properties.get("ro.build.version.release", ""),
        sdk=int(sdk) if sdk.isascii() and sdk.isdigit() else None,
        skin=skin_of(properties),
        time_zone=properties.get("persist.sys.timezone", ""),
        hardware_serial=properties.get("ro.serialno", ""),
    )


def skin_of(properties: Mapping[str, str]) -> str:
    """Return the maker's system and its version, such as "HyperOS 2.0"; "" on stock Android."""
    for name, skin, prefix in _SKINS:
        if version := properties.get(name):
            return f"{skin} {_version(skin, version.removeprefix(prefix))}"
    return properties.get(_VIVO, "").replace("_", " ")


def is_xiaomi(device: Device) -> bool:
    """Tell whether the phone runs Xiaomi's system, which filters SMS in ways of its own."""
    return device.skin.startswith(_XIAOMI)


def _version(skin: str, value: str) -> str:
    if skin == "MIUI" and re.fullmatch(r"[1-9]\d\d", value):  # "125" is 12.5, "140" is 14
        return value[:2] + (f".{value[2]}" if value[2] != "0" else "")
    if skin == "One UI" and re.fullmatch(r"\d{5,6}", value):  # "60101" is 6.1.1
        major, minor, patch = int(value) // 10_000, int(value) // 100 % 100, int(value) % 100
        return f"{major}.{minor}" + (f".{patch}" if patch else "")
    return value
