"""Casebooks' databases opened, refused, brought up to date."""

import logging
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, transaction
from django.db import utils as faults
from django.db.migrations.executor import MigrationExecutor

from chamsae.db import open as opening
from chamsae.db import rows
from chamsae.db.open import FILE, open_store
from chamsae.db.store import DjangoStore
from chamsae.errors import CasebookError, StorageError
from chamsae.model.judgement import Status, fold
from chamsae.model.queue import Stage
from tests.contracts.material import NOON, TEXT, claim, document, held, stored


def note(store: DjangoStore) -> None:
    store.append_log(at=NOON, actor="a", action="init", subject="casebook", detail={})


def test_the_migrations_say_all_that_the_models_say(sqlite_store: DjangoStore) -> None:
    connections.databases["default"], kept = connections.databases[sqlite_store.alias], connections.databases["default"]
    try:
        call_command("makemigrations", "chamsae_db", check=True, dry_run=True, verbosity=0)
    finally:
        connections.databases["default"] = kept


def test_what_was_written_is_there_when_opened_again(database_url: str | None, tmp_path: Path) -> None:
    first = open_store(tmp_path, database_url=database_url, create=True)
    document = held(first)
    first.close()
    second = open_store(tmp_path, database_url=database_url)
    assert list(second.documents()) == [document]
    second.close()


def test_two_casebooks_in_one_process_do_not_mix(tmp_path: Path) -> None:
    stores = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        stores.append(open_store(tmp_path / name, create=True))
        stores[-1].add_object(stored(name))
    with stores[0].transaction(), stores[1].transaction():
        stores[0].add_object(stored("more"))
    assert [[o.sha256 for o in s.objects()] for s in stores] == [
        [stored("a").sha256, stored("more").sha256],
        [stored("b").sha256],
    ]
    stores[0].close()
    assert stores[1].counts().objects == 1
    stores[1].close()


def test_one_casebook_opened_twice_is_one_casebook(tmp_path: Path) -> None:
    first, second = open_store(tmp_path, create=True), open_store(tmp_path)
    first.add_object(stored("a"))
    assert list(second.objects()) == [stored("a")]
    first.close()
    second.close()


def test_a_closed_store_leaves_no_alias_behind(tmp_path: Path) -> None:
    before = set(connections.databases)
    open_store(tmp_path, create=True).close()
    assert set(connections.databases) == before


