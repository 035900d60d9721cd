"""A casebook whose log is still a chain of hashes: its entries become the first leaves, unchanged."""

from pathlib import Path

import pytest
from django.db import connections, transaction
from django.db import utils as faults
from django.db.migrations.executor import MigrationExecutor

from chamsae.archive.log import GENESIS, chained, check, leaf
from chamsae.archive.merkle import Frontier, Tree
from chamsae.db import open as opening
from chamsae.db.open import FILE, open_store
from chamsae.db.server import postgresql
from chamsae.db.store import DjangoStore
from chamsae.model.log import CHAINED, COMMITTED, LogEntry
from tests.contracts.material import NOON

LENGTH = 300


def chain(length: int) -> list[LogEntry]:
    """A log as it was written before there was a tree."""
    entries: list[LogEntry] = []
    for number in range(1, length + 1):
        previous = entries[-1].hash if entries else GENESIS
        draft = LogEntry(
            number=number, at=NOON, actor="하늘", action="add", subject=f"s{number}", detail={"수": "둘"},
            format=CHAINED, previous=previous,
        )  # fmt: skip
        entries.append(chained(draft))
    return entries


def older(folder: Path, database_url: str | None, entries: list[LogEntry]) -> None:
    """A casebook of the version before, with these entries."""
    settings = postgresql(database_url) if database_url else opening._sqlite(folder / FILE, create=True)
    store = DjangoStore(alias := opening._register(settings))
    executor = MigrationExecutor(connections[alias])
    executor.migrate([("chamsae_db", "0012_ledger")])
    row = executor.loader.project_state([("chamsae_db", "0012_ledger")]).apps.get_model("chamsae_db", "LogRow")
    row.objects.using(alias).bulk_create(
        row(number=one.number, at=one.at, actor=one.actor, action=one.action, subject=one.subject, detail=one.detail,
            previous=one.previous, hash=one.hash) for one in entries
    )  # fmt: skip
    store.close()


def test_a_chain_becomes_the_first_leaves_as_it_was_written(tmp_path: Path, database_url: str | None) -> None:
    entries = chain(LENGTH)
    older(tmp_path, database_url, entries)
    store = open_store(tmp_path, database_url=database_url)
    assert list(store.log()) == entries
    new = store.append_log(at=NOON, actor="하늘", action="add", subject="s9", detail={})
    assert (new.format, new.number, new.previous, new.hash) == (COMMITTED, LENGTH + 1, "", "")
    frontier = Frontier()
    for entry in [*entries, new]:
        frontier.append(leaf(entry))
    assert Tree(LENGTH + 1, store.log_hashes).root() == frontier.root()
    assert check(store.log()) == LENGTH + 1
    store.close()


def test_the_log_is_guarded_again_after_the_change(tmp_path: Path, database_url: str | None) -> None:
    older(tmp_path, database_url, chain(256))
    store = open_store(tmp_path, database_url=database_url)
    for statement in ("UPDATE chamsae_log SET actor = 'x'", "DELETE FROM chamsae_tree"):
        with (
            pytest.raises(faults.IntegrityError, match="append-only"),
            transaction.atomic(using=store.alias),
            connections[store.alias].cursor() as cursor,
        ):
            cursor.execute(statement)
    store.close()
