"""Runs the command as a person does: in a process of its own, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs `sms-scanner ARGUMENTS` in English and returns its outcome."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scanner", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "SMS_SCANNER_LANG": "en", "COLUMNS": "100", **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=100,
        )

    return run
