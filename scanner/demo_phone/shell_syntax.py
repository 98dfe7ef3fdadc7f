"""A part of the shell's grammar: what `sh -c` makes of a command line, before anything runs.

Words with all quotings, parameters ($?, $NAME), lists (`;`, `&&`, `||`, newline), pipes and
redirections of output. A pattern (`*`, `?`) stays as it is, as where no file matches. Everything
else (substitutions, control words, assignments, input redirection) is refused rather than misread.
Source: POSIX.1-2017, Shell Command Language, and mksh(1), which is Android's shell; a test compares
both on many command lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class ShellSyntaxError(Exception):
    """A command line that the shell refuses, or that this part of a shell does not know."""


class Piece(NamedTuple):
    """A part of a word: literal characters, or the name of a parameter to put in their place."""

    text: str
    is_parameter: bool = False
    is_quoted: bool = False


Word = tuple[Piece, ...]


class Operator(StrEnum):
    """What stands between commands."""

    THEN = ";"
    AND = "&&"
    OR = "||"
    PIPE = "|"
    LINE = "\n"


@dataclass(frozen=True, slots=True)
class Redirection:
    """Where a file descriptor goes: to a copy of another one, or to the file a word names."""

    descriptor: int
    target: int | Word


@dataclass(slots=True)
class SimpleCommand:
    """A command with its arguments and the redirections in their order."""

    words: list[Word] = field(default_factory=list)
    redirections: list[Redirection] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.redirections)


class Pipeline(NamedTuple):
    """Commands joined by `|`, and the operator before them: `;` (always), `&&` or `||`."""

    condition: Operator
    commands: list[SimpleCommand]


_BLANKS = re.compile(r"(?:[ \t]|\\\n)+")
_COMMENT = re.compile(r"#[^\n]*")
_OPERATOR = re.compile(r"&&|\|\||[;|\n]")
_REDIRECTION = re.compile(r"([0-9]?)>(?:&([12])(?![^\s;|&<>()])|>?(?![&>|]))")
_PLAIN = re.compile(r"[^\s'\"\\$;|&<>()`{~]+")
_QUOTED_PLAIN = re.compile(r"[^\"\\$`]+")
_PARAMETER = re.compile(r"\$(?:\{([A-Za-z_]\w*|[?0-9])\}|([A-Za-z_]\w*+(?!\\\n)|[?0-9]))", re.ASCII)
_UNKNOWN_DOLLAR = re.compile(r"\$(?:[({$!#*@-]|\w*\\\n)", re.ASCII)
_UNKNOWN_QUOTE = re.compile(r"\$['\"]")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=", re.ASCII)
_CONTROL_WORDS = frozenset(
    ("!", "}", "[[", "case", "do", "done", "elif", "else", "esac", "fi", "for", "function")
) | {"if", "in", "select", "then", "time", "until", "while"}


def parse(line: str) -> Iterator[list[Pipeline]]:
    """Yield the pipelines of each line as the shell reads them: one line, then the next.

    Raises:
        ShellSyntaxError: while iterating, after the lines before have been yielded.
    """
    reader = _LineReader()
    for token in _tokens(line):
        if isinstance(token, Operator):
            if complete := reader.operator(token):
                yield complete
        elif isinstance(token, Redirection):
            reader.command.redirections.append(token)
        else:
            reader.word(token)
    if complete := reader.end():
        yield complete


class _LineReader:
    """Puts tokens together to the pipelines of one line after another."""

    def __init__(self) -> None:
        self._pipelines: list[Pipeline] = []
        self._condition = Operator.THEN
        self._commands = [SimpleCommand()]

    @property
    def command(self) -> SimpleCommand:
        return self._commands[-1]

    def word(self, word: Word) -> None:
        first = word[0]
        if not (self.command.words or first.is_quoted or first.is_parameter):
            is_control = len(word) == 1 and first.text in _CONTROL_WORDS
            if is_control or _ASSIGNMENT.match(first.text):
                raise ShellSyntaxError(f"'{first.text}' is not part of this shell")
        self.command.words.append(word)

    def operator(self, operator: Operator) -> list[Pipeline]:
        """Take an operator; return the pipelines of the line that it completes, if any."""
        if not self.command:
            if operator is not Operator.LINE:
                raise ShellSyntaxError(f"syntax error: unexpected '{operator}'")
            return [] if self._goes_on() else self._take_line()
        if operator is Operator.PIPE:
            self._commands.append(SimpleCommand())
            return []
        self._pipelines.append(Pipeline(self._condition, self._commands))
        self._commands = [SimpleCommand()]
        self._condition = Operator.THEN if operator is Operator.LINE else operator
        return self._take_line() if operator is Operator.LINE else []

    def end(self) -> list[Pipeline]:
        """Return the pipelines of a last line without a line feed."""
        if not self.command:
            if self._goes_on():
                raise ShellSyntaxError("syntax error: unexpected EOF")
            return self._take_line()
        return self.operator(Operator.LINE)

    def _goes_on(self) -> bool:
        """Whether a line after this one belongs to it, as after `&&`, `||` and `|`."""
        return len(self._commands) > 1 or self._condition is not Operator.THEN

    def _take_line(self) -> list[Pipeline]:
        pipelines, self._pipelines = self._pipelines, []
        return pipelines


Token = Word | Redirection | Operator


def _tokens(line: str) -> Iterator[Token]:
    position = 0
    while position < len(line):
        if found := _BLANKS.match(line, position) or _COMMENT.match(line, position):
            position = found.end()
        elif found := _OPERATOR.match(line, position):
            yield Operator(found.group())
            position = found.end()
        elif found := _REDIRECTION.match(line, position):
            descriptor = int(found.group(1) or 1)
            position = found.end()
            if found.group(2):
                yield Redirection(descriptor, int(found.group(2)))
                continue
            if blanks := _BLANKS.match(line, position):
                position = blanks.end()
            word, position = _word(line, position)
            if not word:
                raise ShellSyntaxError("syntax error: a redirection without a file")
            yield Redirection(descriptor, word)
        else:
            word, end = _word(line, position)
            if end == position:
                raise ShellSyntaxError(f"'{line[position]}' is not part of this shell")
            if word:
                yield word
            position = end


def _word(line: str, position: int) -> tuple[Word, int]:
    """Read a word from `position`; return its pieces and where it ends."""
    pieces: list[Piece] = []
    while position < len(line):
        char = line[position]
        if char == "\\":
            if line[position + 1 : position + 2] not in ("\n", ""):
                pieces.append(Piece(line[position + 1], is_quoted=True))
            position += 2
        elif char == "'":
            end = line.find("'", position + 1)
            if end < 0:
                raise ShellSyntaxError("no closing quote")
            pieces.append(Piece(line[position + 1 : end], is_quoted=True))
            position = end + 1
        elif char == '"':
            position = _double_quoted(line, position + 1, pieces)
        elif char == "$":
            position = _dollar(line, position, pieces, is_quoted=False)
        elif found := _PLAIN.match(line, position):
            pieces.append(Piece(found.group()))
            position = found.end()
        elif char in "`{~":
            raise ShellSyntaxError(f"'{char}' is not part of this shell")
        else:
            break
    return tuple(pieces), min(position, len(line))


def _double_quoted(line: str, position: int, pieces: list[Piece]) -> int:
    pieces.append(Piece("", is_quoted=True))  # "" alone is a word
    while True:
        char = line[position : position + 1]
        if char == "":
            raise ShellSyntaxError("no closing quote")
        if char == '"':
            return position + 1
        if char == "`":
            raise ShellSyntaxError("'`' is not part of this shell")
        if char == "\\":
            escaped = line[position + 1 : position + 2]
            if escaped != "\n":
                text = escaped if escaped and escaped in '$`"\\' else char + escaped
                pieces.append(Piece(text, is_quoted=True))
            position += 2
        elif char == "$":
            position = _dollar(line, position, pieces, is_quoted=True)
        elif found := _QUOTED_PLAIN.match(line, position):
            pieces.append(Piece(found.group(), is_quoted=True))
            position = found.end()


def _dollar(line: str, position: int, pieces: list[Piece], *, is_quoted: bool) -> int:
    if found := _PARAMETER.match(line, position):
        name = found.group(1) or found.group(2)
        pieces.append(Piece(name, is_parameter=True, is_quoted=is_quoted))
        return found.end()
    unknown = _UNKNOWN_DOLLAR.match(line, position)
    if not unknown and not is_quoted:
        unknown = _UNKNOWN_QUOTE.match(line, position)
    if unknown:
        raise ShellSyntaxError(f"'{unknown.group()}' is not part of this shell")
    pieces.append(Piece("$", is_quoted=is_quoted))
    return position + 1
