"""Where to draw the line between one person and two, from the data itself and their size.

Rows that are nobody are put among the data: name of one row, birth date of another, everything else of a third. Each
pair that such a row forms is false for certain; how many it forms above a weight is what a real row is to expect at
most, in just these data. The line is drawn where that is no more than asked for: the more rows, the more namesakes,
the higher.
(Decoys are how proteomics estimates false discoveries: Elias and Gygi 2007.)
"""

from typing import TYPE_CHECKING

from chamsae.link.scale.folder import number

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Decoys: so many, or a fifth of the rows where there are few.
DECOYS = 20_000

#: False partners that a row may have, on the average.
FALSE_PER_ROW = 0.02

#: Pairs of fewer bits are not kept: no threshold lies below, save in data so small that nothing is false.
FLOOR = -8.0

#: The lowest threshold, whatever the data.
LOWEST = -2.0

_NAME = ("family", "first", "second", "syllables", "reading", "key", "clan", "one", "two", "whole")
_BIRTH = ("born_from", "born_to", "day", "moon", "year")


def add_decoys(connection: "DuckDBPyConnection", table: str) -> int:
    """Add rows that are nobody to a table of persons, with ids below zero; how many."""
    rows = number(connection, f"SELECT count(*) FROM {table}")
    many = min(DECOYS, rows // 5)
    columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    said = [f"{'x' if name in _NAME else 'y' if name in _BIRTH else 'z'}.{name}" for name in columns]
    said[columns.index("unique_id")] = "(-x.turn)::INT"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE drawn AS
            SELECT row_number() OVER (ORDER BY hash(unique_id, 'decoy')) AS turn, *
            FROM {table} ORDER BY hash(unique_id, 'decoy') LIMIT {3 * many}"""
    )
    connection.execute(
        f"""INSERT INTO {table} SELECT {", ".join(said)} FROM drawn x JOIN drawn y ON y.turn = x.turn + {many}
            JOIN drawn z ON z.turn = x.turn + {2 * many} WHERE x.turn <= {many}"""
    )
    connection.execute("DROP TABLE drawn")
    return many


def threshold(connection: "DuckDBPyConnection", pairs: str, decoys: int, allowed: float) -> float:
    """The lowest weight at which decoys have no more than `allowed` partners each."""
    spared = int(allowed * decoys)
    found = connection.execute(
        f"SELECT weight FROM {pairs} WHERE (l < 0) != (r < 0) ORDER BY weight DESC LIMIT 1 OFFSET {spared}"
    ).fetchone()
    return max(LOWEST, float(found[0]) + 0.01 if found else LOWEST)
