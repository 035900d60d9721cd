"""One casebook's database: transactions, connections of all threads, errors in our words, pages of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, current_thread
from typing import Any, TypeVar

from django.db import close_old_connections, connections, models, transaction
from django.db import utils as faults
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from chamsae.errors import InputError, IntegrityError, StorageError, absent, phrase

R = TypeVar("R", bound=models.Model)

#: Rows per query when a table is walked through.
PAGE = 2_000

#: Key of the PostgreSQL advisory lock that lets one writer in at a time, as SQLite does ("chamsae" in ASCII).
WRITE_LOCK = 0x6368616D736165


COPY = 'COPY "{}" ({}) FROM STDIN'
LAST = 'SELECT MAX(number) FROM "{}"'
INSERT = 'INSERT INTO "{}" ({}) VALUES ({})'


#: Columns whose values of these types go to the database as they are: preparing them takes longer than writing.
#: Exactly these: what derives from them (words for search) prepares its values in its own way.
PLAIN_FIELDS = frozenset({
    models.CharField, models.TextField, models.IntegerField, models.BigIntegerField, models.SmallIntegerField,
    models.FloatField, models.ForeignKey,
})  # fmt: skip
PLAIN = frozenset({str, int, float, type(None)})


class Connected:
    """A database known to Django under `alias`; each thread gets a connection of its own."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._opened: dict[Thread, BaseDatabaseWrapper] = {}
        connection_created.connect(self._remember, dispatch_uid=alias)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A writing transaction that has the only write lock from its start; nesting joins the outer one."""
        with storage_errors(), transaction.atomic(using=self.alias):
            self._lock()
            yield

    @contextmanager
    def _in_bulk(self) -> Iterator[None]:
        """As `transaction`, but what fails inside spoils the transaction around it.

        There is no savepoint: within one, SQLite walks through all pages changed since at each statement's end.
        """
        with storage_errors(), transaction.atomic(using=self.alias, savepoint=False):
            self._lock()
            yield

    def close(self) -> None:
        """Close the connections of all threads and forget the database."""
        connection_created.disconnect(dispatch_uid=self.alias)
        self._end([*self._opened])
        if self.alias in connections.databases:
            if self.alias in {known.alias for known in connections.all(initialized_only=True)}:
                del connections[self.alias]
            del connections.databases[self.alias]

    def _remember(self, *, connection: BaseDatabaseWrapper, **_: Any) -> None:
        if connection.alias == self.alias:
            self._end([thread for thread in [*self._opened] if not thread.is_alive()])
            self._opened[current_thread()] = connection

    def _end(self, threads: list[Thread]) -> None:
        """Close the connections of threads; one that has ended would leave its own to the garbage collector."""
        for thread in threads:
            if opened := self._opened.pop(thread, None):
                opened.inc_thread_sharing()
                opened.close()

    def _lock(self) -> None:
        if connections[self.alias].vendor == "postgresql":
            with connections[self.alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITE_LOCK])

    def _rows(self, model: type[R]) -> models.QuerySet[R]:
        return model._default_manager.using(self.alias)

    def _get(self, model: type[R], what: str, id: str, /, **key: object) -> R:
        """The one row with this key; raises NotFound."""
        with storage_errors():
            row = self._rows(model).filter(**key).first()
        if row is None:
            raise absent(what, id)
        return row

    def _next(self, model: type[models.Model]) -> int:
        """The next number of a table; only inside `transaction()`, so that no number is given twice."""
        with connections[self.alias].cursor() as cursor:  # by hand: Django takes five times as long to ask
            cursor.execute(LAST.format(model._meta.db_table))
            (last,) = cursor.fetchone()
        return (last or 0) + 1

    def _insert(self, fresh: list[R]) -> None:
        """Write many new rows of one table, in half the time bulk_create takes; the database numbers them."""
        if not fresh:
            return
        connection, meta = connections[self.alias], fresh[0]._meta
        fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
        prepare = [(field.attname, type(field) in PLAIN_FIELDS, field.get_db_prep_save) for field in fields]
        values = [
            [
                value
                if is_plain and type(value := getattr(row, name)) in PLAIN
                else prepared(getattr(row, name), connection)
                for name, is_plain, prepared in prepare
            ]
            for row in fresh
        ]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with connection.wrap_database_errors, cursor.copy(COPY.format(meta.db_table, columns)) as copy:
                    for value in values:
                        copy.write_row(value)
            else:
                places = ", ".join(["%s"] * len(fields))
                cursor.executemany(INSERT.format(meta.db_table, columns, places), values)

    def _pages(self, query: models.QuerySet[R], *keys: str) -> Iterator[list[R]]:
        """All rows in order of `keys` (columns of the table, together unique), a page per query.

        No cursor stays open between pages: whoever walks may write, stop early or take days.
        """
        ordered, last = query.order_by(*keys), None
        while True:
            with storage_errors():
                page = list((ordered if last is None else _after(ordered, keys, last))[:PAGE])
            if page:
                yield page
            if len(page) < PAGE:
                return
            last = [getattr(page[-1], key) for key in keys]


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the database's errors into ours: what happened and what to do."""
    try:
        yield
    except (faults.OperationalError, faults.InterfaceError) as error:
        close_old_connections()  # those a server has ended, so that the next call connects anew
        raise StorageError(
            phrase("the database could not do it: %(error)s", error=_first_line(error)), do=_advice(error)
        ) from error
    except faults.DataError as error:
        raise InputError(phrase("the database cannot keep this: %(error)s", error=_first_line(error))) from error
    except faults.IntegrityError as error:
        raise IntegrityError(
            phrase("the database refused it: %(error)s", error=_first_line(error)), do=phrase("Nothing was written.")
        ) from error
    except UnicodeEncodeError as error:
        raise InputError(
            phrase("the text holds half a character (a lone surrogate)"), do=phrase("Type it again.")
        ) from error
    except OverflowError as error:
        raise InputError(phrase("a number is too large"), do=phrase("Give a smaller one.")) from error
    except faults.DatabaseError as error:
        raise StorageError(
            phrase("the database failed: %(error)s", error=_first_line(error)), do=_advice(error)
        ) from error


