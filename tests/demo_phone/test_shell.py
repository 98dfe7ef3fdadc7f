"""The demo phone's shell against mksh, which is Android's own, and its rules one by one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scanner.demo_phone.shell import Outcome, run_shell

if TYPE_CHECKING:
    from collections.abc import Sequence

# The same three commands for both shells: print the arguments so that nothing can be confused,
# leave with a status, write to stderr.
IN_MKSH = r"""
show() { printf '%s\0' "$#" "$@"; }
leave() { return "$1"; }
warn() { printf '%s\0' "$@" >&2; }
pass() { cat; }
"""


def _show(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    shown = "".join(f"{text}\0" for text in [str(len(arguments)), *arguments])
    return Outcome(shown.encode())


def _leave(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return Outcome(status=int(arguments[0]))


def _warn(arguments: Sequence[str], _stdin: bytes) -> Outcome:
    return Outcome(stderr="".join(f"{text}\0" for text in arguments or [""]).encode())


def _pass(_arguments: Sequence[str], stdin: bytes) -> Outcome:
    return Outcome(stdin)


_OWN_NAME = re.compile(rb"(?:[EW]: )?\S*mksh:")  # how Debian's mksh begins what it says itself
COMMANDS = {"show": _show, "leave": _leave, "warn": _warn, "pass": _pass}


def run_ours(line: str) -> tuple[bytes, bytes, int]:
    """Run a line in the demo phone's shell: stdout, stderr and exit status."""
    written = {1: bytearray(), 2: bytearray()}
    status = run_shell(line, COMMANDS, lambda descriptor, data: written[descriptor].extend(data))
    return bytes(written[1]), bytes(written[2]), status


def run_mksh(line: str, folder: Path) -> tuple[bytes, bytes, int]:
    """Run a line in mksh, in an empty folder: stdout, stderr and exit status."""
    done = subprocess.run(
        [shutil.which("mksh") or "mksh", "-c", IN_MKSH + line],
        cwd=folder,
        env={"PATH": str(folder.parent / "tools")},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=False,
    )
    return _OWN_NAME.sub(b"/system/bin/sh:", done.stdout), done.stderr, done.returncode


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which no pattern matches a file."""
    tools = tmp_path_factory.mktemp("tools", numbered=False)
    for name in ("printf", "cat"):
        (tools / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    return tmp_path_factory.mktemp("empty")


# Hard characters, and no control characters: those are no part of the comparison.
PLAIN = st.text("ab5=:,./%+@^-*?[]中é}!#", min_size=1, max_size=6)
ANY = st.text("ab ;|&>\t\n()*?[]{}~#!=$中'\"`\\", max_size=8)
SINGLE = ANY.map(lambda text: "'" + text.replace("'", "") + "'")
DOUBLE = st.lists(
    st.one_of(
        st.text("ab ;|&>\t\n()*?[]{}~#!='中", min_size=1, max_size=4),
        st.sampled_from([r"\"", r"\$", r"\`", r"\\", r"\a", r"\'", r"\ ", "\\\n", "$?", "${?}"]),
        st.sampled_from(["$", "$ ", "$%", "$nothing", "${nothing}"]),
    ),
    max_size=5,
).map(lambda parts: '"' + "".join(parts) + '"')
ESCAPED = st.sampled_from(list("ab '\"\\$;|&>()*?~#中\n")).map(lambda char: "\\" + char)
DOLLAR = st.sampled_from(["$?", "${?}", "$nothing", "${nothing}", "$?x", "$"])
WORD = st.lists(st.one_of(PLAIN, SINGLE, DOUBLE, ESCAPED, DOLLAR), min_size=1, max_size=4).map(
    "".join
)
REDIRECTION = st.sampled_from(
    [
        "2>&1",
        ">/dev/null",
        "2>/dev/null",
        "2> /dev/null",
        ">&2",
        "1>&2",
        ">>/dev/null",
        "2>>/dev/null",
    ]
)
COMMAND = st.builds(
    lambda name, words, redirections, blank: blank.join([name, *words, *redirections]),
    st.sampled_from(["show", "show", "show", "leave 0", "leave 3", "warn", "nosuch", "pass"]),
    st.lists(WORD, max_size=4),
    st.lists(REDIRECTION, max_size=2),
    st.sampled_from([" ", "  ", "\t", " \\\n"]),
)
LINE = st.lists(
    st.tuples(
        COMMAND, st.sampled_from([";", " ; ", "&&", " && ", "||", " | ", "\n", " #x\n", " &&\n"])
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(f"{command}{operator}" for command, operator in parts).rstrip("&|; \n"))
MESS = st.text("ab '\"\\$?;|&>\n#=%*!-:12show ", max_size=24).map(lambda text: f"show {text}")


REFUSALS = (b"not part of this shell", b"Read-only file system")
"""What only the demo phone says: syntax it leaves out on purpose, and files it cannot create."""


def _assert_same(line: str, folder: Path) -> None:
    # The computer's own files are no part of the comparison: a pattern must not reach out of the
    # empty folder.
    assume("/" not in line.replace("/dev/null", "") or not set("*?[") & set(line))
    ours = run_ours(line)
    assume(not any(refusal in ours[1] for refusal in REFUSALS))
    theirs = run_mksh(line, folder)
    assert (ours[0], ours[2], bool(ours[1])) == (theirs[0], theirs[2], bool(theirs[1]))


@pytest.mark.mksh
@settings(max_examples=250, deadline=None)
@given(line=LINE)
def test_wellformed_line_does_what_mksh_does(line: str, empty_folder: Path) -> None:
    """Quoting, splitting, lists, pipes, redirections and $? agree with Android's shell."""
    _assert_same(line, empty_folder)


