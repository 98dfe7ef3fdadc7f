"""Checks of whether a phone lets its messages be read."""

from __future__ import annotations

import re

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, note, ok
from scanner.doctor.vendors import notes_for
from scanner.errors import AcquisitionError, ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.box import BoxReader, Withheld
from scanner.inbox.phone.column_reader import ColumnReader
from scanner.inbox.phone.device import READY, ListedPhone, list_phones
from scanner.inbox.phone.page import ProviderRefusal
from scanner.inbox.phone.query import BLOCKED, INBOX
from scanner.inbox.phone.refusal import explain_refusal, explain_silence
from scanner.inbox.phone.shell import Shell
from scanner.inbox.phone.skin import is_xiaomi

_SHELL = "com.android.shell"
_READ_SMS = re.compile(r"android\.permission\.READ_SMS: granted=(true|false)")
_MODE = re.compile(r"^\s*READ_SMS: (\w+)", re.MULTILINE)
_SERVICE_SMS_OP = re.compile(r"MIUIOP\(10018\): (\w+)")
"""Xiaomi's app-op for reading messages of service numbers (OP_READ_NOTIFICATION_SMS)."""
_DEADLINE_S = 60.0


def _permission(bench: Bench, phone: ListedPhone) -> Result:
    answer = bench.run(phone, f"dumpsys package {_SHELL}")
    granted = set(_READ_SMS.findall(answer))
    if "true" in granted:
        return ok(N_("Android lets adb's shell read SMS (READ_SMS)."))
    if f"Package [{_SHELL}]" not in answer:
        return note(N_("The phone does not tell what adb's shell may do; the row probe decides."))
    return failed(explain_refusal("denied", bench.device(phone)))


def _app_op(bench: Bench, phone: ListedPhone) -> Result:
    answer = bench.run(phone, f"cmd appops get {_SHELL} READ_SMS")
    mode = _MODE.search(answer)
    if mode and mode[1] in {"ignore", "deny"}:
        return failed(
            AcquisitionError(
                "The phone {phone} is set to give adb's shell an empty inbox (app-op READ_SMS: "
                "{mode}).",
                "In the phone's privacy or security settings, look for one that keeps SMS from "
                '"Shell" (com.android.shell), such as a blank pass, and allow it.',
                phone=bench.device(phone).name,
                mode=mode[1],
            )
        )
    if mode or "No operations" in answer:
        return ok(N_("No setting keeps SMS from adb's shell (app-op READ_SMS)."))
    return note(N_("The phone does not tell its app-ops; the row probe decides."))


def _row_probe(bench: Bench, phone: ListedPhone) -> Result:
    device = bench.device(phone)
    try:
        totals = _reader(bench, phone).totals(INBOX)
    except Withheld:
        return _column_probe(bench, phone, explain_silence(device))
    except ProviderRefusal as refusal:
        reason = explain_refusal(refusal.kind, device)
        if refusal.kind == "expressions":
            return _column_probe(bench, phone, reason)
        return failed(reason)
    except ScannerError as error:
        return failed(error)
    if not totals.count:
        return note(N_("The phone counts 0 messages: its inbox is empty, or kept elsewhere."))
    return ok(N_("The phone counts {count} messages in its inbox."), count=totals.count)


def _column_probe(bench: Bench, phone: ListedPhone, reason: ScannerError) -> Result:
    """Look whether a phone that takes no expressions lists its messages, as a scan would."""
    try:
        count = ColumnReader(_reader(bench, phone).asker).count(INBOX)
    except (ProviderRefusal, ScannerError):
        count = 0
    if not count:
        return failed(reason)
    return ok(
        N_(
            "The phone lists {count} messages in its inbox. It takes no expressions, so they are "
            "read one column at a time."
        ),
        count=count,
    )


def _filters(bench: Bench, phone: ListedPhone) -> Result:
    device = bench.device(phone)
    notes = notes_for(device)
    if is_xiaomi(device):
        mode = _SERVICE_SMS_OP.search(bench.run(phone, f"cmd appops get {_SHELL}"))
        if mode and mode[1] not in {"allow", "default"}:
            return note(
                N_("Xiaomi's system seems to hide messages of service numbers from adb."),
                N_(
                    "Collection messages come from such numbers (106…, 95…). Compare the report's "
                    "count with the Messages app; if it is far less, export the messages with an "
                    "app on the phone that may read notification SMS (通知类短信), and read that "
                    "file: sms-scanner scan --input FILE"
                ),
                notes=notes,
            )
        try:
            blocked = _reader(bench, phone).totals(BLOCKED)
        except (Withheld, ProviderRefusal, ScannerError):
            return note(N_("The phone does not show its blocked messages."), notes=notes)
        return ok(
            N_("Blocked messages are shown as well: {count}."), count=blocked.count, notes=notes
        )
    if notes:
        return note(N_("What is known of this maker's system:"), notes=notes)
    return ok(N_("No filter is known for this phone's system."))


def _reader(bench: Bench, phone: ListedPhone) -> BoxReader:
    def still_there() -> bool:
        return any(p.serial == phone.serial and p.state == READY for p in list_phones(bench.server))

    shell = Shell(bench.server, phone.serial)
    return BoxReader(shell, still_there, deadline_s=_DEADLINE_S, page_rows=1)


SMS_CHECKS = (
    Check(
        name="shell-permission",
        title=N_("Permission to read SMS"),
        of_phone=_permission,
        needs=("answer",),
    ),
    Check(name="app-op", title=N_("Privacy setting"), of_phone=_app_op, needs=("answer",)),
    Check(name="row-probe", title=N_("Row probe"), of_phone=_row_probe, needs=("answer",)),
    Check(name="vendor-filters", title=N_("Maker's filters"), of_phone=_filters, needs=("answer",)),
)
