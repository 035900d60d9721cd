"""Pairs of rows and their weights: Splink on all rows, or on new rows beside the old ones."""

import json
import logging
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from chamsae.link.scale import model
from chamsae.link.scale.folder import Progress, number
from chamsae.link.scale.threshold import FLOOR

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Rows compared at once: pairs of more are worked off in parts, so that memory stays bounded.
_AT_ONCE = 3_000_000

#: A name that is rare in few rows need not be rare: shares are taken as if so many other rows stood beside.
_BESIDE = {"key": 20_000, "place": 1_000}

#: Below so many rows there is too little to learn from; shares of `model.USUAL` stand in.
ENOUGH = 2_000


def frequencies(connection: "DuckDBPyConnection", rows: int) -> None:
    """How often each name and place stands in the rows."""
    for column, beside in _BESIDE.items():
        connection.execute(
            f"""CREATE OR REPLACE TABLE tf_{column} AS
                SELECT {column}, (count(*) / {rows + beside})::FLOAT AS tf_{column}
                FROM person WHERE {column} IS NOT NULL GROUP BY 1"""
        )


def unheard(connection: "DuckDBPyConnection", table: str) -> None:
    """Names and places of a table that were not there when the frequencies were taken are rare."""
    rows = number(connection, "SELECT count(*) FROM person")
    for column, beside in _BESIDE.items():
        connection.execute(
            f"""INSERT INTO tf_{column} SELECT DISTINCT {column}, {1 / (rows + beside)} FROM {table}
                ANTI JOIN tf_{column} USING ({column}) WHERE {column} IS NOT NULL"""
        )


def compared(connection: "DuckDBPyConnection", table: str, where: str = "true") -> None:
    """Make a table of the persons that are compared."""
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * EXCLUDE (list) FROM person WHERE {where}")


def filled(connection: "DuckDBPyConnection") -> list[str]:
    """The columns of `person` that hold anything."""
    names = [row[0] for row in connection.execute("DESCRIBE person").fetchall()]
    counts = connection.execute(f"SELECT {', '.join(f'count({name})' for name in names)} FROM person").fetchone()
    return [name for name, count in zip(names, counts or (), strict=True) if count]


def learn(connection: "DuckDBPyConnection", table: str, columns: Collection[str], progress: Progress) -> dict[str, Any]:
    """The trained model for a table of persons; where there are few, the usual one."""
    rows = number(connection, f"SELECT count(*) FROM {table} WHERE unique_id >= 0")
    if rows < ENOUGH:
        return model.usual(columns, rows)
    return model.train(_linker(connection, table, model.settings(columns)), columns, progress)


def score_all(
    connection: "DuckDBPyConnection", table: str, trained: dict[str, Any], out: str, progress: Progress
) -> None:
    """Make `out` (l, r, weight) of all rows of a table that share a block."""
    rows = number(connection, f"SELECT count(*) FROM {table}")
    parts = -(-rows // _AT_ONCE)
    connection.execute(f"CREATE OR REPLACE TABLE {out} (l INT, r INT, weight FLOAT)")
    linker = _linker(connection, table, trained)
    progress("comparing", 0, parts)
    for part in range(1, parts + 1):
        found = linker.inference.predict_chunk(
            (part, parts), (1, 1), threshold_match_weight=FLOOR, warning_mode="never"
        )
        _keep(connection, found.physical_name, out)
        found.drop_table_from_database_and_remove_from_cache()
        progress("comparing", part, parts)


def score_pairs(connection: "DuckDBPyConnection", table: str, pairs: str, trained: dict[str, Any], out: str) -> None:
    """Make `out` (l, r, weight) of the pairs (l, r) of rows of a table."""
    connection.execute(f"CREATE OR REPLACE TABLE {out} (l INT, r INT, weight FLOAT)")
    connection.execute(
        f"CREATE OR REPLACE TABLE asked AS SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM {pairs}"
    )
    linker = _linker(connection, table, trained)
    linker.table_management.register_blocked_pairs_for_predict(linker._db_api.register("asked"))
    found = linker.inference.predict(threshold_match_weight=FLOOR, warning_mode="never")
    _keep(connection, found.physical_name, out)
    connection.execute(f"DROP TABLE {found.physical_name}; DROP TABLE asked")


def blocked(connection: "DuckDBPyConnection", table: str, fresh: str, columns: Sequence[str], out: str) -> None:
    """Make `out` (l, r) of the pairs of a new row with an old one, or another new one, that share a block."""
    parts = [
        f"""SELECT least(n.unique_id, p.unique_id) AS l, greatest(n.unique_id, p.unique_id) AS r
            FROM {fresh} n JOIN {table} p ON {" AND ".join(f"n.{column} = p.{column}" for column in block)}
            WHERE n.unique_id != p.unique_id"""
        for block in model.blocks(columns)
    ]
    connection.execute(f"CREATE OR REPLACE TABLE {out} AS {' UNION '.join(parts)}")


def _keep(connection: "DuckDBPyConnection", found: str, out: str) -> None:
    connection.execute(
        f"""INSERT INTO {out} SELECT least(unique_id_l, unique_id_r), greatest(unique_id_l, unique_id_r), match_weight
            FROM {found}"""
    )


def _linker(connection: "DuckDBPyConnection", table: str, settings: dict[str, Any]) -> Any:
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 — a large part, wanted by few commands

    logging.getLogger("splink").setLevel(logging.ERROR)  # it writes advice for those who set up its model
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register(table), json.loads(json.dumps(settings)), log_level=None)
    for column in _BESIDE:
        linker.table_management.register_term_frequency_lookup(api.register(f"tf_{column}"), column)
    return linker
