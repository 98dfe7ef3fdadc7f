"""What to say or paste at each channel, in the language of where it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scanner.complaint.model import Case, Complaint
from scanner.i18n import N_, Language
from scanner.reading.model import Region
from scanner.report.plain import plain
from scanner.report.teller import Teller
from scanner.report.times import Clock
from scanner.ruleset.lists import Channel, Letter

_CHINESE: Final[Mapping[Region, Language]] = {
    "CN": "zh-Hans",
    "HK": "zh-Hant",
    "MO": "zh-Hant",
    "TW": "zh-Hant",
}
"""Regions that are written to in Chinese, and in which; all others are written to in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyText:
    """A channel and what to say or paste there."""

    name: str
    """Of its file; unique in a pack."""
    channel: Channel
    text: str


def ready_texts(complaint: Complaint) -> list[ReadyText]:
    """Return what to say at each channel that hears this complaint, in the order of channels.toml.

    A channel that takes several kinds of reports gets a text for each kind.
    """
    return list(_ready_texts(complaint))


def _ready_texts(complaint: Complaint) -> Iterator[ReadyText]:
    for channel in complaint.ruleset.channels.values():
        if complaint.channels and channel.id not in complaint.channels:
            continue
        heard: dict[str, list[Case]] = defaultdict(list)
        for case in complaint.cases:
            letter = _letter_for(channel, case, complaint)
            if letter is not None:
                heard[letter.id].append(case)
        writer = _Writer(complaint, channel.region)
        for number, (letter_id, cases) in enumerate(heard.items()):
            yield ReadyText(
                name=f"{channel.id}-{letter_id}" if number else channel.id,
                channel=channel,
                text=writer.write(complaint.ruleset.letters[letter_id], cases),
            )


def _letter_for(channel: Channel, case: Case, complaint: Complaint) -> Letter | None:
    """Return what to say about a message at a channel; None = it is not heard there."""
    situations = set(channel.situations) & (case.situations | complaint.told)
    if complaint.channels:  # it is wanted, whatever calls for it
        return complaint.ruleset.letter_for(channel, situations or set(channel.situations))
    if not situations or complaint.region_of(case) != channel.region:
        return None
    return complaint.ruleset.letter_for(channel, situations)


class _Writer:
    """Fills in letters for one region: our words in its language, everything else as it is."""

    def __init__(self, complaint: Complaint, region: Region) -> None:
        language = _CHINESE.get(region, "en")
        self._complaint = complaint
        self._teller = Teller(complaint.ruleset, language, Clock(complaint.time_zone))
        self._say = self._teller.text

    def write(self, letter: Letter, cases: Sequence[Case]) -> str:
        unknown = self._say(N_("somebody who is not named"))
        claims = [case.judgement.claims for case in cases]
        names = (
            c.lender.name if c.lender else c.signature.name if c.signature else "" for c in claims
        )
        senders = [c.judgement.message.address for c in cases]
        key = {case.key for case in cases}
        calls = [c for c in self._complaint.calls if not c.message_key or c.message_key in key]
        text = self._teller.of(letter.text).strip().format(
            count=len(cases),
            lenders=self._listed(names, unknown),
            senders=self._listed((x or "" for x in senders), self._say(N_("unknown sender"))),
            messages="\n\n".join(map(self._message, cases)),
            texts="\n\n".join(case.judgement.message.body for case in cases),
            signs=self._lines(self._signs(cases)),
            broken=self._lines(self._broken(cases)),
            calls=self._lines(map(self._teller.call, calls)),
        )  # fmt: skip
        demo = N_("DEMO: invented messages of a built-in phone, nobody's real inbox.")
        return f"{self._say(demo)}\n\n{text}\n" if self._complaint.is_demo else f"{text}\n"

    def _listed(self, items: Iterable[str], otherwise: str) -> str:
        once = [plain(item) for item in dict.fromkeys(items) if item]
        return self._say(N_("; ")).join(once) or otherwise

    def _lines(self, items: Iterable[str]) -> str:
        return "\n".join(f"- {item}" for item in items) or self._say(N_("(none)"))

    def _message(self, case: Case) -> str:
        message = case.judgement.message
        received = self._teller.received(case.judgement)
        lines = [
            self._say(N_("Sender: {value}"), value=plain(message.address or "?")),
            self._say(N_("Received: {value}"), value=received),
        ]
        if message.sent_ms is not None:
            sent = self._teller.when(message.sent_ms, message.utc_offset_min)
            lines.append(self._say(N_("Sent, by the message centre: {value}"), value=sent))
        lines.append(self._say(N_("Id: {value}"), value=case.key))
        lines.append(self._say(N_("Text: {value}"), value=message.body))
        return "\n".join(lines)

    def _signs(self, cases: Iterable[Case]) -> list[str]:
        titles = (self._teller.signs(case.judgement, "forged") for case in cases)
        return list(dict.fromkeys(title for some in titles for title in some))

    def _broken(self, cases: Iterable[Case]) -> list[str]:
        """Return each broken rule once, with the norms and their sources."""
        found = {
            what: norms for case in cases for what, norms in self._teller.broken(case.judgement)
        }
        return [
            what
            + "".join(
                f"\n  {self._teller.of(norm.name)}"
                f"\n  {self._teller.of(norm.says)}"
                f"\n  {self._say(N_('Source: {value}'), value=norm.source[0].url)}"
                for norm in norms
            )
            for what, norms in found.items()
        ]
