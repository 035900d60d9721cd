"""Accounts while they are written down: one small file each, replaced as a whole and wiped when done.

A file and no row: what a database deletes lingers in its log, in backups and in free pages, on PostgreSQL for days. A
casebook on a server has its folder too, so both stores are served; one in memory keeps drafts in memory. In an
encrypted casebook the files are sealed under the key of its originals.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from chamsae import codec
from chamsae.archive.objects import HOW_TO_OPEN
from chamsae.archive.sealed import opened, sealed
from chamsae.archive.wiping import wipe
from chamsae.errors import CasebookError, StorageError, phrase
from chamsae.model.interview import Draft
from chamsae.model.storable import storable

FOLDER = "drafts"


class Drafts:
    """The drafts of one casebook, by interview; callers hold the store's transaction while they compare and replace."""

    def __init__(self, path: Path | None, key: Callable[[], bytes] | None = None) -> None:
        self._folder, self._key = None if path is None else path / FOLDER, key
        self._held: dict[str, Draft] = {}

    def get(self, interview: str) -> Draft | None:
        """The draft of an interview; raises StorageError when its file cannot be read, or does not open."""
        if self._folder is None:
            return self._held.get(interview)
        file = next((one for one in self._files(interview) if one.exists()), None)
        if file is None:
            return None
        try:
            return codec.from_plain(Draft, msgspec.json.decode(self._read(file)))
        except (OSError, msgspec.MsgspecError) as error:
            do = phrase("The file is kept as it is; look at it before you go on.")
            raise StorageError(
                phrase("the draft cannot be read: %(error)s", error=error), thing=str(file), do=do
            ) from error

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of the one before, on the disk before this returns; else raises StorageError."""
        storable(draft, f"interview {draft.interview}")
        if self._folder is None:
            self._held[draft.interview] = draft
            return
        file, *others = self._files(draft.interview)
        data = msgspec.json.encode(codec.plain(draft))
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            _replace(file, sealed(self._key(), data) if self._key else data)
            _wipe(others)
        except OSError as error:
            do = phrase("Make room or check the folder; the page keeps your words meanwhile.")
            raise StorageError(
                phrase("the draft cannot be kept: %(error)s", error=error.strerror), thing=FOLDER, do=do
            ) from error

    def drop(self, interview: str) -> None:
        """Wipe a draft: its bytes are overwritten before the file goes, as far as the disk lets."""
        self._held.pop(interview, None)
        if self._folder is None:
            return
        files = self._files(interview)
        _wipe([*files, *map(_beside, files)])
        with suppress(OSError):
            self._folder.rmdir()

    def _files(self, interview: str) -> list[Path]:
        """Where a draft may lie, the place where it is kept first."""
        assert self._folder is not None
        kinds = (".sealed", ".json") if self._key else (".json", ".sealed")
        return [self._folder / f"{interview}{kind}" for kind in kinds]

    def _read(self, file: Path) -> bytes:
        if file.suffix != ".sealed":
            return file.read_bytes()
        if self._key is None:
            raise CasebookError(phrase("it is sealed, and no passphrase is given"), thing=str(file), do=HOW_TO_OPEN)
        with opened(file.open("rb"), self._key(), str(file)) as stream:
            return stream.read()


def _beside(file: Path) -> Path:
    return file.with_suffix(f"{file.suffix}.new")


def _replace(file: Path, data: bytes) -> None:
    with os.fdopen(os.open(_beside(file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    _beside(file).replace(file)


def _wipe(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(FileNotFoundError):
            wipe(file)
