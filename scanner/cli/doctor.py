"""`sms-scanner doctor`: what stands in the way of a scan, and what to do about it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.text import Text

from scanner import __version__
from scanner.cli.console import Console, pass_console
from scanner.cli.judging import rules_option
from scanner.demo_phone.inbox import demo_messages
from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.profiles import PROFILES
from scanner.doctor.bench import Bench
from scanner.doctor.model import Finding, Status
from scanner.doctor.redact import redactor
from scanner.doctor.runner import CHECKS, examine, exit_code
from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.server import private_server

_WORDS: dict[Status, tuple[str, str]] = {
    "ok": (N_("ok"), "green"),
    "note": (N_("note"), "yellow"),
    "failed": (N_("failed"), "bold red"),
    "skipped": (N_("not tried"), "dim"),
    "crashed": (N_("crashed"), "bold red"),
}
_SCHEMA_VERSION = 1


@click.command()
@click.argument("names", metavar="[CHECK]...", nargs=-1)
@click.option("--list", "list_only", is_flag=True, help="Only list the checks.")
@click.option("-s", "--serial", help="Look at this phone only.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Where reports shall go.  [default: this folder]",
)
@click.option(
    "--demo-profile", type=click.Choice(list(PROFILES)), help="Look at the demo phone instead."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead of lines.")
@click.option(
    "--redact",
    is_flag=True,
    help="Leave out serials, addresses, and the names of you and this computer: for bug reports.",
)
@rules_option
@pass_console
@click.pass_context
def doctor(
    ctx: click.Context,
    console: Console,
    /,
    names: tuple[str, ...],
    list_only: bool,
    serial: str | None,
    output: Path,
    demo_profile: str | None,
    as_json: bool,
    redact: bool,
    user_rules: Path | None,
) -> None:
    """Check what stands in the way of a scan, and tell what to do about it.

    All checks are done, or only those that are named, with what they need. No message is read. The
    exit code is 0 if all is well, 75 if the phone is not ready, 2 if something else failed.
    """
    known = {check.name for check in CHECKS}
    if unknown := sorted(set(names) - known):
        raise click.UsageError(f"There is no check {unknown[0]}; --list names them all.")
    if list_only:
        for check in CHECKS:
            click.echo(f"{check.name:<18}{console.text(check.title)}")
        return
    with _bench(demo_profile, serial, output, user_rules) as bench:
        findings: list[Finding] = []
        heading = ""
        for finding in examine(bench, names):
            findings.append(finding)
            clean = _cleaner(bench, finding, redact)
            if not as_json:
                heading = _print(console, finding, heading, clean)
        clean = _cleaner(bench, None, redact)
    code = exit_code(findings)
    if as_json:
        click.echo(clean(_as_json(console, findings, code)))
    else:
        _print_end(console, findings, code)
    ctx.exit(code)


@contextmanager
def _bench(
    profile: str | None, serial: str | None, output: Path, user_rules: Path | None
) -> Iterator[Bench]:
    """Lay out what is looked at: the person's own phones, or a demo phone."""
    if profile is None:
        with Bench(serial=serial, output=output, user_rules=user_rules) as bench:
            yield bench
        return
    stored = demo_messages(time.time_ns() // 1_000_000)
    with DemoPhone(PROFILES[profile], stored) as phone, private_server() as server:
        server.connect(phone.address)
        with Bench(server=server, serial=serial, output=output, user_rules=user_rules) as bench:
            yield bench


def _cleaner(bench: Bench, finding: Finding | None, redact: bool) -> Callable[[str], str]:
    """Return what is done to each text before it is shown."""
    if not redact:
        return str
    try:
        serials = [phone.serial for phone in bench.all_phones]
    except ScannerError:
        serials = [finding.phone.serial] if finding and finding.phone else []
    return redactor([serial for serial in (*serials, bench.serial) if serial])


def _print(console: Console, finding: Finding, heading: str, clean: Callable[[str], str]) -> str:
    """Print a finding, under a heading where it differs from the last one; return the heading."""
    phone, result = finding.phone, finding.result
    now = clean(phone.name) if phone else console.text(N_("This computer"))
    if now != heading:
        console.print_result(Text(("\n" if heading else "") + now, style="bold"))
    word, style = _WORDS[result.status]
    line = Text("  ").append(console.text(word), style=style)
    message = clean(console.text(result.message, **result.fields))
    line.append(f"  {console.text(finding.check.title)}: {message}")
    console.print_result(line)
    if result.fix:
        console.print_result(Text("        " + clean(console.text(result.fix, **result.fields))))
    for known in result.notes:
        console.print_result(Text(f"        · {console.text(known.message)} ({known.source})"))
    return now


def _print_end(console: Console, findings: list[Finding], code: int) -> None:
    console.print_result(Text())
    if code:
        failures = [f.check.name for f in findings if f.result.exit_code]
        names = ", ".join(dict.fromkeys(failures))
        console.result(N_("In the way of a scan: {names}."), names=names)
    else:
        console.result(N_("Nothing is in the way of a scan."))


def _as_json(console: Console, findings: list[Finding], code: int) -> str:
    checks = [
        {
            "name": f.check.name,
            "phone": f.phone.name if f.phone else None,
            "status": f.result.status,
            "message": console.text(f.result.message, **f.result.fields),
            "fix": console.text(f.result.fix, **f.result.fields) if f.result.fix else None,
            "notes": [
                {"message": console.text(n.message), "source": n.source} for n in f.result.notes
            ],
            "seconds": round(f.seconds, 3),
        }
        for f in findings
    ]
    document = {
        "schema_version": _SCHEMA_VERSION,
        "tool": f"sms-scanner {__version__}",
        "ready": code == 0,
        "exit_code": code,
        "checks": checks,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
