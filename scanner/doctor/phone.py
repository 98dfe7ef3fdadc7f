"""Checks of a phone, from the cable to its answer."""

from __future__ import annotations

from typing import Any

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, ok
from scanner.doctor.vendors import BEFORE_CONNECTING
from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.device import READY, ListedPhone, explain

_OWNER_IS_ASKED = ("unauthorized", "authorizing")


def _connected(bench: Bench) -> Result:
    try:
        found, listed = bench.phones, bench.all_phones
    except ScannerError as error:
        return failed(error)
    if not found:
        return failed(explain(listed, bench.serial), notes=BEFORE_CONNECTING)
    return ok(N_("Phones that adb lists: {count}."), count=len(found))


def _state(_bench: Bench, phone: ListedPhone) -> Result:
    if phone.state == READY or phone.state.startswith(_OWNER_IS_ASKED):
        return ok(N_("It is switched on, and its adb answers."))
    return failed(explain([phone], phone.serial))


def _authorised(_bench: Bench, phone: ListedPhone) -> Result:
    if phone.state.startswith(_OWNER_IS_ASKED):
        return failed(explain([phone], phone.serial))
    return ok(N_("It allows this computer to debug it."))


def _answers(bench: Bench, phone: ListedPhone) -> Result:
    try:
        device = bench.device(phone)
    except ScannerError as error:
        return failed(error, not_ready=True)
    facts: dict[str, Any] = {
        "phone": device.name,
        "android": device.android or "?",
        "sdk": device.sdk or "?",
    }
    if device.skin:
        return ok(N_("{phone}, Android {android} (SDK {sdk}), {skin}"), skin=device.skin, **facts)
    return ok(N_("{phone}, Android {android} (SDK {sdk})"), **facts)


PHONE_CONNECTED = Check(
    name="phone", title=N_("Phone connected"), of_computer=_connected, needs=("adb-server",)
)
PHONE_CHECKS = (
    Check(name="phone-state", title=N_("State"), of_phone=_state, needs=("phone",)),
    Check(
        name="authorisation",
        title=N_("Authorisation"),
        of_phone=_authorised,
        needs=("phone-state",),
    ),
    Check(name="answer", title=N_("Answer"), of_phone=_answers, needs=("authorisation",)),
)
