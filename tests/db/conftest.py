"""Casebooks' databases for tests of what only a database does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chamsae.db.configure import ready
from chamsae.db.open import open_store

ready()  # before any module of tests imports rows

from chamsae.db.store import DjangoStore  # noqa: E402


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """No address for SQLite; that of an empty database for PostgreSQL."""
    return str(request.getfixturevalue("postgresql_url")) if request.param == "postgresql" else None


@pytest.fixture
def store(database_url: str | None, tmp_path: Path) -> Iterator[DjangoStore]:
    """A new store on each database."""
    made = open_store(tmp_path, database_url=database_url, create=True)
    yield made
    made.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[DjangoStore]:
    """A new store on SQLite."""
    made = open_store(tmp_path, create=True)
    yield made
    made.close()
