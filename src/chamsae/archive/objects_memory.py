"""Content-addressed bytes in memory, for casebooks that live only as long as the process."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from chamsae.archive.objects import changed, read_block, too_large, unknown
from chamsae.model.source import StoredObject


class MemoryObjects:
    """The same promises as FolderObjects, but for durability."""

    def __init__(self) -> None:
        self._bytes: dict[str, bytes] = {}

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredObject:
        """Keep the bytes from here to the end of the stream; raises InputError beyond `limit` bytes."""
        buffer = bytearray()
        while block := read_block(stream):
            buffer += block
            if limit is not None and len(buffer) > limit:
                raise too_large(stream, limit)
        found = _describe(bytes(buffer))
        self._bytes.setdefault(found.sha256, bytes(buffer))
        return found

    def read(self, sha256: str) -> bytes:
        """All bytes of an object; NotFound when there is none of this hash."""
        try:
            return self._bytes[sha256]
        except KeyError:
            raise unknown(sha256) from None

    def open(self, sha256: str) -> BinaryIO:
        """The object as a seekable stream; NotFound when there is none of this hash."""
        return io.BytesIO(self.read(sha256))

    def has(self, sha256: str) -> bool:
        """Whether bytes of this hash are kept."""
        return sha256 in self._bytes

    def all(self) -> Iterator[str]:
        """The SHA-256 of everything kept, in ascending order."""
        return iter(sorted(self._bytes))

    def check(self, sha256: str) -> StoredObject:
        """Hash the bytes anew; raises IntegrityError when they are not what their name says."""
        found = _describe(self.read(sha256))
        if found.sha256 != sha256:
            raise changed(sha256)
        return found

    def mend(self, sha256: str) -> Path | None:
        """Nothing to mend from: None for good bytes; raises IntegrityError for others."""
        self.check(sha256)
        return None

    def erase(self, sha256: str) -> None:
        """Forget the bytes of an object."""
        self._bytes.pop(sha256, None)

    def unsealed(self) -> Iterator[str]:
        """Nothing lies on a disk: nothing."""
        return iter(())

    def seal(self, sha256: str) -> bool:
        """Nothing to seal: False."""
        return False

    def sweep(self) -> int:
        """Nothing is ever half written here: 0."""
        return 0


def _describe(data: bytes) -> StoredObject:
    return StoredObject(
        sha256=hashlib.sha256(data).hexdigest(), sha512=hashlib.sha512(data).hexdigest(), size=len(data)
    )
