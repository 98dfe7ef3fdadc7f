"""Which column of a foreign table holds what.

Names are looked for in this order: those that the person gave (`--columns body=内容`), our own
(`row.FIELDS`), Android's (`android_row`), and then names that other programs are known to use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.files import android_row, foreign_row, row
from scanner.inbox.files.item import LeftOut, RowError
from scanner.message import Message

_KNOWN: dict[str, tuple[str, ...]] = {
    "body": (
        *("body", "内容", "短信内容", "信息内容", "消息内容", "正文", "短信正文", "短信", "消息"),
        *("text", "message", "content", "messagetext", "messagebody", "sms", "smsbody", "msg"),
    ),
    "address": (
        *("address", "发件人号码", "发送号码", "发送方号码", "对方号码", "手机号码", "电话号码"),
        *("号码", "手机号", "电话", "发件人", "发送人", "发送方", "发送者", "联系人号码", "来源"),
        *("number", "phonenumber", "phone", "sender", "sendernumber", "senderid", "from"),
        *("fromnumber", "fromaddress", "originator", "msisdn", "contactnumber"),
    ),
    "time": (
        *("receivedms", "receivedat", "接收时间", "收到时间", "接收日期", "短信时间", "时间"),
        *("日期", "日期时间", "发送时间", "date", "time", "datetime", "timestamp", "received"),
        *("receivedtime", "receiveddate", "messagedate", "datereceived", "readabledate", "sent"),
    ),
    "type": (
        *("type", "类型", "短信类型", "信息类型", "收发", "收发类型", "方向", "direction"),
        *("folder", "box", "messagetype", "文件夹"),
    ),
    "message_id": ("messageid", "id", "编号", "序号", "短信编号", "msgid", "smsid"),
    "inbox_id": ("inboxid", "收件箱"),
    "thread_id": ("threadid", "会话", "会话编号", "conversationid"),
    "service_center": ("servicecenter", "servicecentre", "smsc", "短信中心", "短信中心号码"),
}
"""What a message needs -> names of columns, folded as `_folded` does, the surest first."""

TARGETS = tuple(_KNOWN)
_MORE_TARGETS = {"date": "time", "sender": "address", "received_at": "time", "received_ms": "time"}
"""What people call them on the command line as well."""
_OURS_ALONE = {"inbox_id", "message_id", "received_at", "received_ms"}


def read_columns(text: str) -> dict[str, str]:
    """Return what `--columns` says: target -> name of a column.

    Raises:
        InputError: it is no list of `target=name`, or a target is not known.
    """
    chosen: dict[str, str] = {}
    for part in re.split(r"[,，]", text):
        target, equals, name = (piece.strip() for piece in part.partition("="))
        target = _MORE_TARGETS.get(target, target)
        if not equals or not name or target not in TARGETS:
            raise InputError(
                N_("--columns does not say what {part} is."),
                N_("Write it as body=NAME,address=NAME,time=NAME; known are {targets}."),
                part=part.strip() or '""',
                targets=", ".join(TARGETS),
            )
        chosen[target] = name
    return chosen


@dataclass
class Columns:
    """Reads the records of one table.

    Args:
        chosen: target -> name of a column, where a person named it.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    in_our_fields: bool = False
    """Whether a record was in our own fields, so that its rows are wanted one by one."""
    local_times: int = 0
    """Times that named no zone, and were taken as this computer's."""
    _found: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def message_of(self, record: Mapping[str, object], number: int) -> Message | LeftOut:
        """Return the message of a record.

        Args:
            record: column -> value.
            number: of the record in its file, from 1.

        Raises:
            RowError: it cannot be read, or not all of it.
        """
        if not self.chosen and android_row.looks_like_android(record):
            return android_row.message_of(record, number=number)
        names = self.names(record)
        if _are_ours(record, names):
            self.in_our_fields = True
            return row.message_of(record, number=number)
        if "body" not in names:
            raise RowError(N_("the field body is missing"))
        values = {target: record.get(name) for target, name in names.items()}
        message = foreign_row.message_of(values, number=number)
        if isinstance(message, foreign_row.InLocalTime):
            self.local_times += 1
            return message.message
        return message

    def names(self, header: Iterable[str]) -> dict[str, str]:
        """Return for each target the column that holds it, where one does."""
        key = tuple(header)
        if key not in self._found:
            self._found[key] = self._look_up(key)
        return self._found[key]

    def _look_up(self, header: tuple[str, ...]) -> dict[str, str]:
        by_name: dict[str, str] = {}
        for name in header:
            by_name.setdefault(_folded(name), name)
        names = {}
        for target, known in _KNOWN.items():
            wanted = (_folded(self.chosen[target]),) if target in self.chosen else known
            found = next((by_name[name] for name in wanted if name in by_name), None)
            if found is not None:
                names[target] = found
        return names

    def check(self, header: Iterable[str], path: object) -> None:
        """Make sure that a table has a column for the text, and each that a person named.

        Raises:
            InputError: it has not.
        """
        header = tuple(header)
        names = self.names(header)
        lacking = [name for target, name in self.chosen.items() if target not in names]
        if lacking or "body" not in names:
            raise InputError(
                N_("{path} has no column {lacking}; its columns are: {columns}.")
                if lacking
                else N_("{path} holds no messages in columns that are known: {columns}."),
                N_("Say which column holds what: --columns body=NAME,address=NAME,time=NAME"),
                path=path,
                lacking=", ".join(lacking),
                columns=", ".join(header),
            )


def _are_ours(record: Mapping[str, object], names: Mapping[str, str]) -> bool:
    """Tell whether a record is in our own fields, in which nothing is guessed."""
    if all(name in row.FIELDS for name in names.values()):
        return True
    return names.get("body") == "body" and bool(_OURS_ALONE & record.keys())


def _folded(name: str) -> str:
    """Return a name without case, width, blanks and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(name)).casefold())