@pytest.mark.mksh
@settings(max_examples=250, deadline=None)
@given(line=MESS)
def test_random_line_does_what_mksh_does(line: str, empty_folder: Path) -> None:
    """What one shell refuses the other refuses, and with the same status."""
    _assert_same(line, empty_folder)


@pytest.mark.mksh
@pytest.mark.parametrize(
    "line",
    [
        r"echo 'a\nb' 'c\td' '\0101\\'",
        r"echo -n a; echo -e 'b\n'; echo -E 'c\n'; echo -ne 'd\n'; echo -x e -n",
        r"echo 'a\cb' c; echo d",
        r"echo '\a\b\f\r\v' '\q'",
        "false || echo x && echo y",
        "true || echo x && echo y",
        "false; echo $?; exit 7; echo never",
        "false; exit",
        "exit 300",
        "exit abc",
        "echo a > /dev/null; echo b 2>&1 >/dev/null; echo c",
        "nosuch 2>&1 | pass; nosuch 2>/dev/null; echo $?",
        'echo "a  b" c   d#e #f',
        "echo first\n;;",
        "echo a; ;",
        "echo 'never closed",
        "",
        "\n\n  \n# only a comment\n",
    ],
)
def test_line_does_what_mksh_does(line: str, empty_folder: Path) -> None:
    """The builtins and the corners that a scan could meet agree with Android's shell."""
    ours, theirs = run_ours(line), run_mksh(line, empty_folder)
    assert (ours[0], ours[2], bool(ours[1])) == (theirs[0], theirs[2], bool(theirs[1]))


@pytest.mark.parametrize(
    "line",
    [
        "echo $(id)",
        "echo `id`",
        "a=1",
        "for i in a; do echo; done",
        "echo < x",
        "(id)",
        "id &",
        "echo {a,b}",
        "echo ~",
        "echo $((1+1))",
        "echo $'a'",
        "cat <<x",
        "! true",
        "echo >|x",
        "echo >&11",
    ],
)
def test_syntax_left_out_is_refused_aloud(line: str) -> None:
    """What this shell does not know, it does not run by halves."""
    stdout, stderr, status = run_ours(line)
    assert (stdout, status) == (b"", 1)
    assert b"not part of this shell" in stderr


def test_unknown_command_leaves_with_127_in_androids_words() -> None:
    """The words by which callers know that a program is missing."""
    assert run_ours("nosuch --help") == (
        b"",
        b"/system/bin/sh: nosuch: inaccessible or not found\n",
        127,
    )


def test_lines_before_a_syntax_error_have_run() -> None:
    """The shell reads line by line, so an error below does not undo what was above."""
    stdout, stderr, status = run_ours("echo a\necho b;;")
    assert (stdout, status) == (b"a\n", 1)
    assert b"syntax error" in stderr
