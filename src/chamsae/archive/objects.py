"""Content-addressed bytes in a folder: whole or not there, on the disk before they are acknowledged, never rewritten.

Layout: `ab/cd/<sha256>` under the folder, `tmp/` for what is being written, `damaged/` for what was put aside. An
object is written to `tmp/` while it is hashed, synced, read back and hashed again, renamed, and its folders are synced.
With a key what is written is sealed (`<sha256>.sealed`, chamsae.archive.sealed), hashed all the same as it was given.
"""

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from chamsae.archive.disk import disk_errors, storage_error
from chamsae.archive.sealed import Sealer, opened, sealed_size
from chamsae.archive.wiping import wipe
from chamsae.errors import CasebookError, ChamsaeError, InputError, IntegrityError, NotFound, StorageError, phrase
from chamsae.model.source import StoredObject

BLOCK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")
_TEMPORARY, _SEALED = "tmp", ".sealed"
#: Gives the key under which bytes are sealed, when it is first needed.
Key = Callable[[], bytes]


class FolderObjects:
    """Objects in a folder; several processes may put at once. The folder is made at the first put.

    With a `key` everything put is sealed; what lay open before can still be read, is told of by `unsealed` and sealed
    by `seal`.
    """

    def __init__(self, folder: Path, key: Key | None = None) -> None:
        self.folder, self._key = folder, key
        self._synced: set[Path] = set()

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredObject:
        """Store the bytes from here to the end of the stream and return their hashes; known bytes are left alone.

        Raises InputError when the stream cannot be read or holds more than `limit` bytes, StorageError
        when the disk will not take them. In both cases nothing is left behind.
        """
        try:
            return self._put(stream, limit)
        except OSError as error:
            raise storage_error(error, thing_of(stream) or str(self.folder)) from error

    def read(self, sha256: str) -> bytes:
        """All bytes of an object; NotFound when there is none of this hash."""
        with self.open(sha256) as stream:
            return stream.read()

    def open(self, sha256: str) -> BinaryIO:
        """The object as a seekable stream, which the caller closes; NotFound when there is none of this hash.

        Raises CasebookError for one that is sealed where there is no key, IntegrityError where it does not open.
        """
        for path in self._places(sha256):
            try:
                file = open(path, "rb", opener=_plainly)  # noqa: SIM115 - the caller closes it
            except FileNotFoundError:
                continue
            except OSError as error:
                raise storage_error(error, sha256) from error
            return self._unsealed(file, sha256) if path.suffix == _SEALED else file
        raise unknown(sha256)

    def has(self, sha256: str) -> bool:
        """Whether bytes of this hash are stored."""
        return _NAME.fullmatch(sha256) is not None and any(path.is_file() for path in self._places(sha256))

    def all(self) -> Iterator[str]:
        """The SHA-256 of everything stored, in ascending order."""
        found = {path.name.removesuffix(_SEALED) for path in self._files()}
        return iter(sorted(filter(_NAME.fullmatch, found)))

    def unsealed(self) -> Iterator[str]:
        """The SHA-256 of what lies open although there is a key, in ascending order."""
        names = (path.name for path in self._files()) if self._key else ()
        return iter(sorted(filter(_NAME.fullmatch, names)))

    def holds_sealed(self) -> bool:
        """Whether anything lies here that only a key opens."""
        return any(path.suffix == _SEALED for path in self._files())

    def seal(self, sha256: str) -> bool:
        """Seal bytes that lie open and wipe them; False where none do. Raises IntegrityError for changed ones."""
        path = self._path(sha256)
        if self._key is None or not path.is_file():
            return False
        with open(path, "rb", opener=_plainly) as stream:
            if _hash(stream).sha256 != sha256:
                raise changed(sha256)
            stream.seek(0)
            self.put(stream)
        with disk_errors(sha256):
            self._wipe(path)
        return True

    def check(self, sha256: str) -> StoredObject:
        """Hash the stored bytes anew; raises IntegrityError when they are not what their name says."""
        with self.open(sha256) as stream:
            found = _hash(stream)
        if found.sha256 != sha256:
            raise changed(sha256)
        return found

    def mend(self, sha256: str) -> Path | None:
        """Nothing to mend from: None for good bytes; raises IntegrityError for others."""
        try:
            self.check(sha256)
        except NotFound:
            raise changed(sha256) from None
        return None

    def put_aside(self, sha256: str) -> None:
        """Move damaged bytes out of the way, under `damaged/`, so that good ones can take their place."""
        aside = self.folder / "damaged"
        with disk_errors(sha256):
            for path in filter(Path.exists, self._places(sha256)):
                make_folder(aside)
                count = sum(1 for _ in aside.glob(f"{sha256}.*"))
                path.rename(aside / f"{sha256}.{count + 1}")
                sync_folder(aside)
                sync_folder(path.parent)

    def erase(self, sha256: str) -> None:
        """Wipe the bytes of an object, and copies put aside: for those who told them took consent back.

        It leaves its place first, so that what is opened for writing is no original. Nothing to erase is no fault.
        """
        with disk_errors(sha256):
            for path in filter(Path.exists, (*self._places(sha256), *self.folder.glob(f"damaged/{sha256}.*"))):
                self._wipe(path)

    def sweep(self) -> int:
        """Remove what killed processes left half written; how many files. What another process writes now stays."""
        return sum(_remove_abandoned(path) for path in sorted(self.folder.glob(f"{_TEMPORARY}/*")))

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise unknown(sha256)
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def _places(self, sha256: str) -> tuple[Path, Path]:
        """Where an object may lie, the place where it would be put first."""
        path = self._path(sha256)
        sealed = path.with_name(path.name + _SEALED)
        return (sealed, path) if self._key else (path, sealed)

    def _files(self) -> Iterator[Path]:
        return self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")

    def _wipe(self, path: Path) -> None:
        make_folder(self.folder / _TEMPORARY)
        leaving = self.folder / _TEMPORARY / f"erase-{path.name}"
        path.rename(leaving)
        wipe(leaving)
        sync_folder(path.parent)

    def _unsealed(self, file: BinaryIO, sha256: str) -> BinaryIO:
        try:
            if self._key is None:
                raise CasebookError(phrase("it is sealed, and no passphrase is given"), thing=sha256, do=HOW_TO_OPEN)
            return opened(file, self._key(), sha256)
        except BaseException:
            file.close()
            raise

    def _put(self, stream: BinaryIO, limit: int | None) -> StoredObject:
        key = self._key() if self._key else None
        with _temporary(self.folder / _TEMPORARY) as (target, path):
            found = _write(target, stream, limit, key)
            final = self._places(found.sha256)[0]
            if not self._known(final, sealed_size(found.size) if key else found.size):
                for folder in (final.parent.parent, final.parent):
                    folder.mkdir(mode=0o750, exist_ok=True)
                path.rename(final)
        # Also for known bytes: a process killed between rename and sync has promised nothing yet.
        self._sync(final)
        return found

    def _sync(self, final: Path) -> None:
        """Bring the name of an object to the disk, and those of its folders unless we have seen to that before."""
        sync_folder(final.parent)
        for folder in (final.parent, final.parent.parent):
            if folder not in self._synced:
                sync_folder(folder.parent)
                self._synced.add(folder)

    @staticmethod
    def _known(final: Path, size: int) -> bool:
        try:
            stored = final.stat().st_size
        except FileNotFoundError:
            return False
        if stored != size:
            raise changed(final.name.removesuffix(_SEALED))
        return True


