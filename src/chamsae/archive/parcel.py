"""A ZIP read with suspicion: plain framing, no byte unaccounted for, no name twice, nothing that can exhaust us.

Python's own reader forgives what could mislead (data before, between and behind the members, a local
header that says something else, bytes behind the end of a compressed stream); here each is refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Self

from chamsae.errors import RefusedArchive

LARGEST_FILE = 2**31
LARGEST_TOTAL = 8 * 2**30
MOST_MEMBERS = 50_000
#: A member may grow to this many times its packed size; small ones are let through.
MOST_GROWTH, SMALL_MEMBER = 200, 2**20
CHUNK = 2**18

_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")
_CENTRAL_SIZE = 46
#: UTF-8 names and the two bits that say how hard deflate tried; all others change how the bytes are read.
_HARMLESS_FLAGS = 0x806
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Parcel:
    """The members of a ZIP whose framing has been checked; raises RefusedArchive naming what is wrong."""

    def __init__(self, path: Path, *, allowed: Callable[[str], object]) -> None:
        self._file: BinaryIO = path.open("rb")
        try:
            self._archive = _opened(self._file)
            self.members = _members(self._archive, allowed)
            _check_framing(self._file, self._archive)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._file.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The member's bytes in pieces; raises RefusedArchive when they are not what the ZIP says."""
        info = self.members[name]
        size = checksum = 0
        for chunk in self._unpacked(info):
            size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
            if size > info.file_size:
                raise RefusedArchive("unpacks to more bytes than the ZIP says", thing=name)
            yield chunk
        if size != info.file_size:
            raise RefusedArchive("unpacks to fewer bytes than the ZIP says", thing=name)
        if checksum != info.CRC:
            raise RefusedArchive("the bytes have been changed (ZIP checksum)", thing=name)

    def read(self, name: str, *, limit: int) -> bytes:
        """The whole member; raises RefusedArchive beyond `limit` bytes."""
        if self.members[name].file_size > limit:
            raise RefusedArchive(f"larger than {limit} bytes", thing=name)
        return b"".join(self.chunks(name))

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(info)
        return packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info.filename)

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        self._file.seek(_data_offset(self._file, info))
        left = info.compress_size
        while left:
            chunk = self._file.read(min(left, CHUNK))
            if not chunk:
                raise RefusedArchive("the file ends too early", thing=info.filename)
            left -= len(chunk)
            yield chunk


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as error:
        raise RefusedArchive(f"not a whole ZIP file ({error})", thing="archive") from error


def _members(archive: zipfile.ZipFile, allowed: Callable[[str], object]) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise RefusedArchive("too many or too large members", thing="archive")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_member(info, allowed)
        if info.filename.casefold() in members:
            raise RefusedArchive("stands in the archive twice", thing=info.filename)
        members[info.filename.casefold()] = info
    return {info.filename: info for info in infos}


def _check_member(info: zipfile.ZipInfo, allowed: Callable[[str], object]) -> None:
    if info.orig_filename != info.filename or not allowed(info.filename):
        raise RefusedArchive("no such name belongs in a bundle", thing=info.orig_filename)
    if info.flag_bits & ~_HARMLESS_FLAGS or info.compress_type not in _METHODS:
        raise RefusedArchive("packed in a way a bundle is not", thing=info.filename)
    if info.file_size > LARGEST_FILE:
        raise RefusedArchive("too large", thing=info.filename)
    if info.file_size > max(SMALL_MEMBER, info.compress_size * MOST_GROWTH):
        raise RefusedArchive("would unpack to far more than is packed", thing=info.filename)


def _check_framing(file: BinaryIO, archive: zipfile.ZipFile) -> None:
    """Walk the file from its first byte to its last: members, directory, end, and nothing else."""
    place = 0
    for info in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if info.header_offset != place:
            raise RefusedArchive("bytes before it belong to no file", thing=info.filename)
        place = _data_offset(file, info) + info.compress_size
    if place != archive.start_dir:
        raise RefusedArchive("bytes before the directory belong to no file", thing="archive")
    _check_end(file, archive)


def _check_end(file: BinaryIO, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    length = sum(_CENTRAL_SIZE + len(i.orig_filename.encode()) + len(i.extra) + len(i.comment) for i in infos)
    file.seek(archive.start_dir + length)
    count = len(infos)
    expected = (b"PK\x05\x06", 0, 0, count, count, length, archive.start_dir, 0)
    end = file.read(_END.size + 1)
    if len(end) != _END.size or _END.unpack(end) != expected:
        raise RefusedArchive("the end of the archive does not fit its content", thing="archive")


def _data_offset(file: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where the member's bytes begin, once its local header is known to say what the directory says."""
    file.seek(info.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) != _LOCAL.size:
        raise RefusedArchive("the file ends too early", thing=info.filename)
    mark, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    name = file.read(name_length)
    local = (mark, flags, method, crc, packed, size, name)
    listed = (b"PK\x03\x04", info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
    if local != (*listed, info.orig_filename.encode()):
        raise RefusedArchive("its own header and the directory disagree", thing=info.filename)
    return info.header_offset + _LOCAL.size + len(name) + int(extra_length)


def _inflated(packed: Iterator[bytes], name: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in packed:
            rest = chunk
            while rest and not stream.eof:
                yield stream.decompress(rest, CHUNK)
                rest = stream.unconsumed_tail
            if rest or stream.unused_data:
                raise RefusedArchive("bytes follow the end of its content", thing=name)
        yield stream.flush()
    except zlib.error as error:
        raise RefusedArchive("the bytes have been changed (they no longer unpack)", thing=name) from error
    if not stream.eof:
        raise RefusedArchive("its content breaks off", thing=name)
