"""Imputed replicates in a folder, one file each, as HRDAG publishes them for verdata: CSV or Parquet, a row per person.

What an imputation filled in differs between the files, and so does what each of them says; `batch` estimates every one,
and `batch.combined` puts those of a stratum together by verdata's rule. Estimates that HRDAG published for the same
tables can be taken in their place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from chamsae.errors import InputError, phrase
from chamsae.estimate import columns, delimited
from chamsae.estimate.batch import REPLICATE
from chamsae.estimate.checks import Code
from chamsae.estimate.columns import Wanted
from chamsae.estimate.snapshot import parquet_engine
from chamsae.estimate.tables import from_counted, without_empty
from chamsae.estimate.verdata import lookup
from chamsae.model.estimate import CaptureTable, Estimation, Finding, Grade, RunRecord, Verdict

#: How columns of lists begin in the files of verdata; where none does, every column that is nothing else is a list.
LIST = "in_"
#: Columns that say which replicate a row is of; else the name of the file does.
NAMES = ("replica", "replicate")
ENDINGS = (".parquet", ".csv")
_NUMBER = re.compile(r"[Rr]?\d+(?=\D*$)")
_AT_ONCE = 10_000


def read_replicates(
    folder: Path | str,
    *,
    by: Sequence[str] = (),
    lists: Sequence[str] | None = None,
    progress: Callable[[str], object] | None = None,
) -> tuple[CaptureTable, ...]:
    """The tables of all replicates in a folder, each stratum with its `replicate` named; in order of the replicates.

    `by` are the columns that tell strata apart, `lists` those of lists (None: those that begin with `in_`). Lists with
    nobody in a table are left out of it, as verdata does. `progress` is told each file. Raises InputError for a folder
    with fewer than two replicates, and as `tables.read_csv` does for what a file holds; MissingPart for Parquet without
    DuckDB.
    """
    found: list[CaptureTable] = []
    for path in _files(Path(folder)):
        if progress:
            progress(path.name)
        found += _tables(path, tuple(by), lists)
    names = {dict(one.stratum)[REPLICATE] for one in found}
    if len(names) < 2:
        raise InputError(phrase("holds fewer than two replicates"), thing=str(folder),
                         do=phrase("Give a folder with one CSV or Parquet file for each."))  # fmt: skip
    return tuple(sorted(found, key=_place))


def published(tables: Sequence[CaptureTable], folder: Path, *, level: float = 0.95) -> Iterator[Estimation]:
    """For each table the estimate that HRDAG published, from a folder of verdata's; a refusal where there is none.

    Each says that it is of one chain. Raises InputError where the folder is none.
    """
    for table in tables:
        answer = lookup(table, folder, level=level)
        code, grade = (Code.NOT_PUBLISHED, Grade.REFUSAL) if answer is None else (Code.ONE_CHAIN, Grade.WARNING)
        yield Estimation(
            table=table,
            verdict=Verdict.REFUSED if answer is None else Verdict.WEAK,
            findings=(Finding(code=code, grade=grade),),
            answer=answer,
            record=RunRecord(data="", seed=0, settings={"source": "verdata"}),
        )


def _files(folder: Path) -> list[Path]:
    """One file of each name, Parquet where there are both."""
    if not folder.is_dir():
        raise InputError(phrase("there is no such folder"), thing=str(folder), do=phrase("Check the path."))
    first: dict[str, Path] = {}
    for ending in ENDINGS:
        for path in sorted(folder.glob(f"*{ending}")):
            first.setdefault(path.stem, path)
    return [first[stem] for stem in sorted(first)]


def _tables(path: Path, by: tuple[str, ...], lists: Sequence[str] | None) -> Iterator[CaptureTable]:
    rows = _parquet(path) if path.suffix == ".parquet" else delimited.rows(path)
    number, header = next(rows, (0, []))
    known = [columns.tidy(name) for name in header]
    named = next((name for name in NAMES if name in known and name not in by), None)
    begun = [name for name in known if name.startswith(LIST)]
    wanted = Wanted(
        by=by if named is None else (*by, named),
        lists=tuple(lists) if lists is not None else tuple(begun) or None,
    )
    counted = columns.counted_rows(path, _again(number, header, rows), wanted)
    for one in from_counted(counted):
        stratum = one.stratum if named is None else one.stratum[:-1]
        replicate = _of_name(path) if named is None else one.stratum[-1][1]
        yield without_empty(replace(one, stratum=(*stratum, (REPLICATE, replicate))))


def _again(number: int, header: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    if header:
        yield number, header
        yield from rows


def _parquet(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a Parquet file as those of a CSV: the header as row 1, nothing as an empty cell."""
    engine = parquet_engine()
    try:
        with engine.connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            yield 1, [str(one[0]) for one in found.description or ()]
            number = 1
            while page := found.fetchmany(_AT_ONCE):
                for row in page:
                    number += 1
                    yield number, ["" if cell is None else str(cell) for cell in row]
    except engine.Error as error:
        raise InputError(phrase("cannot be read as Parquet"), thing=str(path),
                         do=phrase("Download it again.")) from error  # fmt: skip


def _of_name(path: Path) -> str:
    """What a file's name tells: its last number ("R7"), else all of it."""
    found = _NUMBER.search(path.stem)
    return found[0] if found else path.stem


def _place(one: CaptureTable) -> tuple[tuple[tuple[str, str], ...], int, str]:
    """By stratum, then by the number of the replicate."""
    name = dict(one.stratum)[REPLICATE]
    digits = re.sub(r"\D", "", name)
    return tuple(part for part in one.stratum if part[0] != REPLICATE), int(digits or 0), name
