"""SQLite set to lose nothing."""

from pathlib import Path

import pytest
from django.db import connections

from chamsae.db.open import FILE
from chamsae.db.sqlite.base import Database, wal_is_safe
from chamsae.db.store import DjangoStore
from chamsae.errors import StorageError
from tests.contracts.material import capture, held, stored


def pragma(store: DjangoStore, name: str) -> object:
    with connections[store.alias].cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        value, *_ = cursor.fetchone()
    return value


@pytest.mark.parametrize(
    ("name", "value"),
    [("foreign_keys", 1), ("trusted_schema", 0), ("secure_delete", 1), ("cell_size_check", 1), ("mmap_size", 0)],
)
def test_each_pragma_is_set(sqlite_store: DjangoStore, name: str, value: int) -> None:
    assert pragma(sqlite_store, name) == value


def test_the_journal_fits_the_version_of_sqlite(sqlite_store: DjangoStore) -> None:
    safe = wal_is_safe(Database.sqlite_version_info)
    assert pragma(sqlite_store, "journal_mode") == ("wal" if safe else "delete")
    assert pragma(sqlite_store, "synchronous") == (2 if safe else 3)


def test_a_writer_waits_thirty_seconds_for_another(sqlite_store: DjangoStore) -> None:
    assert pragma(sqlite_store, "busy_timeout") == 30_000


@pytest.mark.parametrize(("version", "safe"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True)])
def test_wal_is_refused_before_the_version_that_mends_it(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_transactions_take_the_write_lock_at_once(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    other = Database.connect(str(tmp_path / FILE), timeout=0)
    with sqlite_store.transaction(), pytest.raises(Database.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_database_that_stays_locked_is_a_storage_error(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    sqlite_store.add_object(stored("a"))
    other = Database.connect(str(tmp_path / FILE), timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    pragma(sqlite_store, "busy_timeout = 10")
    with pytest.raises(StorageError, match=r"locked.*try again"):
        sqlite_store.add_object(stored("b"))
    other.execute("ROLLBACK")
    other.close()
    assert sqlite_store.add_object(stored("b"))


def test_a_full_disk_is_a_storage_error_and_loses_nothing(sqlite_store: DjangoStore) -> None:
    held(sqlite_store, "d1")
    pages = pragma(sqlite_store, "page_count")
    pragma(sqlite_store, f"max_page_count = {pages}")
    before = sqlite_store.counts()
    with pytest.raises(StorageError, match=r"full.*Free some space"):
        held(sqlite_store, "d2", "A long text about boats. " * 5_000)
    pragma(sqlite_store, "max_page_count = 1000000")
    sqlite_store.add_object(stored("d2"))
    sqlite_store.add_capture(capture(stored("d2")))
    assert sqlite_store.counts().documents == before.documents
    assert pragma(sqlite_store, "integrity_check") == "ok"


def test_words_of_a_removed_passage_are_gone_from_the_file(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    from chamsae.db.models import PassageRow

    held(sqlite_store, "d1", "The secretword is here.")
    assert len(sqlite_store.search("secretword")) == 1
    PassageRow.objects.using(sqlite_store.alias).all().delete()
    assert sqlite_store.search("secretword") == []
    pragma(sqlite_store, "wal_checkpoint(TRUNCATE)")
    text = b"The secretword is here."
    left = (tmp_path / FILE).read_bytes().replace(text, b"")  # the document itself still holds it
    assert b"secretword" not in left


def test_the_search_index_agrees_with_the_passages(sqlite_store: DjangoStore) -> None:
    held(sqlite_store, "d1"), held(sqlite_store, "d2", "강을 건너")
    with connections[sqlite_store.alias].cursor() as cursor:
        cursor.execute("INSERT INTO chamsae_search(chamsae_search, rank) VALUES('integrity-check', 1)")
