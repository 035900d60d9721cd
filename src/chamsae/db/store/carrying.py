"""A whole casebook carried from and to a database: rows as they stand (chamsae.carried)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, models

from chamsae.archive import log, merkle
from chamsae.db import rows
from chamsae.db.models import EntryRow, KeyRow, LogRow, ReadingRow, SketchRow, TreeRow
from chamsae.db.store.connection import storage_errors
from chamsae.db.store.copies import Copies
from chamsae.db.store.logbook import Logbook
from chamsae.errors import InputError
from chamsae.model.document import Reading, Sketch
from chamsae.model.ledger import Written
from chamsae.model.log import Holder, Key, LogEntry
from chamsae.model.storable import storable

#: How each database begins to look at one state of all tables without keeping anybody from writing.
SNAPSHOT = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class Carrying(Copies, Logbook):
    """The part of the store that gives and takes rows as they stand."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is as it was at its start; inside a transaction that is so already."""
        connection = connections[self.alias]
        if connection.in_atomic_block:
            yield
            return
        self._run(SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            self._run("ROLLBACK")

    def attempts(self) -> Iterator[Reading]:
        """Every attempt to read, in order."""
        for page in self._pages(self._rows(ReadingRow), "number"):
            yield from self._readings(page)

    def all_sketches(self) -> Iterator[Sketch]:
        """The sketches of every method, by method and document."""
        with storage_errors():
            methods = sorted(set(self._rows(SketchRow).values_list("method", flat=True)))
        for method in methods:
            yield from self.sketches(method)

    def written(self, *, after: int = 0) -> Iterator[Written]:
        """The whole ledger after a number as it is written down."""
        for page in self._pages(self._rows(EntryRow).filter(number__gt=after), "number"):
            yield from (Written(number=row.number, kind=row.kind, subject=row.subject, data=row.data) for row in page)

    def add_written(self, entry: Written) -> None:
        """Append an entry of the ledger as it is."""
        storable(entry, f"{entry.kind} of {entry.subject}")
        with self.transaction():
            self._expect(EntryRow, entry.number)
            row = EntryRow(number=entry.number, kind=entry.kind, subject=entry.subject, data=dict(entry.data))
            self._insert([row])

    def add_logged(self, entry: LogEntry) -> None:
        """Append an entry of the log as it is, with the hashes it completes."""
        storable(entry, "log")
        with self.transaction():
            self._expect(LogRow, entry.number)
            self._insert([rows.log_row(entry, log.leaf(entry))])
            for level, place, hash in merkle.completed(entry.number, self.log_hashes):
                self._insert([TreeRow(level=level, number=place, hash=hash.hex())])

    def all_keys(self) -> Iterator[Key]:
        """Every key of what the log hides, by token."""
        for page in self._pages(self._rows(KeyRow), "token"):
            for row in page:
                holder = Holder(row.holder)
                yield Key(token=row.token, holder=holder, name=row.name, secret=bytes.fromhex(row.secret))

    def add_key(self, key: Key) -> None:
        """Keep a key."""
        storable((key.token, key.name), "key")
        with self.transaction():
            held = self._rows(KeyRow)
            if held.filter(token=key.token).exists() or held.filter(holder=key.holder, name=key.name).exists():
                raise InputError(f"there are two keys {key.token}, or two of one holder", thing="keys")
            self._insert([KeyRow(token=key.token, holder=key.holder, name=key.name, secret=key.secret.hex())])

    def _expect(self, model: type[models.Model], number: int) -> None:
        if number != self._next(model):
            raise InputError(f"number {number} is not the next", thing=str(model._meta.db_table))

    def _run(self, statement: str) -> None:
        with storage_errors(), connections[self.alias].cursor() as cursor:
            cursor.execute(statement)