ADVICE: tuple[tuple[str, str], ...] = (
    (
        "password authentication failed",
        phrase("Check the user's name and password: PGPASSWORD, ~/.pgpass or the address."),
    ),
    ("no password supplied", phrase("Give the password in PGPASSWORD, ~/.pgpass or the address.")),
    ("permission denied", phrase("Give this user the right to write there, or connect as the database's owner.")),
    ('database "', phrase("Make the database first: createdb NAME (docs/howto/server.md), or correct its name.")),
    ('role "', phrase("Make the user first: createuser NAME (docs/howto/server.md), or correct the name.")),
    (
        "read-only transaction",
        phrase("This server may only be read (a standby?): name the one that may be written to."),
    ),
    ("too many clients", phrase("The server has no connection left: end some, or raise its max_connections.")),
    ("or later is required", phrase("Upgrade the server.")),
    ("locked", phrase("Another program is writing to this casebook; try again when it is done.")),
    ("lock timeout", phrase("Another program is writing to this casebook; try again when it is done.")),
    ("full", phrase("Free some space and try again; what was acknowledged is safe.")),
    ("No space", phrase("Free some space and try again; what was acknowledged is safe.")),
    ("readonly", phrase("Check the permissions of the folder and its files.")),
    ("read-only", phrase("Check the permissions of the folder and its files.")),
    ("unable to open", phrase("Check that the folder exists and may be written to.")),
    ("malformed", phrase("Restore the database from a backup; the originals in objects/ are untouched.")),
    ("connection", phrase("Check that the database server runs and can be reached.")),
)


def _advice(error: Exception) -> str:
    return next((advice for sign, advice in ADVICE if sign in str(error)), phrase("Try again; nothing was written."))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _after(query: models.QuerySet[R], keys: tuple[str, ...], last: list[Any]) -> models.QuerySet[R]:
    """Rows after `last`: compared as a row of values, which both databases answer from an index on the keys."""
    table = query.model._meta.db_table
    columns = ", ".join(f'"{table}"."{key}"' for key in keys)
    # The columns come from this package, never from outside; the values are parameters.
    return query.extra(where=[f"({columns}) > ({', '.join(['%s'] * len(keys))})"], params=last)  # noqa: S610


def chunks(items: list[Any], size: int = 500) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
