"""A casebook's rows opened: the database made or found, its tables brought up to date, a store handed back.

Rows lie in `casebook.sqlite3` in the casebook's folder, or in PostgreSQL when an address is given
(CHAMSAE_DATABASE_URL). Several casebooks may be open in one process, each under its own alias.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chamsae.db.configure import ready
from chamsae.db.keep_copy import keep_copy
from chamsae.db.locked import is_locked, raw_key
from chamsae.db.one_step import one_step
from chamsae.db.server import BUSY_TIMEOUT, postgresql, usable
from chamsae.errors import CasebookError, StorageError, phrase

if TYPE_CHECKING:
    from chamsae.db.store import DjangoStore

#: The file in a casebook's folder.
FILE = "casebook.sqlite3"

APP = "chamsae_db"
#: The step that gave claims their place in the queue; those of older casebooks are given theirs.
QUEUED = "0005_review"
_numbers = count(1)


def open_store(
    folder: Path, *, database_url: str | None = None, create: bool = False, passphrase: str = ""
) -> "DjangoStore":
    """Open the rows of the casebook in `folder`, or at `database_url` (postgresql://user:password@host:port/name).

    With `create` the tables are made; a database that already has a casebook's log is refused.
    Without it they must be there; tables of an older version are brought up to date, after a copy of
    the rows and a line in the log `chamsae`. Raises CasebookError when it is no casebook or a
    newer one, StorageError when the database cannot be reached or written.

    A new SQLite file is encrypted under the `passphrase`, if there is one; one that is encrypted opens with its own
    (else CasebookError), one that is not opens whatever is given.
    """
    ready()
    from chamsae.db.store import DjangoStore  # noqa: PLC0415 - models can be imported once Django is set up

    thing = "the PostgreSQL database" if database_url else str(folder / FILE)
    settings = postgresql(database_url) if database_url else _sqlite(folder / FILE, passphrase, create=create)
    store = DjangoStore(_register(settings))
    try:
        with _not_a_casebook(thing):
            usable(store.alias)
            _bring_up_to_date(store, folder, thing, create=create)
    except BaseException:
        store.close()
        raise
    return store


def open_store_file(file: Path) -> "DjangoStore":
    """A store over a new SQLite file of any name, its tables made; raises StorageError when the disk will not."""
    ready()
    from chamsae.db.store import DjangoStore  # noqa: PLC0415 - models can be imported once Django is set up

    store = DjangoStore(_register(_sqlite(file, create=True)))
    try:
        _bring_up_to_date(store, file.parent, str(file), create=True)
    except BaseException:
        store.close()
        raise
    return store


def fill(folder: Path, database_url: str, *, passphrase: str = "") -> None:
    """Move the rows of the SQLite file in `folder` into an empty PostgreSQL database; the file stays, renamed."""
    source, target = (
        open_store(folder, passphrase=passphrase),
        open_store(folder, database_url=database_url, create=True),
    )
    try:
        target.fill(source)
    finally:
        source.close()
        target.close()
    (folder / FILE).rename(folder / f"{FILE}.moved")


def _register(settings: dict[str, Any]) -> str:
    """Make a database known to Django under an alias never used before."""
    from django.db import connections  # noqa: PLC0415 - after ready()

    alias = f"casebook{next(_numbers)}"
    complete = connections.configure_settings({"default": {}, alias: settings})
    connections.databases[alias] = complete[alias]
    return alias


def _sqlite(file: Path, passphrase: str = "", *, create: bool) -> dict[str, Any]:
    if create:
        try:
            file.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise StorageError(
                phrase("cannot be made: %(error)s", error=error.strerror), thing=str(file), do=PERMISSIONS
            ) from error
    elif not file.is_file():
        raise CasebookError(
            phrase("the casebook's database is missing"), thing=str(file), do=phrase("Restore it from a backup.")
        )
    options: dict[str, Any] = {"transaction_mode": "IMMEDIATE", "timeout": BUSY_TIMEOUT}
    if is_locked(file) or (create and passphrase):
        if not passphrase:
            raise CasebookError(
                phrase("it is encrypted, and no passphrase is given"), thing=str(file), do=HOW_TO_UNLOCK
            )
        options["key"] = raw_key(file, passphrase)
    return {"ENGINE": "chamsae.db.sqlite", "NAME": str(file.resolve()), "OPTIONS": options}


HOW_TO_UNLOCK = phrase("Set CHAMSAE_PASSPHRASE, or CHAMSAE_PASSPHRASE_FILE to a file that holds it.")
WRONG = phrase("Give the passphrase of this casebook; where it is right, the file is damaged: restore a backup.")
PERMISSIONS = phrase("Check the permissions of the folder.")


def _bring_up_to_date(store: "DjangoStore", folder: Path, thing: str, *, create: bool) -> None:
    from django.db import connections  # noqa: PLC0415 - after ready()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from chamsae.casebook.who import Who  # noqa: PLC0415 - only where tables change

    executor = MigrationExecutor(connections[store.alias])
    known = {key for key in executor.loader.disk_migrations if key[0] == APP}
    applied = {key for key in executor.loader.applied_migrations if key[0] == APP}
    if applied - known:
        raise CasebookError(
            phrase("it was written by a newer Chamsae"), thing=thing, do=phrase("Upgrade Chamsae to open it.")
        )
    if not applied and not create:
        raise CasebookError(
            phrase("this is not a casebook"), thing=thing, do=phrase("Make one with `chamsae init DIR`.")
        )
    if create and known <= applied and store.last_log() is not None:
        raise CasebookError(
            phrase("there is a casebook already"), thing=thing, do=phrase("Open it, or choose another place.")
        )
    targets = executor.loader.graph.leaf_nodes(APP)
    plan = executor.migration_plan(targets)
    if not plan:
        return
    if not create:
        keep_copy(executor.connection, folder, plan[0][0].name)
    with one_step(store):
        executor.migrate(targets, plan)
        if not create:
            if plan[0][0].name <= QUEUED:
                store.restage()
            Who(store).current()


@contextmanager
def _not_a_casebook(thing: str) -> Iterator[None]:
    from django.db import DatabaseError  # noqa: PLC0415 - after ready()

    from chamsae.db.store.connection import storage_errors  # noqa: PLC0415

    try:
        with storage_errors():
            yield
    except StorageError as error:
        cause = error.__cause__
        if isinstance(cause, DatabaseError) and "not a database" in str(cause):
            if is_locked(Path(thing)):
                raise CasebookError(phrase("the passphrase does not open it"), thing=thing, do=WRONG) from error
            raise CasebookError(
                phrase("this is not a casebook's database"), thing=thing, do=phrase("Restore a backup.")
            ) from error
        raise
