"""The commands that the demo phone's shell knows, besides the shell's own.

Formats: toybox `getprop`, `grep`, `cat`, `id`; AOSP `AppOpsService.java` (shell command "get"),
`PackageManagerService` (`dumpsys package`) and `SettingsService.java`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from scanner.demo_phone.backup import backup
from scanner.demo_phone.content import run_content
from scanner.demo_phone.root import FOLDER, RootCommands
from scanner.demo_phone.shell import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scanner.demo_phone.profiles import Profile
    from scanner.demo_phone.provider import SmsProvider
    from scanner.demo_phone.shell import CommandFunction

_SHELL_PACKAGE = "com.android.shell"


class Hooks(Protocol):
    """Where a test takes part in what the phone does."""

    before_query: Callable[[Sequence[str]], object]
    """Called with the arguments of each `content` before it looks."""
    tamper: Callable[[bytes], bytes]
    """What becomes of the stdout of each `content` and `bu` on its way."""


class PhoneCommands:
    """The commands of one phone."""

    def __init__(self, profile: Profile, sms: SmsProvider, hooks: Hooks) -> None:
        self._profile = profile
        self._sms = sms
        self._hooks = hooks

    def by_name(self) -> Mapping[str, CommandFunction]:
        """Return what the shell calls for each command name."""
        ordinary: dict[str, CommandFunction] = {
            "appops": self._appops,
            "bu": self._bu,
            "cat": _cat,
            "cmd": self._cmd,
            "content": self._content,
            "dumpsys": self._dumpsys,
            "getprop": self._getprop,
            "grep": _grep,
            "id": _id,
            "settings": _settings,
        }
        if not self._profile.root:
            return ordinary
        return {**ordinary, "su": self._su(ordinary)}

    def _su(self, ordinary: Mapping[str, CommandFunction]) -> CommandFunction:
        def su(arguments: Sequence[str], stdin: bytes) -> Outcome:
            self._hooks.before_query(["su", *arguments])
            files = {str(FOLDER / name): content for name, content in self._sms.files().items()}
            outcome = RootCommands(ordinary, files).su(arguments, stdin)
            return Outcome(self._hooks.tamper(outcome.stdout), outcome.stderr, outcome.status)

        return su

    def _content(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        self._hooks.before_query(arguments)
        stdout, stderr = run_content(arguments, {"sms": self._sms}, self._profile.integers)
        return Outcome(self._hooks.tamper(stdout), self._profile.warnings.encode() + stderr)

    def _bu(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        match arguments:
            case ["backup", "com.android.providers.telephony"]:
                made = backup(self._sms.backup_rows(), self._profile.backup)
                return Outcome(self._hooks.tamper(made))
            case _:
                return Outcome()

    def _getprop(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        properties = self._profile.getprop()
        if not arguments:
            return _lines(f"[{name}]: [{properties[name]}]" for name in sorted(properties))
        default = arguments[1] if len(arguments) > 1 else ""
        return _lines([properties.get(arguments[0]) or default])

    def _cmd(self, arguments: Sequence[str], stdin: bytes) -> Outcome:
        match arguments:
            case ["appops", *rest]:
                return self._appops(rest, stdin)
            case [service, *_]:
                return _failure(f"cmd: Can't find service: {service}", 20)
            case _:
                return _failure("cmd: No service specified; use -l to list all services", 20)

    def _appops(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        match arguments:
            case ["get", package, *_] if package != _SHELL_PACKAGE:
                return _failure(f"Error: No UID for {package} in user 0", 255)
            case ["get", _, *operation]:
                return self._app_ops(*operation[:1])
            case _:
                return _failure("AppOps service (appops) commands:", 255)

    def _app_ops(self, operation: str | None = None) -> Outcome:
        modes = {}
        if self._profile.access == "ignored":
            modes["READ_SMS"] = "ignore; rejectTime=+1m2s345ms ago"
        elif self._profile.access == "allowed":
            modes["READ_SMS"] = "allow; time=+1m2s345ms ago"
        if self._profile.service_filter:
            modes["MIUIOP(10018)"] = "ignore; rejectTime=+1m2s345ms ago"
        shown = [f"{name}: {mode}" for name, mode in modes.items() if operation in (None, name)]
        default = ["Default mode: allow"] if operation else []
        return _lines(shown or ["No operations.", *default])

    def _dumpsys(self, arguments: Sequence[str], _stdin: bytes) -> Outcome:
        match arguments:
            case ["package", package] if package == _SHELL_PACKAGE:
                return self._shell_package()
            case ["package", package]:
                return _lines([f"Unable to find package: {package}"])
            case _:
                return _failure(f"Can't find service: {' '.join(arguments)}", 0)

    def _shell_package(self) -> Outcome:
        installed = ["android.permission.DUMP", "android.permission.INTERNET"]
        is_denied = self._profile.access.endswith("denied")
        runtime = [] if is_denied else ["android.permission.READ_SMS"]
        sdk = self._profile.sdk
        return _lines(
            [
                "Packages:",
                f"  Package [{_SHELL_PACKAGE}] (1c2d3e4):",
                "    userId=2000",
                f"    versionCode={sdk} minSdk={sdk} targetSdk={sdk}",
                f"    versionName={self._profile.android}",
                "    requested permissions:",
                *(f"      {name}" for name in installed + runtime),
                "    install permissions:",
                *(f"      {name}: granted=true" for name in installed),
                "    User 0: installed=true hidden=false stopped=false",
                "      runtime permissions:",
                *(f"        {name}: granted=true, flags=[ SYSTEM_FIXED ]" for name in runtime),
            ]
        )


def _lines(lines: Iterable[str]) -> Outcome:
    return Outcome("".join(f"{line}\n" for line in lines).encode())


def _failure(message: str, status: int) -> Outcome:
    return Outcome(stderr=f"{message}\n".encode(), status=status)


def _settings(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    match arguments:
        case ["get", "secure", "sms_default_application"]:
            return _lines(["com.android.mms"])
        case ["get", "system" | "secure" | "global", _]:
            return _lines(["null"])
        case _:
            return _failure("Settings provider (settings) commands:", 255)


def _id(_arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return _lines(["uid=2000(shell) gid=2000(shell) groups=2000(shell) context=u:r:shell:s0"])


def _cat(arguments: Sequence[str], stdin: bytes) -> Outcome:
    for path in arguments:
        if path not in ("-", "/dev/null"):
            return _failure(f"cat: {path}: No such file or directory", 1)
    return Outcome(stdin if not arguments or "-" in arguments else b"")


def _grep(arguments: Sequence[str], stdin: bytes) -> Outcome:
    """`grep [-EFiv] [-A LINES] PATTERN` over stdin."""
    is_flag = re.compile(r"-[EFiv]+").fullmatch
    flags = "".join(argument for argument in arguments if is_flag(argument))
    rest = " ".join(argument for argument in arguments if not is_flag(argument))
    found = re.fullmatch(r"(?:-A ?(\d+) )?([^-].*)", rest)
    if not found:
        return _failure('grep: see "grep --help"', 2)
    pattern = re.escape(found.group(2)) if "F" in flags else found.group(2)
    try:
        wanted = re.compile(pattern.encode(), re.IGNORECASE if "i" in flags else 0)
    except re.error:
        return _failure(f"grep: bad REGEX: {pattern}", 2)
    shown: list[bytes] = []
    until = -1
    matched = False
    for number, text in enumerate(stdin.splitlines(keepends=True)):
        if bool(wanted.search(text)) != ("v" in flags):
            matched, until = True, number + int(found.group(1) or 0)
        if number <= until:
            shown.append(text)
    return Outcome(b"".join(shown), status=0 if matched else 1)
