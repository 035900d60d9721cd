"""Capture tables: how many persons stand on which lists, from patterns, rows or CSV files; never one row per person.

A pattern nobody has is not kept; the pattern of all zeros, persons on no list, is what is to be estimated, and refused.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from numbers import Real
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import InputError, phrase
from chamsae.estimate.columns import MOST_PERSONS, Counted, Pattern, Stratum, Wanted, counted, tidy
from chamsae.model.estimate import CaptureTable


def table(
    lists: Iterable[str], patterns: Iterable[Sequence[int]], counts: Iterable[int], stratum: Stratum = ()
) -> CaptureTable:
    """A table of these lists: each pattern once, with the number of persons who have it.

    Patterns with nobody are left out. Raises InputError for lists without a name or with the same name, a pattern that
    is too long or short, holds other than 0 and 1, is all zeros or comes twice, and a count that is no whole number.
    """
    names, given, numbers = _names(lists), list(patterns), list(counts)
    if len(given) != len(numbers):
        raise InputError(
            phrase("%(patterns)s patterns have %(counts)s counts", patterns=len(given), counts=len(numbers)),
            do=phrase("Give one count for each pattern."),
        )
    cells: dict[Pattern, int] = {}
    for one, persons in zip(given, numbers, strict=True):
        pattern = _pattern(one, names)
        if pattern in cells:
            raise InputError(
                phrase("pattern %(pattern)s comes twice", pattern=_shown(pattern)),
                do=phrase("Add its counts up, or remove one of them."),
            )
        cells[pattern] = _whole(persons, pattern)
    return _made(names, cells, stratum)


def from_rows(lists: Iterable[str], rows: Iterable[Sequence[int]], stratum: Stratum = ()) -> CaptureTable:
    """The table of these persons, one row each of 1 (on this list) and 0; the rows are counted as they come."""
    names = _names(lists)
    counted = Counter(map(tuple, rows))
    cells: Counter[Pattern] = Counter()
    for row, persons in counted.items():
        cells[_pattern(row, names)] += persons
    return _made(names, cells, stratum)


def read_csv(
    path: Path | str,
    *,
    by: Sequence[str] = (),
    lists: Sequence[str] | None = None,
    count: str | None = None,
    encoding: str | None = None,
    progress: Callable[[int], object] | None = None,
    stream: BinaryIO | None = None,
) -> tuple[CaptureTable, ...]:
    """The tables of a CSV file: one, or one for each value of the columns `by`, in their order.

    It is read from `stream` where that is given, and `path` is only what it is called. Each row is one person, or one
    pattern where a column holds counts (`count`, else a header that says so). All other columns are lists, unless
    `lists` names them or a header is one of `columns.STRATA`. Rows are counted as they are read, 10 million in the
    memory of a thousand; `progress` is told each 100,000th. Raises InputError, with file, row and column, for what is
    not 1 or 0 (or yes or no in words), for all zeros, and for counts that are no whole numbers.
    """
    wanted = Wanted(by=tuple(by), lists=None if lists is None else tuple(lists), count=count, encoding=encoding)
    return from_counted(counted(Path(path), wanted, progress, stream))


def from_counted(found: Counted) -> tuple[CaptureTable, ...]:
    """The tables of a file that was counted, strata in their order."""
    return tuple(_made(found.lists, found.strata[one], one) for one in sorted(found.strata, key=_natural))


def without_list(table: CaptureTable, name: str) -> CaptureTable:
    """The table as if this list had never been kept: whoever stands on no other is no longer documented."""
    at = _place(table, name)
    cells: Counter[Pattern] = Counter()
    for pattern, persons in zip(table.patterns, table.counts, strict=True):
        cells[pattern[:at] + pattern[at + 1 :]] += persons
    cells.pop((0,) * (len(table.lists) - 1), None)
    return _made(table.lists[:at] + table.lists[at + 1 :], cells, table.stratum)


def without_empty(table: CaptureTable) -> CaptureTable:
    """The table without the lists that have nobody, which say nothing and would only stretch a prior."""
    kept = [at for at, size in enumerate(table.sizes) if size]
    if len(kept) == len(table.lists):
        return table
    patterns = tuple(tuple(pattern[at] for at in kept) for pattern in table.patterns)
    return replace(table, lists=tuple(table.lists[at] for at in kept), patterns=patterns)


def merged(table: CaptureTable, names: Sequence[str]) -> CaptureTable:
    """The table with these lists as one, called after all of them and in the place of the first of them."""
    places = sorted({_place(table, name) for name in names})
    if len(places) < 2:
        raise InputError(phrase("only one list is named"), do=phrase("Name two lists or more that are to be one."))
    first, rest = places[0], set(places[1:])
    name = "+".join(table.lists[at] for at in places)
    cells: Counter[Pattern] = Counter()
    for pattern, persons in zip(table.patterns, table.counts, strict=True):
        one = int(any(pattern[at] for at in places))
        cells[tuple(one if at == first else bit for at, bit in enumerate(pattern) if at not in rest)] += persons
    lists = [name if at == first else old for at, old in enumerate(table.lists) if at not in rest]
    return _made(_names(lists), cells, table.stratum)


def together(tables: Sequence[CaptureTable]) -> CaptureTable:
    """The tables of all strata as one; they must have the same lists in the same order."""
    if not tables or any(one.lists != tables[0].lists for one in tables):
        raise InputError(
            phrase("the tables have not the same lists"), do=phrase("Add up tables that were read from one file.")
        )
    cells: Counter[Pattern] = Counter()
    for one in tables:
        for pattern, persons in zip(one.patterns, one.counts, strict=True):
            cells[pattern] += persons
    return _made(tables[0].lists, cells, ())


def _natural(stratum: Stratum) -> tuple[tuple[bool, float, str], ...]:
    """Order of strata: numbers by their size, before words."""
    return tuple((not value.isdecimal(), float(value) if value.isdecimal() else 0.0, value) for _, value in stratum)


def _made(lists: tuple[str, ...], cells: Mapping[Pattern, int], stratum: Stratum) -> CaptureTable:
    held = sorted(((sum(p), p, count) for p, count in cells.items() if count), reverse=True)
    if sum(count for _, _, count in held) > MOST_PERSONS:
        raise InputError(phrase("the counts add up to more than %(most)s", most=f"{MOST_PERSONS:,}"),
                         do=phrase("Check the counts."))  # fmt: skip
    patterns, counts = tuple(p for _, p, _ in held), tuple(count for _, _, count in held)
    return CaptureTable(lists=lists, patterns=patterns, counts=counts, stratum=tuple(stratum))


def _names(lists: Iterable[str]) -> tuple[str, ...]:
    names = tuple(tidy(name) for name in lists)
    if not names or not all(names):
        raise InputError(phrase("a list has no name, or there is none"), do=phrase("Give every list a name."))
    for name, many in Counter(names).items():
        if many > 1:
            raise InputError(
                phrase("%(many)s lists are called “%(name)s”", many=many, name=name),
                do=phrase("Give every list a name of its own."),
            )
    return names


def _place(table: CaptureTable, name: str) -> int:
    if name not in table.lists:
        raise InputError(
            phrase("there is no list “%(name)s”", name=name),
            do=phrase("The lists are: %(names)s.", names=", ".join(table.lists)),
        )
    return table.lists.index(name)


def _pattern(one: Sequence[int], names: tuple[str, ...]) -> Pattern:
    bits = tuple(one)
    if len(bits) != len(names):
        raise InputError(
            phrase(
                "pattern %(pattern)s has %(places)s places for %(lists)s lists",
                pattern=_shown(bits),
                places=len(bits),
                lists=len(names),
            ),
            do=phrase("Give each pattern one place per list."),
        )
    if any(bit not in {0, 1} for bit in bits):
        raise InputError(
            phrase("pattern %(pattern)s holds other than 0 and 1", pattern=_shown(bits)),
            do=phrase("Write 1 (on this list) or 0."),
        )
    if not any(bits):
        raise InputError(phrase("a pattern is all zeros: how many are on no list is what is to be estimated"),
                         do=phrase("Leave it out."))  # fmt: skip
    return tuple(map(int, bits))


def _whole(persons: float, pattern: Pattern) -> int:
    why = _why_no_count(persons)
    if why:
        raise InputError(
            phrase(
                "the count of pattern %(pattern)s is %(why)s (%(persons)s)",
                pattern=_shown(pattern),
                why=why,
                persons=f"{persons!s:.40}",
            ),
            do=phrase("Give persons."),
        )
    return int(persons)


def _why_no_count(persons: float) -> str:
    if isinstance(persons, bool) or not isinstance(persons, Real) or persons != persons:  # noqa: PLR0124 — NaN
        return phrase("no number")
    if persons < 0:
        return phrase("negative")
    if persons > MOST_PERSONS:
        return phrase("more than %(most)s", most=f"{MOST_PERSONS:,}")
    return "" if persons == int(persons) else phrase("no whole number")


def _shown(pattern: Sequence[int]) -> str:
    return "".join(map(str, pattern))[:80]
