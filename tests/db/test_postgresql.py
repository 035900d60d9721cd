"""What only a server can do to us: end a connection, at rest or in the middle of a transaction."""

from pathlib import Path

import psycopg
import pytest

from chamsae.db.open import open_store
from chamsae.errors import StorageError
from tests.contracts.material import stored

pytestmark = pytest.mark.postgres

END_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(END_ALL)


def test_a_connection_ended_at_rest_is_a_storage_error_once(postgresql_url: str, tmp_path: Path) -> None:
    store = open_store(tmp_path, database_url=postgresql_url, create=True)
    end_connections(postgresql_url)
    with pytest.raises(StorageError, match="Check that the database server runs"):
        store.add_object(stored("a"))
    assert store.add_object(stored("a"))
    store.close()


def test_a_connection_ended_within_a_transaction_is_a_storage_error_and_nothing_is_written(
    postgresql_url: str, tmp_path: Path
) -> None:
    store = open_store(tmp_path, database_url=postgresql_url, create=True)
    with pytest.raises(StorageError, match="Check that the database server runs"), store.transaction():
        store.add_object(stored("a"))
        end_connections(postgresql_url)
        store.add_object(stored("b"))
    assert list(store.objects()) == [], "and the next call connects anew"
    store.close()


def test_looking_again_after_an_ended_connection_connects_anew(postgresql_url: str, tmp_path: Path) -> None:
    store = open_store(tmp_path, database_url=postgresql_url, create=True)
    store.add_object(stored("a"))
    end_connections(postgresql_url)
    with pytest.raises(StorageError, match="Check that the database server runs"):
        list(store.objects())
    assert list(store.objects()) == [stored("a")]
    store.close()
