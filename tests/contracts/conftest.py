"""The stores under contract: memory, SQLite, PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chamsae.db.open import FILE, open_store
from chamsae.memory import MemoryStore
from chamsae.ports import Store

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
    if request.param == "postgresql":
        return open_store(folder, database_url=request.getfixturevalue("casebook_url"))
    shutil.copy(request.getfixturevalue("sqlite_template"), folder / FILE)
    return open_store(folder)
