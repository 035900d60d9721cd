"""All rows of a casebook in one SQLite file, written while others go on working; and from one database to another."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction

from chamsae.db.keep_copy import forget_copies
from chamsae.db.models import DocumentRow, PassageRow
from chamsae.db.models.claims import TallyRow
from chamsae.db.store.connection import PAGE, Connected, chunks, storage_errors
from chamsae.db.store.reading import passages
from chamsae.errors import CasebookError, StorageError

APP = "chamsae_db"
#: Each database keeps its words in its own way, and counts claims itself: made from documents and claims.
MADE_ANEW = (PassageRow, TallyRow)


class Copying(Connected):
    """The part of the store that copies it."""

    def faults(self) -> Iterator[str]:
        """What the database finds wrong with itself; PostgreSQL keeps references itself and checks pages on reading."""
        if connections[self.alias].vendor != "sqlite":
            return
        try:
            with storage_errors(), connections[self.alias].cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                found = [str(line) for (line,) in cursor.fetchall() if line != "ok"]
                cursor.execute("PRAGMA foreign_key_check")
                found += [f"row {row} of {table} refers to no {other}" for table, row, other, _ in cursor.fetchall()]
        except StorageError as error:
            found = [error.what]
        yield from found

    def scrub(self) -> None:
        """Write the pages of the write-ahead log into the file, where deleted bytes are zeros, and empty it.

        Copies kept before tables changed go with them.
        """
        transaction.on_commit(lambda: forget_copies(connections[self.alias]), using=self.alias)
        if connections[self.alias].vendor == "sqlite":
            transaction.on_commit(self._empty_wal, using=self.alias)

    def _empty_wal(self) -> None:
        with storage_errors(), connections[self.alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()

    def copy(self, to: Path) -> None:
        """Write all rows as they are at one moment into a new SQLite file; StorageError when the disk will not."""
        if connections[self.alias].vendor == "sqlite":
            with storage_errors(), connections[self.alias].cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(to)])
            to.chmod(0o600)
            return
        from chamsae.db.open import open_store_file  # noqa: PLC0415 - which opens stores of this kind

        with closing(open_store_file(to)) as target:
            target.fill(self)

    def fill(self, source: "Copying") -> None:
        """Take over all rows of another casebook's database into this one, which holds none yet."""
        with storage_errors(), _one_moment(source.alias), transaction.atomic(using=self.alias):
            for model in _in_order():
                if model in MADE_ANEW:
                    continue
                if self._rows(model).exists():
                    raise CasebookError("there is a casebook already", thing="the database", do="Choose an empty one.")
                for rows in _pages(model, source.alias):
                    self._take(model, rows)
            self._renumber()

    def _take(self, model: type[models.Model], rows: list[Any]) -> None:
        for some in chunks(rows):
            model._base_manager.using(self.alias).bulk_create(some)
        if model is DocumentRow:
            self._insert([passage for row in rows for passage in passages(row)])

    def _renumber(self) -> None:
        """Where the database numbers rows, go on after the highest number taken over."""
        connection = connections[self.alias]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _in_order()):
                cursor.execute(statement)


def _in_order() -> list[type[models.Model]]:
    """Tables so that what a row refers to comes before it."""
    left, placed = list(apps.get_app_config(APP).get_models()), list[type[models.Model]]()
    while left:
        free = [model for model in left if not _needs(model) & (set(left) - {model})]
        placed += free
        left = [model for model in left if model not in free]
    return placed


def _needs(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)}


def _pages(model: type[models.Model], alias: str) -> Iterator[list[Any]]:
    """All rows in order of their key, a page at a time; append-only ones too."""
    last = None
    while True:
        query = model._base_manager.using(alias).order_by("pk")
        page = list((query if last is None else query.filter(pk__gt=last))[:PAGE])
        if page:
            yield page
        if len(page) < PAGE:
            return
        last = page[-1].pk


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """All queries inside see the database as it was at the first of them."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
