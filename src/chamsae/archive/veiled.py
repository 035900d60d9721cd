"""Temporary files that say nothing: what lies on the disk is under a key that was never there."""

import io
import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

#: Bytes that are enciphered together.
SECTOR = 1 << 16
#: Bytes of an XTS-AES-256 key, which is two keys of AES-256.
_KEY = 64


def veiled(folder: Path | None = None) -> BinaryIO:
    """A new file without a name, to be written, read and moved about in; in `folder`, else where temporary files lie.

    Its sectors of 64 KiB are enciphered with XTS-AES-256 (IEEE 1619, NIST SP 800-38E), as disks are, under a random key
    held in memory alone: what a seized or sold disk keeps of it nobody can read. XTS does not show changes; nobody is
    trusted with the file who is not with the process. Raises OSError as files do.
    """
    return cast(BinaryIO, io.BufferedRandom(_Sectors(folder), SECTOR))


class _Sectors(io.RawIOBase):
    """The plain bytes of a file whose last sector is filled up with zeros before it is enciphered."""

    def __init__(self, folder: Path | None) -> None:
        self._key = os.urandom(_KEY)
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed with this one
        self._at = self._size = 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            self._key = b""
        super().close()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError(22, "before the file's beginning")
        self._at = base + offset
        return self._at

    def readinto(self, into: "memoryview | bytearray") -> int:  # type: ignore[override]  # any buffer is one of these
        number, start = divmod(self._at, SECTOR)
        count = max(0, min(len(into), SECTOR - start, self._size - self._at))
        if count:
            into[:count] = self._sector(number)[start : start + count]
        self._at += count
        return count

    def write(self, data: "memoryview | bytes") -> int:  # type: ignore[override]  # as above
        self._reach(self._at)
        number, start = divmod(self._at, SECTOR)
        given = bytes(data[: SECTOR - start])
        plain = given if len(given) == SECTOR else self._changed(number, start, given)
        self._put(number, plain)
        self._at += len(given)
        self._size = max(self._size, self._at)
        return len(given)

    def truncate(self, size: int | None = None) -> int:
        to = self._at if size is None else size
        self._reach(to)
        if to < self._size:
            number, start = divmod(to, SECTOR)
            rest = self._sector(number)[:start] if start else b""
            self._size = to
            self._file.truncate(number * SECTOR)
            if rest:
                self._put(number, rest.ljust(SECTOR, b"\0"))
        return to

    def _reach(self, size: int) -> None:
        """Fill up with zeros what lies between the end and `size`."""
        for number in range(-(-self._size // SECTOR), -(-size // SECTOR)):
            self._put(number, bytes(SECTOR))
        self._size = max(self._size, size)

    def _changed(self, number: int, start: int, given: bytes) -> bytes:
        """A sector with these bytes in it."""
        plain = bytearray(self._sector(number) if number * SECTOR < self._size else bytes(SECTOR))
        plain[start : start + len(given)] = given
        return bytes(plain)

    def _sector(self, number: int) -> bytes:
        self._file.seek(number * SECTOR)
        held = bytearray()
        while len(held) < SECTOR:
            part = self._file.read(SECTOR - len(held))
            if not part:
                raise OSError(5, "the temporary file is shorter than it was")
            held += part
        return self._cipher(number).decryptor().update(bytes(held))

    def _put(self, number: int, plain: bytes) -> None:
        self._file.seek(number * SECTOR)
        held = memoryview(self._cipher(number).encryptor().update(plain))
        while held:
            held = held[self._file.write(held) :]

    def _cipher(self, number: int) -> "Cipher[modes.XTS]":
        return Cipher(algorithms.AES(self._key), modes.XTS(number.to_bytes(16, "little")))
