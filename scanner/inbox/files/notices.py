"""What the reader of a report must know about messages that came from files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scanner.i18n import N_
from scanner.inbox.acquisition import Notice
from scanner.inbox.files.item import LeftOut
from scanner.message import Message

_SHOWN = 5
_UTF_8 = "utf-8-sig"


@dataclass
class Doubts:
    """What was odd about files as a whole."""

    encodings: list[tuple[str, str]] = field(default_factory=list)
    """File and encoding, where that is not UTF-8."""
    local_times: int = 0
    """Times that named no zone."""
    abrupt: list[str] = field(default_factory=list)
    """Tables whose last line has no end."""
    unknown: list[str] = field(default_factory=list)
    """Files in a folder that hold no messages."""
    repeated: list[str] = field(default_factory=list)
    """Ids, or places in their file, of messages that were read before."""

    def note(self, file: str, encoding: str, local_times: int) -> None:
        """Take note of a file."""
        if encoding != _UTF_8:
            self.encodings.append((file, encoding))
        self.local_times += local_times


def notices_of(
    messages: Sequence[Message], left_out: Counter[LeftOut], doubts: Doubts, mended: int
) -> tuple[Notice, ...]:
    """Return the notices for messages that were read from files."""
    return (
        Notice(
            id="file-not-proved",
            message=N_(
                "A file can be edited and can lack messages: what it does not hold could not be "
                "judged."
            ),
        ),
        *_about_left_out(left_out, doubts),
        *_about_messages(messages, mended),
        *_about_files(doubts),
    )


def _about_left_out(left_out: Counter[LeftOut], doubts: Doubts) -> Iterator[Notice]:
    if count := left_out[LeftOut.SENT]:
        yield Notice(
            id="sent-left-out",
            message=N_("{count} messages were left out: they were sent or drafted here."),
            fields={"count": count},
        )
    if count := left_out[LeftOut.MMS]:
        yield Notice(
            id="mms-left-out",
            message=N_("{count} MMS were left out: only SMS are judged."),
            fields={"count": count},
        )
    if count := left_out[LeftOut.REPEATED]:
        yield Notice(
            id="repeated-left-out",
            message=N_(
                "{count} messages were there before, with the same sender, time and text, and "
                "count once ({places})."
            ),
            fields={"count": count, "places": _few(doubts.repeated)},
        )


def _about_messages(messages: Sequence[Message], mended: int) -> Iterator[Notice]:
    if mended:
        yield Notice(
            id="kept-though-wrong",
            message=N_(
                "{count} messages were kept though one of their values, such as the time, cannot "
                "be right or is missing. What depends on it could not be judged."
            ),
            fields={"count": mended},
            severity="warning",
        )
    if count := sum(not message.body for message in messages):
        yield Notice(
            id="without-text", message=N_("{count} messages have no text."), fields={"count": count}
        )
    if count := sum("\ufffd" in message.body for message in messages):
        yield Notice(
            id="text-damaged",
            message=N_("{count} messages have characters that cannot be read, shown as �."),
            fields={"count": count},
        )


def _about_files(doubts: Doubts) -> Iterator[Notice]:
    for file, encoding in doubts.encodings:
        yield Notice(
            id="file-encoding",
            message=N_("{file} is not in UTF-8; it was read as {encoding}."),
            fields={"file": file, "encoding": encoding.upper()},
        )
    if doubts.abrupt:
        yield Notice(
            id="last-line-without-end",
            message=N_("The last line of {files} has no end: the file may be cut short there."),
            fields={"files": _few(doubts.abrupt)},
        )
    if doubts.local_times:
        yield Notice(
            id="times-without-zone",
            message=N_(
                "{count} times name no time zone. They were taken as this computer's local time."
            ),
            fields={"count": doubts.local_times},
        )
    if doubts.unknown:
        yield Notice(
            id="unknown-files",
            message=N_("{count} files hold no messages in a known form: {files}."),
            fields={"count": len(doubts.unknown), "files": _few(doubts.unknown)},
        )


def _few(names: Sequence[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
