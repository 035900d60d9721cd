"""Partners' lists linked: ours, Splink alone, and what it takes merely to normalise them; names in all spellings too.

    python bench/link.py [--records 1000000] [--tools PYTHON] [--spark 100000] [--folder DIR] [--names DATA]

One run makes people from a seed (bench/generate_people.py; their errors: bench/README.md), links them with Chamsae and
with Splink 5 alone (bench/link_peer.py), adds 10,000 rows to ours, and prints seconds, seconds of processor, peak
memory of all processes together, and F1. Each phase is a process of its own. PYTHON has Polars and PySpark installed;
without it these two are left out. At the end bench/names.py runs, if its data are there.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import link_peer
from generate_people import make

from chamsae.link.scale import Role, Wishes, add, link
from chamsae.link.scale import score as scoring
from chamsae.link.scale.folder import Folder, done

ADDED = 10_000
HERE = Path(__file__).parent

#: What is asked of Chamsae for so many records: cluster F1, and how many times Splink's time it may take.
MARKS = {1_000_000: 0.95, 5_000_000: 0.94, 10_000_000: 0.93}
TIMES, MEMORY, SECONDS_TO_ADD = 1.5, 8 * 1024, 30.0


@dataclass(frozen=True)
class Cost:
    """What a phase took: seconds by the clock, of processor, and the most memory of all its processes in MB."""

    wall: float
    processor: float
    memory: float

    def words(self) -> str:
        return f"{self.wall:8.1f} s  {self.processor:8.1f} s of processor  {self.memory:7,.0f} MB"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", type=int, default=1_000_000)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--folder", type=Path, help="where to work, and to find what an earlier run made")
    ask.add_argument("--tools", help="a Python with polars, pyspark and splink")
    ask.add_argument("--spark", type=int, default=100_000, help="records compared on Spark (0: none)")
    ask.add_argument("--names", type=Path, default=HERE.parent.parent / "shared" / "data")
    ask.add_argument("--phase", nargs="*", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.phase:
        _PHASES[given.phase[0]](*map(Path, given.phase[1:]))
        return
    with tempfile.TemporaryDirectory(prefix="link-") as scratch:
        _bench(given, given.folder or Path(scratch))


def _bench(given: argparse.Namespace, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = _people(folder, given.records, given.seed)
    print(f"{given.records:,} records and {ADDED:,} to add, seed {given.seed}, {os.cpu_count()} processors")
    ours = _phase("chamsae link-lists", "ours", folder)
    found = score(made / "base.parquet", folder / "ours.parquet")
    print(f"    {found.words()}; {_told(folder)}")
    added = _phase(f"adding {ADDED:,} rows", "add", folder)
    print(f"    {_kept(folder)}")
    peer = _phase("splink alone, Latin names", "peer", folder)
    print(f"    {score(made / 'base.parquet', folder / 'peer.parquet').words()}")
    print(
        f"ours / splink: {ours.wall / peer.wall:.2f} by the clock, {ours.processor / peer.processor:.2f} of processor"
    )
    _phase("normalise, drop the same: duckdb", "dedupe", folder)
    if given.tools:
        _phase("normalise, drop the same: polars", "polars", folder, python=given.tools)
    else:
        print("polars, spark: left out (--tools PYTHON)")
    _marks(given.records, found, ours, added, peer)
    if given.tools and given.spark:
        _spark(folder, given.spark, given.seed, given.tools)
    _names(given.names)


def _people(folder: Path, records: int, seed: int) -> Path:
    """base.parquet and extra.parquet of one population."""
    made = make(folder, records + ADDED, seed)
    for name, where in (("base", f"id < {records}"), ("extra", f"id >= {records}")):
        if not (folder / f"{name}.parquet").exists():
            duckdb.sql(f"COPY (SELECT * FROM '{made}' WHERE {where}) TO '{folder}/{name}.parquet'")
    return folder


# Phases, each in a process of its own


def _phase(title: str, name: str, folder: Path, python: str = sys.executable) -> Cost:
    command = [python, __file__, "--phase", name, str(folder)]
    if name == "polars":
        command = [python, str(HERE / "link_tools.py"), "dedupe", str(folder)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    memory = _Memory(process.pid)
    _, said = process.communicate()
    memory.stop()
    if process.returncode:
        sys.exit(f"{title} failed:\n{said[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost = Cost(time.perf_counter() - began, processor, memory.peak)
    print(f"{title:34} {cost.words()}", flush=True)
    return cost


class _Memory(threading.Thread):
    """The most memory that a process and those it started hold together, looked at ten times a second (Linux)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak, self._root, self._ended = 0.0, root, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.1):
            self.peak = max(self.peak, sum(map(_resident, _tree(self._root))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        try:
            text = Path(f"/proc/{process}/task/{process}/children").read_text()
        except OSError:
            continue
        found += [int(child) for child in text.split()]
    return found


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return 0.0


def _ours(folder: Path) -> None:
    wishes = Wishes(gazetteer=folder / "places.csv", columns=_columns(), memory="4GB")
    link([folder / "base.parquet"], folder / "linked", wishes)
    duckdb.sql(
        f"""COPY (SELECT key::INT AS id, entity AS cluster FROM '{folder}/linked/rows.csv')
            TO '{folder}/ours.parquet'"""
    )


def _columns() -> dict[Role, str]:
    """The name in three scripts; not the Latin one beside it, which is for the peer."""
    return {Role.NAME: "name", Role.FAMILY: "", Role.GIVEN: "", Role.KEY: "id"}


def _add(folder: Path) -> None:
    add([folder / "extra.parquet"], folder / "linked", Wishes(gazetteer=folder / "places.csv", columns=_columns()))


def _peer(folder: Path) -> None:
    link_peer.link(folder / "base.parquet", folder / "peer.parquet", folder / "spill")


def _dedupe(folder: Path) -> None:
    """The names folded and the rows that are then the same dropped: what no linkage can do without."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '5GB'; SET temp_directory = '{folder}/spill'")
    began = time.perf_counter()
    rows = connection.execute(
        f"""SELECT count(*) FROM (SELECT DISTINCT lower(strip_accents(nfc_normalize(trim(name)))), birth, sex,
            lower(trim(place)) FROM '{folder}/base.parquet')"""
    ).fetchone()
    print(f"    {rows[0] if rows else 0:,} rows differ; {time.perf_counter() - began:.1f} s", flush=True)


_PHASES: dict[str, Callable[..., None]] = {"ours": _ours, "add": _add, "peer": _peer, "dedupe": _dedupe}


# What came of it


@dataclass(frozen=True)
class Score:
    """Pairs of records in one cluster against pairs of one person; and B-cubed, by record."""

    precision: float
    recall: float
    bcubed: float
    largest: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def words(self) -> str:
        return (
            f"cluster F1 {self.f1:.4f} (pairs in one cluster: precision {self.precision:.4f}, recall "
            f"{self.recall:.4f}), B-cubed F1 {self.bcubed:.4f}, largest cluster {self.largest}"
        )


def score(people: Path, clusters: Path) -> Score:
    connection = duckdb.connect()
    connection.execute(
        f"""CREATE TABLE cell AS SELECT entity, coalesce(cluster::TEXT, 'alone' || id) AS cluster, count(*) AS many
            FROM '{people}' LEFT JOIN '{clusters}' USING (id) GROUP BY ALL"""
    )

    def one(query: str) -> float:
        found = connection.execute(query).fetchone()
        return float(found[0]) if found else 0.0

    both = one("SELECT sum(many * (many - 1) / 2) FROM cell")
    said, true = (
        one(f"SELECT sum(n * (n - 1) / 2) FROM (SELECT sum(many) AS n FROM cell GROUP BY {side})")
        for side in ("cluster", "entity")
    )
    of_record = [
        one(
            f"""SELECT sum(many * many / n) / sum(many) FROM
                (SELECT many, sum(many) OVER (PARTITION BY {side}) AS n FROM cell)"""
        )
        for side in ("cluster", "entity")
    ]
    bcubed = 2 * of_record[0] * of_record[1] / (of_record[0] + of_record[1])
    largest = int(one("SELECT max(n) FROM (SELECT sum(many) AS n FROM cell GROUP BY cluster)"))
    return Score(both / said, both / true, bcubed, largest)


def _told(folder: Path) -> str:
    told = json.loads((folder / "linked" / "summary.json").read_text("utf-8"))
    return f"threshold {told['threshold']:+.2f} bits by {told['decoys']:,} decoys, {told['pairs']:,} pairs kept"


def _kept(folder: Path) -> str:
    """Whether the entities of old rows are the same after the addition, and how well the new ones found theirs."""
    connection = duckdb.connect()
    changed = connection.execute(
        f"""SELECT count(*) FROM '{folder}/ours.parquet' JOIN '{folder}/linked/rows.csv' ON key::INT = id
            WHERE entity != cluster"""
    ).fetchone()
    pairs = connection.execute(
        f"""WITH said AS (SELECT p.id, p.entity AS person, o.entity FROM '{folder}/people.parquet' p
              JOIN '{folder}/linked/rows.csv' o ON o.key::INT = p.id),
            fresh AS (SELECT x.person = y.person AS same, x.entity = y.entity AS one FROM said x JOIN said y
              ON (x.person = y.person OR x.entity = y.entity) AND x.id != y.id
              WHERE x.id IN (SELECT id FROM '{folder}/extra.parquet'))
            SELECT count(*) FILTER (same AND one) / count(*) FILTER (one), count(*) FILTER (same AND one) / count(*)
              FILTER (same) FROM fresh"""
    ).fetchone()
    assert changed is not None and pairs is not None
    found = f"pairs of the new rows: precision {pairs[0]:.4f}, recall {pairs[1]:.4f}"
    return f"{changed[0]:,} ids of old rows changed; {found}"


def _marks(records: int, found: Score, ours: Cost, added: Cost, peer: Cost) -> None:
    asked = MARKS.get(records)
    if asked is None:
        return
    reached = {
        f"cluster F1 {found.f1:.4f} (asked: {asked})": found.f1 >= asked,
        f"{ours.wall / peer.wall:.2f} times Splink's time (asked: at most {TIMES})": ours.wall <= TIMES * peer.wall,
        f"{ours.memory:,.0f} MB (asked: at most {MEMORY:,})": ours.memory <= MEMORY,
        f"{added.wall:.1f} s to add {ADDED:,} (asked: under {SECONDS_TO_ADD:.0f})": added.wall < SECONDS_TO_ADD,
    }
    for line, well in reached.items():
        print(f"  {'reached' if well else 'MISSED '}  {line}")


def _spark(folder: Path, records: int, seed: int, python: str) -> None:
    """The same model on Spark: the weights of all pairs, beside those of DuckDB."""
    small = _people(folder / "spark", records, seed)
    subprocess.run([sys.executable, __file__, "--phase", "ours", str(small)], check=True)
    export(small)
    began = time.perf_counter()
    subprocess.run([python, str(HERE / "link_tools.py"), "spark", str(small)], check=True, stderr=subprocess.DEVNULL)
    found = duckdb.sql(
        f"""SELECT count(*), count(d.l), count(s.l), max(abs(d.weight - s.weight)) FROM '{small}/duckdb.parquet' d
            FULL JOIN (SELECT * FROM '{small}/spark.parquet/*.parquet') s USING (l, r)"""
    ).fetchone()
    assert found is not None
    every, here, there, apart = found
    seconds = time.perf_counter() - began
    print(
        f"the same model on Spark, {records:,} records: {seconds:.0f} s; {here:,} pairs by DuckDB, {there:,} by Spark, "
        f"{every:,} together; weights differ by at most {apart:.6f} bits"
    )


def export(folder: Path) -> None:
    """The standardised rows, the trained model and DuckDB's weights, for another back end."""
    with Folder(folder / "linked").open() as connection:
        scoring.compared(connection, "exported")
        model = json.loads(done(connection, "learned") or "")["model"]
        (folder / "model.json").write_text(json.dumps(model), "utf-8")
        scoring.score_all(connection, "exported", model, "weighed", lambda *_: None)
        connection.execute(f"COPY exported TO '{folder}/rows.parquet'; COPY weighed TO '{folder}/duckdb.parquet'")
        for column in ("key", "place"):
            connection.execute(f"COPY tf_{column} TO '{folder}/tf_{column}.parquet'")
        connection.execute("DROP TABLE exported; DROP TABLE weighed")


def _names(data: Path) -> None:
    if (data / "names" / "dev.csv").exists():
        subprocess.run([sys.executable, str(HERE / "names.py"), str(data)], check=True)
    else:
        print(f"names: no data in {data} (bench/names.py)")


if __name__ == "__main__":
    main()
