"""Importing a partner's list: rows a second, memory, a second run, a later version, taking back; beside a plain loop.

    python bench/import_rows.py [--rows 90000] [--bad 0.02] [--seed 7] [--no-undo]

The list has ten columns (number, name, sex, birth, arrest with place, return with crossing, facility, remarks), its
rows are invented, and a share of them is bad: a day that does not exist, a word nobody knows, a number left out.
The peer is the loop everybody writes: csv and sqlite3, the same rows refused, every cell with key, column, value and
day into an indexed table, replaced where it is there already: no quotes, no documents, no search, no ledger, no undo.
"""

import argparse
import csv
import random
import re
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.import_report import ImportReport

HEADS = ("번호", "성명", "성별", "생년월일", "체포일", "체포장소", "송환일", "세관", "구금시설", "비고")
FAMILIES, GIVEN = "김이박최정강조윤장임한오서신권황안송류홍", "선향영희철수옥미란순금명화정일경숙은지"
TOWNS, CROSSINGS = ("장백", "도문", "훈춘", "연길"), ("단둥", "투먼", "남평", "개산툰")
HELD = ("온성 보위부", "무산 보위부", "신의주 집결소", "청진 집결소")
#: What the issue asks for, in seconds.
ASKED = 300.0


def write(path: Path, rows: int, bad: float, seed: int) -> int:
    """Write the list; how many of its rows are bad."""
    chance = random.Random(seed)
    spoiled = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADS)
        for number in range(rows):
            row = _row(chance, number)
            if chance.random() < bad:
                at, words = chance.choice(((4, "2010. 13. 45."), (2, "?!"), (0, "")))
                row[at] = words
                spoiled += 1
            writer.writerow(row)
    return spoiled


def _row(chance: random.Random, number: int) -> list[str]:
    name = chance.choice(FAMILIES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    born, caught, returned = (_day(chance, *years) for years in ((1940, 2000), (2000, 2019), (2000, 2019)))
    remark = chance.choice(("", "", "재북송", "중국에 자녀"))
    return [f"P-{number:06}", name, chance.choice("남여"), born, caught, chance.choice(TOWNS), returned,
            chance.choice(CROSSINGS), chance.choice(HELD), remark]  # fmt: skip


def _day(chance: random.Random, first: int, last: int) -> str:
    return f"{chance.randint(first, last)}. {chance.randint(1, 12)}. {chance.randint(1, 28)}."


def main() -> None:
    """Run all and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=90_000)
    parser.add_argument("--bad", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-undo", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        spoiled = write(path, asked.rows, asked.bad, asked.seed)
        ours = _ours(Path(folder), path, spoiled, undo=not asked.no_undo)
        peer = _timed("the plain loop, cells only", lambda: _peer(path, Path(folder) / "peer.sqlite3"))
        print(f"ours takes {ours / peer:.1f} times as long as the peer")


def _ours(folder: Path, path: Path, spoiled: int, *, undo: bool) -> float:
    with chamsae.init(folder / "book") as book:
        found: list[ImportReport] = []
        took = _timed("import", lambda: found.append(_imported(book, path)))
        first = found[-1]
        print(
            f"  {first.rows:,} rows, {first.new:,} claims, {first.rows / took:,.0f} rows a second; asked: {ASKED:.0f} s"
        )
        named = {fault.row for fault in first.refused}
        print(f"  bad rows named: {len(named):,} of {spoiled:,}")
        size = (folder / "book" / "casebook.sqlite3").stat().st_size
        print(f"  database {size >> 20} MB, most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
        before = book.counts()
        _timed("the same again", lambda: found.append(_imported(book, path)))
        print(f"  unchanged: {book.counts() == before and not found[-1].new and not found[-1].changed}")
        text = path.read_text("utf-8").replace("P-000100,", "P-000100,새", 1)
        path.write_text(text, "utf-8")
        _timed("a later version with one cell changed", lambda: found.append(_imported(book, path)))
        print(f"  {found[-1].new:,} new, {found[-1].changed:,} changed, {found[-1].same:,} the same")
        if undo:
            for past in list(book.importing.history()):
                _timed(f"taking back {past.run.number}", partial(book.importing.undo, past.run.number, by="bench"))
        assert len(named) == spoiled, "a bad row was not named"
        assert took < ASKED or first.rows > 90_000, "slower than was asked for"
        return took


def _imported(book: Casebook, path: Path) -> ImportReport:
    with path.open("rb") as stream:
        capture = book.archive.add_bytes(stream, path.name, by="bench")
    mapping = book.importing.look(capture.id).guess.mapping
    return book.importing.run(capture.id, mapping, by="bench")


def _peer(path: Path, database: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines, sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE cell (key, column, value, day, PRIMARY KEY (key, column))")
        connection.execute("CREATE INDEX cell_value ON cell (column, value)")
        rows = csv.reader(lines)
        heads = next(rows)
        for row in rows:
            if (cells := _cells(heads, row)) is not None:
                connection.executemany("INSERT OR REPLACE INTO cell VALUES (?, ?, ?, ?)", cells)


def _cells(heads: list[str], row: list[str]) -> list[tuple[str, str, str, str | None]] | None:
    """The cells of a sound row; None for a bad one."""
    if not row[0] or row[2] not in "남여":
        return None
    cells = []
    for head, cell in zip(heads[1:], row[1:], strict=True):
        day = re.fullmatch(r"(\d{4})\. (\d{1,2})\. (\d{1,2})\.", cell)
        try:
            iso = date(*map(int, day.groups())).isoformat() if day else None
        except ValueError:
            return None
        if cell:
            cells.append((row[0], head, cell, iso))
    return cells


def _timed(what: str, job: Callable[[], object]) -> float:
    start, worked = time.perf_counter(), time.process_time()
    job()
    took = time.perf_counter() - start
    print(f"{what}: {took:.1f} s ({time.process_time() - worked:.1f} s of processor)", flush=True)
    return took


if __name__ == "__main__":
    main()
