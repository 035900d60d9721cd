"""What people have said of rows before: pairs that are one person, pairs that are two, lists in which each stands once.

A file of pairs has the columns `left`, `right` and `same` (1 or 0). A row is named by its list's own number (the column
that holds the key) or as FILE:LINE.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.errors import InputError
from chamsae.link.labelled import ANSWERS
from chamsae.link.scale.folder import number

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def constrain(connection: "DuckDBPyConnection", judged: Path | None, once: Sequence[Path]) -> None:
    """Make the tables `together` (id, entity, old), `apart` (l, r) and `alone` (id, mark).

    Raises InputError naming file and row for a pair that cannot be read, or names no row.
    """
    pairs = _read(connection, judged) if judged else []
    connection.execute("CREATE OR REPLACE TABLE together (id INT, entity INT, old BOOL)")
    connection.execute("CREATE OR REPLACE TABLE apart (l INT, r INT)")
    groups = _groups([(left, right) for left, right, same in pairs if same])
    for id, entity in groups.items():
        connection.execute("INSERT INTO together VALUES (?, ?, false)", [id, entity])
    for left, right, same in pairs:
        if not same:
            connection.execute("INSERT INTO apart VALUES (?, ?)", [left, right])
    marks = " ".join(f"WHEN {_list(connection, path)} THEN {1 << at}" for at, path in enumerate(once))
    where = f"list IN ({', '.join(str(_list(connection, path)) for path in once)})" if once else "false"
    connection.execute(
        f"""CREATE OR REPLACE TABLE alone AS SELECT unique_id AS id, (CASE list {marks or "WHEN -1 THEN 0"} END)::BIGINT
            AS mark FROM person WHERE {where}"""
    )


def hold(connection: "DuckDBPyConnection", fresh: str) -> None:
    """Make `near_pair`, the new pairs and those among the entities they touch, and `held`: those entities, which stay.

    What a person said of two rows holds as far as it joins no two entities that are there.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE held AS SELECT e.id, e.entity, true AS old FROM entity e WHERE e.entity IN (
              SELECT coalesce(x.entity, n.id) FROM (SELECT l AS id FROM {fresh} UNION SELECT r FROM {fresh}) n
              LEFT JOIN entity x USING (id))"""
    )
    connection.execute(
        """INSERT INTO held SELECT t.id, coalesce(min(h.entity) OVER (PARTITION BY t.entity), t.entity), false
           FROM together t LEFT JOIN held h USING (id) WHERE t.id NOT IN (SELECT id FROM entity)"""
    )
    connection.execute(
        f"""INSERT INTO held SELECT n.id, n.id, true FROM (SELECT l AS id FROM {fresh} UNION SELECT r FROM {fresh}) n
            WHERE n.id NOT IN (SELECT id FROM held) AND n.id NOT IN (SELECT unique_id FROM fresh)"""
    )
    connection.execute(f"CREATE OR REPLACE TABLE near_pair AS SELECT * FROM {fresh}")


def _read(connection: "DuckDBPyConnection", path: Path) -> list[tuple[int, int, bool]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if missing := {"left", "right", "same"} - set(table.fieldnames or ()):
            raise InputError(f"has no column {', '.join(sorted(missing))}", thing=str(path),
                             do="It needs the columns left, right and same.")  # fmt: skip
        return [_pair(connection, path, table.line_num, row) for row in table]


def _pair(connection: "DuckDBPyConnection", path: Path, line: int, row: dict[str, str | None]) -> tuple[int, int, bool]:
    same = ANSWERS.get((row["same"] or "").strip().lower())
    if same is None:
        raise InputError(f"row {line}: “{row['same']}” is no answer", thing=str(path), do="Write 1 for the same, or 0.")
    ids = [_row(connection, (row[side] or "").strip()) for side in ("left", "right")]
    for side, id in zip(("left", "right"), ids, strict=True):
        if id is None:
            raise InputError(f"row {line}: no row is called {row[side]}", thing=str(path),
                             do="Name rows by their list's own number, or as FILE:LINE.")  # fmt: skip
    return ids[0] or 0, ids[1] or 0, same


def _row(connection: "DuckDBPyConnection", name: str) -> int | None:
    file, _, line = name.rpartition(":")
    if file and line.isdigit():
        found = connection.execute(
            "SELECT raw.id FROM raw JOIN list ON number = list WHERE line = ? AND (path = ? OR path LIKE '%/' || ?)",
            [int(line), file, file],
        ).fetchone()
    else:
        found = connection.execute("SELECT id FROM raw WHERE key = ?", [name]).fetchone()
    return int(found[0]) if found else None


def _groups(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The rows of pairs that are one person, each with the first row of its group."""
    root: dict[int, int] = {}

    def top(id: int) -> int:
        while root.setdefault(id, id) != id:
            id = root[id]
        return id

    for left, right in pairs:
        one, other = sorted((top(left), top(right)))
        root[other] = one
    return {id: top(id) for id in root}


def _list(connection: "DuckDBPyConnection", path: Path) -> int:
    if not number(connection, f"SELECT count(*) FROM list WHERE path = '{_quoted(path)}'"):
        raise InputError("is none of the lists", thing=str(path), do="Name it as it is named among the lists.")
    return number(connection, f"SELECT number FROM list WHERE path = '{_quoted(path)}'")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
