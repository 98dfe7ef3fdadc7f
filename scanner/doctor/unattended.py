"""Checks of what runs while nobody looks: scans at set times, and their notices."""

from __future__ import annotations

from scanner.doctor.bench import Bench
from scanner.doctor.model import Check, Result, failed, note, ok
from scanner.errors import PhoneNotReady, ScannerError
from scanner.i18n import N_
from scanner.schedule.notices import problems
from scanner.schedule.systems import scheduler_of, this_system
from scanner.settings import load_settings

_WELL = (None, 0, PhoneNotReady.exit_code)
"""Exit codes of a scheduled scan that are no fault: none yet, done, and no phone was there."""


def _schedule(_bench: Bench) -> Result:
    scheduler = scheduler_of(this_system(), "scan")
    if scheduler is None:
        return note(
            N_("This system has no scheduler that can be asked; cron may run scans."),
            N_("For lines to enter with `crontab -e`: sms-scanner schedule install --every 12h"),
        )
    try:
        job = scheduler.status()
    except ScannerError as error:
        return failed(error)
    if not job.installed:
        return ok(N_("No scans are scheduled ({system})."), system=scheduler.name)
    if job.last_exit not in _WELL:
        return failed(
            ScannerError(
                N_("The last scheduled scan failed (exit code {code}, {system})."),
                N_(
                    "See why: sms-scanner schedule status. If the program was moved since, install "
                    "it again: sms-scanner schedule install --every 12h"
                ),
                code=job.last_exit,
                system=scheduler.name,
            )
        )
    if job.note:
        return note(job.note)
    return ok(
        N_("Scans are scheduled ({system}); the next one: {time}."),
        system=scheduler.name,
        time=job.next_run or "?",
    )


def _notices(_bench: Bench) -> Result:
    try:
        notices = load_settings().notices
    except ScannerError as error:
        return failed(error)
    found = dict(problems(notices))
    ways = ", ".join(way for way, problem in found.items() if not problem)
    wrong = found.get("push")
    if wrong:
        return failed(
            ScannerError(
                wrong,
                N_("Correct notices.push in config.toml, then try it: sms-scanner notify test"),
            )
        )
    if not ways:
        return note(
            N_("No notices can be sent; scheduled scans leave their reports all the same."),
            N_(
                "For notices on this desktop: pip install 'sms-scanner[desktop]'; by push: set "
                "notices.push in config.toml."
            ),
        )
    return ok(N_("Notices can be sent: {ways}. To try them: sms-scanner notify test"), ways=ways)


UNATTENDED_CHECKS = (
    Check(name="schedule", title=N_("Schedule"), of_computer=_schedule),
    Check(name="notifier", title=N_("Notices"), of_computer=_notices),
)
