"""The phones that the demo phone can be: which Android, which maker, which obstacles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.demo_phone.backup import Consent

ANDROID_10 = 29
"""From this SDK on, restricted callers' SQL is checked and the shell holds READ_SMS."""

ANDROID_14 = 34
"""From this SDK on, SmsProvider hides rows of subscriptions that the phone never had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of phone. The defaults are a phone without obstacles."""

    name: str
    manufacturer: str = "Google"
    model: str = "Pixel 8"
    device: str = "shiba"
    android: str = "14"
    """Release, as in `ro.build.version.release`."""
    sdk: int = ANDROID_14
    time_zone: str = "Asia/Shanghai"
    properties: tuple[tuple[str, str], ...] = ()
    """More properties for `getprop`."""

    connection: Literal["device", "unauthorised", "offline"] = "device"
    """What the phone answers to a connection: yes; "who are you?" for ever; nothing."""
    shell_v2: bool = True
    """False = before Android 7: stderr merged into stdout, and no exit status."""
    command_delay_s: float = 0.0
    """Time before a command's first byte; `content` really takes 0.3 to 1.5 s to start."""
    write_pause_s: float = 0.0
    """Time before each further message of output."""
    write_sizes: tuple[int, ...] = ()
    """Sizes in bytes that messages of output take in turn; () = as large as the server allows."""
    drop_after_bytes: int | None = None
    """The cable is pulled when a connection has carried so much output."""

    access: Literal["allowed", "opening-denied", "reading-denied", "ignored", "locked"] = "allowed"
    """How Android answers a reader of SMS: rows; one of its two refusals; an empty cursor (the
    app-op READ_SMS set to "ignore", ContentProvider.Transport.query); no database, as it is
    encrypted until somebody unlocks a phone that has restarted (Direct Boot)."""
    subscriptions: tuple[int, ...] = (1, 2)
    """Rows of the subscription table: SIM cards that were ever in this phone."""
    expressions: bool = True
    """False = a provider that accepts bare column names only (setStrictColumns)."""
    conditions: bool = True
    """False = a provider that takes neither a condition nor an order."""
    root: bool = False
    """Whether `su` lets the shell be root, as on a rooted phone."""
    strict_sql_check: bool = False
    """The newest AOSP: a restricted caller that uses hex(), typeof(), substr() and the like gets a
    null cursor, so "No result found."; quote(CAST(… AS BLOB)) still gives a text in hex."""
    integers: Literal["long", "int"] = "long"
    """How `content` prints integers; "int" cuts them to 32 bits, as in the 5.x era."""
    warnings: str = ""
    """What the linker says on stderr before each `content`, on some makers' phones."""
    backup: Consent = "confirmed"
    """What becomes of `bu backup`, which asks on the phone's screen."""
    service_filter: bool = False
    """Xiaomi: SMS from service numbers are hidden (app-op 10018)."""
    blocked_box: bool = False
    """Xiaomi: blocked SMS are hidden, and shown by `?blocked_flag=1` (alone) or `=2` (all)."""
    blocked_mixed: bool = False
    """Xiaomi: `?blocked_flag=1` shows all as well."""

    @property
    def features(self) -> tuple[str, ...]:
        """What the daemon offers in its banner."""
        return ("shell_v2", "cmd", "stat_v2", "ls_v2") if self.shell_v2 else ("cmd",)

    def getprop(self) -> dict[str, str]:
        """Return every system property of the phone."""
        return {
            "persist.sys.timezone": self.time_zone,
            "ro.build.version.release": self.android,
            "ro.build.version.sdk": str(self.sdk),
            "ro.product.brand": self.manufacturer,
            "ro.product.device": self.device,
            "ro.product.manufacturer": self.manufacturer,
            "ro.product.model": self.model,
            "ro.product.name": self.device,
            "ro.serialno": "DEMO0000",
            "sys.boot_completed": "1",
            **dict(self.properties),
        }


_ANDROID_14 = Profile(name="android-14")
_XIAOMI = Profile(
    name="",
    manufacturer="Xiaomi",
    model="2201123C",
    device="cupid",
    blocked_box=True,
    properties=(("ro.miui.ui.version.name", "V816"), ("ro.mi.os.version.name", "OS1.0")),
)

_ALL = (
    _ANDROID_14,
    replace(
        _ANDROID_14, name="android-10", model="Pixel 3", device="blueline", android="10", sdk=29
    ),
    # The shell of stock Android 9 and older lacks READ_SMS (packages/Shell/AndroidManifest.xml).
    replace(
        _ANDROID_14,
        name="android-9",
        model="Pixel 2",
        device="walleye",
        android="9",
        sdk=28,
        access="opening-denied",
    ),
    replace(_ANDROID_14, name="denied", access="opening-denied"),
    replace(_ANDROID_14, name="denied-reading", access="reading-denied"),
    replace(_ANDROID_14, name="silently-empty", access="ignored"),
    replace(_ANDROID_14, name="locked", access="locked"),
    replace(_XIAOMI, name="miui-service-filter", service_filter=True),
    replace(_XIAOMI, name="miui-blocked"),
    replace(_ANDROID_14, name="expressions-refused", expressions=False),
    replace(_ANDROID_14, name="plain-only", expressions=False, conditions=False),
    replace(_ANDROID_14, name="rooted", access="opening-denied", root=True),
    replace(_ANDROID_14, name="android-strict-sql", strict_sql_check=True),
    replace(_ANDROID_14, name="int-era", integers="int"),
    replace(_ANDROID_14, name="no-shell-v2", shell_v2=False),
    replace(
        _ANDROID_14,
        name="linker-warnings",
        warnings="WARNING: linker: /system/lib64/libhook.so: unused DT entry: type 0x1d arg 0x9f\n",
    ),
    replace(_ANDROID_14, name="slow", command_delay_s=0.4, write_pause_s=0.02, write_sizes=(4096,)),
    replace(_ANDROID_14, name="drops", drop_after_bytes=20_001),
    replace(_ANDROID_14, name="odd-bytes", write_sizes=(1, 3, 7, 61, 509, 1021)),
    replace(_ANDROID_14, name="unauthorised", connection="unauthorised"),
    replace(_ANDROID_14, name="offline", connection="offline"),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({profile.name: profile for profile in _ALL})
"""Every profile by its name."""
