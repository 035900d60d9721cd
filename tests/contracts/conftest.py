"""The stores under contract: memory, SQLite, PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chamsae.db.open import open_store
from chamsae.memory import MemoryStore
from chamsae.ports import Store

Opener = Callable[[], Store]

BOTH = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=["memory", *BOTH])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new, empty store of each kind."""
    with ExitStack() as closing:
        made = MemoryStore() if request.param == "memory" else database(request, tmp_path)
        closing.callback(made.close)
        yield made


def database(request: pytest.FixtureRequest, folder: Path) -> Store:
    """A new store in a database of the kind asked for."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None
    return open_store(folder, database_url=url, create=True)
