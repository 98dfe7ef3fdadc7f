"""`sms-scanner pull`: keep an inbox in a file, with the proof of how it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scanner.cli.console import Console, pass_console
from scanner.cli.sources import Wanted, check_exclusive, source_options
from scanner.cli.summary import print_bad_rows, print_reading
from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.inbox.files.pulled import PulledForm, write_pulled
from scanner.inbox.kept import part_of
from scanner.whole_file import prepare_file, write_whole


@click.command()
@source_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl", "parquet"]),
    help="Form of the file.  [default: by its name, else jsonl]",
)
@pass_console
@click.pass_context
def pull(
    ctx: click.Context,
    console: Console,
    /,
    output: Path,
    form: PulledForm | None,
    **source: Any,
) -> None:
    """Read a phone's inbox into a file, without judging it.

    The file holds the messages and how they were got: `scan --input` and `classify` read it later,
    on this computer or another. With --input, any file that is known is written anew in this form,
    a record a message. The file holds private messages; only you can read it (mode 0600).

    If the file is there and holds an earlier pull of this phone, only what is new is read. A pull
    that was broken off leaves FILE.part and goes on from there when it is run again.
    """
    wanted = Wanted(**source)
    check_exclusive(wanted)
    if output.is_dir():
        raise click.UsageError("--output must name a file.")
    prepare_file(output)
    inbox = wanted.inbox(console, wanted.how(console, output=output))
    form = form or ("parquet" if output.suffix == ".parquet" else "jsonl")
    write_whole(output, write_pulled(inbox, form))
    part_of(output).unlink(missing_ok=True)
    print_bad_rows(console, inbox.acquisition)
    print_reading(console, inbox.acquisition)
    console.result(N_("Inbox: {path}"), path=output.resolve())
    if inbox.acquisition.bad_rows:
        ctx.exit(ScannerError.exit_code)
