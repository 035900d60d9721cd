"""Evidence tables refuse change, in Python and in the database."""

from typing import Any

import pytest
from django.db import connections, models, transaction
from django.db import utils as faults

from chamsae.db.models import (
    CaptureRow,
    CorrectionRow,
    JudgementRow,
    LogRow,
    ObjectRow,
    RereadingRow,
    SettlementRow,
    TranscriptRow,
)
from chamsae.db.store import DjangoStore
from chamsae.errors import IntegrityError
from tests.contracts.test_transactions import write_everything

TABLES: list[type[models.Model]] = [
    ObjectRow,
    CaptureRow,
    JudgementRow,
    SettlementRow,
    CorrectionRow,
    LogRow,
    RereadingRow,
    TranscriptRow,
]


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = number + 1", "DELETE FROM {}"])
def test_the_database_refuses(store: DjangoStore, model: type[models.Model], statement: str) -> None:
    write_everything(store)
    before = store.counts()
    with (
        pytest.raises(faults.IntegrityError, match="append-only"),
        transaction.atomic(using=store.alias),
        connections[store.alias].cursor() as cursor,
    ):
        cursor.execute(statement.format(model._meta.db_table))
    assert store.counts() == before


@pytest.mark.parametrize("model", TABLES)
def test_python_refuses(store: DjangoStore, model: Any) -> None:
    write_everything(store)
    row = model.objects.using(store.alias).get()
    for change in (row.save, row.delete, model.objects.using(store.alias).delete):
        with pytest.raises(IntegrityError, match="only ever added"):
            change()
    with pytest.raises(IntegrityError, match="only ever added"):
        model.objects.using(store.alias).update(number=9)


@pytest.mark.postgres
def test_postgresql_refuses_truncate(postgresql_url: str, tmp_path: Any) -> None:
    from chamsae.db.open import open_store

    store = open_store(tmp_path, database_url=postgresql_url, create=True)
    with pytest.raises(faults.IntegrityError, match="append-only"), connections[store.alias].cursor() as cursor:
        cursor.execute("TRUNCATE chamsae_log")
    store.close()
