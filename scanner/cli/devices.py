"""`sms-scanner devices`: which phones are connected, and what each still needs."""

from __future__ import annotations

import json
from dataclasses import dataclass

import click
from rich.table import Table
from rich.text import Text

from scanner.cli.console import Console, pass_console
from scanner.cli.times import local_time
from scanner.errors import AcquisitionError, PhoneNotReady, ScannerError
from scanner.history.identity import phone_key
from scanner.history.model import ScanRow
from scanner.history.queries import inbox_of_key
from scanner.history.store import History, history_file
from scanner.i18n import N_
from scanner.inbox.acquisition import Device
from scanner.inbox.phone.device import READY, ListedPhone, describe_phone, explain, settled_phones
from scanner.inbox.phone.server import AdbServer, user_server
from scanner.inbox.phone.wireless import reach_all_remembered
from scanner.report.records import iso_time


@dataclass(frozen=True)
class _Row:
    """A phone, and either how it describes itself or what stands in the way."""

    phone: ListedPhone
    device: Device | None = None
    last_scan: ScanRow | None = None
    """The last that succeeded, of those that the history knows."""
    problem: ScannerError | None = None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead of a table.")
@pass_console
@click.pass_context
def devices(ctx: click.Context, console: Console, as_json: bool) -> None:
    """List the connected phones: model, Android, state, last scan, serial.

    The exit code is 0 if one of them is ready to be scanned, else 75.
    """
    with user_server() as server:
        reach_all_remembered(server)
        rows = [_row(server, phone) for phone in settled_phones(server)]
    if as_json:
        entries = [_entry(console, row) for row in rows]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    elif rows:
        _print(console, rows)
    if not any(row.device for row in rows):
        if not rows:
            console.error(explain([], None))
        ctx.exit(PhoneNotReady.exit_code)


def _row(server: AdbServer, phone: ListedPhone) -> _Row:
    if phone.state != READY:
        return _Row(phone, problem=explain([phone], phone.serial))
    try:
        device = describe_phone(server, phone.serial)
    except AcquisitionError as error:
        return _Row(phone, problem=error)
    return _Row(phone, device=device, last_scan=_last_scan(device))


def _last_scan(device: Device) -> ScanRow | None:
    """Return the last scan of a phone that succeeded; None where none is known."""
    if not history_file().exists():
        return None
    try:
        with History() as history:
            known = inbox_of_key(history, phone_key(device.identity, history.path.parent))
    except ScannerError:
        return None  # the list does not depend on it; a scan says what is wrong
    return known.last_done if known else None


def _state(row: _Row) -> str:
    return N_("ready") if row.device else N_("not ready")


def _print(console: Console, rows: list[_Row]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (
        *(N_("Phone"), N_("Android"), N_("System"), N_("State"), N_("Last scan"), N_("Serial")),
    ):
        table.add_column(console.text(heading), overflow="fold")
    for row in rows:
        device = row.device or Device(serial=row.phone.serial, model=row.phone.model)
        state = console.text(_state(row))
        last = local_time(row.last_scan.finished_ms, console.language) if row.last_scan else "-"
        cells = (device.name or "?", device.android, device.skin, state, last, device.serial)
        table.add_row(*map(Text, cells))
    console.print_table(table)
    for row in rows:
        if row.problem:
            console.error(row.problem)


def _entry(console: Console, row: _Row) -> dict[str, object]:
    device, problem = row.device, row.problem
    return {
        "serial": row.phone.serial,
        "manufacturer": device.manufacturer if device else None,
        "model": device.model if device else row.phone.model or None,
        "android": device.android if device else None,
        "sdk": device.sdk if device else None,
        "system": device.skin if device else None,
        "ready": device is not None,
        "state": row.phone.state,
        "last_scan_at": iso_time(row.last_scan.finished_ms) if row.last_scan else None,
        "problem": console.text(problem.message, **problem.fields) if problem else None,
        "fix": console.text(problem.hint, **problem.fields) if problem else None,
    }
