"""ZIP files: refused as a whole when they could mislead or exhaust us, else one item per member."""

import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from chamsae.archive.item import MB, Item, Limits, Refusal
from chamsae.archive.spool import blocks_of, spool
from chamsae.archive.zipdirectory import ENCRYPTED, UTF8, Entry, read_directory, refused
from chamsae.errors import RefusedArchive, phrase
from chamsae.model.source import How

_HANGUL, _HAN = re.compile("[\uac00-\ud7a3]"), re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_UNIX, _MACOS = 3, 19
_FURNITURE = {".ds_store", "thumbs.db", "desktop.ini"}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a ZIP whose directory has been checked: its decoded name and how the name was decoded."""

    name: str
    encoding: str
    entry: Entry
    info: zipfile.ZipInfo


class CheckedZip:
    """A ZIP that has one reading and keeps to the limits; folders are left out of `members`.

    Raises RefusedArchive when it does not. Nothing is decompressed before a member is opened.
    """

    def __init__(self, stream: BinaryIO, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        entries = read_directory(stream, members=limits.members, name=name).entries
        names, encoding = decode_names(entries, name)
        _check_names(names, name)
        _check_kinds(zip(entries, names, strict=True), name)
        _check_sizes(entries, name, limits)
        self._zip = _open(stream, name)
        told = zip(names, entries, self._zip.infolist(), strict=True)
        self.members = tuple(
            Member(name=member, encoding="utf-8" if entry.flags & UTF8 else encoding, entry=entry, info=info)
            for member, entry, info in told
            if not member.endswith("/")
        )

    def open(self, member: Member) -> BinaryIO:
        """The member's bytes, counted and checked to the end; RefusedArchive when they are not as declared."""
        with self.stream(member) as blocks:
            return spool(blocks, limit=member.entry.size, name=self.thing(member), folder=self.limits.spool)

    def thing(self, member: Member) -> str:
        """What to call a member in a message."""
        return f"{self.name} › {member.name}"

    def stream(self, member: Member) -> "closing[Generator[bytes, None, None]]":
        """The member's bytes block by block, not kept."""
        return closing(self._blocks(member))

    def _blocks(self, member: Member) -> Generator[bytes, None, None]:
        try:
            with self._zip.open(member.info) as file:
                yield from blocks_of(file)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
            raise RefusedArchive(
                phrase("is damaged within the ZIP (%(error)s)", error=error),
                thing=self.thing(member),
                do=phrase("The ZIP itself is kept."),
            ) from error


def zip_items(stream: BinaryIO, name: str, *, container: str, limits: Limits) -> Iterator[Item | Refusal]:
    """The members of a ZIP in the order of its directory, or one refusal of the whole."""
    try:
        checked = CheckedZip(stream, name, limits)
    except RefusedArchive as error:
        yield Refusal.of(name, error)
        return
    for member in checked.members:
        reason = _why_not(member)
        if reason:
            yield Refusal(name=checked.thing(member), reason=reason)
        else:
            yield Item(
                name=member.name,
                how=How.ZIP,
                open=partial(checked.open, member),
                container=container,
                notes=tuple(_notes(member)),
            )


def decode_names(entries: Iterable[Entry], name: str) -> tuple[list[str], str]:
    """All names of a ZIP, and the encoding used where they are not marked as UTF-8.

    Windows writes names in the local code page without saying which: one encoding is chosen for all
    names together (UTF-8, then CP949 if that gives Hangul nearly throughout, GB18030, CP949, CP437).
    """
    listed = list(entries)
    unmarked = [e.raw for e in listed if not e.flags & UTF8]
    encoding = _encoding(unmarked)
    try:
        return [e.raw.decode("utf-8" if e.flags & UTF8 else encoding) for e in listed], encoding
    except UnicodeDecodeError as error:
        raise refused(phrase("has a member whose name is not the UTF-8 it claims"), name) from error


def _encoding(raw: list[bytes]) -> str:
    joined = b"\n".join(raw)
    fitting = [e for e in ("utf-8", "cp949", "gb18030") if _decodes(joined, e)]
    if "utf-8" in fitting or not fitting:
        return fitting[0] if fitting else "cp437"
    if "cp949" in fitting and "gb18030" in fitting:
        korean = joined.decode("cp949")
        # Chinese taken for Korean gives three Hangul to two Han; Korean gives next to no Han.
        return "cp949" if len(_HANGUL.findall(korean)) > 4 * len(_HAN.findall(korean)) else "gb18030"
    return fitting[0]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _open(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise refused(phrase("is damaged, or a ZIP we cannot read (%(error)s)", error=error), name) from error


def _check_names(names: list[str], name: str) -> None:
    seen: dict[str, str] = {}
    for member in names:
        if reason := _bad_name(member):
            raise refused(phrase("has a member %(member)s, %(reason)s", member=repr(member), reason=reason), name)
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", member).casefold()).rstrip("/")
        if key in seen:
            raise refused(
                phrase(
                    "has two members of one name: %(other)s and %(member)s", other=repr(seen[key]), member=repr(member)
                ),
                name,
            )
        seen[key] = member


def _bad_name(member: str) -> str:
    if not member.strip("/"):
        return phrase("which has no name")
    if "\0" in member:
        return phrase("whose name holds a NUL")
    if "\\" in member:
        return phrase("whose name holds a backslash")
    if member.startswith("/") or re.match(r"[A-Za-z]:", member):
        return phrase("whose name is an absolute path")
    if ".." in PurePosixPath(member).parts:
        return phrase("whose name points out of the ZIP")
    return ""


def _check_kinds(members: Iterable[tuple[Entry, str]], name: str) -> None:
    for entry, member in members:
        kind = stat.S_IFMT(entry.mode) if entry.made_by in (_UNIX, _MACOS) else 0
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise refused(phrase("has a member %(member)s that is a link or device", member=repr(member)), name)


def _check_sizes(entries: Iterable[Entry], name: str, limits: Limits) -> None:
    total = 0
    for entry in entries:
        total += entry.size
        if entry.size > limits.member_bytes or total > limits.total_bytes:
            raise refused(
                phrase(
                    "would unpack to more than %(limit)s bytes",
                    limit=f"{min(limits.member_bytes, limits.total_bytes):,}",
                ),
                name,
            )
        if entry.size > MB and entry.size > limits.ratio * entry.packed:
            raise refused(phrase("has a member packed more than %(ratio)s to one", ratio=limits.ratio), name)


def _why_not(member: Member) -> str:
    """Why a member of a sound ZIP is still not taken out of it."""
    if member.entry.flags & ENCRYPTED:
        return phrase("is encrypted: kept within its ZIP only. Unpack it with its password and add the files.")
    if member.entry.method not in _METHODS:
        return phrase(
            "is packed by method %(method)s, which we cannot unpack: kept within its ZIP only.",
            method=member.entry.method,
        )
    parts = [part.lower() for part in PurePosixPath(member.name).parts]
    if "__macosx" in parts or parts[-1] in _FURNITURE:
        return phrase("is a file of the operating system, skipped.")
    return ""


def _notes(member: Member) -> Iterator[str]:
    if member.encoding != "utf-8" and not member.name.isascii():
        yield f"file name read as {member.encoding.upper()}"
    stamp = member.info.date_time
    if stamp > (1980, 1, 1, 0, 0, 0):
        yield "ZIP says {:04}-{:02}-{:02} {:02}:{:02}:{:02} (no time zone)".format(*stamp)