def test_only_its_owner_may_read_the_file(sqlite_store: DjangoStore, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_folder_without_a_database_is_no_casebook(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="missing"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all, only words" * 200])
def test_a_file_that_is_no_casebook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(CasebookError, match="not a casebook"):
        open_store(tmp_path)
    assert (tmp_path / FILE).read_bytes()[: len(content)] == content


def test_a_casebook_is_not_made_over_another(database_url: str | None, tmp_path: Path) -> None:
    first = open_store(tmp_path, database_url=database_url, create=True)
    open_store(tmp_path, database_url=database_url, create=True).close()  # nothing in it yet: init may be repeated
    note(first)
    with pytest.raises(CasebookError, match="already"):
        open_store(tmp_path, database_url=database_url, create=True)
    first.close()


def test_a_newer_casebook_is_refused(store: DjangoStore, database_url: str | None, tmp_path: Path) -> None:
    with connections[store.alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('chamsae_db', '9999_later', CURRENT_TIMESTAMP)"
        )
    with pytest.raises(CasebookError, match="newer"):
        open_store(tmp_path, database_url=database_url)


def older(folder: Path, step: str) -> None:
    """A casebook as an older version left it: one document with one claim, judged, and a log."""
    alias = opening._register(opening._sqlite(folder / FILE, create=True))
    executor = MigrationExecutor(connections[alias])
    executor.migrate([("chamsae_db", step)])
    models = executor.loader.project_state([("chamsae_db", step)]).apps
    new = document(stored("d1"))
    one = claim(new)

    def write(model: str, **values: object) -> None:
        models.get_model("chamsae_db", model).objects.using(alias).create(**values)

    write("ObjectRow", number=1, sha256=new.sha256, sha512="0" * 128, size=2)
    write("DocumentRow", number=1, key=new.id, object_id=new.sha256, name="a", media_type="text/plain", language="en",
          reader="r", length=len(TEXT), text=TEXT)  # fmt: skip
    for target in (one, replace(one, id="c2")):
        row = rows.claim_row(target, 1)
        names = {field.attname for field in models.get_model("chamsae_db", "ClaimRow")._meta.concrete_fields}
        write("ClaimRow", **{name: getattr(row, name) for name in names})
    write("PassageRow", document_id=1, ordinal=0, start=0, end=len(TEXT), terms="lantern")
    write("JudgementRow", number=1, target=one.id, verdict="accepted", by="a", at=NOON)
    models.get_model("chamsae_db", "ClaimRow").objects.using(alias).filter(id=one.id).update(status="accepted")
    write("LogRow", number=1, at=NOON, actor="a", action="init", subject="casebook", previous="0" * 64, hash="1" * 64)
    DjangoStore(alias).close()


@pytest.mark.parametrize("step", ["0002_append_only", "0004_claim_asked"])
def test_an_older_casebook_is_brought_up_to_date_after_saying_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    older(tmp_path, step)
    with caplog.at_level(logging.WARNING, logger="chamsae"):
        again = open_store(tmp_path)
    (copy,) = tmp_path.glob("casebook.before-*.sqlite3")
    assert copy.stem.removeprefix("casebook.before-") in caplog.text
    held(again, "d2")
    assert "d2" in {hit.document for hit in again.search("lantern")}
    again.close()


@pytest.mark.postgres
def test_an_older_casebook_on_a_server_is_brought_up_to_date_after_copying_it(
    postgresql_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = open_store(tmp_path, database_url=postgresql_url, create=True)
    held(first, "d1")
    note(first)
    executor = MigrationExecutor(connections[first.alias])
    executor.migrate([("chamsae_db", "0018_tally")])
    first.close()
    with caplog.at_level(logging.WARNING, logger="chamsae"):
        again = open_store(tmp_path, database_url=postgresql_url)
    assert "before_0019_" in caplog.text
    with connections[again.alias].cursor() as cursor:
        cursor.execute("SELECT key FROM before_0019_chamsae_document")
        assert cursor.fetchall() == [("d1",)]
        cursor.execute("SELECT max(name) FROM before_0019_django_migrations WHERE app = 'chamsae_db'")
        assert cursor.fetchall() == [("0018_tally",)]
    assert [one.id for one in again.documents()] == ["d1"]
    again.close()


def test_an_older_ledger_stands_and_its_claims_find_their_place_in_the_queue(tmp_path: Path) -> None:
    older(tmp_path, "0004_claim_asked")
    again = open_store(tmp_path)
    judged, waiting = sorted(again.claims(), key=lambda one: one.id == "c2")
    assert fold(again.judgements()) == again.statuses() == {judged.id: Status.ACCEPTED}
    assert list(again.waiting()) == [waiting]
    assert again.askings(["c2"])["c2"].stage is Stage.GAP
    with (
        pytest.raises(faults.IntegrityError, match="append-only"),
        transaction.atomic(using=again.alias),
        connections[again.alias].cursor() as cursor,
    ):
        cursor.execute("UPDATE chamsae_judgement SET blind = 1")
    again.close()


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "secret", "postgresql://%"])
def test_an_address_we_cannot_use_is_refused_without_showing_it(tmp_path: Path, url: str) -> None:
    with pytest.raises(CasebookError) as caught:
        open_store(tmp_path, database_url=url)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="server"):
        open_store(tmp_path, database_url=f"postgresql://nobody@/none?host={tmp_path}")


def test_django_is_set_up_with_the_rows_and_no_table_waits(sqlite_store: DjangoStore) -> None:
    assert apps.is_installed("chamsae.db")
    executor = MigrationExecutor(connections[sqlite_store.alias])
    assert executor.migration_plan(executor.loader.graph.leaf_nodes("chamsae_db")) == []
