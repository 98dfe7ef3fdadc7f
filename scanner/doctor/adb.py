"""Checks of the adb program and its server."""

from __future__ import annotations

import os
from typing import Any

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, note, ok
from scanner.doctor.server_owner import owner_of
from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.inbox.phone.binary import find_adb


def _binary(_bench: Bench) -> Result:
    try:
        binary = find_adb()
    except ScannerError as error:
        return failed(error)
    return ok(N_("adb 1.0.{version}: {path}"), version=binary.version or "?", path=binary.path)


def _server(bench: Bench) -> Result:
    try:
        server = bench.server
    except ScannerError as error:
        return failed(error)
    version = server.version_notice()
    if version:
        return Result(status="note", message=version.message, fields=version.fields)
    facts: dict[str, Any] = {"version": server.version, "host": server.host, "port": server.port}
    owner = owner_of(server.port)
    if owner is None:
        return ok(N_("It answers on {host}:{port}, version 1.0.{version}."), **facts)
    facts |= {"user": owner.user, "program": owner.program or "?"}
    if owner.user_id != os.getuid():
        return note(
            N_("It answers on {host}:{port}, version 1.0.{version}, but was started by {user}."),
            N_(
                "Phones trust the computer by that person's key, not yours. If your phone asks "
                "again and again, let them stop it (`adb kill-server`), and run this again."
            ),
            **facts,
        )
    return ok(
        N_("It answers on {host}:{port}, version 1.0.{version}, run by {user} ({program})."),
        **facts,
    )


ADB_CHECKS = (
    Check(name="adb-binary", title=N_("adb program"), of_computer=_binary),
    Check(name="adb-server", title=N_("adb server"), of_computer=_server),
)
