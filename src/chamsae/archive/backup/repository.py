"""A folder of backups: sealed objects shared by all snapshots, and a list of hashes anybody can check.

    chamsae-backup.json        what this folder is
    objects/ab/<name>          one sealed object; the name is a keyed hash, so it tells nothing of the bytes
    snapshots/<time>.age       the rows, the casebook's own files and the list of objects, as a sealed tar
    snapshots/<time>.sums      SHA-256 of every file this snapshot needs, as `sha256sum -c` reads them

An object once there is not written again. It is named after its bytes and the recipients, so a change of recipients
seals everything anew.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from chamsae.archive.backup import sealing
from chamsae.archive.disk import storage_error
from chamsae.archive.objects import make_folder, sync_folder
from chamsae.errors import CasebookError, IntegrityError

FORMAT = "chamsae-backup/1"
HEAD, OBJECTS, SNAPSHOTS = "chamsae-backup.json", "objects", "snapshots"
_SNAPSHOT = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{8}")
_SUM = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9/._-]+)")

CHOOSE = "Choose an empty folder, or one that holds backups."


class Repository:
    """One folder of backups; `sealed` tells whether its files are for the holders of keys only."""

    def __init__(self, folder: Path, *, sealed: bool) -> None:
        self.folder, self.sealed = folder, sealed

    @classmethod
    def at(cls, folder: Path) -> "Repository":
        """The backups in a folder; raises CasebookError when it holds none, or some of a newer version."""
        try:
            head = json.loads((folder / HEAD).read_text("utf-8"))
        except FileNotFoundError:
            raise CasebookError(
                "holds no backups", thing=str(folder), do="`chamsae backup FOLDER` makes one."
            ) from None
        except (OSError, ValueError) as error:
            raise CasebookError(f"{HEAD} cannot be read ({error})", thing=str(folder), do=CHOOSE) from error
        if not isinstance(head, dict) or head.get("format") != FORMAT or not isinstance(head.get("sealed"), bool):
            raise CasebookError(
                "holds backups of another format", thing=str(folder), do="Use the version that wrote it."
            )
        return cls(folder, sealed=head["sealed"])

    @classmethod
    def make(cls, folder: Path, *, sealed: bool) -> "Repository":
        """The backups in a folder, which is made if it is empty or not there; sealed and plain ones do not mix."""
        if (folder / HEAD).exists():
            found = cls.at(folder)
            if found.sealed is not sealed:
                kind = "sealed" if found.sealed else "plain"
                raise CasebookError(f"holds {kind} backups", thing=str(folder), do="Choose another folder.")
            return found
        try:
            make_folder(folder)
            if any(folder.iterdir()):
                raise CasebookError("is not empty and holds no backups", thing=str(folder), do=CHOOSE)
            head = folder / HEAD
            head.write_text(json.dumps({"format": FORMAT, "sealed": sealed}) + "\n", "utf-8")
            sync_folder(folder)
        except OSError as error:
            raise storage_error(error, str(folder)) from error
        return cls(folder, sealed=sealed)

    def object(self, name: str) -> Path:
        """Where the object of this name lies."""
        return self.folder / OBJECTS / name[:2] / name

    def snapshot(self, name: str) -> Path:
        """Where the snapshot of this name lies."""
        return self.folder / SNAPSHOTS / f"{name}.{'age' if self.sealed else 'tar'}"

    def snapshots(self) -> list[str]:
        """The names of complete snapshots, oldest first; one counts once its list of hashes is there."""
        found = (path.stem for path in (self.folder / SNAPSHOTS).glob("*.sums"))
        return sorted(name for name in found if _SNAPSHOT.fullmatch(name))

    def sums(self, name: str) -> dict[str, str]:
        """SHA-256 of every file a snapshot needs, by its place in the folder; IntegrityError for a damaged list."""
        path = self.folder / SNAPSHOTS / f"{name}.sums"
        lines = path.read_text("utf-8", errors="replace").splitlines()
        found = [_SUM.fullmatch(line) for line in lines]
        if not lines or None in found:
            raise IntegrityError("its list of hashes is damaged", thing=name, do=sealing.OTHER)
        return {match[2]: match[1] for match in found if match}

    def write_sums(self, name: str, sums: Mapping[str, str]) -> None:
        """Write the list that makes a snapshot complete."""
        lines = "".join(f"{sha256}  {place}\n" for place, sha256 in sorted(sums.items()))
        path = self.folder / SNAPSHOTS / f"{name}.sums"
        sealing.write(BytesIO(lines.encode()), path, ())

    def known(self) -> dict[str, str]:
        """SHA-256 of all files any complete snapshot lists."""
        return {place: sha256 for name in self.snapshots() for place, sha256 in self.sums(name).items()}

    def place(self, path: Path) -> str:
        """A file's place in the folder, as lists write it."""
        return path.relative_to(self.folder).as_posix()

    def faults(self, name: str) -> Iterator[tuple[str, str | None]]:
        """Every file a snapshot needs, with what is wrong with it, or None; needs no key."""
        for place, sha256 in self.sums(name).items():
            path = self.folder / place
            try:
                yield place, None if sealing.hash_file(path) == sha256 else "it is damaged"
            except OSError as error:
                yield place, f"it cannot be read ({error.strerror})"

    def forget(self, keep: int) -> tuple[int, int]:
        """Take away all but the newest `keep` snapshots, and objects none of these needs; how many of each."""
        old = self.snapshots()[:-keep]
        for name in old:
            (self.folder / SNAPSHOTS / f"{name}.sums").unlink()
            self.snapshot(name).unlink(missing_ok=True)
        needed = self.known().keys()
        spare = [path for path in self._objects() if self.place(path) not in needed] if old else []
        for path in spare:
            path.unlink()
        return len(old), len(spare)

    def _objects(self) -> Iterable[Path]:
        return (self.folder / OBJECTS).glob("[0-9a-f][0-9a-f]/*")


def object_name(key: bytes, recipients: Iterable[str], sha256: str) -> str:
    """The name of an object in a repository: HMAC-SHA-256 of whom it is sealed to and its hash."""
    told = "\n".join([*sorted(recipients), sha256])
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()
