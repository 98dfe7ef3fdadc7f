"""What is known of makers' systems, each fact with who found it out.

All of these are reports by users of other programs; none is the maker's own word, and none says for
certain what adb's shell gets to see. That is why they are notes, and the row probe decides.
"""

from __future__ import annotations

from scanner.doctor.model import VendorNote
from scanner.i18n import N_
from scanner.inbox.acquisition import Device

_XIAOMI = (
    VendorNote(
        N_(
            "Apps see only messages of persons until they are allowed to read notification SMS "
            "(通知类短信); nothing says so. Whether adb is filtered too is not known: compare the "
            "count with the Messages app."
        ),
        "https://github.com/davidche1116/Sms/issues/3",
    ),
    VendorNote(
        N_(
            "Network SMS (免费网络短信) and 5G messages (5G消息) are not in the SMS store; switch "
            "them off in the Messages app for later ones to arrive as SMS."
        ),
        "https://github.com/pppscn/SmsForwarder/issues/509",
    ),
    VendorNote(
        N_(
            "“USB debugging (Security settings)” lets adb change permissions and needs a Mi "
            "account; reading SMS is not known to need it."
        ),
        "https://github.com/Genymobile/scrcpy/issues/70",
    ),
)
_OPPO = (
    VendorNote(
        N_(
            "If something is refused: Developer options > Disable permission monitoring "
            "(禁止权限监控) gives adb's shell its permissions back."
        ),
        "https://github.com/PhilippC/kp2a_keyboardswap/issues/12",
    ),
)
_VIVO = (
    VendorNote(
        N_("One user could export SMS here, though not MMS; no filter of SMS is known."),
        "https://github.com/tmo1/sms-ie/issues/364",
    ),
)
_HUAWEI = (
    VendorNote(
        N_("Apps could not read notification SMS here. Whether adb can is not known."),
        "https://github.com/HaoFeiWang/MessageRelayer/issues/2",
    ),
    VendorNote(
        N_("Huawei: on Windows the phone needs its driver “HDB Interface”."),
        "https://github.com/viarotel-org/escrcpy/issues/486",
    ),
)
_HARMONY_NEXT = VendorNote(
    N_("HarmonyOS NEXT does not speak adb (it has hdc instead) and cannot be read."),
    "https://github.com/zai-org/Open-AutoGLM/issues/221",
)
_SAMSUNG = VendorNote(
    N_("Samsung: Auto Blocker has to be off before USB or wireless debugging can be switched on."),
    "https://github.com/keymapperorg/KeyMapper/issues/2155",
)

_BY_SKIN = (
    (("HyperOS", "MIUI"), _XIAOMI),
    (("ColorOS", "realme UI"), _OPPO),
    (("OriginOS", "Funtouch"), _VIVO),
    (("EMUI", "HarmonyOS", "MagicOS"), _HUAWEI),
    (("One UI",), (_SAMSUNG,)),
)

BEFORE_CONNECTING = (_SAMSUNG, _HARMONY_NEXT, _HUAWEI[1])
"""Why a phone of some makers does not show up at all."""


def notes_for(device: Device) -> tuple[VendorNote, ...]:
    """Return what is known of a phone's system; nothing for stock Android."""
    return next((notes for skins, notes in _BY_SKIN if device.skin.startswith(skins)), ())
