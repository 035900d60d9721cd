"""The folder of a linkage: its database, what was written out, and which steps are done, so that it can go on.

Only the person who made it can read it (0700; files 0600). DuckDB may use so much memory and spills into `spill/` of
the same folder; nothing is written elsewhere.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.errors import InputError, MissingPart

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Called with the name of a step, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

#: Memory DuckDB may use; the process takes about a third more.
MEMORY = "4GB"

DATABASE, SPILL = "linkage.duckdb", "spill"


class Folder:
    """A linkage on disk."""

    def __init__(self, path: Path, *, memory: str = MEMORY, threads: int | None = None) -> None:
        """Made if it is not there. Raises MissingPart without DuckDB and Splink, InputError for another folder's."""
        self.path = path
        os.umask(0o077)
        if path.exists() and any(path.iterdir()) and not (path / DATABASE).exists():
            raise InputError("is not empty and holds no linkage", thing=str(path), do="Choose an empty or new folder.")
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._memory, self._threads = memory, threads or os.cpu_count() or 2

    @contextmanager
    def open(self) -> "Iterator[DuckDBPyConnection]":
        """The database, closed at the end."""
        connection = connect(self.path / DATABASE)
        try:
            connection.execute(f"SET memory_limit = '{self._memory}'; SET threads = {self._threads}")
            connection.execute(f"SET temp_directory = '{str(self.path / SPILL).replace(chr(39), chr(39) * 2)}'")
            connection.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
            connection.execute("CREATE TABLE IF NOT EXISTS step (name TEXT PRIMARY KEY, value TEXT)")
            yield connection
        finally:
            connection.close()


def connect(path: Path) -> "DuckDBPyConnection":
    """A DuckDB database. Raises MissingPart where DuckDB or Splink is not installed."""
    try:
        import duckdb  # noqa: PLC0415 — a large part, wanted by few commands
        import splink  # noqa: F401, PLC0415 — the same
    except ImportError as error:
        raise MissingPart(f"linking lists needs {error.name}, which is not installed",
                          do="Install it: pip install 'chamsae[link]'.") from error  # fmt: skip
    return duckdb.connect(str(path))


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
