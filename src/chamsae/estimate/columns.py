"""What the columns of a CSV file of lists mean, and its rows counted by stratum and pattern as they are read."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import InputError, Phrase, phrase
from chamsae.estimate import delimited
from chamsae.estimate.delimited import fault

Pattern = tuple[int, ...]
Stratum = tuple[tuple[str, str], ...]

#: Persons in one table, at most: sums over such tables stay exact in the arithmetic of all methods.
MOST_PERSONS = 10**12
#: Different patterns and strata in one file, at most: more come from a column that tells persons apart.
MOST_CELLS = 1_000_000

#: Headers of a column of counts; folded.
COUNTS = frozenset((
    "count", "counts", "freq", "frequency", "persons", "people",
    "명", "명수", "인원", "인원수", "사람 수", "건수", "빈도",
    "人数", "人數", "计数", "計數", "频数", "頻數",
))  # fmt: skip
#: Headers of columns that say which part of the people a row is about; folded.
STRATA = frozenset((
    "year", "month", "place", "province", "region", "sex", "gender", "age", "stratum", "replicate",
    "연도", "년도", "월", "장소", "지역", "성별", "나이",
    "年", "年份", "月", "月份", "地点", "地點", "地区", "地區", "省", "性别", "性別", "年龄", "年齡",
))  # fmt: skip

_YES = frozenset(("1", "true", "t", "yes", "y", "예", "네", "있음", "유", "是", "有"))
_NO = frozenset(("0", "false", "f", "no", "n", "아니오", "아니요", "없음", "무", "否", "无", "無"))
_NOTHING = frozenset(("", "na", "n/a", "#n/a", "nan", "null", "none"))
_WHOLE = re.compile(r"[0-9]+(?:\.0+)?")
_LISTS = phrase(
    "Write 1 (on this list) or 0 (not on it); if the column is no list, name lists, strata and the column of counts."
)
_ROWS = phrase("Give one row for each person or pattern.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is known of a file before it is read: columns of strata, of lists (None: all others), of counts."""

    by: tuple[str, ...] = ()
    lists: tuple[str, ...] | None = None
    count: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The lists of a file, and how many persons each stratum has with each pattern."""

    lists: tuple[str, ...]
    strata: Mapping[Stratum, Mapping[Pattern, int]]


def counted(
    path: Path, wanted: Wanted, progress: Callable[[int], object] | None = None, stream: BinaryIO | None = None
) -> Counted:
    """The file (or `stream`) counted, holding no more than one row of it; `progress` is told each 100,000th row.

    Raises InputError with file, row and column for what cannot be meant.
    """
    with closing(delimited.rows(path, wanted.encoding, stream)) as rows:
        return counted_rows(path, rows, wanted, progress)


def counted_rows(
    path: Path, rows: Iterator[tuple[int, list[str]]], wanted: Wanted, progress: Callable[[int], object] | None = None
) -> Counted:
    """The same of rows with their numbers, the header first; the path is only named in what is raised."""
    header = next(rows, None)
    if header is None:
        raise InputError(phrase("is empty"), thing=str(path), do=_ROWS)
    columns = _columns(path, header[1], wanted)
    cells: dict[tuple[str, ...], _Cell] = {}
    for number, row in rows:
        columns.take(row, number, cells)
        if progress and number % 100_000 == 0:
            progress(number)
    if not cells:
        raise InputError(phrase("has a header and no rows"), thing=str(path), do=_ROWS)
    return Counted(lists=columns.lists, strata=_strata(columns, cells))


@dataclass(slots=True)
class _Cell:
    """The first row that has some cells, and how many persons all such rows hold."""

    row: int
    persons: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which columns of a file are strata, lists and counts; `whole` where rows of counts have no further column."""

    path: Path
    by: tuple[str, ...]
    lists: tuple[str, ...]
    pick: Callable[[list[str]], tuple[str, ...]]
    count: tuple[str, int] | None
    whole: bool

    def take(self, row: list[str], number: int, cells: dict[tuple[str, ...], _Cell]) -> None:
        """Count one row."""
        key = self.pick(row)
        cell = cells.get(key)
        if cell is None:
            cell = cells[key] = _Cell(number)
            if len(cells) > MOST_CELLS:
                raise self.too_many()
        elif self.whole:
            raise self.twice(number, cell.row)
        cell.persons += _persons(self.path, number, self.count[0], row[self.count[1]]) if self.count else 1

    def read(self, key: tuple[str, ...], row: int) -> tuple[Stratum, Pattern]:
        """Stratum and pattern of the cells of one row."""
        strata, marks = key[: len(self.by)], key[len(self.by) :]
        stratum = tuple((name, _value(self.path, row, name, cell)) for name, cell in zip(self.by, strata, strict=True))
        pattern = tuple(_mark(self.path, row, name, cell) for name, cell in zip(self.lists, marks, strict=True))
        if not any(pattern):
            why = phrase("is on no list; how many are on none is what is to be estimated")
            raise fault(self.path, row, "", why, phrase("Remove the row."))
        return stratum, pattern

    def twice(self, row: int, before: int) -> InputError:
        """The error for a pattern whose count was given already: two numbers for one thing."""
        return fault(self.path, row, "", phrase("has the pattern of row %(before)s again", before=before),
                     phrase("Add their counts up, or remove one of them."))  # fmt: skip

    def too_many(self) -> InputError:
        """The error for a column that tells persons apart."""
        named = ", ".join((*self.by, *self.lists)[:20])
        what = phrase("has more than %(most)s different rows in %(named)s", most=f"{MOST_CELLS:,}", named=named)
        do = phrase("Leave out the column that is different for every person.")
        return InputError(what, thing=str(self.path), do=do)


