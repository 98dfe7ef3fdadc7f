"""What a phone calls itself: maker, model, and the maker's own name for its Android."""

from __future__ import annotations

import pytest

from scanner.inbox.phone.skin import describe, is_xiaomi, read_properties, skin_of


@pytest.mark.parametrize(
    ("properties", "skin"),
    [
        ({}, ""),
        ({"ro.miui.ui.version.name": "V140"}, "MIUI 14"),
        ({"ro.miui.ui.version.name": "V125"}, "MIUI 12.5"),
        ({"ro.miui.ui.version.name": "V9"}, "MIUI 9"),
        ({"ro.miui.ui.version.name": "V816", "ro.mi.os.version.name": "OS2.0"}, "HyperOS 2.0"),
        ({"ro.build.version.emui": "EmotionUI_13.0.0"}, "EMUI 13.0.0"),
        (
            {"ro.build.version.emui": "EmotionUI_13", "hw_sc.build.platform.version": "4.0.0"},
            "HarmonyOS 4.0.0",
        ),
        ({"ro.build.version.magic": "8.0", "ro.build.version.emui": "EmotionUI_8"}, "MagicOS 8.0"),
        ({"ro.build.version.oplusrom": "V15.0.0"}, "ColorOS 15.0.0"),
        ({"ro.build.version.opporom": "V7.1"}, "ColorOS 7.1"),
        (
            {"ro.build.version.realmeui": "V5.0", "ro.build.version.oplusrom": "V14"},
            "realme UI 5.0",
        ),
        ({"ro.vivo.os.build.display.id": "OriginOS 5"}, "OriginOS 5"),
        ({"ro.vivo.os.build.display.id": "Funtouch OS_12"}, "Funtouch OS 12"),
        ({"ro.build.version.oneui": "60101"}, "One UI 6.1.1"),
        ({"ro.build.version.oneui": "70000"}, "One UI 7.0"),
    ],
)
def test_skin_is_named_as_its_maker_does(properties: dict[str, str], skin: str) -> None:
    """The newest name wins where a phone still carries an older one."""
    assert skin_of(properties) == skin


def test_properties_are_read_as_getprop_prints_them() -> None:
    """Empty ones are left out; brackets and CR LF do not matter."""
    output = "[a.b]: [1]\r\n[empty]: []\n[name]: [x [y] z]\nnoise\n"
    assert read_properties(output) == {"a.b": "1", "name": "x [y] z"}


def test_a_phone_that_says_nothing_is_described_as_unknown() -> None:
    """No guess is made, and none of it is an error."""
    device = describe("S1", {"ro.build.version.sdk": "x"})
    assert (device.sdk, device.skin, device.time_zone, device.manufacturer) == (None, "", "", "")
    assert not is_xiaomi(device)


@pytest.mark.parametrize(
    ("property_name", "expected"),
    [
        ("ro.miui.ui.version.name", True),
        ("ro.mi.os.version.name", True),
        ("ro.build.version.emui", False),
    ],
)
def test_xiaomi_is_told_by_its_system_and_not_by_its_brand(
    property_name: str, *, expected: bool
) -> None:
    """A Xiaomi phone with another Android on it has none of MIUI's filters."""
    properties = {property_name: "V1", "ro.product.manufacturer": "Xiaomi"}
    assert is_xiaomi(describe("S1", properties)) is expected
    assert not is_xiaomi(describe("S1", {"ro.product.manufacturer": "Xiaomi"}))
