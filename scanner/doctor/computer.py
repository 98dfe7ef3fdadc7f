"""Checks of this computer beside adb: the rule set, and the folders that are written to."""

from __future__ import annotations

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, ok
from scanner.errors import ScannerError
from scanner.i18n import N_
from scanner.places import state_folder
from scanner.report.write import prepare_target
from scanner.resources import resource_folder
from scanner.ruleset.load import load_ruleset
from scanner.whole_file import prepare_file


def _rules(bench: Bench) -> Result:
    try:
        ruleset = load_ruleset(resource_folder("rules"), bench.user_rules)
    except ScannerError as error:
        return failed(error)
    return ok(N_("{count} rules are valid ({id})."), count=len(ruleset.rules), id=ruleset.id)


def _output(bench: Bench) -> Result:
    try:
        prepare_target(bench.output)
    except ScannerError as error:
        return failed(error)
    return ok(N_("Reports can be written: {folder}"), folder=bench.output.resolve())


def _state(_bench: Bench) -> Result:
    folder = state_folder()
    try:
        prepare_file(folder / "probe")
    except ScannerError as error:
        return failed(error)
    return ok(N_("The scanner's memory can be written: {folder}"), folder=folder)


COMPUTER_CHECKS = (
    Check(name="rules", title=N_("Rules"), of_computer=_rules),
    Check(name="output-folder", title=N_("Output folder"), of_computer=_output),
    Check(name="state-folder", title=N_("State folder"), of_computer=_state),
)
