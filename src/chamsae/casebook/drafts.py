"""Accounts while they are written down: one small file each, replaced as a whole and wiped when done.

A file and no row: what a database deletes lingers in its log, in backups and in free pages, on PostgreSQL for days. A
casebook on a server has its folder too, so both stores are served; one in memory keeps drafts in memory.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from chamsae import codec
from chamsae.archive.wiping import wipe
from chamsae.errors import StorageError
from chamsae.model.interview import Draft
from chamsae.model.storable import storable

FOLDER = "drafts"


class Drafts:
    """The drafts of one casebook, by interview; callers hold the store's transaction while they compare and replace."""

    def __init__(self, path: Path | None) -> None:
        self._folder = None if path is None else path / FOLDER
        self._held: dict[str, Draft] = {}

    def get(self, interview: str) -> Draft | None:
        """The draft of an interview; raises StorageError when its file cannot be read."""
        if self._folder is None:
            return self._held.get(interview)
        try:
            return codec.from_plain(Draft, msgspec.json.decode(self._file(interview).read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            do = "The file is kept as it is; look at it before you go on."
            raise StorageError(f"the draft cannot be read: {error}", thing=str(self._file(interview)), do=do) from error

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of the one before, on the disk before this returns; else raises StorageError."""
        storable(draft, f"interview {draft.interview}")
        if self._folder is None:
            self._held[draft.interview] = draft
            return
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            _replace(self._file(draft.interview), msgspec.json.encode(codec.plain(draft)))
        except OSError as error:
            do = "Make room or check the folder; the page keeps your words meanwhile."
            raise StorageError(f"the draft cannot be kept: {error.strerror}", thing=FOLDER, do=do) from error

    def drop(self, interview: str) -> None:
        """Wipe a draft: its bytes are overwritten before the file goes, as far as the disk lets."""
        self._held.pop(interview, None)
        if self._folder is None:
            return
        for file in (self._file(interview), _beside(self._file(interview))):
            with suppress(FileNotFoundError):
                wipe(file)
        with suppress(OSError):
            self._folder.rmdir()

    def _file(self, interview: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{interview}.json"


def _beside(file: Path) -> Path:
    return file.with_suffix(".new")


def _replace(file: Path, data: bytes) -> None:
    with os.fdopen(os.open(_beside(file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    _beside(file).replace(file)
