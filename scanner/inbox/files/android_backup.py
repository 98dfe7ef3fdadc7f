"""The container of `adb backup`: a header, then a tar file, perhaps compressed and encrypted.

Format: AOSP `services/backup/java/com/android/server/backup` (PerformAdbBackupTask, PasswordUtils).
Lines of the header: magic, version, "1" if compressed, "none" or "AES-256"; encrypted ones go on
with user salt, checksum salt, PBKDF2 rounds, user IV and the encrypted master key, all in hex.
"""

from __future__ import annotations

import hashlib
import hmac
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scanner.errors import InputError
from scanner.i18n import N_

MAGIC = b"ANDROID BACKUP\n"

_BLOCK = 1 << 16
_KEY_BYTES = 32
_AES_BLOCK = 16
_LONGEST_LINE = 4096
_MOST_ROUNDS = 10_000_000  # a header that asks for more only wants our time
_TELEPHONY = "apps/com.android.providers.telephony/"


class DamagedError(Exception):
    """The data breaks off, or is not what the header says; what came before it was good."""


Passwords = Callable[[Path, int], str | None]
"""Takes a file and how many passwords were tried on it; returns the next, None if there is none."""


def no_password(_path: Path, _tried: int) -> None:
    """Know no password."""


def telephony_files(path: Path, passwords: Passwords = no_password) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each file that the telephony provider put into a backup.

    The backup is streamed: only one of these files is in memory at a time, and each holds at most
    1,000 messages (TelephonyBackupAgent). The last one may be cut short.

    Raises:
        InputError: no password or a wrong one, or `cryptography` is not installed.
        DamagedError: the data breaks off.
    """
    with path.open("rb") as file:
        try:
            stream = _Stream(_plain(file, path, passwords))
            with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload]
                for member in archive:
                    if member.isfile() and member.name.startswith(_TELEPHONY):
                        yield member.name, _content(archive, member)
        except (tarfile.TarError, zlib.error, EOFError, ValueError) as error:
            raise DamagedError from error
        if stream.broken:
            raise DamagedError


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    assert file is not None  # it is a regular file
    content = bytearray()
    try:
        while block := file.read(tarfile.BLOCKSIZE):  # a torn larger one would be lost whole
            content += block
    except tarfile.ReadError:
        pass  # it breaks off here; going on to the next member says so again
    return bytes(content)


def _plain(file: BinaryIO, path: Path, passwords: Passwords) -> Iterator[bytes]:
    """Yield the tar data, decrypted and inflated."""
    lines = [_line(file) for _ in range(4)]
    version, compressed, encryption = int(lines[1] or 0), lines[2] == b"1", lines[3]
    blocks = iter(lambda: file.read(_BLOCK), b"")
    if encryption == b"AES-256":
        blocks = _decrypted(blocks, *_master_key(file, path, version, passwords))
    return _inflated(blocks) if compressed else blocks


def _line(file: BinaryIO) -> bytes:
    return file.readline(_LONGEST_LINE).rstrip(b"\n")


def _hex_line(file: BinaryIO) -> bytes:
    return bytes.fromhex(_line(file).decode("ascii"))


def _inflated(blocks: Iterator[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    for block in blocks:
        data = inflate.decompress(block, _BLOCK)
        while data:
            yield data
            data = inflate.decompress(inflate.unconsumed_tail, _BLOCK)
    if not inflate.eof:
        raise EOFError


def _decrypted(blocks: Iterator[bytes], key: bytes, iv: bytes) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    held = b""  # the last block carries the padding, and is known only at the end
    for block in blocks:
        data = held + decryptor.update(block)
        held = data[-_AES_BLOCK:]
        yield data[:-_AES_BLOCK]
    yield held[: -held[-1]] if held else b""


def _master_key(
    file: BinaryIO, path: Path, version: int, passwords: Passwords
) -> tuple[bytes, bytes]:
    """Read the rest of the header and return (key, iv) of the data.

    Raises:
        InputError: as `telephony_files`.
    """
    try:
        lock = _Lock(
            user_salt=_hex_line(file),
            checksum_salt=_hex_line(file),
            rounds=min(int(_line(file)), _MOST_ROUNDS),
            user_iv=_hex_line(file),
            blob=_hex_line(file),
        )
    except ValueError as error:
        raise DamagedError from error
    tried = 0
    while (password := passwords(path, tried)) is not None:
        tried += 1
        try:
            secret = password.encode("utf-8" if version > 1 else "latin-1", "replace")
            if key := lock.opened_by(secret):
                return key
        except ImportError as error:
            raise InputError(
                N_("{path} is encrypted, and reading it needs cryptography."),
                N_("Install it: pip install 'sms-scanner[backup]'"),
                path=path,
            ) from error
    if tried:
        raise InputError(
            N_("The password does not open {path}."),
            N_("It is the one that was typed on the phone when the backup was made."),
            path=path,
        )
    raise InputError(
        N_("{path} is encrypted."),
        N_(
            "Give the password that was set on the phone for this backup: run this in a terminal, "
            "which asks for it, or set SMS_SCANNER_PASSWORD."
        ),
        path=path,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lock:
    """What the header of an encrypted backup says about its key."""

    user_salt: bytes
    checksum_salt: bytes
    rounds: int
    user_iv: bytes
    blob: bytes

    def opened_by(self, secret: bytes) -> tuple[bytes, bytes] | None:
        """Return (key, iv) of the data; None if it is the wrong password."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        user_key = hashlib.pbkdf2_hmac("sha1", secret, self.user_salt, self.rounds, _KEY_BYTES)
        try:
            decryptor = Cipher(algorithms.AES(user_key), modes.CBC(self.user_iv)).decryptor()
            iv, key, checksum = _fields(decryptor.update(self.blob) + decryptor.finalize())
        except (ValueError, IndexError):
            return None  # what a wrong key decrypts to has no sense in it
        # Java widened each byte of the key to a char with its sign before hashing it as UTF-8.
        widened = "".join(chr(b | 0xFF00 if b > 0x7F else b) for b in key).encode()
        hashes = (
            hashlib.pbkdf2_hmac("sha1", form, self.checksum_salt, self.rounds, _KEY_BYTES)
            for form in (widened, key)
        )
        agrees = any(hmac.compare_digest(found, checksum) for found in hashes)
        return (key, iv) if agrees else None


def _fields(blob: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the three fields of the master key blob, each after a byte with its length."""
    fields = []
    for _ in range(3):
        length, blob = blob[0], blob[1:]
        field, blob = blob[:length], blob[length:]
        fields.append(field)
    iv, key, checksum = fields
    if len(iv) != _AES_BLOCK or len(key) != _KEY_BYTES:
        raise ValueError
    return iv, key, checksum


class _Stream:
    """The file object that tarfile reads from, over an iterator of blocks."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._buffer = bytearray()
        self.broken = False
        """Whether the blocks ended with an error."""

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end."""
        try:
            while len(self._buffer) < size:
                self._buffer += next(self._blocks)
        except StopIteration:
            pass
        except (EOFError, zlib.error, ValueError):
            self.broken = True
            self._blocks = iter(())
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data
