"""Backups while others work: rows at one moment, originals once each, all read back before it counts."""

import os
import secrets
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from chamsae.archive.backup import sealing
from chamsae.archive.backup.repository import Repository, object_name
from chamsae.archive.disk import disk_errors, storage_error
from chamsae.casebook.entering import enter
from chamsae.casebook.forgetting import erased
from chamsae.casebook.progress import Silent
from chamsae.errors import CasebookError, ChamsaeError, InputError, IntegrityError
from chamsae.model.backup import CASEBOOK, SNAPSHOT_FORMAT, BackedUp, Part, Snapshot
from chamsae.model.source import StoredObject
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.settings import Settings

#: In the casebook's folder: the key that names sealed objects, and whom backups are sealed to.
KEY, RECIPIENTS = "backup.key", "backup-recipients.txt"
#: In a snapshot.
MANIFEST, ROWS, FILES = "manifest.json", "casebook.sqlite3", "files"
#: What of the folder is not the casebook's own: bytes kept by hash, work in progress, the database itself and copies.
NOT_FILES = ("objects", "spool", "unfinished", "casebook.sqlite3", "casebook.before-")

WHOM = (
    f"Name a public key (--to age1…), write it into {RECIPIENTS} in the casebook, "
    "or say --plain for a disk that is encrypted as a whole."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """What came of a backup: its snapshot, how many originals were written anew, how many were there.

    `damaged` are originals (by hash) that are no longer what they were; the backup holds all others.
    """

    snapshot: str
    written: int
    known: int
    bytes: int
    damaged: tuple[str, ...] = ()


class Backup:
    """Makes backups of one casebook."""

    def __init__(self, store: Store, objects: Objects, settings: Settings, clock: Clock, *, path: Path | None) -> None:
        self._store, self._objects, self._settings, self._clock, self._path = store, objects, settings, clock, path

    def run(
        self,
        target: Path,
        *,
        by: str,
        to: Sequence[str] = (),
        plain: bool = False,
        progress: Progress | None = None,
    ) -> Backed:
        """Add a snapshot to the backups in `target`, made if it is empty; others may go on working meanwhile.

        Sealed to the public keys `to`, or those in backup-recipients.txt; `plain` leaves it open. Originals already
        there are not written again, so a backup that was interrupted goes on where it stopped. Raises InputError
        without keys, StorageError when the disk will not take it: then the snapshots before it still stand.
        """
        folder = self._folder()
        keys = () if plain else sealing.recipients(to or _remembered(folder))
        if not keys and not plain:
            raise InputError("nobody is named who could open the backup", do=WHOM)
        work = _Work(Repository.make(target, sealed=not plain), keys, _key(folder))
        with disk_errors(str(folder)), TemporaryDirectory(dir=_spool(folder)) as room:
            done = self._done(work, folder, Path(room), progress or Silent())
        held = done.written + done.known
        made = BackedUp(subject=CASEBOOK, by=by, at=self._clock(), snapshot=done.snapshot, objects=held)
        enter(self._store, made, action="backup", detail={"snapshot": done.snapshot, "objects": str(held)})
        return done

    def _done(self, work: "_Work", folder: Path, room: Path, watch: Progress) -> Backed:
        """Copy rows, originals and files in this order, so that every row in the copy has its original."""
        rows, files = room / ROWS, room / FILES
        log = self._store.counts().log
        self._store.copy(rows)
        gone = erased(self._store)
        originals = [one for one in self._store.objects() if one.sha256 not in gone]
        watch.start(len(originals) + 1, "backing up")
        for original in originals:
            work.keep(original, self._objects)
            watch.step(original.sha256[:12])
        _copy_own(folder, files)
        done = work.finish(self._snapshot(files, log, work, rows), files, rows)
        watch.step("snapshot")
        watch.finish()
        return done

    def forget(self, target: Path, *, keep: int, by: str) -> tuple[int, int]:
        """Take away all but the newest `keep` snapshots and what only those needed; how many of each."""
        gone = Repository.at(target).forget(keep)
        detail = {"snapshots": str(gone[0]), "files": str(gone[1])}
        self._store.append_log(at=self._clock(), actor=by, action="forget_backup", subject=CASEBOOK, detail=detail)
        return gone

    def note_restored(self, snapshot: str, *, by: str) -> None:
        """Write into the log that this casebook was made again from a snapshot."""
        detail = {"snapshot": snapshot}
        self._store.append_log(at=self._clock(), actor=by, action="restore", subject=CASEBOOK, detail=detail)

    def _folder(self) -> Path:
        if self._path is None:
            raise CasebookError("a casebook in memory is not backed up", do="Export it instead.")
        return self._path

    def _snapshot(self, files: Path, log: int, work: "_Work", rows: Path) -> Snapshot:
        made = self._clock().astimezone(UTC)
        return Snapshot(
            format=SNAPSHOT_FORMAT,
            name=f"{made:%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(4)}",
            made=made,
            casebook=self._settings.name,
            version=version("chamsae"),
            log=log,
            recipients=tuple(sorted(map(str, work.to))),
            rows=_part(rows, ROWS),
            files=tuple(
                _part(path, path.relative_to(files).as_posix()) for path in sorted(files.rglob("*")) if path.is_file()
            ),
            objects=tuple(work.objects),
        )


class _Work:
    """One backup under way: what was kept, and the hashes of the files it lies in."""

    def __init__(self, repository: Repository, to: Sequence[sealing.Recipient], key: bytes) -> None:
        self.repository, self.to, self._key = repository, to, key
        self.objects: list[Part] = []
        self._known, self._sums = repository.known(), dict[str, str]()
        self._written = self._there = self._bytes = 0
        self._damaged: list[str] = []

    def keep(self, original: StoredObject, objects: Objects) -> None:
        """Have one original in the repository; one that is damaged is told of, and an older copy stays."""
        path = self.repository.object(object_name(self._key, map(str, self.to), original.sha256))
        if path.is_file():
            self._there += 1
            outer = self._known.get(self.repository.place(path)) or sealing.hash_file(path)
        else:
            try:
                outer = self._write(original, objects, path)
            except IntegrityError:
                self._damaged.append(original.sha256)
                return
        self._sums[self.repository.place(path)] = outer
        self.objects.append(Part(path=original.sha256, size=original.size, sha256=original.sha256))

    def finish(self, snapshot: Snapshot, files: Path, rows: Path) -> Backed:
        """Write the snapshot and the list of hashes that makes it count."""
        path = self.repository.snapshot(snapshot.name)
        with _packed(snapshot, files, rows) as tar, tar.open("rb") as source:
            sealed = sealing.write(source, path, self.to)
        self.repository.write_sums(snapshot.name, {**self._sums, self.repository.place(path): sealed.outer})
        return Backed(
            snapshot=snapshot.name,
            written=self._written,
            known=self._there,
            bytes=self._bytes + sealed.size,
            damaged=tuple(self._damaged),
        )

    def _write(self, original: StoredObject, objects: Objects, path: Path) -> str:
        try:
            source = objects.open(original.sha256)
        except ChamsaeError as error:
            raise IntegrityError(error.what, thing=original.sha256, do=error.do) from error
        with source:
            sealed = sealing.write(source, path, self.to)
        if sealed.sha256 != original.sha256:
            path.unlink()
            raise IntegrityError("the stored bytes have changed", thing=original.sha256)
        self._written += 1
        self._bytes += sealed.size
        return sealed.outer


@contextmanager
def _packed(snapshot: Snapshot, files: Path, rows: Path) -> Iterator[Path]:
    """The rows, the casebook's own files and what lists them, as a tar beside the rows."""
    path = rows.with_suffix(".tar")
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        _pack(tar, MANIFEST, msgspec.json.encode(snapshot))
        tar.add(rows, ROWS, filter=_bare)
        for part in snapshot.files:
            tar.add(files / part.path, f"{FILES}/{part.path}", filter=_bare)
    path.chmod(0o600)
    yield path


def _pack(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def _bare(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No owner, no time, no rights: nothing of the computer goes along."""
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _copy_own(folder: Path, to: Path) -> None:
    """The casebook's own files as they are now: what changes later is of the next backup."""
    to.mkdir()
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if place.parts[0].startswith(NOT_FILES) or path.is_symlink() or not path.is_file():
            continue
        (to / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to / place)


def _part(path: Path, place: str) -> Part:
    return Part(path=place, size=path.stat().st_size, sha256=sealing.hash_file(path))


def _remembered(folder: Path) -> list[str]:
    try:
        return (folder / RECIPIENTS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def _key(folder: Path) -> bytes:
    """The key that names this casebook's sealed objects, made at the first backup."""
    path = folder / KEY
    try:
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32) + "\n")
        return bytes.fromhex(path.read_text("ascii"))
    except OSError as error:
        raise storage_error(error, str(path)) from error
    except ValueError as error:
        raise CasebookError("is no key", thing=str(path), do="Restore it from a backup, or remove it.") from error


def _spool(folder: Path) -> Path:
    spool = folder / "spool"
    spool.mkdir(mode=0o700, exist_ok=True)
    return spool
