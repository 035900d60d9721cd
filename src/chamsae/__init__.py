"""Chamsae turns a pile of testimony, news and lists into a casebook that holds up.

    import chamsae
    with chamsae.open("mybook") as book:
        book.archive.add(["clippings/"], by="Alice")
        book.read.run(by="Alice")
        for group in book.store.groups():
            print(group.scope.counted, group.low, group.high, group.reason)

`open` opens a casebook folder, `init` makes one, `in_memory` gives one that is never written anywhere.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chamsae.archive.objects import FolderObjects, Key
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.restoring import Restored
    from chamsae.ports import Progress
    from chamsae.settings import Settings

__all__ = ["change_passphrase", "import_casebook", "in_memory", "init", "open", "restore"]

#: The folder with the bytes inside a casebook folder.
OBJECTS = "objects"
#: Where members of archives lie while they are taken in: inside the casebook, not in the system's open folder.
SPOOL = "spool"


def init(folder: str | Path, *, name: str = "", database_url: str = "", passphrase: str | None = None) -> "Casebook":
    """Make a new casebook in `folder` (created if needed, must not be one already) and open it.

    The database is encrypted under the `passphrase`; unless given it is taken from the environment
    (CHAMSAE_PASSPHRASE, CHAMSAE_PASSPHRASE_FILE), and with "" or none there the database is not encrypted.
    With `database_url` rows go to that PostgreSQL database, and settings.toml says so; an address with a password is
    refused (InputError). Raises CasebookError when the folder is a casebook already or holds other files, StorageError
    when the disk or the database refuses; then nothing of it stays, so that the same call can be made again.
    """
    from chamsae import settings
    from chamsae.errors import CasebookError, StorageError

    path = Path(folder)
    try:
        if (path / settings.FILE).exists():
            raise CasebookError("this folder is a casebook already", thing=str(path), do="Open it, or choose another.")
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise CasebookError("the folder is not empty", thing=str(path), do="Choose an empty or a new folder.")
        path.chmod(0o700)
        (path / OBJECTS).mkdir()  # of two who make one at once, the second ends here and undoes nothing
        try:
            (path / SPOOL).mkdir()
            settings.write(path, name or path.resolve().name, database_url=database_url)
            book = _assemble(path, create=True, passphrase=passphrase)
            book.log.make_key()
            return book
        except BaseException:
            _unmake(path)
            raise
    except OSError as error:
        raise StorageError(f"cannot be made: {error.strerror}", thing=str(path), do="Choose another folder.") from error


def open(folder: str | Path, *, passphrase: str | None = None) -> "Casebook":
    """Open the casebook in `folder`; several may be open at once.

    An encrypted one needs its `passphrase`, unless the environment holds it (as for `init`). Raises CasebookError when
    it is no casebook or the passphrase is not its own.
    """
    from chamsae import settings
    from chamsae.errors import CasebookError

    path = Path(folder)
    if not (path / settings.FILE).is_file():
        raise CasebookError("this folder is not a casebook", thing=str(path), do="Make one with `chamsae init DIR`.")
    return _assemble(path, create=False, passphrase=passphrase)


def change_passphrase(folder: str | Path, new: str, *, by: str, passphrase: str | None = None) -> None:
    """Encrypt a casebook under another passphrase; nobody may have it open meanwhile.

    Its present `passphrase` is as for `open`. Killed in the middle, it opens with the old one or with the new one.
    Raises CasebookError where it is not encrypted or the passphrase is not its own, InputError for an empty new one,
    StorageError where somebody has it open. Backups made before keep the passphrase they were made under.
    """
    from chamsae.archive import sealing_key
    from chamsae.db.open import FILE
    from chamsae.db.rekeying import rekey

    path, old = Path(folder), _passphrase(passphrase)
    with sealing_key.exchanged(path / sealing_key.FILE, old, new):
        rekey(path / FILE, old, new)
    with open(folder, passphrase=new) as book:
        book.log.note_passphrase(by=by)


def in_memory(settings: "Settings | None" = None) -> "Casebook":
    """A casebook in memory: for scripts, notebooks and tests; nothing is written, nothing is kept."""
    from chamsae.archive.fetch import SafeFetcher
    from chamsae.archive.objects_memory import MemoryObjects
    from chamsae.casebook.book import Casebook
    from chamsae.memory import MemoryStore
    from chamsae.settings import Settings

    return Casebook(
        MemoryStore(), MemoryObjects(), settings or Settings(workers=1), fetcher=SafeFetcher(), poster=SafeFetcher()
    )


def import_casebook(
    given: str | Path,
    folder: str | Path,
    *,
    database_url: str = "",
    passphrase: str | None = None,
    progress: "Progress | None" = None,
) -> "Casebook":
    """Make the casebook that `book.export.casebook` wrote (a ZIP or folder) again in a new folder, and open it.

    Everything is checked before it counts; an interrupted import goes on. With `database_url` the rows go into that
    empty PostgreSQL database. Raises CasebookError where the folder is not new, and what chamsae.casebook.whole raises.
    """
    import os

    from chamsae.archive.objects import FolderObjects
    from chamsae.casebook.arriving import finish, prepare
    from chamsae.casebook.whole import Home, import_whole, look
    from chamsae.db.open import open_store
    from chamsae.settings import Settings

    path = Path(folder)
    manifest = look(Path(given))
    prepare(path, manifest)
    url = database_url or os.environ.get("CHAMSAE_DATABASE_URL") or None
    secret = _passphrase(passphrase)
    store = open_store(path, database_url=url, create=True, passphrase=secret)
    try:
        objects = FolderObjects(path / OBJECTS, _originals_key(path, secret))
        home = Home(store=store, objects=objects, settings=Settings(), scorers=path / "scorers")
        import_whole(Path(given), home, progress=progress, spool=path / SPOOL)
    finally:
        store.close()
    finish(path, manifest)
    return _assemble(path, create=False, database_url=database_url, passphrase=passphrase)


def restore(
    backup: str | Path,
    folder: str | Path,
    *,
    by: str,
    keys: "Sequence[tuple[str, str]]" = (),
    snapshot: str | None = None,
    database_url: str = "",
    passphrase: "str | Callable[[Path], str | None] | None" = None,
    progress: "Progress | None" = None,
) -> "Restored":
    """Make the casebook of a snapshot (the newest) in the folder of backups again in an empty folder, and examine it.

    `keys` are names and contents of secret key files. A casebook that was encrypted still is, under the passphrase it
    had (as for `open`; a function is asked for it once the folder is there). With `database_url` the rows go into that
    empty PostgreSQL database, which must then be named when the casebook is opened. Raises what
    chamsae.casebook.restoring.restore does.
    """
    from functools import cache

    from chamsae.archive.backup.sealing import identities
    from chamsae.casebook.restoring import Restored
    from chamsae.casebook.restoring import restore as from_backup
    from chamsae.db.open import fill

    path, opened = Path(folder), [one for name, text in keys for one in identities(text, name)]
    told = cache(lambda: _passphrase(passphrase(path) if callable(passphrase) else passphrase))
    key = lambda: _originals_key(path, told())  # noqa: E731 - asked once the folder is there
    done = from_backup(Path(backup), path, keys=opened, snapshot=snapshot, progress=progress, originals_key=key)
    if database_url:
        fill(path, database_url, passphrase=told())
    with _assemble(path, create=False, database_url=database_url, passphrase=told()) as book:
        book.backup.note_restored(done.snapshot.name, by=by)
        health = book.doctor.check(progress=progress)
    return Restored(snapshot=done.snapshot, objects=done.objects, lost=done.lost, health=health)


def _unmake(path: Path) -> None:
    """Take away what `init` put into the folder it found empty."""
    import shutil

    for made in list(path.iterdir()):
        shutil.rmtree(made) if made.is_dir() else made.unlink()


def _passphrase(given: str | None) -> str:
    from chamsae import settings

    return settings.passphrase() if given is None else given


def _assemble(path: Path, *, create: bool, database_url: str = "", passphrase: str | None = None) -> "Casebook":
    from chamsae import settings
    from chamsae.archive.fetch import SafeFetcher
    from chamsae.archive.objects import FolderObjects
    from chamsae.archive.objects_mirrored import MirroredObjects
    from chamsae.casebook.book import Casebook
    from chamsae.db.open import open_store

    given, secret = settings.load(path), _passphrase(passphrase)
    url = database_url or given.database_url or None
    store = open_store(path, database_url=url, create=create, passphrase=secret)
    try:
        key = _originals_key(path, secret)
        objects: FolderObjects | MirroredObjects = FolderObjects(path / OBJECTS, key)
        if given.second_copy:
            objects = MirroredObjects(FolderObjects(path / OBJECTS, key), _second(path, Path(given.second_copy), key))
        objects.sweep()
    except BaseException:
        store.close()
        raise
    return Casebook(
        store, objects, given, path=path, fetcher=SafeFetcher(), poster=SafeFetcher(), spool=path / SPOOL, key=key
    )


def _originals_key(path: Path, passphrase: str) -> "Key | None":
    """What gives the key of sealed originals when it is first needed; made with an encrypted casebook, else None."""
    from functools import cache

    from chamsae.archive import sealing_key
    from chamsae.archive.objects import FolderObjects
    from chamsae.db.locked import is_locked
    from chamsae.db.open import FILE, HOW_TO_UNLOCK
    from chamsae.errors import CasebookError

    file = path / sealing_key.FILE
    if file.exists():
        if not passphrase:
            raise CasebookError("it is encrypted, and no passphrase is given", thing=str(file), do=HOW_TO_UNLOCK)
    elif not passphrase or not is_locked(path / FILE):
        return None
    elif FolderObjects(path / OBJECTS).holds_sealed():
        do = "Take it from the second copy or a backup; without it the originals stay shut."
        raise CasebookError("the key of the originals is missing", thing=str(file), do=do)
    else:
        sealing_key.make_key(file, passphrase)
    return cache(lambda: sealing_key.sealing_key(file, passphrase))


def _second(path: Path, second: Path, key: "Key | None") -> "FolderObjects":
    """The second folder of originals, with what opens them beside them."""
    from chamsae.archive.keyfile import write_whole
    from chamsae.archive.objects import FolderObjects
    from chamsae.archive.sealing_key import FILE

    if key is not None and second.is_dir():
        own = (path / FILE).read_bytes()
        if not (second / FILE).is_file() or (second / FILE).read_bytes() != own:
            write_whole(second / FILE, own)
    return FolderObjects(second, key)
