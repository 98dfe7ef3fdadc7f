"""Runs command lines as Android's shell does, over commands that are Python functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.demo_phone.shell_syntax import Operator, ShellSyntaxError, parse

if TYPE_CHECKING:
    from scanner.demo_phone.shell_syntax import Pipeline, Redirection, SimpleCommand, Word

SHELL = "/system/bin/sh"
_NOT_FOUND = 127
_NOT_EXECUTABLE = 126


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command wrote, and its exit status (0 to 255)."""

    stdout: bytes = b""
    stderr: bytes = b""
    status: int = 0


CommandFunction = Callable[[Sequence[str], bytes], Outcome]
"""Takes the arguments (without the command's name) and stdin."""

Write = Callable[[int, bytes], None]
"""Takes a file descriptor (1 or 2) and what was written to it."""


class _Exit(Exception):  # noqa: N818 - control flow, not an error
    def __init__(self, status: int) -> None:
        self.status = status


def run_shell(line: str, commands: Mapping[str, CommandFunction], write: Write) -> int:
    """Run a command line as `sh -c` would; return its exit status.

    `write` receives the output of each command as soon as that command is done. The builtins
    `echo`, `exit`, `true`, `false` and `:` are always there.
    """
    run = _Run(commands, write)
    try:
        for pipelines in parse(line):
            for pipeline in pipelines:
                run.pipeline(pipeline)
    except ShellSyntaxError as error:
        write(2, f"{SHELL}: {error}\n".encode())
        return 1
    except _Exit as end:
        return end.status
    return run.status


class _Run:
    def __init__(self, commands: Mapping[str, CommandFunction], write: Write) -> None:
        self.status = 0
        self._commands = commands
        self._write = write

    def pipeline(self, pipeline: Pipeline) -> None:
        skipped_after = {Operator.AND: self.status != 0, Operator.OR: self.status == 0}
        if skipped_after.get(pipeline.condition):
            return
        piped = b""
        *feeding, last = pipeline.commands
        for command in feeding:
            stdout = bytearray()
            try:
                self._command(command, piped, stdout)
            except _Exit as end:  # each part of a pipe is a shell of its own
                self.status = end.status
            piped = bytes(stdout)
        self.status = self._command(last, piped, None)

    def _command(self, command: SimpleCommand, stdin: bytes, piped: bytearray | None) -> int:
        words = [field for word in command.words for field in self._expand(word)]
        targets = self._targets(command.redirections)
        if targets is None:
            return 1
        outcome = self._call(words, stdin) if words else Outcome()
        for descriptor, data in ((1, outcome.stdout), (2, outcome.stderr)):
            target = targets[descriptor]
            if not data or target == 0:
                continue
            if target == 1 and piped is not None:
                piped += data
            else:
                self._write(target, data)
        return outcome.status

    def _targets(self, redirections: Sequence[Redirection]) -> dict[int, int] | None:
        """Return where 1 and 2 go: 1, 2 or nowhere (0); None where a file cannot be created."""
        targets = {1: 1, 2: 2}
        for redirection in redirections:
            descriptor, target = redirection.descriptor, redirection.target
            if isinstance(target, int):
                targets[descriptor] = targets.get(target, 0)
                continue
            path = " ".join(self._expand(target))
            if path != "/dev/null":
                self._write(2, f"{SHELL}: {path}: create: Read-only file system\n".encode())
                return None
            targets[descriptor] = 0
        return targets

    def _call(self, words: list[str], stdin: bytes) -> Outcome:
        name, *arguments = words
        function = _BUILTINS.get(name) or self._commands.get(name.removeprefix("/system/bin/"))
        if not name:  # every folder of $PATH, followed by nothing, is a folder
            message = f"{SHELL}: : can't execute: Is a directory\n"
            return Outcome(stderr=message.encode(), status=_NOT_EXECUTABLE)
        if function is None:
            message = f"{SHELL}: {name}: inaccessible or not found\n"
            return Outcome(stderr=message.encode(), status=_NOT_FOUND)
        if function is _exit and not arguments:
            raise _Exit(self.status)
        return function(arguments, stdin)

    def _expand(self, word: Word) -> list[str]:
        """Return the fields of a word: one, or as an unquoted parameter splits, none or many."""
        fields: list[str] = []
        current: str | None = None
        for piece in word:
            text = self._parameter(piece.text) if piece.is_parameter else piece.text
            if piece.is_quoted or not piece.is_parameter:
                current = (current or "") + text
                continue
            parts = re.split(r"[ \t\n]+", text)
            for number, part in enumerate(parts):
                if number and current is not None:
                    fields.append(current)
                    current = None
                if part:
                    current = (current or "") + part
        return fields if current is None else [*fields, current]

    def _parameter(self, name: str) -> str:
        known = {"?": str(self.status), "0": SHELL, "PWD": "/", "USER": "shell", "HOME": "/"}
        return known.get(name, "")


def _echo(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    """Android's echo reads escapes unless told -E, and takes options only before all else."""
    rest = list(arguments)
    newline, escapes = "\n", True
    while rest and re.fullmatch(r"-[neE]+", rest[0]):
        for letter in rest.pop(0)[1:]:
            newline = "" if letter == "n" else newline
            escapes = letter == "e" if letter in "eE" else escapes
    text = " ".join(rest)
    if escapes:
        text, no_newline = _unescape(text)
        newline = "" if no_newline else newline
    return Outcome((text + newline).encode("utf-8", "surrogateescape"))


_ESCAPE = re.compile(r"\\(0[0-7]{0,3}|[abcfnrtv\\])")
_ESCAPES = dict(zip("abfnrtv\\", "\a\b\f\n\r\t\v\\", strict=True))


def _unescape(text: str) -> tuple[str, bool]:
    """Replace echo's escapes; the second value tells whether "no newline" was among them."""
    shown, end, no_newline = [], 0, False
    for found in _ESCAPE.finditer(text):
        shown.append(text[end : found.start()])
        end = found.end()
        letter = found.group(1)
        if letter == "c":
            no_newline = True
        else:
            shown.append(_ESCAPES[letter] if letter in _ESCAPES else chr(int(letter, 8) & 0xFF))
    return "".join([*shown, text[end:]]), no_newline


def _exit(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    if not re.fullmatch(r"-?[0-9]+", arguments[0]):
        message = f"{SHELL}: exit: bad number: {arguments[0]}\n"
        return Outcome(stderr=message.encode(), status=1)
    raise _Exit(int(arguments[0]) & 0xFF)


def _true(_arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return Outcome()


def _false(_arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return Outcome(status=1)


_BUILTINS: Mapping[str, CommandFunction] = {
    "echo": _echo,
    "exit": _exit,
    "true": _true,
    ":": _true,
    "false": _false,
}
