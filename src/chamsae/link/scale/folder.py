"""The folder of a linkage: its database, what was written out, and which steps are done, so that it can go on.

Only the person who made it can read it (0700; files 0600). DuckDB may use so much memory and spills into `spill/` of
the same folder; nothing is written elsewhere.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from chamsae.errors import InputError, MissingPart, StorageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Called with the name of a step, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

#: Memory DuckDB may use; the process takes about a third more.
MEMORY = "4GB"

DATABASE, SPILL = "linkage.duckdb", "spill"


class Folder:
    """A linkage on disk."""

    def __init__(self, path: Path, *, memory: str = MEMORY) -> None:
        """Made if it is not there. Raises InputError for a folder that holds something else."""
        self.path = path
        if path.exists() and any(path.iterdir()) and not (path / DATABASE).exists():
            raise InputError("is not empty and holds no linkage", thing=str(path), do="Choose an empty or new folder.")
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._memory = memory

    @contextmanager
    def open(self) -> "Iterator[DuckDBPyConnection]":
        """The database, closed at the end; what is written meanwhile is private.

        Raises MissingPart without DuckDB and Splink, InputError for an amount of memory that is none, StorageError when
        memory or disk do not suffice, or another process has the database open.
        """
        duckdb = _duckdb()
        before = os.umask(0o077)
        try:
            with duckdb.connect(str(self.path / DATABASE)) as connection:
                self._set(connection)
                yield connection
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise StorageError(str(error).splitlines()[0], thing=str(self.path),
                               do="Free memory or disk space, or give --memory; then give the same command again."
                               ) from error  # fmt: skip
        finally:
            os.umask(before)

    def _set(self, connection: "DuckDBPyConnection") -> None:
        spill = str(self.path / SPILL).replace("'", "''")
        try:
            connection.execute("SET memory_limit = ?", [self._memory])
        except _duckdb().Error as error:
            raise InputError(f"{self._memory} is no amount of memory", do="Write it as 4GB or 800MB.") from error
        connection.execute(f"SET temp_directory = '{spill}'")
        connection.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
        connection.execute("CREATE TABLE IF NOT EXISTS step (name TEXT PRIMARY KEY, value TEXT)")


def _duckdb() -> ModuleType:
    try:
        import duckdb  # noqa: PLC0415 — a large part, wanted by few commands
        import splink  # noqa: F401, PLC0415 — the same
    except ImportError as error:
        raise MissingPart(f"linking lists needs {error.name}, which is not installed",
                          do="Install it: pip install 'chamsae[link]'.") from error  # fmt: skip
    return duckdb


def done(connection: "DuckDBPyConnection", name: str) -> str | None:
    """What a step that is done left behind, "" where nothing; None for one that is not done."""
    found = connection.execute("SELECT value FROM step WHERE name = ?", [name]).fetchone()
    return None if found is None else str(found[0])


def finish(connection: "DuckDBPyConnection", name: str, value: str = "") -> None:
    """Say that a step is done."""
    connection.execute("INSERT OR REPLACE INTO step VALUES (?, ?)", [name, value])


def step(connection: "DuckDBPyConnection", name: str, work: Callable[[], str | None]) -> str:
    """What a step left behind: done now, or in an earlier run that was interrupted after it."""
    before = done(connection, name)
    if before is not None:
        return before
    value = work() or ""
    finish(connection, name, value)
    return value


def number(connection: "DuckDBPyConnection", query: str) -> int:
    """The number that a query of one cell gives; 0 for none."""
    found = connection.execute(query).fetchone()
    return int(found[0]) if found and found[0] is not None else 0
