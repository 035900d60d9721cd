"""Objects kept twice: in the casebook's folder and in a second one, each able to mend the other.

What is put is on both disks before it is acknowledged. A second folder that is not there (a disk not plugged in) does
not stop the work: the doctor tells what it lacks and `mend` brings it there.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from chamsae.archive.objects import FolderObjects
from chamsae.errors import ChamsaeError, IntegrityError, NotFound, StorageError, phrase
from chamsae.model.source import StoredObject

_log = logging.getLogger("chamsae")


class MirroredObjects:
    """Two folders of objects as one. Reading takes the first copy that is there."""

    def __init__(self, first: FolderObjects, second: FolderObjects) -> None:
        self.first, self.second = first, second

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredObject:
        """As FolderObjects.put; the second copy is made from the first, whose bytes are checked."""
        stored = self.first.put(stream, limit=limit)
        if not self.second.folder.is_dir():
            _log.warning("The second copy %s is not there; run `chamsae doctor --mend` when it is.", self.second.folder)
            return stored
        if not self.second.has(stored.sha256):
            with self.first.open(stored.sha256) as source:
                self.second.put(source)
        return stored

    def read(self, sha256: str) -> bytes:
        """All bytes of an object, from the copy that is there."""
        with self.open(sha256) as stream:
            return stream.read()

    def open(self, sha256: str) -> BinaryIO:
        """The object as a seekable stream, from the copy that is there."""
        try:
            return self.first.open(sha256)
        except ChamsaeError:
            try:
                return self.second.open(sha256)
            except NotFound:
                pass
            raise

    def has(self, sha256: str) -> bool:
        """Whether either folder holds it."""
        return self.first.has(sha256) or self.second.has(sha256)

    def all(self) -> Iterator[str]:
        """The SHA-256 of everything stored in either, in ascending order."""
        yield from sorted({*self.first.all(), *self.second.all()})

    def check(self, sha256: str) -> StoredObject:
        """Hash both copies anew; raises IntegrityError naming the folder whose copy is missing or damaged."""
        found = []
        for copies in self._present():
            try:
                found.append(copies.check(sha256))
            except NotFound:
                raise IntegrityError(
                    phrase("is missing in %(folder)s", folder=copies.folder), thing=sha256, do=MEND
                ) from None
            except IntegrityError as error:
                raise IntegrityError(
                    phrase("the bytes in %(folder)s have changed", folder=copies.folder), thing=sha256, do=MEND
                ) from error
        return found[0]

    def mend(self, sha256: str) -> Path | None:
        """Make both copies good again from the one that is; the folder mended, None when both were good.

        The damaged bytes stay beside, under `damaged/`. Raises IntegrityError when neither copy is good.
        """
        faulty = [copies for copies in self._present() if not _good(copies, sha256)]
        good = [copies for copies in (self.first, self.second) if copies not in faulty and copies.has(sha256)]
        if not faulty:
            return None
        if not good:
            raise IntegrityError(phrase("no copy is good"), thing=sha256, do=phrase("Restore it from a backup."))
        faulty[0].put_aside(sha256)
        with good[0].open(sha256) as source:
            faulty[0].put(source)
        return faulty[0].folder

    def erase(self, sha256: str) -> None:
        """Wipe both copies; raises StorageError, with the first gone, where the second folder is not there."""
        self.first.erase(sha256)
        if not self.second.folder.is_dir():
            raise StorageError(phrase("the second copy is not there"), thing=str(self.second.folder), do=ERASE_AGAIN)
        self.second.erase(sha256)

    def unsealed(self) -> Iterator[str]:
        """The SHA-256 of what lies open in either although there is a key, in ascending order."""
        yield from sorted({one for copies in self._present() for one in copies.unsealed()})

    def seal(self, sha256: str) -> bool:
        """As FolderObjects.seal, in both; False where it lies open in neither."""
        done = [copies.seal(sha256) for copies in self._present()]
        return any(done)

    def sweep(self) -> int:
        """Remove what killed processes left half written in either folder."""
        return sum(copies.sweep() for copies in self._present())

    def _present(self) -> tuple[FolderObjects, ...]:
        return (self.first, self.second) if self.second.folder.is_dir() else (self.first,)


ERASE_AGAIN = phrase("Plug its disk in, and do it once more: what was erased is in it still.")
MEND = phrase("`chamsae doctor --mend` makes it good from the other copy.")


def _good(copies: FolderObjects, sha256: str) -> bool:
    try:
        copies.check(sha256)
    except ChamsaeError:
        return False
    return True
