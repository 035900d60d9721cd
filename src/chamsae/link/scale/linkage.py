"""Lists in, entities out: the steps from files to rows with an entity, each kept in the folder when it is done.

link([Path("a.csv"), Path("b.csv")], Path("linked"))         link lists, or go on where it was interrupted
add([Path("new.csv")], Path("linked"))                       link new rows to those that are there; old ids stay
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.errors import InputError, NotFound
from chamsae.link.scale import judged, lists, outcome, rows, score
from chamsae.link.scale.cluster import Inputs, cluster
from chamsae.link.scale.folder import DATABASE, MEMORY, Folder, Progress, done, finish, number, step
from chamsae.link.scale.gazetteer import Gazetteer, read_gazetteer
from chamsae.link.scale.lists import Role
from chamsae.link.scale.outcome import Summary
from chamsae.link.scale.threshold import FALSE_PER_ROW, add_decoys, threshold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The threshold, in bits, where there are too few rows to measure: 32 to 1.
_FEW = 5.0

#: The copy of the gazetteer in the folder.
_GAZETTEER = "gazetteer.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How lists are linked. `columns` says which column holds what where headers do not; `gazetteer` is a CSV file
    of places; `judged` one of pairs that are or are not one person; in the lists of `once` a person stands once;
    `false_per_row` bounds the false partners of a row, on the average. `memory` and `processes` are for this computer.
    """

    columns: Mapping[Role, str] = field(default_factory=dict)
    gazetteer: Path | None = None
    judged: Path | None = None
    once: Sequence[Path] = ()
    false_per_row: float = FALSE_PER_ROW
    memory: str = MEMORY
    processes: int = os.cpu_count() or 2


