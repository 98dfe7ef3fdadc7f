"""Which adb program to run, and how to get one."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scanner.errors import PhoneNotReady
from scanner.i18n import N_

_VERSION_TIMEOUT_S = 10.0
_VERSION = re.compile(r"Android Debug Bridge version 1\.0\.(\d+)")

_HINTS = {
    "Darwin": N_(
        "Install it with `brew install android-platform-tools`, then run this again. An adb that "
        "is elsewhere can be named in the environment variable ADBUTILS_ADB_PATH."
    ),
    "Linux": N_(
        "Install it with your system's packages (Debian and Ubuntu: `sudo apt install adb`), then "
        "run this again. An adb that is elsewhere can be named in the environment variable "
        "ADBUTILS_ADB_PATH."
    ),
    "Windows": N_(
        "Get SDK Platform-Tools for Windows from developer.android.com, unpack it, and name its "
        "adb.exe in the environment variable ADBUTILS_ADB_PATH."
    ),
}


@dataclass(frozen=True, slots=True)
class AdbBinary:
    """An adb program that answered `adb version`."""

    path: str
    version: int | None
    """The protocol version that its server speaks: 41 for "1.0.41". None = it did not say."""


def find_adb() -> AdbBinary:
    """Return the first adb that runs: named by the environment, in PATH, or bundled with adbutils.

    The environment is ADBUTILS_ADB_PATH (the program) and ANDROID_HOME / ANDROID_SDK_ROOT (an SDK
    with platform-tools). Wheels of adbutils bundle adb for Windows, macOS and Linux on x86-64; on
    other platforms it must be installed.

    Raises:
        PhoneNotReady: there is none, or the one named by ADBUTILS_ADB_PATH does not run.
    """
    named = os.environ.get("ADBUTILS_ADB_PATH")
    if named:
        binary = _try(named)
        if binary is None:
            raise PhoneNotReady(
                "The adb that ADBUTILS_ADB_PATH names does not run: {path}",
                "Correct the variable, or unset it to use the adb that is in PATH or bundled.",
                path=named,
            )
        return binary
    for candidate in _candidates():
        binary = _try(candidate)
        if binary is not None:
            return binary
    raise PhoneNotReady(
        "There is no adb on this computer ({system}), and sms-scanner needs it to talk to a phone.",
        _HINTS.get(platform.system(), _HINTS["Linux"]),
        system=f"{platform.system()} {platform.machine()}",
    )


def _candidates() -> list[str]:
    import adbutils

    name = "adb.exe" if sys.platform == "win32" else "adb"
    found = []
    for variable in ("ANDROID_HOME", "ANDROID_SDK_ROOT"):
        sdk = os.environ.get(variable)
        if sdk:
            found.append(str(Path(sdk) / "platform-tools" / name))
    in_path = shutil.which("adb")
    if in_path:
        found.append(in_path)
    found.append(str(Path(adbutils.__file__).parent / "binaries" / name))
    return [candidate for candidate in found if Path(candidate).is_file()]


def _try(path: str) -> AdbBinary | None:
    try:
        answer = subprocess.run(
            [path, "version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_VERSION_TIMEOUT_S,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    version = _VERSION.search(answer.decode("utf-8", "replace"))
    return AdbBinary(path, int(version[1]) if version else None)
