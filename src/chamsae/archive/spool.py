"""Bytes counted while they are set aside: at most a few MB in memory, more in a veiled temporary file."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

from chamsae.archive.disk import storage_error
from chamsae.errors import RefusedArchive, phrase

BLOCK = 1 << 18
IN_MEMORY = 4 << 20


def spool(blocks: Iterable[bytes], *, limit: int, name: str, folder: Path | None) -> BinaryIO:
    """The blocks as one seekable stream, at its start.

    RefusedArchive beyond `limit` bytes, StorageError when the disk is full.
    """
    kept: BinaryIO = io.BytesIO()
    try:
        for block in capped(blocks, limit=limit, name=name):
            kept = _written(kept, block, name, folder)
        kept.seek(0)
    except BaseException:
        with suppress(OSError):  # of a full disk, told already
            kept.close()
        raise
    return kept


def _written(kept: BinaryIO, block: bytes, name: str, folder: Path | None) -> BinaryIO:
    """The block behind what is kept, which moves to the disk when it is too much for the memory."""
    try:
        if isinstance(kept, io.BytesIO) and kept.tell() + len(block) > IN_MEMORY:
            from chamsae.archive.veiled import veiled  # noqa: PLC0415 - most things are small

            held, kept = kept, veiled(folder)
            kept.write(held.getbuffer())
        kept.write(block)
    except OSError as error:  # our disk is at fault, not the material
        raise storage_error(error, name) from error
    return kept


def capped(blocks: Iterable[bytes], *, limit: int, name: str) -> Iterator[bytes]:
    """The same blocks, cut off with RefusedArchive as soon as they are more than `limit` bytes."""
    size = 0
    for block in blocks:
        size += len(block)
        if size > limit:
            raise RefusedArchive(
                phrase("holds more than %(limit)s bytes", limit=f"{limit:,}"),
                thing=name,
                do=phrase("It was not taken in."),
            )
        yield block


def blocks_of(stream: IO[bytes], length: int | None = None) -> Iterator[bytes]:
    """A stream in blocks from where it stands, to its end or for `length` bytes."""
    while length is None or length > 0:
        block = stream.read(BLOCK if length is None else min(BLOCK, length))
        if not block:
            return
        if length is not None:
            length -= len(block)
        yield block


def sha256_of(stream: IO[bytes]) -> str:
    """The SHA-256 of a stream from where it stands, as lower-case hex."""
    digest = hashlib.sha256()
    for block in blocks_of(stream):
        digest.update(block)
    return digest.hexdigest()


def opener(data: bytes) -> Callable[[], BinaryIO]:
    """An `Item.open` for bytes already in memory."""
    return lambda: io.BytesIO(data)
