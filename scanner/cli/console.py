"""How the commands speak: results on stdout; words and progress on stderr; in one's language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click
from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn
from rich.progress import Task as RichTask
from rich.table import Table
from rich.text import Text

from scanner.errors import ScannerError
from scanner.i18n import N_, Language, translator


@dataclass(frozen=True)
class Console:
    """The two streams and the language of one run."""

    language: Language
    quiet: bool = False
    """Leave out progress and words that are not about errors."""
    _: Callable[[str], str] = field(init=False)
    """Translates a msgid."""
    stderr: RichConsole = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_", translator(self.language))
        object.__setattr__(self, "stderr", RichConsole(stderr=True, highlight=False))

    def text(self, msgid: str, **fields: object) -> str:
        """Return a msgid in the person's language, its `{name}` fields filled."""
        words = self._(msgid)
        return words.format(**fields) if fields else words

    def result(self, msgid: str, **fields: object) -> None:
        """Print a line on stdout."""
        click.echo(self.text(msgid, **fields))

    def print_result(self, line: Text) -> None:
        """Print a styled line on stdout; plain where that is no terminal."""
        RichConsole(highlight=False).print(line, soft_wrap=True)

    def say(self, msgid: str, **fields: object) -> None:
        """Print a line on stderr, unless quiet."""
        if not self.quiet:
            self.stderr.print(Text(self.text(msgid, **fields)), soft_wrap=True)

    def warn(self, msgid: str, **fields: object) -> None:
        """Print a line on stderr, quiet or not."""
        self.stderr.print(Text(self.text(msgid, **fields), style="yellow"), soft_wrap=True)

    def error(self, error: ScannerError) -> None:
        """Print what happened and what to do next."""
        line = Text(self.text(error.message, **error.fields), style="bold red")
        self.stderr.print(line, soft_wrap=True)
        if error.hint:
            self.stderr.print(Text(self.text(error.hint, **error.fields)), soft_wrap=True)

    def table(self, *headings: str) -> Table:
        """Return an empty table with these headings (msgids); cells that are too long fold."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            table.add_column(self.text(heading) if heading else "", overflow="fold")
        return table

    def print_table(self, table: Table) -> None:
        """Print a table on stdout, as wide as the terminal; in a pipe as wide as its content."""
        width = None if sys.stdout.isatty() else 200
        RichConsole(highlight=False, width=width).print(table)

    @contextmanager
    def counting(self, msgid: str) -> Iterator[Callable[[int, int | None], None]]:
        """Show a bar with counts and rate while the block runs; yields `update(done, total)`.

        Nothing is drawn where stderr is not a terminal.
        """
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            MofNCompleteColumn(),
            _RateColumn(self.text(N_("{rate} messages/s"))),
            console=self.stderr,
            transient=True,
            disable=self.quiet or not sys.stderr.isatty(),
        ) as progress:
            task = progress.add_task(self.text(msgid), total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)


class _RateColumn(TextColumn):
    def __init__(self, words: str) -> None:
        super().__init__("")
        self.words = words

    def render(self, task: RichTask) -> Text:
        return Text(self.words.format(rate=f"{task.speed:,.0f}") if task.speed else "")


pass_console = click.make_pass_decorator(Console)
