"""`sms-scanner debts`: what you really owe, kept on this computer and compared with messages."""

from __future__ import annotations

import sys

import click
from msgspec.structs import replace
from rich.text import Text

from scanner.cli.console import Console, pass_console
from scanner.debts import DEBT_KINDS, Debt, DebtKind, MyDebts, checked, read_debts, to_toml
from scanner.errors import InputError
from scanner.i18n import N_
from scanner.places import debts_file
from scanner.report.sums import sum_of
from scanner.whole_file import write_whole

_KINDS: dict[DebtKind, str] = {
    "card": N_("credit card"),
    "loan": N_("loan"),
    "instalment": N_("instalments"),
    "mortgage": N_("mortgage"),
    "car": N_("car loan"),
    "other": N_("other"),
}
_number_argument = click.argument("number", metavar="NO", type=click.IntRange(min=1))


@click.group()
def debts() -> None:
    """Say what you owe, so that messages can be compared with it.

    It is kept in a file on this computer that you alone can read, and it appears in no log. A
    message that knows your lender and its figures speaks for its sender; one that names a lender
    where you owe nothing speaks against it, once the list is complete.
    """


@debts.command()
@click.option("--lender", help="As its messages name it. Asked for where it is not given.")
@click.option("--kind", type=click.Choice(DEBT_KINDS), default="loan", show_default=True)
@click.option("--tail", default="", help="Last 3 to 6 digits of the card or contract.")
@click.option("--instalment", type=float, help="Sum of one payment.")
@click.option("--currency", default="CNY", show_default=True)
@click.option("--due-day", type=int, help="Day of the month on which it is due.")
@click.option("--settled", is_flag=True, help="It was paid off; nothing is owed any more.")
@pass_console
def add(
    console: Console,
    lender: str | None,
    kind: DebtKind,
    tail: str,
    instalment: float | None,
    currency: str,
    due_day: int | None,
    settled: bool,
) -> None:
    """Add a debt, or one that was paid off. Only the lender is needed."""
    if lender is None and not sys.stdin.isatty():
        raise click.UsageError("Name the lender with --lender.")
    if lender is None:
        lender = click.prompt(console.text(N_("Lender, as its messages name it")))
        tail = tail or _asked(console, N_("Last digits of the card or contract (Enter to skip)"))
    debt = checked(
        {
            "lender": lender.strip(),
            "kind": kind,
            "tail": tail.strip(),
            "instalment": instalment,
            "currency": currency.strip().upper(),
            "due_day": due_day,
            "settled": settled,
        }
    )
    known = _known()
    if debt in known.debt:
        raise InputError(
            N_("This is on the list already."), N_("`sms-scanner debts list` shows it.")
        )
    _write(MyDebts(known.complete, (*known.debt, debt)))
    console.result(N_("Added. The list is in {path}."), path=debts_file())
    if not known.complete:
        console.say(
            N_(
                "When every debt is on it, run `sms-scanner debts complete`: "
                "then a demand of any other lender counts as a warning sign."
            )
        )


@debts.command("list")
@pass_console
def list_(console: Console) -> None:
    """List what you owe, by your own statement."""
    known = _known()
    if known.debt:
        table = console.table(
            N_("No."),
            N_("Lender"),
            N_("Kind"),
            N_("Ends in"),
            N_("Instalment"),
            N_("Due day"),
            N_("State"),
        )
        for number, debt in enumerate(known.debt, start=1):
            table.add_row(str(number), *map(Text, _cells(console, debt)))
        console.print_table(table)
    else:
        console.result(N_("No debt is on the list."))
    if known.complete:
        console.result(N_("The list is complete: you owe nothing to any other lender."))
    else:
        console.result(N_("The list is not marked complete: other lenders say nothing."))


@debts.command()
@_number_argument
@pass_console
def remove(console: Console, number: int) -> None:
    """Remove the debt with this number in `debts list`."""
    known = _known()
    gone = _debt(known, number)
    _write(replace(known, debt=known.debt[: number - 1] + known.debt[number:]))
    console.result(N_("Removed: {lender}."), lender=gone.lender)


@debts.command()
@_number_argument
@pass_console
def settle(console: Console, number: int) -> None:
    """State that the debt with this number in `debts list` was paid off."""
    known = _known()
    paid = replace(_debt(known, number), settled=True)
    _write(replace(known, debt=(*known.debt[: number - 1], paid, *known.debt[number:])))
    console.result(N_("Paid off: {lender}."), lender=paid.lender)


@debts.command()
@click.option("--no", "undo", is_flag=True, help="It is not complete any more.")
@pass_console
def complete(console: Console, undo: bool) -> None:
    """State that you owe nothing to any lender that is not on the list."""
    _write(replace(_known(), complete=not undo))
    if undo:
        console.result(N_("The list is not marked complete: other lenders say nothing."))
    else:
        console.result(N_("The list is complete: you owe nothing to any other lender."))


def _debt(known: MyDebts, number: int) -> Debt:
    if number > len(known.debt):
        raise InputError(
            N_("There is no debt number {number}."),
            N_("`sms-scanner debts list` shows the numbers."),
            number=number,
        )
    return known.debt[number - 1]


def _known() -> MyDebts:
    return read_debts(debts_file()) or MyDebts()


def _write(stated: MyDebts) -> None:
    write_whole(debts_file(), [to_toml(stated)])


def _asked(console: Console, question: str) -> str:
    answer = click.prompt(console.text(question), default="", show_default=False)
    return str(answer)


def _cells(console: Console, debt: Debt) -> tuple[str, ...]:
    return (
        debt.lender,
        console.text(_KINDS[debt.kind]),
        debt.tail,
        sum_of(debt.instalment, debt.currency) if debt.instalment is not None else "",
        str(debt.due_day or ""),
        console.text(N_("settled") if debt.settled else N_("open")),
    )
