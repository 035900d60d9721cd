"""What a linkage leaves for people: rows with their entity, pairs worth a look, rows that were set aside, a summary.

rows.csv      file, line, key, entity, score: every row, the strongest tie to its entity in bits (empty: it is alone)
look.csv      pairs near the threshold, or above it and yet apart, with what speaks for and against them
refused.csv   file, line, reason: what could not be read
summary.json  the numbers of `Summary`

A cell that a spreadsheet could run has an apostrophe in front.
"""

import csv
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.link.scale import model
from chamsae.link.scale.folder import done, number
from chamsae.text import names
from chamsae.text.cells import RUNS, harmless

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS, LOOK, REFUSED, SUMMARY = "rows.csv", "look.csv", "refused.csv", "summary.json"

_HEADER = ["left_file", "left_line", "left_name", "right_file", "right_line", "right_name", "bits", "linked", "reasons"]

#: Pairs that are listed to be looked at, and how near to the threshold they are, in bits.
LISTED, NEAR = 1_000, 3.0

_RUNS = RUNS.replace("'", "''")
_KEY = f"CASE WHEN regexp_matches(raw.key, '{_RUNS}') THEN chr(39) || raw.key ELSE raw.key END AS key"
_ROW = f"""SELECT path AS file, line, {_KEY}, 'e' || coalesce(e.entity, raw.id) AS entity, score FROM raw
    JOIN list ON number = list LEFT JOIN entity e ON e.id = raw.id LEFT JOIN tie ON tie.id = raw.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of a linkage. `threshold` is in bits; `decoys` are the made-up rows by which it was measured;
    `together` are the entities of more than one row and `largest` the rows of the largest.
    """

    folder: str
    rows: int
    entities: int
    together: int
    largest: int
    refused: int
    pairs: int
    threshold: float
    decoys: int


def write(connection: "DuckDBPyConnection", folder: Path, line: float) -> None:
    """Write all files of the folder."""
    _ties(connection, "true")
    _copy(connection, f"{_ROW} ORDER BY raw.id", folder / ROWS)
    connection.execute("DROP TABLE tie")
    _look(connection, folder / LOOK, "pair", line)
    _refused(connection, folder)


def write_added(connection: "DuckDBPyConnection", folder: Path, first: int, line: float) -> None:
    """Write the rows from the id `first` on behind those that are there, and what is to be looked at among them."""
    _ties(connection, f"l >= {first} OR r >= {first}")
    cells = connection.execute(f"{_ROW} WHERE raw.id >= {first} ORDER BY raw.id").fetchall()
    connection.execute("DROP TABLE tie")
    with (folder / ROWS).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(cells)
    _look(connection, folder / LOOK, f"(SELECT * FROM pair WHERE l >= {first} OR r >= {first})", line)
    _refused(connection, folder)


def summary(connection: "DuckDBPyConnection", folder: Path) -> Summary:
    """The numbers, also written to the folder."""
    rows = number(connection, "SELECT count(*) FROM raw")
    linked = number(connection, "SELECT count(*) FROM entity")
    entities = number(connection, "SELECT count(DISTINCT entity) FROM entity")
    many = "(SELECT count(*) AS many FROM entity GROUP BY entity)"
    found = Summary(
        folder=str(folder),
        rows=rows,
        entities=rows - linked + entities,
        together=number(connection, f"SELECT count(*) FROM {many} WHERE many > 1"),
        largest=max(min(rows, 1), number(connection, f"SELECT max(many) FROM {many}")),
        refused=number(connection, "SELECT count(*) FROM (SELECT DISTINCT path, line FROM refused)"),
        pairs=number(connection, "SELECT count(*) FROM pair"),
        threshold=round(float(done(connection, "compared") or 0), 2),
        decoys=int(json.loads(done(connection, "learned") or "{}").get("decoys", 0)),
    )
    _private(folder / SUMMARY).write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
    return found


