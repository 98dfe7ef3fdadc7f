"""Runs `sms-scanner` in a process of its own that starts warm.

A fresh interpreter spends most of a short command on importing pandas and on reading the rules.
So one process does that once, and forks itself for each command. A fresh one is started where
nothing can fork, where a variable is meant for the interpreter itself, and beside another command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

_TIMEOUT = 100
"""Seconds that a command may take."""
_OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG")
Outcome = subprocess.CompletedProcess[str]
Run = Callable[..., Outcome]
"""What the fixture `run` is: takes arguments of the command, and variables by keyword."""


class WarmStarter:
    """The process that forks; it serves one command after another."""

    def __init__(self) -> None:
        self._busy = Lock()
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], scratch: Path
    ) -> Outcome:
        """Run a command in a folder, with these variables besides the test's own.

        What it says goes through files in `scratch`, as UTF-8.
        """
        if (
            not hasattr(os, "fork")
            or any(name.startswith(_OF_THE_INTERPRETER) for name in environment)
            or not self._busy.acquire(blocking=False)
        ):
            return run_fresh(arguments, folder, environment)
        try:
            return self._run_warm(arguments, folder, environment, scratch)
        finally:
            self._busy.release()

    def _run_warm(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], scratch: Path
    ) -> Outcome:
        files = {name: str(scratch / name) for name in ("stdout", "stderr")}
        wanted = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": {**os.environ, **environment},
            **files,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(wanted), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        said = [Path(file).read_text(encoding="utf-8") for file in files.values()]
        return subprocess.CompletedProcess(["sms-scanner", *arguments], code, *said)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=10)


def run_fresh(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Outcome:
    """Run a command in an interpreter of its own, as it is found from the folder."""
    return subprocess.run(
        [sys.executable, "-m", "scanner", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=_TIMEOUT,
    )


def _serve() -> None:
    """Fork for each line of JSON on stdin; answer with the exit code, negative after a signal."""
    _warm_up()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        sys.stdout.write(f"{_code_of(child)}\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """Import what commands import, judge what the demo phone holds, compile the page."""
    from scanner.cli.main import COMMANDS
    from scanner.demo_phone.inbox import demo_messages
    from scanner.judging.judge import judge
    from scanner.message import Message
    from scanner.report.html import templates
    from scanner.ruleset.load import load_ruleset

    for place in COMMANDS.values():
        import_module(place.partition(":")[0])
    stored = demo_messages(time.time_ns() // 1_000_000)
    texts = [sms.body for sms in stored if isinstance(sms.body, str)]
    judge([Message(message_id="", body=text) for text in texts], load_ruleset())
    for name in templates().list_templates():
        templates().get_template(name)


def _code_of(child: int) -> int:
    until = time.monotonic() + _TIMEOUT
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, 9)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _become(wanted: dict[str, Any]) -> NoReturn:
    """Run the command in the place of this process."""
    from scanner.cli import run

    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    time.tzset()
    sys.argv = [sys.argv[0], *wanted["arguments"]]
    for stream, path, flags in (
        (sys.stdin, os.devnull, os.O_RDONLY),
        (sys.stdout, wanted["stdout"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (sys.stderr, wanted["stderr"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(path, flags, 0o600), stream.fileno())
    run(wanted["arguments"])


if __name__ == "__main__":
    _serve()
