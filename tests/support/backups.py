"""Writes backups as Android and the apps write them, independently of the code that reads them."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from scanner.inbox.files import read_file
from scanner.message import Message, from_frame

TELEPHONY = "apps/com.android.providers.telephony/"
SCHEMA = """CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT,
    person INTEGER, date INTEGER, date_sent INTEGER DEFAULT 0, protocol INTEGER,
    read INTEGER DEFAULT 0,
    status INTEGER DEFAULT -1, type INTEGER, subject TEXT, body TEXT, service_center TEXT,
    locked INTEGER DEFAULT 0, sub_id INTEGER DEFAULT -1, creator TEXT, seen INTEGER DEFAULT 0)"""


def columns(number: int, body: str | None, **more: object) -> dict[str, str]:
    """Return a received message as the backup agent writes it: text, null columns left out."""
    values = {
        "address": "95555",
        "body": body,
        "date": 1_773_451_800_000 + number * 1000,
        "date_sent": 1_773_451_799_000 + number * 1000,
        "type": 1,
        "read": 1,
        **more,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def telephony_files(*blocks: list[dict[str, str]]) -> dict[str, bytes]:
    """Return the agent's files: name -> zlib-compressed JSON array."""
    return {
        f"{TELEPHONY}d_f/{n:06}_sms_backup": zlib.compress(json.dumps(block).encode())
        for n, block in enumerate(blocks)
    }


def android_backup(
    files: dict[str, bytes], *, compress: bool = True, password: str | None = None
) -> bytes:
    """Return an `.ab` file with these files (PerformAdbBackupTask, format version 5)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in {f"{TELEPHONY}_manifest": b"1\n", **files}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    data = zlib.compress(buffer.getvalue()) if compress else buffer.getvalue()
    header = f"ANDROID BACKUP\n5\n{int(compress)}\n"
    if password is None:
        return f"{header}none\n".encode() + data
    key, iv, user_iv = os.urandom(32), os.urandom(16), os.urandom(16)
    user_salt, checksum_salt, rounds = os.urandom(64), os.urandom(64), 1000
    user_key = hashlib.pbkdf2_hmac("sha1", password.encode(), user_salt, rounds, 32)
    as_chars = b"".join(chr(b if b < 128 else 0xFF00 + b).encode() for b in key)
    checksum = hashlib.pbkdf2_hmac("sha1", as_chars, checksum_salt, rounds, 32)
    blob = b"".join(bytes([len(part)]) + part for part in (iv, key, checksum))
    lines = [user_salt, checksum_salt, rounds, user_iv, _encrypt(blob, user_key, user_iv)]
    written = (line.hex().upper() if isinstance(line, bytes) else str(line) for line in lines)
    head = header + "AES-256\n" + "".join(f"{line}\n" for line in written)
    return head.encode() + _encrypt(data, key, iv)


def _encrypt(data: bytes, key: bytes, iv: bytes) -> bytes:
    padding = 16 - len(data) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(data + bytes([padding]) * padding) + encryptor.finalize()


def database(path: Path, rows: list[dict[str, object]], schema: str = SCHEMA) -> Path:
    """Write an mmssms.db with these rows."""
    connection = sqlite3.connect(path)
    connection.execute(schema)
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO sms ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
    connection.commit()
    connection.close()
    return path


def one_password(password: str | None) -> Callable[[Path, int], str | None]:
    """Return a person who knows one password, and tries it once."""
    return lambda _path, tried: password if tried == 0 else None


def messages_of(path: Path, password: str | None = None) -> list[Message]:
    """Return the messages that are read from a file."""
    return list(from_frame(read_file(path, one_password(password)).messages))
