"""A crate: named members in one ZIP (ZIP64) or one folder; written so that equal members give equal bytes.

Read with nothing trusted: no member outside it, no link, no name twice, nothing larger than it says.
"""

import hashlib
import re
import shutil
import zipfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from chamsae.archive.disk import storage_error
from chamsae.archive.item import Limits
from chamsae.archive.spool import blocks_of, sha256_of
from chamsae.archive.zipped import CheckedZip, Member
from chamsae.errors import CasebookError, RefusedArchive, StorageError

#: ZIP knows no earlier date; a real one would make two crates of one content differ.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: Members of a ZIP, the most its directory is read for; a folder has no such bound.
MOST_MEMBERS = 250_000
#: The most bytes of one member and of all. Deflate cannot shrink more than 1,032 to one.
MEMBER_BYTES, TOTAL_BYTES, RATIO = 1 << 40, 1 << 44, 1_040
#: What a member may be called: short lower-case names, at most three folders deep.
NAMED = re.compile(r"(?:[a-z0-9_-]{1,32}/){0,3}[a-z0-9_-]{1,64}(?:\.[a-z]{1,8})?")


class Packer(Protocol):
    """Takes members one after the other."""

    def holds(self, name: str, sha256: str) -> bool:
        """True where the member is there already, byte for byte, from an interrupted run."""
        ...

    def put(self, name: str, *, packed: bool) -> "closing[BinaryIO]":
        """A stream to write the member to; `packed` members are compressed where the crate can do it."""
        ...


class Crate(Protocol):
    """Gives members by name."""

    name: str
    sizes: Mapping[str, int]

    def blocks(self, name: str) -> "closing[Generator[bytes, None, None]]":
        """The bytes of a member, block by block."""
        ...

    def open(self, name: str) -> BinaryIO:
        """A member as a stream, which the caller closes."""
        ...


@contextmanager
def packing(out: Path) -> Iterator[Packer]:
    """Pack into `out`: a ZIP where its name ends in .zip, else a folder, where an interrupted run goes on.

    A ZIP appears whole or not at all. Raises CasebookError where something is there already, StorageError when the
    disk will not take it.
    """
    try:
        with _zipping(out) if out.suffix.lower() == ".zip" else _filling(out) as packer:
            yield packer
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror or error}", thing=str(out)) from error


@contextmanager
def unpacking(given: Path, spool: Path | None = None) -> Iterator[Crate]:
    """Look into a crate; `spool` is the folder for temporary files.

    Raises RefusedArchive for what could mislead or exhaust us, StorageError when it cannot be read.
    """
    try:
        if given.is_dir():
            yield _Folder(given)
        else:
            with given.open("rb") as stream:
                yield _Zip(stream, given.name, spool)
    except OSError as error:
        raise storage_error(error, str(given)) from error


class _Filler:
    """Members as files under a folder; each is written aside and renamed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def holds(self, name: str, sha256: str) -> bool:
        path = self._folder / name
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return sha256_of(stream) == sha256

    def put(self, name: str, *, packed: bool) -> "closing[BinaryIO]":
        del packed  # a folder keeps every member as it is, for whoever looks in without us
        return closing(self._put(name))

    def _put(self, name: str) -> BinaryIO:
        path = self._folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cast(BinaryIO, _Aside(path))


class _Aside:
    """A file that gets its name when it is closed whole."""

    def __init__(self, path: Path) -> None:
        self._path, self._aside = path, path.with_name(path.name + ".part")
        self._stream = self._aside.open("wb")

    def write(self, data: bytes) -> int:
        return self._stream.write(data)

    def close(self) -> None:
        self._stream.close()
        self._aside.replace(self._path)


class _Zipper:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._members = archive, 0

    def holds(self, name: str, sha256: str) -> bool:
        del name, sha256
        return False

    def put(self, name: str, *, packed: bool) -> "closing[BinaryIO]":
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise CasebookError(f"a ZIP holds at most {MOST_MEMBERS:,} members", do="Export into a folder instead.")
        told = zipfile.ZipInfo(name, EPOCH)
        told.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        told.external_attr = 0o100600 << 16
        return closing(cast(BinaryIO, self._archive.open(told, "w", force_zip64=True)))


@contextmanager
def _zipping(out: Path) -> Iterator[Packer]:
    if out.exists():
        raise _there(out)
    aside = out.with_name(out.name + ".part")
    try:
        with zipfile.ZipFile(aside, "w", allowZip64=True) as archive:
            yield _Zipper(archive)
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _filling(out: Path) -> Iterator[Packer]:
    """A folder that is new, empty, or was left by an interrupted run, which ends with the manifest."""
    if out.exists() and not out.is_dir():
        raise _there(out)
    held = {path.name for path in out.iterdir()} if out.is_dir() else set[str]()
    if not held <= {"tables", "objects", "scorers"}:
        raise _there(out)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(out / "tables", ignore_errors=True)
    shutil.rmtree(out / "scorers", ignore_errors=True)
    yield _Filler(out)


def _there(out: Path) -> CasebookError:
    return CasebookError("there is something already", thing=str(out), do="Choose a new name.")


class _Folder:
    """Members of a folder."""

    def __init__(self, folder: Path) -> None:
        self.name, self._folder = folder.name, folder
        self.sizes: Mapping[str, int] = dict(self._walk(folder, ""))

    def blocks(self, name: str) -> "closing[Generator[bytes, None, None]]":
        return closing(self._blocks(name))

    def open(self, name: str) -> BinaryIO:
        return (self._folder / name).open("rb")

    def _blocks(self, name: str) -> Generator[bytes, None, None]:
        with self.open(name) as stream:
            yield from blocks_of(stream, self.sizes[name])

    def _walk(self, folder: Path, under: str) -> Iterator[tuple[str, int]]:
        for path in sorted(folder.iterdir()):
            name = under + path.name
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise _refused(f"holds a link or device, {name!r}", self.name)
            if path.is_dir() and under.count("/") < 3:
                yield from self._walk(path, f"{name}/")
            else:
                yield _named(name, self.name), path.stat().st_size


class _Zip:
    """Members of a ZIP whose directory was checked."""

    def __init__(self, stream: BinaryIO, name: str, spool: Path | None) -> None:
        limits = Limits(
            member_bytes=MEMBER_BYTES, total_bytes=TOTAL_BYTES, members=MOST_MEMBERS, ratio=RATIO, spool=spool
        )
        self.name, self._zip = name, CheckedZip(stream, name, limits)
        self._members: dict[str, Member] = {_named(one.name, name): one for one in self._zip.members}
        self.sizes: Mapping[str, int] = {name: one.entry.size for name, one in self._members.items()}

    def blocks(self, name: str) -> "closing[Generator[bytes, None, None]]":
        return self._zip.stream(self._members[name])

    def open(self, name: str) -> BinaryIO:
        return self._zip.open(self._members[name])


def _named(member: str, crate: str) -> str:
    if not NAMED.fullmatch(member):
        raise _refused(f"holds a member {member[:80]!r}, which none of ours is called", crate)
    return member


def _refused(what: str, crate: str) -> RefusedArchive:
    return RefusedArchive(what, thing=crate, do="Nothing was taken from it.")


class Counted:
    """Bytes on their way into a member: how many, and their SHA-256."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Write on."""
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """The hash so far."""
        return self._digest.hexdigest()
