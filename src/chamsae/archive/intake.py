"""A path becomes a stream of items: files, folders, ZIP, WARC and WACZ, in a stable order and within limits.

Nothing raises for bad material: it is refused with its reason and the rest goes on. A container is
an item itself, handed over before what it holds, and only one level is opened.
"""

import errno
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from chamsae.archive.item import Item, Limits, Refusal, doubts
from chamsae.archive.media import WACZ, WARC, WARC_GZIP, ZIP, media_type_of
from chamsae.archive.spool import sha256_of
from chamsae.archive.wacz import wacz_items
from chamsae.archive.warc import Origin, warc_items
from chamsae.archive.zipped import zip_items
from chamsae.errors import InputError, phrase
from chamsae.model.source import How


def items(path: Path, limits: Limits | None = None, *, now: datetime | None = None) -> Iterator[Item | Refusal]:
    """Everything at a path, files in order of their names, each container followed by what it holds.

    Names are relative to `path` if that is a folder. Hidden files, links and devices in a folder are
    refused. `now` is the present, aware UTC, against which claimed times are judged.
    """
    limits, now = limits or Limits(), now or datetime.now(UTC)
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield Refusal(name=shown_name(path.name), reason=_reason(error))
        return
    if not is_folder:
        yield from _file(path, shown_name(path.name), limits, now)
        return
    for found, name in _walk(path):
        if isinstance(found, Refusal):
            yield found
        else:
            yield from _file(found, name, limits, now)


def members(
    stream: BinaryIO, name: str, limits: Limits | None = None, *, now: datetime | None = None
) -> Iterator[Item | Refusal]:
    """What a ZIP, WARC or WACZ of this name holds; nothing for other files. The seekable stream must stay open."""
    limits, now = limits or Limits(), now or datetime.now(UTC)
    kind = media_type_of(name, stream)
    if kind not in (ZIP, WACZ, WARC, WARC_GZIP):
        return
    sha256 = sha256_of(stream)
    stream.seek(0)
    if kind == ZIP:
        yield from zip_items(stream, name, container=sha256, limits=limits)
    elif kind == WACZ:
        yield from wacz_items(stream, name, container=sha256, limits=limits, now=now)
    else:
        yield from warc_items(stream, Origin(name=name, container=sha256, how=How.WARC), limits=limits, now=now)


def shown_name(name: str) -> str:
    """A file name as text: exactly as it is, or by CP949 where the disk holds other bytes than UTF-8."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _walk(root: Path) -> Iterator[tuple[Path | Refusal, str]]:
    """Every file under a folder, or the refusal of it, depth first in the order of the names' bytes."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        name = shown_name(root.name if path == root else path.relative_to(root).as_posix())
        try:
            refusal = _why_not(path, root)
            if refusal:
                yield Refusal(name=name, reason=refusal), name
            elif path.is_dir():
                waiting += sorted(path.iterdir(), key=lambda p: os.fsencode(p.name), reverse=True)
            else:
                yield path, name
        except OSError as error:
            yield Refusal(name=name, reason=_reason(error)), name


def _why_not(path: Path, root: Path) -> str:
    if _is_casebook(path):
        return phrase("is a casebook, skipped: what it holds is in it already.")
    if path == root:
        return ""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        # realpath and not resolve: this one does not raise on a link that leads to itself
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
        return (
            phrase("is a link to another file of this folder, skipped.")
            if inside
            else phrase("is a link that leaves the folder.")
        )
    if path.name.startswith(".") or path.name.lower() in ("thumbs.db", "desktop.ini"):
        return phrase("is hidden, skipped. Name it by itself to add it.")
    return ""


def _is_casebook(path: Path) -> bool:
    return (path / "settings.toml").is_file() and (path / "objects").is_dir()


def _file(path: Path, name: str, limits: Limits, now: datetime) -> Iterator[Item | Refusal]:
    try:
        with _open(path) as stream:
            claimed = _file_time(stream)
            yield Item(
                name=name,
                how=How.FILE,
                open=partial(_open_item, path, name),
                claimed_at=claimed,
                notes=(*_name_notes(path), *doubts(claimed, now, "file time")),
            )
            yield from members(stream, name, limits, now=now)
    except OSError as error:
        yield Refusal(name=name, reason=_reason(error))


def _open(path: Path) -> BinaryIO:
    """Open a regular file; a pipe or device would block for ever or never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, phrase("is no file but a device, pipe or socket"))
    return os.fdopen(descriptor, "rb")


def _file_time(stream: BinaryIO) -> datetime | None:
    try:
        return datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
    except (ValueError, OverflowError):
        return None  # a disk can hold years no calendar has


def _open_item(path: Path, name: str) -> BinaryIO:
    try:
        return _open(path)
    except OSError as error:
        raise InputError(_reason(error), thing=name) from error


def _name_notes(path: Path) -> tuple[str, ...]:
    try:
        os.fsencode(path.name).decode("utf-8")
    except UnicodeDecodeError:
        return ("file name was not UTF-8",)
    return ()


_REASONS = {
    errno.EACCES: phrase("we have no permission to read it. Give yourself the right and add it again."),
    errno.EPERM: phrase("we have no permission to read it. Give yourself the right and add it again."),
    errno.ENOENT: phrase("there is no such file. Check the spelling."),
    errno.EIO: phrase("the disk reports an error. Copy it from another place."),
    errno.ENAMETOOLONG: phrase("its path is too long for this system. Move it to a shorter one."),
    errno.ELOOP: phrase("is a link that leads to itself."),
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, phrase("%(what)s.", what=error.strerror or error))
