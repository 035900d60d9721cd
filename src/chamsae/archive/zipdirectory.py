"""The central directory of a ZIP, read by ourselves and within bounds, so that nothing in it can mislead.

Two readers of one ZIP may see two different sets of members: names given twice, headers that
disagree, members that overlap, a directory hidden in a comment. Evidence must have one reading, so
whatever is ambiguous is refused. Layout: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from chamsae.errors import RefusedArchive, phrase

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL = 0xFFFFFFFF

_DIRECTORY_BYTES = 32 << 20

#: Flag bits: encrypted, sizes follow the data, name is UTF-8.
ENCRYPTED, TRAILING, UTF8 = 0x1, 0x8, 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member as the central directory tells of it; `raw` is its name in the bytes given."""

    raw: bytes
    flags: int
    method: int
    packed: int
    size: int
    mode: int
    made_by: int
    offset: int
    date: int
    time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All members in the order of the directory, and where in the file the directory starts."""

    entries: tuple[Entry, ...]
    start: int


def read_directory(stream: BinaryIO, *, members: int, name: str = "ZIP") -> Directory:
    """Read the directory; raises RefusedArchive when it is damaged, ambiguous or of more than `members` entries."""
    count, size, start, end = _find(stream, name)
    if count > members:
        raise refused(
            phrase("holds %(count)s members, more than %(members)s", count=f"{count:,}", members=f"{members:,}"), name
        )
    if size > _DIRECTORY_BYTES:
        raise refused(phrase("has a directory of %(size)s bytes", size=f"{size:,}"), name)
    if start + size != end:
        raise refused(
            phrase("its directory is not where it says (damaged, or something stands before or between)"), name
        )
    stream.seek(start)
    entries = tuple(_entries(_read(stream, size, name), count, name))
    _check_places(stream, Directory(entries=entries, start=start), name)
    return Directory(entries=entries, start=start)


def refused(what: str, name: str) -> RefusedArchive:
    """The refusal of a whole container."""
    return RefusedArchive(what, thing=name, do=phrase("The file itself is kept; nothing was taken out of it."))


def _find(stream: BinaryIO, name: str) -> tuple[int, int, int, int]:
    """Number of entries, size and start of the directory, and where it must end."""
    length = stream.seek(0, 2)
    place = max(0, length - _END.size - 0xFFFF)
    stream.seek(place)
    tail = stream.read(_END.size + 0xFFFF)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise refused(phrase("is a damaged ZIP: its end is missing"), name)
    _, disk, first, here, count, size, start, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment != len(tail):
        raise refused(phrase("has bytes after its end, or an end within its comment"), name)
    if disk or first or here != count:
        raise refused(phrase("is one part of several"), name)
    return _find_64(stream, place + at, name) or (count, size, start, place + at)


def _find_64(stream: BinaryIO, end: int, name: str) -> tuple[int, int, int, int] | None:
    """The same from the 64-bit end, which some tools write before the short one without need."""
    stream.seek(max(0, end - _LOCATOR.size))
    locator = stream.read(_LOCATOR.size)
    if len(locator) < _LOCATOR.size or not locator.startswith(b"PK\x06\x07"):
        return None
    place = int(_LOCATOR.unpack(locator)[2])
    if place + _END64.size + _LOCATOR.size != end:
        raise refused(phrase("is a damaged ZIP: its 64-bit end is elsewhere"), name)
    stream.seek(place)
    record = _END64.unpack(_read(stream, _END64.size, name))
    long, short = record[7:10], _END.unpack(_read(stream, _LOCATOR.size + _END.size, name)[_LOCATOR.size :])[4:7]
    agree = all(a in (b, full) for a, b, full in zip(short, long, (0xFFFF, _FULL, _FULL), strict=True))
    if record[0] != b"PK\x06\x06" or not agree:
        raise refused(phrase("is a damaged ZIP: its two ends disagree"), name)
    return long[0], long[1], long[2], place


def _entries(data: bytes, count: int, name: str) -> list[Entry]:
    found: list[Entry] = []
    at = 0
    while at < len(data) and len(found) <= count:
        if len(data) - at < _ENTRY.size or data[at : at + 4] != b"PK\x01\x02":
            raise refused(phrase("has a damaged directory"), name)
        entry, at = _entry(data, at, name)
        found.append(entry)
    if len(found) != count or at != len(data):
        raise refused(phrase("has another number of members than it says"), name)
    return found


def _entry(data: bytes, at: int, name: str) -> tuple[Entry, int]:
    (_, made, _, flags, method, time, date, _, packed, size, n, m, k, _, _, mode, offset) = _ENTRY.unpack_from(data, at)
    names = at + _ENTRY.size
    raw, extra = data[names : names + n], data[names + n : names + n + m]
    size, packed, offset = _widen(extra, (size, packed, offset), name)
    entry = Entry(
        raw=raw,
        flags=flags,
        method=method,
        packed=packed,
        size=size,
        mode=mode >> 16,
        made_by=made >> 8,
        offset=offset,
        date=date,
        time=time,
    )
    return entry, names + n + m + k


def _widen(extra: bytes, values: tuple[int, int, int], name: str) -> tuple[int, int, int]:
    """Take 64-bit size, packed size and offset from the extra field where the short ones are full."""
    wide = iter(_wide_values(extra))
    try:
        size, packed, offset = (next(wide) if value == _FULL else value for value in values)
    except RuntimeError as error:  # what a StopIteration within a generator becomes
        raise refused(phrase("lacks a 64-bit size it promises"), name) from error
    return size, packed, offset


def _wide_values(extra: bytes) -> tuple[int, ...]:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            body = extra[4 : 4 + length]
            return struct.unpack_from(f"<{len(body[:24]) // 8}Q", body)
        extra = extra[4 + length :]
    return ()


def _check_places(stream: BinaryIO, directory: Directory, name: str) -> None:
    """Members must lie one after the other, and each must be called the same at its own place."""
    place = 0
    for entry in sorted(directory.entries, key=lambda entry: entry.offset):
        if entry.offset > directory.start:
            raise refused(phrase("has a member that lies behind its directory"), name)
        if entry.offset < place:
            raise refused(phrase("has members that overlap"), name)
        if place == 0 and entry.offset:
            raise refused(phrase("has bytes before its first member"), name)
        place = _end_of(stream, entry, name)
    if place > directory.start:
        raise refused(phrase("has members that overlap its directory"), name)


def _end_of(stream: BinaryIO, entry: Entry, name: str) -> int:
    stream.seek(entry.offset)
    sign, _, flags, method, _, _, _, packed, size, n, m = _LOCAL.unpack(_read(stream, _LOCAL.size, name))
    raw = _read(stream, n, name)
    if sign != b"PK\x03\x04" or raw != entry.raw or (flags ^ entry.flags) & ~0x6 or method != entry.method:
        raise refused(
            phrase("calls a member %(member)s in its directory and otherwise at its place", member=repr(entry.raw)),
            name,
        )
    if not flags & TRAILING and _FULL not in (packed, size) and (packed, size) != (entry.packed, entry.size):
        raise refused(phrase("tells two sizes of its member %(member)s", member=repr(entry.raw)), name)
    return entry.offset + _LOCAL.size + int(n) + int(m) + entry.packed


def _read(stream: BinaryIO, size: int, name: str) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise refused(phrase("is a damaged ZIP: it ends too early"), name)
    return data