def _quiet(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def link(paths: Sequence[Path], folder: Path, wishes: Wishes | None = None, progress: Progress = _quiet) -> Summary:
    """Link lists into a new folder; called again after an interruption, go on behind the last step that was done.

    Raises InputError for a list that cannot be used, or for other lists than those the folder was begun with;
    MissingPart without DuckDB and Splink. Single rows that cannot be read are set aside in `refused.csv`.
    """
    wishes = wishes or Wishes()
    begun = json.dumps([*map(_signature, paths), _asked(wishes)])
    with Folder(folder, memory=wishes.memory).open() as connection:
        if done(connection, "begun") not in {None, begun}:
            raise InputError("holds a linkage of other lists, or with other options", thing=str(folder),
                             do="Choose a new folder, or add to this one with --add.")  # fmt: skip
        rows.prepare(connection)
        finish(connection, "begun", begun)
        if wishes.gazetteer:
            shutil.copyfile(wishes.gazetteer, folder / _GAZETTEER)
        step(connection, "loaded", lambda: _load(connection, paths, folder, wishes, progress))
        step(connection, "standardised", lambda: _standardise(connection, folder, wishes, progress))
        step(connection, "learned", lambda: _learn(connection, progress))
        step(connection, "compared", lambda: _compare(connection, wishes, progress))
        step(connection, "clustered", lambda: _cluster(connection, wishes, progress))
        step(connection, "written", lambda: _write(connection, folder, progress))
        return outcome.summary(connection, folder)


def add(paths: Sequence[Path], folder: Path, wishes: Wishes | None = None, progress: Progress = _quiet) -> Summary:
    """Link the rows of further lists to a linkage that is there. Entities keep their ids; two of them are never joined.

    The model and the threshold stay as they were learned. Raises NotFound where there is no finished linkage. Nothing
    is kept of an addition that was interrupted.
    """
    wishes = wishes or Wishes()
    if not (folder / DATABASE).exists():
        raise NotFound(
            "there is no linkage", thing=str(folder), do="Make one first: chamsae link-lists A.csv -o FOLDER."
        )
    with Folder(folder, memory=wishes.memory).open() as connection:
        if done(connection, "clustered") is None:
            raise NotFound("the linkage is not finished", thing=str(folder), do="Run the command that began it again.")
        found = lists.lists(connection, paths, wishes.columns, folder)
        connection.execute("BEGIN")
        try:
            _add(connection, found, folder, wishes, progress)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        _write_added(connection, folder, progress)
        return outcome.summary(connection, folder)


def _signature(path: Path) -> list[str | int]:
    stat = path.stat()
    return [str(path.resolve()), stat.st_size, stat.st_mtime_ns]


def _asked(wishes: Wishes) -> list[str]:
    """The wishes by which the outcome differs."""
    return [str(sorted(wishes.columns.items())), str(wishes.gazetteer), str(wishes.judged), str(wishes.once),
            str(wishes.false_per_row)]  # fmt: skip


def _load(
    connection: "DuckDBPyConnection", paths: Sequence[Path], folder: Path, wishes: Wishes, progress: Progress
) -> None:
    for table in ("raw", "list", "refused"):
        connection.execute(f"DELETE FROM {table}")
    rows.load(connection, lists.lists(connection, paths, wishes.columns, folder))
    progress("rows", 1, 1)


def _standardise(connection: "DuckDBPyConnection", folder: Path, wishes: Wishes, progress: Progress) -> None:
    connection.execute("DROP TABLE IF EXISTS person")
    rows.standardise(connection, _places(folder), 0, processes=wishes.processes, progress=progress)
    score.frequencies(connection, number(connection, "SELECT count(*) FROM person"))


def _places(folder: Path) -> Gazetteer:
    """The gazetteer the linkage was begun with: a place has one number for good."""
    own = folder / _GAZETTEER
    return read_gazetteer(own if own.exists() else None)


def _learn(connection: "DuckDBPyConnection", progress: Progress) -> str:
    score.compared(connection, "all_rows")
    decoys = 0
    if number(connection, "SELECT count(*) FROM person") >= score.ENOUGH:
        decoys = add_decoys(connection, "all_rows")
    connection.execute("CHECKPOINT")
    columns = score.filled(connection)
    return json.dumps(
        {"decoys": decoys, "columns": columns, "model": score.learn(connection, "all_rows", columns, progress)}
    )


def _compare(connection: "DuckDBPyConnection", wishes: Wishes, progress: Progress) -> str:
    learned = json.loads(done(connection, "learned") or "")
    score.score_all(connection, "all_rows", learned["model"], "pair", progress)
    found = threshold(connection, "pair", learned["decoys"], wishes.false_per_row) if learned["decoys"] else _FEW
    connection.execute("DELETE FROM pair WHERE l < 0 OR r < 0")
    connection.execute("DROP TABLE all_rows; CHECKPOINT")
    return str(found)


def _cluster(connection: "DuckDBPyConnection", wishes: Wishes, progress: Progress) -> None:
    judged.constrain(connection, wishes.judged, wishes.once)
    line = float(done(connection, "compared") or 0)
    cluster(connection, Inputs("pair", line, start="together", never="apart", alone="alone"), "entity")
    progress("entities", 1, 1)


def _write(connection: "DuckDBPyConnection", folder: Path, progress: Progress) -> None:
    outcome.write(connection, folder, float(done(connection, "compared") or 0))
    _written(connection, progress)


def _write_added(connection: "DuckDBPyConnection", folder: Path, progress: Progress) -> None:
    """Write the rows that are not in the files yet: those of this addition, and of one interrupted before it wrote."""
    first = int(done(connection, "listed") or 0)
    outcome.write_added(connection, folder, first, float(done(connection, "compared") or 0))
    _written(connection, progress)


def _written(connection: "DuckDBPyConnection", progress: Progress) -> None:
    finish(connection, "listed", str(number(connection, "SELECT max(id) + 1 FROM raw")))
    progress("writing", 1, 1)


def _add(
    connection: "DuckDBPyConnection", found: Sequence[lists.List], folder: Path, wishes: Wishes, progress: Progress
) -> None:
    learned = json.loads(done(connection, "learned") or "")
    line = float(done(connection, "compared") or 0)
    first, end = rows.load(connection, found)
    rows.standardise(connection, _places(folder), first, processes=wishes.processes, progress=progress)
    connection.execute(f"CREATE OR REPLACE TABLE fresh AS SELECT * FROM person WHERE unique_id >= {first}")
    score.blocked(connection, "person", "fresh", learned["columns"], "candidate")
    progress("comparing", 0, end - first)
    connection.execute(
        "CREATE OR REPLACE TABLE involved AS SELECT l AS id FROM candidate UNION SELECT r FROM candidate"
    )
    score.unheard(connection, "fresh")
    score.compared(connection, "some_rows", "unique_id IN (SELECT id FROM involved)")
    score.score_pairs(connection, "some_rows", "candidate", learned["model"], "new_pair")
    progress("comparing", end - first, end - first)
    judged.constrain(connection, wishes.judged, wishes.once)
    judged.hold(connection, "new_pair")
    cluster(connection, Inputs("near_pair", line, start="held", never="apart", alone="alone"), "changed")
    connection.execute("INSERT INTO pair SELECT * FROM new_pair")
    connection.execute("DELETE FROM entity WHERE id IN (SELECT id FROM changed)")
    connection.execute("INSERT INTO entity SELECT * FROM changed")
    for table in ("fresh", "candidate", "involved", "some_rows", "new_pair", "near_pair", "held", "changed"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
