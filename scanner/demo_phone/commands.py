"""The commands that the demo phone's shell knows, besides the shell's own.

Formats: toybox `getprop`, `grep`, `cat`, `id`; AOSP `AppOpsService.java` (shell command "get"),
`PackageManagerService` (`dumpsys package`) and `SettingsService.java`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.demo_phone.content import run_content
from scanner.demo_phone.shell import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scanner.demo_phone.profiles import Profile
    from scanner.demo_phone.provider import SmsProvider
    from scanner.demo_phone.shell import CommandFunction

_SHELL_PACKAGE = "com.android.shell"


def phone_commands(
    profile: Profile,
    sms: SmsProvider,
    *,
    before_query: Callable[[Sequence[str]], None],
    tamper: Callable[[bytes], bytes],
) -> Mapping[str, CommandFunction]:
    """Return the commands of a phone by name.

    Args:
        profile: which phone.
        sms: the provider of its messages.
        before_query: called with the arguments of each `content` before it looks.
        tamper: what becomes of each `content`'s stdout on its way.
    """

    def content(arguments: Sequence[str], _stdin: bytes) -> Outcome:
        before_query(arguments)
        stdout, stderr = run_content(arguments, {"sms": sms}, profile.integers)
        return Outcome(tamper(stdout), stderr)

    def getprop(arguments: Sequence[str], _stdin: bytes) -> Outcome:
        properties = profile.getprop()
        if not arguments:
            return _text(f"[{name}]: [{properties[name]}]" for name in sorted(properties))
        default = arguments[1] if len(arguments) > 1 else ""
        return _text([properties.get(arguments[0]) or default])

    def appops(arguments: Sequence[str], _stdin: bytes) -> Outcome:
        match arguments:
            case ["get", package, *operation]:
                return _app_ops(profile, package, *operation[:1])
            case _:
                return Outcome(stderr=b"AppOps service (appops) commands:\n", status=255)

    def cmd(arguments: Sequence[str], stdin: bytes) -> Outcome:
        match arguments:
            case ["appops", *rest]:
                return appops(rest, stdin)
            case [service, *_]:
                message = f"cmd: Can't find service: {service}\n"
                return Outcome(stderr=message.encode(), status=20)
            case _:
                return Outcome(stderr=b"cmd: No service specified; use -l to list\n", status=20)

    def dumpsys(arguments: Sequence[str], _stdin: bytes) -> Outcome:
        match arguments:
            case ["package", package]:
                return _package(profile, package)
            case _:
                return Outcome(stderr=f"Can't find service: {' '.join(arguments)}\n".encode())

    return {
        "appops": appops,
        "cat": _cat,
        "cmd": cmd,
        "content": content,
        "dumpsys": dumpsys,
        "getprop": getprop,
        "grep": _grep,
        "id": _id,
        "settings": _settings,
    }


def _text(lines: Sequence[str] | object) -> Outcome:
    return Outcome("".join(f"{line}\n" for line in lines).encode())


def _app_ops(profile: Profile, package: str, operation: str | None = None) -> Outcome:
    if package != _SHELL_PACKAGE:
        message = f"Error: No UID for {package} in user 0\n"
        return Outcome(stderr=message.encode(), status=255)
    modes = {}
    if profile.access == "ignored":
        modes["READ_SMS"] = "ignore; rejectTime=+1m2s345ms ago"
    elif profile.access == "allowed":
        modes["READ_SMS"] = "allow; time=+1m2s345ms ago"
    if profile.service_filter:
        modes["MIUIOP(10018)"] = "ignore; rejectTime=+1m2s345ms ago"
    lines = [f"{name}: {mode}" for name, mode in modes.items() if operation in (None, name)]
    if not lines:
        default = ["Default mode: allow"] if operation else []
        lines = ["No operations.", *default]
    return _text(lines)


def _package(profile: Profile, package: str) -> Outcome:
    if package != _SHELL_PACKAGE:
        return _text([f"Unable to find package: {package}"])
    permissions = ["android.permission.DUMP", "android.permission.INTERNET"]
    if not profile.access.endswith("denied"):
        permissions.append("android.permission.READ_SMS")
    return _text(
        [
            "Packages:",
            f"  Package [{package}] (1c2d3e4):",
            "    userId=2000",
            f"    versionCode={profile.sdk} minSdk={profile.sdk} targetSdk={profile.sdk}",
            f"    versionName={profile.android}",
            "    requested permissions:",
            *(f"      {name}" for name in permissions),
            "    install permissions:",
            *(f"      {name}: granted=true" for name in permissions[:2]),
            "    User 0: installed=true hidden=false stopped=false",
            "      runtime permissions:",
            *(
                f"        {name}: granted=true, flags=[ SYSTEM_FIXED|GRANTED_BY_DEFAULT]"
                for name in permissions[2:]
            ),
        ]
    )


def _settings(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    match arguments:
        case ["get", "secure", "sms_default_application"]:
            return _text(["com.android.mms"])
        case ["get", "system" | "secure" | "global", _name]:
            return _text(["null"])
        case _:
            return Outcome(stderr=b"Settings provider (settings) commands:\n", status=255)


def _id(_arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return _text(["uid=2000(shell) gid=2000(shell) groups=2000(shell) context=u:r:shell:s0"])


def _cat(arguments: Sequence[str], stdin: bytes) -> Outcome:
    for path in arguments:
        if path not in ("-", "/dev/null"):
            message = f"cat: {path}: No such file or directory\n"
            return Outcome(stderr=message.encode(), status=1)
    return Outcome(stdin if not arguments or "-" in arguments else b"")


def _grep(arguments: Sequence[str], stdin: bytes) -> Outcome:
    """`grep [-EFiv] [-A LINES] PATTERN` over stdin."""
    options = "".join(a[1:] for a in arguments if re.fullmatch(r"-[EFiv]+", a))
    line = " ".join(a for a in arguments if not re.fullmatch(r"-[EFiv]+", a))
    found = re.fullmatch(r"(?:-A ?(\d+) )?([^-].*)", line)
    if not found:
        return Outcome(stderr=b'grep: see "grep --help"\n', status=2)
    after, pattern = int(found.group(1) or 0), found.group(2)
    wanted = re.compile(
        (re.escape(pattern) if "F" in options else pattern).encode(),
        re.IGNORECASE if "i" in options else 0,
    )
    shown: list[bytes] = []
    until = -1
    matched = False
    for number, text in enumerate(stdin.splitlines(keepends=True)):
        if bool(wanted.search(text)) != ("v" in options):
            matched, until = True, number + after
        if number <= until:
            shown.append(text)
    return Outcome(b"".join(shown), status=0 if matched else 1)
