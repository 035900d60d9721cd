"""A casebook made again from a backup: into an empty folder, every byte compared, an interruption gone on from."""

import re
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from chamsae.archive.backup import sealing
from chamsae.archive.backup.repository import Repository, object_name
from chamsae.archive.disk import disk_errors
from chamsae.archive.objects import BLOCK, FolderObjects, Key
from chamsae.casebook.backing_up import FILES, KEY, MANIFEST, ROWS
from chamsae.casebook.doctor import Health
from chamsae.casebook.progress import Silent
from chamsae.errors import CasebookError, InputError, IntegrityError, NotFound
from chamsae.model.backup import SNAPSHOT_FORMAT, Part, Snapshot
from chamsae.ports import Progress
from chamsae.settings import FILE as SETTINGS

#: In a folder that is being restored: the name of the snapshot. It is no casebook before this is gone.
MARK = "restoring.txt"
#: The most bytes of what lists a snapshot.
LARGEST_LIST = 1 << 30
_ADDRESS = re.compile(r"^(\s*database_url\s*=)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What came back: of which snapshot, how many originals; `lost` are those (by hash) the backup could not give."""

    snapshot: Snapshot
    objects: int
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Unpacked):
    """What came back, and how `doctor` found the casebook made of it."""

    health: Health

    @property
    def sound(self) -> bool:
        """True when everything came back and nothing is wrong."""
        return self.health.sound and not self.lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the files of a snapshot are like, without any key: how many were looked at, and what is wrong with which."""

    snapshot: str
    files: int
    faults: tuple[tuple[str, str], ...] = ()


def snapshots(target: Path) -> list[str]:
    """The names of the snapshots in a folder of backups, oldest first."""
    return Repository.at(target).snapshots()


def check(target: Path, *, snapshot: str | None = None, progress: Progress | None = None) -> Checked:
    """Hash every file a snapshot (the newest) needs; needs no key and no casebook."""
    repository = Repository.at(target)
    name = _chosen(repository, snapshot)
    watch, found, files = progress or Silent(), [], 0
    watch.start(len(repository.sums(name)), "checking the backup")
    for place, fault in repository.faults(name):
        files += 1
        if fault:
            found.append((place, fault))
        watch.step(place)
    watch.finish()
    return Checked(snapshot=name, files=files, faults=tuple(found))


def restore(
    target: Path,
    folder: Path,
    *,
    keys: Sequence[sealing.Identity] = (),
    snapshot: str | None = None,
    progress: Progress | None = None,
    originals_key: Callable[[], Key | None] = lambda: None,
) -> Unpacked:
    """Make the casebook of a snapshot (the newest) again in an empty folder.

    `originals_key` is asked, once rows and files are there, for the key under which originals are sealed.
    An interrupted restore is gone on from. An original the backup cannot give is told of, the others come. Settings
    that name a database server are put out of force, so that the restored casebook never opens the one at work.
    Raises CasebookError for a folder that is not empty, InputError when no key fits, IntegrityError for a damaged
    snapshot.
    """
    with disk_errors(str(folder)):
        repository = Repository.at(target)
        name = _chosen(repository, snapshot)
        if repository.sealed and not keys:
            raise InputError("the backup is sealed", thing=name, do="Give the secret key of a recipient: --key FILE.")
        _begin(folder, name)
        with sealing.opened(repository.snapshot(name), keys if repository.sealed else (), spool=folder) as tar:
            found = _unpack(tar, folder, name)
        objects = FolderObjects(folder / "objects", originals_key())
        lost = _objects(repository, found, objects, keys, progress or Silent())
        (folder / "spool").mkdir(exist_ok=True)
        if (folder / f"{SETTINGS}.restored").exists():
            (folder / f"{SETTINGS}.restored").rename(folder / SETTINGS)
        (folder / MARK).unlink()
    return Unpacked(snapshot=found, objects=len(found.objects) - len(lost), lost=lost)


def _chosen(repository: Repository, snapshot: str | None) -> str:
    held = repository.snapshots()
    if not held:
        raise NotFound("there is no complete snapshot", thing=str(repository.folder), do="Run `chamsae backup` again.")
    if snapshot is not None and snapshot not in held:
        raise NotFound(f"there is no snapshot {snapshot}", thing=str(repository.folder), do=f"Newest: {held[-1]}.")
    return snapshot or held[-1]


def _begin(folder: Path, name: str) -> None:
    """Take an empty folder, or one where the restore of this very snapshot was interrupted."""
    mark = folder / MARK
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if mark.exists() and mark.read_text("utf-8").strip() in (name, ""):
        mark.write_text(name + "\n", "utf-8")
        return
    if any(folder.iterdir()):
        raise CasebookError("the folder is not empty", thing=str(folder), do="Choose an empty or a new folder.")
    folder.chmod(0o700)
    mark.write_text(name + "\n", "utf-8")


def _unpack(tar: BinaryIO, folder: Path, name: str) -> Snapshot:
    """The files of a snapshot, each compared with what lists them; the list comes first."""
    damaged = IntegrityError("it is damaged", thing=name, do=sealing.OTHER)
    try:
        with tarfile.open(fileobj=tar, mode="r:") as held:
            found = _listed(held, damaged)
            expected = {ROWS: found.rows, **{f"{FILES}/{part.path}": part for part in found.files}}
            for member in held:
                if part := expected.pop(member.name, None):
                    _write(held, member, _place(folder, member.name, part), part)
                elif member.name != MANIFEST:
                    raise damaged
    except tarfile.TarError as error:
        raise damaged from error
    if expected or found.name != name:
        raise damaged
    return found


def _listed(held: tarfile.TarFile, damaged: IntegrityError) -> Snapshot:
    first = held.next()
    if first is None or first.name != MANIFEST or first.size > LARGEST_LIST:
        raise damaged
    content = held.extractfile(first)
    try:
        found = msgspec.json.decode(content.read() if content else b"", type=Snapshot)
    except msgspec.MsgspecError as error:
        raise damaged from error
    if found.format != SNAPSHOT_FORMAT:
        raise CasebookError("was written by another version", thing=found.name, do="Restore it with that version.")
    return found


def _place(folder: Path, name: str, part: Part) -> Path:
    """Where a file of a snapshot goes; never out of the folder."""
    if name == ROWS:
        return folder / ROWS
    place = PurePosixPath(part.path)
    if place.is_absolute() or ".." in place.parts or not place.parts:
        raise IntegrityError("names a file outside the casebook", thing=part.path, do=sealing.OTHER)
    return folder / (f"{SETTINGS}.restored" if part.path == SETTINGS else place)


def _write(held: tarfile.TarFile, member: tarfile.TarInfo, path: Path, part: Part) -> None:
    source = held.extractfile(member)
    if source is None or member.size != part.size:
        raise IntegrityError("it is damaged", thing=part.path, do=sealing.OTHER)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        path.chmod(0o600)
        while block := source.read(BLOCK):
            file.write(block)
    if sealing.hash_file(path) != part.sha256:
        raise IntegrityError("it is damaged", thing=part.path, do=sealing.OTHER)
    if part.path == SETTINGS:
        path.write_text(_ADDRESS.sub(r"# of the casebook backed up: \1", path.read_text("utf-8")), "utf-8")


def _objects(
    repository: Repository, found: Snapshot, objects: FolderObjects, keys: Sequence[sealing.Identity], watch: Progress
) -> tuple[str, ...]:
    folder = objects.folder.parent
    key, lost = bytes.fromhex((folder / KEY).read_text("ascii")), []
    watch.start(len(found.objects), "restoring")
    for part in found.objects:
        path = repository.object(object_name(key, found.recipients, part.sha256))
        if not objects.has(part.sha256) and not _put(path, part, objects, keys if repository.sealed else (), folder):
            lost.append(part.sha256)
        watch.step(part.sha256[:12])
    watch.finish()
    return tuple(lost)


def _put(path: Path, part: Part, objects: FolderObjects, keys: Sequence[sealing.Identity], folder: Path) -> bool:
    """Take one original out of the backup; False when it is missing there or not what it was."""
    try:
        with sealing.opened(path, keys, spool=folder) as inside:
            if sealing.hash_stream(inside) != part.sha256:
                return False
            inside.seek(0)
            objects.put(inside)
    except IntegrityError:
        return False
    return True