def _ties(connection: "DuckDBPyConnection", where: str) -> None:
    """The weight of the strongest pair that ties a row to its entity."""
    connection.execute(
        f"""CREATE OR REPLACE TABLE tie AS WITH inner_pair AS (SELECT l, r, weight FROM pair JOIN entity x ON x.id = l
              JOIN entity y ON y.id = r WHERE x.entity = y.entity AND ({where}))
            SELECT id, round(max(weight), 2) AS score FROM (SELECT l AS id, weight FROM inner_pair
              UNION ALL SELECT r, weight FROM inner_pair) GROUP BY 1"""
    )


def _copy(connection: "DuckDBPyConnection", query: str, path: Path) -> None:
    _private(path)
    quoted = str(path).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{quoted}' (FORMAT csv, HEADER true)")


def _private(path: Path) -> Path:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    path.chmod(0o600)
    return path


def _refused(connection: "DuckDBPyConnection", folder: Path) -> None:
    rows = connection.execute("SELECT path, line, reason, text FROM refused ORDER BY 1, 2").fetchall()
    with _private(folder / REFUSED).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "line", "reason", "text"])
        table.writerows((path, line, reason, harmless(text or "")) for path, line, reason, text in rows)


def _look(connection: "DuckDBPyConnection", path: Path, pairs: str, line: float) -> None:
    """Write the pairs to be looked at: those above the threshold that are apart first, then the nearest to it."""
    columns = [row[0] for row in connection.execute("DESCRIBE person").fetchall()]
    sides = ", ".join(f"x.{name} AS {name}_l, y.{name} AS {name}_r" for name in columns)
    said = ", ".join(
        f"({_case(made()['comparison_levels'])}) AS c{at}" for at, made in enumerate(model.COMPARED.values())
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE looked AS SELECT p.*, coalesce(x.entity, l) = coalesce(y.entity, r) AS one
            FROM {pairs} p LEFT JOIN entity x ON x.id = l LEFT JOIN entity y ON y.id = r
            WHERE weight > {line - NEAR} AND (weight < {line + NEAR} OR NOT one)
            ORDER BY NOT (weight >= {line} AND NOT one), abs(weight - {line}), l, r LIMIT {LISTED}"""
    )
    found = connection.execute(
        f"""SELECT a.path, u.line, u.name, b.path, v.line, v.name, weight, one, {said} FROM
            (SELECT k.*, {sides} FROM looked k JOIN person x ON x.unique_id = l JOIN person y ON y.unique_id = r) k
            JOIN raw u ON u.id = l JOIN raw v ON v.id = r JOIN list a ON a.number = u.list
            JOIN list b ON b.number = v.list
            ORDER BY NOT (weight >= {line} AND NOT one), abs(weight - {line}), l, r"""
    ).fetchall()
    with _private(path).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_HEADER)
        for *sides_, weight, one, name, birth, place, sex, mother, extra in found:
            reasons = [_names(sides_[2], sides_[5]) or name, birth, place, sex, mother, extra]
            kept = [reason for reason in reasons if reason and not reason.startswith(("no ", "a "))]
            sides_[2], sides_[5] = harmless(sides_[2] or ""), harmless(sides_[5] or "")
            table.writerow([*sides_, f"{weight:.1f}", "yes" if one else "no", "; ".join(kept)])


def _names(left: str | None, right: str | None) -> str:
    """The name engine's own words for two names."""
    if not left or not right:
        return ""
    parts = [reason for reason in names.compare(left, right).reasons if reason.bits or reason.behind]
    return "; ".join(f"{reason.sentence()} ({reason.bits:+.1f})" for reason in parts)


def _case(levels: list[dict[str, object]]) -> str:
    whens = " ".join(
        f"WHEN {level['sql_condition']} THEN '{level['label_for_charts']}'"
        for level in levels
        if level["sql_condition"] != "ELSE"
    )
    return f"CASE {whens} ELSE '{levels[-1]['label_for_charts']}' END"
