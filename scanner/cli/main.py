"""The group of commands, and what becomes of errors: a sentence, the next step, an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from scanner.cli.console import Console
from scanner.errors import ScannerError
from scanner.i18n import LANGUAGES, N_, Language, system_language

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it (128 + SIGINT)."""

COMMANDS = {
    "scan": "scanner.cli.scan:scan",
    "classify": "scanner.cli.classify:classify",
    "pull": "scanner.cli.pull:pull",
    "devices": "scanner.cli.devices:devices",
    "connect": "scanner.cli.wireless:connect",
    "pair": "scanner.cli.wireless:pair",
    "doctor": "scanner.cli.doctor:doctor",
    "history": "scanner.cli.history:history",
    "log": "scanner.cli.log:log",
    "complain": "scanner.cli.complain:complain",
    "review": "scanner.cli.review:review",
    "schedule": "scanner.cli.schedule:schedule",
    "watch": "scanner.cli.watch:watch",
    "notify": "scanner.cli.notify:notify",
    "debts": "scanner.cli.debts:debts",
    "rules": "scanner.cli.rules:rules",
    "schema": "scanner.cli.schema:schema",
}
"""Command -> where it lives. Imported only when called, so that `--help` answers at once."""


class Commands(click.Group):
    """The commands, and one place for every error a person can cause."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn our errors into words and an exit code."""
        try:
            return super().invoke(ctx)
        except ScannerError as error:
            ctx.find_object(Console).error(error)  # type: ignore[union-attr]  # main() made it
            raise click.exceptions.Exit(error.exit_code) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="SMS_SCANNER_LANG",
    show_envvar=True,
    help="Language of words and report. [default: the system's]",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, only results and errors.")
@click.version_option(package_name="sms-scanner")
@click.pass_context
def main(ctx: click.Context, lang: Language | None, quiet: bool) -> None:
    """Find suspicious debt-collection messages (催收短信) on an Android phone.

    Everything stays on this computer: the only connection is ADB, to the phone.
    """
    ctx.obj = Console(lang or system_language(), quiet)


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code (see README, “Exit codes”)."""
    try:
        code = main.main(args=arguments, prog_name="sms-scanner", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        words = Console(system_language()).text(N_("Interrupted. Nothing was written."))
        click.echo(words, err=True)
        code = INTERRUPTED
    except BrokenPipeError:  # `sms-scanner … | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
