"""When a scan shall run, in a form that every scheduler can express: times of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from scanner.errors import InputError
from scanner.i18n import N_

_DAY_MIN = 24 * 60
_SHORTEST_MIN = 15
_FIRST_MIN = 9 * 60  # people are awake, and the day's phone is at hand


@dataclass(frozen=True)
class Plan:
    """Local times of the day at which a scan starts, every day."""

    times: tuple[time, ...]
    """Sorted, each once, whole minutes."""


def every(period: str) -> Plan:
    """Return the plan of `--every`: "12h", "90m", counted from 09:00.

    Only periods that divide a day are taken, since no scheduler makes up missed runs of others.

    Raises:
        InputError: it is no such period.
    """
    match = re.fullmatch(r"([1-9][0-9]{0,3})\s*(m|min|h|d)", period.strip().lower())
    minutes = int(match[1]) * {"m": 1, "min": 1, "h": 60, "d": _DAY_MIN}[match[2]] if match else 0
    if not _SHORTEST_MIN <= minutes <= _DAY_MIN or _DAY_MIN % minutes:
        raise InputError(
            N_("{period} is not a period that divides a day."),
            N_("Use for example 30m, 1h, 6h, 12h or 24h; or name times with --at."),
            period=period,
        )
    starts = ((_FIRST_MIN + n * minutes) % _DAY_MIN for n in range(_DAY_MIN // minutes))
    return Plan(tuple(time(*divmod(start, 60)) for start in sorted(starts)))


def at(times: str) -> Plan:
    """Return the plan of `--at`: "09:00,21:00".

    Raises:
        InputError: one of them is no time of the day.
    """
    found = []
    for text in re.split(r"[,，;；\s]+", times.strip()):
        match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:：.]([0-5][0-9])", text)
        if match is None:
            raise InputError(
                N_("{time} is not a time of the day."),
                N_("Write times as 09:00,21:00."),
                time=text or times,
            )
        found.append(time(int(match[1]), int(match[2])))
    return Plan(tuple(sorted(set(found))))
