"""The command `sms-scanner`: one small module per command."""

from scanner.cli.main import run

__all__ = ["run"]
