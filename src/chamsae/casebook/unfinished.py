"""Journals of runs that were begun and are not through, in the casebook's folder: the same run goes on from them.

A journal names strata and lists, so in an encrypted casebook its lines are sealed under the key of the originals, and
its file is named by a hash made with that key. A casebook in memory has none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.archive.sealed import opened, sealed
from chamsae.archive.wiping import wipe
from chamsae.errors import StorageError, phrase

if TYPE_CHECKING:
    from chamsae.estimate.journal import Sealed

FOLDER = "unfinished"
#: Journals kept at most: whoever stopped more runs than these will hardly go on with the first.
KEPT = 8


class Unfinished:
    """The journals of one casebook."""

    def __init__(self, path: Path | None, key: Callable[[], bytes] | None = None) -> None:
        self._folder, self._key = None if path is None else path / FOLDER, key

    @contextmanager
    def journal(self, asked: object) -> Iterator["Path | Sealed | None"]:
        """The journal of the run that asks just this; wiped when the run is through, kept when it is not.

        Raises StorageError where the folder cannot be written to.
        """
        if self._folder is None:
            yield None
            return
        file = self._folder / self._name(asked)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._forget_old(file)
        except OSError as error:
            raise StorageError(
                phrase("cannot be written: %(error)s", error=error.strerror),
                thing=FOLDER,
                do=phrase("Check the folder."),
            ) from error
        yield self._sealed(file) if self._key else file
        with suppress(OSError):
            wipe(file)
            self._folder.rmdir()

    def _name(self, asked: object) -> str:
        key = self._key()[:32] if self._key else b""
        return f"{blake2b(repr(asked).encode(), key=key, digest_size=16).hexdigest()}.{'sealed' if key else 'jsonl'}"

    def _sealed(self, file: Path) -> "Sealed":
        from chamsae.estimate.journal import Sealed  # noqa: PLC0415 - only where something is estimated

        assert self._key is not None
        key = self._key()
        return Sealed(
            path=file,
            seal=lambda line: sealed(key, line),
            open=lambda line: opened(BytesIO(line), key, file.name).read(),
        )

    def _forget_old(self, own: Path) -> None:
        assert self._folder is not None
        others = sorted((one for one in self._folder.iterdir() if one != own), key=lambda one: one.stat().st_mtime)
        for one in others[: max(0, len(others) - KEPT + 1)]:
            wipe(one)