def _strata(columns: _Columns, cells: Mapping[tuple[str, ...], _Cell]) -> dict[Stratum, dict[Pattern, int]]:
    found: dict[Stratum, dict[Pattern, int]] = {}
    first: dict[tuple[Stratum, Pattern], int] = {}
    for key, cell in cells.items():
        stratum, pattern = columns.read(key, cell.row)
        before = first.setdefault((stratum, pattern), cell.row)
        if columns.whole and before != cell.row:
            raise columns.twice(cell.row, before)
        held = found.setdefault(stratum, {})
        held[pattern] = held.get(pattern, 0) + cell.persons
    return found


def _columns(path: Path, header: list[str], wanted: Wanted) -> _Columns:
    names = [tidy(name) for name in header]
    _check_header(path, names)
    by = tuple(_found(path, names, name) for name in wanted.by)
    count = (
        _found(path, names, wanted.count) if wanted.count else next((n for n in names if _folded(n) in COUNTS), None)
    )
    if wanted.lists is None:
        lists = tuple(one for one in names if one not in {*by, count} and _folded(one) not in STRATA)
    else:
        lists = tuple(_found(path, names, name) for name in wanted.lists)
    used = (*by, *lists) if count is None else (*by, *lists, count)
    if not lists or len(set(used)) < len(used):
        raise InputError(phrase("has no column for lists, or one column stands for two things"), thing=str(path),
                         do=phrase("Name different columns for lists, strata and counts."))  # fmt: skip
    return _Columns(
        path=path, by=by, lists=lists, pick=_picker([names.index(one) for one in (*by, *lists)]),
        count=None if count is None else (count, names.index(count)),
        whole=count is not None and len(used) == len(names),
    )  # fmt: skip


def _picker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(places) > 1:
        return itemgetter(*places)
    (only,) = places
    return lambda row: (row[only],)


def _check_header(path: Path, names: list[str]) -> None:
    for place, name in enumerate(names, start=1):
        if not name:
            raise fault(path, 1, str(place), phrase("has no header"), phrase("Give every column a name."))
    for name, many in Counter(names).items():
        if many > 1:
            why = phrase("comes %(many)s times", many=many)
            raise fault(path, 1, name, why, phrase("Give every column a name of its own."))


def _found(path: Path, names: list[str], name: str) -> str:
    if tidy(name) not in names:
        raise InputError(phrase("has no column “%(name)s”", name=name), thing=str(path),
                         do=phrase("Its columns are: %(names)s.", names=", ".join(names)))  # fmt: skip
    return tidy(name)


def _value(path: Path, row: int, column: str, cell: str) -> str:
    if _folded(cell) in _NOTHING:
        raise fault(path, row, column, phrase("holds nothing"), phrase("Write what it is, or “unknown”."))
    return tidy(cell)


def _mark(path: Path, row: int, column: str, cell: str) -> int:
    word = _folded(cell)
    number = float(word) if _WHOLE.fullmatch(word) else None
    if word in _YES or number == 1:
        return 1
    if word in _NO or number == 0:
        return 0
    why = phrase("holds nothing") if word in _NOTHING else phrase("“%(cell)s” is neither 1 nor 0", cell=_cut(cell))
    raise fault(path, row, column, why, _LISTS)


def _persons(path: Path, row: int, column: str, cell: str) -> int:
    word = _folded(cell)
    if not _WHOLE.fullmatch(word):
        raise fault(path, row, column, _why_no_count(word, cell), phrase("Write how many persons, in digits."))
    number = int(word.partition(".")[0][:40])
    if number > MOST_PERSONS:
        why = phrase("“%(cell)s” is more than %(most)s", cell=_cut(cell), most=f"{MOST_PERSONS:,}")
        raise fault(path, row, column, why, phrase("Check the number."))
    return number


def _why_no_count(word: str, cell: str) -> Phrase:
    if word in _NOTHING:
        return phrase("holds nothing")
    if re.fullmatch("[-−][0-9.]+", word):
        return phrase("“%(cell)s” is negative", cell=_cut(cell))
    return phrase("“%(cell)s” is no whole number", cell=_cut(cell))


def _cut(cell: str) -> str:
    return cell[:40]


def tidy(text: str) -> str:
    """A name as it is kept: composed (NFC), without spaces around it and with single ones inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _folded(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().casefold()
