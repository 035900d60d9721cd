"""Bytes sealed on the disk in pieces, so that any part of a long recording opens without the rest.

A sealed file is MAGIC, a salt of 32 bytes, then the bytes in pieces of 64 KiB, each under AES-256-GCM with the key
that HKDF-SHA256 makes of the casebook's key and the salt. The nonce of a piece is its number (11 bytes) and whether it
is the last (1 byte): the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015), as age uses it.
A piece that is changed, moved, dropped or cut off does not open.
"""

import io
import os
from collections.abc import Callable
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chamsae.errors import IntegrityError, phrase

MAGIC = b"chamsae-sealed/1"
SALT, PIECE, TAG, KEY = 32, 1 << 16, 16, 32
_HEAD = len(MAGIC) + SALT


class Sealer:
    """Seals what it is given, in any portions, and hands it on; nothing opens before `finish`."""

    def __init__(self, key: bytes, write: Callable[[bytes], object]) -> None:
        salt = os.urandom(SALT)
        self._piece, self._write, self._held, self._number = _piece(key, salt), write, bytearray(), 0
        write(MAGIC + salt)

    def update(self, block: bytes) -> None:
        """The next bytes."""
        self._held += block
        while len(self._held) > PIECE:
            self._give(last=0)

    def finish(self) -> None:
        """There are no more."""
        self._give(last=1)

    def _give(self, *, last: int) -> None:
        self._write(self._piece.encrypt(_nonce(self._number, last), bytes(self._held[:PIECE]), None))
        del self._held[:PIECE]
        self._number += 1


class Opened(io.RawIOBase):
    """The bytes of a sealed file, from any place; closes the file with itself.

    Raises IntegrityError, when made or when read, where something does not open under this key.
    """

    def __init__(self, file: BinaryIO, key: bytes, name: str) -> None:
        self._file, self.name, self._at = file, name, 0
        self._held: tuple[int, bytes] = (-1, b"")
        stored = file.seek(0, os.SEEK_END) - _HEAD
        file.seek(0)
        head = file.read(_HEAD)
        self._pieces = -(-stored // (PIECE + TAG))
        self.size = stored - self._pieces * TAG
        if not head.startswith(MAGIC) or len(head) != _HEAD or self._pieces < 1 or self.size < 0:
            raise _changed(name)
        self._piece = _piece(key, head[len(MAGIC) :])

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place; beyond the end nothing is read."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError(f"negative seek position {base + offset}")
        self._at = base + offset
        return self._at

    def readinto(self, into: "memoryview | bytearray", /) -> int:  # type: ignore[override]  # any writable buffer
        """The next bytes, at most to the end of their piece."""
        if self._at >= self.size and self.size:
            return 0
        number, within = divmod(self._at, PIECE)
        found = self._bytes_of(number)[within : within + len(into)]
        into[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._file.close()
        super().close()

    def _bytes_of(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(_HEAD + number * (PIECE + TAG))
            sealed = self._file.read(PIECE + TAG)
            try:
                opened = self._piece.decrypt(_nonce(number, int(number == self._pieces - 1)), sealed, None)
            except InvalidTag:
                raise _changed(self.name) from None
            self._held = (number, opened)
        return self._held[1]


def opened(file: BinaryIO, key: bytes, name: str) -> BinaryIO:
    """The bytes of a sealed file as a seekable stream, which closes the file; raises IntegrityError as Opened does."""
    return io.BufferedReader(Opened(file, key, name), PIECE)


def sealed_size(size: int) -> int:
    """How long the sealed file of so many bytes is."""
    return _HEAD + size + TAG * max(1, -(-size // PIECE))


def sealed(key: bytes, data: bytes) -> bytes:
    """All of a small file."""
    into = io.BytesIO()
    sealer = Sealer(key, into.write)
    sealer.update(data)
    sealer.finish()
    return into.getvalue()


def _piece(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY, salt, MAGIC).derive(key))


def _nonce(number: int, last: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _changed(name: str) -> IntegrityError:
    return IntegrityError(
        phrase("the sealed bytes do not open"),
        thing=name,
        do=phrase("They have changed, or are another casebook's: restore a backup."),
    )
