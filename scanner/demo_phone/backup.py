"""The shell command `bu`: what Android's own backup of the messages looks like.

Sources: AOSP `PerformAdbBackupTask.java` (header, tar) and TelephonyProvider's
`TelephonyBackupAgent.java` (files of at most 1,000 messages, columns as text, nulls left out).
"""

from __future__ import annotations

import io
import json
import tarfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Literal

_HEADER = b"ANDROID BACKUP\n5\n1\nnone\n"
_PACKAGE = "apps/com.android.providers.telephony"
_MESSAGES_PER_FILE = 1000

Consent = Literal["confirmed", "cancelled", "silent"]
"""What becomes of the question on the phone's screen: yes; no, which leaves an archive of nothing
(41 bytes); or not even that, as where the maker took the command away."""


def backup(rows: Sequence[Mapping[str, str]], consent: Consent) -> bytes:
    """Return what `bu backup` prints for messages."""
    if consent == "silent":
        return b""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        if consent == "confirmed":
            _add(tar, "_manifest", b"1\ncom.android.providers.telephony\n34\n")
            for number, start in enumerate(range(0, len(rows), _MESSAGES_PER_FILE)):
                part = json.dumps(rows[start : start + _MESSAGES_PER_FILE], ensure_ascii=False)
                name = f"d_f/{number:06}_sms_backup"
                _add(tar, name, zlib.compress(part.encode("utf-8", "replace")))
    data = archive.getvalue() if consent == "confirmed" else bytes(1024)
    return _HEADER + zlib.compress(data, 9)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(f"{_PACKAGE}/{name}")
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
