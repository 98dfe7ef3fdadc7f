"""An inbox of any size, for benchmarks: templates with slots, the same for the same seed."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import accumulate

import msgspec
import tomli
from msgspec import Struct

from scanner.demo_phone.inbox.moments import local_time, to_ms
from scanner.demo_phone.inbox.script import FOLDER
from scanner.demo_phone.provider import StoredSms

_SLOT = re.compile(r"\{(?:(?P<digits>[#@])(?P<length>\d)|(?P<name>\w+))\}")
_DAY_MS = 86_400_000
_THREE_YEARS = 3 * 365  # days
_WAKING_MS = (7 * 3_600_000 + 1_800_000, 22 * 3_600_000 + 1_800_000)  # 7:30 to 22:30
_REPEATED = 0.025
"""Share of messages that repeat an earlier one word for word, as adverts and notices do."""
_TRIES = 50
"""Rolls of the dice for a text that was not there yet; short chat runs out of new ones at last."""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of life: who writes, and how."""

    name: str
    share: int
    """Of a thousand messages."""
    who: dict[str, str]
    """Name in the text -> pattern of the address."""
    texts: tuple[str, ...]
    collection: bool = False
    """Its messages are collection-style."""


class Templates(Struct, frozen=True, forbid_unknown_fields=True):
    """templates.toml."""

    slots: dict[str, tuple[str, ...]]
    part: tuple[Part, ...]


@cache
def templates() -> Templates:
    """Return the templates of this folder."""
    text = (FOLDER / "templates.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), Templates)


def many_messages(count: int, now_ms: int, seed: int = 0) -> list[StoredSms]:
    """Return `count` received messages of the three years before `now_ms`, oldest first.

    About 97.5 % of the texts are distinct and 2 % collection-style.

    Args:
        count: number of messages, 0 or more.
        now_ms: ms since the epoch, UTC; the newest message is older.
        seed: another seed, another inbox; the same seed, the same inbox.
    """
    dice = random.Random(seed)
    parts = templates().part
    bounds = list(accumulate(part.share for part in parts))
    today_ms = to_ms(local_time(now_ms).replace(hour=0, minute=0, second=0, microsecond=0))
    times = sorted(
        today_ms - _DAY_MS * dice.randint(1, _THREE_YEARS) + dice.randrange(*_WAKING_MS)
        for _ in range(count)
    )
    threads: dict[str, int] = {}
    written: list[tuple[str, str]] = []
    seen: set[str] = set()
    stored: list[StoredSms] = []
    for sms_id, received_ms in enumerate(times, start=1):
        if written and dice.random() < _REPEATED:
            address, body = dice.choice(written)
        else:
            part = dice.choices(parts, cum_weights=bounds)[0]
            address, body = _new_message(dice, part, seen)
            seen.add(body)
            written.append((address, body))
        stored.append(
            StoredSms(
                id=sms_id,
                address=address,
                body=body,
                date=received_ms,
                date_sent=received_ms // 1000 * 1000,
                thread_id=threads.setdefault(address, len(threads) + 1),
                service_center="+8613800000500",
            )
        )
    return stored


def _new_message(dice: random.Random, part: Part, seen: set[str]) -> tuple[str, str]:
    """Return (address, body) of a message of this part, new wherever the templates have more."""
    for _ in range(_TRIES):
        name = dice.choice(list(part.who))
        body = _filled(dice, dice.choice(part.texts).replace("{who}", name))
        if body not in seen:
            break
    return _filled(dice, part.who[name]), body


def _filled(dice: random.Random, text: str) -> str:
    """Replace every slot, and the slots in what replaces it."""

    def value(slot: re.Match[str]) -> str:
        if slot["digits"]:
            low = 0 if slot["digits"] == "#" else 10 ** (int(slot["length"]) - 1)
            return f"{dice.randrange(low, 10 ** int(slot['length'])):0{slot['length']}}"
        return _filled(dice, dice.choice(templates().slots[slot["name"]]))

    return _SLOT.sub(value, text)
