"""Redaction: what a bug report must not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.doctor.redact import redactor


@pytest.fixture
def redact(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # noqa: ANN201 - a function
    """Return a redactor for two phones of Alice."""
    monkeypatch.setenv("HOME", "/home/alice")
    monkeypatch.setattr("getpass.getuser", lambda: "alice")
    monkeypatch.setattr("socket.gethostname", lambda: "alice-laptop")
    return redactor(["R58N", "192.168.1.20:37099", "R58NAB"])


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Pixel 8 (R58N)", "Pixel 8 (‹serial 1›)"),
        ("R58NAB and R58N", "‹serial 3› and ‹serial 1›"),
        ("at 192.168.1.20:37099", "at ‹serial 2›"),
        ("at 10.0.0.7:5555, 10.0.0.8", "at ‹address›, ‹address›"),
        ("server 127.0.0.1:5037", "server 127.0.0.1:5037"),
        ("/home/alice/Android/adb", "~/Android/adb"),
        ("/mnt/alice/reports", "/mnt/‹user›/reports"),
        ("run by alice on alice-laptop.", "run by ‹user› on ‹user›-laptop."),
        ("malice stays", "malice stays"),
        ("adb-R58N-x1y2z3._adb-tls-connect._tcp", "adb-‹serial 1›-x1y2z3._adb-tls-connect._tcp"),
    ],
)
def test_serials_addresses_and_names_are_replaced(redact, text: str, redacted: str) -> None:  # noqa: ANN001
    """And nothing else; the same serial always by the same words."""
    assert redact(text) == redacted
