"""A Django database backend over `sqlcipher3`, whose SQLite is newer than the one in Python.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode (fixed in 3.51.3), so WAL is used from
3.51.3 on; older ones, such as the standard library's when `sqlcipher3` is missing, get a rollback
journal with synchronous=EXTRA. WAL with synchronous=FULL and DELETE with EXTRA are the two settings
that lost no acknowledged row in simulated power cuts.
"""

import datetime
import decimal
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.db.backends.sqlite3.features import DatabaseFeatures
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from chamsae.errors import MissingPart, phrase

try:
    from sqlcipher3 import dbapi2 as Database
except ImportError:  # a platform without the wheel: slower, never unsafe
    from sqlite3 import dbapi2 as Database

#: The first SQLite without the WAL-reset bug.
SAFE_WAL = (3, 51, 3)

PRAGMAS = (
    "foreign_keys = ON",
    "legacy_alter_table = OFF",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_size = -65536",  # 64 MiB at most: with 8 a transaction of 100,000 rows takes twice as long
)


__all__ = ["Database", "DatabaseWrapper", "wal_is_safe"]


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """True when this SQLite may use a write-ahead log."""
    return version >= SAFE_WAL


class Cursor(Database.Cursor):  # type: ignore[misc]  # sqlcipher3 is published without types
    """Django's cursor (it writes %s where SQLite reads ?) over this module's SQLite."""

    convert_query = django_sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement; without parameters a % is a %."""
        if params is None:
            return super().execute(query)
        return super().execute(self.convert_query(query, param_names=_names(params)), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement once for each set of parameters."""
        coming = iter(param_list)
        first = next(coming, None)
        if first is None:
            return self
        return super().executemany(self.convert_query(query, param_names=_names(first)), chain([first], coming))


def _names(params: Any) -> list[str] | None:
    return list(params) if isinstance(params, Mapping) else None


class Features(DatabaseFeatures):
    """What this SQLite can do beyond Django's cautious guess: many parameters, so large batches."""

    max_query_params = 30_000


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """Django's wrapper with our SQLite and our pragmas."""

    Database = Database
    features_class = Features

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection, unlocked if it has a key, all pragmas set and the journal chosen by SQLite's version."""
        key = conn_params.pop("key", "")
        connection = Database.connect(**conn_params)
        try:
            if key:
                unlock(connection, key)
            register_functions(connection)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            choose_journal(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that understands Django's placeholders."""
        return self.connection.cursor(factory=Cursor)


def unlock(connection: Any, key: str) -> None:
    """Give a connection the raw key of an encrypted file; MissingPart where this SQLite cannot encrypt."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise MissingPart(
            phrase("encrypted casebooks need the package sqlcipher3"), do=phrase("pip install sqlcipher3.")
        )
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong passphrase is told by us, not on standard error
    connection.execute(f'PRAGMA key = "{key}"')  # made of hex digits, chamsae.db.locked
    connection.execute("PRAGMA temp_store = MEMORY")


def choose_journal(connection: Any) -> None:
    """WAL with FULL where that is safe and the file system can do it, else DELETE with EXTRA."""
    wanted = "wal" if wal_is_safe(Database.sqlite_version_info) else "delete"
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != wanted:
        (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def _from_bytes(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda value: parse(value.decode())


def _register() -> None:
    """The converters and adapters Django gives the standard library's module."""
    for name, parse in (
        ("date", parse_date),
        ("time", parse_time),
        ("datetime", parse_datetime),
        ("timestamp", parse_datetime),
    ):
        Database.register_converter(name, _from_bytes(parse))
    Database.register_converter("bool", b"1".__eq__)
    Database.register_adapter(decimal.Decimal, str)
    Database.register_adapter(datetime.date, lambda value: value.isoformat())
    Database.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))


_register()
