"""Undoing HTTP's transfer and content encodings, block by block and within a limit."""

import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from chamsae.archive.spool import blocks_of
from chamsae.errors import InputError, phrase

_STEP = 1 << 18
_CHUNK_LINE = 256


def decoded(blocks: Iterable[bytes], encodings: str, *, name: str) -> Iterator[bytes]:
    """The blocks without the content encodings of a header value ("gzip", "deflate", "identity", "").

    InputError when an encoding is unknown or the data is damaged or cut off. The caller caps the
    result: a block comes out at a time, of 256 kB at most.
    """
    for encoding in reversed([part.strip().lower() for part in encodings.split(",") if part.strip()]):
        if encoding in ("gzip", "x-gzip"):
            blocks = _gunzipped(blocks, name)
        elif encoding == "deflate":
            blocks = _inflated(blocks, name)
        elif encoding != "identity":
            raise InputError(
                phrase("is encoded as %(encoding)s, which we cannot undo", encoding=repr(encoding[:40])), thing=name
            )
    return iter(blocks)


def unchunked(stream: IO[bytes]) -> Iterator[bytes]:
    """A chunked body (RFC 9112, 7.1) as plain blocks.

    Archives often keep the header "chunked" over a body that is plain already: such a body comes back
    as it is. InputError when the chunks break off.
    """
    start = stream.tell()
    if _chunk_size(stream) is None:
        stream.seek(start)
        yield from blocks_of(stream)
        return
    stream.seek(start)
    while size := _chunk_size(stream):
        for block in blocks_of(stream, size):
            size -= len(block)
            yield block
        if size or stream.read(2) != b"\r\n":
            raise InputError(phrase("its chunked body breaks off"))
    if size is None:
        raise InputError(phrase("its chunked body breaks off"))


def _chunk_size(stream: IO[bytes]) -> int | None:
    line = stream.readline(_CHUNK_LINE)
    digits = line.split(b";")[0].strip()
    if not line.endswith(b"\r\n") or not digits or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _gunzipped(blocks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Gzip of one or more members, as browsers take it."""
    machine = None
    for block in blocks:
        data = block
        while data:
            machine = machine or zlib.decompressobj(16 + zlib.MAX_WBITS)
            yield from _steps(machine, data, name)
            data = machine.unused_data
            if machine.eof:
                machine = None
    if machine is not None:
        raise InputError(phrase("its gzip data is cut off"), thing=name)


def _inflated(blocks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Deflate with or without its zlib frame: servers send both."""
    machine = None
    for block in blocks:
        if machine is None:
            framed = block[0] & 0x0F == 8 and int.from_bytes(block[:2], "big") % 31 == 0
            machine = zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
        yield from _steps(machine, block, name)
    if machine is not None and not machine.eof:
        raise InputError(phrase("its deflate data is cut off"), thing=name)


def _steps(machine: "zlib._Decompress", data: bytes, name: str) -> Iterator[bytes]:
    while data and not machine.eof:
        try:
            out = machine.decompress(data, _STEP)
        except zlib.error as error:
            raise InputError(phrase("its compressed data is damaged (%(error)s)", error=error), thing=name) from error
        data = machine.unconsumed_tail
        if out:
            yield out
