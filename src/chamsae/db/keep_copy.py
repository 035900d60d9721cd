"""What a casebook's rows were before a newer Chamsae brings its tables up to date: a copy that stays."""

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.archive.wiping import wipe

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_log = logging.getLogger("chamsae")
#: Tables with rows of a casebook begin so; the other one says which steps were taken.
OURS, STEPS = "chamsae_", "django_migrations"
#: What copies of tables on a server are called.
COPIED = re.compile(r"before_\d{4}_(chamsae_\w+|django_migrations)")


def keep_copy(connection: "BaseDatabaseWrapper", folder: Path, step: str) -> None:
    """Copy all rows and say where to: beside the SQLite file, or into tables beside those of a PostgreSQL database."""
    if connection.vendor == "sqlite":
        kept = folder / f"casebook.before-{step}.sqlite3"
        _log.warning("Bringing the casebook's tables up to date (%s); a copy stays in %s.", step, kept.name)
        kept.unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(kept)])
        kept.chmod(0o600)
        return
    before = f"before_{step[:4]}_"
    _log.warning("Bringing the casebook's tables up to date (%s); a copy stays in tables named %s….", step, before)
    _copy_tables(connection, before)


def forget_copies(connection: "BaseDatabaseWrapper") -> None:
    """Remove every copy kept of the rows: what was erased must not stand in them."""
    if connection.vendor == "sqlite":
        for kept in Path(str(connection.settings_dict["NAME"])).parent.glob("casebook.before-*.sqlite3"):
            wipe(kept)
        return
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            if COPIED.fullmatch(name):
                cursor.execute(f'DROP TABLE "{name}"')


def _copy_tables(connection: "BaseDatabaseWrapper", before: str) -> None:
    """Copy the tables within the server, all as they are at one moment; nothing is left of it where it fails."""
    from django.db import transaction  # noqa: PLC0415 - after ready()

    names = [name for name in connection.introspection.table_names() if name.startswith(OURS) or name == STEPS]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for name in names:
            cursor.execute(f'DROP TABLE IF EXISTS "{before}{name}"')
            cursor.execute(f'CREATE TABLE "{before}{name}" AS TABLE "{name}"')