HOW_TO_OPEN = phrase("Open the casebook with its passphrase.")


def thing_of(stream: BinaryIO) -> str:
    """What to call a stream in a message: the name of its file, if it has one."""
    name = getattr(stream, "name", "")
    return Path(name).name if isinstance(name, str) else ""


def read_block(stream: BinaryIO) -> bytes:
    """The next bytes of a source; raises InputError when the source, not our disk, is at fault."""
    try:
        return stream.read(BLOCK)
    except ChamsaeError:
        raise
    except (OSError, EOFError, ValueError) as error:
        raise InputError(
            phrase("could not be read to the end (%(error)s)", error=error),
            thing=thing_of(stream),
            do=phrase("Copy it anew and add it again."),
        ) from error


def too_large(stream: BinaryIO, limit: int) -> InputError:
    """The refusal of a source with more than `limit` bytes."""
    return InputError(
        phrase("is larger than %(limit)s bytes", limit=f"{limit:,}"),
        thing=thing_of(stream),
        do=phrase("Split it, or raise the limit in settings.toml."),
    )


def unknown(sha256: str) -> NotFound:
    """The answer to a hash under which nothing is stored."""
    return NotFound(phrase("no stored object has this SHA-256"), thing=sha256, do=phrase("See the list of sources."))


def changed(sha256: str) -> IntegrityError:
    """The alarm when stored bytes are not what their name says."""
    return IntegrityError(
        phrase("the stored bytes have changed"),
        thing=sha256,
        do=phrase("Restore this object from a backup; run `chamsae doctor`."),
    )


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file that no sweep takes away while it is open, and that is gone afterwards unless renamed."""
    make_folder(folder)
    while True:
        with tempfile.NamedTemporaryFile(dir=folder, buffering=0, delete=False) as file:
            path = Path(file.name)
            try:
                fcntl.flock(file, fcntl.LOCK_SH)
                if os.fstat(file.fileno()).st_nlink:
                    yield file.file, path  # type: ignore[misc]  # unbuffered, it has all we use of a BinaryIO
                    return
                # else a sweep was quicker than our lock: take another
            finally:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def _write(target: BinaryIO, stream: BinaryIO, limit: int | None, key: bytes | None) -> StoredObject:
    written = _copy(stream, target.fileno(), limit, key)
    os.fchmod(target.fileno(), 0o440)
    os.fsync(target.fileno())
    _forget_cache(target.fileno())
    target.seek(0)
    if _read_back(target, key) != written:
        raise StorageError(
            phrase("the disk gave back other bytes than were written"),
            thing=thing_of(stream) or written.sha256,
            do=phrase("Check the disk; do not add anything to this casebook before."),
        )
    return written


def _copy(stream: BinaryIO, target: int, limit: int | None, key: bytes | None) -> StoredObject:
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    sealer = Sealer(key, lambda block: _write_all(target, block)) if key else None
    while block := read_block(stream):
        size += len(block)
        if limit is not None and size > limit:
            raise too_large(stream, limit)
        sha256.update(block)
        sha512.update(block)
        sealer.update(block) if sealer else _write_all(target, block)
    if sealer:
        sealer.finish()
    return StoredObject(sha256=sha256.hexdigest(), sha512=sha512.hexdigest(), size=size)


def _read_back(target: BinaryIO, key: bytes | None) -> StoredObject | None:
    """What lies on the disk now; None where it does not even open."""
    if key is None:
        return _hash(target)
    try:
        with opened(os.fdopen(os.dup(target.fileno()), "rb"), key, "") as stream:
            return _hash(stream)
    except IntegrityError:
        return None


def _write_all(target: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(target, view) :]


def _hash(stream: BinaryIO) -> StoredObject:
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    while block := stream.read(BLOCK):
        size += len(block)
        sha256.update(block)
        sha512.update(block)
    return StoredObject(sha256=sha256.hexdigest(), sha512=sha512.hexdigest(), size=size)


def _forget_cache(descriptor: int) -> None:
    # So that reading back asks the disk and not the memory we have just filled.
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each parent of a new folder is synced."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _plainly(path: str, flags: int) -> int:
    """Open without following a link out of the casebook, and without waiting at a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _remove_abandoned(path: Path) -> bool:
    try:
        with open(path, "rb", opener=_plainly) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    except OSError:
        return False
    return True
