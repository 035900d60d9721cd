"""A copy holds all rows as they were at one moment, from either database, and fills either."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

import pytest

from chamsae.db.open import FILE, open_store
from chamsae.db.sqlite.base import Database
from chamsae.db.store import DjangoStore
from chamsae.errors import CasebookError, StorageError
from tests.contracts.material import every_kind, held, judgement, relation
from tests.contracts.test_log import note


def fill(store: DjangoStore) -> None:
    claims = every_kind(held(store))
    held(store, "d2")
    store.add_claims(claims)
    store.add_relations([relation("d1", "d2")])
    store.add_judgement(judgement(claims[0].id))
    note(store, "강을 건너")


def everything(store: DjangoStore) -> tuple[object, ...]:
    return (
        [*store.objects()], [*store.documents()], [*store.claims()], [*store.relations()], [*store.judgements()],
        [*store.log()], store.statuses(), store.search("돌려보내진"), store.counts(),
    )  # fmt: skip


@contextmanager
def copied(store: DjangoStore, folder: Path) -> Iterator[DjangoStore]:
    """The copy, opened as a casebook's database."""
    folder.mkdir()
    store.copy(folder / FILE)
    with closing(open_store(folder)) as copy:
        yield copy


def test_a_copy_holds_what_the_casebook_holds(store: DjangoStore, tmp_path: Path) -> None:
    fill(store)
    with copied(store, tmp_path / "copy") as copy:
        assert everything(copy) == everything(store)
        note(copy, "and it goes on")
        assert copy.counts().log == store.counts().log + 1


def test_a_copy_fills_an_empty_database_of_either_kind_and_no_other(store: DjangoStore, tmp_path: Path) -> None:
    with closing(open_store(make(tmp_path / "first"), create=True)) as source:
        fill(source)
        store.fill(source)
        assert everything(store) == everything(source)
        held(store, "d9")
        note(store, "it goes on where it was")
        with pytest.raises(CasebookError, match="already"):
            store.fill(source)


def test_a_copy_is_of_one_moment_while_others_write(store: DjangoStore, tmp_path: Path) -> None:
    fill(store)
    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(lambda: [note(store, str(number)) for number in range(50)])
        with copied(store, tmp_path / "copy") as copy:
            numbers = [entry.number for entry in copy.log()]
        writing.result(60)
    assert numbers == list(range(1, len(numbers) + 1))
    assert 1 <= len(numbers) <= 51


def test_a_copy_that_cannot_be_written_is_a_storage_error(store: DjangoStore, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        store.copy(tmp_path / "nowhere" / "copy.sqlite3")


def test_a_copy_is_for_its_owner_only(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    sqlite_store.copy(tmp_path / "copy.sqlite3")
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o077 == 0
    copyfile(tmp_path / "copy.sqlite3", make(tmp_path / "again") / FILE)
    open_store(tmp_path / "again").close()


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_sound_database_finds_nothing_wrong_with_itself(store: DjangoStore) -> None:
    fill(store)
    assert list(store.faults()) == []


def test_a_row_that_refers_to_none_is_told(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    fill(sqlite_store)
    sqlite_store.close()
    with closing(Database.connect(tmp_path / FILE)) as connection:
        connection.execute("DELETE FROM chamsae_document WHERE key = 'd2'")
        connection.commit()
    with closing(open_store(tmp_path)) as store:
        assert any("refers to no chamsae_document" in one for one in store.faults())


def test_a_damaged_page_is_told(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    fill(sqlite_store)
    sqlite_store.close()
    with closing(Database.connect(tmp_path / FILE)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'claim_kind'"
        (page,), (size,) = connection.execute(asked).fetchone(), connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray((tmp_path / FILE).read_bytes())
    raw[page * size - 20 : page * size] = b"\xff" * 20
    (tmp_path / FILE).write_bytes(raw)
    with closing(open_store(tmp_path)) as store:
        assert list(store.faults()) != []
